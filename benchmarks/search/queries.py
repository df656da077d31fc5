"""Makes the queries of all families for a catalogue, with their truth, and keeps them on disk."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.search.cache import Cache, Seeds
from benchmarks.search.catalogue import Catalogue, make
from benchmarks.search.drama import Name
from benchmarks.search.families import FAMILIES
from benchmarks.search.families.family import Asked, Family
from benchmarks.search.spelling import fold, plain
from benchmarks.search.truth import Truth

_COUNTS = ((1_000, 30), (10_000, 60), (100_000, 100))  # of queries a family in catalogues up to that size
_COUNT_BEYOND = 25
_DRAWS = 20_000  # dramas that are tried for one family
_TYPED = 60  # titles that are typed key by key
_LOST_BY_RULE = 4  # times as many are made where a rule then drops some


class Query(NamedTuple):
    """`right` are the numbers of all dramas that answer it, `intended` is the one it was made from."""

    family: str
    text: str
    intended: int
    right: frozenset[int]


class Typed(NamedTuple):
    """A name that is typed key by key."""

    script: str
    text: str
    intended: int


class QuerySet(NamedTuple):
    queries: list[Query]
    typed: list[Typed]


def load(cache: Cache, size: int, seeds: Seeds) -> QuerySet:
    """From disk, or made anew, which takes minutes for a large catalogue."""
    return read(prepare(cache, size, seeds))


def prepare(cache: Cache, size: int, seeds: Seeds) -> Path:
    """The file with the queries, which is made if there is none yet."""
    file = cache.queries(size, seeds)
    if not file.exists():
        _save(file, _make(make(size, seeds.catalogue), seeds.queries))
    return file


def read(file: Path) -> QuerySet:
    written = json.loads(file.read_text(encoding="utf-8"))
    return QuerySet(
        [
            Query(family, text, intended, frozenset(right))
            for family, text, intended, right in written["queries"]
        ],
        [Typed(*typed) for typed in written["typed"]],
    )


def _save(file: Path, made: QuerySet) -> None:
    queries = [(*query[:3], sorted(query.right)) for query in made.queries]
    part = file.with_suffix(".part")
    part.write_text(
        json.dumps({"queries": queries, "typed": made.typed}, ensure_ascii=False), encoding="utf-8"
    )
    part.replace(file)


def _make(catalogue: Catalogue, seed: int) -> QuerySet:
    truth = Truth(catalogue)
    queries = [query for family in FAMILIES for query in _of_family(family, catalogue, truth, seed)]
    return QuerySet(queries, _typed(catalogue, Random(f"{seed} keys")))


def _of_family(family: Family, catalogue: Catalogue, truth: Truth, seed: int) -> list[Query]:
    count = family.count or _count(len(catalogue))
    drawn = _draw(
        family, catalogue, Random(f"{seed} {family.name}"), count * (_LOST_BY_RULE if family.most else 1)
    )
    answers = family.answers(truth, [asked for _, asked in drawn])
    queries = [
        Query(family.name, asked.text, intended, frozenset(right))
        for (intended, asked), right in zip(drawn, answers, strict=True)
        if family.most is None or len(right) <= family.most
    ]
    wrong = [query for query in queries if not query.right]
    if wrong:
        raise ValueError(f"{family.name}: nothing answers {wrong[0]}")
    return queries[:count]


def _draw(family: Family, catalogue: Catalogue, random: Random, count: int) -> list[tuple[int, Asked]]:
    """Number of the drama and what is asked; fewer where few dramas have what the family needs."""
    found: dict[str, tuple[int, Asked]] = {}
    for _ in range(_DRAWS):
        number = random.randrange(len(catalogue))
        asked = family.ask(random, catalogue[number])
        if asked and asked.text.strip() and asked.text not in found:
            found[asked.text] = (number if asked.intended is None else asked.intended, asked)
        if len(found) == count:
            break
    return list(found.values())


def _count(size: int) -> int:
    return next((count for most, count in _COUNTS if size <= most), _COUNT_BEYOND)


def _typed(catalogue: Catalogue, random: Random) -> list[Typed]:
    typed: list[Typed] = []
    while len(typed) < 3 * _TYPED:
        number = random.randrange(len(catalogue))
        drama = catalogue[number]
        english, chinese = drama.name("en"), drama.name("zh-Hans")
        if english and chinese and english.season == 1:
            typed += [Typed(script, text, number) for script, text in _scripts(english, chinese)]
    return typed


def _scripts(english: Name, chinese: Name) -> list[tuple[str, str]]:
    return [
        ("English", fold(english.stem)),
        ("pinyin", " ".join(plain(chinese.reading))),
        ("hanzi", chinese.stem),
    ]
