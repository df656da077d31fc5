"""Titles that somebody's message names: in quotes, as a hashtag, in passing."""

from __future__ import annotations

import pytest

from tests.made_up import title
from tests.searching import Searching, assert_sound, ids
from tests.services.conftest import Make


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("anyone seen 《贪吃蛇》 or 「夜行地圖」?", {"greedy-snake", "night-journey-map"}),
        ('is "Life Film Hall" any good? and “greedy snake”', {"life-film-hall", "greedy-snake"}),
        ("I liked 'online trackng' and «sixth strategy»", {"online-tracking", "sixth-strategy"}),
        ("lol #greedysnake #LifeFilmHall", {"greedy-snake", "life-film-hall"}),
        ("#贪吃蛇# #tanchishe", {"greedy-snake"}),
        ("＃贪吃蛇 and **night journey map**", {"greedy-snake", "night-journey-map"}),
        ("__Greedy Snake__\n> 『人生录像厅』", {"greedy-snake", "life-film-hall"}),
        ("I just finished Night Journey Map, wow", {"night-journey-map"}),
        ("昨天看了人生錄像廳，哭了", {"life-film-hall"}),
        ("家里家外2什么时候出", {"inside-and-outside-the-home-2"}),
        ("Did you watch the duke with benefits yet", {"duke-with-benefits"}),
        ("眠り姫の秘密を見た", {"after-her-long-slumber-brothers-regret"}),
        ("شاهدت الخيانة والنهضة أمس", {"heaven-s-return"}),
        ("어제 혈연관계를 넘어서 봤어", {"a-family-beyond-blood-ties"}),
        ("we use online tracking tools and a map of the night", {"online-tracking"}),
        ("a snake ate my lunch, greedy thing", set[str]()),
        ("nothing here, 'tis fine, don't \"worry\" #monday", set[str]()),
        ("greedy snakes are not greedysnakes", set[str]()),
        ("", set[str]()),
        ('"love" is "a" 《！》 “the” 「」 **billionaire** thing', set[str]()),
        ("《家里家外》", {"the-family-we-build"}),
    ],
)
def test_mentions(shipped: Searching, text: str, found: set[str]) -> None:
    assert set(ids(shipped.mentions(text))) == found


def test_mentions_are_distinct_few_and_best_first(shipped: Searching) -> None:
    some = ("greedy-snake", "life-film-hall", "night-journey-map", "online-tracking", "wild-grass", "wu-shuang",
            "huan-zhu", "tramp", "stubborn-bone", "duke-with-benefits", "sixth-strategy", "sweet-revenge")  # fmt: skip
    every = " ".join(f"《{name}》 {name}" for title_id in some for name in shipped.names(title_id))
    hits = shipped.mentions(every)
    assert len(hits) == 10
    assert_sound(hits, 10)
    assert len(shipped.mentions(every, limit=3)) == 3
    quoted = shipped.mentions("wild grass grows, but 《贪吃蛇》")
    assert ids(quoted) == ["greedy-snake", "wild-grass"]


def test_of_names_that_overlap_the_longest_is_meant(make: Make) -> None:
    made = make(
        title("snake", "Greedy Snake", "贪吃蛇"),
        title("second", "Greedy Snake Returns", "贪吃蛇归来"),
        title("word", "Snake"),
    )
    assert ids(made.mentions("I saw greedy snake returns today")) == ["second"]
    assert ids(made.mentions("看了贪吃蛇归来")) == ["second"]
    assert ids(made.mentions("greedy snake is good, greedy snake returns is not")) == ["second", "snake"]
    assert ids(made.mentions("the greedy snake return")) == ["snake"]


def test_a_short_word_or_a_single_hanzi_is_a_word_of_the_language(make: Make) -> None:
    made = make(title("tramp", "Tramp"), title("love", "爱"), title("long", "Undercurrents"))
    assert made.mentions("a tramp in love, 爱 you") == []
    assert ids(made.mentions("the undercurrents of it")) == ["long"]
    assert ids(made.mentions("《爱》 and 'Tramp'")) == ["love", "tramp"]


def test_titles_of_one_name_are_all_named(make: Make) -> None:
    made = make(title("a", "无双"), title("b", "无双"), title("c", "别的"))
    assert sorted(ids(made.mentions("《无双》"))) == sorted(ids(made.mentions("看了无双"))) == ["a", "b"]


def test_what_comes_after_many_words_is_still_seen(make: Make) -> None:
    made = make(title("far", "Night Journey Map"), title("beyond", "Life Film Hall"))
    text = "word " * 750 + "night journey map " + "word " * 60 + "life film hall"
    assert ids(made.mentions(text)) == ["far"], "Discord's longest message has 4,000 characters"
