"""What tests of the outbox share: a database in memory, and announcements for channels."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from bot.domain.announcing.delivery import Delivery, DeliveryState, Step
from bot.domain.announcing.event import Event
from bot.domain.announcing.outcome import Settled
from bot.domain.announcing.subscription import Subscription
from bot.store import events, outbox
from bot.store.db import Connection
from bot.store.migrate import migrate

GUILD, ELSEWHERE = 123456789012345678, 2
DAY = 86_400
SENT = DeliveryState.SENT


@asynccontextmanager
async def opened() -> AsyncGenerator[Connection]:
    async with Connection(lambda: sqlite3.connect(":memory:", isolation_level=None), 64) as db:
        await db.execute("PRAGMA foreign_keys=ON")
        await db.run(migrate)
        yield db


async def announce(
    db: Connection, event: str, channel: int, due: int = 100, *, kind: str = "title", guild: int = GUILD
) -> bool:
    """An event for one channel; its post, if it needs one of its own, is `<event>-<channel>`."""
    made = Event.model_validate({"id": event, "kind": kind, "title_id": "snake", "at": due})
    await events.put(db, made)
    place = Subscription(channel=channel, guild=guild)
    return await outbox.gather(db, made, place, due, f"{event}-{channel}")


async def claim_one(db: Connection, now: int = 100, owner: str = "a") -> Delivery:
    [claimed] = await outbox.claim(db, owner, now, 64)
    return claimed


async def send(db: Connection, message: int = 900, now: int = 100, *follow: Step) -> Delivery:
    """Claim the one row that is due, and settle it as sent."""
    claimed = await claim_one(db, now)
    await outbox.settle(db, claimed, Settled(SENT, "sent", message=message, follow=follow), now)
    return claimed


async def states(db: Connection) -> dict[tuple[str, str], str]:
    rows = await db.execute_fetchall("SELECT post, step, state FROM deliveries")
    return {(post, step): state for post, step, state in rows}


async def items(db: Connection) -> dict[str, list[str]]:
    """The events of each post, by name."""
    rows = await db.execute_fetchall("SELECT post, announcement FROM post_items ORDER BY announcement")
    found: dict[str, list[str]] = {}
    for post, event in rows:
        found.setdefault(post, []).append(event)
    return found
