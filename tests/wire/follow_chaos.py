"""Followers of one title are told by a bot that is killed again and again, on a Discord where much goes wrong."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.wire.chaos import LATENCY, Relay, Report
from tests.wire.followed import Heard, Progress, fill, happen, heard, progress
from tests.wire.standin import StandIn

_TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.of-the-followers"


@dataclass(frozen=True)
class Plan:
    servers: int
    in_each: int  # members of a server who are to be told in its channel
    by_message: int  # members who are to be told by direct message
    others: int  # who follow the title, too, and are not to be told
    noticed: tuple[int, ...]  # how many members have a place in a message when a kill comes
    sent: tuple[int, ...]  # how many messages have been sent when a kill comes
    faults: float = 0.25  # share of the requests
    blackouts: float = 0.3  # share of the kills that leave no other process
    patience: float = 150.0  # seconds for what is left
    seed: int = 1


@dataclass
class Outcome:
    heard: Heard = field(default_factory=Heard)
    kills: int = 0
    faults: int = 0
    requests: int = 0  # those that may be spoilt
    repeated: int = 0  # requests that a nonce has kept from making a second message


async def chaos(plan: Plan, folder: Path) -> Outcome:
    """`folder` has a bot.db with the catalogue."""
    path, chance, report = folder / "bot.db", random.Random(plan.seed), Report()
    async with StandIn(_TOKEN) as discord:
        discord.rest.latency = LATENCY
        followers = await fill(path, discord.world, plan.servers, plan.in_each, plan.by_message, plan.others)
        await happen(path)
        discord.faults.mix(plan.faults, seed=plan.seed)
        async with Relay(folder, discord.environment(), report) as relay:
            for moment in _moments(plan):
                await relay.first.meanwhile(_until(path, moment))
                await asyncio.sleep(chance.uniform(0, 0.3))
                await relay.kill(both=chance.random() < plan.blackouts)
            await relay.first.meanwhile(_until(path, lambda now: now.left <= 10))
            discord.faults.stop()  # the last ones would be put off again and again
            with suppress(TimeoutError):  # the states of the rows say so
                async with asyncio.timeout(plan.patience):
                    await relay.first.meanwhile(_until(path, lambda now: not now.left))
        return Outcome(
            heard(path, discord.world, followers),
            report.kills,
            discord.faults.counted().total(),
            discord.faults.asked,
            len(discord.messages.repeated),
        )


def _moments(plan: Plan) -> list[Callable[[Progress], bool]]:
    return [
        *(lambda now, many=many: now.noticed >= many for many in plan.noticed),
        *(lambda now, many=many: now.sent >= many for many in plan.sent),
    ]


async def _until(path: Path, true: Callable[[Progress], bool]) -> None:
    while not true(progress(path)):  # noqa: ASYNC110  # another process does it
        await asyncio.sleep(0.02)
