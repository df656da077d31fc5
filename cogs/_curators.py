"""Who looks after the catalogue that all servers share: the host's curators, and who owns the application."""

from __future__ import annotations

import discord

from bot.client import Interaction
from bot.errors import Forbidden
from cogs._moderators import server_of


async def is_curator(interaction: Interaction) -> bool:
    """What Discord says of the application was read at log-in: no request is made."""
    bot, user = interaction.client, interaction.user.id
    return user in bot.app.settings.curators or user in _owners(bot.application)


def _owners(application: discord.AppInfo | None) -> set[int]:
    """Of a team, those who may change the application."""
    if application is None:
        return set()
    if application.team is None:
        return {application.owner.id}
    members = application.team.members
    return {member.id for member in members if member.role is not discord.TeamMemberRole.read_only}


async def scope_of(interaction: Interaction, everywhere: bool = False) -> int:
    """The server that a moderator changes, or 0 for a curator who means everybody's catalogue. Raises UserError.

    To be called by each command, button, menu and form, as `server_of` is.
    """
    if not everywhere:
        return server_of(interaction)
    if not await is_curator(interaction):
        raise Forbidden("error-curators-only")
    return 0
