"""Titles that a message names: in quotes, as a hashtag, or in passing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from bot.domain.names import HANZI, fold
from bot.domain.search.filing import DENSE, Field
from bot.domain.search.finding import SURE_LEAD, Hit, Search
from bot.domain.search.keys import without_articles
from bot.domain.search.lookup import Lookup, OutOfTime
from bot.domain.search.query import read
from bot.domain.search.quotes import MAX_TEXT, Quote, quoted
from bot.domain.search.thesaurus import Thesaurus

_QUOTED_SHARE = 0.6  # of a name that a quote must have
_LONGEST_NAME = 60  # characters of a name that is said in passing
_SHORTEST_WORD = 8  # letters of a name of one word; shorter ones are words of the language
_SHORTEST_DENSE = 4  # kana or hangul
_TRIES = 6  # names that may begin like the text before one is the text


def mentions(lookup: Lookup, text: str, limit: int = 10) -> list[Hit]:
    """The surest first. Never raises."""
    search = Search(lookup, Thesaurus(), limit)
    try:
        for quote in quoted(text):
            _quoted(search, quote)
        for span in in_passing(lookup, text):
            search.add_exactly(span.key, 0.8 + min(0.12, 0.01 * (span.end - span.start)))
    except OutOfTime:
        pass
    return search.ranked()


def _quoted(search: Search, quote: Quote) -> None:
    """What a quote names: not all that begins like it, nor what it is a small part of."""
    for folded in filter(None, map(read, quote.readings)):
        hits = search.by_name(folded, {})
        meant = {
            number: hit
            for number, hit in hits.items()
            if hit.score >= quote.least and len(folded) >= _QUOTED_SHARE * len(search.text_of(number, hit))
        }
        best = max((hit.score for hit in meant.values()), default=0.0)
        search.add({number: hit for number, hit in meant.items() if hit.score >= best - SURE_LEAD})


# --- in passing -----------------------------------------------------------------------------------


class Span(NamedTuple):
    """Where in the letters of a text a key stands."""

    start: int
    end: int
    key: str


def in_passing(lookup: Lookup, text: str) -> list[Span]:
    """Names in a text; of names that overlap the longest, "Greedy Snake 2" and not "Greedy Snake"."""
    folded = fold(text[:MAX_TEXT])
    return [*_longest(_in_dense(lookup, folded.replace(" ", ""))), *_longest(_in_words(lookup, folded))]


def _in_dense(lookup: Lookup, text: str) -> list[Span]:
    """Names of two hanzi or more, or of some kana or hangul."""
    starts = {at: text[at : at + _LONGEST_NAME] for at in range(len(text)) if DENSE.match(text, at)}
    return _found(
        lookup,
        starts,
        lambda _, key: len(HANZI.findall(key)) >= 2 or len(DENSE.findall(key)) >= _SHORTEST_DENSE,
    )


def _in_words(lookup: Lookup, folded: str) -> list[Span]:
    """Names of two words or more, or of one long word; keys have no spaces, so names must end where words do."""
    words = without_articles(folded)
    text = "".join(words)
    number_at: dict[int, int] = {}  # of the word that begins there
    at = 0
    for number, word in enumerate(words):
        number_at[at] = number
        at += len(word)
    number_at[at] = len(words)

    def is_name(start: int, key: str) -> bool:
        end = number_at.get(start + len(key))
        if end is None or DENSE.search(key):
            return False
        return end - number_at[start] >= 2 or len(key) >= _SHORTEST_WORD

    starts = {at: text[at : at + _LONGEST_NAME] for at in number_at if at < len(text)}
    return _found(lookup, starts, is_name)


def _found(lookup: Lookup, starts: Mapping[int, str], is_name: Callable[[int, str], bool]) -> list[Span]:
    """At each start the longest key that the text begins with and that can be a name.

    The greatest key up to a text is its beginning, or shares one with it: then none is longer than what they share.
    """
    spans: list[Span] = []
    for _ in range(_TRIES):
        before = zip(starts.items(), lookup.last_before(Field.WRITTEN, list(starts.values())), strict=True)
        starts = {}
        for (at, text), key in before:
            if key and text.startswith(key) and is_name(at, key):
                spans.append(Span(at, at + len(key), key))
            elif key and (rest := key[:-1] if text.startswith(key) else text[: _shared(key, text)]):
                starts[at] = rest
    return spans


def _shared(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _longest(spans: Iterable[Span]) -> Iterator[Span]:
    taken: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start - span.end):
        if not any(_within(span, other) for other in taken):
            taken.append(span)
            yield span


def _within(span: Span, other: Span) -> bool:
    longer = other.end - other.start > span.end - span.start
    return longer and other.start <= span.start and span.end <= other.end
