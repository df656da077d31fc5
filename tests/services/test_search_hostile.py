"""Whatever is typed or posted, a search answers, and what it answers can be used."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.names import fold
from tests.searching import Searching, assert_sound, ids

MUCH = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])

# What full-text search and SQL would read as their own language, what is not what it looks like, and plain words.
_PARTS = st.sampled_from(
    ['"', "'", "*", "^", "-foo", "a OR b", "AND", "NOT snake", "NEAR(a b, 5)", "foo:bar", "{a b}:c", "(((", "+", "·",
     "~tan.chi", "%", "_", "'; DROP TABLE records; --", "\\", "\0", "?1", ":name", "[1]", "null",
     "\ud800", "\udfff贪", "\u200b", "\u202e蛇吃贪", "\ufeff", "😀", "👨‍👩‍👧", "e\u0301" * 20, "ﷺ", "ﬁ", "Ⅻ", "㊙",
     "𠮷", "\U0010ffff", "々", "〇", "greedy", "snake", "贪吃蛇", "tan chi she", "zhzhzh", "第二季", " 2", "the",
     "《", "》", "#", "#赘婿#", "**"]
)  # fmt: skip
ANYTHING = st.one_of(
    st.text(alphabet=st.characters(), max_size=150),
    st.text(alphabet=st.characters(categories=["Lo", "Mn", "Cs", "Cf"]), max_size=60),
    st.text(alphabet="tanchishelzguv 12", max_size=90),
    st.text(alphabet="贪吃蛇夜行地图的人生 《》abc2", max_size=90),
    st.lists(_PARTS, max_size=12).map("".join),
    st.lists(_PARTS, max_size=12).map(" ".join),
)
LIMIT = st.integers(min_value=1, max_value=30)


@MUCH
@given(typed=ANYTHING, limit=LIMIT)
def test_any_query_gives_sound_hits(shipped: Searching, typed: str, limit: int) -> None:
    hits = shipped.find(typed, limit=limit, guild=7, liked=("tramp", typed))
    if len(fold(typed)) > 2:
        assert_sound(hits, limit)
    else:  # browsing has an order of its own
        assert len(set(ids(hits))) == len(hits) <= limit
    assert all(shipped.matched(hit) or hit.kind == "browse" for hit in hits)


@MUCH
@given(text=ANYTHING, limit=LIMIT)
def test_any_message_has_sound_mentions(shipped: Searching, text: str, limit: int) -> None:
    assert_sound(shipped.mentions(text, limit=limit, guild=7), limit)


@MUCH
@given(typed=ANYTHING.map(lambda typed: typed.encode(errors="ignore").decode()))
def test_any_filter_is_only_a_filter(shipped: Searching, typed: str) -> None:
    """Ids come from buttons and options, which anybody can make up."""
    assert shipped.find("snake", wanted=[[f"trope:no-{typed}"]]) == []
    assert shipped.find("", wanted=[[f"language:no-{typed}", f"way:no-{typed}:GB"]]) == []


@MUCH
@given(typed=ANYTHING)
def test_the_same_question_has_the_same_answer(shipped: Searching, typed: str) -> None:
    assert shipped.find(typed) == shipped.find(typed)


@pytest.mark.parametrize(
    "typed",
    ["a" * 6000, "的" * 6000, "zh" * 3000, "tan chi she " * 500, "\ud800" * 6000, "😀" * 6000, "e\u0301" * 3000,
     "ﷺ" * 6000, "《》" * 3000, "#a " * 2000, "'a " * 2000, "**" * 3000, '"贪吃蛇" ' * 700, "\0" * 6000, " " * 6000,
     "贪吃蛇" * 2000, "greedy snake " * 460, "2" * 6000, "ii " * 2000, "(" * 6000, '" OR "' * 1000],
    ids=lambda typed: f"{typed[:12]!a}",
)  # fmt: skip
def test_six_thousand_characters(shipped: Searching, typed: str) -> None:
    assert_sound(shipped.find(typed, limit=25), 25)
    assert_sound(shipped.mentions(typed, limit=10), 10)
