"""What runs in a process of its own, so that memory is one engine's: building, searching, adding."""

from __future__ import annotations

import itertools
import json
import random
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import psutil

from benchmarks.search.catalogue import Catalogue, make
from benchmarks.search.drama import Drama
from benchmarks.search.engines import engine
from benchmarks.search.engines.engine import Added, Engine
from benchmarks.search.garbage import GARBAGE
from benchmarks.search.queries import Query, read

RESULTS = 10  # asked for by a query
CHOICES = 25  # by a keystroke: what Discord shows
_WARM_UP = 100
_WARM_UP_SECONDS = 5
_ADDED = 50

T = TypeVar("T")
Json = dict[str, Any]


def build(name: str, catalogue: Catalogue, folder: Path) -> Json:
    """Seconds of each stage without the making of the catalogue, and bytes on disk."""
    built = engine(name)
    waited = _Waited(catalogue)
    began = time.perf_counter()
    stages = built.build(waited, folder)
    whole = time.perf_counter() - began - waited.seconds
    if len(stages) == 1:  # then the catalogue was made while that stage ran
        stages = {"index": whole}
    return {"build": stages, "disk": built.disk_bytes(folder), "stamp": built.stamp()}


def search(name: str, queries: Path, folder: Path, budget: float, patient: bool) -> Json:
    """Every query, keystroke and nasty text, each kind until its seconds are over."""
    asked = read(queries)
    one = engine(name)
    one.patient = patient
    process = psutil.Process()
    before, loop = process.memory_info().rss, noise()
    began = time.perf_counter()
    one.open(folder)
    opened = time.perf_counter()
    one.search(asked.queries[0].text, RESULTS)
    first = time.perf_counter()
    _warm_up(one, asked.queries)
    errors: list[str] = []
    answers = [_query(one, query, errors) for query in _within(budget, _mixed(asked.queries))]
    keys = [_timed(one, text, CHOICES)[0][0] for text in _within(budget / 2, _keystrokes(asked.typed))]
    garbage = [(*_timed(one, text, CHOICES), text[:40]) for text in _within(budget / 2, GARBAGE)]
    grown = process.memory_info().rss - before
    one.close()
    return {
        "asked": len(asked.queries), "queries": answers, "errors": errors, "keys": keys,
        "garbage": [[cpu, error, repr(text)] for (cpu, _), (_, error), text in garbage],
        "open_ms": (opened - began) * 1000, "first_ms": (first - opened) * 1000, "grown": grown,
        "noise": [loop, noise()], "examples": _examples(asked.queries),
    }  # fmt: skip


def _examples(queries: list[Query]) -> dict[str, str]:
    """One short query of each family."""
    return {query.family: query.text for query in sorted(queries, key=lambda one: -abs(len(one.text) - 14))}


def add(name: str, catalogue: Catalogue, folder: Path) -> Json:
    """Milliseconds of each title that is added, and how many of them the very next search finds."""
    one = engine(name)
    one.open(folder)
    found = 0
    times: list[Added] = []
    for number in range(len(catalogue), len(catalogue) + _ADDED):
        drama = catalogue.drama(number)
        times.append(one.add(drama))
        found += drama.id in one.search(drama.names[0].text, RESULTS)
    one.close()
    return {"add_ms": [whole for whole, _ in times[1:]], "index_ms": [index for _, index in times[1:]],
            "added": _ADDED, "found": found}  # fmt: skip


def noise() -> float:
    """Milliseconds of the clock for a fixed piece of work; how busy the machine is."""
    return statistics.median(_loop() for _ in range(25))


def _loop() -> float:
    began = time.perf_counter()
    sum(number * number for number in range(50_000))
    return (time.perf_counter() - began) * 1000


def _query(one: Engine, query: Query, errors: list[str]) -> tuple[str, int, float, float]:
    """Family, place of the first right answer (0: none), milliseconds of work and of the clock."""
    (cpu, wall), (ids, error) = _timed(one, query.text, RESULTS)
    errors += [f"{query.text}: {error}"] if error else []
    place = next((at for at, id in enumerate(ids, 1) if int(id[1:]) in query.right), 0)
    return query.family, place, cpu, wall


def _timed(one: Engine, text: str, k: int) -> tuple[tuple[float, float], tuple[list[str], str]]:
    """Milliseconds of this thread's work and of the clock; ids, and the error if there was one."""
    wall, cpu = time.perf_counter(), time.thread_time()
    try:
        ids, problem = one.search(text, k), ""
    except Exception as error:  # any of them is a result
        ids, problem = [], f"{type(error).__name__}: {error}"
    return ((time.thread_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000), (ids, problem)


def _warm_up(one: Engine, queries: list[Query]) -> None:
    for query in _within(_WARM_UP_SECONDS, random.Random(0).sample(queries, min(_WARM_UP, len(queries)))):
        _timed(one, query.text, RESULTS)


def _mixed(queries: list[Query]) -> list[Query]:
    """One of each family in turn, so that a cut leaves each as many."""
    families: defaultdict[str, list[Query]] = defaultdict(list)
    for query in queries:
        families[query.family].append(query)
    rounds = itertools.zip_longest(*families.values())
    return [query for one_of_each in rounds for query in one_of_each if query]


def _keystrokes(typed: Iterable[tuple[str, str, int]]) -> list[str]:
    texts = [text[:end] for _, text, _ in typed for end in range(1, len(text) + 1)]
    random.Random(0).shuffle(texts)  # a cut leaves some of every script and length
    return texts


def _within(seconds: float, things: Iterable[T]) -> Iterator[T]:
    end = time.monotonic() + seconds
    return itertools.takewhile(lambda _: time.monotonic() < end, things)


class _Waited:
    """The dramas, and how long making them took."""

    def __init__(self, dramas: Iterable[Drama]) -> None:
        self._dramas = iter(dramas)
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Drama]:
        return self

    def __next__(self) -> Drama:
        began = time.perf_counter()
        try:
            return next(self._dramas)
        finally:
            self.seconds += time.perf_counter() - began


def main(order: Json) -> None:
    name, folder = order["engine"], Path(order["folder"])
    catalogue = make(order["size"], order["seed"])
    works: dict[str, Callable[[], Json]] = {
        "build": lambda: build(name, catalogue, folder),
        "search": lambda: search(name, Path(order["queries"]), folder, order["budget"], order["patient"]),
        "add": lambda: add(name, catalogue, folder),
    }
    json.dump(works[order["work"]](), sys.stdout)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
