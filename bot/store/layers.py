"""What is stored of a title in one scope: everybody's record, a server's own, or its override of a shared one."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Literal, NamedTuple

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
    rows = [row for row in await records.rows_of(db, "titles", [title_id]) if row.guild == guild]
    if rows:
        return Layer("record", rows[0].body, rows[0].shipped, rows[0].edited)
    if guild:
        patches = await db.execute_fetchall(
            "SELECT patch FROM overrides WHERE guild = :guild AND title_id = :title",
            {"guild": guild, "title": title_id},
        )
        return next((Layer("override", patch) for (patch,) in patches), None)
    removed = await db.execute_fetchall("SELECT 1 FROM removed WHERE title_id = :title", {"title": title_id})
    return Layer("removed") if list(removed) else None


async def put(db: Connection, guild: int, title_id: str, layer: Layer | None, now: int) -> None:
    """In place of whatever the scope had."""
    values = {"guild": guild, "title": title_id, "now": now}
    await db.execute("DELETE FROM records WHERE kind = 'titles' AND id = :title AND guild = :guild", values)
    await db.execute("DELETE FROM overrides WHERE guild = :guild AND title_id = :title", values)
    if not guild:
        await db.execute("DELETE FROM removed WHERE title_id = :title", values)
    if layer is None:
        return
    if layer.kind == "record":
        row = Row("titles", title_id, layer.body, layer.shipped, layer.edited, guild)
        await records.put(db, [row], now)
    elif layer.kind == "override":
        await db.execute(
            "INSERT INTO overrides (guild, title_id, patch, updated_at) VALUES (:guild, :title, :patch, :now)",
            {**values, "patch": layer.body},
        )
    else:
        await db.execute("INSERT INTO removed (title_id) VALUES (:title)", values)


async def overridden(db: Connection) -> dict[int, set[str]]:
    """The titles of which each server says something differently."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for guild, title_id in await db.execute_fetchall("SELECT guild, title_id FROM overrides"):
        found[guild].add(title_id)
    return dict(found)


async def removed(db: Connection) -> set[str]:
    """Shipped titles that were taken out for everybody."""
    return {title_id for (title_id,) in await db.execute_fetchall("SELECT title_id FROM removed")}


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
