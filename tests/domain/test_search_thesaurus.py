"""Words that mean the same, phrases of several words, and the many names of a tag."""

from __future__ import annotations

import pytest

from bot.domain.names import fold
from bot.domain.search import Thesaurus
from bot.domain.search.thesaurus import Meaning, phrase

TAGS = {
    "trope:ceo-romance": ("CEO romance", "霸总", "霸道總裁"),
    "trope:rebirth": ("Rebirth", "重生"),
    "collection:red-mirror": ("Red Mirror Project", "红镜短剧计划", "hong jing"),
}


def meanings(typed: str, *groups: tuple[str, ...]) -> dict[str, Meaning]:
    return {meaning.typed: meaning for meaning in Thesaurus(TAGS, groups).meanings(fold(typed))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("courier", "delivery rider"),
        ("courier", "外卖员"),
        ("delivery riders", "骑手"),
        ("外賣員", "courier"),
        ("总裁", "boss"),
        ("boss", "ceo"),
        ("revenge", "报仇"),
        ("報仇", "vengeance"),
    ],
)
def test_everybody_s_synonyms(one: str, other: str) -> None:
    [meaning] = meanings(one).values()
    assert phrase(other) in meaning.synonyms
    assert meaning.itself == phrase(one) not in meaning.synonyms


def test_a_phrase_is_one_stretch_and_the_longest_wins() -> None:
    assert list(meanings("delivery rider at night")) == ["delivery rider", "at", "night"]
    assert list(meanings("a delivery at night")) == ["a", "delivery", "at", "night"]
    assert list(meanings("second life second chance")) == ["second life", "chance"]
    assert list(meanings("外卖小哥 夜晚")) == ["外卖小哥", "夜晚"]


def test_a_server_has_words_of_its_own() -> None:
    assert phrase("harbour town") not in meanings("haven")["haven"].synonyms
    mine = meanings("haven of bosses", ("haven", "harbour town"), ("boss", "big cheese"))
    assert mine["haven"].synonyms == (phrase("harbour town"),)
    assert {phrase("big cheese"), phrase("ceo")} <= set(mine["bosses"].synonyms)
    assert phrase("haven") in meanings("the harbour town", ("haven", "harbour town"))["harbour town"].synonyms


@pytest.mark.parametrize(
    "group",
    [(), ("",), ("!!!", "snake"), ("the", "a"), ("snake",), ("snake", "Snakes", "snake!"), ("x" * 200, "y")],
)
def test_odd_groups(group: tuple[str, ...]) -> None:
    for meaning in meanings("a snake of the sea", group).values():
        assert meaning.itself not in meaning.synonyms and () not in meaning.synonyms


@pytest.mark.parametrize(
    ("typed", "facet"),
    [
        ("霸总", "trope:ceo-romance"),
        ("霸道总裁", "trope:ceo-romance"),
        ("CEO  Romance!", "trope:ceo-romance"),
        ("ceoromance", "trope:ceo-romance"),
        ("重生", "trope:rebirth"),
        ("红镜短剧计划", "collection:red-mirror"),
        ("hongjing", "collection:red-mirror"),
    ],
)
def test_a_tag_by_any_of_its_names(typed: str, facet: str) -> None:
    assert Thesaurus(TAGS).tagged(fold(typed)) == (facet,)


def test_a_word_of_a_tag_points_to_it() -> None:
    assert meanings("romance")["romance"].facets == ("trope:ceo-romance",)
    assert meanings("snake")["snake"].facets == ()
    assert Thesaurus(TAGS).tagged("snake") == Thesaurus(TAGS).tagged("") == ()


def test_nothing_to_mean() -> None:
    assert Thesaurus().meanings("") == []
    assert len(Thesaurus(TAGS).meanings(fold("a snake " * 40))) == 2, "each word once"
