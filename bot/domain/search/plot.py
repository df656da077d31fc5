"""Titles by what happens in them: words of synopsis, tags and cast, for people who forgot the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from heapq import nlargest
from itertools import combinations, islice
from math import log
from typing import NamedTuple

from bot.domain.names import HANZI
from bot.domain.search.lookup import Choice, Lookup
from bot.domain.search.terms import WEIGHTS, facet_term, rank_in, whole_term, without_unsaid
from bot.domain.search.thesaurus import Meaning, Phrase, Thesaurus

# Below every good fit of a name. What was found counts by its share of the query's weight.
TAG = 0.81
_ALSO_TOLD = 0.005  # for a plot that tells of what its tag says
_SOME_WORDS = 0.45
_SOME = 0.30
_ALL = 0.35
_ALL_OF_MANY = 0.40
_MANY, _MUCH = 3, 15  # words, and bytes of them: three syllables may be anybody's name
_LEAST_SHARE = 0.4  # less is chance
_MISSING = 0.5  # what a word in no title weighs, beside one in a single title
_MISSING_PAIR = 0.15  # the same for two hanzi: they may belong to two words
_SYNONYM = 0.9
_CANDIDATES, _MOST_CANDIDATES = 60, 150
_WORDS = 7  # of a query that are looked for, the rarest
_LISTS = 8  # that one search reads
_FEW = 300  # titles that a word is in
_MOST_FACETS = 6  # of one word


class PlotHit(NamedTuple):
    score: float
    words: str  # those of the query that were found


class _Wanted(NamedTuple):
    """One stretch of a query."""

    typed: str
    ways: tuple[tuple[Phrase, float], ...]  # the terms that count as it, and how much
    weight: float  # the rarer, the more
    titles: int

    def choice(self) -> Choice:
        return tuple(" ".join(way) for way, _ in self.ways)

    def value(self, digest: bytes) -> float:
        """How much a document with these terms tells of it, 0 to 1."""
        best = 0.0
        for way, value in self.ways:
            if value <= best:
                continue
            rank = rank_in(digest, way[0]) if len(way) == 1 else min(rank_in(digest, term) for term in way)
            if rank >= 0:
                best = max(best, value * WEIGHTS[rank])
        return best


class Told:
    """A query, read as what happens in a title."""

    def __init__(self, lookup: Lookup, folded: str, thesaurus: Thesaurus, limit: int) -> None:
        self._lookup = lookup
        self._folded = folded
        self._thesaurus = thesaurus
        self._limit = min(max(limit, _CANDIDATES), _MOST_CANDIDATES)

    def wholly(self) -> dict[int, PlotHit]:
        """Titles that tell of all of it, if any title has each of its words."""
        if not all(word.titles for word in self._wanted):
            return {}
        every = [word.choice() for word in sorted(self._wanted, key=lambda word: word.titles)]
        return self._hits(self._lookup.telling(every, self._limit))

    def partly(self) -> dict[int, PlotHit]:
        """Titles that tell of most of it, and how well."""
        return self._hits(_likely(self._lookup, self._wanted, self._limit))

    @cached_property
    def _wanted(self) -> list[_Wanted]:
        return _weighed(self._lookup, self._thesaurus.meanings(without_unsaid(self._folded)))

    def _hits(self, numbers: Sequence[int]) -> dict[int, PlotHit]:
        digests = self._lookup.digests(numbers)
        least, total = _least(self._wanted), sum(word.weight for word in self._wanted)
        hits = {number: _hit(digest, self._wanted, least, total) for number, digest in digests.items()}
        return {number: hit for number, hit in hits.items() if hit}


def by_tag(lookup: Lookup, folded: str, thesaurus: Thesaurus, limit: int) -> dict[int, PlotHit]:
    """Titles with the tag, or the person, that the query names as a whole."""
    found: dict[int, PlotHit] = {}
    for text in {folded, without_unsaid(folded)}:
        ways = (whole_term(text), *(facet_term(facet) for facet in thesaurus.tagged(text)))
        told = [(meaning.itself, *meaning.synonyms) for meaning in thesaurus.meanings(text)]
        digests = lookup.digests(lookup.telling([ways], max(limit, _CANDIDATES)))
        for number, digest in digests.items():
            found[number] = PlotHit(TAG + _ALSO_TOLD * _tells(digest, told), text)
    return found


def _tells(digest: bytes, told: Sequence[Sequence[Phrase]]) -> bool:
    """Whether the text itself has each of the words, or one that means the same."""
    return all(any(all(rank_in(digest, t) >= 0 for t in way) for way in ways) for ways in told)


def _weighed(lookup: Lookup, meanings: Sequence[Meaning]) -> list[_Wanted]:
    ways = {meaning: tuple(_ways(meaning)) for meaning in meanings}
    every = {term for some in ways.values() for way, _ in some for term in way}
    counts = lookup.counts(["", *every])
    size = counts.get("", 0)
    return [_wanted(meaning, some, counts, size) for meaning, some in ways.items()]


def _ways(meaning: Meaning) -> Iterator[tuple[Phrase, float]]:
    yield meaning.itself, 1.0
    yield from (((facet_term(facet),), 1.0) for facet in meaning.facets[:_MOST_FACETS])
    yield from ((synonym, _SYNONYM) for synonym in meaning.synonyms)


def _wanted(
    meaning: Meaning, ways: Sequence[tuple[Phrase, float]], counts: dict[str, int], size: int
) -> _Wanted:
    known = tuple((way, value) for way, value in ways if all(term in counts for term in way))
    titles = min(size, sum(min(counts[term] for term in way) for way, _ in known))
    if titles:
        return _Wanted(meaning.typed, known, log(1 + size / titles), titles)
    missing = _MISSING_PAIR if HANZI.match(meaning.typed) else _MISSING
    return _Wanted(meaning.typed, (), missing * log(1 + size), 0)


def _likely(lookup: Lookup, wanted: Sequence[_Wanted], limit: int) -> list[int]:
    """Titles with all of the words; when they are few, also those with fewer of them."""
    known = sorted((word for word in wanted if word.titles), key=lambda word: word.titles)[:_WORDS]
    found: dict[int, None] = {}
    for at, some in enumerate(islice(_subsets(known, _least(wanted)), _LISTS)):
        found |= dict.fromkeys(lookup.telling([word.choice() for word in some], limit))
        if len(found) >= limit or (found and at >= len(known)):
            break
    return list(found or _counted(lookup, known, limit))[:limit]


def _counted(lookup: Lookup, known: Sequence[_Wanted], limit: int) -> list[int]:
    """Titles with the most weight of words that few titles have: for a query of which no list was right."""
    sums: defaultdict[int, float] = defaultdict(float)
    for word in known:
        if word.titles <= _FEW:
            for number in lookup.telling([word.choice()], _FEW):
                sums[number] += word.weight
    return nlargest(limit, sums, key=sums.__getitem__)


def _least(wanted: Sequence[_Wanted]) -> int:
    """How many words must be found: one of many is chance. A pair of hanzi that nobody uses is no word."""
    words = [word for word in wanted if word.titles or not HANZI.match(word.typed)]
    return max(1, min(2, len(words) - 1))


def _subsets(known: Sequence[_Wanted], least: int) -> Iterator[Sequence[_Wanted]]:
    """All of the words, from the rarest on; all but each one, the least first; then half of them."""
    if not known:
        return
    yield known
    for size in dict.fromkeys((len(known) - 1, (len(known) + 1) // 2)):
        if least <= size < len(known):
            subsets = combinations(known, size)
            yield from sorted(subsets, key=lambda some: -sum(word.weight for word in some))[:_WORDS]


def _hit(digest: bytes, wanted: Sequence[_Wanted], least: int, total: float) -> PlotHit | None:
    """None when it tells of fewer words than that, or of too little of their whole weight."""
    share, words = 0.0, list[str]()
    for word in wanted:
        if value := word.value(digest):
            share += value * word.weight / total
            words.append(word.typed)
    if share < _LEAST_SHARE or len(words) < least:
        return None
    told = " ".join(words)
    many = len(words) >= _MANY and len(told.encode()) >= _MUCH
    full = (_ALL_OF_MANY if many else _ALL) if len(words) == len(wanted) else _SOME
    return PlotHit(_SOME_WORDS + share * full, told)
