"""A rebuild replaces the index as a whole, beside one that answers meanwhile."""

# ruff: noqa: S608 — names of tables are our own

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from bot.app import open_app
from bot.config import Settings
from bot.errors import StartupError
from bot.services import reindexing
from bot.services.derive import FORMS_AT
from bot.services.indexing import LIVE_VERSION
from bot.store import records
from bot.store.db import Database
from tests.index_rows import BUILDING, index_rows
from tests.made_up import put, remove, stock, stocked, title
from tests.searching import by_hand, found_in

TITLES = [
    title(f"t{n:02}", f"贪吃蛇{n}", f"Greedy Snake Number {n}", synopsis=f"Night {n} of a cook.", year=2000 + n % 5)
    for n in range(12)
]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stock(tmp_path_factory.mktemp("reindexing") / "bot.db", TITLES)


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "bot.db"))


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(path)
    yield opened
    await opened.close()


async def set_meta(database: Database, key: str, value: str) -> None:
    async with database.transaction() as db:
        await records.set_meta(db, key, value)


async def is_building(database: Database) -> bool:
    async with database.read() as db:
        return bool(
            await db.execute_fetchall("SELECT 1 FROM sqlite_master WHERE name LIKE ?", (f"{BUILDING}%",))
        )


# --- replacing -------------------------------------------------------------------------------------


async def test_an_index_of_another_version_answers_until_it_is_replaced(
    database: Database, path: Path
) -> None:
    before = index_rows(path)
    assert await reindexing.is_current(database) and not await reindexing.is_missing(database)
    by_hand(path, "UPDATE records SET body = replace(body, 'Number 3', 'Nummer 3') WHERE id = 't03'")
    await set_meta(database, LIVE_VERSION, "0.0")
    assert not await reindexing.is_current(database) and not await reindexing.is_missing(database)
    assert found_in(path, "greedy snake number 3")[0] == "t03" and index_rows(path) == before
    assert "another version" in " ".join(await reindexing.problems(database))
    said: list[tuple[int, int]] = []
    assert await reindexing.rebuild(database, lambda done, every: said.append((done, every))) == len(TITLES)
    assert said[-1] == (len(TITLES), len(TITLES)) and said == sorted(said)
    assert await reindexing.is_current(database) and await reindexing.problems(database) == []
    assert not await is_building(database), "nothing is left of the building"
    assert found_in(path, "nummer")[0] == "t03"


async def test_other_processes_are_told(database: Database) -> None:
    async def version() -> str | None:
        async with database.read() as db:
            return await records.meta(db, "version")

    before = await version()
    await reindexing.rebuild(database)
    assert await version() != before


async def test_a_rebuild_goes_on_where_another_was_broken_off(database: Database, path: Path) -> None:
    whole = index_rows(path)
    said: list[int] = []

    def stop(done: int, _every: int) -> None:
        if done >= 6:
            raise InterruptedError

    with patch.object(reindexing, "_CHUNK", 2):
        with pytest.raises(InterruptedError):
            await reindexing.rebuild(database, stop)
        assert len(index_rows(path, BUILDING)["titles"]) == 6
        assert index_rows(path) == whole and found_in(path, "tcs")
        with closing(sqlite3.connect(path)) as db:
            done = db.execute(f"SELECT number, id FROM {BUILDING}titles").fetchall()
        await reindexing.rebuild(database, lambda done, _every: said.append(done))
    with closing(sqlite3.connect(path)) as db:
        assert set(done) <= set(db.execute("SELECT number, id FROM search_titles"))
    assert index_rows(path) == whole


async def test_what_an_older_version_began_is_begun_anew(database: Database, path: Path) -> None:
    whole = index_rows(path)

    def stop(*_: int) -> None:
        raise InterruptedError

    with (
        patch.object(reindexing, "_CHUNK", 2),
        patch.object(reindexing, "VERSION", "0.0"),
        pytest.raises(InterruptedError),
    ):
        await reindexing.rebuild(database, stop)
    by_hand(path, f"UPDATE {BUILDING}titles SET season = 77, checksum = 7")
    await reindexing.rebuild(database)
    assert index_rows(path) == whole and await reindexing.problems(database) == []


async def test_titles_that_change_while_an_index_is_built(database: Database, path: Path) -> None:
    """Before, at and after the place that the rebuild has reached."""
    changes: list[asyncio.Task[None]] = []

    def change(done: int, _every: int) -> None:
        if done == 6:
            changes.extend(
                asyncio.ensure_future(one)
                for one in (
                    put(database, title("t01", "夜行地图", "Night Journey Map")),
                    put(database, title("t07", "人生录像厅", "Life Film Hall"), guild=5),
                    put(
                        database,
                        title("t99", "在线追踪", "Online Tracking"),
                        title("a", "Early Bird", year=1990),
                    ),
                    remove(database, "t00", "t08", "t05"),
                )
            )

    with patch.object(reindexing, "_CHUNK", 2):
        await reindexing.rebuild(database, change)
    await asyncio.gather(*changes)
    assert len(changes) == 4
    assert await reindexing.problems(database) == []
    rows = index_rows(path)
    await reindexing.rebuild(database)
    assert index_rows(path) == rows
    assert found_in(path, "night journey map") == ["t01"] and found_in(path, "online tracking") == ["t99"]
    assert found_in(path, "life film hall") == [] and found_in(path, "early bird") == ["a"]
    assert not {"t00", "t05", "t07", "t08"} & set(found_in(path, ""))


async def test_a_building_that_is_damaged_meanwhile_is_not_promoted(database: Database) -> None:
    changes: list[asyncio.Task[None]] = []

    async def damage() -> None:
        async with database.transaction() as db:
            await db.execute(f"UPDATE {BUILDING}titles SET checksum = checksum + 1")
        await put(database, title("t01", "夜行地图", "Night Journey Map"))

    def change(done: int, _every: int) -> None:
        if done == 6:
            changes.append(asyncio.ensure_future(damage()))

    with patch.object(reindexing, "_CHUNK", 2):
        await reindexing.rebuild(database, change)
    await asyncio.gather(*changes)
    assert not await reindexing.is_current(database) or await reindexing.problems(database) == []
    await reindexing.rebuild(database)
    assert await reindexing.problems(database) == []


async def test_two_rebuilds_at_once(database: Database, path: Path) -> None:
    whole = index_rows(path)
    await set_meta(database, LIVE_VERSION, "0.0")
    with patch.object(reindexing, "_CHUNK", 2):
        counts = await asyncio.gather(*(reindexing.rebuild(database) for _ in range(3)))
    assert counts == [len(TITLES)] * 3
    assert index_rows(path) == whole and await reindexing.problems(database) == []
    assert not await is_building(database)


async def test_forms_of_an_older_version_are_derived_anew(database: Database, path: Path) -> None:
    whole = index_rows(path)
    by_hand(path, """UPDATE forms SET body = '{"readings": ["wrong"]}' WHERE text = '贪吃蛇3'""")
    by_hand(path, "DELETE FROM forms WHERE text = '贪吃蛇4'")
    await set_meta(database, FORMS_AT, "0")
    assert not await reindexing.is_derived(database)
    await reindexing.rebuild(database)
    assert await reindexing.is_derived(database)
    assert index_rows(path) == whole


async def test_no_titles_at_all(tmp_path: Path) -> None:
    async with stocked(tmp_path / "bot.db", []) as database:
        assert await reindexing.rebuild(database) == 0
        assert await reindexing.is_current(database) and await reindexing.problems(database) == []


# --- at the start of the bot --------------------------------------------------------------------------


async def eventually(condition: Callable[[], Any], seconds: float = 40) -> bool:
    for _ in range(int(seconds / 0.05)):
        if await condition():
            return True
        await asyncio.sleep(0.05)
    return False


async def test_the_bot_answers_while_it_builds_the_index_anew(settings: Settings) -> None:
    by_hand(settings.database_path, f"UPDATE meta SET value = '0.0' WHERE key = '{LIVE_VERSION}'")
    async with open_app(settings) as app:
        found = await app.search.find("tan chi she")
        assert [one.id for one, _ in found.titles][:1] == ["greedy-snake"]
        assert await eventually(lambda: reindexing.is_current(app.database))
        assert await reindexing.problems(app.database) == []


async def test_a_bot_that_is_closed_while_it_builds_leaves_the_old_index(settings: Settings) -> None:
    by_hand(settings.database_path, f"UPDATE meta SET value = '0.0' WHERE key = '{LIVE_VERSION}'")
    async with open_app(settings):
        pass
    assert found_in(settings.database_path, "tan chi she")[:1] == ["greedy-snake"]


async def test_a_rebuild_that_fails_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StartupError, match="bot reindex"):
        await reindexing.rebuild_apart(tmp_path)  # a folder is no database
