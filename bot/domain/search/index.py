"""Finds titles from whatever a person remembers: a name in any script and spelling, or words of the plot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.model import NameKind
from bot.domain.names import HANZI, MAX_QUERY, clip, fold, fold_season, season
from bot.domain.search.entries import Entry
from bot.domain.search.lookup import Lookup
from bot.domain.search.mentions import InPassing, quoted
from bot.domain.search.plot import Plots
from bot.domain.search.scoring import WEAKEST, name_key, name_score, read_query, without_filler
from bot.domain.search.sounds import Sounds

FLOOR = 0.55  # what may be meant
NEAREST = 0.35  # what is merely the nearest, when nothing may be meant

_SURE = 0.93  # somebody's name, sound or initials, whole: nothing else needs to be tried
_LEAD = 0.12  # of one obvious answer over the next
_SURE_LEAD = 0.025  # the same among sure ones: more than what the kind of a name is worth
_BOTH_HALVES = 0.98
_ONE_HALF = 0.8
_QUOTED_SHARE = 0.6  # of a name that a quote must have

# What is deducted: of two equal fits, the real name comes before the one on a service, and ours comes last.
_KIND: dict[NameKind, float] = {"original": 0, "official": 0, "service": 0.01, "alias": 0.01, "gloss": 0.02}


@dataclass(frozen=True, slots=True)
class Hit:
    title_id: str
    score: float  # 0 to 1
    matched: str  # the name, or the words of the plot
    kind: NameKind | Literal["plot", "browse"]


Hits = dict[int, Hit]  # by the number of the entry
Keep = Callable[[int], bool]


class Index:
    """All names and plots, in memory; nothing changes it once it is built."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = sorted(
            entries, key=_first_season_first
        )  # of equal hits the lower number is shown first
        numbers = range(len(self._entries))
        self._newest = sorted(numbers, key=lambda number: _newest_first(self._entries[number]))
        self._facets: defaultdict[str, set[int]] = defaultdict(set)
        for number in numbers:
            for facet in self._entries[number].facets:
                self._facets[facet].add(number)

        named = [(number, name) for number in numbers for name in self._entries[number].names]
        keyed = [(name_key(name.text, name.forms), name, number) for number, name in named]
        keyed.sort(key=lambda row: (len(row[0].bare), _KIND[row[1].kind], row[2]))  # short names fit best
        self._keys = [key for key, _, _ in keyed]
        self._names = [name for _, name, _ in keyed]
        self._owners = [number for _, _, number in keyed]

        self._lookup = Lookup(self._keys)
        self._sounds = Sounds((fold(name.text), name.forms.readings) for name in self._names)
        self._plots = Plots([one.plot for one in self._entries])
        self._passing = InPassing(self._keys)

    def find(
        self, query: str, *, facets: frozenset[str] = frozenset(), limit: int = 25, floor: float = FLOOR
    ) -> list[Hit]:
        """Titles with all the facets, best first; the newest when there is nothing to look for."""
        keep = self._keep(facets)
        folded = _read(query)
        if not folded:
            browsed = [number for number in self._newest if keep(number)][:limit]
            return [Hit(self._entries[number].title_id, 0.0, "", "browse") for number in browsed]
        hits = self._by_name(folded, keep)
        for attempt in (self._without_filler, self._by_halves, self._by_plot):
            if max((hit.score for hit in hits.values()), default=0.0) >= _SURE:
                break
            _add(hits, attempt(folded, keep))
        return _best(hits, limit, floor)

    def mentions(self, text: str, limit: int = 10) -> list[Hit]:
        """Titles that a message names: in quotes, as a hashtag or in passing. The surest first."""
        hits: Hits = {}
        for mention in quoted(text):
            for folded in filter(None, map(_read, mention.readings)):
                _add(hits, self._meant(folded, mention.least))
        for mention in self._passing.find(text):
            hit = self._hit(mention.name, mention.score)
            _add(hits, {self._owners[mention.name]: hit})
        return _best(hits, limit, FLOOR)

    # --- ways to find ---------------------------------------------------------------------------

    def _by_name(self, folded: str, keep: Keep) -> Hits:
        query = read_query(folded, self._sounds)
        hits: Hits = {}
        for name in self._lookup.candidates(query, lambda name: keep(self._owners[name])):
            if (score := name_score(query, self._keys[name])) >= WEAKEST:
                _add(hits, {self._owners[name]: self._hit(name, score)})
        return hits

    def _meant(self, folded: str, least: float) -> Hits:
        """What a quote names: not all that begins like it, nor what it is a small part of."""
        hits = {
            number: hit
            for number, hit in self._by_name(folded, _everything).items()
            if hit.score >= least and len(folded) >= _QUOTED_SHARE * len(hit.matched)
        }
        best = max((hit.score for hit in hits.values()), default=0.0)
        return {number: hit for number, hit in hits.items() if hit.score >= best - _SURE_LEAD}

    def _without_filler(self, folded: str, keep: Keep) -> Hits:
        """For "where to watch greedy snake" and 贪吃蛇 短剧."""
        bare = without_filler(folded)
        return self._by_name(bare, keep) if bare != folded else {}

    def _by_halves(self, folded: str, keep: Keep) -> Hits:
        """For a name in two scripts, as our own cards write it. One half alone says less."""
        hanzi, other = " ".join(HANZI.findall(folded)), " ".join(HANZI.sub(" ", folded).split())
        if not hanzi or not other:
            return {}
        first, second = self._by_name(hanzi.replace(" ", ""), keep), self._by_name(other, keep)
        halves: Hits = {}
        for number in first.keys() | second.keys():
            both = [half[number] for half in (first, second) if number in half]
            share = _BOTH_HALVES / 2 if len(both) == 2 else _ONE_HALF
            halves[number] = replace(both[0], score=share * sum(hit.score for hit in both))
        return halves

    def _by_plot(self, folded: str, keep: Keep) -> Hits:
        return {
            number: Hit(self._entries[number].title_id, score, words, "plot")
            for number, (score, words) in self._plots.find(folded, keep).items()
        }

    # --- parts ----------------------------------------------------------------------------------

    def _hit(self, name: int, score: float) -> Hit:
        written = self._names[name]
        title_id = self._entries[self._owners[name]].title_id
        return Hit(title_id, score - _KIND[written.kind], written.text, written.kind)

    def _keep(self, facets: frozenset[str]) -> Keep:
        if not facets:
            return _everything
        nothing: set[int] = set()
        return set[int].intersection(*(self._facets.get(facet, nothing) for facet in facets)).__contains__


def is_clear(hits: Sequence[Hit]) -> bool:
    """Whether the first of some ranked hits is the one obvious answer."""
    if not hits or hits[0].kind == "browse" or hits[0].score < FLOOR:
        return False
    lead = hits[0].score - hits[1].score if len(hits) > 1 else 1.0
    return lead > (_SURE_LEAD if hits[0].score >= _SURE else _LEAD)


def _read(query: str) -> str:
    """The letters of a query that count; what is cut off first could only be punctuation or far too much."""
    return clip(fold(query[: 4 * MAX_QUERY])).strip()


def _everything(_number: int) -> bool:
    return True


def _add(hits: Hits, more: Hits) -> None:
    """Keeps the best hit of each title."""
    for number, hit in more.items():
        if number not in hits or hit.score > hits[number].score:
            hits[number] = hit


def _best(hits: Hits, limit: int, floor: float) -> list[Hit]:
    ranked = sorted(hits.items(), key=lambda item: (-round(item[1].score, 3), item[0]))
    return [hit for _, hit in ranked if hit.score >= floor][:limit]


def _newest_first(one: Entry) -> tuple[int, str]:
    return -(one.year or 0), one.title_id


def _first_season_first(one: Entry) -> tuple[int, int, str]:
    return season(fold_season(fold(one.names[0].text))), *_newest_first(one)
