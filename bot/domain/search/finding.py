"""Finds titles from whatever a person remembers, in stages: each is tried only while none before it is sure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.model import NameKind
from bot.domain.names import HANZI
from bot.domain.search.candidates import stages
from bot.domain.search.filing import Field
from bot.domain.search.keys import Key, kind_of, unpack
from bot.domain.search.lookup import Card, Lookup, OutOfTime
from bot.domain.search.plot import PlotHit, Told, by_tag
from bot.domain.search.query import Query, read, read_query, without_filler
from bot.domain.search.scoring import WEAKEST, name_score, written_score
from bot.domain.search.stage import GOOD, SURE, Candidate, Stage
from bot.domain.search.thesaurus import Thesaurus

FLOOR = 0.55  # what may be meant
NEAREST = 0.35  # what is merely the nearest, when nothing may be meant

SURE_LEAD = (
    0.025  # among sure ones, of one obvious answer over the next: more than what the kind of a name is worth
)
_LEAD = 0.12  # the same among others

_RIGHT = 0.78  # a name has what was typed, if only in its sound: nobody has slipped
_TOLD = 0.83  # below it, what is told may be meant rather than a name
_WITHOUT_FILLER = 0.94
_BOTH_HALVES = 0.98
_ONE_HALF = 0.8
_SHORT = 2  # letters that are too few to look for
_FEW = 200  # titles that filters may leave to be looked at one by one

# What is deducted: of two equal fits, the real name comes before the one on a service, and ours comes last.
_KIND: dict[NameKind, float] = {"original": 0, "official": 0, "service": 0.01, "alias": 0.01, "gloss": 0.02}


@dataclass(frozen=True, slots=True)
class Hit:
    title_id: str
    score: float  # 0 to 1
    kind: NameKind | Literal["plot", "browse"]
    name: int = -1  # the position of the name that matched
    matched: str = ""  # the words of the plot, or the name once its title was read


Hits = dict[int, Hit]  # by the number of the title


def find(
    lookup: Lookup, typed: str, thesaurus: Thesaurus, *, limit: int = 25, floor: float = FLOOR
) -> list[Hit]:
    """The best first; what is liked, then the newest, when there is nothing to look for. Never raises."""
    return Search(lookup, thesaurus, limit).find(read(typed), floor)


class Search:
    """One search. Cards that were read once are kept until its end."""

    def __init__(self, lookup: Lookup, thesaurus: Thesaurus, limit: int) -> None:
        self._lookup = lookup
        self._thesaurus = thesaurus
        self._limit = limit
        self._cards: dict[int, Card] = {}
        self._found: Hits = {}

    def find(self, folded: str, floor: float) -> list[Hit]:
        short = len(folded) <= _SHORT and folded.isascii()
        try:
            browsed = self._browse(folded) if short else []
            if folded and len(browsed) < self._limit:
                self._search(folded)
        except OutOfTime:
            browsed = []
        there = {hit.title_id for hit in browsed}
        return (browsed + [hit for hit in self.ranked(floor) if hit.title_id not in there])[: self._limit]

    def _search(self, folded: str) -> None:
        query = read_query(folded, self._lookup.readings)
        right, wrong = self._stages(query)
        told = Told(self._lookup, folded, self._thesaurus, self._limit)
        self._run(query, right, self._found)
        if self._best < SURE:
            self._without_filler(folded)
        named = self._best
        if named < SURE:
            self._by_tag(folded)
        if self._best < GOOD:
            self._add_plots(told.wholly())
        if named < _RIGHT and self._best < GOOD:
            self._run(query, wrong, self._found, slips=True)
        if self._best < SURE:
            self._by_halves(folded)
        if self._best < _TOLD:
            self._add_plots(told.partly())

    @property
    def _best(self) -> float:
        return _best(self._found)

    def by_name(self, folded: str, found: Hits) -> Hits:
        query = read_query(folded, self._lookup.readings)
        right, wrong = self._stages(query)
        self._run(query, right, found)
        self._run(query, wrong, found, slips=True)
        return found

    def _stages(self, query: Query) -> tuple[list[Stage], list[Stage]]:
        few = self._lookup.members(_FEW)
        if few is None:
            return stages(self._lookup, query, self._limit)
        return [], [Stage(SURE, SURE, lambda: [Candidate(number) for number in few])]

    def _run(self, query: Query, stages: Sequence[Stage], found: Hits, *, slips: bool = False) -> None:
        compared: set[int] = set()  # titles with all their names
        for stage in stages:
            if _best(found) < stage.enough and not self._plenty(found, stage.plenty):
                fresh = [one for one in stage.find() if one.title not in compared]
                compared |= {one.title for one in fresh if one.name < 0}
                self._read(one.title for one in fresh)
                for one in fresh:
                    if hit := self._compared(query, one, slips=slips):
                        _add(found, one.title, hit)

    def _plenty(self, found: Hits, good: float) -> bool:
        return len(found) >= self._limit and sum(hit.score >= good for hit in found.values()) >= self._limit

    def _compared(self, query: Query, candidate: Candidate, *, slips: bool) -> Hit | None:
        """The best that one of the names, or the one in question, gives."""
        card = self._cards.get(candidate.title)
        if card is None:
            return None
        lines = card.names.split("\n")
        best, best_at = 0.0, -1
        for at in range(len(lines)) if candidate.name < 0 else (candidate.name,):
            if candidate.has not in lines[at]:
                continue
            key = unpack(lines[at])
            fit = written_score(query, key) if candidate.begins else name_score(query, key, slips=slips)
            if fit - _KIND[key.kind] > best:
                best, best_at = fit - _KIND[key.kind], at
        return Hit(card.title_id, best, kind_of(lines[best_at]), best_at) if best >= WEAKEST else None

    def _without_filler(self, folded: str) -> None:
        """For "where to watch greedy snake" and 贪吃蛇 短剧."""
        if (bare := without_filler(folded)) != folded:
            for number, hit in self.by_name(bare, {}).items():
                sure = hit.score >= SURE  # otherwise what was left out may have been meant
                _add(self._found, number, hit if sure else replace(hit, score=_WITHOUT_FILLER * hit.score))

    def _by_halves(self, folded: str) -> None:
        """For a name in two scripts, as our own cards write it. One half alone says less."""
        hanzi, other = "".join(HANZI.findall(folded)), " ".join(HANZI.sub(" ", folded).split())
        if not hanzi or not other:
            return
        first, second = self.by_name(hanzi, {}), self.by_name(other, {})
        for number in first.keys() | second.keys():
            both = [half[number] for half in (first, second) if number in half]
            share = _BOTH_HALVES / 2 if len(both) == 2 else _ONE_HALF
            _add(self._found, number, replace(both[0], score=share * sum(hit.score for hit in both)))

    def _by_tag(self, folded: str) -> None:
        self._add_plots(by_tag(self._lookup, folded, self._thesaurus, self._limit))

    def _add_plots(self, hits: Mapping[int, PlotHit]) -> None:
        self._read(hits)
        for number, hit in hits.items():
            if number in self._cards:
                _add(
                    self._found,
                    number,
                    Hit(self._cards[number].title_id, hit.score, "plot", matched=hit.words),
                )

    def _browse(self, letters: str) -> list[Hit]:
        """The best to show for a letter or two, a name of just these letters first; anything when there are none."""
        numbers = self._lookup.browse(letters, self._limit)
        self._read(numbers)
        browsed = [self._browsed(letters, number) for number in numbers if number in self._cards]
        return sorted(browsed, key=lambda hit: hit.score < SURE)

    def _browsed(self, letters: str, number: int) -> Hit:
        if not letters:
            return Hit(self._cards[number].title_id, 0.0, "browse")
        hit = self._compared(read_query(letters, self._lookup.readings), Candidate(number), slips=False)
        if hit is None:
            return Hit(self._cards[number].title_id, FLOOR, "browse")
        return (
            hit if hit.score >= SURE else replace(hit, score=FLOOR)
        )  # their order says more than a letter does

    # --- what was found -------------------------------------------------------------------------

    def add(self, hits: Hits) -> None:
        for number, hit in hits.items():
            _add(self._found, number, hit)

    def add_exactly(self, key: str, score: float) -> None:
        """The titles that are called so."""
        named = self._lookup.exactly(Field.WRITTEN, [key], self._limit)
        self._read(number for _, number, _ in named)
        for _, number, name in named:
            if number in self._cards:
                _add(self._found, number, _hit(self._cards[number], name, score))

    def text_of(self, number: int, hit: Hit) -> str:
        """The folded name that matched."""
        return self._name(number, hit.name).text

    def _name(self, number: int, name: int) -> Key:
        return unpack(self._cards[number].names.split("\n")[name])

    def _read(self, numbers: Iterable[int]) -> None:
        if missing := [number for number in numbers if number not in self._cards]:
            self._cards |= self._lookup.cards(missing)

    def ranked(self, floor: float = FLOOR) -> list[Hit]:
        """Of equal hits: the first season, the better documented, the newest."""

        def order(number: int) -> tuple[float, int, int, int, str]:
            hit, card = self._found[number], self._cards[number]
            return -round(hit.score, 3), card.season, -card.evidence, card.place, card.title_id

        good = [number for number, hit in self._found.items() if hit.score >= floor]
        return [self._found[number] for number in sorted(good, key=order)[: self._limit]]


def _hit(card: Card, name: int, score: float) -> Hit:
    """What is deducted hangs on the kind of the name."""
    kind = kind_of(card.names.split("\n")[name])
    return Hit(card.title_id, score - _KIND[kind], kind, name)


def _best(hits: Hits) -> float:
    return max((hit.score for hit in hits.values()), default=0.0)


def _add(hits: Hits, number: int, hit: Hit) -> None:
    """Keeps the best hit of each title."""
    if number not in hits or hit.score > hits[number].score:
        hits[number] = hit


def is_clear(hits: Sequence[Hit]) -> bool:
    """Whether the first of some ranked hits is the one obvious answer."""
    if not hits or hits[0].kind == "browse" or hits[0].score < FLOOR:
        return False
    lead = hits[0].score - hits[1].score if len(hits) > 1 else 1.0
    return lead > (SURE_LEAD if hits[0].score >= SURE else _LEAD)
