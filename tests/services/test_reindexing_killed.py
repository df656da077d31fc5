"""`bot reindex` as hosts run it: killed at any moment, two at once, beside an import, and after damage."""

# ruff: noqa: S608 — names of tables are our own

from __future__ import annotations

import asyncio
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from bot.config import ROOT
from bot.services import reindexing
from bot.services.indexing import LIVE_VERSION, VERSION
from bot.store.db import Database
from tests.index_rows import BUILDING, index_rows
from tests.made_up import put, title
from tests.searching import Searching, ids

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
_QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@pytest.fixture
def path(loaded_database: Path, tmp_path: Path) -> Path:
    """The shipped catalogue, with an index that says it is of another version."""
    copy = Path(shutil.copy(loaded_database, tmp_path / "bot.db"))
    _set_version(copy, "0.0")
    return copy


def _set_version(path: Path, version: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE meta SET value = ? WHERE key = ?", (version, LIVE_VERSION))
        db.commit()


def reindex(path: Path) -> psutil.Popen:
    return psutil.Popen(_command("reindex"), cwd=ROOT, env=_environment(path), **_QUIET)


def bot(path: Path, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _command(command), cwd=ROOT, env=_environment(path), capture_output=True, text=True, timeout=60
    )


def _command(name: str) -> list[str]:
    return [sys.executable, "-m", "bot", name]


def _environment(path: Path) -> dict[str, str]:
    return {"DATABASE_PATH": str(path), "PATH": os.environ["PATH"], "COLUMNS": "200"}


def building(path: Path) -> int:
    """How many titles a new index has by now; -1 when there is none."""
    with closing(sqlite3.connect(path, timeout=20)) as db:
        try:
            return db.execute(f"SELECT count(*) FROM {BUILDING}titles").fetchone()[0]
        except sqlite3.OperationalError:
            return -1


def old_index_answers(path: Path) -> bool:
    searching = Searching(path)
    try:
        return all(
            ids(searching.find(typed))[:1] == ["greedy-snake"] for typed in ("tcs", "greedy snek", "贪吃蛇")
        )
    finally:
        searching.close()


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while not (result := condition()) and time.monotonic() < end:
        time.sleep(0.005)
    return result


async def test_killed_at_any_moment(path: Path, loaded_database: Path) -> None:
    half_done = 0
    for delay in (0.0, *(random.uniform(0.0, 0.5) for _ in range(3))):
        child = reindex(path)
        wait_for(lambda: building(path) >= 0 or child.poll() is not None)  # noqa: B023 — called at once
        await asyncio.sleep(delay)
        child.kill()
        if child.wait() == -signal.SIGKILL and building(path) >= 0:
            half_done += 1
        assert old_index_answers(path)
    assert half_done, "it was always too late"
    _set_version(path, "0.0")  # one may have been quick
    assert bot(path, "reindex").returncode == 0
    assert index_rows(path) == index_rows(loaded_database)
    await _is_right(path)


async def test_two_at_once_while_titles_change(path: Path) -> None:
    children = [reindex(path), reindex(path)]
    wait_for(lambda: building(path) >= 0)
    database = await Database.open(path)
    try:
        changes = 0
        while any(child.poll() is None for child in children):
            await put(database, title(f"new-{changes:02}", "改变的时刻", f"Changed Number {changes}"))
            changes += 1
            await asyncio.sleep(0.02)
        assert changes and [child.wait() for child in children] == [0, 0]
    finally:
        await database.close()
    searching = Searching(path)
    assert len(searching.find("changed number", limit=1000, floor=0.8)) == changes
    searching.close()
    await _is_right(path)


def test_damage_is_found_by_check_and_mended_by_reindex(path: Path) -> None:
    _set_version(path, VERSION)
    with closing(sqlite3.connect(path)) as db:
        for _ in range(5):
            db.execute(
                "DELETE FROM search_keys WHERE key = (SELECT key FROM search_keys ORDER BY random() LIMIT 1)"
            )
        db.commit()
    checked = bot(path, "check")
    assert checked.returncode and "search_keys" in checked.stdout and "bot reindex" in checked.stdout
    assert bot(path, "reindex").returncode == 0
    assert bot(path, "check").returncode == 0


async def _is_right(path: Path) -> None:
    database = await Database.open(path)
    try:
        assert await reindexing.is_current(database)
        assert await reindexing.problems(database) == []
    finally:
        await database.close()
