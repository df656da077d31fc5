"""How often one may ask: 50 requests a second in all, five in five seconds for a route of a channel."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass

_ALL = 50  # a second
_ROUTE = 5
_ROUTE_SECONDS = 5.0
_CROSSPOSTS = 10
_HOUR = 3600.0


@dataclass(frozen=True)
class Limited:
    """Too often."""

    retry_after: float  # seconds
    is_global: bool = False


@dataclass
class Bucket:
    """So many in a stretch of time that begins with the first."""

    limit: int
    seconds: float
    began: float = float("-inf")  # a clock may begin at 0 when its machine does
    used: int = 0

    def take(self, now: float) -> float:
        """Seconds to wait; 0: it may go on."""
        if now - self.began >= self.seconds:
            self.began, self.used = now, 0
        if self.used >= self.limit:
            return self.began + self.seconds - now
        self.used += 1
        return 0.0

    def headers(self, name: str, now: float) -> dict[str, str]:
        left = max(0.0, self.began + self.seconds - now)
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.limit - self.used),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": name,
        }


class Limits:
    """All of them are enforced; `per_second`, `route_seconds` and `hour` may be changed."""

    def __init__(self) -> None:
        self.per_second = _ALL
        self.route_seconds = _ROUTE_SECONDS
        self.hour = _HOUR
        self._last_second: deque[float] = deque()
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._crossposts: dict[str, Bucket] = {}

    def take(self, route: str, channel: str) -> Limited | None:
        """`route` is empty for one that has only the limit of all."""
        now = time.monotonic()
        while self._last_second and now - self._last_second[0] >= 1:
            self._last_second.popleft()
        if len(self._last_second) >= self.per_second:
            return Limited(self._last_second[0] + 1 - now, is_global=True)
        wait = self._bucket(route, channel).take(now) if route else 0.0
        if wait:
            return Limited(wait)
        self._last_second.append(now)
        return None

    def headers(self, route: str, channel: str) -> dict[str, str]:
        return self._bucket(route, channel).headers(route, time.monotonic()) if route else {}

    def take_crosspost(self, channel: str) -> Limited | None:
        """This one stands in no header."""
        bucket = self._crossposts.setdefault(channel, Bucket(_CROSSPOSTS, self.hour))
        wait = bucket.take(time.monotonic())
        return Limited(wait) if wait else None

    def _bucket(self, route: str, channel: str) -> Bucket:
        key = route, channel
        if key not in self._buckets:
            self._buckets[key] = Bucket(_ROUTE, self.route_seconds)
        return self._buckets[key]
