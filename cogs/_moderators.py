"""What only moderators may use: which commands they are, and the check that counts."""

from __future__ import annotations

from typing import TypeVar

import discord
from discord import app_commands

from bot.client import Interaction
from bot.errors import Forbidden

T = TypeVar("T")
_NEEDED = discord.Permissions(manage_guild=True)


def for_moderators(command: T) -> T:
    """Decorates a command or a group: Discord shows it to moderators, in servers that have the bot, and nowhere else.

    guild_only() alone would leave it in direct messages, since the client's tree allows those.
    """
    command = app_commands.default_permissions(_NEEDED)(command)
    command = app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)(command)
    command = app_commands.allowed_installs(guilds=True, users=False)(command)
    return app_commands.guild_only(command)


def server_of(interaction: Interaction) -> int:
    """The server that this member moderates. Raises UserError for anybody else.

    To be called by each command, button, menu and form: a server's settings can give a command to anybody, and
    a button outlives the permission of the one it was made for.
    """
    if interaction.guild_id is None or not is_moderator(interaction):
        raise Forbidden("error-moderators-only")
    return interaction.guild_id


def managed_by(interaction: Interaction) -> int:
    """The server that this member manages: a moderator by a role chosen with /setup does not. Raises UserError."""
    if interaction.guild_id is None or not is_manager(interaction):
        raise Forbidden("error-managers-only")
    return interaction.guild_id


def is_moderator(interaction: Interaction) -> bool:
    """Of the server in which they use the bot now: who manages it, or has the role that was chosen for it."""
    return is_manager(interaction) or has_role(interaction)


def is_manager(interaction: Interaction) -> bool:
    permissions = interaction.permissions
    return interaction.guild_id is not None and (permissions.administrator or permissions >= _NEEDED)


def has_role(interaction: Interaction) -> bool:
    """Whether they have the role that makes moderators here, by what Discord says in the interaction."""
    if interaction.guild_id is None or not isinstance(interaction.user, discord.Member):
        return False
    chosen = interaction.client.app.servers.get(interaction.guild_id).role
    # The role that everybody has bears the id of the server; it is never offered.
    return chosen not in (0, interaction.guild_id) and interaction.user.get_role(chosen) is not None
