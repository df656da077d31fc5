"""What the bot sees of a server's channels and roles, for the diagnosis of its settings."""

from __future__ import annotations

from collections.abc import Iterable

import discord

from bot.domain.announcing.subscription import Subscription
from bot.domain.diagnosis import Place, Role, Sight
from bot.domain.server import ServerSettings
from cogs._permissions import CARDS, LOG, TALK, cannot_mention, missing, without


def sight(
    guild: discord.Guild | None, settings: ServerSettings, subscriptions: Iterable[Subscription]
) -> Sight | None:
    """None while Discord does not show us the server: an outage is no fault of anybody's settings."""
    if guild is None or guild.unavailable:
        return None
    channels: dict[int, Place] = {}
    roles: dict[tuple[int, int], Role] = {}
    for one in subscriptions:
        channel = guild.get_channel(one.channel)
        if channel is None:
            continue
        have = channel.permissions_for(guild.me)
        history = have.read_message_history or have.administrator
        channels[one.channel] = Place(tuple(missing(have, one.wishes)), history)
        if role := guild.get_role(one.wishes.role):
            roles[one.channel, role.id] = Role(cannot_mention(have, role))
    return Sight(
        channels,
        roles,
        log=_place(guild, settings.log_channel, LOG),
        talk=_place(guild, settings.talk_channel, TALK.get(settings.talk, ())),
        follow=_place(guild, settings.follow_channel, CARDS),
        has_moderators=guild.get_role(settings.role) is not None,
    )


def _place(guild: discord.Guild, channel: int, needed: Iterable[str]) -> Place | None:
    known = guild.get_channel(channel)
    return Place(tuple(without(known.permissions_for(guild.me), needed))) if known else None
