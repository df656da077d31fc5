"""The first few requests of an announcement find out whether Discord accepts it, before thousands are made."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

FIRST = 3  # channels
_WAITING = 64  # the most that may wait
_KEPT = 1_000  # announcements that are remembered


@dataclass
class _Trial:
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(FIRST))
    sent: int = 0


class Canary:
    def __init__(self) -> None:
        self._trials: OrderedDict[str, _Trial] = OrderedDict()

    @asynccontextmanager
    async def turn(self, event: str) -> AsyncGenerator[None]:
        """Waits while others try an announcement that nobody has proved yet. Settle what came of it inside."""
        trial = self._trial(event)
        if trial.sent >= FIRST:
            yield
            return
        async with trial.room:
            yield

    def is_proved(self, event: str) -> bool:
        """What Discord refuses now is the fault of one channel."""
        trial = self._trials.get(event)
        return trial is not None and trial.sent >= FIRST

    def sent(self, event: str) -> None:
        """It has been accepted once more; with the last of the first few, everybody may go."""
        trial = self._trial(event)
        trial.sent += 1
        if trial.sent == FIRST:
            for _ in range(_WAITING):
                trial.room.release()

    def _trial(self, event: str) -> _Trial:
        trial = self._trials.setdefault(event, _Trial())
        self._trials.move_to_end(event)
        while len(self._trials) > _KEPT:
            self._trials.popitem(last=False)
        return trial
