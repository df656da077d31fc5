"""Filters apply inside a search: every hit satisfies them, and as many are found as there are."""

from __future__ import annotations

import pytest

from bot.domain.model import Route
from bot.domain.search import way_facet
from tests import crowd as crowds
from tests.made_up import title
from tests.searching import Searching, ids
from tests.services.conftest import Make

NEEDLE, KOREAN = ("trope:needle",), ("language:ko",)
ALL_FIT = ["", "b", "bi", "billionaire", "bilionaire", "billionaire of the", "总裁", "总裁的", "總裁", "zong cai",
           "zongcai", "rich man hides who he is", "a poor woman marries", "where to watch billionaire"]  # fmt: skip


@pytest.mark.parametrize("typed", ALL_FIT)
@pytest.mark.parametrize(
    ("wanted", "satisfying"),
    [
        ([NEEDLE], crowds.with_facets("trope:needle")),
        ([KOREAN], crowds.with_facets("language:ko")),
        ([NEEDLE, KOREAN], crowds.with_facets("trope:needle", "language:ko")),
        ([("trope:needle", "trope:no-such")], crowds.with_facets("trope:needle")),
        ([("trope:rich", "trope:needle"), KOREAN], crowds.with_facets("language:ko")),
    ],
    ids=["few", "many", "both", "one-of-few", "one-of-many"],
)
def test_filtered_titles_are_not_crowded_out(
    crowd: Searching, typed: str, wanted: list[tuple[str, ...]], satisfying: frozenset[str]
) -> None:
    hits = crowd.find(typed, wanted=wanted, limit=25)
    assert len(satisfying) >= 25
    assert set(ids(hits)) <= satisfying
    assert len(hits) == 25


@pytest.mark.parametrize("wanted", [[NEEDLE], [KOREAN], [NEEDLE, KOREAN]], ids=["few", "many", "both"])
def test_browsing_with_a_filter_shows_all_that_satisfy_it(crowd: Searching, wanted: list[tuple[str]]) -> None:
    every = crowds.with_facets(*(facet for (facet,) in wanted))
    assert set(ids(crowd.find("", wanted=wanted, limit=crowds.SIZE))) == every


@pytest.mark.parametrize("typed", ["wedding", "婚礼", "hun li"])
def test_a_filter_and_a_word_leave_exactly_those_with_both(crowd: Searching, typed: str) -> None:
    both = {one.id for one in crowds.titles() if "needle" in one.tropes and "婚礼" in one.names[0].text}
    assert both and set(ids(crowd.find(typed, wanted=[NEEDLE], floor=0.8))) == both


@pytest.mark.parametrize("typed", ["billionaire", "总裁", "zong cai", "rich man"])
def test_a_list_of_pages_has_as_many_as_were_asked_for(crowd: Searching, typed: str) -> None:
    """The pages of a list come from one search."""
    assert len(crowd.find(typed, limit=120)) == 120
    assert len(crowd.find(typed, wanted=[KOREAN], limit=120)) == 120


@pytest.mark.parametrize("typed", ["", "b", "billionaire", "总裁"])
def test_a_filter_that_nothing_satisfies(crowd: Searching, typed: str) -> None:
    assert crowd.find(typed, wanted=[("trope:no-such",)]) == []
    assert crowd.find(typed, wanted=[NEEDLE, ("trope:no-such",)]) == []
    assert crowd.find(typed, wanted=[()]) == []


# --- of the shipped catalogue -------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["", "the", "re", "love", "revenge"])
def test_filters_apply_inside_the_search(shipped: Searching, typed: str) -> None:
    mine = ids(shipped.find("", wanted=[("trope:revenge",)], limit=500))
    assert len(mine) > 25
    found = ids(shipped.find(typed, wanted=[("trope:revenge",)]))
    assert set(found) <= set(mine)
    if typed in ("", "revenge"):
        assert len(found) == 25


def test_filters_narrow_each_other(shipped: Searching) -> None:
    both = [("collection:red-mirror",), ("trope:revenge",)]
    assert ids(shipped.find("", wanted=both)) == ["greedy-snake"]
    assert shipped.find("greedy snake", wanted=[("trope:werewolf",)]) == []


def test_every_kind_of_facet(make: Make) -> None:
    everywhere, in_taiwan, unsaid = (
        Route(platform="rednote", regions=regions) for regions in (("001",), ("TW", "JP"), ())
    )
    made = make(
        title("a", "One", tropes=("revenge",), language="zh", routes=(everywhere,)),
        title("b", "Two", language="en", routes=(in_taiwan,)),
        title("c", "Three", routes=(unsaid,)),
        title("d", "Four"),
    )
    for facet, found in {
        "trope:revenge": {"a"}, "language:zh": {"a"}, "language:en": {"b"}, "platform:rednote": {"a", "b", "c"},
        way_facet("rednote", "001"): {"a"}, way_facet("rednote", "TW"): {"b"}, way_facet("rednote", "JP"): {"b"},
        way_facet("rednote", ""): {"c"}, way_facet("rednote", "T"): set[str](),
        "platform:red": set[str](), "language:z": set[str](),
    }.items():  # fmt: skip
        assert set(ids(made.find("", wanted=[(facet,)]))) == found, facet
        assert {
            hit.title_id
            for word in ("one", "two", "three", "four")
            for hit in made.find(word, wanted=[(facet,)])
        } == found
    assert set(ids(made.find("", wanted=[("language:en", way_facet("rednote", ""))]))) == {"b", "c"}
