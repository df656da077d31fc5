"""A request is settled once, whoever tells it first; what was sent is edited, what was not can be held or cancelled."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.domain.announcing.delivery import DeliveryState, Step
from bot.domain.announcing.logged import Logged
from bot.domain.announcing.outcome import Settled, held
from bot.domain.announcing.subscription import State, Subscription
from bot.store import outbox, subscriptions
from bot.store.db import Connection
from tests.store.outboxes import (
    DAY,
    ELSEWHERE,
    GUILD,
    SENT,
    announce,
    claim_one,
    items,
    opened,
    send,
    states,
)

FAILED = Settled(DeliveryState.PENDING, "timeout", not_before=110)
DEAD = Settled(DeliveryState.DEAD, "expired")


@pytest.fixture
async def db() -> AsyncIterator[Connection]:
    async with opened() as connection:
        yield connection


# -- settling


async def test_a_success_makes_the_rows_that_follow(db: Connection) -> None:
    await announce(db, "x", 1)
    await send(db, 900, 100, Step.THREAD, Step.PUBLISH)
    (thread,) = await outbox.claim(db, "a", 101, 1)
    assert (thread.step, thread.message, thread.attempts) == (Step.THREAD, 900, 1)
    await outbox.settle(db, thread, Settled(SENT, "sent", thread=900), 101)
    [logged] = [row for row in await outbox.log(db, GUILD, 1, 9, 0) if row.step is Step.MESSAGE]
    assert logged == Logged("x-1", 1, Step.MESSAGE, SENT, "sent", 100, 1, 100, 900, 900, 1, "snake")


async def test_a_failed_thread_never_repeats_the_message(db: Connection) -> None:
    await announce(db, "x", 1)
    await send(db, 900, 100, Step.THREAD)
    await outbox.settle(db, await claim_one(db, 101), DEAD, 101)
    assert await outbox.claim(db, "a", 9999, 64) == []


async def test_a_success_is_taken_from_anybody(db: Connection) -> None:
    await announce(db, "x", 1)
    late = await claim_one(db, 100)
    now = 101 + outbox.LEASE
    current = await claim_one(db, now, "b")
    assert await outbox.settle(db, late, Settled(SENT, "sent", message=900), now)
    assert not await outbox.settle(db, current, Settled(SENT, "sent", message=900), now), "the same again"
    assert not await outbox.settle(db, current, FAILED, now), "a failure takes nothing back"
    assert await states(db) == {("x-1", "message"): "sent"}


async def test_a_second_message_is_an_alarm(db: Connection) -> None:
    await announce(db, "x", 1)
    claimed = await send(db, 900)
    with pytest.raises(outbox.DifferentMessage, match="900 and message 901"):
        await outbox.settle(db, claimed, Settled(SENT, "sent", message=901), 120)
    [logged] = await outbox.log(db, GUILD, None, 9, 0)
    assert logged.message == 900


async def test_a_late_failure_is_nobodys(db: Connection) -> None:
    await announce(db, "x", 1)
    late = await claim_one(db, 100)
    current = await claim_one(db, 101 + outbox.LEASE, "b")
    assert not await outbox.settle(db, late, DEAD, 200)
    assert not await outbox.settle(db, replace(late, owner="b"), DEAD, 200), (
        "nor of an earlier attempt of ours"
    )
    assert await outbox.settle(db, current, DEAD, 200)


async def test_a_try_that_made_nothing_does_not_count(db: Connection) -> None:
    await announce(db, "x", 1)
    await outbox.settle(db, await claim_one(db, 100), FAILED, 100)
    claimed = await claim_one(db, 110)
    await outbox.settle(db, claimed, held("no-permission"), 110)
    await outbox.unblock(db, 1, 500)
    claimed = await claim_one(db, 500)
    assert (claimed.attempts, claimed.first_at) == (2, 100), "the first one may have been sent"


async def test_a_message_that_was_removed_is_done_and_makes_nothing(db: Connection) -> None:
    await announce(db, "x", 1)
    claimed = await claim_one(db)
    await outbox.settle(db, claimed, Settled(SENT, "message-deleted", follow=(Step.THREAD,)), 100)
    assert await states(db) == {("x-1", "message"): "sent"}
    assert await outbox.edit(db, "snake", 101) == 0


# -- edits


async def test_facts_that_change_edit_what_was_sent(db: Connection) -> None:
    await announce(db, "x", 1)
    await announce(db, "x", 2, due=DAY)
    await send(db)
    assert await outbox.edit(db, "other", 101) == 0
    assert [await outbox.edit(db, "snake", 101), await outbox.edit(db, "snake", 102)] == [1, 1]
    edit = await claim_one(db, 103)
    assert (edit.step, edit.message, edit.revision) == (Step.EDIT, 900, 2)
    await outbox.settle(db, edit, Settled(SENT, "sent"), 103)
    assert await outbox.claim(db, "a", 200, 64) == []
    assert await outbox.edit(db, "snake", 300) == 1
    assert (await claim_one(db, 300)).revision == 3


@pytest.mark.parametrize("end", [Settled(SENT, "sent"), DEAD, FAILED])
async def test_a_change_during_an_edit_is_another_edit(db: Connection, end: Settled) -> None:
    await announce(db, "x", 1)
    await send(db)
    await outbox.edit(db, "snake", 101)
    edit = await claim_one(db, 101)
    await outbox.edit(db, "snake", 102)
    await outbox.settle(db, edit, end, 103)
    assert (await claim_one(db, 110)).revision == 2


async def test_a_late_edit_says_nothing_of_the_newer_one(db: Connection) -> None:
    await announce(db, "x", 1)
    await send(db)
    await outbox.edit(db, "snake", 101)
    late = await claim_one(db, 101)
    await outbox.edit(db, "snake", 102)
    now = 102 + outbox.LEASE
    newer = await claim_one(db, now, "b")
    assert not await outbox.settle(db, late, Settled(SENT, "sent"), now)
    assert (await states(db))["x-1", "edit"] == "sending"
    assert await outbox.settle(db, newer, Settled(SENT, "sent"), now)


async def test_a_change_before_the_answer_came_edits_the_message(db: Connection) -> None:
    await announce(db, "x", 1)
    claimed = await claim_one(db)
    assert await outbox.edit(db, "snake", 101) == 0
    await outbox.settle(db, claimed, Settled(SENT, "sent", message=900), 102)
    assert (await claim_one(db, 102)).step is Step.EDIT


async def test_only_one_server_and_no_lost_channel_is_edited(db: Connection) -> None:
    for channel, guild in ((1, GUILD), (2, ELSEWHERE), (3, GUILD)):
        await announce(db, "x", channel, guild=guild)
    for n, claimed in enumerate(await outbox.claim(db, "a", 100, 64)):
        await outbox.settle(db, claimed, Settled(SENT, "sent", message=900 + n), 100)
    await subscriptions.put(db, Subscription(channel=3, guild=GUILD, state=State.DISABLED))
    assert await outbox.edit(db, "snake", 101, GUILD) == 1
    assert await outbox.edit(db, "snake", 101) == 2


# -- what is held, cancelled and logged


async def test_a_channel_is_held_and_goes_on(db: Connection) -> None:
    await announce(db, "x", 1)
    await announce(db, "x", 2)
    assert await outbox.block(db, 1, "no-permission", 101) == 1
    assert [d.channel for d in await outbox.claim(db, "a", 102, 64)] == [2]
    assert await outbox.unblock(db, 1, 120) == 1 and await outbox.unblock(db, 2, 120) == 0
    assert (await claim_one(db, 120)).channel == 1


async def test_a_cancelled_event_leaves_posts_that_are_not_tried(db: Connection) -> None:
    await announce(db, "x", 1)
    await announce(db, "y", 1)
    await announce(db, "x", 2)
    await announce(db, "x", 3, due=50)
    tried = await claim_one(db, 50)
    assert await outbox.cancel_event(db, "x", 60) == 1
    assert await items(db) == {"x-1": ["y"], "x-2": ["x"], "x-3": ["x"]}
    assert await states(db) == {
        ("x-1", "message"): "pending", ("x-2", "message"): "cancelled", ("x-3", "message"): "sending",
    }  # fmt: skip
    logged = await outbox.of_event(db, "x", 2)
    assert logged and (logged.reason, logged.settled_at) == ("cancelled", 60)
    assert await outbox.settle(db, tried, Settled(SENT, "sent", message=9), 61)


async def test_a_lost_channel_is_sent_nothing_more(db: Connection) -> None:
    await announce(db, "x", 1)
    claimed = await claim_one(db)
    await announce(db, "y", 1)
    await announce(db, "y", 2)
    assert await outbox.cancel_channel(db, 1, 101, "channel-gone") == 1
    assert await outbox.settle(db, claimed, Settled(SENT, "sent", message=9), 102), "it was sent all the same"
    assert [d.channel for d in await outbox.claim(db, "a", 200, 64)] == [2]


async def test_the_log_is_one_servers(db: Connection) -> None:
    for n, (channel, guild) in enumerate(((1, GUILD), (2, GUILD), (3, ELSEWHERE))):
        await announce(db, "x", channel, 100 + n, guild=guild)
    await announce(db, "y", 2, 104)
    rows = await outbox.log(db, GUILD, None, 9, 0)
    assert [(row.channel, row.events, row.state) for row in rows] == [(2, 2, "pending"), (1, 1, "pending")]
    assert [row.channel for row in await outbox.log(db, GUILD, None, 1, 1)] == [1]
    assert await outbox.log(db, GUILD, 3, 9, 0) == []
    assert await outbox.of_event(db, "y", 1) is None
