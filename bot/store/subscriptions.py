"""Which channels want announcements, and whether they can have them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from bot.domain.announcing.subscription import State, Subscription, Wishes
from bot.store.db import Connection

_COLUMNS = "channel, guild, body, state, reason, changed_at, told_at"


async def get(db: Connection, guild: int, channel: int) -> Subscription | None:
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} FROM subscriptions WHERE guild = :guild AND channel = :channel",  # noqa: S608
        {"guild": guild, "channel": channel},
    )
    return next((_subscription(*row) for row in rows), None)


async def of_guild(db: Connection, guild: int) -> list[Subscription]:
    """The oldest channel first."""
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} FROM subscriptions WHERE guild = :guild ORDER BY channel",  # noqa: S608
        {"guild": guild},
    )
    return [_subscription(*row) for row in rows]


async def wanting(db: Connection, guild: int) -> list[Subscription]:
    """Of one server, or of all for 0: those that are to have what happens now, if only later."""
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} FROM subscriptions WHERE state IN ('active', 'blocked')"  # noqa: S608
        + (" AND guild = :guild" if guild else "")
        + " ORDER BY guild, channel",
        {"guild": guild} if guild else {},
    )
    return [_subscription(*row) for row in rows]


async def put(db: Connection, subscription: Subscription) -> None:
    """Insert, or replace what its channel had."""
    columns = subscription.model_dump(exclude={"wishes"})
    await db.execute(
        "INSERT INTO subscriptions (channel, guild, body, state, reason, changed_at, told_at)"
        " VALUES (:channel, :guild, :body, :state, :reason, :changed_at, :told_at)"
        " ON CONFLICT (channel) DO UPDATE SET guild = excluded.guild, body = excluded.body,"
        " state = excluded.state, reason = excluded.reason, changed_at = excluded.changed_at,"
        " told_at = excluded.told_at",
        {**columns, "state": subscription.state.value, "body": subscription.wishes.model_dump_json()},
    )


async def delete(db: Connection, guild: int, channel: int) -> bool:
    """Whether there was one."""
    cursor = await db.execute(
        "DELETE FROM subscriptions WHERE guild = :guild AND channel = :channel",
        {"guild": guild, "channel": channel},
    )
    return cursor.rowcount > 0


async def set_state(db: Connection, channel: int, state: State, reason: str, now: int) -> bool:
    """Whether anything changed: the same state for the same reason again is nothing to tell moderators."""
    cursor = await db.execute(
        "UPDATE subscriptions SET state = :state, reason = :reason, changed_at = max(:now, told_at + 1)"
        " WHERE channel = :channel AND (state <> :state OR reason <> :reason)",
        {"channel": channel, "state": state.value, "reason": reason, "now": now},
    )
    return cursor.rowcount > 0


async def untold(db: Connection, guild: int) -> list[Subscription]:
    """Those that get nothing, and whose moderators have not been told so."""
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} FROM subscriptions WHERE guild = :guild"  # noqa: S608
        " AND state IN ('blocked', 'disabled') AND told_at < changed_at ORDER BY channel",
        {"guild": guild},
    )
    return [_subscription(*row) for row in rows]


async def untold_anywhere(db: Connection) -> list[Subscription]:
    """The same of all servers, each server's together."""
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} FROM subscriptions WHERE state IN ('blocked', 'disabled')"  # noqa: S608
        " AND told_at < changed_at ORDER BY guild, channel"
    )
    return [_subscription(*row) for row in rows]


async def told_of(db: Connection, one: Subscription, now: int) -> None:
    """Moderators have been told of the state that is given; of one that came meanwhile they have not."""
    await db.execute(
        "UPDATE subscriptions SET told_at = max(:now, changed_at)"
        " WHERE guild = :guild AND channel = :channel AND changed_at = :changed_at",
        {"guild": one.guild, "channel": one.channel, "changed_at": one.changed_at, "now": now},
    )


def _subscription(channel: int, guild: int, body: str, state: str, reason: str, *times: Any) -> Subscription:
    changed_at, told_at = times
    return Subscription(
        channel=channel, guild=guild, wishes=_wishes(body), state=State(state), reason=reason,
        changed_at=changed_at, told_at=told_at,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _wishes(body: str) -> Wishes:
    """Remembered: most channels wish for the same, and an announcement reads all of them."""
    return Wishes.model_validate_json(body)
