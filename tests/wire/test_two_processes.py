"""Processes that share a database, are frozen, or are asked to end in the middle of an announcement."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.wire.announced import Manner, compare, fill, make_channels, open_rows
from tests.wire.process import BotProcess, until
from tests.wire.standin import StandIn

CHANNELS = 300
Start = Callable[[str], Awaitable[BotProcess]]
_WAITS = "Another process delivers announcements; this one waits"


@pytest.fixture
def folder(loaded_database: Path, tmp_path: Path) -> Path:
    shutil.copy(loaded_database, tmp_path / "bot.db")
    return tmp_path


@pytest.fixture
async def manners(wire: StandIn, folder: Path) -> dict[str, Manner]:
    made = make_channels(wire.world, CHANNELS, {})
    await fill(folder / "bot.db", wire.world, made, rounds=1)
    wire.rest.latency = 0.1
    return made


@pytest.fixture
async def start(folder: Path, wire: StandIn) -> AsyncIterator[Start]:
    """Starts a process by a name, on the one database."""
    started: list[BotProcess] = []

    async def begin(name: str) -> BotProcess:
        started.append(await BotProcess.start(wire.environment(), folder, name=name))
        return started[-1]

    yield begin
    for process in started:
        await process.kill()


async def two(start: Start, wire: StandIn, folder: Path) -> tuple[BotProcess, BotProcess]:
    """The one that delivers, in the middle of it, and the one that waits."""
    processes = [await start("first"), await start("second")]
    await until(lambda: any(_WAITS in process.said() for process in processes) and sent(wire) > 20)
    assert open_rows(folder / "bot.db"), "it is in the middle of it"
    leader, waiting = sorted(processes, key=lambda process: _WAITS in process.said())
    return leader, waiting


def sent(wire: StandIn) -> int:
    return len(wire.asked_for("POST", "/messages"))


def all_once(wire: StandIn, folder: Path, manners: dict[str, Manner]) -> None:
    found = compare(folder / "bot.db", wire.world, manners)
    assert not (found.lost or found.doubled or found.unlike) and set(found.states) == {"sent"}, found


def owners(folder: Path) -> set[str]:
    """Of what is under way."""
    with closing(sqlite3.connect(folder / "bot.db")) as db:
        return {owner for (owner,) in db.execute("SELECT owner FROM deliveries WHERE state = 'sending'")}


async def test_one_of_two_delivers(
    start: Start, wire: StandIn, folder: Path, manners: dict[str, Manner]
) -> None:
    await two(start, wire, folder)
    await until(lambda: open_rows(folder / "bot.db") == 0)
    all_once(wire, folder, manners)
    assert {one.status for one in wire.asked_for("POST", "/messages")} == {200}
    assert not wire.messages.repeated


async def test_sigterm_leaves_everything_to_the_next(
    start: Start, wire: StandIn, folder: Path, manners: dict[str, Manner]
) -> None:
    leader, _ = await two(start, wire, folder)
    ended = await leader.terminate()
    assert ended.code == 0 and ended.seconds < 15
    assert not any(f"/{leader.pid}/" in owner for owner in owners(folder))
    await until(lambda: open_rows(folder / "bot.db") == 0)
    all_once(wire, folder, manners)


@pytest.mark.timeout(150)
async def test_one_that_was_frozen_and_wakes_up_doubles_nothing(
    start: Start, wire: StandIn, folder: Path, manners: dict[str, Manner]
) -> None:
    frozen = await start("frozen")
    await until(lambda: sent(wire) > 20)
    frozen.freeze()
    await start("second")
    async with asyncio.timeout(100):  # until the frozen one's lease has ended
        while open_rows(folder / "bot.db"):  # noqa: ASYNC110  # another process does it
            await asyncio.sleep(0.2)
    frozen.thaw()
    await frozen.until_said("Another process delivers announcements now")
    all_once(wire, folder, manners)
