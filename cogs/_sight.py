"""What the bot sees of a server's channels and roles, for the diagnosis of its settings."""

from __future__ import annotations

from collections.abc import Mapping

import discord

from bot.domain.diagnosis import Chosen, Place, Role, Sight, Spot
from cogs._permissions import (
    CARDS,
    DESK,
    LOG,
    PROMPT,
    TALK,
    cannot_mention,
    missing,
    without,
    without_events,
)

_NEEDED: Mapping[Spot, tuple[str, ...]] = {
    Spot.PROMPT: PROMPT,
    Spot.DESK: DESK,
    Spot.LOG: LOG,
    Spot.FOLLOW: CARDS,
}
_BETTER: Mapping[Spot, tuple[str, ...]] = {Spot.PROMPT: ("send_polls",)}


def sight(guild: discord.Guild | None, chosen: Chosen) -> Sight | None:
    """None while Discord does not show us the server: an outage is no fault of anybody's settings."""
    if guild is None or guild.unavailable:
        return None
    channels: dict[int, Place] = {}
    roles: dict[tuple[int, int], Role] = {}
    for one in chosen.subscriptions:
        channel = guild.get_channel(one.channel)
        if channel is None:
            continue
        have = channel.permissions_for(guild.me)
        history = without(have, ("read_message_history",))
        channels[one.channel] = Place(tuple(missing(have, one.wishes)), tuple(history))
        if role := guild.get_role(one.wishes.role):
            roles[one.channel, role.id] = Role(cannot_mention(have, role))
    return Sight(
        channels,
        roles,
        spots=_spots(guild, chosen),
        has_moderators=guild.get_role(chosen.settings.role) is not None,
        lacks=tuple(without_events(guild.me.guild_permissions)),
    )


def _spots(guild: discord.Guild, chosen: Chosen) -> dict[Spot, Place]:
    needed = {**_NEEDED, Spot.TALK: TALK.get(chosen.settings.talk, ())}
    found: dict[Spot, Place] = {}
    for spot, channel in chosen.spots.items():
        if known := guild.get_channel(channel):
            have = known.permissions_for(guild.me)
            lacks, misses = without(have, needed[spot]), without(have, _BETTER.get(spot, ()))
            found[spot] = Place(tuple(lacks), tuple(misses))
    return found
