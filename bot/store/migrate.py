"""Brings a database file up to date: numbered SQL files, each applied in one transaction with its own number."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from bot.errors import StartupError

_FOLDER = Path(__file__).with_name("migrations")


def migrations(folder: Path = _FOLDER) -> list[tuple[int, str]]:
    """(number, SQL) of NNNN_reason.sql files, in order and without gaps."""
    found = [(int(path.name[:4]), path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.sql"))]
    if [number for number, _ in found] != list(range(1, len(found) + 1)):
        raise RuntimeError(f"migrations in {folder} are not numbered 1 to {len(found)}")
    return found


def migrate(connection: sqlite3.Connection, folder: Path = _FOLDER) -> None:
    """Apply what is missing. Raises StartupError, and writes nothing, when the database is newer than the code.

    `user_version` is raised inside each migration's transaction, so a kill leaves the old or the new state.
    """
    known = migrations(folder)
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if not _is_ours(connection, version):
        path = connection.execute("PRAGMA database_list").fetchone()[2]
        raise StartupError(
            f"{path} belongs to another program. Nothing was changed: choose another DATABASE_PATH."
        )
    if version > len(known):
        raise StartupError(
            f"The database is of a newer version ({version}) than this program knows ({len(known)}): "
            "update the program, or restore a backup made with this version."
        )
    for number, script in known[version:]:
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise


def _is_ours(connection: sqlite3.Connection, version: int) -> bool:
    """Whether it is empty, or has the tables of a version of ours."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return "records" in tables if version else not tables


def _statements(script: str) -> Iterator[str]:
    # executescript() would commit between statements.
    pending = ""
    for line in re.sub(r"--[^\n]*", "", script).splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            if pending.strip():
                yield pending
            pending = ""
