"""Pinyin as people type it: one table of cases for each rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.search.sounds import (
    MAX_INITIALS,
    SYLLABLES,
    accentless,
    fits,
    initials,
    is_spelled,
    plain,
    spellings,
    syllables,
)

_PINYIN = st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("nv", "nu"),
        ("lv", "lu"),
        ("nvxiangshi", "nuxiangshi"),
        ("lvelve", "luelue"),
        ("nu", "nu"),
        ("vampire", "vampire"),  # only after n and l
        ("love", "love"),
        ("tan1chi1she2", "tanchishe"),
        ("zhong1guo2", "zhongguo"),
        ("nv3er5", "nuer"),
        ("tanchishe2", "tanchishe2"),  # one number alone is a season
        ("tan1", "tan1"),
        ("tan1chi6", "tan1chi6"),  # there is no sixth tone
        ("s2e10", "s2e10"),
        ("", ""),
    ],
)
def test_typed_pinyin_as_readings_are_kept(typed: str, kept: str) -> None:
    assert plain(typed) == kept


@pytest.mark.parametrize(
    "alike",
    [
        ("zhang", "zang", "zhan", "zan"),
        ("chi", "ci"),
        ("shi", "si"),
        ("ling", "ning", "lin", "nin"),
        ("liulang", "niunan", "liunang"),
        ("zhongguo", "zongguo"),
        ("beng", "ben"),
        ("lu", "nu"),
    ],
)
def test_what_an_accent_makes_of_them_is_the_same(alike: tuple[str, ...]) -> None:
    assert len(set(map(accentless, alike))) == 1


@pytest.mark.parametrize("apart", ["ta da", "zhi ji", "hu fu", "ma na", "gan kan", "she xie", "rang lang"])
def test_other_sounds_stay_apart(apart: str) -> None:
    one, other = apart.split()
    assert accentless(one) != accentless(other)


@pytest.mark.parametrize(
    ("letters", "parted"),
    [
        ("tanchishe", ("tan", "chi", "she")),
        ("zhuangxue", ("zhuang", "xue")),
        ("xian", ("xian",)),  # the longest first
        ("renshenglu", ("ren", "sheng", "lu")),
        ("tanch", ("tan", "ch")),  # the last may be the start of one
    ],
)
def test_syllables_the_longest_first(letters: str, parted: tuple[str, ...]) -> None:
    assert syllables(letters)[0] == parted


@pytest.mark.parametrize("letters", ["snake", "xyz", "贪吃蛇", "tanv", "a" * 6000, "tan chi"])
def test_what_is_not_made_of_syllables(letters: str) -> None:
    assert syllables(letters) == []


def test_every_way_to_part_letters() -> None:
    assert set(syllables("xian")) >= {("xian",), ("xi", "an")}
    assert ("nu", "er") in syllables("nuer")
    assert set(syllables("fangan")) >= {("fang", "an"), ("fan", "gan")}


@given(_PINYIN)
def test_what_is_parted_is_what_was_written(parts: list[str]) -> None:
    letters = "".join(parts)
    for parted in syllables(letters, most=6):
        assert "".join(parted) == letters
        assert set(parted[:-1]) <= SYLLABLES
    assert is_spelled(letters)


@pytest.mark.parametrize(
    ("word", "whole"),
    [("tanchishe", True), ("tan", True), ("t", True), ("zhuang", True), ("tanch", False), ("my", False),
     ("love", False), ("men", True), ("lovely", False), ("er", True)],
)  # fmt: skip
def test_is_spelled(word: str, whole: bool) -> None:
    assert is_spelled(word) is whole


@pytest.mark.parametrize(
    ("letters", "one_of"),
    [
        ("tcs", "tcs"),
        ("tanchs", "tcs"),
        ("tchsh", "tcs"),
        ("tanchishe", "tcs"),
        ("yxdt", "yxdt"),
        ("rslxt", "rslxt"),
        ("zxzz", "zxzz"),
        ("zhxzz", "zxzz"),
        ("tcs2", "tcs2"),
        ("yicshyishengjs", "ycshysjs"),  # yi c s·h yi sheng j s: 一场私会，一生教室
        ("pchouhsfans", "pchhsfs"),  # not p chou …: 破产后护士翻身
    ],
)
def test_initials(letters: str, one_of: str) -> None:
    assert one_of in initials(letters)


@pytest.mark.parametrize("letters", ["", "t", "贪吃蛇", "a" * (MAX_INITIALS + 1), "é" * 3])
def test_no_initials(letters: str) -> None:
    assert initials(letters) == ()


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", max_size=40))
def test_initials_are_few_and_distinct(letters: str) -> None:
    found = initials(letters)
    assert len(found) == len(set(found)) <= 32
    assert all(one[0] == letters[0] and len(one) <= len(letters) for one in found)


@pytest.mark.parametrize(
    ("letters", "reading", "count"),
    [
        ("tcs", "tan chi she", 3),
        ("tanchs", "tan chi she", 3),
        ("tchsh", "tan chi she", 3),
        ("tanc", "tan chi she", 2),
        ("ta", "tan chi she", 1),
        ("tanchis", "tan chi she", 3),
        ("tanchishe", "tan chi she", 3),
        ("tanchishes", "tan chi she", 0),
        ("tcx", "tan chi she", 0),
        ("atcs", "tan chi she", 0),
        ("zg", "zhong guo", 2),
        ("zhg", "zhong guo", 2),
        ("zhonggu", "zhong guo", 2),
        ("1818bj", "1818 bian ji", 3),
        ("lihunzh", "li hun zhi hou", 4),  # z and h, not only zh
    ],
)
def test_how_many_syllables_letters_fit(letters: str, reading: str, count: int) -> None:
    assert fits(letters, tuple(reading.split())) == count


@given(_PINYIN, st.data())
def test_any_syllable_may_be_cut_to_its_initial(parts: list[str], data: st.DataObject) -> None:
    cut = "".join(data.draw(st.sampled_from([part, part[0]])) for part in parts)
    assert fits(cut, tuple(parts)) == len(parts)


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("贪吃蛇", ("tanchishe",)),
        ("贪chi蛇", ("tanchishe",)),
        ("人生 lu", ("renshenglu",)),
        ("tan chi she", ("tanchishe",)),
        ("tan1 chi1 she2", ("tanchishe",)),
        ("还珠", ("huanzhu", "haizhu")),
        ("贪吃龙", ()),  # nobody knows how it is read
        ("眠り", ()),
        ("t c s", ("tcs",)),
        ("", ()),
    ],
)
def test_spellings(text: str, spelled: tuple[str, ...]) -> None:
    readings = {"贪": ("tan",), "吃": ("chi",), "蛇": ("she",), "人": ("ren",), "生": ("sheng",),
                "还": ("huan", "hai"), "珠": ("zhu",), "眠": ("mian",)}  # fmt: skip
    assert spellings(text, readings) == spelled


def test_many_readings_give_few_spellings() -> None:
    assert len(spellings("还" * 20, {"还": ("huan", "hai")})) == 4
    assert spellings("还" * 200, {"还": ("huan", "hai")}) == ()
