"""Looks at a database file without changing it, also while a bot is running on it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.store.migrate import migrations


@dataclass(frozen=True)
class Health:
    damage: list[str]  # what SQLite says of it; empty when it is sound
    version: int
    known_version: int
    size: int  # bytes
    wal: int  # bytes that wait to be taken into the file


def examine(path: Path) -> Health:
    """Raises OSError when it cannot be read at all."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            version: int = database.execute("PRAGMA user_version").fetchone()[0]
            found = [str(line) for (line,) in database.execute("PRAGMA quick_check(5)")]
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    wal = path.with_name(f"{path.name}-wal")
    return Health(
        damage=[line for line in found if line != "ok"],
        version=version,
        known_version=len(migrations()),
        size=path.stat().st_size,
        wal=wal.stat().st_size if wal.exists() else 0,
    )
