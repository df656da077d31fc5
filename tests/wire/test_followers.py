"""Each follower is told exactly once, however often the bot is killed and whatever Discord answers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.wire.follow_chaos import Plan, chaos

# Three bites of followers, and about 160 messages; benchmarks/following.py does it with 10,000 followers.
PLAN = Plan(servers=6, in_each=100, by_message=150, others=450, noticed=(1,), sent=(10, 90))


@pytest.mark.timeout(240)
async def test_each_is_told_once(loaded_database: Path, tmp_path: Path) -> None:
    shutil.copy(loaded_database, tmp_path / "bot.db")
    outcome = await chaos(PLAN, tmp_path)
    assert outcome.heard.is_whole, outcome.heard
    assert set(outcome.heard.states) == {"notices told", "deliveries sent"}, outcome.heard.states
    assert outcome.repeated > 0, "the nonce was needed"
    assert outcome.kills >= len(PLAN.noticed + PLAN.sent) and outcome.faults >= 20
