"""Counts requests that Discord calls invalid: 10,000 of them in ten minutes would shut out the whole computer."""

from __future__ import annotations

from collections import deque

WINDOW = 600.0  # seconds
SLOW, STOP = 2_000, 5_000  # requests in a window
FULL, CAREFUL, HALF, NOTHING = 1.0, 0.9, 0.5, 0.0  # shares of the pace
_INVALID = frozenset({401, 403, 429})


class Breaker:
    """All times are seconds on a clock that nobody sets."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=STOP)
        self._careful_until = float("-inf")

    def note(self, status: int, now: float, *, is_shared: bool = False) -> None:
        """`is_shared`: of a 429, that others than we have used up the limit. Those do not count."""
        if status in _INVALID and not is_shared:
            self._times.append(now)

    def too_fast(self, now: float) -> None:
        """Discord has limited all requests, not those of a route."""
        self._careful_until = now + WINDOW

    def share(self, now: float) -> float:
        """How much of the usual pace is left."""
        count = self._count(now)
        if count >= STOP:
            return NOTHING
        if count >= SLOW:
            return HALF
        return CAREFUL if now < self._careful_until else FULL

    def pause(self, now: float) -> float:
        """Seconds in which nothing is to be announced."""
        return self._times[0] + WINDOW - now if self._count(now) >= STOP else 0.0

    def _count(self, now: float) -> int:
        while self._times and self._times[0] <= now - WINDOW:
            self._times.popleft()
        return len(self._times)
