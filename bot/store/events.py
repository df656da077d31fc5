"""What has happened, or is going to, that channels may want to be told."""

from __future__ import annotations

import json

from bot.domain.announcing.event import Event, EventState
from bot.store.db import Connection

_COLUMNS = "a.id, a.kind, a.guild, a.title_id, a.body, a.state, a.at, a.made_by, a.made_at"
_IN_BODY = ("regions", "text", "channels")


async def put(db: Connection, event: Event) -> None:
    """Insert, or replace the one of this id."""
    columns = event.model_dump(exclude=set(_IN_BODY))
    body = json.dumps(event.model_dump(include=set(_IN_BODY)), ensure_ascii=False)
    await db.execute(
        "INSERT INTO announcements (id, kind, guild, title_id, body, state, at, made_by, made_at)"
        " VALUES (:id, :kind, :guild, :title_id, :body, :state, :at, :made_by, :made_at)"
        " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, guild = excluded.guild,"
        " title_id = excluded.title_id, body = excluded.body, state = excluded.state, at = excluded.at,"
        " made_by = excluded.made_by, made_at = excluded.made_at",
        {**columns, "body": body},
    )


async def get(db: Connection, event_id: str) -> Event | None:
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} FROM announcements a WHERE a.id = :id",  # noqa: S608
        {"id": event_id},
    )
    return next((_event(*row) for row in rows), None)


async def due(db: Connection, now: int) -> list[Event]:
    """Scheduled ones whose time has come, the oldest first."""
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} FROM announcements a"  # noqa: S608
        " WHERE a.state = 'scheduled' AND a.at <= :now ORDER BY a.at, a.id",
        {"now": now},
    )
    return [_event(*row) for row in rows]


async def scheduled(db: Connection, guild: int) -> list[Event]:
    """Of one server, the next first."""
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} FROM announcements a"  # noqa: S608
        " WHERE a.state = 'scheduled' AND a.guild = :guild ORDER BY a.at, a.id",
        {"guild": guild},
    )
    return [_event(*row) for row in rows]


async def set_state(db: Connection, event_id: str, state: EventState) -> bool:
    """Whether it was in another state."""
    cursor = await db.execute(
        "UPDATE announcements SET state = :state WHERE id = :id AND state <> :state",
        {"id": event_id, "state": state},
    )
    return cursor.rowcount > 0


async def of_post(db: Connection, post: str) -> list[Event]:
    """What a post tells, in the order it came."""
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} FROM post_items i JOIN announcements a ON a.id = i.announcement"  # noqa: S608
        " WHERE i.post = :post ORDER BY a.at, a.made_at, a.id",
        {"post": post},
    )
    return [_event(*row) for row in rows]


async def is_first(db: Connection, event: Event) -> bool:
    """Whether its title has not been announced before, to everybody or to this server."""
    rows = await db.execute_fetchall(
        "SELECT 1 FROM announcements WHERE title_id = :title AND kind = 'title' AND state = 'published'"
        " AND id <> :id AND guild IN (0, :guild) LIMIT 1",
        {"title": event.title_id, "id": event.id, "guild": event.guild},
    )
    return not list(rows)


async def latest(db: Connection, title_id: str, guild: int) -> Event | None:
    """Of a title, for everybody or for this server; a cancelled one only when there is no other."""
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} FROM announcements a"  # noqa: S608
        " WHERE a.title_id = :title AND a.guild IN (0, :guild)"
        " ORDER BY a.state = 'cancelled', a.at DESC, a.made_at DESC, a.id DESC LIMIT 1",
        {"title": title_id, "guild": guild},
    )
    return next((_event(*row) for row in rows), None)


def _event(identity: str, kind: str, guild: int, title_id: str, body: str, state: str, *times: int) -> Event:
    at, made_by, made_at = times
    columns = {"id": identity, "kind": kind, "guild": guild, "title_id": title_id, "state": state, "at": at}
    return Event.model_validate({**json.loads(body), **columns, "made_by": made_by, "made_at": made_at})
