"""Announcements of long ago are removed, and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.domain.announcing.event import Event
from bot.store import events
from bot.store.db import Connection
from bot.store.retention import forget_posts
from tests.store.outboxes import announce, items, opened, send, states


@pytest.fixture
async def db() -> AsyncIterator[Connection]:
    async with opened() as connection:
        yield connection


async def test_what_is_old_goes_with_all_that_belongs_to_it(db: Connection) -> None:
    await announce(db, "old", 1, due=100)
    await send(db, 900, 100)
    await announce(db, "both", 1, due=150)
    await announce(db, "both", 2, due=300)
    assert await forget_posts(db, 200, 10) == 2
    assert await states(db) == {("both-2", "message"): "pending"} and await items(db) == {"both-2": ["both"]}
    assert await events.get(db, "old") is None and await events.get(db, "both") is not None


async def test_what_is_scheduled_stays(db: Connection) -> None:
    await events.put(db, Event(id="x", kind="post", state="scheduled", at=50))
    await events.put(db, Event(id="y", kind="post", at=50))
    assert await forget_posts(db, 200, 10) == 0
    assert await events.get(db, "x") and not await events.get(db, "y")


async def test_it_takes_small_bites_the_oldest_first(db: Connection) -> None:
    for channel in range(1, 6):
        await announce(db, "x", channel, due=100 - channel)
    assert await forget_posts(db, 200, 2) == 2
    assert {post for post, _ in await states(db)} == {"x-1", "x-2", "x-3"}
    assert [await forget_posts(db, 200, 2) for _ in range(2)] == [2, 1]
    assert await events.get(db, "x") is None
