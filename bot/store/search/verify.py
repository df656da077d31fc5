"""Compares the index with what its titles say it should hold."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, Iterable, Sequence
from typing import Any

from bot.domain.search.filing import Filed, cuts
from bot.store.db import Connection
from bot.store.search import tables

_ROWS = 10_000  # read at a time


class Expected:
    """Of each table the number of rows and the sum of their hashes: equal only for the same rows in any order."""

    def __init__(self) -> None:
        self._sums: defaultdict[str, Counter[str]] = defaultdict(Counter[str])
        self._counts: defaultdict[str, Counter[tuple[Any, ...]]] = defaultdict(Counter[tuple[Any, ...]])

    async def add(self, db: Connection, titles: Sequence[Filed]) -> list[str]:
        """Count the rows of some titles; returns the ids of those that are not in the index."""
        sql = "SELECT id, number FROM search_titles WHERE id IN (SELECT value FROM json_each(:ids))"
        ids = json.dumps([title.title_id for title in titles])
        numbers = {identity: number for identity, number in await db.execute_fetchall(sql, {"ids": ids})}
        numbered = [(numbers[title.title_id], title) for title in titles if title.title_id in numbers]
        for table, rows in tables.plain_rows(numbered).items():
            self._add(table, rows)
        for title in titles:
            self._counts["search_terms"].update([("",), *((term,) for term, _ in title.terms)])
            self._counts["search_words"].update((word,) for word in title.words)
            self._counts["search_sounds"].update(title.sounds)
            self._counts["search_units"].update((unit,) for unit in tables.scoped(title.units, title.guild))
            terms = tables.scoped((term for term, _ in title.terms), title.guild)
            self._counts["search_plots"].update((term,) for term in terms)
        return [title.title_id for title in titles if title.title_id not in numbers]

    def _add(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        for row in rows:
            self._sums[table]["rows"] += 1
            self._sums[table]["sum"] += hash(row)

    async def different(self, db: Connection) -> AsyncGenerator[str]:
        """What is wrong with whole tables."""
        for table, counted in self._counts.items():
            self._add(table, ((*key, count) for key, count in counted.items()))
        self._add(
            "search_cuts", ((cut, word) for (word,) in self._counts["search_words"] for cut in cuts(word))
        )
        for table in tables.ROW_TABLES:
            if (found := await _summed(db, f"SELECT * FROM {table}")) != self._sums[table]:
                rows = f"{found['rows']} of {self._sums[table]['rows']} rows"
                yield f"{table} has {rows}, or some are wrong"

    async def different_words(self, db: Connection) -> AsyncGenerator[str]:
        """The same for full-text tables; `db` must be one that may write, or SQLite does not show what is in them."""
        for table in ("search_units", "search_plots"):
            try:
                await db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
                await db.execute(
                    f"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', '{table}', 'row')"
                )
                found = await _summed(db, "SELECT term, doc FROM temp.vocabulary")
                await db.execute("DROP TABLE temp.vocabulary")
            except sqlite3.DatabaseError as error:
                yield f"{table}: {error}"
            else:
                if found != self._sums[table]:
                    yield f"the words in {table} are other ones than there should be"


async def _summed(db: Connection, sql: str) -> Counter[str]:
    found = Counter[str]()
    async with db.execute(sql) as cursor:
        while rows := list(await cursor.fetchmany(_ROWS)):
            found["rows"] += len(rows)
            found["sum"] += sum(hash(tuple(row)) for row in rows)
    return found
