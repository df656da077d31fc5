"""Each follower is told exactly once, however often the bot is killed and whatever Discord answers."""

from __future__ import annotations

import asyncio
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.wire.chaos import Relay, Report
from tests.wire.followed import Progress, fill, happen, heard, progress
from tests.wire.standin import StandIn

_FAULTS, _PATIENCE = 0.25, 150.0
# When the kills come: while followers are looked at, and while messages are sent.
_MOMENTS: list[Callable[[Progress], bool]] = [
    *(lambda now, many=many: now.noticed >= many for many in (1, 1_000, 2_400)),
    *(lambda now, many=many: now.sent >= many for many in (10, 60, 110, 160, 210)),
]


@pytest.mark.timeout(240)
async def test_each_is_told_once(loaded_database: Path, tmp_path: Path) -> None:
    path, chance, report = tmp_path / "bot.db", random.Random(1), Report()
    shutil.copy(loaded_database, path)
    async with StandIn("MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.of-the-followers") as discord:
        discord.rest.latency = 0.1
        followers = await fill(path, discord.world, count=20, in_each=150, by_message=200, others=2000)
        await happen(path)
        discord.faults.mix(_FAULTS, seed=1)
        async with Relay(tmp_path, discord.environment(), report) as relay:
            for moment in _MOMENTS:
                await relay.first.meanwhile(_until(path, moment))
                await asyncio.sleep(chance.uniform(0, 0.3))
                await relay.kill(both=chance.random() < 0.3)
            await relay.first.meanwhile(_until(path, lambda now: now.left <= 10))
            discord.faults.stop()
            with suppress(TimeoutError):
                async with asyncio.timeout(_PATIENCE):
                    await relay.first.meanwhile(_until(path, lambda now: not now.left))
        found = heard(path, discord.world, followers)
        assert found.is_whole, found
        assert set(found.states) == {"notices told", "deliveries sent"}, found.states
        assert len(discord.messages.repeated) > 0, "the nonce was needed"
        assert report.kills >= len(_MOMENTS) and discord.faults.counted().total() >= 50


async def _until(path: Path, true: Callable[[Progress], bool]) -> None:
    while not true(progress(path)):  # noqa: ASYNC110  # another process does it
        await asyncio.sleep(0.02)
