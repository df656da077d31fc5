"""Files to import, as the tests of their reading and of their application write them."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import sqlite3
from contextlib import closing
from typing import Any

from bot.app import App
from bot.services.exchanging import ExchangingService


def csv_file(*rows: dict[str, str], **dialect: Any) -> bytes:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, **dialect)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def json_file(*titles: Any, **top: Any) -> bytes:
    return json.dumps({"format": "microdrama-catalogue", "version": 1, "titles": titles, **top}).encode()


SAM = 5
ROW = {"id": "night", "original": "夜骑", "english": "Night Rider", "confidence": "medium", "sources": "s"}


def quiet(_: int) -> None:
    """Nobody looks at how far it is."""


async def bring(service: ExchangingService, guild: int, data: bytes) -> int:
    found = await service.read(guild, data, SAM)
    assert found.token, found
    return await service.apply(found.token, guild, SAM, quiet)


def many(count: int, **cells: str) -> bytes:
    return csv_file(*({**ROW, "id": f"t-{at}", "original": f"剧{at}", "english": f"Drama {at}", **cells}
                      for at in range(count)))  # fmt: skip


def dump(app: App) -> list[str]:
    """All that is written down of titles."""
    with closing(sqlite3.connect(app.settings.database_path)) as db:
        tables = (
            "records",
            "overrides",
            "removed",
            "changes",
            "forms",
            "meta",
            "search_titles",
            "search_keys",
        )
        return sorted(f"{table} {row}" for table in tables for row in db.execute(f"SELECT * FROM {table}"))  # noqa: S608


async def while_written(app: App) -> None:
    """Returns when a transaction of somebody else is open."""
    async with asyncio.timeout(60):
        while not _is_being_written(app):  # noqa: ASYNC110 — SQLite has no event for it
            await asyncio.sleep(0.001)


def _is_being_written(app: App) -> bool:
    with closing(sqlite3.connect(app.settings.database_path, isolation_level=None, timeout=0)) as db:
        try:
            db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        db.execute("ROLLBACK")
        return False
