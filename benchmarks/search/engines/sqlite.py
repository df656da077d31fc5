"""SQLite as it comes: LIKE over the columns, and full text with the trigram tokenizer."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.search.drama import Drama
from benchmarks.search.engines.engine import Added, Plain, Stages, added, timed

_FILE = "titles.db"
_MOST_SECONDS = (
    10  # for one search, which then raises: no full-text query ends by itself if it is long enough
)
_STEPS = 100_000  # of SQLite's machine between two looks at the clock


class _Sqlite(Plain):
    """One table with a row a title: its names, one a line, and everything else that is text."""

    schema: str

    def build(self, dramas: Iterable[Drama], folder: Path) -> Stages:
        self._db = sqlite3.connect(folder / _FILE)
        self._db.execute(self.schema)
        return timed(lambda: self._insert(dramas))

    def open(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / _FILE)

    def _rows(self, sql: str, *values: object) -> list[str]:
        """The first column."""
        end = time.monotonic() + _MOST_SECONDS
        self._db.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        try:
            return [first for first, *_ in self._db.execute(sql, values)]
        finally:
            self._db.set_progress_handler(None, 0)

    def add(self, drama: Drama) -> Added:
        return added(lambda: self._insert([drama]))

    def close(self) -> None:
        self._db.close()

    def _insert(self, dramas: Iterable[Drama]) -> None:
        rows = ((drama.id, "\n".join(name.text for name in drama.names), drama.plot()) for drama in dramas)
        with self._db:
            self._db.executemany("INSERT INTO titles (id, names, plot) VALUES (?, ?, ?)", rows)


class Like(_Sqlite):
    name = "like"
    schema = "CREATE TABLE titles (id TEXT PRIMARY KEY, names TEXT, plot TEXT)"

    def search(self, text: str, k: int) -> list[str]:
        pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        found = self._ids("names", pattern, k)
        if len(found) < k:
            found += [id for id in self._ids("plot", pattern, k) if id not in found]
        return found[:k]

    def _ids(self, column: str, pattern: str, k: int) -> list[str]:
        sql = f"SELECT id FROM titles WHERE {column} LIKE ? ESCAPE '\\' LIMIT ?"  # noqa: S608 - one of two names
        return self._rows(sql, pattern, k)


class Trigram(_Sqlite):
    """Every word of the query must be in the title; hits in names count ten times as much."""

    name = "fts5_trigram"
    schema = "CREATE VIRTUAL TABLE titles USING fts5(id UNINDEXED, names, plot, tokenize='trigram')"

    def search(self, text: str, k: int) -> list[str]:
        words = text.replace("\0", " ").replace('"', '""').split()
        if not words:
            return []
        sql = "SELECT id FROM titles WHERE titles MATCH ? ORDER BY bm25(titles, 0, 10, 1) LIMIT ?"
        return self._rows(sql, " ".join(f'"{word}"' for word in words), k)
