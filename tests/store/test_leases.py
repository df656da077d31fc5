"""One holder at a time; each new one is told apart from those before it."""

from __future__ import annotations

from bot.store import leases
from tests.store.outboxes import opened


async def test_another_waits_until_it_ends_or_is_given_up() -> None:
    async with opened() as db:
        assert await leases.take(db, "deliver", "a", 100, 15) == 1
        assert await leases.take(db, "deliver", "b", 114, 15) is None
        assert await leases.take(db, "schedule", "b", 100, 15) == 1, "another lease"
        assert await leases.take(db, "deliver", "b", 115, 15) == 2
        await leases.give_up(db, "deliver", "a")
        assert await leases.take(db, "deliver", "a", 116, 15) is None, "it was not its to give up"
        await leases.give_up(db, "deliver", "b")
        assert await leases.take(db, "deliver", "a", 116, 15) == 3


async def test_the_holder_keeps_its_epoch() -> None:
    async with opened() as db:
        assert await leases.take(db, "deliver", "a", 100, 15) == 1
        assert await leases.take(db, "deliver", "a", 110, 15) == 1
        assert await leases.take(db, "deliver", "b", 120, 15) is None


async def test_one_that_was_taken_cannot_be_renewed() -> None:
    async with opened() as db:
        await leases.take(db, "deliver", "a", 100, 15)
        assert await leases.renew(db, "deliver", "a", 1, 110, 15)
        assert await leases.take(db, "deliver", "b", 120, 15) is None
        assert await leases.renew(db, "deliver", "a", 1, 130, 15), "it ended, but nobody took it"
        assert await leases.take(db, "deliver", "b", 145, 15) == 2
        assert not await leases.renew(db, "deliver", "a", 1, 146, 15)
        assert await leases.take(db, "deliver", "a", 160, 15) == 3
        assert not await leases.renew(db, "deliver", "a", 1, 161, 15), "its own, of before"


async def test_a_clock_that_was_set_back_does_not_hold_it_for_an_hour() -> None:
    async with opened() as db:
        await leases.take(db, "deliver", "gone", 4000, 15)
        assert await leases.take(db, "deliver", "b", 400, 15) == 2
