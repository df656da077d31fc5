"""What the bot may do in a channel, from the interaction's own data, and what it lacks to announce there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

import discord

from bot.client import Interaction
from bot.domain.announcing.subscription import Subscription, Wishes
from bot.domain.viewer import Viewer
from bot.i18n import texts

NAMES = {
    "view_channel": "permission-view-channel",
    "send_messages": "permission-send-messages",
    "embed_links": "permission-embed-links",
    "create_public_threads": "permission-create-threads",
    "send_messages_in_threads": "permission-send-in-threads",
    "read_message_history": "permission-read-history",
    "mention_everyone": "permission-mention-everyone",
    "manage_threads": "permission-manage-threads",
    "manage_messages": "permission-manage-messages",
    "attach_files": "permission-attach-files",
    "create_events": "permission-create-events",
    "connect": "permission-connect",
    "manage_channels": "permission-manage-channels",
    "mute_members": "permission-mute-members",
    "move_members": "permission-move-members",
    "send_polls": "permission-send-polls",
}


LOG = ("view_channel", "send_messages")  # what a channel needs for lines of text
_READ = (
    "view_channel",
    "read_message_history",
)  # history: to see whether a try that was cut short has made something
CARDS = (*LOG, "embed_links")  # and for cards
PROMPT = (
    "view_channel",
    "send_messages",
    "embed_links",
)  # for conversation starters; polls are polls if they may
TALK = {  # what a place needs for talk about dramas
    "thread": (*_READ, "send_messages", "create_public_threads", "send_messages_in_threads"),
    "forum": (*_READ, "send_messages", "send_messages_in_threads"),
}
# What a channel needs for posts that members answer and the bot corrects.
DESK = ("view_channel", "send_messages", "embed_links", "read_message_history")
VENUE = {  # what an event in a channel needs there
    discord.ChannelType.voice: ("view_channel", "connect"),
    discord.ChannelType.stage_voice: (
        "view_channel", "connect", "manage_channels", "mute_members", "move_members"
    ),
}  # fmt: skip


def permissions_in(interaction: Interaction, channel: int) -> discord.Permissions:
    """Ours in a channel that somebody chose: as Discord says in the interaction, else by what we know of the server."""
    said = chosen_channel(interaction, channel).get("app_permissions")
    if said is not None:
        return discord.Permissions(int(said))
    known = interaction.guild.get_channel(channel) if interaction.guild else None
    return known.permissions_for(known.guild.me) if known else discord.Permissions.none()


def chosen_channel(interaction: Interaction, channel: int) -> Mapping[str, Any]:
    """What Discord says of a channel that was chosen just now; nothing of any other."""
    data = cast(Mapping[str, Any], interaction.data or {})
    return data.get("resolved", {}).get("channels", {}).get(str(channel), {})


def without(have: discord.Permissions, needed: Iterable[str]) -> list[str]:
    return [] if have.administrator else [name for name in needed if not getattr(have, name)]


def without_events(have: discord.Permissions) -> list[str]:
    """What watch parties lack, in the server as a whole."""
    return [] if have.manage_events else without(have, ("create_events",))


def missing(have: discord.Permissions, wishes: Wishes) -> list[str]:
    """What posts of this kind cannot do without."""
    needed = ["view_channel", "send_messages", "embed_links"]
    if wishes.threads and wishes.kind != "forum":
        needed.append("create_public_threads")
    return without(have, needed)


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
