"""What is stored of a title in one scope: everybody's record, a server's own, or its override of a shared one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

from bot.store import records
from bot.store.db import Connection
from bot.store.records import Row

Kind = Literal["record", "override", "removed"]


class Layer(NamedTuple):
    kind: Kind
    body: str = ""  # JSON: of a record, or a merge patch of the shared record's body
    shipped: str | None = None  # of a record: the hash of the shipped text it follows
    edited: bool = False

    def to_json(self) -> str:
        return json.dumps(self._asdict(), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Layer:
        return cls(**json.loads(text))


async def get(db: Connection, guild: int, title_id: str) -> Layer | None:
    """None: the scope has nothing of its own to say of this title."""
    return (await get_many(db, guild, [title_id])).get(title_id)


async def get_many(db: Connection, guild: int, title_ids: Sequence[str]) -> dict[str, Layer]:
    """By title, of those of which the scope has something of its own to say."""
    values = {"guild": guild, "titles": json.dumps(list(title_ids))}
    asked = "title_id IN (SELECT value FROM json_each(:titles))"
    if guild:
        sql = f"SELECT title_id, patch FROM overrides WHERE guild = :guild AND {asked}"  # noqa: S608
        found = {title: Layer("override", patch) for title, patch in await db.execute_fetchall(sql, values)}
    else:
        sql = f"SELECT title_id FROM removed WHERE {asked}"  # noqa: S608
        found = {title: Layer("removed") for (title,) in await db.execute_fetchall(sql, values)}
    for row in await records.rows_of(db, "titles", title_ids):
        if row.guild == guild:
            found[row.id] = Layer("record", row.body, row.shipped, row.edited)
    return found


async def put_many(db: Connection, guild: int, layers: Sequence[tuple[str, Layer | None]], now: int) -> None:
    """Each in place of whatever the scope had of that title."""
    values = {"guild": guild, "titles": json.dumps([title_id for title_id, _ in layers])}
    asked = "IN (SELECT value FROM json_each(:titles))"
    await db.execute(
        f"DELETE FROM records WHERE kind = 'titles' AND id {asked} AND guild = :guild",  # noqa: S608
        values,
    )
    await db.execute(f"DELETE FROM overrides WHERE guild = :guild AND title_id {asked}", values)  # noqa: S608
    if not guild:
        await db.execute(f"DELETE FROM removed WHERE title_id {asked}", values)  # noqa: S608
    kinds = {kind: [(i, one) for i, one in layers if one and one.kind == kind] for kind in get_args(Kind)}
    rows = [Row("titles", i, one.body, one.shipped, one.edited, guild) for i, one in kinds["record"]]
    await records.put(db, rows, now)
    await db.executemany(
        "INSERT INTO overrides (guild, title_id, patch, updated_at) VALUES (:guild, :title, :patch, :now)",
        [{"guild": guild, "title": i, "patch": one.body, "now": now} for i, one in kinds["override"]],
    )
    await db.executemany(
        "INSERT INTO removed (title_id) VALUES (:title)", [{"title": i} for i, _ in kinds["removed"]]
    )


async def overridden(db: Connection) -> dict[int, set[str]]:
    """The titles of which each server says something differently."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for guild, title_id in await db.execute_fetchall("SELECT guild, title_id FROM overrides"):
        found[guild].add(title_id)
    return dict(found)


async def removed(db: Connection) -> set[str]:
    """Shipped titles that were taken out for everybody."""
    return {title_id for (title_id,) in await db.execute_fetchall("SELECT title_id FROM removed")}


async def title_ids(db: Connection, guild: int) -> list[str]:
    """Titles of which a scope has something of its own to say; for 0, those that all share."""
    rows = await db.execute_fetchall(
        "SELECT id FROM records WHERE kind = 'titles' AND guild = :guild UNION SELECT o.title_id FROM overrides o"
        " JOIN records r ON r.kind = 'titles' AND r.id = o.title_id AND r.guild = 0 WHERE o.guild = :guild"
        " ORDER BY 1",
        {"guild": guild},
    )
    return [title_id for (title_id,) in rows]


async def count_own(db: Connection, guild: int) -> int:
    """A server's own titles."""
    rows = await db.execute_fetchall(
        "SELECT count(*) FROM records WHERE kind = 'titles' AND guild = :guild", {"guild": guild}
    )
    return next(iter(rows))[0]


async def hosts(db: Connection, guild: int) -> list[tuple[str, str]]:
    """Platform and host, of those that a server has added."""
    rows = await db.execute_fetchall(
        "SELECT platform, host FROM hosts WHERE guild = :guild ORDER BY platform, host", {"guild": guild}
    )
    return [(platform, host) for platform, host in rows]


async def add_host(db: Connection, guild: int, platform: str, host: str) -> None:
    await db.execute(
        "INSERT INTO hosts (guild, platform, host) VALUES (:guild, :platform, :host) ON CONFLICT DO NOTHING",
        {"guild": guild, "platform": platform, "host": host},
    )


async def remove_host(db: Connection, guild: int, platform: str, host: str) -> None:
    await db.execute(
        "DELETE FROM hosts WHERE guild = :guild AND platform = :platform AND host = :host",
        {"guild": guild, "platform": platform, "host": host},
    )
