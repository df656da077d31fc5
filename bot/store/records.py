"""Catalogue records as JSON rows, and the forms derived from names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from aiosqlite import Connection


class Row(NamedTuple):
    kind: str
    id: str
    body: str  # JSON
    shipped: str | None  # hash of the shipped text it follows
    edited: bool


async def get_many(db: Connection, kind: str, ids: Sequence[str]) -> list[str]:
    """Bodies in the order of the ids; ids that are gone are left out."""
    rows = await db.execute_fetchall(
        "SELECT id, body FROM records WHERE kind = :kind AND id IN (SELECT value FROM json_each(:ids))",
        {"kind": kind, "ids": json.dumps(list(ids))},
    )
    bodies = {identity: body for identity, body in rows}
    return [bodies[identity] for identity in ids if identity in bodies]


async def all_of(db: Connection, kind: str) -> list[Row]:
    """Every record of a kind, by id."""
    rows = await db.execute_fetchall(
        "SELECT kind, id, body, shipped, edited FROM records WHERE kind = :kind ORDER BY id", {"kind": kind}
    )
    return [
        Row(kind, identity, body, shipped, bool(edited)) for kind, identity, body, shipped, edited in rows
    ]


async def put(db: Connection, rows: Iterable[Row], now: int) -> None:
    """Insert or replace."""
    await db.executemany(
        "INSERT INTO records (kind, id, body, shipped, edited, updated_at)"
        " VALUES (:kind, :id, :body, :shipped, :edited, :now)"
        " ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, shipped = excluded.shipped,"
        " edited = excluded.edited, updated_at = excluded.updated_at",
        [{**row._asdict(), "now": now} for row in rows],
    )


async def delete(db: Connection, keys: Iterable[tuple[str, str]]) -> None:
    await db.executemany(
        "DELETE FROM records WHERE kind = :kind AND id = :id", [{"kind": k, "id": i} for k, i in keys]
    )


async def forms(db: Connection) -> dict[str, str]:
    """Name text to its derived forms as JSON."""
    return {text: body for text, body in await db.execute_fetchall("SELECT text, body FROM forms")}


async def put_forms(db: Connection, bodies: dict[str, str]) -> None:
    await db.executemany(
        "INSERT INTO forms (text, body) VALUES (:text, :body) ON CONFLICT (text) DO UPDATE SET body = excluded.body",
        [{"text": text, "body": body} for text, body in bodies.items()],
    )


async def clear_forms(db: Connection) -> None:
    await db.execute("DELETE FROM forms")


async def meta(db: Connection, key: str) -> str | None:
    rows = await db.execute_fetchall("SELECT value FROM meta WHERE key = :key", {"key": key})
    return next((value for (value,) in rows), None)


async def set_meta(db: Connection, key: str, value: str) -> None:
    await db.execute(
        "INSERT INTO meta (key, value) VALUES (:key, :value)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        {"key": key, "value": value},
    )


async def bump(db: Connection) -> None:
    """Tell every process that reads this file that the catalogue has changed."""
    await set_meta(db, "version", str(int(await meta(db, "version") or 0) + 1))
