"""Watch parties: one row from the first draft until it is over, claimed by whoever does the next step for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.domain.party import Party, State
from bot.store.db import Connection

_COLUMNS = (
    "id, guild, channel, host, title_id, first, last, place, typed, at, minutes, state, event, message, thread,"
    " told, stale, lease, tries, created_at, made_at, news"
)
_ALL = f"SELECT {_COLUMNS} FROM parties"  # noqa: S608
# What has a next step: see next_step of the domain.
_DUE = (
    "(state = 'making' OR stale = 1 OR (state = 'made' AND at <= :now"
    " AND (told <> at OR at + minutes * 60 <= :now)))"
)
# A lease that ends later than any could is of a clock that was set back.
_FREE = "(lease <= :now OR lease > :now + :seconds)"
_OPEN = "state IN ('making', 'made')"
CHANGEABLE = frozenset(
    ["at", "minutes", "place", "typed", "state", "event", "message", "thread", "told", "stale", "lease",
     "tries", "made_at", "news"]
)  # fmt: skip


async def add(db: Connection, party: Party) -> None:
    """Instead of what its host had begun in this server before, unless they do not know yet what became of that."""
    values = {"guild": party.guild, "host": party.host}
    await db.execute(
        "DELETE FROM parties WHERE guild = :guild AND host = :host AND state = 'draft' AND news = ''", values
    )
    names = ", ".join(f":{name.strip()}" for name in _COLUMNS.split(","))
    await db.execute(
        f"INSERT INTO parties ({_COLUMNS}) VALUES ({names})",  # noqa: S608
        {**vars(party), "stale": int(party.stale)},
    )


async def get(db: Connection, guild: int, identity: str) -> Party | None:
    """One of a server."""
    return await _one(db, _ALL + " WHERE id = :id AND guild = :guild", {"id": identity, "guild": guild})


async def of_event(db: Connection, guild: int, event: int) -> Party | None:
    """The party that is made, of an event of Discord's."""
    return await _one(
        db,
        _ALL + " WHERE event = :event AND event <> 0 AND guild = :guild AND state = 'made'",
        {"event": event, "guild": guild},
    )


async def change(db: Connection, guild: int, identity: str, **fields: Any) -> None:
    """Raises KeyError for what no column is."""
    await db.execute(
        f"UPDATE parties SET {_setting(fields)} WHERE id = :id AND guild = :guild",  # noqa: S608
        {**fields, "id": identity, "guild": guild},
    )


async def change_claimed(db: Connection, party: Party, **fields: Any) -> bool:
    """False when another has taken it over meanwhile."""
    cursor = await db.execute(
        f"UPDATE parties SET {_setting(fields)} WHERE id = :id AND guild = :guild"  # noqa: S608
        " AND lease = :held AND tries = :tried",
        {**fields, "id": party.id, "guild": party.guild, "held": party.lease, "tried": party.tries},
    )
    return cursor.rowcount > 0


def _setting(fields: Mapping[str, Any]) -> str:
    if unknown := fields.keys() - CHANGEABLE:
        raise KeyError(*unknown)
    return ", ".join(f"{name} = :{name}" for name in fields)


# -- who does the next step


async def due(db: Connection, now: int, seconds: int, most: int) -> list[Party]:
    return await _many(
        db,
        _ALL + f" WHERE {_DUE} AND {_FREE} ORDER BY at, id LIMIT :most",
        {"now": now, "seconds": seconds, "most": most},
    )


async def claim(db: Connection, identity: str, now: int, seconds: int) -> Party | None:
    """The row, ours for some seconds; None when another has it, or nothing is to be done any more."""
    return await _one(
        db,
        f"UPDATE parties SET lease = :now + :seconds, tries = tries + 1 WHERE id = :id AND {_DUE} AND {_FREE}"  # noqa: S608
        f" RETURNING {_COLUMNS}",
        {"id": identity, "now": now, "seconds": seconds},
    )


# -- quotas


async def open_of_host(db: Connection, guild: int, host: int, now: int) -> int:
    """How many of theirs are still to come, or under way."""
    return await _count(
        db,
        f"SELECT COUNT(*) FROM parties WHERE guild = :guild AND host = :host AND {_OPEN}"  # noqa: S608
        " AND at + minutes * 60 > :now",
        {"guild": guild, "host": host, "now": now},
    )


async def made_since(db: Connection, guild: int, host: int, since: int) -> list[int]:
    """When, the oldest first; also those that were cancelled."""
    rows = await db.execute_fetchall(
        "SELECT made_at FROM parties WHERE guild = :guild AND host = :host AND state <> 'draft'"
        " AND made_at > :since ORDER BY made_at",
        {"guild": guild, "host": host, "since": since},
    )
    return [at for (at,) in rows]


# -- looking after them


async def guilds_with_open(db: Connection) -> list[int]:
    rows = await db.execute_fetchall("SELECT DISTINCT guild FROM parties WHERE state = 'made'")
    return [guild for (guild,) in rows]


async def made_in(db: Connection, guild: int) -> list[Party]:
    return await _many(db, _ALL + " WHERE guild = :guild AND state = 'made' ORDER BY id", {"guild": guild})


async def events_in(db: Connection, guild: int) -> set[int]:
    """The events that belong to a party."""
    rows = await db.execute_fetchall(
        "SELECT event FROM parties WHERE guild = :guild AND event <> 0", {"guild": guild}
    )
    return {event for (event,) in rows}


async def delete_old(db: Connection, drafts_before: int, over_before: int) -> None:
    await db.execute(
        "DELETE FROM parties WHERE (state = 'draft' AND news = '' AND created_at < :drafts)"
        " OR ((state <> 'draft' OR news <> '') AND at < :over AND made_at < :over)",
        {"drafts": drafts_before, "over": over_before},
    )


async def delete_guild(db: Connection, guild: int) -> None:
    await db.execute("DELETE FROM parties WHERE guild = :guild", {"guild": guild})


# -- a member's


async def untold(db: Connection, host: int, guild: int) -> list[Party]:
    """What a host does not know yet of theirs in a server; of all for 0."""
    return await _many(
        db,
        _ALL
        + " WHERE host = :host AND host <> 0 AND news <> '' AND :guild IN (0, guild) ORDER BY created_at",
        {"host": host, "guild": guild},
    )


async def of_member(db: Connection, user: int) -> list[Party]:
    return await _many(db, _ALL + " WHERE host = :user AND host <> 0 ORDER BY rowid", {"user": user})


async def forget_member(db: Connection, user: int) -> bool:
    """Delete drafts, and take who hosts them off the others, also off their messages; whether there were any."""
    deleted = await db.execute(
        "DELETE FROM parties WHERE host = :user AND host <> 0 AND state = 'draft'", {"user": user}
    )
    changed = await db.execute(
        "UPDATE parties SET host = 0, typed = '', news = '', stale = CASE WHEN message <> 0 THEN 1 ELSE stale END"
        " WHERE host = :user AND host <> 0",
        {"user": user},
    )
    return deleted.rowcount + changed.rowcount > 0


# -- rows


async def _count(db: Connection, sql: str, values: Mapping[str, Any]) -> int:
    return sum(count for (count,) in await db.execute_fetchall(sql, values))


async def _one(db: Connection, sql: str, values: Mapping[str, Any]) -> Party | None:
    return next(iter(await _many(db, sql, values)), None)


async def _many(db: Connection, sql: str, values: Mapping[str, Any]) -> list[Party]:
    return [_party(row) for row in await db.execute_fetchall(sql, values)]


def _party(row: Iterable[Any]) -> Party:
    values: dict[str, Any] = dict(zip((name.strip() for name in _COLUMNS.split(",")), row, strict=True))
    values |= {"state": State(values["state"]), "stale": bool(values["stale"])}
    return Party(**values)
