"""What is kept of searches and of words that mean the same: per server, counted once, nobody's name."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.misses import Miss
from bot.domain.synonyms import Group
from bot.store import searches, synonyms
from bot.store.db import Database
from bot.store.migrate import migrate, migrations

HERE, THERE = 123456789012345678, 2
ODD = "'; DROP TABLE misses; -- 貪吃蛇 \N{GRINNING FACE} \u202e %_\\ \" , [1]"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "bot.db")
    yield opened
    await opened.close()


# -- misses


async def test_misses_are_counted_and_ranked(database: Database) -> None:
    async with database.transaction() as db:
        for text, now in (("once", 5), ("twice", 1), ("late", 9), ("twice", 2), (ODD, 1), ("early", 1)):
            await searches.add_miss(db, HERE, text, now)
        await searches.add_miss(db, THERE, "theirs", 1)
    async with database.read() as db:
        ranked = await searches.misses(db, HERE, 0, 10)
        assert ranked == [
            Miss("twice", 2, 2), Miss("late", 1, 9), Miss("once", 1, 5), Miss(ODD, 1, 1), Miss("early", 1, 1),
        ]  # fmt: skip
        assert await searches.misses(db, HERE, 1, 2) == ranked[1:3]
        assert await searches.misses(db, HERE, 9, 2) == []
        assert (await searches.count_misses(db, HERE), await searches.count_misses(db, 3)) == (5, 0)
        assert await searches.misses(db, THERE, 0, 10) == [Miss("theirs", 1, 1)]


async def test_a_miss_is_deleted_in_its_server_alone(database: Database) -> None:
    async with database.transaction() as db:
        for guild in (HERE, THERE):
            for text in ("a", ODD):
                await searches.add_miss(db, guild, text, 1)
        await searches.delete_miss(db, HERE, ODD)
        await searches.delete_miss(db, HERE, "gone")
        assert await searches.misses(db, HERE, 0, 10) == [Miss("a", 1, 1)]
        assert await searches.count_misses(db, THERE) == 2


async def test_too_many_misses_lose_the_rarest_and_oldest(database: Database) -> None:
    async with database.transaction() as db:
        for text, now in (("often", 1), ("often", 2), ("new", 9), ("old", 3), ("older", 2), ("just", 1)):
            await searches.add_miss(db, HERE, text, now)
        await searches.add_miss(db, THERE, "theirs", 1)
        await searches.delete_misses_but(db, HERE, 2, "just")
        assert [miss.text for miss in await searches.misses(db, HERE, 0, 9)] == ["often", "new", "just"]
        assert await searches.count_misses(db, THERE) == 1


# -- what is asked for


async def test_openings_add_up(database: Database) -> None:
    async with database.transaction() as db:
        await searches.add_asked(db, {(HERE, "a"): 1, (HERE, "b"): 2, (THERE, "a"): 9}, 100)
        await searches.add_asked(db, {(HERE, "a"): 4, (HERE, "c"): 2}, 200)
        await searches.add_asked(db, {}, 300)
    async with database.read() as db:
        assert await searches.most_asked(db, HERE, 10) == ["a", "b", "c"]
        assert await searches.most_asked(db, HERE, 1) == ["a"]
        assert await searches.most_asked(db, 3, 10) == []


async def test_what_nobody_adds_to_is_deleted(database: Database) -> None:
    async with database.transaction() as db:
        await searches.add_asked(db, {(HERE, "a"): 5, (HERE, "b"): 1, (THERE, "a"): 9}, 100)
        await searches.add_asked(db, {(HERE, "b"): 1}, 200)
        await searches.add_miss(db, HERE, "old", 100)
        await searches.add_miss(db, HERE, "again", 100)
        await searches.add_miss(db, HERE, "again", 200)
        await searches.delete_old(db, 200)
    async with database.read() as db:
        assert await searches.most_asked(db, HERE, 10) == ["b"]
        assert await searches.most_asked(db, THERE, 10) == []
        assert [miss.text for miss in await searches.misses(db, HERE, 0, 10)] == ["again"]


# -- words that mean the same


async def test_groups_come_back_as_they_were(database: Database) -> None:
    old, new, theirs = Group(1, ("courier", "外賣騎手")), Group(2**62, (ODD, "b")), Group(3, ("x", "y"))
    async with database.transaction() as db:
        await synonyms.add(db, HERE, old)
        await synonyms.add(db, HERE, new)
        await synonyms.add(db, THERE, theirs)
    async with database.read() as db:
        assert await synonyms.groups(db, HERE) == [new, old]
        assert await synonyms.groups(db, THERE) == [theirs]
        assert await synonyms.groups(db, 0) == []


async def test_a_server_cannot_delete_what_is_anothers(database: Database) -> None:
    async with database.transaction() as db:
        await synonyms.add(db, HERE, Group(1, ("a", "b")))
        await synonyms.add(db, THERE, Group(2, ("c", "d")))
        await synonyms.delete(db, THERE, [1])
        assert len(await synonyms.groups(db, HERE)) == 1
        await synonyms.delete(db, HERE, [1, 2, 99])
        assert await synonyms.groups(db, HERE) == [] and len(await synonyms.groups(db, THERE)) == 1


# -- the migration


def test_a_database_from_before_keeps_all_and_gets_the_tables(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.mkdir()
    (first / "0001.sql").write_text(migrations()[0][1], encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as connection:
        migrate(connection, first)
        connection.execute("INSERT INTO records VALUES ('titles', 'a', '{}', 'hash', 1, 5)")
        migrate(connection)
        row = connection.execute(
            "SELECT kind, id, body, shipped, edited, updated_at, guild FROM records"
        ).fetchone()
        assert row == ("titles", "a", "{}", "hash", 1, 5, 0), "shared, as before"
        for table in ("misses", "asked", "synonyms"):
            assert connection.execute(f"SELECT * FROM {table}").fetchall() == []  # noqa: S608


def test_no_column_could_hold_a_person(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as connection:
        migrate(connection)
        for table in ("misses", "asked", "synonyms"):
            columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
            assert "guild" in columns and not [name for name in columns if "user" in name or "member" in name]
