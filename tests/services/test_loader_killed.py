"""A process that is killed while it loads the catalogue leaves nothing behind, and the next start is complete."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from bot.config import ROOT
from bot.domain.catalogue import KINDS
from bot.services.loader import Loaded, load_shipped
from bot.store import records
from bot.store.db import Database
from tests import shelf

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")

# argv: database, folder, and where to die: at a step of the progress, or before the statement with this number.
CHILD = """
import asyncio, itertools, os, signal, sys
from pathlib import Path
from bot.services.loader import load_shipped
from bot.store.db import Database

path, folder, where = sys.argv[1:]
count = itertools.count(1)

def die_at(place):
    if str(place) == where:
        os.kill(os.getpid(), signal.SIGKILL)

async def main():
    database = await Database.open(Path(path))
    await database._writer.set_trace_callback(lambda statement: die_at(next(count)))
    await load_shipped(database, Path(folder), die_at)

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.parametrize("where", ["reading", "writing", "18"])
async def test_killed_during_the_first_load(tmp_path: Path, where: str) -> None:
    folder, path = shelf.write(tmp_path / "catalogue"), tmp_path / "killed.db"
    _run_killed(tmp_path, str(path), str(folder), where)
    database = await Database.open(path)
    try:
        async with database.read() as db:
            there = [kind for kind in KINDS if await records.all_of(db, kind)]
        assert there == [], "nothing is there before all of it is"
        if where == "18":  # a load takes a second
            assert await load_shipped(database, folder) == Loaded(added=shelf.RECORDS)
            assert await load_shipped(database, folder) is None
    finally:
        await database.close()


def _run_killed(place: Path, *arguments: str) -> None:
    script = place / "child.py"
    script.write_text(CHILD)
    command = [sys.executable, str(script), *arguments]
    with (place / "output").open("wb") as output:  # no pipe: a worker that is left would hold it open
        child = psutil.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stdout=output, stderr=output)
        workers: list[psutil.Process] = []
        while child.poll() is None:
            workers = workers_of(child) or workers
            time.sleep(0.01)
    assert child.returncode == -signal.SIGKILL, (place / "output").read_text()
    ended(workers)


def test_killed_while_the_worker_reads(tmp_path: Path) -> None:
    """The shipped catalogue: no worker is left behind, and the second start is complete."""
    find = [sys.executable, "-m", "bot", "find", "--json", "tan chi she"]
    environment = {"DATABASE_PATH": str(tmp_path / "bot.db"), "PATH": "/usr/bin:/bin"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    first = psutil.Popen(find, cwd=ROOT, env=environment, **quiet)
    workers = wait_for(lambda: workers_of(first))
    first.kill()
    first.wait()
    assert workers and ended(workers), "a worker is left behind"
    second = subprocess.run(
        find, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert [json.loads(line)["id"] for line in second.stdout.splitlines()][:1] == ["greedy-snake"]


def workers_of(process: psutil.Process) -> list[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        return process.children()
    return []


def ended(workers: list[psutil.Process]) -> bool:
    """Whether they end by themselves; if not, they are ended."""
    _, left = psutil.wait_procs(workers, timeout=20)
    for worker in left:
        worker.kill()
    return not left


def wait_for(condition: Callable[[], Any], seconds: float = 20) -> Any:
    end = time.monotonic() + seconds
    while not (result := condition()) and time.monotonic() < end:
        time.sleep(0.01)
    return result
