"""Titles by what happens in them: words of synopsis, tropes and cast, for people who forgot the name."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from heapq import nlargest
from itertools import chain, islice
from math import log
from typing import NamedTuple, Protocol

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

from bot.domain.names import HANZI, fold

# What a field says about the title, from 0 to 3; a tag that many titles carry says least.
_WEIGHTS = (0.75, 0.9, 0.95, 1.0)
_FIELDS = {
    "name": 3, "synopsis": 3, "character": 3, "setting": 2, "source": 2, "collection": 2, "cast": 2,
    "director": 2, "production": 1, "trope": 0,
}  # fmt: skip
_TAGS = frozenset({"trope", "collection", "character", "cast", "director", "source"})  # typed as a whole

# Below every good fit of a name. What was found counts by its share of the query's weight.
_TAG = 0.81
_SOME_WORDS = 0.45
_SOME = 0.30
_ALL = 0.35
_LEAST_SHARE = 0.4  # less is chance
_MISSING = 0.5  # what a word in no title weighs, beside one in a single title
_MISSING_PAIR = 0.15  # the same for two hanzi: they may belong to two words
_SYNONYM = 0.9
_CANDIDATES = 60
_POSTINGS = 4_000  # entries of word lists that one query may read: about 1 ms

_HANZI_RUN = re.compile(rf"{HANZI.pattern}+")
_COMMON = """
a an and any are as at be been but by can did do does drama duanju episode film find for from get gets
had has have he her him his how i in into is it its like looking me microdrama mini movie my name named
no not of off on one or out over series she short show so some story such that the their them then there
they this through title to up vertical was watch what when where which while who whose with you your
"""
_FILLER = frozenset(_COMMON.split())
_FILLER_HANZI = re.compile(
    "微短剧|短剧|电视剧|那部|这部|一部|一个|那个|这个|讲的|关于|什么|故事|女主|男主|[的了是在和有被把]"
)

_SYNONYMS = (
    "courier rider riding deliveryman",
    "boss ceo president tycoon",
    "billionaire millionaire rich wealthy",
    "poor poverty penniless",
    "reborn rebirth reincarnated reincarnation",
    "revenge vengeance avenge",
    "grandma grandmother granny",
    "grandpa grandfather",
    "mum mom mother mommy",
    "dad father daddy",
    "kid child children",
    "baby infant babies",
    "pregnant pregnancy",
    "marry marriage married wed weds wedding",
    "husband spouse",
    "police cop officer policewoman policeman",
    "mafia mob gangster",
    "gang gangs",
    "werewolf wolf alpha",
    "doctor physician medic",
    "ghost spirit",
    "prison jail prisoner",
    "maid housekeeper cleaner",
    "actor actress star",
    "fake pretend",
    "swap swapped switched",
    "night dark",
    "old elderly ageing",
    "1980s eighties",
    "1990s nineties",
    "1970s seventies",
    "pig pigs hog",
    "livestream stream streams streamer",
    "beggar homeless tramp",
)


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


class PlotHit(NamedTuple):
    score: float
    words: str  # those of the query that were found


class _Wanted(NamedTuple):
    """One word of a query."""

    typed: str
    terms: tuple[tuple[str, float], ...]  # the terms that count as it, and how much
    weight: float  # the rarer, the more
    titles: int


class Plots:
    """Documents, known by their position, and the terms they hold."""

    def __init__(self, documents: Sequence[Iterable[tuple[str, str]]]) -> None:
        self._size = len(documents)
        self._postings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._tags: defaultdict[str, dict[int, None]] = defaultdict(dict)  # in order: the first come first
        for number, fields in enumerate(documents):
            ranks: dict[str, int] = {}
            for field, text in fields:
                whole, terms = _read(text)
                if field in _TAGS:
                    self._tags[whole][number] = None
                for term in terms:
                    ranks[term] = max(ranks.get(term, 0), _FIELDS[field])
            for term, rank in ranks.items():
                self._postings[term].append(number << 2 | rank)

    def find(self, folded: str, keep: Callable[[int], bool]) -> dict[int, PlotHit]:
        """Documents that tell of what the query does, and how well."""
        told = " ".join(_without_filler(folded).split())
        wanted = [self._wanted(term, typed) for term, typed in dict(_terms(told)).items()]
        total = sum(word.weight for word in wanted)
        found = {number: self._hit(number, wanted, total) for number in self._likely(wanted, keep)}
        hits = {number: hit for number, hit in found.items() if hit}
        for tag in {folded.replace(" ", ""), told.replace(" ", "")}:
            tagged = islice(filter(keep, self._tags.get(tag, ())), _CANDIDATES)
            hits.update(dict.fromkeys(tagged, PlotHit(_TAG, folded)))
        return hits

    def _wanted(self, term: str, typed: str) -> _Wanted:
        synonyms = _synonyms().get(term, frozenset[str]())
        terms = ((term, 1.0), *((other, _SYNONYM) for other in sorted(synonyms - {term})))
        known = tuple((one, value) for one, value in terms if one in self._postings)
        titles = sum(len(self._postings[one]) for one, _ in known)
        if titles:
            return _Wanted(typed, known, log(1 + self._size / titles), titles)
        missing = _MISSING_PAIR if HANZI.match(typed) else _MISSING
        return _Wanted(typed, (), missing * log(1 + self._size), 0)

    def _likely(self, wanted: Iterable[_Wanted], keep: Callable[[int], bool]) -> list[int]:
        """The documents with most of the rare words."""
        sums: defaultdict[int, float] = defaultdict(float)
        read = 0
        for word in sorted((word for word in wanted if word.terms), key=lambda word: word.titles):
            read += word.titles
            if sums and read > _POSTINGS:
                break
            postings = chain.from_iterable(self._postings[term] for term, _ in word.terms)
            for number in {posting >> 2 for posting in islice(postings, _POSTINGS)}:
                sums[number] += word.weight
        least = max(sums.values(), default=0.0) / 2
        likely = [number for number, total in sums.items() if total >= least and keep(number)]
        return nlargest(_CANDIDATES, likely, key=sums.__getitem__)

    def _hit(self, number: int, wanted: Sequence[_Wanted], total: float) -> PlotHit | None:
        values = [max((self._value(number, *term) for term in word.terms), default=0.0) for word in wanted]
        share = sum(value * word.weight for value, word in zip(values, wanted, strict=True)) / total
        words = [word.typed for value, word in zip(values, wanted, strict=True) if value]
        if share < _LEAST_SHARE or len(words) < min(2, len(wanted) - 1):  # one word of many is chance
            return None
        return PlotHit(_SOME_WORDS + share * (_ALL if all(values) else _SOME), " ".join(words))

    def _value(self, number: int, term: str, value: float) -> float:
        postings = self._postings[term]
        at = bisect_left(postings, number << 2)
        if at < len(postings) and postings[at] >> 2 == number:
            return value * _WEIGHTS[postings[at] & 3]
        return 0.0


# --- words --------------------------------------------------------------------------------------


@lru_cache(maxsize=4_096)  # for building: many titles carry the same tags
def _read(text: str) -> tuple[str, frozenset[str]]:
    folded = fold(text)
    return folded.replace(" ", ""), frozenset(term for term, _ in _terms(folded))


def _terms(folded: str) -> Iterator[tuple[str, str]]:
    """(term, what was typed for it): stems of words, and hanzi in pairs."""
    for word in folded.split():
        for run in _HANZI_RUN.findall(word):
            yield from ((run[at : at + 2], run[at : at + 2]) for at in range(len(run) - 1))
        if rest := _HANZI_RUN.sub("", word):
            yield _stem(rest), rest


def _without_filler(folded: str) -> str:
    """What is told, without "that drama where"; all of it if nothing else is said."""
    told = " ".join(word for word in _FILLER_HANZI.sub(" ", folded).split() if word not in _FILLER)
    return told or folded


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return _english().stemWord(word)


@cache
def _english() -> _Stemmer:
    return snowballstemmer.stemmer("english")  # pyright: ignore[reportUnknownMemberType]


@cache
def _synonyms() -> dict[str, frozenset[str]]:
    """Stem to the stems that mean much the same."""
    groups = [frozenset(map(_stem, group.split())) for group in _SYNONYMS]
    return {stem: group for group in groups for stem in group}
