"""`bot doctor`: a host learns what is wrong while the bot runs, what to do, and nothing is changed by looking."""

from __future__ import annotations

import base64
import hashlib
import shutil
import sqlite3
from collections import namedtuple
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot import hosting
from bot.app import open_app
from bot.client import MicroDramaBot
from bot.config import Settings
from bot.services import host
from bot.store import records
from tests import shelf
from tests.test_cli import bot

APPLICATION = 123456789012345678
TOKEN = base64.b64encode(str(APPLICATION).encode()).decode().rstrip("=") + ".a.b"
_Usage = namedtuple("_Usage", "total used free")


@pytest.fixture
async def running(settings: Settings) -> Settings:
    """As after a start on Discord: the commands have been sent."""
    async with open_app(settings) as app:
        client = MicroDramaBot(app)
        await client.load_cogs()
        async with app.database.transaction() as db:
            await records.set_meta(db, "commands", await client.commands_digest(APPLICATION))
    return replace(settings, discord_token=TOKEN)


def digest(path: Path) -> str:
    with closing(sqlite3.connect(path)) as database:
        queries = [f'SELECT * FROM "{table}"' for table in tables(database)]  # noqa: S608
        dump = "\n".join(str(row) for query in queries for row in database.execute(query))
    return hashlib.sha256(dump.encode()).hexdigest()


def tables(database: sqlite3.Connection) -> list[str]:
    rows = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    return [name for (name,) in rows]


async def test_all_is_well_and_nothing_is_changed(running: Settings) -> None:
    before = digest(running.database_path)
    assert await hosting.problems(running) == []
    assert digest(running.database_path) == before


async def test_it_can_look_while_the_bot_runs(running: Settings) -> None:
    async with open_app(running) as app, app.database.transaction() as db:  # in the middle of a change
        await records.set_meta(db, "x", "y")
        assert await hosting.problems(running) == []


async def test_without_a_database_or_a_token(tmp_path: Path) -> None:
    path = tmp_path / "new/bot.db"
    [said] = await hosting.problems(Settings(database_path=path))
    assert "DISCORD_TOKEN" in said and not path.parent.exists()
    [said] = await hosting.problems(Settings(database_path=path, discord_token="nonsense"))
    assert "does not look like a bot token" in said


async def test_commands_that_discord_does_not_have(running: Settings) -> None:
    with closing(sqlite3.connect(running.database_path)) as database:
        database.execute("UPDATE meta SET value = 'old' WHERE key = 'commands'")
        database.commit()
        assert ["other commands" in said for said in await hosting.problems(running)] == [True]
        database.execute("DELETE FROM meta WHERE key = 'commands'")
        database.commit()
    assert ["not been sent" in said for said in await hosting.problems(running)] == [True]


async def test_catalogue_files_that_are_newer_or_gone(running: Settings, tmp_path: Path) -> None:
    folder = shelf.write(tmp_path / "catalogue")
    [said] = await hosting.problems(replace(running, catalogue_path=folder))
    assert str(folder) in said and "restart the bot" in said
    [said] = await hosting.problems(replace(running, catalogue_path=tmp_path / "gone"))
    assert "there is no folder" in said


async def test_a_damaged_database(running: Settings) -> None:
    with closing(sqlite3.connect(running.database_path)) as database:
        database.execute("PRAGMA journal_mode=DELETE")
    data = bytearray(running.database_path.read_bytes())
    for page in range(40, 60):
        data[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    running.database_path.write_bytes(data)
    [said] = await hosting.problems(running)
    assert "damaged" in said and "backup" in said
    running.database_path.write_bytes(b"no database " * 1000)
    assert "cannot be read" in (await hosting.problems(running))[0]
    assert running.database_path.read_bytes() == b"no database " * 1000


@pytest.mark.parametrize(("version", "says"), [(1, "restart the bot"), (99, "update the program")])
async def test_a_database_of_another_version_is_left_as_it_is(
    running: Settings, version: int, says: str
) -> None:
    with closing(sqlite3.connect(running.database_path)) as database:
        database.execute(f"PRAGMA user_version = {version}")
    [said] = await hosting.problems(running)
    assert says in said
    with closing(sqlite3.connect(running.database_path)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (version,)


async def test_too_little_room_on_the_disk(running: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: _Usage(10**12, 10**12, 499 * 1024 * 1024))
    [said] = await hosting.problems(running)
    assert said.startswith("Only 499 MB are free")


async def test_a_write_ahead_log_that_has_grown(running: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "_WAL", 1000)
    async with open_app(running) as app:
        async with app.database.transaction() as db:
            await records.set_meta(db, "x", "y" * 10_000)
        [said] = await hosting.problems(running)
    assert "-wal has grown" in said


def test_the_command_line(running: Settings) -> None:
    done = bot("doctor", DATABASE_PATH=running.database_path, DISCORD_TOKEN=TOKEN)
    assert (done.returncode, done.stdout) == (0, "All well.\n"), done
    done = bot("doctor", DATABASE_PATH=running.database_path, DISCORD_TOKEN="")
    assert done.returncode == 1 and "DISCORD_TOKEN" in done.stdout and done.stderr.endswith("1 problem.\n"), (
        done
    )
