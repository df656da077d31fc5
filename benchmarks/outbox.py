"""What one claim of the outbox costs while 100,000 rows wait, beside 1,000: the queue's length must not matter.

    python -m benchmarks.outbox

Each claim is a whole transaction on a file, with its commit. Fails when the p99 of a claim is above LIMIT;
not in the queue of an outage, whose first claim of a channel also merges its posts, once.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.spread import spread
from bot.domain.announcing.delivery import Delivery, DeliveryState, Step
from bot.domain.announcing.event import Event
from bot.domain.announcing.outcome import Settled
from bot.domain.announcing.subscription import Subscription
from bot.store import events, leases, outbox
from bot.store.db import Database

LIMIT = 5.0  # milliseconds, at p99
NOW = 1_700_000_000
CHANNELS = 25  # of one server
CLAIMS = 300
MESSAGES = itertools.count(1)


@dataclass(frozen=True)
class Queue:
    """What waits: rows = channels × posts of each."""

    name: str
    channels: int
    posts: int = 1  # more than one is what a long outage leaves


@dataclass
class Costs:
    """Milliseconds."""

    bare: list[float] = field(default_factory=list)  # a transaction that writes one row
    claim: list[float] = field(default_factory=list)
    settle: list[float] = field(default_factory=list)
    next_due: list[float] = field(default_factory=list)
    gather: float = 0  # of one channel


QUEUES = (
    Queue("1,000 rows, a channel each", 1_000),
    Queue("100,000 rows, a channel each", 100_000),
    Queue("100,000 rows, 20,000 channels", 20_000, 5),
)


async def fill(database: Database, queue: Queue) -> float:
    """Seconds. Each post of a channel is far enough from the last not to be gathered with it."""
    began = time.perf_counter()
    for number in range(queue.posts):
        due = NOW - 1000 * (number + 1)
        event = Event(id=f"event{number}", kind="title", title_id="title", at=due)
        places = (
            outbox.Place(
                Subscription(channel=channel, guild=channel // CHANNELS + 1), due, f"{number}-{channel}"
            )
            for channel in range(1, queue.channels + 1)
        )
        async with database.transaction() as db:
            await events.put(db, event)
            await outbox.gather_all(db, event, places)
    return time.perf_counter() - began


async def measure(folder: Path, queue: Queue, limit: int, step: int) -> Costs:
    """Claims of so many rows, settled in between so that none comes back; `step` numbers the file."""
    database = await Database.open(folder / f"{step}.db")
    costs = Costs()
    try:
        costs.gather = await fill(database, queue) * 1000 / (queue.channels * queue.posts)
        for _ in range(min(CLAIMS, queue.channels // limit)):
            with timed(costs.bare):
                async with database.transaction() as db:
                    await leases.take(db, "benchmark", "benchmark", NOW, 15)
            with timed(costs.claim):
                async with database.transaction() as db:
                    claimed = await outbox.claim(db, "benchmark", NOW, limit)
            assert len(claimed) == limit, f"{len(claimed)} of {limit}"
            await settle(database, claimed, costs)
            with timed(costs.next_due):
                async with database.read() as reader:
                    await outbox.next_due(reader)
    finally:
        await database.close()
    return costs


async def settle(database: Database, claimed: list[Delivery], costs: Costs) -> None:
    """The first alone, as a sender does; the others in one transaction, to save time."""
    first, *others = claimed
    for group, times in (([first], costs.settle), (others, [])):
        with timed(times):
            async with database.transaction() as db:
                for delivery in group:
                    sent = Settled(DeliveryState.SENT, "sent", message=next(MESSAGES), follow=(Step.THREAD,))
                    await outbox.settle(db, delivery, sent, NOW)


class timed:
    """Adds the milliseconds that a block takes to a series."""

    def __init__(self, series: list[float]) -> None:
        self._series = series

    def __enter__(self) -> None:
        self._began = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._series.append((time.perf_counter() - self._began) * 1000)


def lines(queue: Queue, limit: int, costs: Costs) -> Iterator[str]:
    yield f"{queue.name}, {limit} at a time: gathered in {costs.gather * 1000:.0f} µs each"
    for name, series in (
        ("bare", costs.bare),
        ("claim", costs.claim),
        ("settle", costs.settle),
        ("next due", costs.next_due),
    ):
        told = spread(series)
        yield f"  {name:9} p50 {told['p50']:6.2f} ms   p99 {told['p99']:6.2f} ms   max {told['max']:6.2f} ms"


async def main() -> int:
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for step, (queue, limit) in enumerate(itertools.product(QUEUES, (4, 64))):
            costs = await measure(Path(folder), queue, limit, step)
            print("\n".join(lines(queue, limit, costs)), flush=True)
            if queue.posts == 1:
                worst = max(worst, spread(costs.claim)["p99"])
    print(f"worst p99 of a claim: {worst:.2f} ms, limit {LIMIT} ms")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
