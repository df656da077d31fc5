"""How long an announcement takes to reach 1,000 and 10,000 channels where 50 requests a second are enforced.

    python -m benchmarks.fan_out [channels ...]

`bot run` as a process, on the stand-in, which takes 50 ms for an answer; beside it discord.py's own client with
a plain loop of `channel.send`, one after another, and all at once. Fails when the bot has met a single 429, or
was slower than it may be.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import discord
import psutil
from pytest import MonkeyPatch

from bot.app import open_app
from bot.config import Settings
from tests.wire.announced import compare, fill, make_channels, open_rows
from tests.wire.connected import Client, connected
from tests.wire.process import BotProcess
from tests.wire.standin import StandIn
from tests.wire.standin.rest import Request
from tests.wire.standin.world import Channel

_LATENCY = 0.05  # seconds
_LIMITS = {1_000: 25.0, 10_000: 240.0}  # seconds
_PLAIN_MOST = 1_000  # channels: what the plain ways take is clear by then
_TOKEN = "token-of-the-benchmark"
_MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Result:
    name: str
    channels: int
    delivered: int
    seconds: float  # from the first request to the last answer
    statuses: Counter[int]
    cost: str = ""  # of our process

    def __str__(self) -> str:
        answers = ", ".join(f"{count:,} × {status}" for status, count in sorted(self.statuses.items()))
        return (
            f"{self.channels:6,} channels  {self.name:20} {self.delivered:6,} delivered in"
            f" {self.seconds:6.1f} s   {answers}   {self.cost}"
        )


def result(name: str, channels: Iterable[Channel], sent: list[Request], cost: str = "") -> Result:
    counted = [len(channel.messages) for channel in channels]
    seconds = sent[-1].at + _LATENCY - sent[0].at
    return Result(
        name, len(counted), sum(map(bool, counted)), seconds, Counter(r.status for r in sent), cost
    )  # fmt: skip


async def ours(count: int, database: Path, folder: Path) -> Result:
    path = Path(shutil.copy(database, folder / "bot.db"))
    async with StandIn(_TOKEN) as wire:
        wire.rest.latency = _LATENCY
        manners = make_channels(wire.world, count, {})
        await fill(path, wire.world, manners, rounds=1)
        process = await BotProcess.start(wire.environment(), folder)
        try:
            await process.meanwhile(all_sent(path))
            cost = cost_of(process.pid, count)
        finally:
            await process.kill()
        found = compare(path, wire.world, manners)
        assert not found.lost and not found.doubled, found
        channels = [channel for channel in map(wire.world.channel, manners) if channel]
        return result("bot run", channels, wire.asked_for("POST", "/messages"), cost)


async def all_sent(path: Path) -> None:
    while open_rows(path):  # noqa: ASYNC110  # another process does it
        await asyncio.sleep(0.2)


def cost_of(pid: int, count: int) -> str:
    """Since the process was started."""
    process = psutil.Process(pid)
    spent = process.cpu_times()
    milliseconds = (spent.user + spent.system) * 1000 / count
    return f"{milliseconds:.1f} ms CPU each, {process.memory_info().rss / _MEGABYTE:.0f} MB"


Way = Callable[[list[discord.TextChannel]], Awaitable[None]]


async def one_after_another(channels: list[discord.TextChannel]) -> None:
    for channel in channels:
        await channel.send("A new title")


async def all_at_once(channels: list[discord.TextChannel]) -> None:
    await asyncio.gather(*(channel.send("A new title") for channel in channels), return_exceptions=True)


async def plain(name: str, way: Way, count: int) -> Result:
    with MonkeyPatch.context() as patch:
        async with StandIn(_TOKEN) as wire:
            wire.rest.latency = _LATENCY
            channels = wire.world.add_channels(count)
            async with connected(wire, patch) as client:
                await way(seen_by(client, channels))
            return result(name, channels, wire.asked_for("POST", "/messages"))


def seen_by(client: Client, channels: list[Channel]) -> list[discord.TextChannel]:
    return [client.text(channel) for channel in channels]


def holds(of_ours: Result) -> bool:
    return (
        of_ours.delivered == of_ours.channels
        and not of_ours.statuses[429]
        and of_ours.seconds <= _LIMITS.get(of_ours.channels, float("inf"))
    )


async def main(counts: list[int]) -> int:
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "loaded.db"
        async with open_app(Settings(database_path=database)):
            pass
        for count in counts:
            bot = await ours(count, database, Path(folder))
            print(bot, flush=True)
            kept &= holds(bot)
            if count <= _PLAIN_MOST:
                print(await plain("one after another", one_after_another, count), flush=True)
                print(await plain("all at once", all_at_once, count), flush=True)
    return int(not kept)


if __name__ == "__main__":
    sys.exit(asyncio.run(main([int(count) for count in sys.argv[1:]] or [*_LIMITS])))
