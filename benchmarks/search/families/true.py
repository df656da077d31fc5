"""Queries written by hand for three dramas that exist, of which every catalogue has the names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from benchmarks.search.drama import Drama
from benchmarks.search.families.family import Asked, Family
from benchmarks.search.spelling import compact, fold
from benchmarks.search.truth import Numbers, Truth


def _ask(random: Random, drama: Drama) -> Asked | None:
    text, number = random.choice(queries())
    return Asked(text, (fold(text), number), number)


@cache
def queries() -> list[tuple[str, int]]:
    """Text and number of the drama."""
    written = tomllib.loads(Path(__file__).with_name("true_titles.toml").read_text(encoding="utf-8"))
    return [(text, int(id.removeprefix("t"))) for id, texts in written.items() for text in texts]


def _answers(truth: Truth, queries: list[Asked]) -> list[Numbers]:
    return [
        {number}.union(*_as_good(truth, spelling, number))
        for spelling, number in (one.key for one in queries)
    ]


def _as_good(truth: Truth, spelling: str, number: int) -> Iterator[Numbers]:
    """What has the text in a way in which the intended drama has it too: as a name, its start, a part, its words."""
    yield truth.spelt(spelling)
    for found in (
        truth.starting_compact(compact(spelling)),
        truth.containing(compact(spelling)),
        truth.containing_words(spelling.split()),
    ):
        if number in found:
            yield found


FAMILIES = (Family("true", _ask, _answers, count=len(queries())),)
