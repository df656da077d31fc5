"""Which names are worth scoring for a query: a few dozen out of all, by exact keys, beginnings and grams.

Only this knows where the names are kept. Numbers stand for names, and a lower number is the better guess.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import islice

from bot.domain.names import HANZI
from bot.domain.search.scoring import Key, Query

CANDIDATES = 60  # by grams; what exact keys and beginnings give comes on top
_BEGINNINGS = 40
_POSTINGS = 6_000  # entries of gram lists that one query may read: under 1 ms
_RANGE = 5_000  # names that one beginning may name
_END = "\U0010ffff"

Keep = Callable[[int], bool]


class Beginnings:
    """Sorted keys, to find those that begin in a given way."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        ordered = sorted(set(pairs))
        self._keys = [key for key, _ in ordered]
        self._numbers = [number for _, number in ordered]

    def find(self, beginning: str, keep: Keep, limit: int = _BEGINNINGS) -> list[int]:
        low = bisect_left(self._keys, beginning)
        high = min(bisect_left(self._keys, beginning + _END, low), low + _RANGE)
        return nsmallest(limit, {number for number in self._numbers[low:high] if keep(number)})


class Lookup:
    """The names by everything that a query may share with them."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self._wholes = Beginnings(_numbered(keys, _wholes))
        self._parts = Beginnings(_numbered(keys, _parts))
        self._initials = Beginnings(_numbered(keys, _initials))
        self._grams: defaultdict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(keys):
            for gram in {gram for text in _wholes(key) for gram in _grams(text)}:
                self._grams[gram].append(number)

    def candidates(self, query: Query, keep: Keep) -> list[int]:
        """Numbers of names, each once."""
        typed = (query.bare, *query.spelled)
        found: dict[int, None] = {}
        for text in typed:
            found.update(dict.fromkeys(self._wholes.find(text, keep)))
        for initials in query.initials:
            found.update(dict.fromkeys(self._initials.find(initials, keep)))
        if query.hanzi or len(query.bare) > 2:  # one or two letters are in every other name
            for text in typed:
                found.update(dict.fromkeys(self._parts.find(text, keep)))
            found.update(dict.fromkeys(self._alike(typed, keep)))
        return list(found)

    def _alike(self, typed: Iterable[str], keep: Keep) -> list[int]:
        """The names that share most grams with what was typed; the rarest grams decide."""
        grams = {gram for text in typed for gram in _grams(text)}
        lists = sorted((self._grams[gram] for gram in grams if gram in self._grams), key=len)
        counts: Counter[int] = Counter()
        read = 0
        for numbers in lists:
            read += len(numbers)
            if counts and read > _POSTINGS:
                break
            counts.update(numbers[:_POSTINGS])
        ranked = (number for number in _most_shared(counts) if keep(number))
        return list(islice(ranked, CANDIDATES))


def _most_shared(counts: Counter[int]) -> list[int]:
    """Numbers by falling count. What shares a third of what the best one shares is no slip of it."""
    least = max(counts.values(), default=0) / 3
    # Count and number in one integer: sorting those is many times quicker than sorting pairs.
    ranked = sorted((number - (count << 32)) for number, count in counts.items() if count > least)
    return [mixed & 0xFFFFFFFF for mixed in ranked]


# --- what a name is filed under -----------------------------------------------------------------


def _numbered(keys: Sequence[Key], filed: Callable[[Key], Iterable[str]]) -> Iterator[tuple[str, int]]:
    return ((text, number) for number, key in enumerate(keys) for text in filed(key))


def _wholes(key: Key) -> set[str]:
    return {key.bare, *key.spelled}


def _parts(key: Key) -> set[str]:
    """The name from each of its words, hanzi or syllables on."""
    units = [key.words or tuple(key.bare), *key.syllables]
    return {"".join(unit[at:]) for unit in units for at in range(1, len(unit))}


def _initials(key: Key) -> set[str]:
    return {"".join(syllable[0] for syllable in reading) for reading in key.syllables if len(reading) > 1}


def _grams(text: str) -> Iterator[str]:
    """Hanzi alone and in pairs, anything else in threes; "^" is the beginning."""
    if HANZI.search(text):
        yield from text
        yield from (text[at : at + 2] for at in range(len(text) - 1))
    else:
        text = "^" + text
        yield from (text[at : at + 3] for at in range(max(1, len(text) - 2)))
