"""What happened comes back as it was, in its time and in its order."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.domain.announcing.event import Event, EventState
from bot.domain.announcing.subscription import Subscription
from bot.store import events, outbox
from bot.store.db import Connection
from tests.store.outboxes import ELSEWHERE, GUILD, opened

ODD = "'; DROP TABLE announcements; -- 貪吃蛇 \N{GRINNING FACE} \u202e"


@pytest.fixture
async def db() -> AsyncIterator[Connection]:
    async with opened() as connection:
        yield connection


def event(
    identity: str, at: int, guild: int = GUILD, state: EventState = "published", made: int = 0
) -> Event:
    return Event(
        id=identity, kind="title", title_id="snake", guild=guild, state=state, at=at, made_at=made
    )  # fmt: skip


async def test_they_come_back_as_they_were(db: Connection) -> None:
    full = Event(
        id="x", kind="route", guild=GUILD, title_id="snake", regions=("GB", "001"), text=ODD,
        channels=(2**62, 1), state="scheduled", at=2**33, made_by=2**61, made_at=7,
    )  # fmt: skip
    await events.put(db, full)
    assert await events.get(db, "x") == full and await events.get(db, "y") is None
    changed = full.model_copy(update={"text": "b", "at": 5})
    await events.put(db, changed)
    assert await events.get(db, "x") == changed


async def test_scheduled_ones_are_due_at_their_time(db: Connection) -> None:
    for made in (
        event("late", 300, state="scheduled"), event("b", 100, state="scheduled"), event("done", 50),
        event("a", 200, ELSEWHERE, "scheduled"), event("off", 50, state="cancelled"),
    ):  # fmt: skip
        await events.put(db, made)
    assert [e.id for e in await events.due(db, 99)] == []
    assert [e.id for e in await events.due(db, 200)] == ["b", "a"]
    assert [e.id for e in await events.scheduled(db, GUILD)] == ["b", "late"]
    assert await events.set_state(db, "b", "published")
    assert not await events.set_state(db, "b", "published"), "somebody else has"
    assert [e.id for e in await events.due(db, 200)] == ["a"]


async def test_a_post_tells_them_in_the_order_they_came(db: Connection) -> None:
    made = [event("c", 1), event("b", 2, made=8), event("a", 2, made=9)]
    for one in reversed(made):
        await events.put(db, one)
        await outbox.gather(db, one, Subscription(channel=1, guild=GUILD), 100, f"{one.id}-1")
    assert await events.of_post(db, "a-1") == made
    assert await events.of_post(db, "b-1") == []


async def test_the_latest_of_a_title_is_everybodys_or_ones_own(db: Connection) -> None:
    assert await events.latest(db, "snake", GUILD) is None
    for made in (
        event("shared", 100, 0),
        event("theirs", 200, ELSEWHERE),
        event("off", 300, state="cancelled"),
    ):
        await events.put(db, made)
    for guild, latest in ((GUILD, "shared"), (ELSEWHERE, "theirs"), (0, "shared")):
        found = await events.latest(db, "snake", guild)
        assert found and found.id == latest
    await events.set_state(db, "shared", "cancelled")
    found = await events.latest(db, "snake", GUILD)
    assert found and found.id == "off", "if there is no other"
