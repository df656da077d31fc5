"""What can go wrong with a request: chosen by a seeded chance, or ordered for the next one, and all written down."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Order = Literal["before", "after"]  # than what was asked for has been done
_ON = r" /api/v10/(channels|guilds)/"  # nothing goes wrong at log-in unless it is ordered


@dataclass(frozen=True)
class Fault:
    """An answer other than the true one."""

    name: str
    status: int = 0  # 0: no answer, the connection is cut; -1: the true answer, only late
    code: int = 0
    order: Order = "before"
    retry_after: float = 0.0
    scope: Literal["user", "global", "shared"] = "user"
    via: bool = True  # False: from the network in front of Discord
    delay: float = 0.0  # seconds

    @property
    def is_cut(self) -> bool:
        return self.status == 0

    @property
    def is_late(self) -> bool:
        return self.status < 0


ERROR_BEFORE = Fault("500 before commit", 500)
ERROR_AFTER = Fault("500 after commit", 500, order="after")
UNAVAILABLE = Fault("503", 503)
RESET_BEFORE = Fault("reset before commit")
RESET_AFTER = Fault("reset after commit", order="after")
LIMITED = Fault("429 route", 429, retry_after=0.3)
LIMITED_SHARED = Fault("429 shared", 429, retry_after=0.3, scope="shared")
LIMITED_GLOBALLY = Fault("429 global", 429, retry_after=0.3, scope="global")
BLOCKED = Fault("429 without Via", 429, via=False)
SLOW = Fault("slow answer", -1, order="after", delay=1.0)
SEVEN = (ERROR_BEFORE, ERROR_AFTER, UNAVAILABLE, RESET_BEFORE, RESET_AFTER, LIMITED, LIMITED_GLOBALLY, SLOW)


def forbidden(code: int = 50013) -> Fault:
    return Fault(f"403 {code}", 403, code)


def missing(code: int = 10003) -> Fault:
    return Fault(f"404 {code}", 404, code)


def refused(code: int = 50035, status: int = 400) -> Fault:
    return Fault(f"{status} {code}", status, code)


def slow(seconds: float) -> Fault:
    return replace(SLOW, delay=seconds)


class Given(NamedTuple):
    """One that was."""

    fault: Fault
    method: str
    path: str


@dataclass
class _Ordered:
    fault: Fault
    on: re.Pattern[str]
    times: float


class Faults:
    """None until they are asked for. `on` is a pattern of "POST /api/v10/channels/1/messages"."""

    def __init__(self) -> None:
        self.given: list[Given] = []
        self.asked = 0  # requests that a mix was for, spoilt or not
        self._ordered: list[_Ordered] = []
        self._kinds: Sequence[Fault] = ()
        self._share = 0.0
        self._on = re.compile(_ON)
        self._random = random.Random()

    def mix(self, share: float, kinds: Sequence[Fault] = SEVEN, *, seed: int = 1, on: str = _ON) -> None:
        """From now on this share of the requests gets one of these."""
        self._kinds, self._share, self._on, self._random = kinds, share, re.compile(on), random.Random(seed)

    def order(self, fault: Fault, on: str = _ON, times: float = 1) -> None:
        """The next requests of this kind get it; `math.inf` times is until `stop`."""
        self._ordered.append(_Ordered(fault, re.compile(on), times))

    def stop(self) -> None:
        """Nothing goes wrong any more."""
        self._kinds, self._share, self._ordered = (), 0.0, []

    def counted(self) -> Counter[str]:
        """How often each was given, by its name."""
        return Counter(given.fault.name for given in self.given)

    def choose(self, method: str, path: str) -> Fault | None:
        """The one for this request."""
        fault = self._next(request := f"{method} {path}") or self._by_chance(request)
        if fault is not None:
            self.given.append(Given(fault, method, path))
        return fault

    def _next(self, request: str) -> Fault | None:
        for ordered in self._ordered:
            if ordered.times > 0 and ordered.on.search(request):
                ordered.times -= 1
                return ordered.fault
        return None

    def _by_chance(self, request: str) -> Fault | None:
        if not self._share or not self._on.search(request):
            return None
        self.asked += 1
        return self._random.choice(self._kinds) if self._random.random() < self._share else None
