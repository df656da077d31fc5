"""How well a query fits one name, on one ladder: the same name, its sound, beginning, words, or a slip."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from operator import eq

from rapidfuzz.distance import OSA

from bot.domain.names import HANZI, Forms, fold, fold_season, tokens
from bot.domain.search.sounds import MAX_INITIALS, Sounds, fits, plain

# The rungs. Within one, what covers more of the name stands higher.
SAME = 1.0
SAME_BUT_ARTICLES = 0.99
SAME_SOUND = 0.97
SAME_INITIALS = 0.95
BEGINS = 0.86  # to .92
HAS = 0.82  # to .95, which needs nearly all of the name
SCATTERED = 0.70  # all characters, in another order
TYPO = 0.97  # less what each wrong letter costs
TYPO_IN_BEGINNING = 0.88

WEAKEST = 0.3  # nothing below this is worth showing anywhere

_ARTICLES = frozenset({"the", "a", "an"})
_SPELLED_ODDLY = 0.85  # "my cl" is two words of English before it is m-y-c-l
_HEARD = 0.02  # a spelling stands a little below the same rung of the written name


@dataclass(frozen=True, slots=True)
class Key:
    """A name, ready to be compared."""

    text: str
    bare: str  # without spaces and articles
    words: tuple[str, ...]  # none for a name in hanzi
    syllables: tuple[tuple[str, ...], ...]  # one tuple a reading
    spelled: tuple[str, ...]  # the same, joined


def name_key(text: str, forms: Forms) -> Key:
    written = fold(text)
    folded = fold_season(written)
    syllables = tuple(_in_both_ways(tokens(written), tokens(folded), forms.readings))
    spelled = tuple("".join(reading) for reading in syllables)
    words = () if HANZI.search(folded) else without_articles(folded)
    return Key(folded, "".join(without_articles(folded)), words, syllables, spelled)


def _in_both_ways(
    written: list[str], folded: list[str], readings: Iterable[str]
) -> Iterator[tuple[str, ...]]:
    """Readings of a name as it is written, and with its season folded: "tan chi she di er ji", "tan chi she 2"."""
    shared = len(list(takewhile(bool, map(eq, written, folded))))
    for reading in readings:
        syllables = tuple(reading.split())
        yield syllables
        if written != folded:
            yield (*syllables[:shared], *folded[shared:])


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, read in every way that it can be."""

    text: str
    bare: str
    words: tuple[str, ...]
    hanzi: bool
    spelled: tuple[str, ...]  # as pinyin: typed, or what the hanzi sound like
    initials: tuple[str, ...]
    trust: float  # 1, or less when it does not look like pinyin


def read_query(folded: str, sounds: Sounds) -> Query:
    text = fold_season(folded)
    words = without_articles(text)
    hanzi = HANZI.search(text) is not None
    spelled = sounds.spellings(text)
    initials = sounds.initials(spelled[0]) if spelled and not hanzi else ()
    typed = [plain(word) for word in text.split()[:-1]]  # the last one may not be finished
    trust = 1.0 if hanzi or all(sounds.is_spelled(word) for word in typed) else _SPELLED_ODDLY
    return Query(text, "".join(words), words, hanzi, spelled, initials, trust)


def without_articles(text: str) -> tuple[str, ...]:
    words = text.split()
    return tuple(word for word in words if word not in _ARTICLES) or tuple(words)


# What people write around a name.
_FILLER_AROUND = re.compile(
    r"^(?:(?:where|how|can|i|to|watch|find|full|looking|for|chinese|micro|drama)\s+)+"
    r"|(?:\s+(?:chinese|short|micro|mini|vertical|c?dramas?|series|movie|full|all|episodes?|ep\s*\d*|eng(?:lish)?"
    r"|subs?|subbed|subtitles|dub(?:bed)?|online|free|watch))+$"
    r"|\s*(?:微?短剧|电视剧|全集|完整版|大结局|在线观看|免费观看|第\s*\d+\s*集)+$"
)


def without_filler(folded: str) -> str:
    """Without "where to watch … full episodes"; unchanged if nothing else is there."""
    while (shorter := _FILLER_AROUND.sub("", folded)) and shorter != folded:
        folded = shorter
    return folded


def name_score(query: Query, key: Key) -> float:
    """0 (another name) to 1 (this name)."""
    if query.text == key.text:
        return SAME
    if query.bare == key.bare:
        return SAME_BUT_ARTICLES
    best = max(_written_score(query, key), _words_score(query.words, key))
    if best >= HAS:  # no need to suppose a slip
        return best
    return max(best, _slip_score(query, key), _sound_score(query, key))


# --- as written ---------------------------------------------------------------------------------


def _written_score(query: Query, key: Key) -> float:
    typed, name = query.bare, key.bare
    share = len(typed) / len(name) if name else 0.0
    if name.startswith(typed):
        return BEGINS + 0.06 * share
    if query.hanzi and typed in name:
        return HAS + 0.13 * share
    if query.hanzi and len(typed) > 1 and set(typed) <= set(name):
        return SCATTERED + 0.15 * share
    return 0.0


def _slip_score(query: Query, key: Key) -> float:
    if query.hanzi == bool(key.words):  # two scripts
        return 0.0
    if query.hanzi:  # a wrong hanzi is one of few, and the others say more than the letters of a word do
        return _typo_score(query.bare, key.bare, cost=0.7, shortest=3)
    return _typo_score(query.bare, key.bare, cost=1.1, shortest=4)


def _typo_score(typed: str, name: str, *, cost: float, shortest: int) -> float:
    """For slips of the finger in the whole name, or in the beginning of it."""
    length = len(typed)
    if length < shortest:
        return 0.0
    most = int(max(length, len(name)) * (TYPO - WEAKEST) / cost)
    slips = OSA.distance(typed, name, score_cutoff=most)
    best = TYPO - cost * slips / max(length, len(name)) if slips <= most else 0.0
    if len(name) > length + 1:
        most = length // 3
        slips = OSA.distance(typed, name[:length], score_cutoff=most)
        if slips <= most:
            best = max(best, TYPO_IN_BEGINNING - cost * slips / length)
    return best


# --- by words -----------------------------------------------------------------------------------


def _words_score(typed: tuple[str, ...], key: Key) -> float:
    """Every typed word is in the name, in any order; a word may be cut short or slightly wrong."""
    if not typed or not key.words:
        return 0.0
    alike = letters = 0.0
    for word in typed:
        likeness = 1.0 if word in key.words else max(_likeness(word, other) for other in key.words)
        if not likeness:
            return 0.0
        alike += likeness * len(word)
        letters += len(word)
    share = min(1.0, letters / len(key.bare))
    together = 0.02 if " ".join(typed) in key.text else 0.0
    return HAS + 0.11 * share + together - 0.4 * (1 - alike / letters)


def _likeness(typed: str, word: str) -> float:
    if len(typed) >= 3 and word.startswith(typed):
        return 0.9
    if len(typed) < 4:
        return 0.0
    slips = 1 if len(typed) < 8 else 2
    if abs(len(typed) - len(word)) > slips:
        return 0.0
    return 0.8 if OSA.distance(typed, word, score_cutoff=slips) <= slips else 0.0


# --- by sound -----------------------------------------------------------------------------------


def _sound_score(query: Query, key: Key) -> float:
    if not query.spelled:
        return 0.0
    if any(letters in key.spelled for letters in query.spelled):
        return SAME_SOUND
    letters = query.spelled[0]
    initials = not query.hanzi and 2 <= len(letters) <= MAX_INITIALS
    best = 0.0
    for syllables, spelled in zip(key.syllables, key.spelled, strict=True):
        best = max(best, _spelled_score(letters, syllables, spelled))
        if initials:
            best = max(best, _initials_score(letters, syllables))
    return best * query.trust


def _spelled_score(letters: str, syllables: tuple[str, ...], spelled: str) -> float:
    share = len(letters) / len(spelled)
    if spelled.startswith(letters):
        return BEGINS - _HEARD + 0.06 * share
    if len(letters) >= 4 and _begins_a_syllable(letters, syllables, spelled):
        return HAS - _HEARD + 0.13 * share
    return _typo_score(letters, spelled, cost=1.1, shortest=5) - _HEARD


def _begins_a_syllable(letters: str, syllables: tuple[str, ...], spelled: str) -> bool:
    if (found := spelled.find(letters)) < 0:
        return False
    at = 0
    for syllable in syllables:
        if at >= found:
            break
        at += len(syllable)
    return at == found


def _initials_score(letters: str, syllables: tuple[str, ...]) -> float:
    count = fits(letters, syllables)
    if count == len(syllables):
        return SAME_INITIALS if count > 1 else 0.0
    return BEGINS - _HEARD + 0.06 * count / len(syllables) if count > 1 else 0.0
