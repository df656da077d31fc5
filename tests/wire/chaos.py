"""The bot as a process that is killed again and again, on a Discord where much goes wrong."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.wire.announced import Found, Manner, compare, fill, make_channels, open_rows
from tests.wire.process import BotProcess
from tests.wire.standin import StandIn

_TOKEN = "MTMwMDAwMDAwMDAwMDAwMDAwMA.secret.of-the-chaos_0123456789"
_LATENCY = 0.1  # seconds: long enough for a kill to meet requests on their way


@dataclass(frozen=True)
class Plan:
    channels: int
    rounds: int  # posts for each channel
    kills: int
    manners: Mapping[Manner, int] = field(default_factory=dict)  # how many channels; the others are plain
    faults: float = 0.25  # share of the requests
    has_nonces: bool = True  # False: a Discord that ignores them
    running: float = 2.0  # seconds: the most that a process lives once it is connected
    patience: float = 60.0  # seconds for what is left after the last kill
    seed: int = 1


@dataclass
class Report:
    deliveries: int
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


async def chaos(plan: Plan, folder: Path, environment: Mapping[str, str]) -> Report:
    """`folder` has a bot.db with the catalogue."""
    path, chance = folder / "bot.db", random.Random(plan.seed)
    async with StandIn(_TOKEN) as discord:
        discord.rest.latency = _LATENCY
        if not plan.has_nonces:
            discord.messages.nonce_seconds = 0
        manners = make_channels(discord.world, plan.channels, dict(plan.manners))
        report = Report(await fill(path, discord.world, manners, plan.rounds))
        discord.faults.mix(plan.faults, seed=plan.seed)
        began = time.perf_counter()
        process = await _start(discord, folder, environment)
        try:
            while report.kills < plan.kills and open_rows(path):
                await _live(discord, process, plan, chance)
                report.said.append(process.said())
                await process.kill()
                report.kills += 1
                process = await _start(discord, folder, environment)
            await process.meanwhile(_settled(path, plan.patience))
        finally:
            report.said.append(process.said())
            await process.kill()
        report.seconds = time.perf_counter() - began
        report.faults = discord.faults.counted()
        report.requests = discord.faults.asked
        report.repeated = len(discord.messages.repeated)
        report.found = compare(path, discord.world, manners)
        return report


async def _start(discord: StandIn, folder: Path, environment: Mapping[str, str]) -> BotProcess:
    discord.expect_another()
    return await BotProcess.start({**environment, **discord.environment()}, folder)


async def _live(discord: StandIn, process: BotProcess, plan: Plan, chance: random.Random) -> None:
    """One in six dies while it starts, the others while they deliver."""
    if chance.random() < 1 / 6:
        await asyncio.sleep(chance.uniform(0, 2))
        return
    before = len(discord.requests)
    await process.meanwhile(_delivers(discord, before))
    await asyncio.sleep(chance.uniform(0, plan.running))


async def _delivers(discord: StandIn, before: int) -> None:
    """Until the first request of a new process that is a delivery."""
    while not any("/channels/" in request.path for request in discord.requests[before:]):  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def _settled(path: Path, patience: float) -> None:
    """Or patience has an end: the states of the rows say so."""
    with suppress(TimeoutError):
        async with asyncio.timeout(patience):
            while open_rows(path):  # noqa: ASYNC110  # another process does it
                await asyncio.sleep(0.1)
