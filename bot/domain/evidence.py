"""What members' votes say of a way to watch: who it worked for, how lately, and whether it is to be doubted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

_DAY = 24 * 3600
COUNTED = 90 * _DAY  # seconds for which a vote says anything
RECENT = 30 * _DAY  # seconds for which a failure can make a way doubtful
DOUBTFUL_FROM = 3  # recent failures that no later success makes up for
PER_SERVER = (
    2  # failures, and successes, of one server that count towards that in others: members can agree to vote
)
YOUNG = 7 * _DAY  # seconds: an account this new does not vote


class Vote(NamedTuple):
    worked: bool
    guild: int  # where it was cast
    at: int  # UTC seconds


class Way(NamedTuple):
    title_id: str
    platform: str
    region: str  # ISO 3166 alpha-2


class Failing(NamedTuple):
    """A way that did not work for some, in one server or in all."""

    way: Way
    failed: int  # members
    last: int  # UTC seconds


class Trust(IntEnum):
    """Lower is better."""

    CONFIRMED = 0
    UNKNOWN = 1
    DOUBTFUL = 2


@dataclass(frozen=True)
class Evidence:
    worked: int = 0  # members
    failed: int = 0
    last_worked: int = 0  # UTC seconds; 0: never
    last_failed: int = 0
    trust: Trust = Trust.UNKNOWN


def weigh(votes: Iterable[Vote], now: int, here: int = 0) -> Evidence:
    """As it is shown in one server. Old votes say nothing; no other server alone can make a way doubtful here, or
    take every doubt away."""
    counted = [vote for vote in votes if now - vote.at < COUNTED]
    worked = [vote.at for vote in counted if vote.worked]
    failed = [vote.at for vote in counted if not vote.worked]
    is_doubtful = _doubts([vote for vote in counted if now - vote.at < RECENT], here) >= DOUBTFUL_FROM
    trust = Trust.DOUBTFUL if is_doubtful else Trust.CONFIRMED if worked else Trust.UNKNOWN
    return Evidence(len(worked), len(failed), max(worked, default=0), max(failed, default=0), trust)


def _doubts(votes: Iterable[Vote], here: int) -> int:
    """Failures, less one for each success after them; of another server, only the last few of either."""
    said = Counter[tuple[int, bool]]()
    heard: list[bool] = []
    for vote in sorted(votes, key=lambda vote: (vote.at, vote.worked), reverse=True):
        said[vote.guild, vote.worked] += 1
        if (here and vote.guild == here) or said[vote.guild, vote.worked] <= PER_SERVER:
            heard.append(vote.worked)
    doubts = 0
    for worked in reversed(heard):
        doubts = max(0, doubts - 1) if worked else doubts + 1
    return doubts
