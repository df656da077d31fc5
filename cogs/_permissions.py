"""What the bot may do in a channel, from the interaction's own data, and what it lacks to announce there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import discord
from discord import app_commands

from bot.client import Interaction
from bot.domain.announcing.subscription import Subscription, Wishes
from bot.domain.viewer import Viewer
from bot.i18n import texts

NAMES = {
    "view_channel": "permission-view-channel",
    "send_messages": "permission-send-messages",
    "embed_links": "permission-embed-links",
    "create_public_threads": "permission-create-threads",
    "read_message_history": "permission-read-history",
    "mention_everyone": "permission-mention-everyone",
}


def permissions_in(interaction: Interaction, place: app_commands.AppCommandChannel) -> discord.Permissions:
    """Ours in a channel that somebody chose: as Discord says in the command, else by what we know of the server."""
    data = cast(Mapping[str, Any], interaction.data or {})
    said = data.get("resolved", {}).get("channels", {}).get(str(place.id), {}).get("app_permissions")
    if said is not None:
        return discord.Permissions(int(said))
    channel = place.resolve()
    return channel.permissions_for(channel.guild.me) if channel else discord.Permissions.none()


def missing(have: discord.Permissions, wishes: Wishes) -> list[str]:
    """What posts of this kind cannot do without."""
    needed = ["view_channel", "send_messages", "embed_links"]
    if wishes.threads and wishes.kind != "forum":
        needed.append("create_public_threads")
    return [] if have.administrator else [name for name in needed if not getattr(have, name)]


def lacking(client: discord.Client, subscription: Subscription) -> str:
    """The first permission that a channel with announcements lacks now, by what we know of the server; else ""."""
    guild = client.get_guild(subscription.guild)
    channel = guild.get_channel(subscription.channel) if guild else None
    if guild is None or channel is None:
        return ""  # an outage, or a channel that is gone: neither is a permission
    return next(iter(missing(channel.permissions_for(guild.me), subscription.wishes)), "")


def cannot_mention(have: discord.Permissions, role: discord.Role | None) -> bool:
    """Whether a role would stand in a post without anybody being told."""
    return role is not None and not (role.mentionable or have.mention_everyone or have.administrator)


def named(permissions: list[str], viewer: Viewer) -> str:
    return ", ".join(f"**{texts()(viewer.language, NAMES[name])}**" for name in permissions if name in NAMES)
