"""What a search may ask of the index, on a few titles: each answer is small, in order, and of the right titles."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.domain.search import Lookup, Scope
from bot.domain.search.filing import Field
from bot.domain.search.terms import facet_term
from tests.made_up import stock, title
from tests.searching import Searching

TITLES = [
    title(
        "snake",
        "贪吃蛇",
        "Greedy Snake",
        tropes=("revenge",),
        language="zh",
        year=2025,
        synopsis="A cook's revenge.",
    ),
    title("snake-2", "贪吃蛇第二季", "Greedy Snake 2", tropes=("revenge",), language="zh", year=2026),
    title("grief", "Grief", language="en", synopsis="A cook weeps."),
    title("long", "长路", "Greetings from the Long Road", tropes=("road",)),
]
OWN = [
    title(
        "own",
        "贪心",
        "Greed of Ours",
        tropes=("revenge",),
        language="ko",
        synopsis="A cook of ours.",
        year=2027,
    )
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searching]:
    searching = Searching(stock(tmp_path_factory.mktemp("read") / "bot.db", TITLES, {7: OWN}))
    yield searching
    searching.close()


@pytest.fixture(scope="module")
def everybody(index: Searching) -> Lookup:
    return index.look()


@pytest.fixture(scope="module")
def server(index: Searching) -> Lookup:
    return index.look(Scope(7))


def ids(lookup: Lookup, numbers: list[int] | None) -> list[str]:
    assert numbers is not None
    cards = lookup.cards(numbers)
    return [cards[number].title_id for number in numbers]


def test_keys_that_begin_so_the_shortest_first(everybody: Lookup, server: Lookup) -> None:
    found = [key for key, *_ in everybody.beginning(Field.WRITTEN, "gre", 9)]
    assert found[:2] == ["greedysnake", "greedysnake2"] and "greedofours" not in found
    assert "greedofours" in {key for key, *_ in server.beginning(Field.WRITTEN, "gre", 9)}
    assert len(everybody.beginning(Field.WRITTEN, "g", 2)) == 2
    assert (
        everybody.beginning(Field.WRITTEN, "", 9) == everybody.beginning(Field.WRITTEN, "\U0010ffff", 9) == []
    )


def test_keys_around_a_length(everybody: Lookup) -> None:
    found = [key for key, *_ in everybody.around(Field.WRITTEN, "gre", 12, 3)]
    assert found[0] == "greedysnake2"


def test_keys_exactly(everybody: Lookup, server: Lookup) -> None:
    [(key, number, name)] = everybody.exactly(Field.WRITTEN, ["greedysnake", "nothing"], 9)
    assert (key, ids(everybody, [number]), name) == ("greedysnake", ["snake"], 1)
    assert (
        everybody.exactly(Field.WRITTEN, ["greedofours"], 9) == everybody.exactly(Field.WRITTEN, [], 9) == []
    )
    assert server.exactly(Field.WRITTEN, ["greedofours"], 9)


def test_the_last_key_before(everybody: Lookup, server: Lookup) -> None:
    texts = ["greedysnakeiswhatisaw", "a", "greedofourses", "'; DROP TABLE x; --"]
    assert everybody.last_before(Field.WRITTEN, texts)[:2] == ["greedysnake2", None]
    assert everybody.last_before(Field.WRITTEN, texts)[2] != "greedofours"
    assert server.last_before(Field.WRITTEN, texts)[2] == "greedofours"


def test_titles_that_have_all_units(everybody: Lookup, server: Lookup) -> None:
    assert sorted(ids(everybody, everybody.having([("greedy",), ("snake",)], 9))) == ["snake", "snake-2"]
    assert ids(everybody, everybody.having([("greetings", "nothing"), ("road",)], 9)) == ["long"]
    assert sorted(ids(server, server.having([("贪",)], 9))) == ["own", "snake", "snake-2"]
    assert everybody.having([("greedy",), ("nothing",)], 9) == []
    assert len(everybody.having([("greedy", "grief", "road")], 2)) == 2


def test_titles_that_tell_of_all_terms(everybody: Lookup, server: Lookup) -> None:
    assert sorted(ids(everybody, everybody.telling([("cook",)], 9))) == ["grief", "snake"]
    assert ids(everybody, everybody.telling([("cook",), ("reveng", "weep x")], 9)) == ["snake"]
    assert sorted(ids(server, server.telling([("cook",)], 9))) == ["grief", "own", "snake"]


@pytest.mark.parametrize("odd", ["·", "7·cook", "^cook", "co-ok", "NEAR", "AND", "{units}", "a:b"])
def test_nothing_is_read_as_an_operator(everybody: Lookup, odd: str) -> None:
    found = everybody.telling([(odd, f"{odd} {odd}")], 9)
    assert "own" not in {card.title_id for card in everybody.cards(found).values()}


def test_browsing_the_newest_and_what_is_liked(index: Searching, everybody: Lookup) -> None:
    assert ids(everybody, everybody.browse("", 9))[:2] == ["snake-2", "snake"]
    assert ids(everybody, everybody.browse("gr", 9))[:2] == ["snake-2", "snake"]
    liking = index.look(Scope(7, (), ("long", "gone", "own")))
    assert ids(liking, liking.browse("", 3)) == ["long", "own", "snake-2"]
    assert ids(liking, liking.browse("gr", 9))[:3] == ["long", "own", "snake-2"]
    filtered = index.look(Scope(0, (frozenset({"trope:revenge"}),), ("long", "snake")))
    assert ids(filtered, filtered.browse("", 9)) == ["snake", "snake-2"]


def test_members_of_filters_if_they_are_few(index: Searching, everybody: Lookup) -> None:
    few = index.look(Scope(7, (frozenset({"trope:revenge"}),)))
    assert sorted(ids(few, few.members(3))) == ["own", "snake", "snake-2"]
    assert few.members(2) is None and everybody.members(9) is None
    none = index.look(Scope(0, (frozenset({"trope:revenge"}), frozenset())))
    assert none.members(9) == []


def test_counts_and_facets(everybody: Lookup) -> None:
    counts = everybody.counts(["", "cook", "nothing", facet_term("trope:road")])
    assert counts == {"": 5, "cook": 3, facet_term("trope:road"): 1}
    assert everybody.facets("language") == {"zh": 2, "en": 1, "ko": 1}
    assert everybody.facets("lang") == everybody.facets("no-such") == {}


def test_words_and_their_slips(everybody: Lookup) -> None:
    assert set(everybody.vocabulary(["greedy", "gready", "snake"])) == {"greedy", "snake"}
    assert "greedy" in everybody.alike("gready") and "greetings" in everybody.alike("greeting")
    assert everybody.alike("xyzzy") == []
    assert list(everybody.completions("gre", 2)) == ["greedy", "greed"], "the most frequent first"
    assert everybody.completions("greedy", 9) == {}


def test_how_hanzi_are_read(everybody: Lookup) -> None:
    readings = everybody.readings("贪吃长x")
    assert readings["贪"] == ("tan",) and readings["长"][0] == "chang" and "x" not in readings
    assert everybody.readings("") == {}


def test_cards_of_other_servers_stay_closed(index: Searching, server: Lookup, everybody: Lookup) -> None:
    every = range(-5, 50)
    assert {card.title_id for card in everybody.cards(every).values()} == {one.id for one in TITLES}
    assert {card.title_id for card in server.cards(every).values()} == {one.id for one in [*TITLES, *OWN]}
    assert index.look(Scope(8)).cards(every) == everybody.cards(every)
    assert everybody.cards([]) == {}
