"""A run's measurements as the few figures that engines are compared by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean
from typing import NamedTuple

from benchmarks.search.worker import Json

_MB = 1_000_000


class Share(NamedTuple):
    """Of queries with a right answer in first place, and among the first five."""

    first: float
    five: float


@dataclass(frozen=True)
class Family:
    name: str
    example: str
    found: Share
    ms: list[float]


@dataclass(frozen=True)
class Summary:
    """Times are milliseconds of work unless said otherwise, memory and disk are megabytes (millions of bytes)."""

    engine: str
    size: int
    code: str
    families: list[Family]
    found: Share  # mean over families: each counts the same
    worst: Family  # by the first five
    answered: int
    asked: int
    ms: list[float]
    late: int  # queries that took longer than the bot's limit, by the clock
    key_ms: list[float]
    garbage: tuple[float, str]
    raised: list[str]  # by garbage
    errors: list[str]  # by queries, which then count as missed
    build: dict[str, float]  # seconds
    open_ms: float  # by the clock, with the first search
    memory: float
    disk: float
    add_ms: list[float]  # by the clock
    add_index_ms: list[float]
    not_found: int  # of the added titles
    noise: tuple[float, float]

    @classmethod
    def of(cls, result: Json) -> Summary:
        families = _families(result["queries"], result["examples"])
        slowest = max(result["garbage"], key=lambda row: row[0])
        return cls(
            engine=result["engine"],
            size=result["size"],
            code=result.get("code", ""),
            families=families,
            found=Share(mean(one.found.first for one in families), mean(one.found.five for one in families)),
            worst=min(families, key=lambda one: (one.found.five, one.found.first)),
            answered=len(result["queries"]),
            asked=result["asked"],
            ms=[row[2] for row in result["queries"]],
            late=sum(row[3] > LIMIT_MS for row in result["queries"]),
            key_ms=result["keys"],
            garbage=(slowest[0], slowest[2]),
            raised=[f"{text}: {error}" for _, error, text in result["garbage"] if error],
            errors=result["errors"],
            build=result["build"],
            open_ms=result["open_ms"] + result["first_ms"],
            memory=result["grown"] / _MB,
            disk=result["disk"] / _MB,
            add_ms=result["add_ms"],
            add_index_ms=result["index_ms"],
            not_found=result["added"] - result["found"],
            noise=tuple(result["noise"]),
        )


LIMIT_MS = 15  # after which the bot answers with what it has found so far


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that so many percent of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * int(percent) // 100) - 1)] if ordered else float("nan")


def _families(rows: list[tuple[str, int, float, float]], examples: dict[str, str]) -> list[Family]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    times: defaultdict[str, list[float]] = defaultdict(list)
    for name, place, cpu, _ in rows:
        places[name].append(place)
        times[name].append(cpu)
    return [Family(name, examples[name], share(found), times[name]) for name, found in places.items()]


def share(places: list[int]) -> Share:
    """`places` are of the first right answer, 0 where there is none."""
    return Share(*(sum(0 < place <= most for place in places) / len(places) for most in (1, 5)))
