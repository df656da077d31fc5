"""What a title is filed under: keys, units, words and their cuts, facets."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.domain.model import BasedOn, Character, NameKind, Route
from bot.domain.names import Forms
from bot.domain.search import Entry, EntryName, entry, filed
from bot.domain.search.filing import (
    MAX_NAMES,
    Field,
    cuts,
    dereference,
    facet_number,
    heard_units,
    pieces,
    reference,
    slips,
    written_units,
)
from bot.domain.search.sounds import accentless
from tests.made_up import title

_WORD = st.text(alphabet="abcde", min_size=1, max_size=12)


def name(text: str, *readings: str, kind: NameKind = "original", language: str = "") -> EntryName:
    return EntryName(text, kind, Forms(readings=readings), language)


def keys(field: Field, *names: EntryName) -> set[str]:
    return {key for of, key, _ in filed(Entry("a", names)).keys if of is field}


# --- keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (name("The Heir"), {"heir", "theheir"}),
        (name("Greedy Snake Season 2"), {"greedysnake2", "greedysnakeseason2"}),
        (name("《貪吃蛇》"), {"贪吃蛇"}),
        (name("贪吃蛇第二季"), {"贪吃蛇2", "贪吃蛇第二季"}),
        (name("CEO’s Wife"), {"ceoswife"}),
        (name("！？"), set[str]()),
    ],
)
def test_a_name_as_it_is_written(made: EntryName, written: set[str]) -> None:
    assert keys(Field.WRITTEN, made) == written


def test_a_name_by_its_sound() -> None:
    huan_zhu, snake = name("还珠", "huan zhu", "hai zhu"), name("贪吃蛇", "tan chi she")
    heard = {accentless(key) for key in keys(Field.HEARD, huan_zhu)}
    assert heard == {accentless("huanzhu"), accentless("haizhu")}
    assert accentless("tanchishe") in {accentless(key[::-1]) for key in keys(Field.TAIL, snake)}
    assert keys(Field.INITIALS, huan_zhu) == {"hz"}
    assert keys(Field.INITIALS, name("1818编辑部", "1818 bian ji bu")) == {"1bjb"}
    assert keys(Field.INITIALS, name("爱", "ai")) == set(), "one letter is no initials"


def test_keys_know_their_name() -> None:
    made = filed(Entry("a", (name("Sun"), name("Moon"), name("Sun"))))
    assert {(key, n) for field, key, n in made.keys if field is Field.WRITTEN} == {
        ("sun", 0),
        ("moon", 1),
        ("sun", 2),
    }


def test_more_names_than_there_are_numbers_for() -> None:
    made = filed(Entry("a", tuple(name(f"Name {n}") for n in range(MAX_NAMES + 50))))
    assert len(made.names.split("\n")) == MAX_NAMES
    assert {n for *_, n in made.keys} == set(range(MAX_NAMES))


@given(st.integers(min_value=0, max_value=2**40), st.integers(min_value=0, max_value=MAX_NAMES - 1))
def test_a_reference_is_a_title_and_a_name(number: int, position: int) -> None:
    assert dereference(reference(number, position)) == (number, position)


def test_heads_are_how_names_begin() -> None:
    made = filed(Entry("a", (name("贪吃蛇", "tan chi she"), name("The Heir"))))
    assert {"", "ta", "th", "he"} <= set(made.heads)
    assert all(len(head) <= 2 for head in made.heads)


# --- units ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("greedy snake", [("", "greedy"), ("", "snake")]),
        ("贪吃蛇 2", [("贪吃蛇", ""), ("", "2")]),
        ("omg新婚夜", [("", "omg"), ("新婚夜", "")]),
        ("眠り姫の秘密", [("眠り姫の秘密", "")]),
        ("혈연관계를 넘어서", [("혈연관계를", ""), ("넘어서", "")]),
        ("الخيانة", [("", "الخيانة")]),
        ("", []),
    ],
)
def test_pieces(text: str, parts: list[tuple[str, str]]) -> None:
    assert list(pieces(text)) == parts


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("greedy snake", {"greedy", "snake"}),
        ("贪吃蛇", {"贪", "吃", "蛇", "贪吃", "吃蛇"}),
        ("贪", {"贪"}),
        ("omg新婚 2", {"omg", "新", "婚", "新婚", "2"}),
    ],
)
def test_written_units(text: str, units: set[str]) -> None:
    assert set(written_units(text)) == units


def test_heard_units_have_no_accent_and_are_no_words() -> None:
    assert set(heard_units(["zhang", "san", "feng"])) == set(heard_units(["zan", "shang", "fen"]))
    assert not set(heard_units(["long"])) & set(written_units("long"))
    assert len(set(heard_units(["tan", "chi", "she"]))) == 5


# --- slips ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "count"),
    [("", 0), ("sun", 0), ("snak", 1), ("journey", 1), ("vengeance", 2), ("x" * 20, 2), ("x" * 21, 0)],
)
def test_how_many_slips_a_word_may_have(word: str, count: int) -> None:
    assert slips(word) == count


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("sun", set[str]()),
        ("snak", {"snak", "nak", "sak", "snk", "sna"}),
        ("aaaa", {"aaaa", "aaa"}),
    ],
)
def test_cuts(word: str, found: set[str]) -> None:
    assert cuts(word) - ({word} if not slips(word) else set()) == found


@given(_WORD, _WORD)
def test_words_that_are_alike_have_a_common_cut(one: str, other: str) -> None:
    """The other way round need not be: what shares a cut is compared letter by letter."""
    if slips(one) and slips(other) and OSA.distance(one, other) <= min(slips(one), slips(other)):
        assert cuts(one) & cuts(other)


def test_the_longest_word_has_few_cuts() -> None:
    assert max(len(cuts("abcdefghijklmnopqrst"[:length])) for length in range(21)) <= 250
    assert len(cuts("x" * 6000)) <= 1


# --- the rest -------------------------------------------------------------------------------------


def test_facets_have_numbers_of_their_own() -> None:
    facets = [f"trope:{n}" for n in range(20_000)]
    numbers = set(map(facet_number, facets))
    assert len(numbers) == len(facets) and all(0 <= number < 2**48 for number in numbers)


def test_an_entry_says_what_a_title_can_be_filtered_and_found_by() -> None:
    told_of = title(
        "a", "贪吃蛇", "Greedy Snake", synopsis="Of a cook.", tropes=("revenge",), language="zh", year=2025,
        confidence="high", cast=("万茜",), director="Somebody", based_on=BasedOn(title="A Book", author="An Author"),
        characters=(Character(name="卢凌风", latin="Lu"),),
        routes=(Route(platform="rednote", regions=("TW",)), Route(platform="other")),
    )  # fmt: skip
    made = entry(told_of, [Forms(), Forms()], ["red-mirror"], guild=7)
    assert made.facets >= {
        "trope:revenge",
        "collection:red-mirror",
        "language:zh",
        "platform:rednote",
        "platform:other",
    }
    assert (made.year, made.evidence, made.guild) == (2025, 2, 7)
    told = {text for _, text in made.plot}
    assert told >= {"Of a cook.", "万茜", "Somebody", "卢凌风", "Lu", "A Book", "An Author", "贪吃蛇"}
    bare = entry(title("b", "X"), [Forms()])
    assert (bare.year, bare.evidence, bare.guild) == (0, 0, 0)


@pytest.mark.parametrize(
    "other",
    [
        {"names": (name("Snakes"),)},
        {"names": (name("Snake", kind="alias"),)},
        {"names": (name("Snake", "she"),)},
        {"plot": (("synopsis", "another cook"),)},
        {"plot": (("setting", "a cook"),)},
        {"facets": frozenset({"trope:rebirth"})},
        {"year": 2024},
        {"evidence": 2},
        {"guild": 7},
        {"title_id": "b"},
    ],
    ids=str,
)
def test_the_checksum_tells_titles_apart(other: dict[str, object]) -> None:
    one = Entry("a", (name("Snake"),), (("synopsis", "a cook"),), frozenset({"trope:revenge"}), 2025, 1)
    assert filed(one).checksum() == filed(replace(one)).checksum()
    assert filed(one).checksum() != filed(replace(one, **other)).checksum()  # type: ignore[arg-type]


@given(st.lists(st.text(alphabet=st.characters(), max_size=60), min_size=1, max_size=5), st.text(max_size=60))
def test_any_title_can_be_filed(names: list[str], plot: str) -> None:
    """And nothing that is filed has what the full-text tables would take for the end of a word."""
    made = filed(Entry("a", tuple(map(name, names)), (("synopsis", plot), ("cast", plot))))
    words = (*made.units, *made.words, *(term for term, _ in made.terms))
    assert all(word and not re.search(r"[\s\0\"]", word) for word in words)
    assert made.keys == tuple(sorted(set(made.keys))) and all(key for _, key, _ in made.keys)
    repr(made).encode()
