"""Which names are worth comparing with what was typed: a few dozen out of all, in stages of rising cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.domain.names import HANZI
from bot.domain.search.filing import Field, heard_units, one_slip_from, pieces, slips
from bot.domain.search.keys import READINGS
from bot.domain.search.lookup import Choice, Lookup, Reference
from bot.domain.search.query import Query
from bot.domain.search.sounds import accentless, beginning_so, initials, syllables

_MOST = 150  # names and titles that one look may give, however many are asked for
_DIRECT, _BY_INITIALS = 30, 15  # keys of one kind; that begin with some initials
_HEARD_WITHIN = 25  # titles that have some syllables
_TITLES = 40  # of a full-text list
_ENOUGH_FOR_HALVES = 8  # letters; half of fewer says too little
_LONG = 10  # letters
_AROUND = 300  # keys that share a half with what was typed
_NEAR = 20  # of those, the nearest
_COMPLETIONS, _FEW_COMPLETIONS = 40, 15  # words that a word may be the beginning of, or two letters of it
_SHORTEST_BEGINNING, _SLIPS_UP_TO = 4, 14  # letters; a slip further on leaves a beginning that says enough
_BEGINNINGS, _EACH = 40, 3  # ways to mend the beginning of a name, and names that begin so
_MENDED = 8  # words that one typed word may stand for
_UNMISTAKABLE = (
    4,
    15,
)  # words or letters: who typed so much of a name's beginning means none that has it further on
_COMMON = 20_000  # titles that have a word: to read where they all are takes longer than to compare a few names more
_LEFT_OUT = 5  # words that are left out in turn, one each time

SURE = 0.93  # somebody's name, sound or initials, whole: nothing else needs to be tried
CLEAR = 0.9  # most of a name from its beginning on
AS_TYPED = 0.885  # the beginning of a name
HEARD = 0.84  # the same in pinyin
GOOD = 0.82  # the beginning of a name, or all of its words: nobody has slipped
FAIR = 0.75
WEAK = 0.35  # nothing that could be meant


class Candidate(NamedTuple):
    """A title, or one of its names (-1: any of them), and what is known of the name before it is compared."""

    title: int
    name: int = -1
    begins: bool = False  # with what was typed
    has: str = ""  # in it as it is packed


Found = list[Candidate]


class Stage(NamedTuple):
    """It is tried unless a hit is sure enough already, or there are plenty of hits that are good enough."""

    enough: float
    plenty: float
    find: Callable[[], Found]


def stages(lookup: Lookup, query: Query, limit: int) -> tuple[list[Stage], list[Stage]]:
    """For a name as it is typed, and for one with slips in it."""
    look = _Candidates(lookup, query, limit)
    words, letters = _UNMISTAKABLE
    begun = not query.hanzi and (len(query.words) >= words or len(query.bare) >= letters)
    right = [
        Stage(SURE, SURE, look.written),
        Stage(GOOD if query.hanzi else SURE, AS_TYPED, look.heard),
        Stage(SURE, AS_TYPED, look.by_initials),
        Stage(HEARD if begun else SURE, AS_TYPED, look.containing),
        Stage(HEARD if begun else CLEAR, HEARD, look.heard_within),
    ]
    wrong = [
        Stage(GOOD, GOOD, look.near_halves),
        Stage(GOOD, GOOD, look.scattered),
        Stage(GOOD, GOOD, look.mended),
        Stage(GOOD, GOOD, look.begun_with_slip),
        Stage(FAIR, FAIR, look.near_thirds),
        Stage(FAIR, FAIR, look.mostly),
        Stage(WEAK, WEAK, look.sharing),
    ]
    return right, wrong


class _Candidates:
    def __init__(self, lookup: Lookup, query: Query, limit: int) -> None:
        self._lookup = lookup
        self._query = query
        self._limit = min(limit, _MOST)
        self._enough_heard = False  # so many names begin with the pinyin that none needs to have it within

    # --- the whole name or its beginning ----------------------------------------------------------

    def written(self) -> Found:
        query = self._query
        starts = [query.led, query.bare, query.joined]
        if query.led != query.bare and len(query.bare) < _SHORTEST_BEGINNING:
            starts = starts[:1]  # "the g": what begins with g is half of all names
        found: list[Reference] = []
        for start in dict.fromkeys(starts):
            found += self._lookup.beginning(Field.WRITTEN, start, max(_DIRECT, self._limit))
        return [Candidate(title, name, begins=True) for _, title, name in found]

    def heard(self) -> Found:
        query = self._query
        found: list[Reference] = []
        if query.hanzi and len(query.bare) < 2:  # one syllable sounds like everything
            return []
        found += self._lookup.exactly(Field.HEARD, query.accentless[2:], _DIRECT)
        for letters in query.accentless[:2]:
            most = max(_DIRECT, self._limit)
            both = self._lookup.beginning(Field.HEARD, letters, 2 * most)  # a name may have two readings
            fresh = list({reference[1:]: reference for reference in both}.values())[:most]
            self._enough_heard = self._enough_heard or len(fresh) == most
            found += fresh
        return _references(found)

    def by_initials(self) -> Found:
        query = self._query
        if query.hanzi or query.trust < 1 or not query.spelled:
            return []
        cuts = initials(query.spelled[0])
        found = self._lookup.exactly(Field.INITIALS, cuts, _DIRECT)
        for letters in cuts[:1]:
            if len(letters) > 2 or letters == query.bare:  # two syllables begin far too many names
                found += self._lookup.beginning(Field.INITIALS, letters, _BY_INITIALS)
        return _references(found)

    # --- parts of the name ------------------------------------------------------------------------

    def containing(self) -> Found:
        """Names without the typed articles count too; when they are too many, the articles narrow them down."""
        most = max(_DIRECT, self._limit)
        found = self._with_units(" ".join(self._query.words), most)
        if self._query.articles and len(found) >= most:
            found += self._with_units(self._query.text, most)
        has = self._query.text[0] if self._query.hanzi else self._query.words[0]
        return [Candidate(title, has=has) for title in dict.fromkeys(found)]

    def heard_within(self) -> Found:
        if self._enough_heard or not self._query.spelled or self._query.hanzi:
            return []
        found: Found = []
        for parted in syllables(self._query.spelled[0]):
            titles = self._lookup.having(_heard_choices(parted), _HEARD_WITHIN)
            found += [Candidate(title, has=READINGS) for title in titles]
            if len(found) >= _HEARD_WITHIN:
                break
        return found

    def _with_units(self, text: str, most: int) -> list[int]:
        return self._lookup.having(units, most) if all(units := self._units(text, most)) else []

    def _units(self, text: str, most: int) -> list[Choice]:
        """What a name must have, an empty choice for a word that no name has; the last one may be just begun."""
        parts = list(pieces(text))
        known = self._lookup.vocabulary([word for _, word in parts if word])
        units: list[Choice] = []
        common: list[Choice] = []
        for at, (dense, word) in enumerate(parts):
            if len(dense) == 1:
                units.append((dense,))
            elif dense:
                units += [("".join(pair),) for pair in pairwise(dense)]
            elif at < len(parts) - 1:
                (common if known.get(word, 0) > _COMMON else units).append((word,) if word in known else ())
            elif len(word) > 1 or not units:  # one letter begins half of all words
                begun = self._lookup.completions(word, _COMPLETIONS if len(word) > 2 else _FEW_COMPLETIONS)
                ends = begun if len(parts) > 1 else _enough(begun, most)
                units.append((word, *ends) if word in known else tuple(ends))
        return units if len(units) > 1 else units + common

    # --- slips ------------------------------------------------------------------------------------

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
        if not typed.isascii() or len(typed) < _SHORTEST_BEGINNING:
            return []
        mended = self._lookup.begun(field, sorted(one_slip_from(typed, _SLIPS_UP_TO)))
        found = [self._lookup.beginning(field, start, _EACH) for start in mended[:_BEGINNINGS]]
        return _references(reference for some in found for reference in some)

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
        return _references([*_nearest(typed, first, most), *_nearest(typed[::-1], last, most)])

    def mended(self) -> Found:
        """All words, each of them or one that it may be a slip of."""
        words = self._mended_words
        return _titles(self._lookup.having(words, _TITLES)) if words and all(words) else []

    def mostly(self) -> Found:
        """All of the words but one."""
        words = self._mended_words
        found: Found = []
        for at in range(min(len(words), _LEFT_OUT)) if len(words) > 1 else ():
            if all(rest := words[:at] + words[at + 1 :]):
                found += _titles(self._lookup.having(rest, _TITLES // 2))
        return found

    def sharing(self) -> Found:
        """Any of the characters or words: for what comes nearest when nothing fits."""
        units = {unit for dense, word in pieces(self._query.text) for unit in (dense or [word])}
        return _titles(self._lookup.having([tuple(sorted(units))], _TITLES))

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
        begun = self._lookup.completions(word, _COMPLETIONS) if last else {}
        itself = (word,) if word in known else ()
        return (*itself, *(other for other, _, _ in mended if other != word), *begun)

    def scattered(self) -> Found:
        """Characters of the name in another order."""
        characters = dict.fromkeys(HANZI.findall(self._query.text))
        if len(characters) < 2:
            return []
        return _titles(self._lookup.having([(one,) for one in characters], _TITLES))


def _enough(words: Mapping[str, int], titles: int) -> list[str]:
    """The first words that are in so many titles between them: each that is looked for takes 20 µs."""
    before = accumulate(words.values(), initial=0)
    return [word for word, counted in zip(words, before, strict=False) if counted < 2 * titles]


def _heard_choices(parted: Sequence[str]) -> list[Choice]:
    """Pairs of syllables, or the one; the last may be just begun."""
    whole, last = parted[:-1], parted[-1]
    ends = {accentless(one) for one in beginning_so(last)}
    if not whole:
        return [tuple(f"~{end}" for end in sorted(ends))]
    before = accentless(whole[-1])
    pairs = [unit for unit in heard_units(whole) if "." in unit]
    return [*((pair,) for pair in pairs), tuple(f"~{before}.{end}" for end in sorted(ends))]


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


def _references(found: Iterable[Reference]) -> Found:
    return [Candidate(title, name) for _, title, name in found]


def _titles(numbers: Iterable[int]) -> Found:
    return [Candidate(number) for number in numbers]
