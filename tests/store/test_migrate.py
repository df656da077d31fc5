"""A database file is brought up to date once, completely or not at all, and never taken back."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.config import ROOT
from bot.errors import StartupError
from bot.store.db import Database
from bot.store.migrate import migrate, migrations

SHIPPED = ROOT / "bot/store/migrations"
SECOND = """\
-- A reason; with a semicolon.
ALTER TABLE members ADD COLUMN nickname TEXT;
CREATE TABLE later (id INTEGER PRIMARY KEY, note TEXT NOT NULL DEFAULT 'a;b');
INSERT INTO later (id) VALUES (1), (2);
"""


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
    yield opened
    opened.close()


def folder_with(tmp_path: Path, **more: str) -> Path:
    """The shipped migrations and then these."""
    folder = tmp_path / "migrations"
    shutil.copytree(SHIPPED, folder)
    for name, script in more.items():
        (folder / f"{name.removeprefix('m')}.sql").write_text(script, encoding="utf-8")
    return folder


def state(connection: sqlite3.Connection) -> tuple[int, list[str]]:
    """Version and everything that was created."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    schema = connection.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    ).fetchall()
    rows = (
        connection.execute("SELECT id FROM later").fetchall() if "CREATE TABLE later" in str(schema) else []
    )
    return version, [*(sql for (sql,) in schema), *map(str, rows)]


def test_shipped_migrations_are_named_and_say_why() -> None:
    files = sorted(SHIPPED.iterdir())
    assert [path for path in files if not re.fullmatch(r"\d{4}_[a-z0-9_]+\.sql", path.name)] == []
    assert [number for number, _ in migrations()] == list(range(1, len(files) + 1))
    assert all(script.startswith("-- ") for _, script in migrations())


def test_a_fresh_database_has_everything(connection: sqlite3.Connection) -> None:
    migrate(connection)
    version, schema = state(connection)
    assert version == len(migrations())
    assert {name for sql in schema for name in re.findall(r"CREATE TABLE (\w+)", sql)} >= {
        "meta",
        "records",
        "forms",
        "members",
    }
    assert not connection.in_transaction


def test_twice_changes_nothing(connection: sqlite3.Connection, tmp_path: Path) -> None:
    migrate(connection)
    connection.execute("INSERT INTO members (user_id, updated_at) VALUES (1, 1)")
    before = (tmp_path / "bot.db").read_bytes()
    migrate(connection)
    assert (tmp_path / "bot.db").read_bytes() == before


def test_an_old_database_gets_what_is_missing(connection: sqlite3.Connection, tmp_path: Path) -> None:
    migrate(connection)
    connection.execute("INSERT INTO members (user_id, updated_at) VALUES (1, 1)")
    number = len(migrations()) + 1
    folder = folder_with(tmp_path, **{f"m{number:04}_second": SECOND})
    migrate(connection, folder)
    assert connection.execute("PRAGMA user_version").fetchone() == (number,)
    assert connection.execute("SELECT user_id, nickname FROM members").fetchall() == [(1, None)]
    assert connection.execute("SELECT id, note FROM later").fetchall() == [(1, "a;b"), (2, "a;b")]


def test_a_failing_migration_leaves_the_version_before(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    migrate(connection)
    before = state(connection)
    number = len(migrations()) + 1
    folder = folder_with(tmp_path, **{f"m{number:04}_bad": f"{SECOND}DROP TABLE nowhere;"})
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(connection, folder)
    assert state(connection) == before and not connection.in_transaction


@pytest.mark.parametrize("name", ["m0003_gap", "m0001_again", "m0000_zero"])
def test_wrong_numbers_are_refused(connection: sqlite3.Connection, tmp_path: Path, name: str) -> None:
    if name == "m0003_gap" and len(migrations()) > 1:
        name = f"m{len(migrations()) + 2:04}_gap"
    folder = folder_with(tmp_path, **{name: "CREATE TABLE t (x);"})
    with pytest.raises(RuntimeError, match="not numbered"):
        migrate(connection, folder)
    assert state(connection) == (0, [])


def test_what_is_followed_survives_its_new_key(connection: sqlite3.Connection, tmp_path: Path) -> None:
    before = tmp_path / "before"
    before.mkdir()
    for path in sorted(SHIPPED.iterdir()):
        if path.name.endswith("_follow_places.sql"):
            break
        shutil.copy(path, before)
    migrate(connection, before)
    connection.execute(
        "INSERT INTO follows VALUES (1, 'title', 'snake', 7, 100), (1, 'trope', 'revenge', 0, 101)"
    )
    notice = ("one", 1, 7, "snake", "watchable", "GB", "title", "snake", "waiting", "", 100)
    connection.execute("INSERT INTO notices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", notice)
    migrate(connection)
    assert connection.execute("SELECT * FROM notices").fetchall() == [notice]
    connection.execute("INSERT INTO follows VALUES (1, 'title', 'snake', 8, 102)")
    rows = connection.execute(
        "SELECT user_id, kind, target, guild, made_at FROM follows ORDER BY made_at"
    ).fetchall()
    assert rows == [
        (1, "title", "snake", 7, 100), (1, "trope", "revenge", 0, 101), (1, "title", "snake", 8, 102)
    ]  # fmt: skip


async def test_a_newer_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    await (await Database.open(path)).close()
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {len(migrations()) + 1}")
    newer.execute("CREATE TABLE from_the_future (x)")
    newer.commit()
    newer.close()
    before = path.read_bytes()
    with pytest.raises(StartupError, match=r"newer version \(\d+\).*update the program") as refused:
        await Database.open(path)
    assert "\n" not in str(refused.value)
    assert path.read_bytes() == before


# A process for each statement kills itself before it; prints how many statements the first had that got to the end.
PARENT = """
import os, signal, sqlite3, sys
from pathlib import Path
from bot.store.migrate import migrate

def killed_before(last):
    count = 0
    def trace(statement):
        nonlocal count
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1
    connection = sqlite3.connect(Path(sys.argv[1]) / f"{last}.db", isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.set_trace_callback(trace)
    migrate(connection, Path(sys.argv[2]))

for last in range(1000):
    child = os.fork()
    if not child:
        killed_before(last)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status != -signal.SIGKILL:
        break
print(last)
sys.exit(status)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_killed_at_any_statement_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    number = len(migrations()) + 1
    folder = folder_with(tmp_path, **{f"m{number:04}_second": SECOND})
    whole = sqlite3.connect(":memory:", isolation_level=None)
    good = [state(whole)]
    for count in range(1, number + 1):
        part = tmp_path / f"to{count}"
        part.mkdir()
        for path in sorted(folder.iterdir())[:count]:
            shutil.copy(path, part)
        migrate(whole, part)
        good.append(state(whole))
    killed = tmp_path / "killed"
    killed.mkdir()
    command = [sys.executable, "-c", PARENT, str(killed), str(folder)]
    parent = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert parent.returncode == 0, parent.stderr
    assert int(parent.stdout) > 5 * number
    seen = set()
    for last in range(int(parent.stdout) + 1):
        connection = sqlite3.connect(killed / f"{last}.db", isolation_level=None)
        connection.execute("PRAGMA synchronous=OFF")  # a process is killed, not the machine
        found = state(connection)
        assert found in good, f"killed before statement {last}: {found}"
        seen.add(found[0])
        migrate(connection, folder)
        assert state(connection) == good[-1], "the next start finishes the work"
        connection.close()
    assert seen == set(range(number + 1))
