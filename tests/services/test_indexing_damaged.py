"""An older or a damaged index stops nobody from changing a title, and shows nobody what is gone."""

# ruff: noqa: S608 — names of tables are our own

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.services import reindexing
from bot.store import records
from bot.store.db import Database
from tests.made_up import put, remove, stock, title
from tests.searching import Searching, by_hand, ids

SNAKE = title("snake", "贪吃蛇", "Greedy Snake", tropes=("revenge",), year=2025, synopsis="A cook's revenge.")
MAP = title("map", "夜行地图", "Night Journey Map", year=2026)
DUKE = title("duke", "The Duke's Map")

TABLES = ("titles", "keys", "heads", "facets", "terms", "words", "sounds", "cuts")
DAMAGE = [
    *(f"DELETE FROM search_{table}" for table in TABLES),
    "DELETE FROM search_words WHERE word = 'greedy'",
    "DELETE FROM search_keys WHERE length(key) % 2",
    "INSERT INTO search_units (search_units) VALUES ('delete-all')",
    "INSERT INTO search_plots (search_plots) VALUES ('delete-all')",
    "DELETE FROM search_units_data WHERE id > 10",
    "UPDATE search_plots_data SET block = x'00' WHERE id > 10",
    "DROP TABLE search_units",
    "DROP TABLE search_sounds",
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stock(tmp_path_factory.mktemp("damaged") / "bot.db", [SNAKE, MAP, DUKE])


async def test_what_an_older_index_leaves_behind_finds_nobody(made: Path, tmp_path: Path) -> None:
    """Titles were filed in another way, so that not all of their rows can be found again."""
    path = Path(shutil.copy(made, tmp_path / "bot.db"))
    by_hand(path, "UPDATE search_titles SET checksum = checksum + 1")
    by_hand(path, "UPDATE meta SET value = '0' WHERE key = 'search_version'")
    database = await Database.open(path)
    searching = Searching(path)
    try:
        await remove(database, "snake")
        await put(database, title("map", "冬日", "Winter Sun"))
        for typed in ("greedy snake", "贪吃蛇", "tcs", "g", "cook revenge", "", "greedy snek"):
            assert "snake" not in ids(searching.find(typed, floor=0.0))
        assert searching.mentions("i saw greedy snake, 贪吃蛇 and night journey map") == []
        assert ids(searching.find("winter sun")) == ids(searching.mentions("a winter sun")) == ["map"]
        assert ids(searching.find("the duke's map")) == ["duke"], "the others are still there"
        assert not await reindexing.is_current(database)
        await reindexing.rebuild(database)
        assert await reindexing.problems(database) == []
    finally:
        searching.close()
        await database.close()


@pytest.mark.parametrize("script", DAMAGE)
async def test_a_damaged_index_never_stops_a_change(made: Path, tmp_path: Path, script: str) -> None:
    """The index can be made anew from the titles; a title cannot be made from anything."""
    for change, left in (("edit", 3), ("rename", 3), ("remove", 1)):
        path = Path(shutil.copy(made, tmp_path / f"{change}.db"))
        by_hand(path, script)
        database = await Database.open(path)
        try:
            if change == "remove":
                await remove(database, "snake", "map")
            else:
                name = "Greedy Snake" if change == "edit" else "Greedy Duke"
                await put(database, title("snake", "贪吃蛇", name, year=2020), MAP)
            async with database.read() as db:
                assert len(await records.all_of(db, "titles")) == left
            await reindexing.rebuild(database)
            assert await reindexing.problems(database) == []
        finally:
            await database.close()
