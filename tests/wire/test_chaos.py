"""No announcement is lost and none comes twice, however often the bot is killed and whatever Discord answers."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.wire.chaos import Plan, Report, chaos
from tests.wire.standin.faults import SEVEN

MANNERS = {"thread": 5, "forum": 3, "news": 2}
PLANS = [Plan(146, rounds=5, kills=6, manners=MANNERS, seed=seed) for seed in (1, 2)]  # at the same time
CONTROL = Plan(300, rounds=1, kills=2, has_nonces=False)


@pytest.mark.timeout(240)
async def test_nothing_is_lost_or_doubled(loaded_database: Path, tmp_path: Path) -> None:
    reports = await asyncio.gather(*(chaos(plan, world(loaded_database, tmp_path, plan)) for plan in PLANS))
    bites(reports)
    for report in reports:
        assert report.is_whole, report.found
        assert report.repeated, "the nonce was needed"


@pytest.mark.timeout(240)
async def test_without_the_nonce_there_would_be_duplicates(loaded_database: Path, tmp_path: Path) -> None:
    report = await chaos(CONTROL, world(loaded_database, tmp_path, CONTROL))
    assert report.found.doubled and not report.found.lost, report.found


def world(loaded: Path, parent: Path, plan: Plan) -> Path:
    """A folder with a database of its own."""
    folder = parent / str(plan.seed)
    folder.mkdir()
    shutil.copy(loaded, folder / "bot.db")
    return folder


def bites(reports: list[Report]) -> None:
    """There was so much of everything that it says something."""
    given = sum((report.faults for report in reports), Counter[str]())
    assert sum(report.deliveries for report in reports) >= 1500
    assert sum(report.kills for report in reports) >= 12
    assert given.total() / sum(report.requests for report in reports) >= 0.2
    assert set(given) == {fault.name for fault in SEVEN}
