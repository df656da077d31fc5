"""What waits for Discord is gathered into posts and taken under a lease, by one sender at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable

import pytest

from bot.domain.announcing.delivery import DeliveryState, Step
from bot.domain.announcing.event import Event
from bot.domain.announcing.outcome import Settled, later
from bot.domain.announcing.subscription import Subscription
from bot.store import events, outbox
from bot.store.db import Connection
from tests.store.outboxes import (
    DAY,
    ELSEWHERE,
    SENT,
    announce,
    claim_one,
    items,
    opened,
    send,
    states,
)

FAILED = Settled(DeliveryState.PENDING, "timeout", not_before=110)


@pytest.fixture
async def db() -> AsyncIterator[Connection]:
    async with opened() as connection:
        yield connection


# -- gathering


async def test_a_burst_is_one_post(db: Connection) -> None:
    assert [await announce(db, event, 1, due) for event, due in (("x", 100), ("y", 95), ("z", 160))] == [
        True
    ] * 3
    assert await items(db) == {"x-1": ["x", "y", "z"]}
    assert await announce(db, "w", 1, 94), "the open post comes too late for it"
    assert (await items(db))["w-1"] == ["w"]


async def test_a_channel_is_told_once(db: Connection) -> None:
    assert await announce(db, "x", 1) and await announce(db, "x", 2)
    assert not await announce(db, "x", 1)
    assert await items(db) == {"x-1": ["x"], "x-2": ["x"]}


async def test_nothing_is_added_to_what_may_have_been_sent(db: Connection) -> None:
    await announce(db, "x", 1)
    claimed = await claim_one(db)
    await announce(db, "y", 1)
    await outbox.settle(db, claimed, FAILED, 100)
    await announce(db, "z", 1, due=120)
    assert await items(db) == {"x-1": ["x"], "y-1": ["y", "z"]}


async def test_what_was_certainly_not_sent_is_open_again(db: Connection) -> None:
    await announce(db, "x", 1)
    await outbox.settle(db, await claim_one(db), later("quiet", 200), 100)
    await announce(db, "y", 1, due=200)
    assert await items(db) == {"x-1": ["x", "y"]}
    claimed = await claim_one(db, 200)
    assert (claimed.attempts, claimed.first_at) == (1, 200)


async def test_a_moderators_own_post_stays_alone(db: Connection) -> None:
    await announce(db, "x", 1)
    await announce(db, "own", 1, kind="post")
    await announce(db, "y", 1)
    await announce(db, "second", 1, 50, kind="post")
    await announce(db, "late", 1, 50)
    assert await items(db) == {
        "x-1": ["x", "y"],
        "own-1": ["own"],
        "second-1": ["second"],
        "late-1": ["late"],
    }
    order = []
    for now in range(200, 204):
        claimed = await claim_one(db, now)
        order.append(claimed.post)
        await outbox.settle(db, claimed, Settled(SENT, "sent", message=now), now)
        if len(order) == 3:
            break
    assert sorted(order) == ["late-1", "own-1", "second-1"], "titles are merged, their own posts are not"
    assert (await items(db))["late-1"] == ["late", "x", "y"]


# -- claiming


async def test_nothing_is_claimed_before_its_time(db: Connection) -> None:
    await announce(db, "x", 1, due=100)
    assert await outbox.claim(db, "a", 99, 64) == []
    assert (await claim_one(db, 100)).post == "x-1"


async def test_a_lease_keeps_others_away_until_it_ends(db: Connection) -> None:
    await announce(db, "x", 1)
    first = await claim_one(db, 100)
    assert await outbox.claim(db, "b", 100 + outbox.LEASE, 64) == []
    second = await claim_one(db, 101 + outbox.LEASE, "b")
    assert (first.attempts, second.attempts) == (1, 2)
    assert first.first_at == second.first_at == 100
    assert (first.owner, second.owner) == ("a", "b")


async def test_a_clock_that_was_set_back_frees_leases(db: Connection) -> None:
    await announce(db, "x", 1, due=0)
    await claim_one(db, 4000)
    assert (await claim_one(db, 400, "b")).attempts == 2


async def test_messages_come_first_and_edits_last(db: Connection) -> None:
    await announce(db, "old", 1, due=50)
    await send(db, 900, 60, Step.THREAD)
    await announce(db, "older", 2, due=50)
    assert [d.step for d in await outbox.claim(db, "a", 100, 64)] == [Step.MESSAGE, Step.THREAD]


async def test_servers_take_turns(db: Connection) -> None:
    for channel in range(1, 9):
        await announce(db, f"big{channel}", channel, due=10 + channel)
    await announce(db, "small", 99, due=50, guild=ELSEWHERE)
    claimed = await outbox.claim(db, "a", 100, 3)
    assert [delivery.channel for delivery in claimed] == [1, 99, 2]
    assert len(await outbox.claim(db, "a", 100, 64)) == 6


async def test_a_channel_has_one_request_at_a_time(db: Connection) -> None:
    await announce(db, "x", 1)
    claimed = await claim_one(db)
    await announce(db, "y", 1)
    assert await outbox.claim(db, "a", 110, 64) == []
    await outbox.settle(db, claimed, Settled(SENT, "sent", message=5), 111)
    assert (await claim_one(db, 112)).post == "y-1"


async def test_after_downtime_a_channel_gets_one_post(db: Connection) -> None:
    await announce(db, "tried", 1, due=10)
    await outbox.settle(db, await claim_one(db, 10), FAILED, 10)
    for due in (DAY, 300, 200, 100):
        await announce(db, f"at{due}", 1, due)
    await announce(db, "other", 2, due=100)
    claimed = {d.post: d for d in await outbox.claim(db, "a", 1000, 64)}
    assert set(claimed) == {"at100-1", "other-2"}
    found = await items(db)
    assert found["at100-1"] == ["at100", "at200", "at300"]
    assert found["tried-1"] == ["tried"] and found[f"at{DAY}-1"] == [f"at{DAY}"]
    assert ("at200-1", "message") not in await states(db), "an empty post is nothing to log"


async def test_the_limit_is_kept(db: Connection) -> None:
    for channel in range(1, 6):
        await announce(db, "x", channel)
    assert len(await outbox.claim(db, "a", 100, 2)) == 2
    assert await outbox.claim(db, "a", 100, 0) == []


async def test_a_long_queue_costs_a_claim_no_more_than_a_short_one(db: Connection) -> None:
    """In steps of SQLite's own machine, which no clock disturbs."""
    costs: list[int] = []
    for first, last in ((1, 600), (601, 6000)):
        event = Event(id=f"event{first}", kind="title", title_id="snake")
        await events.put(db, event)
        places = [
            outbox.Place(Subscription(channel=channel, guild=channel // 25), 50, f"{channel}")
            for channel in range(first, last)
        ]
        added = await steps(db, outbox.gather_all(db, event, places)) / len(places)
        claimed = await steps(db, outbox.claim(db, "a", 100, 64))
        costs += [int(added), claimed, await steps(db, outbox.next_due(db))]
        await outbox.release(db, "a")
    assert all(long < 1.2 * short + 10 for short, long in zip(costs[:3], costs[3:], strict=True)), costs


async def steps(db: Connection, work: Awaitable[object]) -> int:
    counted = [0]

    def count() -> None:
        counted[0] += 1

    await db.set_progress_handler(count, 1)
    await work
    await db.run(lambda direct: direct.set_progress_handler(None, 0))
    return counted[0]


async def test_an_owner_that_ends_gives_its_rows_back(db: Connection) -> None:
    await announce(db, "x", 1)
    await announce(db, "x", 2)
    mine, theirs = (await outbox.claim(db, "a", 100, 1))[0], (await outbox.claim(db, "b", 100, 1))[0]
    assert await outbox.release(db, "a") == 1
    again = await claim_one(db, 101, "c")
    assert again.post == mine.post and (again.attempts, again.first_at) == (2, 100)
    assert await outbox.inherit(db, "c") == 1
    assert (await claim_one(db, 101, "c")).post == theirs.post


async def test_when_there_is_something_next(db: Connection) -> None:
    assert await outbox.next_due(db) is None
    await announce(db, "x", 1, due=100)
    assert await outbox.next_due(db) == 100
    await claim_one(db, 100)
    assert await outbox.next_due(db) == 101 + outbox.LEASE
    await outbox.release(db, "a")
    await send(db, 5, 120, Step.THREAD)
    assert await outbox.next_due(db) == 120
