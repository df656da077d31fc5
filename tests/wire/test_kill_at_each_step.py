"""A delivery that is killed at each of its steps: after the restart there is one message and one thread."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.wire.announced import compare, fill, make_channels, open_rows
from tests.wire.process import BotProcess, until
from tests.wire.standin import StandIn


def rows(path: Path) -> list[tuple[str, str]]:
    """Step and state."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return db.execute("SELECT step, state FROM deliveries ORDER BY step").fetchall()


class Moment:
    """What can be seen of the one delivery."""

    def __init__(self, wire: StandIn, path: Path) -> None:
        self.rows = rows(path)
        self.asked = len(wire.asked_for("POST", "/messages")), len(wire.asked_for("POST", "/threads"))
        places = [place for guild in wire.world.guilds.values() for place in guild.channels.values()]
        self.made = (
            sum(len(place.messages) for place in places),
            sum(len(guild.threads) for guild in wire.world.guilds.values()),
        )


MOMENTS: dict[str, Callable[[Moment], bool]] = {
    "claimed": lambda now: ("message", "sending") in now.rows,
    "asked": lambda now: now.asked[0] == 1,
    "made": lambda now: now.made[0] == 1,
    "acknowledged": lambda now: ("message", "sent") in now.rows,
    "thread claimed": lambda now: ("thread", "sending") in now.rows,
    "thread asked": lambda now: now.asked[1] == 1,
    "thread made": lambda now: now.made[1] == 1,
    "thread acknowledged": lambda now: ("thread", "sent") in now.rows,
}


@pytest.fixture
async def start(
    loaded_database: Path, tmp_path: Path, wire: StandIn
) -> AsyncIterator[Callable[[], asyncio.Future[BotProcess]]]:
    shutil.copy(loaded_database, tmp_path / "bot.db")
    started: list[BotProcess] = []

    async def go() -> BotProcess:
        started.append(await BotProcess.start(wire.environment(), tmp_path))
        return started[-1]

    yield lambda: asyncio.ensure_future(go())
    for process in started:
        await process.kill()


@pytest.mark.parametrize("moment", MOMENTS)
async def test_killed_when(
    start: Callable[[], asyncio.Future[BotProcess]], wire: StandIn, tmp_path: Path, moment: str
) -> None:
    path, wire.rest.latency = tmp_path / "bot.db", 0.2
    manners = make_channels(wire.world, 1, {"thread": 1})
    await fill(path, wire.world, manners, rounds=1)
    process = await start()
    await until(lambda: MOMENTS[moment](Moment(wire, path)))
    await process.kill()
    await start()
    await until(lambda: not open_rows(path))
    found = compare(path, wire.world, manners)
    assert not (found.lost or found.doubled or found.unlike or found.unfinished), found
    assert rows(path) == [("message", "sent"), ("thread", "sent")]
