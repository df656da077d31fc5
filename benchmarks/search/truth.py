"""Every title that is a right answer to a query, found by plain comparison with all names; slow, and meant to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from benchmarks.search.catalogue import Catalogue
from benchmarks.search.spelling import canonical, compact, plain, southern, without_articles, words_of

Numbers = set[int]  # of dramas
_Index = dict[str, list[int]]


class Truth:
    """Parallel lists over all names: whose it is, its canonical spelling, its syllables ("tan chi she") or "".

    Spelling and sound also without spaces, and names as words to look for.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._owners: list[int] = []
        self._spellings: list[str] = []
        self._readings: list[str] = []
        self._words: list[str] = []
        for number, drama in enumerate(catalogue):
            for name in drama.names:
                season = [] if name.season == 1 else [str(name.season)]
                self._owners.append(number)
                self._spellings.append(canonical(name))
                self._words.append(words_of(name.text))
                self._readings.append(" ".join(plain(name.reading) + season) if name.reading else "")
        self._compact = list(map(compact, self._spellings))
        self._sounds = list(map(compact, self._readings))

    # --- equal ------------------------------------------------------------------------------------

    def spelt(self, spelling: str) -> Numbers:
        """Whose name is that, but for spaces; a Latin text may also be a Chinese name's sound."""
        text = compact(spelling)
        return {*self._by_compact.get(text, ()), *self._by_sound.get(text, ())}

    def with_initials(self, initials: str) -> Numbers:
        return {*self._initials.get(initials, ()), *self._by_compact.get(initials, ())}

    def with_words(self, words: Iterable[str]) -> Numbers:
        """Whose name has just those words, in any order."""
        return set(self._sorted.get(" ".join(sorted(words)), ()))

    def without_articles(self, words: str) -> Numbers:
        return set(self._bare.get(words, ()))

    def sounding_southern(self, syllables: list[str]) -> Numbers:
        return set(self._southern.get("".join(map(southern, syllables)), ()))

    # --- part of ----------------------------------------------------------------------------------

    def starting(self, prefix: str) -> Numbers:
        """Whose name begins so, with its spaces; a text without any may begin the sound of a Chinese one."""
        found = self._where(self._spellings, lambda name: name.startswith(prefix))
        if " " in prefix:
            return found
        return found | self._where(self._sounds, lambda sound: sound.startswith(prefix))

    def starting_compact(self, prefix: str) -> Numbers:
        """Whose name, or its sound, begins so wherever the spaces are."""
        found = self._where(self._compact, lambda name: name.startswith(prefix))
        return found | self._where(self._sounds, lambda sound: sound.startswith(prefix))

    def containing(self, *parts: str) -> Numbers:
        """Whose one name has all of these hanzi."""
        return self._where(self._compact, lambda name: all(part in name for part in parts))

    def containing_words(self, words: list[str]) -> Numbers:
        padded = [f" {word} " for word in words]
        return self._where(self._words, lambda name: all(word in name for word in padded))

    def containing_sound(self, letters: str) -> Numbers:
        """From the start of a syllable or word to the end of one."""
        found: Numbers = set()
        for joined, spaced in ((self._sounds, self._readings), (self._compact, self._spellings)):
            places = (at for at, text in enumerate(joined) if letters in text)
            found |= {self._owners[at] for at in places if _at_bounds(letters, spaced[at])}
        return found

    def spelt_by_syllables_or_initials(self, letters: str) -> Numbers:
        return self._where(
            self._readings,
            lambda sound: (
                sound[:1] == letters[0] and len(sound) >= len(letters) and _spells(letters, sound.split())
            ),
        )

    def mixed(self, pieces: list[str]) -> Numbers:
        """`pieces` are a hanzi or a syllable for each character of the name."""
        spaces = len(pieces) - 1
        places = (at for at, sound in enumerate(self._readings) if sound and sound.count(" ") == spaces)
        return {self._owners[at] for at in places if self._fits(pieces, at)}

    def _fits(self, pieces: list[str], at: int) -> bool:
        characters, syllables = self._compact[at], self._readings[at].split()
        return len(characters) == len(syllables) and all(
            piece in (character, syllable)
            for piece, character, syllable in zip(pieces, characters, syllables, strict=True)
        )

    # --- near -------------------------------------------------------------------------------------

    def near(self, text: str, intended: str) -> Numbers:
        """Whose name is no further from the text than the intended one."""
        return self._within(text, self._spellings, OSA.distance(text, intended))

    def near_compact(self, text: str, intended: str) -> Numbers:
        return self._within(text, self._compact, OSA.distance(text, intended))

    def near_sound(self, text: str, intended: str) -> Numbers:
        distance = OSA.distance(text, intended)
        return self._within(text, self._sounds, distance) | self._within(text, self._compact, distance)

    def starting_near(self, text: str, intended: str) -> Numbers:
        """Whose name begins with something no further from the text than the intended name's best beginning."""
        lengths = range(len(text) - 1, len(text) + 2)
        distance = min(OSA.distance(text, intended[:length]) for length in lengths)
        beginnings = ([name[:length] for name in self._spellings] for length in lengths)
        return set[int]().union(*(self._within(text, names, distance) for names in beginnings))

    def _within(self, text: str, names: list[str], distance: int) -> Numbers:
        near = process.extract(text, names, scorer=OSA.distance, score_cutoff=distance, limit=None)
        return {self._owners[at] for _, _, at in near}

    # --- plots ------------------------------------------------------------------------------------

    def telling(self, queries: list[list[str]]) -> list[Numbers]:
        """For each query, the dramas that have all of its words in synopsis, names, tropes and people.

        A Chinese word may stand anywhere, a Latin one is a whole word.
        """
        wanted = [[word if not word.isascii() else f" {word} " for word in words] for words in queries]
        found: list[Numbers] = [set() for _ in queries]
        for number, drama in enumerate(self._catalogue):
            text = words_of(" ".join([drama.plot(), *(name.text for name in drama.names)]))
            for words, numbers in zip(wanted, found, strict=True):
                if all(word in text for word in words):
                    numbers.add(number)
        return found

    # --- indexes ----------------------------------------------------------------------------------

    def _where(self, texts: list[str], fits: Callable[[str], bool]) -> Numbers:
        return {owner for owner, text in zip(self._owners, texts, strict=True) if fits(text)}

    def _by(self, texts: list[str], key: Callable[[str], str] = str) -> _Index:
        """Owners by what a text comes to; names without a sound have none in an index of sounds."""
        index: _Index = defaultdict(list)
        for owner, text in zip(self._owners, texts, strict=True):
            if text:
                index[key(text)].append(owner)
        return dict(index)

    @cached_property
    def _by_compact(self) -> _Index:
        return self._by(self._compact)

    @cached_property
    def _by_sound(self) -> _Index:
        return self._by(self._sounds)

    @cached_property
    def _initials(self) -> _Index:
        return self._by(self._readings, lambda sound: "".join(syllable[0] for syllable in sound.split()))

    @cached_property
    def _southern(self) -> _Index:
        return self._by(self._readings, lambda sound: "".join(map(southern, sound.split())))

    @cached_property
    def _sorted(self) -> _Index:
        return self._by(self._spellings, lambda name: " ".join(sorted(name.split())))

    @cached_property
    def _bare(self) -> _Index:
        return self._by(self._spellings, without_articles)


def _at_bounds(letters: str, spaced: str) -> bool:
    """Whether whole words of the spaced text, joined, are the letters."""
    words = spaced.split()
    for start in range(len(words)):
        joined = ""
        for word in words[start:]:
            joined += word
            if joined == letters:
                return True
            if len(joined) >= len(letters):
                break
    return False


def _spells(letters: str, syllables: list[str]) -> bool:
    """Whether each syllable in turn, whole or its first letter, gives the letters."""
    ends = {0}
    for syllable in syllables:
        ends = {
            end + len(piece)
            for end in ends
            for piece in (syllable, syllable[0])
            if letters.startswith(piece, end)
        }
    return len(letters) in ends
