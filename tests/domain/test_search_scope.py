"""What a search may find, and when the first of its hits is the one obvious answer."""

from __future__ import annotations

import pytest

from bot.domain.filters import ANYTHING, Filters
from bot.domain.model import Availability, Platform, Text
from bot.domain.search import EVERYTHING, FLOOR, Hit, Scope, is_clear, way_facet


def platform(identity: str, **status: str) -> Platform:
    """A service by what is said of it in some countries."""
    said = tuple(Availability(region=region, status=what) for region, what in status.items())  # type: ignore[arg-type]
    return Platform(
        id=identity,
        name=identity,
        kind="app",
        summary=Text(en="x", zh_cn="x"),
        sources=("x",),
        availability=said,
    )


PLATFORMS = [platform("here", TW="available"), platform("blocked", TW="blocked"), platform("unsaid")]


def test_everything_is_what_everybody_may_see() -> None:
    assert Scope(guild=0, wanted=(), liked=()) == EVERYTHING
    assert ANYTHING.wanted(PLATFORMS) == ()


def test_each_filter_is_a_group_of_which_one_must_be_there() -> None:
    wanted = Filters("revenge", "rednote", "best", "zh").wanted(PLATFORMS)
    assert wanted == tuple(
        frozenset({facet})
        for facet in ("trope:revenge", "platform:rednote", "collection:best", "language:zh")
    )
    assert Filters(language="zh").wanted([]) == (frozenset({"language:zh"}),)


def test_a_country_is_all_ways_that_lead_there() -> None:
    [ways] = Filters(region="TW").wanted(PLATFORMS)
    assert ways >= {
        way_facet("here", "TW"),
        way_facet("here", "001"),
        way_facet("here", ""),
        way_facet("unsaid", "TW"),
    }
    assert not ways & {way_facet("blocked", "TW"), way_facet("blocked", "001"), way_facet("unsaid", "")}
    assert Filters(region="TW").wanted([]) == (frozenset(),), "no way leads there: nothing is found"


def hits(*scores: float, kind: str = "official") -> list[Hit]:
    return [Hit(f"t{at}", score, kind) for at, score in enumerate(scores)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "clear"),
    [
        ([], False),
        (hits(1.0), True),
        (hits(1.0, 1.0), False),
        (hits(1.0, 0.99), False),  # the name of one, the name of another but for its article
        (hits(1.0, 0.95), True),
        (hits(0.95, 0.90), True),
        (hits(0.89, 0.86), False),
        (hits(0.89, 0.60), True),
        (hits(FLOOR), True),
        (hits(FLOOR - 0.01), False),
        (hits(0.9, kind="browse"), False),
        (hits(0.9, kind="plot"), True),
        (hits(0.81, 0.81, kind="plot"), False),
    ],
)
def test_one_obvious_answer(found: list[Hit], clear: bool) -> None:
    assert is_clear(found) is clear
