"""What members propose for the catalogue: rows of the queues of servers, and of the curators."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aiosqlite import Connection

from bot.domain.suggestion import Kind, State, Suggestion

_ALL = (
    "SELECT id, guild, user_id, kind, title_id, body, state, reason, words, question, answer,"
    " created_at, decided_at, decided_by, told, dm, from_guild FROM suggestions"
)
_COUNT = "SELECT COUNT(*) FROM suggestions"
_ORDER = " ORDER BY CASE state WHEN 'asked' THEN 1 ELSE 0 END, created_at, id LIMIT :limit OFFSET :offset"
_WAITING = " AND state IN ('open', 'asked')"


async def add(db: Connection, suggestion: Suggestion) -> int:
    """Its id."""
    rows = await db.execute_fetchall(
        "INSERT INTO suggestions (guild, user_id, kind, title_id, body, state, reason, words, question, answer,"
        " created_at, decided_at, decided_by, told, dm, from_guild) VALUES (:guild, :user_id, :kind, :title_id,"
        " :body, :state, :reason, :words, :question, :answer, :created_at, :decided_at, :decided_by, :told, :dm,"
        " :from_guild) RETURNING id",
        _values(suggestion),
    )
    return next(number for (number,) in rows)


async def put(db: Connection, suggestion: Suggestion) -> None:
    """Write one anew that is there."""
    await db.execute(
        "UPDATE suggestions SET title_id = :title_id, body = :body, state = :state, reason = :reason,"
        " words = :words, question = :question, answer = :answer, created_at = :created_at,"
        " decided_at = :decided_at, decided_by = :decided_by, told = :told, dm = :dm WHERE id = :id",
        _values(suggestion),
    )


async def get(db: Connection, guild: int, number: int) -> Suggestion | None:
    """One of a queue."""
    return await _one(
        db,
        _ALL + " WHERE id = :id AND guild = :guild AND state <> 'draft'",
        {"id": number, "guild": guild},
    )


async def of_member(db: Connection, user: int, number: int) -> Suggestion | None:
    """One of a member's own, also a draft."""
    return await _one(
        db,
        _ALL + " WHERE id = :id AND user_id = :user AND user_id <> 0",
        {"id": number, "user": user},
    )


async def all_of_member(db: Connection, user: int) -> list[Suggestion]:
    return await _many(
        db,
        _ALL + " WHERE user_id = :user AND user_id <> 0 ORDER BY id",
        {"user": user},
    )


async def decided_by(db: Connection, user: int) -> list[Suggestion]:
    """What a moderator decided of others'."""
    return await _many(
        db,
        _ALL + " WHERE decided_by = :user AND decided_by <> 0 ORDER BY id",
        {"user": user},
    )


async def waiting(db: Connection, guild: int, offset: int, limit: int) -> list[Suggestion]:
    """The oldest first; those whose member was asked something come after the others."""
    values = {"guild": guild, "limit": limit, "offset": offset}
    return await _many(db, _ALL + " WHERE guild = :guild" + _WAITING + _ORDER, values)


async def count_waiting(db: Connection, guild: int) -> int:
    rows = await db.execute_fetchall(_COUNT + " WHERE guild = :guild" + _WAITING, {"guild": guild})
    return sum(count for (count,) in rows)


async def proposed(db: Connection, from_guild: int, kind: Kind, title_id: str) -> list[Suggestion]:
    """What a server has put before the curators of a title, who have not decided yet."""
    return await _many(
        db,
        _ALL + " WHERE from_guild = :guild AND kind = :kind AND title_id = :title" + _WAITING,
        {"guild": from_guild, "kind": kind, "title": title_id},
    )


# -- quotas: what was sent in a span of time, and what waits


async def sent_by_member(db: Connection, user: int, since: int) -> list[int]:
    """When, the oldest first."""
    rows = await db.execute_fetchall(
        "SELECT created_at FROM suggestions WHERE user_id = :user AND from_guild = 0 AND created_at > :since"
        " AND state <> 'draft' ORDER BY created_at",
        {"user": user, "since": since},
    )
    return [at for (at,) in rows]


async def sent_in_server(db: Connection, guild: int, since: int) -> list[int]:
    """When members did, the oldest first; also what it proposed to the curators."""
    rows = await db.execute_fetchall(
        "SELECT created_at FROM suggestions WHERE guild = :guild AND user_id <> 0 AND created_at > :since"
        " AND state <> 'draft' UNION ALL SELECT created_at FROM suggestions WHERE from_guild = :guild"
        " AND from_guild <> 0 AND created_at > :since ORDER BY created_at",
        {"guild": guild, "since": since},
    )
    return [at for (at,) in rows]


async def count_waiting_of_member(db: Connection, user: int) -> int:
    rows = await db.execute_fetchall(
        _COUNT + " WHERE user_id = :user AND from_guild = 0" + _WAITING,
        {"user": user},
    )
    return sum(count for (count,) in rows)


# -- telling


async def untold(db: Connection, user: int, guild: int, any_server: bool) -> list[Suggestion]:
    """A member's outcomes and questions that they do not know yet."""
    return await _many(
        db,
        _ALL + " WHERE user_id = :user AND user_id <> 0 AND told = 0"
        " AND (guild = :guild OR from_guild = :guild OR :any_server) ORDER BY id",
        {"user": user, "guild": guild, "any_server": int(any_server)},
    )


async def set_told(db: Connection, one: Suggestion) -> None:
    """Unless there is more to tell by now."""
    await db.execute(
        "UPDATE suggestions SET told = 1 WHERE id = :id AND state = :state AND question = :question",
        {"id": one.id, "state": one.state, "question": one.question},
    )


# -- forgetting


async def forget_member(db: Connection, user: int) -> bool:
    """Delete what waits, keep what was decided without who it was; whether there was anything."""
    deleted = await db.execute(
        "DELETE FROM suggestions WHERE user_id = :user AND state IN ('draft', 'open', 'asked')",
        {"user": user},
    )
    changed = await db.execute(
        "UPDATE suggestions SET user_id = 0, told = 1, dm = 0, question = '', answer = ''"
        " WHERE user_id = :user",
        {"user": user},
    )
    decided = await db.execute(
        "UPDATE suggestions SET decided_by = 0 WHERE decided_by = :user", {"user": user}
    )
    return deleted.rowcount + changed.rowcount + decided.rowcount > 0


async def delete_old(db: Connection, drafts_before: int, decided_before: int) -> None:
    await db.execute(
        "DELETE FROM suggestions WHERE (state = 'draft' AND created_at < :drafts)"
        " OR (state IN ('approved', 'merged', 'declined') AND decided_at < :decided)",
        {"drafts": drafts_before, "decided": decided_before},
    )


async def delete_drafts(db: Connection, user: int) -> None:
    await db.execute("DELETE FROM suggestions WHERE user_id = :user AND state = 'draft'", {"user": user})


# -- rows


def _values(one: Suggestion) -> dict[str, Any]:
    body = json.dumps(one.body, ensure_ascii=False)
    return {**vars(one), "body": body, "told": int(one.told), "dm": int(one.dm)}


async def _one(db: Connection, sql: str, values: Mapping[str, Any]) -> Suggestion | None:
    return next(iter(await _many(db, sql, values)), None)


async def _many(db: Connection, sql: str, values: Mapping[str, Any]) -> list[Suggestion]:
    return [_suggestion(*row) for row in await db.execute_fetchall(sql, values)]


def _suggestion(
    number: int, guild: int, user: int, kind: str, title_id: str, body: str, state: str, *rest: Any
) -> Suggestion:
    *texts, told, dm, from_guild = rest
    return Suggestion(
        number, guild, user, Kind(kind), title_id, json.loads(body), State(state),
        *texts, told=bool(told), dm=bool(dm), from_guild=from_guild,
    )  # fmt: skip
