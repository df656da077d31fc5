"""Loads and imports write the index in the transaction that writes the titles: both are there, or neither."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.exchange.imports import Plan
from bot.services import reindexing
from bot.services.loader import Loaded, load_shipped
from bot.services.transfer import apply, read_titles
from bot.store import records
from bot.store.db import Database
from tests import shelf
from tests.exchange import csv_file
from tests.index_rows import index_rows
from tests.made_up import put, title
from tests.searching import found_in
from tests.store.cancelling import cancelled_at

BOTH = [("collection:both",)]


@pytest.fixture(scope="module")
def first_load(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder and a database with it loaded and indexed, made once; the tests work on copies."""
    place = tmp_path_factory.mktemp("first")

    async def load() -> None:
        database = await Database.open(place / "bot.db")
        try:
            await load_shipped(database, shelf.write(place / "catalogue"))
            await reindexing.rebuild(database)
        finally:
            await database.close()

    asyncio.run(load())
    return place


@pytest.fixture
def folder(first_load: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first_load / "catalogue", tmp_path / "catalogue"))


@pytest.fixture
def path(first_load: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(first_load / "bot.db", tmp_path / "bot.db"))


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(path)
    yield opened
    await opened.close()


def found(path: Path, typed: str, wanted: list[tuple[str]] | None = None) -> list[str]:
    return sorted(found_in(path, typed, wanted=wanted or []))


# --- the shipped files ------------------------------------------------------------------------------


async def test_changed_new_and_removed_titles(database: Database, folder: Path, path: Path) -> None:
    assert found(path, "") == ["first-love", "second-sight"] and found(path, "toufa") == ["first-love"]
    shelf.change(folder, "titles/first-love.toml", '"First Love"', '"Last Winter"')
    (folder / "titles/second-sight.toml").rename(folder / "titles/third-time.toml")
    shelf.change(folder, "titles/third-time.toml", "second-sight", "third-time")
    shelf.change(folder, "titles/third-time.toml", "第二眼", "第三次")
    shelf.change(folder, "collections/both.toml", "second-sight", "third-time")
    assert await load_shipped(database, folder) == Loaded(added=1, changed=2, removed=1)
    assert found(path, "") == ["first-love", "third-time"]
    assert found(path, "last winter") == ["first-love"] and found(path, "di san ci") == ["third-time"]
    assert found(path, "first love") == found(path, "第二眼") == found(path, "di er yan") == []
    assert found(path, "", BOTH) == ["first-love", "third-time"]
    assert await reindexing.problems(database) == []


async def test_a_changed_collection_changes_the_facets_of_its_members(
    database: Database, folder: Path, path: Path
) -> None:
    """Though the files of the titles are as they were."""
    assert found(path, "", BOTH) == ["first-love", "second-sight"]
    shelf.change(folder, "collections/both.toml", '"first-love", "second-sight"', '"second-sight"')
    assert await load_shipped(database, folder) == Loaded(changed=1)
    assert found(path, "", BOTH) == ["second-sight"]
    assert await reindexing.problems(database) == []
    (folder / "collections/both.toml").unlink()
    assert await load_shipped(database, folder) == Loaded(removed=1)
    assert found(path, "", BOTH) == []
    assert await reindexing.problems(database) == []


async def test_a_new_collection_and_titles_that_people_edited(
    database: Database, folder: Path, path: Path
) -> None:
    await put(database, title("second-sight", "第二眼", "By Somebody"))
    (folder / "collections/more.toml").write_text(
        shelf.FILES["collections/both.toml"].replace('id = "both"', 'id = "more"'), encoding="utf-8"
    )
    shelf.change(folder, "titles/second-sight.toml", "第二眼", "夜行地图")
    assert await load_shipped(database, folder) == Loaded(added=1, kept=1)
    assert found(path, "", [("collection:more",)]) == ["first-love", "second-sight"]
    assert found(path, "by somebody") == ["second-sight"] and found(path, "夜行地图") == []
    assert await reindexing.problems(database) == []


async def test_nothing_is_written_for_mistakes_or_no_change(
    database: Database, folder: Path, path: Path
) -> None:
    before = index_rows(path)
    assert await load_shipped(database, folder) is None
    shelf.change(folder, "titles/first-love.toml", '"CN"', '"XX"')
    assert await load_shipped(database, folder) is None
    assert index_rows(path) == before


async def test_an_older_index_stays_until_it_is_built_anew(
    database: Database, folder: Path, path: Path
) -> None:
    """A new version of the bot ships other titles too: both happen at its first start."""
    async with database.transaction() as db:
        await records.set_meta(db, "search_version", "0.0")
        await db.execute("UPDATE search_titles SET checksum = checksum + 1")
    shelf.change(folder, "titles/first-love.toml", '"First Love"', '"Last Winter"')
    assert await load_shipped(database, folder) == Loaded(changed=1)
    assert found(path, "last winter") == ["first-love"] and found(path, "第二眼") == ["second-sight"]
    await reindexing.rebuild(database)
    assert found(path, "first love") == [] and await reindexing.problems(database) == []


async def test_a_cancelled_load_leaves_neither(database: Database, folder: Path, path: Path) -> None:
    shelf.change(folder, "titles/first-love.toml", '"First Love"', '"Last Winter"')
    before = index_rows(path)
    said: list[str] = []

    def cancel(step: str) -> None:
        said.append(step)
        if step == "writing":
            asyncio.get_running_loop().call_soon(task.cancel)

    task = asyncio.create_task(load_shipped(database, folder, cancel))
    await asyncio.wait([task])
    assert task.cancelled() and said == ["reading", "writing", "done"]
    assert index_rows(path) == before and await reindexing.problems(database) == []
    assert await load_shipped(database, folder) == Loaded(changed=1)
    assert await reindexing.problems(database) == []


# --- imports ---------------------------------------------------------------------------------------


async def imported(database: Database) -> Plan:
    """A new title, and another name for an old one."""
    rows = (
        {"id": "new-one", "original": "新剧", "confidence": "high", "sources": "https://example.org/a"},
        {"id": "second-sight", "original": "夜行地图", "confidence": "high", "sources": "a newspaper"},
    )
    plan = await read_titles(csv_file(*rows), database, "new.csv")
    assert not plan.problems and len(plan.writes) == 2
    return plan


async def test_an_import_is_found_at_once(database: Database, path: Path) -> None:
    await apply(database, await imported(database))
    assert found(path, "xin ju") == ["new-one"] and found(path, "ye xing di tu") == ["second-sight"]
    assert found(path, "第二眼") == []
    assert found(path, "", BOTH) == ["first-love", "second-sight"], "still of the collection"
    assert await reindexing.problems(database) == []


async def test_a_cancelled_import_leaves_neither(database: Database, path: Path) -> None:
    before, plan = index_rows(path), await imported(database)
    stopped = 0
    for position in range(1_000):
        if not await cancelled_at(apply(database, plan), position) or found(path, "xin ju"):
            break  # cancelled after the commit, all of it is there
        stopped += 1
        async with database.read() as db:
            assert "new-one" not in {row.id for row in await records.all_of(db, "titles")}
        assert index_rows(path) == before
    assert stopped > 8
    async with database.read() as db:
        assert "new-one" in {row.id for row in await records.all_of(db, "titles")}
    assert found(path, "xin ju") == ["new-one"]
    assert await reindexing.problems(database) == []
