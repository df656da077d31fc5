"""The words of a plot as the index keeps them: stems, pairs of hanzi, and what a title is tagged with."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate
from struct import Struct
from typing import Protocol

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

from bot.domain.names import HANZI, fold

# What a field says about the title, from 0 to 3; a tag that many titles carry says least.
WEIGHTS = (0.75, 0.9, 0.95, 1.0)
FACET_RANK = 0
_FIELDS = {
    "name": 3, "synopsis": 3, "character": 3, "setting": 2, "source": 2, "cast": 2, "director": 2, "production": 1,
}  # fmt: skip
_WHOLE = frozenset({"character", "cast", "director", "source"})  # people type them as a whole

_ENDS = Struct("<3I")  # its size is a multiple of a hash's

_NOT_IN_FACETS = re.compile(r"[^a-z0-9:-]")
_HANZI_RUN = re.compile(rf"{HANZI.pattern}+")

Terms = tuple[tuple[str, int], ...]  # term, rank of its best field; sorted


def document(fields: Iterable[tuple[str, str]], facets: Iterable[str]) -> Terms:
    """What the plot of a title is filed under."""
    ranks = {facet_term(facet): FACET_RANK for facet in facets}
    for field, text in fields:
        whole, found = _read(text)
        if field in _WHOLE and whole:
            ranks[whole_term(whole)] = _FIELDS[field]
        for term in found - _unsaid():
            ranks[term] = max(ranks.get(term, 0), _FIELDS[field])
    return tuple(sorted(ranks.items()))


# Words that tell nothing of a story: neither filed nor looked for.
_FILLER = """
a about an and any are as at be been but by can did do does drama duanju episode find for from get gets
had has have he her him his how i in into is it its like looking me microdrama mini my name named
no not of off on one or out over series she short show so some story such that the their them then there
they this through title to up vertical was watch what when where which while who whose with you your
"""
_FILLER_HANZI = re.compile(
    "微短剧|短剧|电视剧|那部|这部|一部|一个|那个|这个|讲的|关于|什么|故事|女主|男主|[的了是在和有被把]"
)


def without_unsaid(folded: str) -> str:
    """What is told, without "that drama where"; all of it if nothing else is said."""
    told = _FILLER_HANZI.sub(" ", folded).split()
    return " ".join(word for word in told if word not in _fillers()) or folded


@cache
def _fillers() -> frozenset[str]:
    return frozenset(_FILLER.split())


@cache
def _unsaid() -> frozenset[str]:
    return frozenset(map(stem, _fillers()))


def facet_term(facet: str) -> str:
    """Without what no facet has: other marks would be read as an operator, or as two terms."""
    return "#" + _NOT_IN_FACETS.sub("", facet)


def whole_term(text: str) -> str:
    return f"={text.replace(' ', '')}"


def terms(folded: str) -> Iterator[tuple[str, str]]:
    """(term, what was typed for it): stems of words, and hanzi in pairs."""
    for word in folded.split():
        for run in _HANZI_RUN.findall(word):
            pairs = [run] if len(run) == 1 else [run[at : at + 2] for at in range(len(run) - 1)]
            yield from zip(pairs, pairs, strict=True)
        if rest := _HANZI_RUN.sub("", word):
            yield stem(rest), rest


# --- a plot in little, for scoring ---------------------------------------------------------------


def digest(found: Terms) -> bytes:
    """Where the terms of each rank end, then all terms in three bytes each, those of the lowest rank first."""
    ranked = [
        sorted(hash_of(term) for term, rank in found if rank == wanted) for wanted in range(len(WEIGHTS))
    ]
    ends = list(accumulate(map(len, ranked)))
    return _ENDS.pack(*ends[:-1]) + b"".join(one for some in ranked for one in some)


def rank_in(data: bytes, term: str) -> int:
    """The rank of a term in what digest() made; -1 when it is not there."""
    wanted = hash_of(term)
    at = data.find(wanted, _ENDS.size)
    while at >= 0 and at % len(wanted):  # the end of one hash and the beginning of the next
        at = data.find(wanted, at + 1)
    if at < 0:
        return -1
    place = (at - _ENDS.size) // len(wanted)
    return sum(place >= end for end in _ENDS.unpack_from(data))


@lru_cache(maxsize=20_000)
def hash_of(term: str) -> bytes:
    return zlib.crc32(term.encode()).to_bytes(4, "little")[:3]


# --- stems ---------------------------------------------------------------------------------------


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    return _english().stemWord(word)


@cache
def _english() -> _Stemmer:
    return snowballstemmer.stemmer("english")  # pyright: ignore[reportUnknownMemberType]


@lru_cache(maxsize=4_096)  # for building: many titles carry the same words
def _read(text: str) -> tuple[str, frozenset[str]]:
    folded = fold(text)
    return folded, frozenset(term for term, _ in terms(folded))
