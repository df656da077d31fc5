"""One way to come by candidates: names or titles that are worth comparing with what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from bot.domain.search.lookup import Reference

# How good the best hit is; a stage is left out when an earlier one has done so well.
SURE = 0.93  # somebody's name, sound or initials, whole: nothing else needs to be tried
CLEAR = 0.9  # most of a name from its beginning on
AS_TYPED = 0.885  # the beginning of a name
HEARD = 0.84  # the same in pinyin
GOOD = 0.82  # the beginning of a name, or all of its words: nobody has slipped
FAIR = 0.75
WEAK = 0.35  # nothing that could be meant


class Candidate(NamedTuple):
    """A title, or one of its names (-1: any of them), and what is known of the name before it is compared."""

    title: int
    name: int = -1
    begins: bool = False  # with what was typed
    has: str = ""  # in it as it is packed


Found = list[Candidate]


class Stage(NamedTuple):
    """It is tried unless a hit is sure enough already, or there are plenty of hits that are good enough."""

    enough: float
    plenty: float
    find: Callable[[], Found]


def references(found: Iterable[Reference]) -> Found:
    return [Candidate(title, name) for _, title, name in found]


def titles(numbers: Iterable[int]) -> Found:
    return [Candidate(number) for number in numbers]
