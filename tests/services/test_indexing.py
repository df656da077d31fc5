"""The index follows every change of a title, in the same transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.model import Name
from bot.services import reindexing
from bot.services.derive import derive_forms
from bot.services.indexing import indexed
from bot.store import records
from bot.store.db import Database
from tests.index_rows import index_rows
from tests.made_up import collect, put, remove, stocked, title
from tests.searching import found_in
from tests.store.cancelling import cancelled_at

SNAKE = title("snake", "贪吃蛇", "Greedy Snake", tropes=("revenge",), year=2025, synopsis="A cook's revenge.")
MAP = title("map", "夜行地图", "Night Journey Map", year=2026)
DUKE = title("duke", "The Duke's Map")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    async with stocked(path, [SNAKE, MAP]) as opened:
        yield opened


async def is_as_if_built_now(database: Database, path: Path) -> bool:
    """Compared row by row with an index that is built from nothing."""
    before = index_rows(path)
    assert await reindexing.problems(database) == []
    await reindexing.rebuild(database)
    assert index_rows(path) == before
    return True


# --- each change ------------------------------------------------------------------------------------


async def test_a_new_title_is_found_at_once(database: Database, path: Path) -> None:
    await put(database, DUKE)
    assert found_in(path, "duke") == ["duke"] and "duke" in found_in(path, "map")
    assert await is_as_if_built_now(database, path)


async def test_a_renamed_title_is_found_by_its_new_names_alone(database: Database, path: Path) -> None:
    await put(database, title("snake", "冬日", "Winter Sun", tropes=("revenge",), year=2025))
    assert found_in(path, "winter sun") == found_in(path, "dong ri") == ["snake"]
    for old in ("greedy snake", "贪吃蛇", "tcs", "snake", "cook"):
        assert found_in(path, old) == []
    assert await is_as_if_built_now(database, path)


async def test_a_removed_title_leaves_nothing(database: Database, path: Path) -> None:
    await remove(database, "snake", "map", "no-such-title")
    assert {table for table, rows in index_rows(path).items() if rows} == set()
    assert found_in(path, "") == []
    assert await is_as_if_built_now(database, path)


async def test_a_title_that_comes_back_is_found_again(database: Database, path: Path) -> None:
    before = index_rows(path)
    await remove(database, "snake")
    await put(database, SNAKE)
    assert index_rows(path) == before


async def test_members_of_a_collection(database: Database, path: Path) -> None:
    await collect(database, "best", "snake")
    assert found_in(path, "", wanted=[("collection:best",)]) == ["snake"]
    await collect(database, "best", "map", "snake")
    assert found_in(path, "", wanted=[("collection:best",)]) == ["map", "snake"]
    await collect(database, "best")
    assert found_in(path, "", wanted=[("collection:best",)]) == []
    assert await is_as_if_built_now(database, path)


async def test_a_title_that_moves_to_a_server(database: Database, path: Path) -> None:
    await put(database, SNAKE, guild=7)
    assert found_in(path, "snake") == [] and found_in(path, "snake", guild=7) == ["snake"]
    await put(database, SNAKE, guild=8)
    assert found_in(path, "snake", guild=7) == [] and found_in(path, "snake", guild=8) == ["snake"]
    await put(database, SNAKE)
    assert found_in(path, "snake") == ["snake"]
    assert await is_as_if_built_now(database, path)


async def test_many_changes_in_one_transaction(database: Database, path: Path) -> None:
    rows = [f"t{n}" for n in range(30)]
    await put(database, *(title(one, f"Title {one}", "重复的名字") for one in rows))
    async with database.transaction() as db, indexed(db, [*rows, "map"]):
        await records.delete(db, [("titles", one) for one in rows[:10]])
        kept = await records.rows_of(db, "titles", rows[10:20])
        await records.put(db, [row._replace(guild=3) for row in kept], 2)
        await records.delete(db, [("titles", "map")])
    assert len(found_in(path, "重复的名字", limit=50)) == 10
    assert len(found_in(path, "重复的名字", guild=3, limit=50)) == 20
    assert await is_as_if_built_now(database, path)


async def test_what_does_not_change_is_not_written(database: Database, path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        numbers = db.execute("SELECT number, id FROM search_titles").fetchall()
        await put(database, SNAKE, MAP)
        assert db.execute("SELECT number, id FROM search_titles").fetchall() == numbers


async def test_a_transaction_that_fails_leaves_the_index_alone(database: Database, path: Path) -> None:
    before = index_rows(path)
    with pytest.raises(LookupError):
        async with database.transaction() as db:
            async with indexed(db, ["snake", "duke"]):
                await records.delete(db, [("titles", "snake")])
            raise LookupError
    with pytest.raises(LookupError):
        async with database.transaction() as db, indexed(db, ["snake"]):
            await records.delete(db, [("titles", "snake")])
            raise LookupError
    assert index_rows(path) == before and found_in(path, "snake") == ["snake"]


async def test_a_cancelled_transaction_leaves_the_index_alone(database: Database, path: Path) -> None:
    before = index_rows(path)
    stopped = 0
    for position in range(1_000):
        change = put(database, title("snake", "冬日", "Winter Sun"), DUKE)
        if not await cancelled_at(change, position) or found_in(path, "winter sun"):
            break  # cancelled after the commit, all of it is there
        stopped += 1
        assert index_rows(path) == before
    assert stopped > 6
    assert await is_as_if_built_now(database, path)


async def test_names_without_forms_are_searched_as_they_are_written(database: Database, path: Path) -> None:
    async with database.transaction() as db:
        body = json.loads((await records.rows_of(db, "titles", ["map"]))[0].body)
        body["names"][0]["text"] = "无名之辈"
        row = (await records.rows_of(db, "titles", ["map"]))[0]
        async with indexed(db, ["map"]):
            await records.put(db, [row._replace(body=json.dumps(body))], 1)
    assert found_in(path, "无名之辈") == found_in(path, "无名") == ["map"]
    assert found_in(path, "wu ming zhi bei") == []
    async with database.transaction() as db, indexed(db, ["map"]):
        await records.put_forms(db, derive_forms([title("map", "无名之辈")]))
    assert found_in(path, "wu ming zhi bei") == ["map"]


async def test_one_name_in_two_languages(database: Database, path: Path) -> None:
    """What is derived of a name depends on its language, and what one title's name gives stays with it."""
    japanese = Name(text="贪吃蛇", language="ja", kind="original")
    await put(database, title("other", japanese))
    assert await reindexing.problems(database) == []
    assert found_in(path, "tan chi she")[0] == "snake"
    await put(database, SNAKE, DUKE)
    assert await reindexing.is_current(database), "nothing was damaged"
    assert await is_as_if_built_now(database, path)


async def test_without_an_index_titles_are_written_all_the_same(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "new.db")
    try:
        await put(database, SNAKE)
        assert await reindexing.is_missing(database)
        assert await reindexing.rebuild(database) == 1
        assert found_in(tmp_path / "new.db", "tcs") == ["snake"]
    finally:
        await database.close()


async def test_a_name_that_is_chinese_and_japanese_keeps_its_readings(database: Database) -> None:
    """Whichever of the two comes last, in a title or among titles."""
    japanese = Name(text="贪吃蛇", language="ja", kind="alias")
    await put(database, title("one", "贪吃蛇", japanese))
    await put(database, title("two", "贪吃蛇"))
    assert await reindexing.problems(database) == []
