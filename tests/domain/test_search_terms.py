"""The words of a plot: stems, pairs of hanzi, people as a whole, tags; and the digest they are scored by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.names import fold
from bot.domain.search.terms import (
    WEIGHTS,
    digest,
    document,
    facet_term,
    rank_in,
    stem,
    terms,
    whole_term,
    without_unsaid,
)

_TERMS = st.dictionaries(
    st.text(min_size=1, max_size=12), st.integers(min_value=0, max_value=len(WEIGHTS) - 1), max_size=60
)


@pytest.mark.parametrize(
    ("folded", "found"),
    [
        ("a courier rides", {"a", "courier", "ride"}),
        ("couriers riding", {"courier", "ride"}),
        ("夜行地图", {"夜行", "行地", "地图"}),
        ("夜行 地图", {"夜行", "地图"}),
        ("70年代", {"70", "年代"}),
        ("ceo总裁", {"ceo", "总裁"}),
        ("", set[str]()),
    ],
)
def test_terms(folded: str, found: set[str]) -> None:
    assert {term for term, _ in terms(folded)} == found


@pytest.mark.parametrize(
    "alike", ["rider riders", "marry married marries", "revenge revenges", "secret secrets"]
)
def test_words_of_one_stem(alike: str) -> None:
    assert len(set(map(stem, alike.split()))) == 1


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("that drama where a courier rides at night", "courier rides night"),
        ("what is the one with the snake", "snake"),
        ("那部外卖骑手的短剧", "外卖骑手"),
        ("关于蛇头的故事", "蛇头"),
        ("the one with the", "the one with the"),  # nothing else is said
        ("短剧", "短剧"),
        ("", ""),
    ],
)
def test_what_says_nothing_is_left_out(told: str, left: str) -> None:
    assert without_unsaid(told) == left


def test_a_document_has_the_best_field_of_each_term() -> None:
    made = dict(
        document(
            [
                ("production", "A snake in Shanghai"),
                ("synopsis", "The snake"),
                ("cast", "万茜"),
                ("cast", "Seth Edeen"),
            ],
            ["trope:revenge", "language:zh"],
        )
    )
    assert made["snake"] > made["shanghai"] > made[facet_term("trope:revenge")]
    assert {
        whole_term("万茜"),
        whole_term("seth edeen"),
        "万茜",
        "seth",
        "edeen",
        facet_term("language:zh"),
    } <= made.keys()
    assert "the" not in made and "a" not in made


def test_a_tag_is_no_word() -> None:
    assert facet_term("trope:snake") not in dict(document([("synopsis", "a trope: snake #trope:snake")], []))
    assert whole_term("snake") not in dict(document([("synopsis", "snake")], []))
    assert whole_term("seth edeen") == whole_term("sethedeen")


@given(_TERMS)
def test_the_digest_knows_the_rank_of_every_term(found: dict[str, int]) -> None:
    """Three bytes of a hash may fall together; then one of the ranks is told, and that is the same for all."""
    data = digest(tuple(sorted(found.items())))
    for term, rank in found.items():
        assert (
            rank_in(data, term) == rank
            or sum(rank_in(data, other) == rank_in(data, term) for other in found) > 1
        )
    assert rank_in(data, "\0not there") == -1


def test_a_digest_is_small_and_of_thousands_of_terms_right() -> None:
    found = {f"term{number}": number % len(WEIGHTS) for number in range(2_000)}
    data = digest(tuple(sorted(found.items())))
    assert len(data) < 3.1 * len(found)
    wrong = [term for term, rank in found.items() if rank_in(data, term) != rank]
    assert len(wrong) <= 2
    assert sum(rank_in(data, f"other{number}") >= 0 for number in range(2_000)) <= 4


def test_an_empty_digest() -> None:
    assert rank_in(digest(()), "snake") == -1


@given(st.text(alphabet=st.characters(), max_size=80))
def test_any_text_has_terms_without_a_space(text: str) -> None:
    assert not any(" " in term or not term for term, _ in terms(fold(text)))
