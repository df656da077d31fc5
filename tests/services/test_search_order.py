"""Which of several titles comes first, on titles made up for each rule."""

from __future__ import annotations

import pytest

from bot.domain.model import Route
from bot.domain.search import is_clear
from tests.made_up import title
from tests.searching import ids
from tests.services.conftest import Make


def test_the_real_name_comes_before_others(make: Make) -> None:
    kinds = ("gloss", "alias", "original")
    mixed = make(*(title(kind, ("Winter Sun", kind)) for kind in kinds))
    assert ids(mixed.find("winter sun")) == ["original", "alias", "gloss"]


def test_the_first_season_comes_first(make: Make) -> None:
    seasons = make(title("c", "贪吃蛇3"), title("b", "贪吃蛇第二季"), title("a", "贪吃蛇"))
    assert ids(seasons.find("贪吃")) == ["a", "b", "c"]
    assert ids(seasons.find("贪吃蛇"))[0] == "a"
    for typed in (
        "tan chi she season 2",
        "贪吃蛇 2",
        "贪吃蛇s2",
        "贪吃蛇第2部",
        "tan chi she di er ji",
        "tcs2",
    ):
        assert ids(seasons.find(typed))[0] == "b", typed
    assert ids(seasons.find("贪吃蛇III"))[0] == "c"


def test_of_equals_the_better_documented_then_the_newest_then_the_id(make: Make) -> None:
    watched = {"routes": (Route(platform="rednote"),)}
    same = make(
        title("b", "Winter Sun"),
        title("a", "Winter Sun"),
        title("z", "Winter Sun", year=2024),
        title("y", "Winter Sun", year=2026),
        title("m", "Winter Sun", **watched),
        title("n", "Winter Sun", confidence="high", **watched),
    )
    assert ids(same.find("winter sun")) == ["n", "m", "y", "z", "a", "b"]


def test_what_covers_more_of_the_name_comes_first(make: Make) -> None:
    made = make(
        title("long", "Winter Sun Over the Old Harbour Town"),
        title("short", "Winter Sunday"),
        title("same", "Winter Sun"),
        title("typo", "Winter Son"),
        title("plot", "Harvest", synopsis="Under a winter sun two people meet."),
    )
    assert ids(made.find("winter sun"))[:3] == ["same", "short", "long"]
    assert ids(made.find("winter so"))[0] == "typo"
    assert ids(made.find("winter sunda"))[0] == "short"


def test_names_come_before_plots_and_many_words_before_few(make: Make) -> None:
    made = make(
        title("name", "Silent Baker of Rome"),
        title("all", "First", synopsis="A silent baker hides a ring in the bread."),
        title("some", "Second", synopsis="A baker finds a ring."),
        title("none", "Third", synopsis="A dancer flies to Rome."),
    )
    assert ids(made.find("silent baker"))[0] == "name"
    assert ids(made.find("silent baker hides a ring"))[0] == "all"
    told = ids(made.find("silent baker with a ring and a pirate"))
    assert told.index("all") < told.index("some") and "none" not in told


def test_words_of_the_query_that_many_titles_have_count_less(make: Make) -> None:
    common = [title(f"common-{n}", f"Number {n}", synopsis="A rich family at war.") for n in range(20)]
    made = make(*common, title("rare", "Last", synopsis="A beekeeper of a rich house."))
    assert ids(made.find("rich beekeeper"))[0] == "rare"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("w", ["wind", "winter"]),  # the newest first
        ("wi", ["wind", "winter"]),
        ("t", ["snake", "wind", "turn"]),  # by its sound, its article, its word
        ("tc", ["snake"]),  # by its initials
        ("s", ["snake", "sun"]),
        ("q", []),
    ],
)
def test_one_or_two_letters_are_the_start_of_a_name(make: Make, typed: str, found: list[str]) -> None:
    made = make(
        title("winter", "Winter", year=2020),
        title("wind", "The Wind", year=2021),
        title("snake", "贪吃蛇", "Snake", year=2022),
        title("turn", "Turn", year=2019),
        title("sun", "A Sun"),
    )
    assert ids(made.find(typed)) == found


def test_two_letters_inside_a_name(make: Make) -> None:
    made = make(title("ex", "Married to My Ex"), title("ai", "Love of an AI"), title("other", "Winter"))
    assert ids(made.find("ex"))[:1] == ["ex"]
    assert ids(made.find("AI"))[:1] == ["ai"]


def test_a_single_hanzi_is_looked_for_in_names(make: Make) -> None:
    made = make(title("begins", "蛇年大吉"), title("has", "贪吃蛇"), title("not", "夜行地图"))
    assert ids(made.find("蛇")) == ["begins", "has"]


def test_two_titles_of_one_name_are_not_clear(make: Make) -> None:
    assert not is_clear(make(title("a", "无双"), title("b", "无双")).find("无双"))
    assert is_clear(make(title("a", "无双"), title("b", "有双")).find("无双"))


def test_an_empty_index(make: Make) -> None:
    empty = make()
    for typed in ("", "s", "snake", "蛇", "贪吃蛇", "tan chi she", "a story of a snake and a map"):
        assert empty.find(typed) == []
    assert empty.mentions("《蛇》 and greedy snake") == []
    assert empty.alike({"trope:revenge": 1.0}) == []
