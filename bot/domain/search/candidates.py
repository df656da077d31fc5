"""Which names are worth comparing with what was typed: a few dozen out of all, in stages of rising cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from bot.domain.search.filing import Field, heard_units, pieces
from bot.domain.search.keys import READINGS
from bot.domain.search.lookup import Choice, Lookup, Reference
from bot.domain.search.query import Query
from bot.domain.search.slips import COMPLETIONS, SHORTEST_BEGINNING, Slips
from bot.domain.search.sounds import accentless, beginning_so, initials, syllables
from bot.domain.search.stage import (
    AS_TYPED,
    CLEAR,
    FAIR,
    GOOD,
    HEARD,
    SURE,
    WEAK,
    Candidate,
    Found,
    Stage,
    references,
)

_MOST = 150  # names and titles that one look may give, however many are asked for
_DIRECT, _BY_INITIALS = 30, 15  # keys of one kind; that begin with some initials
_HEARD_WITHIN = 25  # titles that have some syllables
_FEW_COMPLETIONS = 15  # words that two letters may be the beginning of
_COMMON = 20_000  # titles that have a word: to read where they all are takes longer than to compare a few names more
# Who typed so much of a name's beginning means no name that has it further on.
_MANY_WORDS, _MANY_LETTERS = 4, 15


def stages(lookup: Lookup, query: Query, limit: int) -> tuple[list[Stage], list[Stage]]:
    """For a name as it is typed, and for one with slips in it."""
    look, slip = _Candidates(lookup, query, limit), Slips(lookup, query)
    begun = not query.hanzi and (len(query.words) >= _MANY_WORDS or len(query.bare) >= _MANY_LETTERS)
    right = [
        Stage(SURE, SURE, look.written),
        Stage(GOOD if query.hanzi else SURE, AS_TYPED, look.heard),
        Stage(SURE, AS_TYPED, look.by_initials),
        Stage(HEARD if begun else SURE, AS_TYPED, look.containing),
        Stage(HEARD if begun else CLEAR, HEARD, look.heard_within),
    ]
    wrong = [
        Stage(GOOD, GOOD, slip.near_halves),
        Stage(GOOD, GOOD, slip.scattered),
        Stage(GOOD, GOOD, slip.mended),
        Stage(GOOD, GOOD, slip.begun_with_slip),
        Stage(FAIR, FAIR, slip.near_thirds),
        Stage(FAIR, FAIR, slip.mostly),
        Stage(WEAK, WEAK, slip.sharing),
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
        if query.led != query.bare and len(query.bare) < SHORTEST_BEGINNING:
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
        return references(found)

    def by_initials(self) -> Found:
        query = self._query
        if query.hanzi or query.trust < 1 or not query.spelled:
            return []
        cuts = initials(query.spelled[0])
        found = self._lookup.exactly(Field.INITIALS, cuts, _DIRECT)
        for letters in cuts[:1]:
            if len(letters) > 2 or letters == query.bare:  # two syllables begin far too many names
                found += self._lookup.beginning(Field.INITIALS, letters, _BY_INITIALS)
        return references(found)

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
                begun = self._lookup.completions(word, COMPLETIONS if len(word) > 2 else _FEW_COMPLETIONS)
                ends = begun if len(parts) > 1 else _enough(begun, most)
                units.append((word, *ends) if word in known else tuple(ends))
        return units if len(units) > 1 else units + common


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
