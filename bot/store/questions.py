"""Questions of members to the others of their server: rows that outlive the post, and say what is to be done to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from aiosqlite import Connection

from bot.domain.question import Question, State, Why

_COLUMNS = [one.name for one in fields(Question)]
_ALL = f"SELECT {', '.join(_COLUMNS)} FROM questions"  # noqa: S608
_CHANGED = ", ".join(f"{name} = :{name}" for name in _COLUMNS if name != "id")
_INSERTED = [name for name in _COLUMNS if name != "id"]


async def add(db: Connection, one: Question) -> int:
    """Its id."""
    rows = await db.execute_fetchall(
        f"INSERT INTO questions ({', '.join(_INSERTED)}) VALUES"  # noqa: S608
        f" ({', '.join(':' + name for name in _INSERTED)}) RETURNING id",
        _values(one),
    )
    return next(number for (number,) in rows)


async def put(db: Connection, one: Question) -> None:
    """Write one anew that is there."""
    await db.execute(f"UPDATE questions SET {_CHANGED} WHERE id = :id", _values(one))  # noqa: S608


async def get(db: Connection, guild: int, number: int) -> Question | None:
    """One that was asked in a server."""
    found = await _many(
        db,
        " WHERE id = :id AND guild = :guild AND state <> 'draft'",
        {"id": number, "guild": guild},
    )
    return next(iter(found), None)


async def of_member(db: Connection, user: int, number: int) -> Question | None:
    """One of a member's own, also a draft."""
    found = await _many(
        db,
        " WHERE id = :id AND user_id = :user AND user_id <> 0",
        {"id": number, "user": user},
    )
    return next(iter(found), None)


async def all_of_member(db: Connection, user: int) -> list[Question]:
    return await _many(db, " WHERE user_id = :user AND user_id <> 0 ORDER BY id", {"user": user})


async def decided_by(db: Connection, user: int) -> list[Question]:
    """Those whose answer a member accepted, or that they closed."""
    return await _many(db, " WHERE decided_by = :user AND decided_by <> 0 ORDER BY id", {"user": user})


async def open_of_member(db: Connection, guild: int, user: int) -> Question | None:
    found = await _many(
        db,
        " WHERE guild = :guild AND user_id = :user AND user_id <> 0 AND state = 'open'",
        {"guild": guild, "user": user},
    )
    return next(iter(found), None)


async def open_in(db: Connection, guild: int, limit: int, offset: int = 0) -> list[Question]:
    """Those with a post, the oldest first."""
    return await _many(
        db,
        " WHERE guild = :guild AND state = 'open' AND message <> 0 ORDER BY asked_at, id"
        " LIMIT :limit OFFSET :offset",
        {"guild": guild, "limit": limit, "offset": offset},
    )


async def count_open(db: Connection, guild: int) -> int:
    rows = await db.execute_fetchall(
        "SELECT COUNT(*) FROM questions WHERE guild = :guild AND state = 'open' AND message <> 0",
        {"guild": guild},
    )
    return sum(count for (count,) in rows)


async def asked_since(db: Connection, user: int, since: int) -> list[int]:
    """When, the oldest first."""
    rows = await db.execute_fetchall(
        "SELECT asked_at FROM questions WHERE user_id = :user AND user_id <> 0 AND asked_at > :since"
        " ORDER BY asked_at",
        {"user": user, "since": since},
    )
    return [at for (at,) in rows]


async def in_place(db: Connection, place: int) -> list[Question]:
    """Open ones whose post stands in this channel, or is this message."""
    return await _many(
        db,
        " WHERE state = 'open' AND (channel = :place OR message = :place)",
        {"place": place},
    )


async def touch(db: Connection, number: int) -> None:
    """Its post shows something that is no longer so."""
    await db.execute("UPDATE questions SET revision = revision + 1 WHERE id = :id", {"id": number})


async def set_shown(db: Connection, number: int, revision: int) -> None:
    """Whoever drew it is done with it."""
    await db.execute(
        "UPDATE questions SET shown = :revision, until = 0 WHERE id = :id",
        {"id": number, "revision": revision},
    )


async def set_message(db: Connection, number: int, message: int) -> None:
    """0: there is none, and none is to be made."""
    await db.execute(
        "UPDATE questions SET message = :message, until = 0,"
        " first_at = CASE :message WHEN 0 THEN 0 ELSE first_at END WHERE id = :id",
        {"id": number, "message": message},
    )


async def delete(db: Connection, user: int, number: int) -> None:
    """A draft of a member's."""
    await db.execute(
        "DELETE FROM questions WHERE id = :id AND user_id = :user AND state = 'draft'",
        {"id": number, "user": user},
    )


async def delete_old(db: Connection, drafts_before: int, decided_before: int) -> None:
    await db.execute(
        "DELETE FROM questions WHERE (state = 'draft' AND made_at < :drafts)"
        " OR (state IN ('solved', 'closed') AND decided_at < :decided)",
        {"drafts": drafts_before, "decided": decided_before},
    )


# -- telling the asker


async def untold(db: Connection, user: int, guild: int, any_server: bool) -> list[Question]:
    """What a member does not know yet of theirs."""
    return await _many(
        db,
        " WHERE user_id = :user AND user_id <> 0 AND told = 0 AND (guild = :guild OR :any_server) ORDER BY id",
        {"user": user, "guild": guild, "any_server": int(any_server)},
    )


async def set_told(db: Connection, number: int, *, told: bool) -> None:
    await db.execute(
        "UPDATE questions SET told = :told WHERE id = :id AND user_id <> 0",
        {"id": number, "told": int(told)},
    )


# -- what is left to do


async def unposted(db: Connection, now: int, limit: int) -> list[Question]:
    """Those whose post was begun by somebody who has not finished; what was tried last comes last."""
    return await _many(
        db,
        " WHERE message = 0 AND first_at <> 0 AND until < :now ORDER BY until, id LIMIT :limit",
        {"now": now, "limit": limit},
    )


async def claim(db: Connection, number: int, until: int) -> None:
    await db.execute("UPDATE questions SET until = :until WHERE id = :id", {"id": number, "until": until})


async def stale(db: Connection, now: int, limit: int) -> list[Question]:
    """Those whose post does not show what is so; what was tried last comes last."""
    return await _many(
        db,
        " WHERE revision <> shown AND message <> 0 AND until < :now ORDER BY until, id LIMIT :limit",
        {"now": now, "limit": limit},
    )


async def expired(db: Connection, asked_before: int) -> list[Question]:
    return await _many(db, " WHERE state = 'open' AND asked_at < :before", {"before": asked_before})


def _values(one: Question) -> dict[str, Any]:
    return {**vars(one), "findable": int(one.findable), "told": int(one.told)}


async def _many(db: Connection, where: str, values: Mapping[str, Any]) -> list[Question]:
    return [_question(row) for row in await db.execute_fetchall(_ALL + where, values)]


def _question(row: Any) -> Question:
    named: dict[str, Any] = dict(zip(_COLUMNS, row, strict=True))
    named |= {"state": State(named["state"]), "why": Why(named["why"])}
    named |= {"findable": bool(named["findable"]), "told": bool(named["told"])}
    return Question(**named)
