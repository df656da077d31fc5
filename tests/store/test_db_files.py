"""A file that is no database of ours, or a place where none can be, is refused with a sentence and left alone."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from bot.errors import StartupError
from bot.store import records
from bot.store.db import Database
from bot.store.records import Row


@pytest.mark.parametrize(
    "content",
    [
        b"This is a letter, not a database.\n" * 50,
        b"SQLite format 3\0" + bytes(range(256)) * 40,
        b"DISCORD_TOKEN=x\n",
    ],
    ids=["text", "header only", "short text"],
)
async def test_a_file_that_is_no_database_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bot.db"
    path.write_bytes(content)
    await _refused(path, "damaged")
    assert path.read_bytes() == content
    assert files_in(tmp_path) == ["bot.db"]


async def test_a_damaged_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    database = await Database.open(path)
    async with database.transaction() as db:
        rows = [Row("titles", f"t{i}", "x" * 500, None, False) for i in range(200)]
        await records.put(db, rows, 1)
    await database.close()
    data = bytearray(path.read_bytes())
    data[4096 * 5 : 4096 * 9] = os.urandom(4096 * 4)
    path.write_bytes(data)
    await _refused(path, "damaged")
    assert path.read_bytes() == bytes(data)


@pytest.mark.parametrize("version", [0, 1])
async def test_a_database_of_another_program_is_refused_untouched(tmp_path: Path, version: int) -> None:
    path = tmp_path / "places.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    await _refused(path, "places.sqlite")
    assert path.read_bytes() == before


async def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bot.db").mkdir()
    await _refused(tmp_path / "bot.db", "cannot be opened")
    assert files_in(tmp_path / "bot.db") == []


async def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    await _refused(tmp_path / "file/bot.db", "cannot be opened")


async def test_a_folder_nobody_may_write_in_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):  # the administrator may write anywhere but in the kernel's own folders
        folder = Path("/proc")
    if os.access(folder, os.W_OK) and not folder.is_mount():
        pytest.skip("nothing is locked for this user")
    await _refused(folder / "bot.db", "cannot be opened")


async def _refused(path: Path, reason: str) -> None:
    """With one sentence that names the file, and without threads left."""
    before = set(threading.enumerate())
    with pytest.raises(StartupError) as refused:
        await Database.open(path)
    sentence = str(refused.value)
    assert str(path) in sentence or path.name in sentence
    assert reason in sentence and sentence.endswith(".") and "\n" not in sentence
    assert set(threading.enumerate()) <= before


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
