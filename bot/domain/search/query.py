"""What was typed, read in every way that it can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.domain.names import HANZI, MAX_QUERY, clip, fold, fold_season
from bot.domain.search.keys import led, without_articles
from bot.domain.search.sounds import accentless, is_spelled, plain, spellings

_LETTER = re.compile("[a-z]")
_SPELLED_ODDLY = 0.85  # "my cl" is two words of English before it is m-y-c-l

Readings = Callable[[str], Mapping[str, tuple[str, ...]]]  # of the hanzi in a text, the likeliest first


@dataclass(frozen=True, slots=True)
class Query:
    text: str  # folded, and its season too
    joined: str  # without spaces
    bare: str  # without articles either
    words: tuple[str, ...]
    hanzi: bool
    mixed: bool  # hanzi beside letters
    spelled: tuple[str, ...]  # as pinyin: typed, or what the hanzi sound like
    accentless: tuple[str, ...]  # the same with no accent
    articles: frozenset[str]
    led: str  # `bare` after the article it begins with
    trust: float  # 1, or less when it does not look like pinyin


def read(typed: str) -> str:
    """The letters of a query that count; what is cut off first could only be punctuation or far too much."""
    return clip(fold(typed[: 4 * MAX_QUERY])).strip()


def read_query(folded: str, readings: Readings) -> Query:
    text = fold_season(folded)
    words = without_articles(text)
    bare = "".join(words)
    hanzi = HANZI.search(text) is not None
    mixed = hanzi and _LETTER.search(text) is not None
    spelled = spellings(text, readings(text) if hanzi else {})
    finished = [plain(word) for word in text.split()[:-1]]  # the last one may not be
    trust = 1.0 if hanzi or all(map(is_spelled, finished)) else _SPELLED_ODDLY
    heard = tuple(map(accentless, spelled))
    articles = frozenset(text.split()).difference(words)
    return Query(
        text,
        text.replace(" ", ""),
        bare,
        words,
        hanzi,
        mixed,
        spelled,
        heard,
        articles,
        led(text) + bare,
        trust,
    )


# What people write around a name.
_FILLER_AROUND = re.compile(
    r"^(?:(?:where|what|how|can|could|i|to|is|the link|link|watch|find|search|full|looking|for|of|chinese|micro|drama"
    r"|does|do|anyone|anybody|know|have|has|seen|you|please|pls|need|want|called|name|title)\s+)+|^(?:请问|求问?|有没有|谁知道)\s*"
    r"|(?:\s+(?:chinese|short|micro|mini|vertical|c?dramas?|series|movie|full|all|ep(?:isode)?s?\s*\d*|eng(?:lish)?"
    r"|subs?|subbed|subtitles|dub(?:bed)?|online|free|watch|about|please|pls|link|anyone|anybody))+$"
    r"|\s*(?:微?短剧|电视剧|全集|完整版|大结局|在线观看|免费观看|在哪里?看|怎么看|哪里?能?看|资源|第\s*\d+\s*集)+$"
)


# Words that are filler only beside others: many names begin with "I" or "To".
_WEAK_FILLER = frozenset("i to is of can could do does you have has want name title".split())


def without_filler(folded: str) -> str:
    """Without "where to watch … full episodes"; unchanged if nothing else is there."""
    bare = folded
    while (shorter := _FILLER_AROUND.sub("", bare)) and shorter != bare:
        bare = shorter
    left_out = set(folded.split()) - set(bare.split())
    return folded if left_out and left_out <= _WEAK_FILLER else bare
