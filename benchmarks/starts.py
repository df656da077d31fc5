"""`bot run` as a process against a stand-in for Discord: how soon it is there, and how much memory it keeps."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.wire.payloads import slash
from tests.wire.process import BotProcess
from tests.wire.standin import StandIn

_TOKEN = "token-of-the-benchmark"
_REST = 3  # seconds after READY
_QUERIES = (
    "tan chi she",
    "greedy snek",
    "貪吃蛇",
    "delivery riders at night",
    "人生 lu xiang ting",
    "",
    "love",
)


@dataclass(frozen=True)
class Start:
    """Seconds from the start of the process, megabytes of it and its children (resident, each counted whole)."""

    ready: float
    answered: float  # the first /find, asked at READY
    most: float  # memory before READY
    rest: float
    after_finds: float
    callback: list[float]  # milliseconds from event to callback over the wire, after the first


async def first(folder: Path) -> Start:
    """The very first start on a new installation: no database, nothing compiled by Python yet."""
    return await _start(folder, folder / "compiled", finds=0)


async def warm(folder: Path, loaded: Path, compiled: Path, finds: int) -> Start:
    """Any later start, with a copy of a loaded database."""
    shutil.copy(loaded, folder / "bot.db")
    return await _start(folder, compiled, finds)


async def _start(folder: Path, compiled: Path, finds: int) -> Start:
    environment = {"PYTHONPYCACHEPREFIX": str(compiled), "PYTHONDONTWRITEBYTECODE": ""}
    async with StandIn(_TOKEN) as wire:
        began = time.perf_counter()
        async with _running(environment | wire.environment(), folder) as process:
            watch = asyncio.create_task(_most_memory(process))
            await process.meanwhile(wire.ready())
            watch.cancel()
            answer = await wire.ask(slash("find", query=_QUERIES[0]))
            await asyncio.sleep(_REST)
            rest = _memory(process)
            callbacks = [await _find(wire, number) for number in range(finds)]
            most = await watch
            ready, answered = wire.ready_at - began, answer.at - began
            return Start(ready, answered, most, rest, _memory(process), callbacks)


@asynccontextmanager
async def _running(environment: dict[str, str], folder: Path) -> AsyncIterator[BotProcess]:
    process = await BotProcess.start(environment, folder)
    try:
        yield process
        ended = await process.terminate()
        assert ended.code == 0, ended
    finally:
        await process.kill()


async def _find(wire: StandIn, number: int) -> float:
    began = time.perf_counter()
    query, private = _QUERIES[number % len(_QUERIES)], bool(number % 2)
    answer = await wire.ask(slash("find", query=query, private=private))
    return (answer.at - began) * 1000


def _memory(process: BotProcess) -> float:
    """Megabytes."""
    root = psutil.Process(process.pid)
    total = 0
    for one in (root, *root.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            total += one.memory_info().rss
    return total / 1e6


async def _most_memory(process: BotProcess) -> float:
    most = 0.0
    with suppress(asyncio.CancelledError):
        while True:
            most = max(most, _memory(process))
            await asyncio.sleep(0.1)
    return most


async def series(runs: int, finds: int) -> tuple[list[Start], list[Start]]:
    """First starts and warm starts."""
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)

        def folder(label: str) -> Path:
            (base / label).mkdir()
            return base / label

        firsts = [await first(folder(f"first-{run}")) for run in range(runs)]
        made = base / "first-0"
        warms = [
            await warm(folder(f"warm-{run}"), made / "bot.db", made / "compiled", finds)
            for run in range(runs)
        ]
        return firsts, warms
