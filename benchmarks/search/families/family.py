"""What a family of queries is, and the slips of the finger that several share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, NamedTuple

from benchmarks.search.drama import Drama, Name
from benchmarks.search.truth import Numbers, Truth

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Asked(NamedTuple):
    """`text` is typed; `key` is what the family looks up to know the truth."""

    text: str
    key: Any
    intended: int | None = None  # number of a drama; None: the one that was drawn


Ask = Callable[[Random, Drama], Asked | None]  # None: this drama has nothing to ask for in that way


@dataclass(frozen=True)
class Family:
    """`ask` makes one query from a drama drawn at random; `answers` finds the truth of each."""

    name: str
    ask: Ask
    answers: Callable[[Truth, list[Asked]], list[Numbers]]
    most: int | None = None  # right answers that a query may have; others are not asked
    count: int | None = None  # queries, where it is the same in every size of catalogue


def each(answer: Callable[[Truth, Any], Numbers]) -> Callable[[Truth, list[Asked]], list[Numbers]]:
    """The truth of one query at a time, from its key."""
    return lambda truth, queries: [answer(truth, query.key) for query in queries]


def chinese(drama: Drama, *kinds: str) -> Name | None:
    """Its Chinese name, of a first season: sequels are asked for in a family of their own."""
    name = drama.name("zh-Hans", "zh-Hant", kinds=kinds or ("original",))
    return name if name and name.season == 1 else None


def english(drama: Drama) -> Name | None:
    return drama.name("en")


def slips(random: Random, text: str, count: int, letters: str = LETTERS) -> str:
    """So many wrong, missing, doubled or swapped characters; never the same text again."""
    while True:
        changed = text
        for _ in range(count):
            changed = _slip(random, changed, letters)
        if changed != text and changed == " ".join(changed.split()):
            return changed


def _slip(random: Random, text: str, letters: str) -> str:
    at, other = random.randrange(len(text)), random.choice(letters)
    match random.choice(("wrong", "missing", "more", "swapped")):
        case "wrong":
            return text[:at] + other + text[at + 1 :]
        case "missing":
            return text[:at] + text[at + 1 :]
        case "more":
            return text[:at] + other + text[at:]
        case _:
            return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def cut(random: Random, text: str, least: int, most: float = 0.9) -> str | None:
    """A beginning of the text, shorter than it."""
    longest = min(int(len(text) * most), len(text) - 1)
    return text[: random.randint(least, longest)].rstrip() if longest >= least else None


def runs(length: int, of: int, start: int = 0) -> Iterator[tuple[int, int]]:
    """All slices of a length, from a start."""
    return ((at, at + length) for at in range(start, of - length + 1))
