"""What a post tells, and what becomes of it before and after it is sent: gathered, edited, cancelled, logged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.domain.announcing.delivery import DeliveryState, Step
from bot.domain.announcing.event import Event
from bot.domain.announcing.logged import Logged
from bot.domain.announcing.subscription import Subscription
from bot.domain.announcing.timing import GATHER
from bot.store.db import Connection, Direct


class Place(NamedTuple):
    """Where an event is to be told."""

    subscription: Subscription
    due: int  # UTC seconds
    post_id: str  # of the post, should a new one be needed


async def gather(db: Connection, event: Event, subscription: Subscription, due: int, post_id: str) -> bool:
    """Add the event to the channel's open post, or to a new one; False when it is in a post of the channel."""
    return await gather_all(db, event, [Place(subscription, due, post_id)]) == 1


async def gather_all(db: Connection, event: Event, places: Iterable[Place]) -> int:
    """In how many channels the event was new. The event must have been put before."""
    return await db.run(lambda direct: sum(_gather(direct, event, place) for place in places))


# A post is open until its first attempt. A moderator's own is alone: as it was previewed.
_OPEN = """
    SELECT d.post FROM deliveries d
    WHERE d.channel = :channel AND d.state IN ('pending', 'blocked') AND d.state = 'pending'
        AND d.step = 'message' AND d.attempts = 0 AND d.not_before <= :latest AND :kind <> 'post'
        AND NOT EXISTS (SELECT 1 FROM post_items i JOIN announcements a ON a.id = i.announcement
                        WHERE i.post = d.post AND a.kind = 'post')
    ORDER BY d.not_before LIMIT 1
"""


def _gather(db: Direct, event: Event, place: Place) -> bool:
    channel, guild = place.subscription.channel, place.subscription.guild
    values = {"event": event.id, "channel": channel, "guild": guild, "due": place.due, "post": place.post_id}
    told = "SELECT 1 FROM post_items WHERE announcement = :event AND channel = :channel"
    if db.execute(told, values).fetchall():
        return False
    found = db.execute(
        _OPEN, {"channel": channel, "latest": place.due + GATHER, "kind": event.kind}
    ).fetchall()
    if found:
        [(values["post"],)] = found
    else:
        _open(db, values)
    db.execute(
        "INSERT INTO post_items (announcement, channel, post) VALUES (:event, :channel, :post)", values
    )
    return True


def _open(db: Direct, values: dict[str, str | int]) -> None:
    db.execute(
        "INSERT INTO posts (id, channel, guild, due, message, thread)"
        " VALUES (:post, :channel, :guild, :due, 0, 0)",
        values,
    )
    db.execute(
        "INSERT INTO deliveries (post, step, channel, guild, state, not_before, attempts, first_at, owner,"
        " lease_until, reason, settled_at, revision)"
        " VALUES (:post, 'message', :channel, :guild, 'pending', :due, 0, 0, '', 0, '', 0, 0)",
        values,
    )


_TELLING = """
    SELECT i.post FROM announcements a JOIN post_items i ON i.announcement = a.id WHERE a.title_id = :title
"""


async def told(db: Connection, title_ids: Sequence[str]) -> list[str]:
    """Which of the titles any post tells of, or will."""
    rows = await db.execute_fetchall(
        "SELECT DISTINCT title_id FROM announcements WHERE title_id IN (SELECT value FROM json_each(:titles))",
        {"titles": json.dumps(list(title_ids))},
    )
    return [title_id for (title_id,) in rows]


async def edit(db: Connection, title_id: str, now: int, guild: int = 0) -> int:
    """The title's facts have changed, for all or for one server: its posts are to be written anew. How many.

    A post whose first attempt may have got through is edited once it is known to be sent.
    """
    values = {"title": title_id, "now": now, "guild": guild}
    cursor = await db.execute(
        "INSERT INTO deliveries (post, step, channel, guild, state, not_before, attempts, first_at, owner,"  # noqa: S608
        " lease_until, reason, settled_at, revision)"
        " SELECT p.id, 'edit', p.channel, p.guild, 'pending', :now, 0, 0, '', 0, '', 0, 1 FROM posts p"
        f" WHERE p.id IN ({_TELLING}) AND p.message <> 0 AND :guild IN (0, p.guild) AND NOT EXISTS"
        " (SELECT 1 FROM subscriptions s WHERE s.channel = p.channel AND s.state = 'disabled')"
        " ON CONFLICT (post, step) DO UPDATE SET revision = deliveries.revision + 1,"
        " state = CASE WHEN deliveries.state IN ('sending', 'blocked') THEN deliveries.state ELSE 'pending' END,"
        " not_before = CASE deliveries.state WHEN 'pending' THEN deliveries.not_before ELSE :now END,"
        " attempts = CASE WHEN deliveries.state IN ('sending', 'pending') THEN deliveries.attempts ELSE 0 END,"
        " first_at = CASE WHEN deliveries.state IN ('sending', 'pending') THEN deliveries.first_at ELSE 0 END",
        values,
    )
    await db.execute(
        "UPDATE deliveries SET revision = revision + 1 WHERE step = 'message' AND state <> 'sent'"  # noqa: S608
        f" AND attempts > 0 AND post IN ({_TELLING}) AND :guild IN (0, guild)",
        values,
    )
    return cursor.rowcount


_UNTRIED = "step = 'message' AND state IN ('pending', 'blocked') AND attempts = 0"


async def cancel_event(db: Connection, event_id: str, now: int, reason: str = "cancelled") -> int:
    """Take an event out of every post of which nothing can have been sent. How many had nothing else to tell."""
    values = {"event": event_id, "now": now, "reason": reason}
    await db.execute(
        "DELETE FROM post_items WHERE announcement = :event"  # noqa: S608
        f" AND EXISTS (SELECT 1 FROM deliveries d WHERE d.post = post_items.post AND {_UNTRIED})"
        " AND EXISTS (SELECT 1 FROM post_items o WHERE o.post = post_items.post AND o.announcement <> :event)",
        values,
    )
    cursor = await db.execute(
        "UPDATE deliveries SET state = 'cancelled', reason = :reason, settled_at = :now"  # noqa: S608
        f" WHERE {_UNTRIED} AND post IN (SELECT post FROM post_items WHERE announcement = :event)",
        values,
    )
    return cursor.rowcount


async def cancel_channel(db: Connection, channel: int, now: int, reason: str) -> int:
    """Nothing more is sent to it: it is gone, or no longer wants any. How many requests that were."""
    cursor = await db.execute(
        "UPDATE deliveries SET state = 'cancelled', reason = :reason, settled_at = :now"
        " WHERE channel = :channel AND state IN ('pending', 'blocked') AND step <> 'notice'",
        {"channel": channel, "now": now, "reason": reason},
    )
    return cursor.rowcount


_LOGGED = """
    SELECT d.post, d.channel, d.step, d.state, d.reason, d.not_before, d.attempts, d.settled_at,
        p.message, p.thread, (SELECT count(*) FROM post_items i WHERE i.post = p.id),
        coalesce((SELECT a.title_id FROM post_items i JOIN announcements a ON a.id = i.announcement
                  WHERE i.post = p.id ORDER BY a.at, a.made_at, a.id LIMIT 1), '')
    FROM posts p JOIN deliveries d ON d.post = p.id
"""


async def log(db: Connection, guild: int, channel: int | None, limit: int, offset: int) -> list[Logged]:
    """The newest post first; of a post, its steps in the order they came."""
    rows = await db.execute_fetchall(
        f"{_LOGGED} WHERE p.guild = :guild AND coalesce(:channel, p.channel) = p.channel"
        " ORDER BY p.due DESC, p.id DESC, d.not_before, d.step <> 'message', d.step LIMIT :limit OFFSET :offset",
        {"guild": guild, "channel": channel, "limit": limit, "offset": offset},
    )
    return [_logged(*row) for row in rows]


async def failed(db: Connection, guild: int, since: int, limit: int) -> list[Logged]:
    """What was given up since then, or may have been sent; the latest first."""
    rows = await db.execute_fetchall(
        f"{_LOGGED} WHERE p.guild = :guild AND d.state IN ('dead', 'unknown') AND d.settled_at >= :since"
        " AND d.step <> 'notice'"  # whom it was for is told at their next commands
        " ORDER BY d.settled_at DESC, p.id, d.step LIMIT :limit",
        {"guild": guild, "since": since, "limit": limit},
    )
    return [_logged(*row) for row in rows]


async def of_event(db: Connection, event_id: str, channel: int) -> Logged | None:
    """The message that tells an event in a channel; None when it was never meant to."""
    rows = await db.execute_fetchall(
        f"{_LOGGED} WHERE d.step = 'message' AND p.id ="  # noqa: S608
        " (SELECT post FROM post_items WHERE announcement = :event AND channel = :channel)",
        {"event": event_id, "channel": channel},
    )
    return next((_logged(*row) for row in rows), None)


def _logged(post: str, channel: int, step: str, state: str, *rest: object) -> Logged:
    return Logged(post, channel, Step(step), DeliveryState(state), *rest)  # type: ignore[arg-type]
