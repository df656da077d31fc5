"""Names in running text: what a message puts in quotes or a hashtag, and names that it says in passing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import NamedTuple

from bot.domain.names import HANZI, fold
from bot.domain.search.scoring import Key, without_articles

_MAX_TEXT = 4_000  # the longest message there is
_MAX_QUOTES = 20
_SHORTEST_WORD = 8  # letters of a name of one word; shorter ones are words of the language

_QUOTED = re.compile(
    r"《([^《》]{1,80})》|〈([^〈〉]{1,80})〉|「([^「」]{1,80})」|『([^『』]{1,80})』|【([^【】]{1,80})】"
    r"|“([^“”]{1,80})”|„([^„“”]{1,80})[“”]|«([^«»]{1,80})»|‘([^‘]{2,80}?)’(?!\w)"
    r"|\"([^\"\n]{1,80})\"|(?<!\w)'([^\n]{2,80}?)'(?!\w)|\*\*([^*\n]{1,80})\*\*|__([^_\n]{1,80})__"
)
_HASHTAG = re.compile(r"[#＃](\w{2,80})")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])")


class Quote(NamedTuple):
    readings: tuple[str, ...]
    least: float  # the score from which it is believed to name a title


def quoted(text: str) -> Iterator[Quote]:
    """What stands out in a message, and how well it must fit a name."""
    text = text[:_MAX_TEXT]
    for match in islice(_QUOTED.finditer(text), _MAX_QUOTES):
        yield Quote((next(filter(None, match.groups()), ""),), 0.8)
    for match in islice(_HASHTAG.finditer(text), _MAX_QUOTES):
        yield Quote((match[1], _CAMEL.sub(" ", match[1])), 0.93)


class Passing(NamedTuple):
    name: int
    score: float


class InPassing:
    """All names that are long enough not to be taken for other words."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self._hanzi: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        self._words: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for number, key in enumerate(keys):
            if len(HANZI.findall(key.bare)) >= 2:
                self._hanzi[key.bare[:2]].append((key.bare, number))
            elif len(key.words) >= 2 or len(key.bare) >= _SHORTEST_WORD:
                self._words[" ".join(key.words[:2])].append((" ".join(key.words), number))

    def find(self, text: str) -> list[Passing]:
        """Names in a text; of names that overlap the longest, "Greedy Snake 2" and not "Greedy Snake"."""
        folded = fold(text[:_MAX_TEXT])
        return [*_longest(self._in_hanzi(folded.replace(" ", ""))), *_longest(self._in_words(folded))]

    def _in_hanzi(self, text: str) -> Iterator[_Span]:
        for at in range(len(text) - 1):
            for name, number in self._hanzi.get(text[at : at + 2], ()):
                if text.startswith(name, at):
                    yield _Span(at, at + len(name), number)

    def _in_words(self, folded: str) -> Iterator[_Span]:
        words = without_articles(folded)
        text, at = " ".join(words) + " ", 0
        for this, following in zip_longest(words, words[1:]):
            for start in (this, f"{this} {following}"):
                for name, number in self._words.get(start, ()):
                    if text.startswith(name + " ", at):
                        yield _Span(at, at + len(name), number)
            at += len(this) + 1


class _Span(NamedTuple):
    start: int
    end: int
    name: int


def _longest(spans: Iterable[_Span]) -> Iterator[Passing]:
    taken: list[_Span] = []
    for span in sorted(spans, key=lambda span: span.start - span.end):
        length = span.end - span.start
        if not any(
            other.start <= span.start and span.end <= other.end for other in taken if _longer(other, span)
        ):
            taken.append(span)
            yield Passing(span.name, 0.8 + min(0.12, 0.01 * length))


def _longer(one: _Span, other: _Span) -> bool:
    return one.end - one.start > other.end - other.start
