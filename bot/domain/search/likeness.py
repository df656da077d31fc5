"""Titles that share what is rare: the same tropes, the rarest counting most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from bot.domain.search.lookup import Lookup, OutOfTime
from bot.domain.search.terms import facet_term

_MOST_FACETS = 6
_READ = 200  # titles of one list, of which the newest are taken
_MOST_LISTS = 2**_MOST_FACETS


def alike(lookup: Lookup, weights: Mapping[str, float], limit: int) -> list[str]:
    """Ids of titles that have most of the weight of these facets; of equal ones the newest. Never raises."""
    found: dict[int, float] = {}
    try:
        for facets in _subsets(weights):
            weight = sum(weights[facet] for facet in facets)
            for number in lookup.telling([(facet_term(facet),) for facet in facets], _READ):
                found.setdefault(number, weight)
            if len(found) >= limit:
                break
        cards = lookup.cards(list(found))
    except OutOfTime:
        return []
    ranked = sorted(cards, key=lambda number: (-found[number], cards[number].place, cards[number].title_id))
    return [cards[number].title_id for number in ranked[:limit]]


def _subsets(weights: Mapping[str, float]) -> Iterator[Sequence[str]]:
    """The facets together, then fewer of them, those first that weigh most."""
    heaviest = sorted(weights, key=lambda facet: -weights[facet])[:_MOST_FACETS]
    subsets = [some for size in range(1, len(heaviest) + 1) for some in combinations(heaviest, size)]
    subsets.sort(key=lambda some: -sum(weights[facet] for facet in some))
    yield from subsets[:_MOST_LISTS]
