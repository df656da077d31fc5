"""Counts of opened titles: none lost and none doubled, whatever happens to the write."""

from __future__ import annotations

import asyncio
import logging
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.config import ROOT
from bot.services.popularity import PopularityService
from bot.store.db import Database
from tests.store.cancelling import cancelled_at

HERE, THERE = 123456789012345678, 2


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "bot.db")
    yield opened
    await opened.close()


def written(folder: Path) -> dict[tuple[int, str], int]:
    with closing(sqlite3.connect(folder / "bot.db")) as connection:
        rows = connection.execute("SELECT guild, title_id, count FROM asked").fetchall()
    return {(guild, title): count for guild, title, count in rows}


def refuse_writes(folder: Path) -> None:
    """What is written fails in the middle, as on a full disk."""
    with closing(sqlite3.connect(folder / "bot.db")) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON asked WHEN NEW.title_id = 'b'"
            " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
        connection.commit()


def accept_writes(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "bot.db")) as connection:
        connection.execute("DROP TRIGGER full")
        connection.commit()


async def test_counts_are_written_together_and_ranked(database: Database, tmp_path: Path) -> None:
    popularity = PopularityService(database)
    for title in ("a", "b", "b"):
        popularity.note(HERE, title)
    popularity.note(THERE, "c")
    assert written(tmp_path) == {} and await popularity.top(HERE) == ()
    await popularity.close()
    assert written(tmp_path) == {(HERE, "a"): 1, (HERE, "b"): 2, (THERE, "c"): 1}
    assert await popularity.top(HERE) == ("b", "a") and await popularity.top(THERE) == ("c",)
    assert await popularity.top(0) == ()


async def test_at_most_two_hundred(database: Database) -> None:
    popularity = PopularityService(database)
    for number in range(250):
        for _ in range(number + 1):
            popularity.note(HERE, f"t{number}")
    await popularity.close()
    top = await popularity.top(HERE)
    assert len(top) == 200 and top[:2] == ("t249", "t248")


async def test_written_by_itself_once_a_while(database: Database, tmp_path: Path) -> None:
    popularity = PopularityService(database, seconds=0.05)
    for _ in range(3):
        popularity.note(HERE, "a")
    await until(lambda: written(tmp_path) == {(HERE, "a"): 3})
    popularity.note(HERE, "a")
    await until(lambda: written(tmp_path) == {(HERE, "a"): 4})
    await popularity.close()


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110  # what is waited for is in a file
            await asyncio.sleep(0.01)


async def test_the_ranking_is_kept_in_memory(database: Database) -> None:
    popularity = PopularityService(database)
    popularity.note(HERE, "a")
    await popularity.flush()
    assert await popularity.top(HERE) == ("a",)
    await database.close()
    assert await popularity.top(HERE) == ("a",)


async def test_writes_at_once_double_nothing(database: Database, tmp_path: Path) -> None:
    popularity = PopularityService(database)
    for _ in range(10):
        popularity.note(HERE, "a")
    both = asyncio.gather(popularity.flush(), popularity.flush(), popularity.close())
    popularity.note(HERE, "a")
    await both
    assert written(tmp_path) == {(HERE, "a"): 11}


async def test_noted_while_writing_is_written_next(database: Database, tmp_path: Path) -> None:
    popularity = PopularityService(database)
    async with database.transaction():  # somebody else is writing
        popularity.note(HERE, "a")
        waiting = asyncio.create_task(popularity.flush())
        await asyncio.sleep(0.01)
        popularity.note(HERE, "a")
    await waiting
    await popularity.close()
    assert written(tmp_path) == {(HERE, "a"): 2}


async def test_a_failing_write_loses_nothing_and_is_logged_once(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    popularity = PopularityService(database)
    refuse_writes(tmp_path)
    for title in ("a", "a", "b"):
        popularity.note(HERE, title)
    for _ in range(3):
        await popularity.flush()
        popularity.note(HERE, "a")
    errors = [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert len(errors) == 1 and "kept in memory" in errors[0].getMessage() and errors[0].exc_info
    assert written(tmp_path) == {}, "all or nothing"
    accept_writes(tmp_path)
    await popularity.flush()
    assert written(tmp_path) == {(HERE, "a"): 5, (HERE, "b"): 1}
    refuse_writes(tmp_path)
    popularity.note(HERE, "b")
    await popularity.flush()
    assert len([r for r in caplog.records if r.levelno >= logging.ERROR]) == 2, "a new failure is told again"
    accept_writes(tmp_path)
    await popularity.close()
    assert written(tmp_path)[HERE, "b"] == 2


async def test_a_failing_write_is_tried_again_by_itself(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    popularity = PopularityService(database, seconds=0.03)
    refuse_writes(tmp_path)
    popularity.note(HERE, "b")
    await until(lambda: "kept in memory" in caplog.text)
    accept_writes(tmp_path)
    await until(lambda: written(tmp_path) == {(HERE, "b"): 1})
    await popularity.close()


async def test_closing_on_a_full_disk_ends_and_says_what_is_lost(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    popularity = PopularityService(database)
    refuse_writes(tmp_path)
    popularity.note(HERE, "b")
    popularity.note(HERE, "b")
    async with asyncio.timeout(5):
        await popularity.close()
    assert "2 openings of titles could not be counted" in caplog.text


async def test_closing_after_the_database_does_not_fail(database: Database) -> None:
    popularity = PopularityService(database)
    popularity.note(HERE, "a")
    await database.close()
    await popularity.close()


async def test_cancelled_at_any_await_counts_once(database: Database, tmp_path: Path) -> None:
    popularity = PopularityService(database)
    for position in range(20):
        popularity.note(HERE, "a")
        await cancelled_at(popularity.flush(), position)
    await popularity.close()
    assert written(tmp_path) == {(HERE, "a"): 20}


async def test_counts_add_up_over_restarts_and_processes(tmp_path: Path) -> None:
    one, two = [await Database.open(tmp_path / "bot.db") for _ in range(2)]
    for database in (one, two):
        popularity = PopularityService(database)
        popularity.note(HERE, "a")
        await popularity.close()
        await database.close()
    assert written(tmp_path) == {(HERE, "a"): 2}


_KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.services.popularity import PopularityService
from bot.store.db import Database

async def main():
    popularity = PopularityService(await Database.open(Path(sys.argv[1])))
    for _ in range(3):
        popularity.note(1, "a")
    await popularity.flush()
    popularity.note(1, "a")
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
async def test_a_kill_loses_the_last_minute_alone(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _KILLED, str(tmp_path / "bot.db")]
    child = await asyncio.to_thread(subprocess.run, command, cwd=ROOT, check=False)
    assert child.returncode == -signal.SIGKILL
    database = await Database.open(tmp_path / "bot.db")
    assert await PopularityService(database).top(1) == ("a",)
    await database.close()
    assert written(tmp_path) == {(1, "a"): 3}
