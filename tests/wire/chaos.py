"""The bot as a process that is killed again and again, on a Discord where much goes wrong."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.wire.announced import Found, Manner, compare, fill, make_channels, open_rows
from tests.wire.process import BotProcess
from tests.wire.standin import StandIn

_TOKEN = "MTMwMDAwMDAwMDAwMDAwMDAwMA.secret.of-the-chaos_0123456789"
LATENCY = 0.1  # seconds: long enough for a kill to meet requests on their way


@dataclass(frozen=True)
class Plan:
    channels: int
    rounds: int  # posts for each channel
    kills: int
    manners: Mapping[Manner, int] = field(default_factory=dict)  # how many channels; the others are plain
    faults: float = 0.25  # share of the requests
    has_nonces: bool = True  # False: a Discord that ignores them
    blackouts: float = 0.15  # share of the kills that leave no other process
    patience: float = 330.0  # seconds for what is left: some was put off often, which is for 300 at most
    seed: int = 1

    def moments(self, rows: int, chance: random.Random) -> list[int]:
        """At how many open rows the kills come: some time after the first, and some time before the last."""
        return sorted((round(chance.uniform(0.05, 0.98) * rows) for _ in range(self.kills)), reverse=True)


@dataclass
class Report:
    deliveries: int = 0
    kills: int = 0
    seconds: float = 0.0
    requests: int = 0  # those that may be spoilt
    faults: Counter[str] = field(default_factory=Counter)
    repeated: int = 0  # requests that a nonce has kept from making a second message
    found: Found = field(default_factory=Found)
    said: list[str] = field(default_factory=list)  # by each process

    @property
    def share(self) -> float:
        return self.faults.total() / self.requests

    @property
    def is_whole(self) -> bool:
        """Nothing lost, nothing doubled, everything settled, and the database as good as before."""
        found = self.found
        wrong = found.lost or found.doubled or found.unlike or found.unfinished
        return not wrong and set(found.states) == {"sent"} and found.integrity == "ok"


async def chaos(plan: Plan, folder: Path) -> Report:
    """`folder` has a bot.db with the catalogue."""
    path, report = folder / "bot.db", Report()
    async with StandIn(_TOKEN) as discord:
        discord.rest.latency = LATENCY
        if not plan.has_nonces:
            discord.messages.nonce_seconds = 0
        manners = make_channels(discord.world, plan.channels, dict(plan.manners))
        rows = await fill(path, discord.world, manners, plan.rounds)
        discord.faults.mix(plan.faults, seed=plan.seed)
        began = time.perf_counter()
        async with Relay(folder, discord.environment(), report) as relay:
            await _kill(plan, relay, path, rows)
            await relay.first.meanwhile(_until(path, rows // 50))
            discord.faults.stop()  # the last ones would be put off again and again
            with suppress(TimeoutError):  # the states of the rows say so
                async with asyncio.timeout(plan.patience):
                    await relay.first.meanwhile(_until(path, 0))
        report.seconds = time.perf_counter() - began
        report.faults = discord.faults.counted()
        report.requests = discord.faults.asked
        report.repeated = len(discord.messages.repeated)
        report.found = compare(path, discord.world, manners)
        report.deliveries = report.found.states.total()
    return report


async def _kill(plan: Plan, relay: Relay, path: Path, rows: int) -> None:
    chance = random.Random(plan.seed)
    for left in plan.moments(rows, chance):
        await relay.first.meanwhile(_until(path, left))
        await asyncio.sleep(chance.uniform(0, 0.5))
        await relay.kill(both=chance.random() < plan.blackouts)


class Relay:
    """Two processes on one database: the first delivers, the second starts or waits to take over."""

    def __init__(self, folder: Path, environment: Mapping[str, str], report: Report) -> None:
        self._folder = folder
        self._environment = environment
        self._report = report
        self._numbers = count()
        self._running: list[BotProcess] = []

    async def __aenter__(self) -> Relay:
        await self._fill()
        return self

    async def __aexit__(self, *_: object) -> None:
        for process in self._running:
            self._report.said.append(process.said())
            await process.kill()

    @property
    def first(self) -> BotProcess:
        return self._running[0]

    async def kill(self, *, both: bool) -> None:
        """The first, or both at one moment; others start in their place."""
        for _ in range(2 if both else 1):
            process = self._running.pop(0)
            await process.kill()
            self._report.kills += 1
            self._report.said.append(process.said())
        await self._fill()

    async def _fill(self) -> None:
        while len(self._running) < 2:
            name = f"bot{next(self._numbers)}"
            self._running.append(await BotProcess.start(self._environment, self._folder, name=name))


async def _until(path: Path, rows: int) -> None:
    """No more than so many are open."""
    while open_rows(path) > rows:  # noqa: ASYNC110  # another process does it
        await asyncio.sleep(0.05)
