"""Pinyin as people type it: with and without spaces and tones, cut to initials, or as their own accent has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice, product

from bot.domain.names import HANZI, MAX_READINGS, tokens

MAX_INITIALS = 40  # letters, some of them of whole syllables
_MAX_SPLITS = 32
_MAX_SYLLABLES = 30  # of a query; names are shorter
_LONGEST_SYLLABLE = 6  # zhuang
_TWO_LETTER_INITIALS = ("zh", "ch", "sh")

_LETTERS = re.compile(r"[a-z0-9]+")
_TONED = re.compile(r"[a-z]+[1-5](?![0-9])")
_V_FOR_U = re.compile(r"(?<=[nlNL])v")

# The syllables of Mandarin by their initial, as readings are kept: ü is u.
_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue un uo",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan ue un uo",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
SYLLABLES = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())

# What many speakers do not tell apart: zh and z, ang and an, n and l …
_ACCENTS = re.compile(r"(?<=[zcs])h|(?<=n)g|l")


def plain(letters: str) -> str:
    """Typed pinyin as readings are kept: nü, nv and nu are nu; tan1chi1she2 is tanchishe."""
    letters = _V_FOR_U.sub("u", letters)
    if len(_TONED.findall(letters)) >= 2:  # one number alone is a season
        letters = re.sub(r"(?<=[a-z])[1-5]", "", letters)
    return letters


def accentless(letters: str) -> str:
    """The same for zhang, zang and zan: what an accent may make of them."""
    return _ACCENTS.sub(lambda match: "n" if match[0] == "l" else "", letters)


def fits(letters: str, syllables: tuple[str, ...]) -> int:
    """How many syllables the letters spell when each may be cut to its initial: "tanchs" spells tan chi she.

    The last one may break off anywhere. 0 when they spell something else.
    """
    reached, begun = {0}, 0
    for count, syllable in enumerate(syllables, start=1):
        if any(at < len(letters) and syllable.startswith(letters[at:]) for at in reached):
            begun = count
        reached = {
            at + len(part) for at in reached for part in _written(syllable) if letters.startswith(part, at)
        }
        if not reached:
            return begun
    return len(syllables) if len(letters) in reached else begun


@cache
def _written(syllable: str) -> tuple[str, ...]:
    two = {syllable[:2]} if syllable.startswith(_TWO_LETTER_INITIALS) else set[str]()
    return tuple({syllable, syllable[:1]} | two)


def spellings(text: str, readings: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The joined pinyin that a folded query may stand for, the likeliest first; none if a hanzi has no reading."""
    characters = tokens(text)
    if len(characters) > _MAX_SYLLABLES:
        return ()
    parts: list[tuple[str, ...]] = []
    for token in characters:
        if not HANZI.match(token):
            parts.append((token,))
        elif known := readings.get(token):
            parts.append(known)
        else:
            return ()
    joined = ("".join(choice) for choice in islice(product(*parts), MAX_READINGS))
    return tuple(plain(letters) for letters in joined if _LETTERS.fullmatch(letters))


def is_spelled(word: str) -> bool:
    """Whether a typed word is made of whole syllables, or is one letter, an initial."""
    reached = {0}
    for at in range(len(word)):
        if at in reached:
            ends = range(at + 1, min(at + _LONGEST_SYLLABLE, len(word)) + 1)
            reached.update(end for end in ends if word[at:end] in SYLLABLES)
    return len(word) == 1 or len(word) in reached


def initials(letters: str) -> tuple[str, ...]:
    """Initials that letters may stand for, whole syllables tried first: "tanchs" may stand for tcs."""
    if not 2 <= len(letters) <= MAX_INITIALS or not letters.isascii():
        return ()
    return tuple(dict.fromkeys(islice(_cut(letters), _MAX_SPLITS)))


def _cut(letters: str) -> Iterator[str]:
    if not letters:
        yield ""
        return
    for end in range(min(_LONGEST_SYLLABLE, len(letters)), 0, -1):
        part = letters[:end]
        if end == 1 or part in _TWO_LETTER_INITIALS or part in SYLLABLES:
            for rest in _cut(letters[end:]):
                yield part[0] + rest


def syllables(letters: str, most: int = 4) -> list[tuple[str, ...]]:
    """Ways to part letters into whole syllables, the longest first; the last part may be the start of one."""
    if not letters.isascii() or len(letters) > _MAX_SYLLABLES * 4:
        return []
    return list(islice(_parted(letters, _open_ends(letters)), most))


def _open_ends(letters: str) -> list[bool]:
    """For each place in the letters, whether what follows can be parted at all: keeps _parted from trying in vain."""
    able = [False] * len(letters) + [True]
    for at in reversed(range(len(letters))):
        ends = range(at + 1, min(at + _LONGEST_SYLLABLE, len(letters)) + 1)
        able[at] = _begins_syllable(letters[at:]) or any(
            able[end] and letters[at:end] in SYLLABLES for end in ends
        )
    return able


def _parted(letters: str, able: list[bool], at: int = 0) -> Iterator[tuple[str, ...]]:
    if at == len(letters):
        yield ()
        return
    for end in range(min(at + _LONGEST_SYLLABLE, len(letters)), at, -1):
        if able[end] and letters[at:end] in SYLLABLES:
            for rest in _parted(letters, able, end):
                yield (letters[at:end], *rest)
    if letters[at:] not in SYLLABLES and _begins_syllable(letters[at:]):
        yield (letters[at:],)


def _begins_syllable(letters: str) -> bool:
    return letters in _beginnings()


@cache
def beginning_so(letters: str) -> tuple[str, ...]:
    """Syllables that begin with these letters."""
    return tuple(sorted(syllable for syllable in SYLLABLES if syllable.startswith(letters)))


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(syllable[:end] for syllable in SYLLABLES for end in range(1, len(syllable) + 1))
