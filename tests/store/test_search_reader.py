"""One thread for searches: each sees one state of the index, and none can hurt the next."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.search import Lookup, Scope
from bot.domain.search.lookup import OutOfTime
from bot.services import reindexing
from bot.store.db import Database
from bot.store.search.reader import SearchReader
from tests.made_up import put, remove, stocked, title

_PATIENT = 60.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    async with stocked(
        path, [title("snake", "贪吃蛇", "Greedy Snake")], {7: [title("own", "Ours")]}
    ) as opened:
        yield opened


@pytest.fixture
async def reader(database: Database, path: Path) -> AsyncIterator[SearchReader]:
    opened = SearchReader(path)
    yield opened
    await opened.close()


def titles(lookup: Lookup) -> set[str]:
    return {card.title_id for card in lookup.cards(range(1, 100)).values()}


async def ask(reader: SearchReader, guild: int = 0) -> set[str]:
    return await reader.call(titles, Scope(guild), _PATIENT)


async def test_every_search_is_on_one_other_thread(reader: SearchReader) -> None:
    threads = await asyncio.gather(
        *(reader.call(lambda _: threading.get_ident(), Scope()) for _ in range(20))
    )
    assert len(set(threads)) == 1 and threads[0] != threading.get_ident()


async def test_it_sees_what_was_written_before_it_began(reader: SearchReader, database: Database) -> None:
    assert await ask(reader) == {"snake"}
    await put(database, title("duke", "Duke"))
    assert await ask(reader) == {"snake", "duke"}
    await remove(database, "snake")
    assert await ask(reader) == {"duke"}
    await reindexing.rebuild(database)
    assert await ask(reader) == {"duke"}, "other tables under the same names"


async def test_it_sees_one_state_whatever_is_written_meanwhile(
    reader: SearchReader, database: Database
) -> None:
    looking, written = threading.Event(), threading.Event()

    def twice(lookup: Lookup) -> tuple[set[str], set[str]]:
        first = titles(lookup)
        looking.set()
        written.wait(30)
        return first, titles(lookup)

    search = asyncio.create_task(reader.call(twice, Scope(), _PATIENT))
    await asyncio.to_thread(looking.wait, 30)
    await put(database, title("duke", "Duke"))
    await reindexing.rebuild(database)
    written.set()
    assert await search == ({"snake"}, {"snake"})
    assert await ask(reader) == {"snake", "duke"}


async def test_scopes_do_not_leak_from_one_to_the_next(reader: SearchReader) -> None:
    found = await asyncio.gather(*(ask(reader, guild) for guild in (0, 7, 8) * 10))
    assert found == [{"snake"}, {"snake", "own"}, {"snake"}] * 10


async def test_a_search_that_fails_or_runs_out_of_time_does_not_hurt_the_next(reader: SearchReader) -> None:
    def fail(_: Lookup) -> None:
        raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            await reader.call(fail, Scope())
        with pytest.raises(OutOfTime):  # a search makes an answer of it
            await reader.call(titles, Scope(), -1.0)
        assert await ask(reader) == {"snake"}


async def test_who_no_longer_waits_does_not_hurt_the_next(reader: SearchReader) -> None:
    tasks = [asyncio.create_task(ask(reader)) for _ in range(20)]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(outcome == {"snake"} for outcome in outcomes[1::2])
    assert await ask(reader) == {"snake"}


async def test_it_cannot_write(reader: SearchReader) -> None:
    def write(lookup: Lookup) -> None:
        lookup._db.execute("DELETE FROM search_titles")  # type: ignore[attr-defined]

    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await reader.call(write, Scope())
    assert await ask(reader) == {"snake"}


async def test_it_can_be_closed_before_it_was_used(path: Path) -> None:
    await SearchReader(path).close()
