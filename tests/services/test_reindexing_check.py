"""A check finds whatever is wrong with an index, and a rebuild mends it."""

# ruff: noqa: S608 — names of tables are our own

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.services import reindexing
from bot.store.db import Database
from tests.made_up import put, stock, title
from tests.searching import by_hand

TITLES = [
    title(f"t{n:02}", f"贪吃蛇{n}", f"Greedy Snake Number {n}", synopsis=f"Night {n} of a cook.", tropes=("revenge",))
    for n in range(6)
]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stock(tmp_path_factory.mktemp("check") / "bot.db", TITLES)


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "bot.db"))


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(path)
    yield opened
    await opened.close()


KEYED = {
    "titles": "number", "keys": "key", "heads": "letters", "facets": "number", "terms": "term", "words": "word",
    "sounds": "hanzi", "cuts": "cut",
}  # fmt: skip
DAMAGE = [
    *(
        f"DELETE FROM search_{table} WHERE {column} = (SELECT max({column}) FROM search_{table})"
        for table, column in KEYED.items()
    ),
    "INSERT INTO search_keys VALUES (0, 0, 'somebody', 128)",
    "UPDATE search_keys SET key = key || 'x' WHERE reference = (SELECT min(reference) FROM search_keys)",
    "UPDATE search_keys SET scope = 5 WHERE reference = (SELECT min(reference) FROM search_keys)",
    "UPDATE search_heads SET letters = 'qq' WHERE letters = 'gr'",
    "UPDATE search_facets SET facet = facet + 1 WHERE number = 2",
    "UPDATE search_words SET titles = titles + 1 WHERE word = 'greedy'",
    "UPDATE search_titles SET names = '' WHERE number = 2",
    "UPDATE search_titles SET digest = x'00' WHERE number = 2",
    "UPDATE search_titles SET place = place + 1 WHERE number = 2",
    "UPDATE search_titles SET guild = 5 WHERE number = 2",
    "UPDATE search_titles SET checksum = checksum + 1 WHERE number = 2",
    "INSERT INTO search_units (search_units) VALUES ('delete-all')",
    "INSERT INTO search_plots (search_plots) VALUES ('delete-all')",
    "INSERT INTO search_units (rowid, units) VALUES (2, 'somebody')",
    "DELETE FROM search_units_data WHERE id > 10",
    "UPDATE search_plots_data SET block = x'00' WHERE id > 10",
    "DROP TABLE search_plots",
    "DROP TABLE search_titles",
    "UPDATE records SET body = replace(body, 'Number 3', 'Nummer 3') WHERE id = 't03'",
    "DELETE FROM records WHERE id = 't03'",
]


@pytest.mark.parametrize("script", DAMAGE)
async def test_damage_is_found_and_mended(path: Path, script: str) -> None:
    by_hand(path, script)
    database = await Database.open(path)
    try:
        [problem] = await reindexing.problems(database)
        assert "bot reindex" in problem and "\n" not in problem and len(problem) < 1000
        await reindexing.rebuild(database)
        assert await reindexing.problems(database) == []
        assert await reindexing.is_current(database)
    finally:
        await database.close()


async def test_a_check_changes_nothing_and_tells_how_far_it_is(database: Database, path: Path) -> None:
    before = await asyncio.to_thread(path.read_bytes)
    said: list[tuple[int, int]] = []
    assert await reindexing.problems(database, lambda done, every: said.append((done, every))) == []
    assert said[-1] == (len(TITLES), len(TITLES))
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert await asyncio.to_thread(path.read_bytes) == before


async def test_odd_titles_are_no_damage(database: Database) -> None:
    """Many names, long ones, the same one twice, and names of nothing but signs."""
    odd = [*(f"Name {n} of it" for n in range(99)), "！！！"]
    await put(
        database, title("many", *odd), title("signs", "？！"), title("twice", "Same", "Same", "same", "SAME!")
    )
    await put(database, title("long", "长" * 200, "x" * 200, "a b " * 50))
    assert await reindexing.problems(database) == []
