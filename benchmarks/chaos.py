"""A soak of announcements: 10,000 deliveries, 100 kills, a quarter of all requests spoilt. Nothing lost or doubled.

    python -m benchmarks.chaos [channels] [kills]

Each channel has five posts. Beside it a control: a Discord that ignores nonces must show duplicates, or the
check could not see any. Fails when something is lost or doubled, or when the control is not.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.app import open_app
from bot.config import Settings
from tests.wire.chaos import Plan, Report, chaos
from tests.wire.standin.faults import SEVEN

_ROUNDS = 5
_CONTROL = Plan(500, rounds=2, kills=5, has_nonces=False, seed=2)


async def soak(plan: Plan, database: Path) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(database, Path(folder) / "bot.db")
        return await chaos(plan, Path(folder))


def lines(name: str, report: Report) -> Iterator[str]:
    found = report.found
    yield f"{name}: {report.deliveries:,} deliveries in {report.seconds:.0f} s, {report.kills} kills"
    yield f"  {report.faults.total():,} faults, {report.share:.0%} of {report.requests:,} requests"
    yield from (f"    {count:6,} {fault}" for fault, count in sorted(report.faults.items()))
    yield f"  {report.repeated:,} requests that only the nonce kept from being second messages"
    yield f"  lost {len(found.lost)}, doubled {len(found.doubled)}, unlike the database {len(found.unlike)},"
    yield f"  without their thread or not published {len(found.unfinished)}"
    yield f"  rows: {dict(found.states)}; database: {found.integrity}"
    yield from (f"  still open: {row}" for row in found.open)


def holds(report: Report, plan: Plan) -> bool:
    return (
        report.is_whole
        and report.kills >= plan.kills
        and report.share >= 0.2
        and len(report.faults) == len(SEVEN)
    )


async def main(channels: int = 2_000, kills: int = 100) -> int:
    plan = Plan(
        channels, _ROUNDS, kills, {"thread": channels // 20, "forum": channels // 40, "news": channels // 40}
    )
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bot.db"
        async with open_app(Settings(database_path=database)):
            pass
        report = await soak(plan, database)
        print("\n".join(lines("soak", report)), flush=True)
        control = await soak(_CONTROL, database)
        print("\n".join(lines("control without nonces", control)), flush=True)
    return int(not holds(report, plan) or not control.found.doubled)


if __name__ == "__main__":
    sys.exit(asyncio.run(main(*map(int, sys.argv[1:]))))
