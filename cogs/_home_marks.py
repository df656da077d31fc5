"""Finds what an earlier try has made, by the marker in it: a message in a channel, or a post in a forum."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import discord

_BEFORE = 10  # seconds before the first try from which is read: clocks differ
_SOONEST_ARCHIVED = 3600  # seconds: Discord lets no thread rest before


async def find_message(
    channel: discord.TextChannel | discord.Thread, marker: str, since: int, me: int
) -> int | None:
    """Our message with this custom_id, sent since then."""
    async for message in channel.history(limit=None, after=_moment(since), oldest_first=True):
        if message.author.id == me and _has(message.components, marker):
            return message.id
    return None


async def find_post(forum: discord.ForumChannel, name: str, marker: str, since: int, me: int) -> int | None:
    """Our post with this custom_id in its first message, which has its id. The name tells only when a moderator has
    deleted that message."""
    after = discord.utils.time_snowflake(_moment(since))
    for thread in await _threads(forum, since):
        if (thread.parent_id, thread.owner_id) != (forum.id, me) or thread.id < after:
            continue
        try:
            first = await thread.fetch_message(thread.id)
        except discord.NotFound:
            if thread.name == name:
                return thread.id
            continue
        if _has(first.components, marker):
            return thread.id
    return None


async def _threads(forum: discord.ForumChannel, since: int) -> list[discord.Thread]:
    """The archived ones too if there can be any."""
    found = await forum.guild.active_threads()
    if time.time() - since >= _SOONEST_ARCHIVED:
        found += [thread async for thread in forum.archived_threads(limit=100)]
    return found


def _has(components: Iterable[Any], marker: str) -> bool:
    return any(
        getattr(one, "custom_id", None) == marker or _has(getattr(one, "children", ()), marker)
        for one in components
    )


def _moment(since: int) -> datetime:
    return datetime.fromtimestamp(since - _BEFORE, UTC)
