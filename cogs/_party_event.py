"""The event of a watch party as Discord has it: read, moved, cancelled, and what a refusal means."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine
from contextvars import Context
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import discord

from bot.domain.party import Party, Seen
from bot.errors import UserError

T = TypeVar("T")
_FULL = 30038  # Discord's code for a server with 100 events


async def move(server: discord.Guild, party: Party, at: int) -> Seen | None:
    """What it is then; None when it is gone. Raises UserError."""
    event = await _event(server, party)
    if event is None:
        return None
    if event.status is not discord.EventStatus.scheduled:
        raise UserError("error-party-begun")
    starts = datetime.fromtimestamp(at, UTC)
    ends = starts + timedelta(minutes=party.minutes)
    return seen(await _allowed(event.edit(start_time=starts, end_time=ends)))


async def cancel(server: discord.Guild, party: Party) -> Seen | None:
    """What it is then; None when it is gone. Raises UserError."""
    event = await _event(server, party)
    if event is None:
        return None
    if event.status is discord.EventStatus.scheduled:
        event = await _allowed(event.cancel())
    elif event.status is discord.EventStatus.active:
        event = await _allowed(event.end())
    return seen(event)


async def unstopped(work: Coroutine[Any, Any, T]) -> T:
    """In a context and a task of its own: it is not stopped in the middle with whoever waits for its answer."""
    return await asyncio.shield(Context().run(asyncio.create_task, work))


async def _event(server: discord.Guild, party: Party) -> discord.ScheduledEvent | None:
    try:
        return await server.fetch_scheduled_event(party.event, with_counts=False)
    except discord.NotFound:
        return None


async def _allowed(change: Awaitable[T]) -> T:
    """Raises UserError for what Discord does not let us do."""
    try:
        return await change
    except discord.HTTPException as error:
        if not is_refusal(error):
            raise
        raise refusal(error) from error


def seen(event: discord.ScheduledEvent) -> Seen:
    status, over = event.status, (discord.EventStatus.completed, discord.EventStatus.ended)
    return Seen(
        at=int(event.start_time.timestamp()),
        ends=int(event.end_time.timestamp()) if event.end_time else None,
        place=event.channel_id or 0,
        is_active=status is discord.EventStatus.active,
        is_cancelled=status in (discord.EventStatus.canceled, discord.EventStatus.cancelled),
        is_over=status in over,
    )


def is_refusal(error: discord.HTTPException) -> bool:
    """Whether the same request would get the same answer again."""
    return 400 <= error.status < 500 and error.status != 429


def refusal(error: discord.HTTPException) -> UserError:
    if error.code == _FULL:
        return UserError("error-party-full")
    if isinstance(error, discord.Forbidden):
        return UserError("error-party-permission")
    return UserError("error-party-refused")
