"""Pinyin as people type it: what the indexed names teach about readings, without a dictionary in memory."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, product

from bot.domain.names import HANZI, MAX_READINGS, tokens

MAX_INITIALS = 16  # letters; nobody types the initials of a longer name
_MAX_SPLITS = 12
_MAX_SYLLABLES = 30  # of a query; names are shorter
_LONGEST_SYLLABLE = 6  # zhuang
_TWO_LETTER_INITIALS = ("zh", "ch", "sh")

_LETTERS = re.compile(r"[a-z0-9]+")
_TONED = re.compile(r"[a-z]+[1-5](?![0-9])")
_V_FOR_U = re.compile(r"(?<=[nlNL])v")


def plain(letters: str) -> str:
    """Typed pinyin as readings are kept: nü, nv and nu are nu; tan1chi1she2 is tanchishe."""
    letters = _V_FOR_U.sub("u", letters)
    if len(_TONED.findall(letters)) >= 2:  # one number alone is a season
        letters = re.sub(r"(?<=[a-z])[1-5]", "", letters)
    return letters


def fits(letters: str, syllables: tuple[str, ...]) -> int:
    """How many syllables the letters spell when each may be cut to its initial: "tanchs" spells tan chi she.

    The last one may break off anywhere. 0 when they spell something else.
    """
    reached = {0}
    for count, syllable in enumerate(syllables, start=1):
        if any(syllable.startswith(letters[at:]) for at in reached):
            return count
        reached = {
            at + len(part) for at in reached for part in _written(syllable) if letters.startswith(part, at)
        }
        if not reached:
            return 0
    return len(syllables) if len(letters) in reached else 0


def _written(syllable: str) -> set[str]:
    two = {syllable[:2]} if syllable.startswith(_TWO_LETTER_INITIALS) else set[str]()
    return {syllable, syllable[:1]} | two


class Sounds:
    """Characters, syllables and how they go together, learnt from (folded name, readings) pairs."""

    def __init__(self, names: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for name, readings in names:
            characters = tokens(name)
            for rank, reading in enumerate(readings):
                syllables = reading.split()
                if len(syllables) == len(characters):
                    for character, syllable in zip(characters, syllables, strict=True):
                        counts[character][syllable] += 1 if rank == 0 else 0
        self._readings = {
            character: tuple(syllable for syllable, _ in count.most_common(2))
            for character, count in counts.items()
            if HANZI.match(character)
        }
        self._syllables = frozenset(syllable for both in self._readings.values() for syllable in both)

    def spellings(self, text: str) -> tuple[str, ...]:
        """The joined pinyin that a folded query may stand for; none if a character is in no name."""
        characters = tokens(text)
        if len(characters) > _MAX_SYLLABLES:
            return ()
        parts: list[tuple[str, ...]] = []
        for token in characters:
            if not HANZI.match(token):
                parts.append((token,))
            elif token in self._readings:
                parts.append(self._readings[token])
            else:
                return ()
        joined = ("".join(choice) for choice in islice(product(*parts), MAX_READINGS))
        return tuple(plain(letters) for letters in joined if _LETTERS.fullmatch(letters))

    def is_spelled(self, word: str) -> bool:
        """Whether a typed word is made of whole syllables, or is one letter, an initial."""
        reached = {0}
        for at in range(len(word)):
            if at in reached:
                ends = range(at + 1, min(at + _LONGEST_SYLLABLE, len(word)) + 1)
                reached.update(end for end in ends if word[at:end] in self._syllables)
        return len(word) == 1 or len(word) in reached

    def initials(self, letters: str) -> tuple[str, ...]:
        """Initials that letters may stand for, whole syllables tried first: "tanchs" may stand for tcs."""
        if not 2 <= len(letters) <= MAX_INITIALS or not letters.isascii():
            return ()
        return tuple(dict.fromkeys(islice(self._split(letters), _MAX_SPLITS)))

    def _split(self, letters: str) -> Iterator[str]:
        if not letters:
            yield ""
            return
        for end in range(min(_LONGEST_SYLLABLE, len(letters)), 0, -1):
            part = letters[:end]
            if end == 1 or part in _TWO_LETTER_INITIALS or part in self._syllables:
                for rest in self._split(letters[end:]):
                    yield part[0] + rest
