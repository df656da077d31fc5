"""What is in the way of a server's settings, for /setup: which permission is missing, where, and who can give it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import discord

from bot.client import Interaction
from bot.domain.announcing.subscription import Subscription
from bot.domain.server import ServerSettings
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._permissions import (
    CARDS,
    DESK,
    LOG,
    TALK,
    chosen_channel,
    missing,
    named,
    permissions_in,
    without,
    without_events,
)  # fmt: skip
from cogs._setup_steps import Step


def notes(
    interaction: Interaction, settings: ServerSettings, subscriptions: Sequence[Subscription], viewer: Viewer
) -> dict[Step, list[str]]:
    """By step; nothing while Discord does not show us the server, which says nothing about its channels."""
    if interaction.guild is None or interaction.guild.unavailable:
        return {}
    return {
        Step.NEWS: [note for one in subscriptions for note in _of_news(interaction, one, viewer)],
        Step.LOG: _of_place(interaction, settings.log_channel, LOG, viewer),
        Step.ROLE: _of_role(interaction, settings.role, viewer),
        Step.TALK: _of_place(interaction, settings.talk_channel, TALK.get(settings.talk, ()), viewer),
        Step.FOLLOW: _of_place(interaction, settings.follow_channel, CARDS, viewer),
        Step.DESK: _of_place(interaction, settings.desk_channel, DESK, viewer),
        Step.DONE: _of_events(interaction.guild, viewer),
    }


def _of_news(interaction: Interaction, one: Subscription, viewer: Viewer) -> list[str]:
    if not _is_there(interaction, one.channel):
        return _gone(one.channel, viewer)
    t, channel, have = texts(), f"<#{one.channel}>", permissions_in(interaction, one.channel)
    if lacks := missing(have, one.wishes):
        return [t(viewer.language, "announce-lacks", channel=channel, list=named(lacks, viewer))]
    if lacks := without(have, ["read_message_history"]):
        return [t(viewer.language, "setup-history", channel=channel, list=named(lacks, viewer))]
    return []


def _of_place(interaction: Interaction, channel: int, needed: Iterable[str], viewer: Viewer) -> list[str]:
    if not channel:
        return []
    if not _is_there(interaction, channel):
        return _gone(channel, viewer)
    lacks = without(permissions_in(interaction, channel), needed)
    where, list_ = f"<#{channel}>", named(lacks, viewer)
    return [texts()(viewer.language, "setup-lacks", channel=where, list=list_)] if lacks else []


def _of_role(interaction: Interaction, role: int, viewer: Viewer) -> list[str]:
    is_gone = role and interaction.guild and interaction.guild.get_role(role) is None
    return [texts()(viewer.language, "setup-role-gone")] if is_gone else []


def _of_events(guild: discord.Guild, viewer: Viewer) -> list[str]:
    """Watch parties are events of the server, wherever they take place."""
    lacks, t = without_events(guild.me.guild_permissions), texts()
    said = t(viewer.language, "doctor-no-events", list=named(lacks, viewer))
    return [f"{said} {t(viewer.language, 'doctor-no-events-fix')}"] if lacks else []


def _is_there(interaction: Interaction, channel: int) -> bool:
    if chosen_channel(interaction, channel):
        return True
    return interaction.guild is not None and interaction.guild.get_channel(channel) is not None


def _gone(channel: int, viewer: Viewer) -> list[str]:
    return [texts()(viewer.language, "setup-channel-gone", channel=f"<#{channel}>", id=str(channel))]
