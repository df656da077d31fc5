"""How long ago something was, also when the computer or this process slept meanwhile or a clock was set."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Moment:
    """On two clocks: one that nobody sets but that may stand still with the computer, and the other way round."""

    steady: float
    wall: float

    @classmethod
    def now(cls) -> Moment:
        return cls(asyncio.get_running_loop().time(), time.time())

    def age(self) -> float:
        """Seconds, at least."""
        now = Moment.now()
        return max(now.steady - self.steady, now.wall - self.wall)
