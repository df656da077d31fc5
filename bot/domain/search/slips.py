"""What was meant by somebody whose finger or memory has slipped: names that are nearly what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.domain.names import HANZI
from bot.domain.search.filing import Field, one_slip_from, pieces, slips
from bot.domain.search.lookup import Choice, Lookup, Reference
from bot.domain.search.query import Query
from bot.domain.search.stage import Found, references, titles

_TITLES = 40  # of a full-text list
_ENOUGH_FOR_HALVES = 8  # letters; half of fewer says too little
_LONG = 10  # letters
_AROUND = 300  # keys that share a half with what was typed
_NEAR = 20  # of those, the nearest
COMPLETIONS = 40  # words that a word may be the beginning of
SHORTEST_BEGINNING, _SLIPS_UP_TO = 4, 14  # letters; a slip further on leaves a beginning that says enough
_BEGINNINGS, _EACH = 40, 3  # ways to mend the beginning of a name, and names that begin so
_MENDED = 8  # words that one typed word may stand for
_LEFT_OUT = 5  # words that are left out in turn, one each time


class Slips:
    def __init__(self, lookup: Lookup, query: Query) -> None:
        self._lookup = lookup
        self._query = query

    def near_halves(self) -> Found:
        """One slip leaves the first or the second half as it is."""
        query = self._query
        found = self._near(Field.WRITTEN, query.bare, 2)
        for letters in query.accentless[:1]:
            if not query.hanzi:
                found += self._near(Field.HEARD, letters, 2)
        return found

    def begun_with_slip(self) -> Found:
        """The beginning of a name with one slip in it: every way to mend it is tried."""
        found = self._begun_with_slip(Field.WRITTEN, self._query.joined)
        for letters in self._query.accentless[:1]:
            if len(letters) < _ENOUGH_FOR_HALVES and not self._query.hanzi:
                found += self._begun_with_slip(Field.HEARD, letters)
        return found

    def _begun_with_slip(self, field: Field, typed: str) -> Found:
        if not typed.isascii() or len(typed) < SHORTEST_BEGINNING:
            return []
        mended = self._lookup.begun(field, sorted(one_slip_from(typed, _SLIPS_UP_TO)))
        found = [self._lookup.beginning(field, start, _EACH) for start in mended[:_BEGINNINGS]]
        return references(reference for some in found for reference in some)

    def near_thirds(self) -> Found:
        """Two slips leave one of three thirds as it is, mostly the first or the last."""
        return self._near(Field.WRITTEN, self._query.bare, 3)

    def _near(self, field: Field, typed: str, parts: int) -> Found:
        length = len(typed)
        if length < (_ENOUGH_FOR_HALVES if typed.isascii() else 3):
            return []
        part = max(
            1, length // parts - (length >= _LONG)
        )  # letters that changed places may sit on the border
        most = max(1, length // 4)
        first = self._lookup.around(field, typed[:part], length, _AROUND)
        last = self._lookup.around(Field.TAIL, typed[::-1][:part], length, _AROUND)
        return references([*_nearest(typed, first, most), *_nearest(typed[::-1], last, most)])

    def mended(self) -> Found:
        """All words, each of them or one that it may be a slip of."""
        words = self._mended_words
        return titles(self._lookup.having(words, _TITLES)) if words and all(words) else []

    def mostly(self) -> Found:
        """All of the words but one."""
        words = self._mended_words
        found: Found = []
        for at in range(min(len(words), _LEFT_OUT)) if len(words) > 1 else ():
            if all(rest := words[:at] + words[at + 1 :]):
                found += titles(self._lookup.having(rest, _TITLES // 2))
        return found

    def sharing(self) -> Found:
        """Any of the characters or words: for what comes nearest when nothing fits."""
        units = {unit for dense, word in pieces(self._query.text) for unit in (dense or [word])}
        return titles(self._lookup.having([tuple(sorted(units))], _TITLES))

    @cached_property
    def _mended_words(self) -> list[Choice]:
        """Each typed word, or words that it may be a slip of; an empty choice if there are none."""
        words = () if self._query.hanzi else self._query.words
        known = self._lookup.vocabulary(words)
        return [
            (word,)
            if word in known and at < len(words) - 1
            else self._choice(word, known, last=at == len(words) - 1)
            for at, word in enumerate(words)
        ]

    def _choice(self, word: str, known: Mapping[str, int], *, last: bool) -> Choice:
        most = slips(word)
        alike = self._lookup.alike(word) if most else []
        mended = extract(word, alike, scorer=OSA.distance, score_cutoff=most, limit=_MENDED)
        begun = self._lookup.completions(word, COMPLETIONS) if last else {}
        itself = (word,) if word in known else ()
        return (*itself, *(other for other, _, _ in mended if other != word), *begun)

    def scattered(self) -> Found:
        """Characters of the name in another order."""
        characters = dict.fromkeys(HANZI.findall(self._query.text))
        if len(characters) < 2:
            return []
        return titles(self._lookup.having([(one,) for one in characters], _TITLES))


def _nearest(typed: str, found: Sequence[Reference], most: int) -> list[Reference]:
    """Those with the fewest slips, in the whole key or in as much of it as was typed."""
    wholes = [key for key, _, _ in found]
    near = {at for _, _, at in extract(typed, wholes, scorer=OSA.distance, score_cutoff=most, limit=_NEAR)}
    if len(near) < _NEAR:
        starts = [key[: len(typed)] for key in wholes]
        near |= {
            at for _, _, at in extract(typed, starts, scorer=OSA.distance, score_cutoff=most, limit=_NEAR)
        }
    return [found[at] for at in near]
