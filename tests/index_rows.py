"""Every row of a search index, with the ids of titles in place of their numbers, so that two can be compared."""

# ruff: noqa: S608 — names of tables are our own

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.domain.search.filing import dereference

Rows = dict[str, list[tuple[Any, ...]]]
LIVE, BUILDING = "search_", "building_"


def index_rows(path: Path, prefix: str = LIVE) -> Rows:
    """By table, sorted; of a full-text table the words of each title."""
    with closing(sqlite3.connect(path)) as db:
        ids = dict(db.execute(f"SELECT number, id FROM {prefix}titles"))
        tables = _tables(db, prefix)
        return {
            name.removeprefix(prefix): sorted(
                _words(db, name, ids) if virtual else _rows(db, name, ids), key=repr
            )
            for name, virtual in tables.items()
        }


def _tables(db: sqlite3.Connection, prefix: str) -> dict[str, bool]:
    """Names, and whether it is a full-text table; its own five tables are left out."""
    made = dict(
        db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name LIKE ?", (f"{prefix}%",)
        )
    )
    virtual = {name for name, sql in made.items() if sql and sql.startswith("CREATE VIRTUAL")}
    return {
        name: name in virtual for name in made if not any(name.startswith(f"{table}_") for table in virtual)
    }


def _rows(db: sqlite3.Connection, table: str, ids: dict[int, str]) -> list[tuple[Any, ...]]:
    cursor = db.execute(f"SELECT * FROM {table}")
    columns = [column for column, *_ in cursor.description]
    return [
        tuple(_told(column, value, ids) for column, value in zip(columns, row, strict=True)) for row in cursor
    ]


def _told(column: str, value: Any, ids: dict[int, str]) -> Any:
    if column == "number":
        return ids.get(value, f"no title {value}")
    if column == "reference":
        number, name = dereference(value)
        return ids.get(number, f"no title {number}"), name
    return value


def _words(db: sqlite3.Connection, table: str, ids: dict[int, str]) -> list[tuple[Any, ...]]:
    db.execute(f"CREATE VIRTUAL TABLE temp.words_of_{table} USING fts5vocab(main, {table}, 'instance')")
    rows = db.execute(f"SELECT doc, term FROM temp.words_of_{table}")
    return [(ids.get(number, f"no title {number}"), term) for number, term in rows]


def fts_is_whole(path: Path, prefix: str = LIVE) -> bool:
    """SQLite's own check of the full-text tables. Raises sqlite3.DatabaseError when it is not content."""
    with closing(sqlite3.connect(path)) as db:
        for table, virtual in _tables(db, prefix).items():
            if virtual:
                db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        db.rollback()
    return True
