"""When nothing at all is to be sent: Discord, the network in front of it, or our own caution asks for a pause."""

from __future__ import annotations

import logging
import math

from bot.domain.announcing.outcome import CLOUDFLARE_MOST, CLOUDFLARE_PAUSE, Answer, Decision, Fault
from bot.services.breaker import Breaker

log = logging.getLogger(__name__)
_RESETS = 8  # connections in a row that broke: it is the network, and trying every post would only cost
_NETWORK_PAUSE = 5.0  # seconds


class Gate:
    """All times are seconds on a clock that nobody sets."""

    def __init__(self, breaker: Breaker) -> None:
        self._breaker = breaker
        self._opens_at = 0.0
        self._cloudflare = CLOUDFLARE_PAUSE  # the next pause for it
        self._resets = 0  # in a row

    def wait(self, now: float) -> float:
        """Seconds until something may be sent; 0: now. Infinite once the token is no longer good."""
        if (pause := self._breaker.pause(now)) and now >= self._opens_at:
            self._opens_at = now + pause
            log.error("Discord has refused too many requests: nothing is announced for %d s.", pause)
        return max(0.0, self._opens_at - now)

    def note(self, answer: Answer, decision: Decision, now: float) -> None:
        """What an answer means for all requests to come."""
        self._resets = self._resets + 1 if answer.fault is Fault.RESET else 0
        if decision.slow:
            self._breaker.too_fast(now)
        if decision.stop_all and not math.isinf(self._opens_at):
            self._opens_at = math.inf
            log.error("Discord no longer accepts the token: nothing more is announced until a restart.")
        elif decision.settled.reason == "network-block":
            self._blocked(now)
        elif decision.pause:
            self._opens_at = max(self._opens_at, now + decision.pause)
        elif self._resets >= _RESETS:
            self._opens_at = max(self._opens_at, now + _NETWORK_PAUSE)
        elif answer.status // 100 == 2:
            self._cloudflare = CLOUDFLARE_PAUSE

    def _blocked(self, now: float) -> None:
        """Once for all requests that were under way together; longer each time in a row."""
        if now < self._opens_at:
            return
        log.error("The network in front of Discord refuses requests: none for %d s.", self._cloudflare)
        self._opens_at = now + self._cloudflare
        self._cloudflare = min(CLOUDFLARE_MOST, 2 * self._cloudflare)
