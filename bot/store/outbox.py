"""The outbox: each request to Discord that is still to be made, under a lease, or that was."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain, zip_longest
from typing import NamedTuple

from bot.domain.announcing.delivery import Delivery, Step
from bot.store.db import Connection, Direct
from bot.store.posts import (
    Place,
    cancel_channel,
    cancel_event,
    edit,
    failed,
    gather,
    gather_all,
    log,
    of_event,
    told,
)
from bot.store.settling import DifferentMessage, settle

__all__ = [  # all that is done to the outbox, in one place
    "LEASE", "DifferentMessage", "Place", "block", "cancel_channel", "cancel_event", "claim", "edit", "failed",
    "gather", "gather_all", "inherit", "log", "next_due", "of_event", "release", "settle", "told", "unblock",
]  # fmt: skip

LEASE = 60  # seconds: longer than an attempt takes, and within the time that Discord remembers a nonce
_WINDOW = 256  # the least of the oldest rows among which servers take turns


class _Head(NamedTuple):
    post: str
    channel: int
    guild: int


# -- claiming

# Literal states: a partial index serves no other query.
_LEASED = "lease_until BETWEEN :now AND :now + :lease"  # one that ends later is of a clock that was set back
_BUSY = f"SELECT channel FROM deliveries WHERE state = 'sending' AND {_LEASED}"  # noqa: S608
_DUE = f"""
    SELECT post, channel, guild FROM (
        SELECT * FROM (
            SELECT post, channel, guild, not_before FROM deliveries
            WHERE step = :step AND state = 'pending' AND not_before <= :now ORDER BY not_before LIMIT :window)
        UNION ALL
        SELECT post, channel, guild, not_before FROM deliveries
        WHERE step = :step AND state = 'sending' AND NOT {_LEASED})
    ORDER BY not_before
"""  # noqa: S608
_LEASE_ROWS = """
    UPDATE deliveries SET state = 'sending', owner = :owner, lease_until = :now + :lease,
        attempts = attempts + 1, first_at = CASE first_at WHEN 0 THEN :now ELSE first_at END
    WHERE step = :step AND post IN (SELECT value FROM json_each(:posts))
    RETURNING post, attempts, first_at, revision, (SELECT message FROM posts WHERE id = post)
"""


async def claim(db: Connection, owner: str, now: int, limit: int) -> list[Delivery]:
    """Rows that this owner may send for LEASE seconds; commit before anything is sent.

    Messages come before threads, threads before publishing, that before edits; the oldest first, servers in
    turns; one of a channel at a time. Posts of a channel that are all overdue become one.
    """
    return await db.run(lambda direct: _claim(direct, owner, now, limit))


def _claim(db: Direct, owner: str, now: int, limit: int) -> list[Delivery]:
    clock = {"now": now, "lease": LEASE}
    busy = {channel for (channel,) in db.execute(_BUSY, clock)}
    window = max(_WINDOW, 4 * limit)
    claimed: list[Delivery] = []
    for step in Step:
        if (free := limit - len(claimed)) <= 0:
            break
        rows = db.execute(_DUE, {**clock, "step": step.value, "window": window}).fetchall()
        heads = _in_turns(map(_Head._make, rows), busy)[:free]
        if step is Step.MESSAGE:
            _merge_overdue(db, heads, now)
        claimed += _lease(db, step, heads, {**clock, "owner": owner})
        busy |= {head.channel for head in heads}
    return claimed


def _in_turns(rows: Iterable[_Head], busy: set[int]) -> list[_Head]:
    """The first row of each channel that is free; the first of each server before the second of any."""
    firsts: dict[int, _Head] = {}
    for row in rows:
        if row.channel not in busy:
            firsts.setdefault(row.channel, row)
    by_guild: dict[int, list[_Head]] = {}
    for row in firsts.values():
        by_guild.setdefault(row.guild, []).append(row)
    return [row for row in chain(*zip_longest(*by_guild.values())) if row]


def _lease(db: Direct, step: Step, heads: list[_Head], values: dict[str, str | int]) -> list[Delivery]:
    """In the order of the heads."""
    posts = json.dumps([head.post for head in heads])
    leased = {
        post: rest for post, *rest in db.execute(_LEASE_ROWS, {**values, "step": step.value, "posts": posts})
    }
    deliveries: list[Delivery] = []
    for post, channel, guild in heads:
        attempts, first_at, revision, message = leased[post]
        deliveries.append(
            Delivery(post, step, channel, guild, message, attempts, first_at, revision, str(values["owner"]))
        )
    return deliveries


# A moderator's own post stays as it was previewed: neither merged nor merged into.
_OVERDUE = """
    SELECT d.channel, d.post FROM json_each(:channels) c CROSS JOIN deliveries d  -- SQLite keeps this order
    WHERE d.channel = c.value AND d.state IN ('pending', 'blocked') AND d.state = 'pending'
        AND d.step = 'message' AND d.attempts = 0 AND d.not_before <= :now
        AND NOT EXISTS (SELECT 1 FROM post_items i JOIN announcements a ON a.id = i.announcement
                        WHERE i.post = d.post AND a.kind = 'post')
"""


def _merge_overdue(db: Direct, heads: list[_Head], now: int) -> None:
    """Into the oldest of each channel, unless that one may have been sent."""
    channels = json.dumps([head.channel for head in heads])
    overdue: dict[int, set[str]] = {}
    for channel, post in db.execute(_OVERDUE, {"channels": channels, "now": now}):
        overdue.setdefault(channel, set()).add(post)
    moves = [
        {"post": post, "head": head.post}
        for head in heads
        if head.post in overdue.get(head.channel, ())
        for post in overdue[head.channel] - {head.post}
    ]
    db.executemany("UPDATE post_items SET post = :head WHERE post = :post", moves)
    db.executemany("DELETE FROM deliveries WHERE post = :post", moves)
    db.executemany("DELETE FROM posts WHERE id = :post", moves)


# -- what is under a lease


async def release(db: Connection, owner: str) -> int:
    """What an owner leaves behind when it ends may go on at once; it may have reached Discord."""
    cursor = await db.execute(
        "UPDATE deliveries SET state = 'pending', owner = '', lease_until = 0"
        " WHERE state = 'sending' AND owner = :owner",
        {"owner": owner},
    )
    return cursor.rowcount


async def inherit(db: Connection, owner: str) -> int:
    """What all others have under way may go on at once: only for the one that has become the leader."""
    cursor = await db.execute(
        "UPDATE deliveries SET state = 'pending', owner = '', lease_until = 0"
        " WHERE state = 'sending' AND owner <> :owner",
        {"owner": owner},
    )
    return cursor.rowcount


# -- channels


async def block(db: Connection, channel: int, reason: str, now: int) -> int:
    """Hold what is pending for a channel; what its members follow is no announcement."""
    cursor = await db.execute(
        "UPDATE deliveries SET state = 'blocked', reason = :reason, settled_at = :now"
        " WHERE channel = :channel AND state IN ('pending', 'blocked') AND state = 'pending' AND step <> 'notice'",
        {"channel": channel, "reason": reason, "now": now},
    )
    return cursor.rowcount


async def unblock(db: Connection, channel: int, now: int) -> int:
    """What a channel could not have is due now."""
    cursor = await db.execute(
        "UPDATE deliveries SET state = 'pending', not_before = :now"
        " WHERE channel = :channel AND state IN ('pending', 'blocked') AND state = 'blocked'",
        {"channel": channel, "now": now},
    )
    return cursor.rowcount


_NEXT_OF = "SELECT min(not_before) AS due FROM deliveries WHERE state = 'pending' AND step = '{}'"
_NEXT_DUE = (
    f"SELECT min(due) FROM ({' UNION ALL '.join(map(_NEXT_OF.format, Step))}"  # noqa: S608
    " UNION ALL SELECT min(lease_until) + 1 FROM deliveries WHERE state = 'sending')"
)


async def next_due(db: Connection) -> int | None:
    """When there is something to claim next. It may be past while its channel's last request is under way."""
    rows = await db.execute_fetchall(_NEXT_DUE)
    return next((due for (due,) in rows), None)
