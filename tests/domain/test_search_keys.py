"""Keys of a name, and the line of text that they are packed into."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.model import NameKind
from bot.domain.names import Forms, derive, fold
from bot.domain.search import Entry, EntryName, filed
from bot.domain.search.keys import KINDS, pack, unpack, without_articles

_READINGS = st.lists(st.sampled_from(["tan chi she", "tan chi she di er ji", "x"]), max_size=4).map(tuple)
_NAMES = st.lists(
    st.builds(
        EntryName,
        st.text(alphabet=st.characters(), max_size=40),
        st.sampled_from(KINDS),
        st.builds(Forms, readings=_READINGS),
    ),
    min_size=1,
    max_size=6,
)


def packed(*names: str, kind: NameKind = "official", language: str = "zh-Hans") -> list[str]:
    """The line of each name, as it stands in the index."""
    entry = Entry("a", tuple(EntryName(name, kind, derive(name, language), language) for name in names))
    return filed(entry).names.split("\n")


def test_what_is_packed_can_be_unpacked() -> None:
    lines = packed("贪吃蛇第二季", "The CEO’s Secret Baker", "还珠", "眠り姫の秘密")
    keys = [unpack(line) for line in lines]
    assert [key.text for key in keys] == ["贪吃蛇 2", "the ceos secret baker", "还珠", "眠り姫の秘密"]
    assert [key.bare for key in keys] == ["贪吃蛇2", "ceossecretbaker", "还珠", "眠り姫の秘密"]
    assert keys[0].spelled == ("tanchishedierji", "tanchishe2")
    assert keys[1].words == ("ceos", "secret", "baker") and keys[1].spelled == ()
    assert keys[2].spelled == ("huanzhu", "haizhu")
    assert pack(keys) == "\n".join(lines)


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_is_kept(kind: NameKind) -> None:
    assert unpack(packed("Name", kind=kind)[0]).kind == kind


@given(_NAMES)
def test_any_names_have_a_line_each(names: list[EntryName]) -> None:
    """Whatever stands in a name: tabs, bars, line breaks, nothing. Positions of names are counted by lines."""
    lines = filed(Entry("a", tuple(names))).names.split("\n")
    keys = [unpack(line) for line in lines]
    assert [key.kind for key in keys] == [name.kind for name in names]
    assert pack(keys) == "\n".join(lines)
    assert all(fold(key.text) == key.text for key in keys)


def test_a_name_in_pinyin_is_its_own_reading() -> None:
    [line] = packed("Zhiren Zhi Ai", language="zh-Latn")
    assert unpack(line).spelled == ("zhirenzhiai",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the greedy snake", ("greedy", "snake")),
        ("a snake an apple the end", ("snake", "apple", "end")),
        ("the", ("the",)),
        ("a a", ("a", "a")),
        ("theatre", ("theatre",)),
        ("", ()),
    ],
)
def test_articles(text: str, words: tuple[str, ...]) -> None:
    assert without_articles(text) == words
