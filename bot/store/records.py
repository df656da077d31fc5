"""Catalogue records as JSON rows, and the forms derived from names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from aiosqlite import Connection

from bot.domain.editing import override_id

FORMS_OF = "SELECT text, body FROM forms WHERE text IN (SELECT value FROM json_each(:texts))"


class Row(NamedTuple):
    kind: str
    id: str
    body: str  # JSON
    shipped: str | None  # hash of the shipped text it follows
    edited: bool
    guild: int = 0  # the server whose own it is; 0: everybody's


async def get_many(db: Connection, kind: str, ids: Sequence[str], guild: int = 0) -> list[Row]:
    """Everybody's, as this server sees them, and its own, in the order of the ids; ids that are gone are left out."""
    rows = await db.execute_fetchall(
        "SELECT r.kind, r.id, CASE WHEN o.patch IS NULL THEN r.body ELSE json_patch(r.body, o.patch) END,"
        " r.shipped, r.edited, r.guild"
        " FROM records r LEFT JOIN overrides o ON r.kind = 'titles' AND o.title_id = r.id AND o.guild = :guild"
        " WHERE r.kind = :kind AND r.id IN (SELECT value FROM json_each(:ids)) AND r.guild IN (0, :guild)",
        {"kind": kind, "ids": json.dumps(list(ids)), "guild": guild},
    )
    found = {row.id: row for row in (_row(*columns) for columns in rows)}
    return [found[identity] for identity in ids if identity in found]


async def all_of(db: Connection, kind: str) -> list[Row]:
    """Every record of a kind that is everybody's, by id."""
    rows = await db.execute_fetchall(
        "SELECT kind, id, body, shipped, edited, guild FROM records"
        " WHERE kind = :kind AND guild = 0 ORDER BY id",
        {"kind": kind},
    )
    return [_row(*row) for row in rows]


async def rows_of(db: Connection, kind: str, ids: Sequence[str]) -> list[Row]:
    """Those of the records that exist, whoever they belong to."""
    rows = await db.execute_fetchall(
        "SELECT kind, id, body, shipped, edited, guild FROM records"
        " WHERE kind = :kind AND id IN (SELECT value FROM json_each(:ids))",
        {"kind": kind, "ids": json.dumps(list(ids))},
    )
    return [_row(*row) for row in rows]


async def title_ids(db: Connection) -> list[str]:
    """What is to be found: all titles, everybody's and those of servers, the newest first, then servers' versions."""
    rows = await db.execute_fetchall(
        "SELECT id FROM records WHERE kind = 'titles' ORDER BY json_extract(body, '$.year') DESC, id"
    )
    shared = "SELECT o.title_id, o.guild FROM overrides o JOIN records r ON r.kind = 'titles' AND r.id = o.title_id"
    versions = await db.execute_fetchall(f"{shared} ORDER BY o.title_id, o.guild")
    return [identity for (identity,) in rows] + [override_id(title, guild) for title, guild in versions]


def _row(kind: str, identity: str, body: str, shipped: str | None, edited: int, guild: int) -> Row:
    return Row(kind, identity, body, shipped, bool(edited), guild)


async def put(db: Connection, rows: Iterable[Row], now: int) -> None:
    """Insert or replace."""
    await db.executemany(
        "INSERT INTO records (kind, id, body, shipped, edited, guild, updated_at)"
        " VALUES (:kind, :id, :body, :shipped, :edited, :guild, :now)"
        " ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, shipped = excluded.shipped,"
        " edited = excluded.edited, guild = excluded.guild, updated_at = excluded.updated_at",
        [{**row._asdict(), "now": now} for row in rows],
    )


async def delete(db: Connection, keys: Iterable[tuple[str, str]]) -> None:
    await db.executemany(
        "DELETE FROM records WHERE kind = :kind AND id = :id", [{"kind": k, "id": i} for k, i in keys]
    )


async def forms(db: Connection, texts: Sequence[str]) -> dict[str, str]:
    """Name text to its derived forms as JSON, where they have been derived."""
    rows = await db.execute_fetchall(FORMS_OF, {"texts": json.dumps(list(texts))})
    return {text: body for text, body in rows}


async def put_forms(db: Connection, bodies: dict[str, str]) -> None:
    await db.executemany(
        # A title of another language may be written alike: it does not take the readings away.
        "INSERT INTO forms (text, body) VALUES (:text, :body) ON CONFLICT (text) DO UPDATE SET body = excluded.body"
        " WHERE coalesce(json_array_length(excluded.body, '$.readings'), 0) > 0"
        " OR coalesce(json_array_length(forms.body, '$.readings'), 0) = 0",
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
