"""Transactions are all or nothing, readers only read, and a file that is not ours is refused untouched."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store import records
from bot.store.db import Database
from bot.store.records import Row
from tests.store.cancelling import cancelled_at

TWO = [Row("titles", "a", "{}", None, False), Row("titles", "b", "{}", None, False)]


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "bot.db")
    yield opened
    await opened.close()


async def write_two(database: Database) -> None:
    async with database.transaction() as db:
        await records.put(db, TWO[:1], 1)
        await records.set_meta(db, "between", "yes")
        await records.put(db, TWO[1:], 1)


async def ids(database: Database) -> list[str]:
    async with database.read() as db:
        return [row.id for row in await records.all_of(db, "titles")]


# --- transactions ---------------------------------------------------------------------------------


async def test_a_transaction_is_seen_after_its_end_only(database: Database) -> None:
    async with database.transaction() as db:
        await records.put(db, TWO, 1)
        assert await ids(database) == []
    assert await ids(database) == ["a", "b"]


async def test_an_error_undoes_all(database: Database) -> None:
    with pytest.raises(RuntimeError, match="half-way"):
        async with database.transaction() as db:
            await records.put(db, TWO, 1)
            raise RuntimeError("half-way")
    assert await ids(database) == []
    await write_two(database)
    assert await ids(database) == ["a", "b"]


async def test_an_error_of_sqlite_undoes_all(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        async with database.transaction() as db:
            await records.put(db, TWO, 1)
            await db.execute("INSERT INTO meta (key, value) VALUES ('x', NULL)")
    assert await ids(database) == []


async def _positions(tmp_path: Path) -> int:
    """How often write_two waits."""
    database = await Database.open(tmp_path / "probe.db")
    try:
        for position in itertools.count():
            if not await cancelled_at(write_two(database), position):
                return position
    finally:
        await database.close()
    raise AssertionError


async def test_cancelled_at_any_await(database: Database, tmp_path: Path) -> None:
    """Once, or twice: the second time in the middle of cleaning up."""
    count = await _positions(tmp_path)
    assert count >= 5  # BEGIN, three statements, COMMIT
    cases = [(p,) for p in range(count)] + [(p, p + step) for p in range(count) for step in (1, 2)]
    for positions in cases:
        assert await cancelled_at(write_two(database), *positions)
        await _assert_free(database, tmp_path / "bot.db")
        left = await ids(database)
        assert left in ([], ["a", "b"]), f"half of it after a cancel at {positions}"
        if left:
            async with database.transaction() as db:
                await records.delete(db, [("titles", "a"), ("titles", "b")])
                await db.execute("DELETE FROM meta")


async def _assert_free(database: Database, path: Path) -> None:
    """No transaction is open: our own next one works, and so does another program's at once."""
    async with asyncio.timeout(5), database.transaction():
        pass
    other = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    finally:
        other.close()


async def test_cancelled_while_another_writes(database: Database) -> None:
    """Who waits for the lock and gives up must not end the transaction of the one who holds it."""
    holding, release = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with database.transaction() as db:
            await records.put(db, TWO[:1], 1)
            holding.set()
            await release.wait()
            await records.put(db, TWO[1:], 1)

    holder = asyncio.create_task(hold())
    await holding.wait()
    waiter = asyncio.create_task(write_two(database))
    await asyncio.sleep(0)
    waiter.cancel()
    await asyncio.wait([waiter])
    release.set()
    await holder
    assert waiter.cancelled() and await ids(database) == ["a", "b"]


async def test_a_cancelled_reader_comes_back(database: Database) -> None:
    await write_two(database)
    for position in range(6):
        await cancelled_at(ids(database), position)
        await cancelled_at(ids(database), position)
    async with asyncio.timeout(5), database.read(), database.read():
        pass  # both readers are there


async def test_writers_of_one_process_take_turns(database: Database) -> None:
    async def bump() -> None:
        async with database.transaction() as db:
            await records.bump(db)

    await asyncio.gather(*(bump() for _ in range(50)))
    async with database.read() as db:
        assert await records.meta(db, "version") == "50"


async def test_writers_of_two_processes_take_turns(database: Database, tmp_path: Path) -> None:
    """The bot and the command line on one file."""
    other = await Database.open(tmp_path / "bot.db")

    async def bump(at: Database) -> None:
        async with at.transaction() as db:
            await records.bump(db)
            await asyncio.sleep(0.002)

    try:
        await asyncio.gather(*(bump(at) for _ in range(10) for at in (database, other)))
        async with other.read() as db:
            assert await records.meta(db, "version") == "20"
    finally:
        await other.close()


async def test_readers_cannot_write(database: Database) -> None:
    async with database.read() as one, database.read() as two:
        for reader in (one, two):
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                await records.set_meta(reader, "x", "y")


async def test_reading_goes_on_while_somebody_writes(database: Database) -> None:
    async with database.transaction() as db:
        await records.put(db, TWO, 1)
        async with asyncio.timeout(2):
            assert await asyncio.gather(*(ids(database) for _ in range(5))) == [[]] * 5


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- opening and closing --------------------------------------------------------------------------


async def test_settings_of_the_connections(database: Database) -> None:
    async with database.transaction() as writer, database.read() as reader:
        for connection in (writer, reader):
            for pragma, value in (("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 2)):
                assert list(await connection.execute_fetchall(f"PRAGMA {pragma}")) == [(value,)]


async def test_closed_is_one_file_without_threads(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    database = await Database.open(tmp_path / "deep/down/bot.db")
    await write_two(database)
    await database.close()
    assert files_in(tmp_path / "deep/down") == ["bot.db"]
    for thread in set(threading.enumerate()) - before:
        thread.join(5)  # it has said that it is done, and may have a few lines to go on a busy machine
    assert set(threading.enumerate()) <= before
    again = await Database.open(tmp_path / "deep/down/bot.db")
    assert await ids(again) == ["a", "b"]
    await again.close()


async def test_nothing_works_after_closing(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "bot.db")
    await database.close()
    with pytest.raises(ValueError):
        await ids(database)
    with pytest.raises(ValueError):
        await write_two(database)


async def _open_and_close(path: Path) -> None:
    await (await Database.open(path)).close()


async def test_cancelled_while_opening_or_closing_leaves_no_thread(tmp_path: Path) -> None:
    """A thread that is left keeps the process from ending."""
    before = set(threading.enumerate())
    for position in itertools.count():
        cancelled = await cancelled_at(_open_and_close(tmp_path / "bot.db"), position)
        for _ in range(100):
            if set(threading.enumerate()) <= before:
                break
            await asyncio.sleep(0.01)
        left = set(threading.enumerate()) - before
        assert not left, f"cancelled at await {position}: {left}"
        if not cancelled:
            assert position > 5
            return
