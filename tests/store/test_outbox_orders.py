"""Whatever order things happen in, each announcement is in each channel once, in its newest wording.

Discord is a model here: it remembers nonces, and what it was told under each. The outbox is the real one.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.announcing.delivery import Delivery, DeliveryState, Step, nonce
from bot.domain.announcing.outcome import Settled, held
from bot.store import events, outbox
from bot.store.db import Connection
from tests.store.outboxes import SENT, announce, opened

CHANNELS = (1, 2)
# How one request ends: Discord may have done it, the answer may have come, the row may have been settled.
ENDS = ("answered", "killed before", "killed after", "failed before", "failed after", "refused", "late")

GATHER = st.tuples(
    st.just("gather"), st.integers(0, 5), st.sampled_from(CHANNELS), st.sampled_from([-9, 0, 0, 9, 90])
)
CLAIM = st.tuples(st.just("claim"), st.sampled_from("ab"), st.sampled_from([1, 64]))
SEND = st.tuples(st.just("send"), st.sampled_from(ENDS))
WAIT = st.tuples(st.just("wait"), st.sampled_from([3, 10, 61]))
RARE = st.one_of(
    st.tuples(st.just("release"), st.sampled_from("ab")),
    st.tuples(st.just("unblock"), st.sampled_from(CHANNELS)),
)
EDIT = st.just(("edit",))
operations = st.lists(
    st.one_of(GATHER, GATHER, CLAIM, CLAIM, SEND, SEND, WAIT, EDIT, RARE), min_size=8, max_size=60
)


@dataclass
class Message:
    id: int
    channel: int
    events: tuple[str, ...]
    version: int  # of the facts it was written from


@dataclass
class Request:
    """A claimed row, written when it was claimed and perhaps sent much later."""

    delivery: Delivery
    events: tuple[str, ...]
    version: int
    until: int  # the end of its lease


@dataclass
class World:
    db: Connection
    now: int = 1000
    version: int = 0
    gathered: set[tuple[str, int]] = field(default_factory=set)
    discord: dict[str, Message] = field(default_factory=dict)  # by nonce
    under_way: list[Request] = field(default_factory=list)
    late: list[tuple[Request, Settled]] = field(default_factory=list)  # answers that come after the lease
    done: set[tuple[str, Step]] = field(default_factory=set)  # perhaps by an attempt before this one

    async def gather(self, number: int, channel: int, due: int) -> None:
        new = await announce(self.db, f"e{number}", channel, self.now + due)
        assert new == ((f"e{number}", channel) not in self.gathered)
        self.gathered.add((f"e{number}", channel))

    async def claim(self, owner: str, limit: int) -> None:
        claimed = await outbox.claim(self.db, owner, self.now, limit)
        at_work = [r.delivery for r in self.under_way if r.until >= self.now]
        leased = {(one.post, one.step) for one in at_work}
        assert not leased & {(d.post, d.step) for d in claimed}, "claimed twice"
        busy = {one.channel for one in at_work if (one.post, one.step) not in self.done}
        assert all(n == 1 for n in Counter(d.channel for d in claimed).values())
        assert not busy & {d.channel for d in claimed}, "two at once in a channel"
        for delivery in claimed:
            told = tuple(event.id for event in await events.of_post(self.db, delivery.post))
            assert told, "an empty post"
            self.under_way.append(Request(delivery, told, self.version, self.now + outbox.LEASE))

    async def send(self, end: str) -> None:
        if not self.under_way:
            return
        request = self.under_way.pop(0)
        if end == "killed before":
            return
        if end == "refused":
            await self._settle(request, held("no-permission"))
            return
        failed = Settled(DeliveryState.PENDING, "server-error", self.now + 3)
        settled = failed if end == "failed before" else self._do(request)
        if end == "late":
            self.late.append((request, settled))
        elif end != "killed after":
            await self._settle(request, failed if end == "failed after" else settled)

    def _do(self, request: Request) -> Settled:
        delivery = request.delivery
        if delivery.step is Step.EDIT:
            [message] = [m for m in self.discord.values() if m.id == delivery.message]
            message.version = request.version
            return Settled(SENT, "sent")
        key = nonce("salt", delivery.post, delivery.channel, delivery.step)
        new = Message(len(self.discord) + 1, delivery.channel, request.events, request.version)
        return Settled(SENT, "sent", message=self.discord.setdefault(key, new).id)

    async def _settle(self, request: Request, settled: Settled) -> None:
        delivery = request.delivery
        await outbox.settle(self.db, delivery, settled, self.now)
        if settled.state is SENT and delivery.step is not Step.EDIT:
            self.done.add((delivery.post, delivery.step))

    async def release(self, owner: str) -> None:
        await outbox.release(self.db, owner)
        self.under_way = [r for r in self.under_way if r.delivery.owner != owner]

    async def unblock(self, channel: int) -> None:
        await outbox.unblock(self.db, channel, self.now)

    async def edit(self) -> None:
        self.version += 1
        await outbox.edit(self.db, "snake", self.now)

    async def wait(self, seconds: int) -> None:
        """Answers that were late come when the lease may have ended."""
        self.now += seconds
        for request, settled in self.late:
            await self._settle(request, settled)
        self.late.clear()

    async def finish(self) -> None:
        """All permissions are back, and everything is answered."""
        for channel in CHANNELS:
            await self.unblock(channel)
        self.under_way.clear()  # their process was killed
        for _ in range(200):
            await self.wait(61)
            await self.claim("z", 64)
            if await outbox.next_due(self.db) is None:
                return
            while self.under_way:
                await self.send("answered")
        raise AssertionError("it never ends")


async def play(steps: list[tuple[Any, ...]]) -> World:
    async with opened() as db:
        world = World(db)
        for name, *rest in steps:
            await getattr(world, name)(*rest)
        await world.finish()
        told = Counter((event, m.channel) for m in world.discord.values() for event in m.events)
        assert set(told) == world.gathered, "lost, or never asked for"
        assert not [each for each, times in told.items() if times > 1], "told twice"
        assert {m.version for m in world.discord.values()} <= {world.version}, "old wording"
        unsettled = "SELECT count(*) FROM deliveries WHERE state <> 'sent' OR owner <> ''"
        assert list(await db.execute_fetchall(unsettled)) == [(0,)]
        return world


FIRST, CLAIMED = ("gather", 0, 1, 0), ("claim", "a", 64)


@settings(max_examples=150)
@given(operations)
@example([FIRST, CLAIMED, ("send", "failed after"), ("gather", 1, 1, 9), ("wait", 10)])
@example([FIRST, CLAIMED, ("edit",), ("send", "killed after"), ("wait", 61)])
@example([FIRST, CLAIMED, ("send", "answered"), ("edit",), CLAIMED, ("edit",), CLAIMED, ("send", "answered")])
@example([FIRST, CLAIMED, ("wait", 61), CLAIMED, ("edit",), ("send", "answered"), CLAIMED])
@example(
    [
        FIRST,
        CLAIMED,
        ("send", "failed after"),
        ("wait", 10),
        CLAIMED,
        ("send", "refused"),
        ("gather", 1, 1, 9),
    ]
)
def test_nothing_is_lost_doubled_or_old(steps: list[tuple[Any, ...]]) -> None:
    asyncio.run(play(steps))


def test_the_model_bites() -> None:
    """With a nonce for each attempt, as a plain sender has, the same play tells something twice."""

    class Plain(World):
        def _do(self, request: Request) -> Settled:
            tried = replace(request.delivery, post=f"{request.delivery.post}#{request.delivery.attempts}")
            return super()._do(replace(request, delivery=tried))

    async def run() -> None:
        async with opened() as db:
            world = Plain(db)
            for name, *rest in [("gather", 0, 1, 0), ("claim", "a", 1), ("send", "killed after")]:
                await getattr(world, name)(*rest)
            await world.finish()
            assert len(world.discord) == 2

    asyncio.run(run())
