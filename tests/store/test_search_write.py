"""Rows of titles come to the tables of the index and leave them without a trace."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.names import Forms
from bot.domain.search import Entry, EntryName, Filed, filed
from bot.store.db import Database
from bot.store.search import write
from bot.store.search.write import BUILDING, LIVE
from tests.index_rows import fts_is_whole, index_rows

ODD = "'; DROP TABLE search_keys; -- \N{GRINNING FACE} \u202e \" * ^ NEAR( %_ \\"


def made(identity: str, *names: str, plot: str = "", guild: int = 0, year: int = 0) -> Filed:
    """Every hanzi is read as "ma", so that sounds and initials are filed too."""
    entries = (EntryName(name, "original", Forms(readings=(" ".join("ma" for _ in name),))) for name in names)
    return filed(
        Entry(
            identity, tuple(entries), (("synopsis", plot),), frozenset({f"trope:{identity}"}), year, 0, guild
        )
    )


SNAKE = made("snake", "贪吃蛇", "贪吃蛇2", "Greedy Snake", plot="A greedy snake.", year=2025)
DUKE = made("duke", "Dukes Snake", plot="A greedy duke.")
OWN = made("own", "贪吃蛇", plot="greedy", guild=7)
STRANGE = made("strange", ODD, "", plot=ODD)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(path)
    async with opened.transaction() as db:
        await write.create(db, LIVE)
    yield opened
    await opened.close()


async def test_what_comes_goes_without_a_trace(database: Database, path: Path) -> None:
    empty = index_rows(path)
    async with database.transaction() as db:
        await write.add(db, [SNAKE])
    alone = index_rows(path)
    assert all(alone[table] for table in alone)
    for others in ([DUKE], [OWN], [STRANGE], [DUKE, OWN, STRANGE]):
        async with database.transaction() as db:
            await write.add(db, others)
            assert await write.remove(db, others)
        assert index_rows(path) == alone, others
        assert fts_is_whole(path)
    async with database.transaction() as db:
        assert await write.remove(db, [SNAKE])
    assert index_rows(path) == empty
    assert not any(empty.values())


async def test_the_order_does_not_matter(database: Database, path: Path) -> None:
    every = [SNAKE, DUKE, OWN, STRANGE]
    async with database.transaction() as db:
        await write.add(db, every)
    together = index_rows(path)
    async with database.transaction() as db:
        await write.create(db, LIVE)
        for one in reversed(every):
            await write.add(db, [one])
    assert index_rows(path) == together


async def test_a_number_is_never_used_twice(database: Database, path: Path) -> None:
    """What a damaged index leaves behind is nobody's."""

    async def numbers() -> set[int]:
        async with database.read() as db:
            return {number for (number,) in await db.execute_fetchall("SELECT number FROM search_titles")}

    async with database.transaction() as db:
        await write.add(db, [SNAKE, DUKE])
    first = await numbers()
    async with database.transaction() as db:
        await write.remove(db, [SNAKE, DUKE])
    async with database.transaction() as db:
        await write.add(db, [DUKE, SNAKE])
    assert len(first) == 2 and not first & await numbers()


async def test_titles_that_are_not_there_can_be_removed(database: Database, path: Path) -> None:
    async with database.transaction() as db:
        await write.add(db, [SNAKE])
        assert await write.remove(db, [DUKE, OWN])
        assert await write.remove(db, [])
        await write.add(db, [])
        assert await write.present(db, ["snake", "duke", ODD], LIVE) == {"snake"}
    assert {identity for _, identity, *_ in index_rows(path)["titles"]} == {"snake"}


async def test_a_title_that_was_filed_in_another_way(database: Database, path: Path) -> None:
    """It is gone from its table, its rows elsewhere are left, and the others' stay right."""
    async with database.transaction() as db:
        await write.add(db, [SNAKE, DUKE])
        assert not await write.remove(db, [made("snake", "贪吃蛇", plot="Another."), DUKE])
        assert await write.present(db, ["snake", "duke"], LIVE) == set()
        assert list(await db.execute_fetchall("SELECT count(*) > 0 FROM search_keys")) == [(1,)]
        await write.add(db, [SNAKE, DUKE])
    assert {identity for _, identity, *_ in index_rows(path)["titles"]} == {"snake", "duke"}


async def test_a_building_is_apart_until_it_takes_the_place(database: Database, path: Path) -> None:
    async with database.transaction() as db:
        await write.add(db, [SNAKE])
        await write.create(db, BUILDING)
        await write.add(db, [DUKE, OWN], BUILDING)
        assert await write.remove(db, [SNAKE], BUILDING), "it is not there"
    assert len(index_rows(path)["titles"]) == 1
    building = index_rows(path, BUILDING)
    async with database.transaction() as db:
        await write.promote(db)
        assert await write.exists(db, LIVE) and not await write.exists(db, BUILDING)
    assert index_rows(path) == building
    assert fts_is_whole(path)
    async with database.transaction() as db:  # as usable as any
        await write.add(db, [SNAKE])
        assert await write.remove(db, [SNAKE, DUKE, OWN])
    assert not any(index_rows(path).values())


async def test_making_tables_twice_and_dropping_none(database: Database, path: Path) -> None:
    async with database.transaction() as db:
        await write.add(db, [SNAKE])
        await write.create(db, LIVE)
        await write.drop(db, BUILDING)
        await write.drop(db, LIVE)
        await write.drop(db, LIVE)
        assert not await write.exists(db, LIVE)
        left = await db.execute_fetchall(
            "SELECT name FROM sqlite_master WHERE name LIKE 'search%' OR name LIKE 'building%'"
        )
        assert list(left) == []
