"""How often the titles are asked for in each server: counted in memory, written down once a minute."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter

from bot.services.remembered import Remembered
from bot.store import searches
from bot.store.db import Database

log = logging.getLogger(__name__)
_SECONDS = 60.0  # between two writes, and until a written count shows
_MOST = 200  # titles of one server


class PopularityService:
    """A kill loses the counts of the last minute at most; a failing write is tried again a minute later."""

    def __init__(self, database: Database, seconds: float = _SECONDS) -> None:
        self._database = database
        self._seconds = seconds
        self._counts = Counter[tuple[int, str]]()  # not yet written
        self._turn = asyncio.Lock()
        self._timer: asyncio.TimerHandle | None = None
        self._writing = set[asyncio.Task[None]]()
        self._failing = False
        self._closed = False
        self._top = Remembered(self._read_top, seconds)

    def note(self, guild: int, title_id: str) -> None:
        """Somebody opened a title. Never fails, never waits."""
        self._counts[guild, title_id] += 1
        self._write_later()

    async def top(self, guild: int) -> tuple[str, ...]:
        """Ids of the titles most asked for, most first; those of the last minute may be missing."""
        return await self._top.get(guild)

    async def flush(self) -> None:
        """Write what is counted so far. Whoever waits may be cancelled: half a write would be counted twice."""
        await asyncio.shield(self._start())

    async def close(self) -> None:
        """Write what is left; never fails."""
        self._closed = True
        if self._timer:
            self._timer.cancel()
        await self.flush()
        if self._counts:
            log.error("%d openings of titles could not be counted.", self._counts.total())

    def _write_later(self) -> None:
        if self._timer is None and not self._closed:
            self._timer = asyncio.get_running_loop().call_later(self._seconds, self._due)

    def _due(self) -> None:
        self._timer = None
        self._start()

    def _start(self) -> asyncio.Task[None]:
        task = asyncio.create_task(self._write())
        self._writing.add(task)  # the loop itself holds tasks only weakly
        task.add_done_callback(self._writing.discard)
        return task

    async def _write(self) -> None:
        async with self._turn:
            taken, self._counts = self._counts, Counter[tuple[int, str]]()
            if not taken:
                return
            try:
                async with self._database.transaction() as db:
                    await searches.add_asked(db, taken, int(time.time()))
            except BaseException as error:
                self._counts.update(taken)
                if not isinstance(error, Exception):
                    raise
                self._failed(error)
            else:
                self._failing = False
                self._top.forget(*{guild for guild, _ in taken})

    def _failed(self, error: Exception) -> None:
        if not self._failing:  # once, not every minute that the disk is full
            log.error("How often titles are opened cannot be written; it is kept in memory.", exc_info=error)
        self._failing = True
        self._write_later()

    async def _read_top(self, guild: int) -> tuple[str, ...]:
        async with self._database.read() as db:
            return tuple(await searches.most_asked(db, guild, _MOST))
