"""A value per server that is asked for all the time, changes seldom, and is read from the database now and then."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")
_SERVERS = 500  # whose values are kept in memory


class Remembered(Generic[T]):
    """What `read` says of a server, at most `seconds` old. Those read longest ago are forgotten first."""

    def __init__(self, read: Callable[[int], Awaitable[T]], seconds: float) -> None:
        self._read = read
        self._seconds = seconds
        self._kept: dict[int, tuple[float, T]] = {}
        self._changes = 0

    async def get(self, guild: int) -> T:
        now = time.monotonic()
        if (kept := self._kept.get(guild)) and now - kept[0] < self._seconds:
            return kept[1]
        changes = self._changes
        value = await self._read(guild)
        if changes == self._changes:  # else it may be older than the change
            self._kept.pop(guild, None)
            self._kept[guild] = now, value
            if len(self._kept) > _SERVERS:
                self._kept.pop(next(iter(self._kept)))
        return value

    def forget(self, *guilds: int) -> None:
        """To be called after a change."""
        self._changes += 1
        for guild in guilds:
            self._kept.pop(guild, None)
