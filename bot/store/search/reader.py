"""One thread with one read-only connection, on which every search runs as a single call."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from bot.domain.search.scope import Scope
from bot.store.search.read import SqliteLookup

MOST_SECONDS = 0.015  # for one search; what was found by then is the answer
_CACHE_KIB = 32_768

T = TypeVar("T")


class SearchReader:
    """Searches one after the other. A statement hops between threads for 30 µs; a search has a dozen of them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="search")
        self._db: sqlite3.Connection | None = None

    async def call(self, work: Callable[[SqliteLookup], T], scope: Scope, seconds: float = MOST_SECONDS) -> T:
        """Do the work with one state of the index, whatever is written meanwhile."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._work, work, scope, seconds)

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown()

    def _work(self, work: Callable[[SqliteLookup], T], scope: Scope, seconds: float) -> T:
        db = self._db = self._db or _open(self._path)
        db.execute("BEGIN")
        try:
            return work(SqliteLookup(db, scope, seconds))
        finally:
            db.set_progress_handler(None, 0)
            db.execute("COMMIT")

    def _close(self) -> None:
        if self._db:
            self._db.close()


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in ("query_only=ON", "trusted_schema=OFF", f"cache_size=-{_CACHE_KIB}", "busy_timeout=5000"):
        db.execute(f"PRAGMA {pragma}")
    return db
