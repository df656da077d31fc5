"""Forms of titles: what is shown in them is read back as it was, and what cannot be read is said, input by input."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import ROOT
from bot.domain import forms, regions
from bot.domain.catalogue import Catalogue
from bot.domain.editing import version
from bot.domain.forms import Mistaken, Reader
from bot.domain.model import WORLD, Language, Text, Title
from bot.domain.new_title import name_digest as digest
from bot.domain.new_title import new_name, new_title, slug, with_name, without_name
from bot.domain.title_forms import FIELDS, changed, shown
from bot.domain.vocabulary import Vocabulary
from bot.domain.way_forms import hosts_of, region_name, shown_way, way, way_digest, with_way
from bot.errors import UserError
from bot.store.files import read_catalogue
from tests.made_up import title


@cache
def shipped() -> Catalogue:
    return read_catalogue(ROOT / "data/catalogue")[0]


def reader(language: Language = Language.EN) -> Reader:
    return Reader(language, Vocabulary(shipped().tropes))


@pytest.mark.parametrize("language", Language)
def test_every_form_of_every_title_says_the_same_when_it_is_sent_as_it_is(language: Language) -> None:
    me, wrong = reader(language), list[tuple[str, str]]()
    for one in shipped().titles.values():
        for field in FIELDS:
            new = one.model_copy(update=changed(one, field, shown(one, field, me), me))
            if version(new) != version(one):
                wrong.append((one.id, field))
    assert wrong == []


@pytest.mark.parametrize("language", Language)
def test_every_way_says_the_same_when_it_is_sent_as_it_is(language: Language) -> None:
    me, platforms = reader(language), Vocabulary(shipped().platforms)
    hosts, seen = hosts_of(platforms, {}), 0
    for one in shipped().titles.values():
        for route in one.routes:
            new = way(shown_way(route, platforms, me), route, platforms, hosts, me, "2026-11-23")
            assert way_digest(new.model_copy(update={"as_of": route.as_of})) == way_digest(route), one.id
            seen += 1
    assert seen > 100


@pytest.mark.parametrize("language", Language)
def test_every_country_is_read_as_it_is_shown(language: Language) -> None:
    platforms = Vocabulary(shipped().platforms)
    for code in (WORLD, *regions.names(language)):
        typed = {"service": "reelshort", "regions": region_name(code, language)}
        assert way(typed, None, platforms, {}, reader(language), "2026").regions == (code,)


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "language"])  # that is a menu
@given(typed=st.text(max_size=300))
def test_whatever_is_typed_becomes_a_title_or_a_mistake(field: str, typed: str) -> None:
    before = shipped().titles["greedy-snake"]
    values = dict.fromkeys((one.name for one in FIELDS[field].inputs if not one.choices), typed)
    try:
        changes = changed(before, field, values | {"confidence": "high"}, reader())
    except Mistaken:
        return
    after = {name: getattr(before, name) for name in Title.model_fields} | changes
    assert Title.model_validate(after)


@given(
    typed=st.dictionaries(
        st.sampled_from(["chinese", "english", "aired", "tropes", "about"]), st.text(max_size=200)
    )
)
def test_whatever_is_typed_becomes_a_new_title_or_a_mistake(typed: dict[str, str]) -> None:
    try:
        made = new_title(typed, "somebody", "1", reader())
    except Mistaken:
        return
    assert Title.model_validate(made.model_dump())


# -- parts


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2026", "2026"),
        ("2026-1-2", "2026-01-02"),
        ("2026.12", "2026-12"),
        ("2026/01/31", "2026-01-31"),
        ("2026年1月2日", "2026-01-02"),
        (" 2026 ", "2026"),
    ],
)
def test_dates(typed: str, date: str) -> None:
    assert forms.partial_date(typed) == date


@pytest.mark.parametrize(
    "typed", ["", "26", "1989", "2101", "2026-02-30", "May 2026", "20260102", "2026-1-2-3", "२०२६"]
)
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(UserError, match="error-form-date"):
        forms.partial_date(typed)


@pytest.mark.parametrize("typed", ["", "x", "0", "61", "-1", "1.5", "1e1", "99999999999999999999", "²"])
def test_what_is_no_whole_number(typed: str) -> None:
    if typed == "²":  # another way to write 2
        assert forms.number(typed, 1, 60) == 2
        return
    with pytest.raises(UserError, match="error-form-number"):
        forms.number(typed, 1, 60)


def test_a_trope_is_never_guessed() -> None:
    tropes = reader().tropes
    assert forms.tropes("Revenge、 REVENGE; 复仇", tropes, Language.EN) == ("revenge",)
    assert forms.tropes("gone, revenge", tropes, Language.EN, ["gone"]) == ("gone", "revenge")
    with pytest.raises(UserError, match="error-form-trope-near"):
        forms.tropes("reve", tropes, Language.EN)


def test_a_sentence_in_one_language_leaves_the_others() -> None:
    alone = forms.sentence("Nights.", Language.EN)
    assert alone and (alone.en, alone.zh_cn) == ("Nights.", "Nights.")
    both = Text.model_validate({"en": "Nights.", "zh_cn": "夜晚。"})
    assert forms.sentence("Nights.", Language.EN, both) is both
    changed = forms.sentence("夜。", Language.ZH_CN, both)
    assert changed and (changed.en, changed.zh_cn) == ("Nights.", "夜。")
    taiwan = forms.sentence("深夜。", Language.ZH_TW, both)
    assert taiwan and (taiwan.zh_cn, taiwan.zh_tw) == ("夜晚。", "深夜。")
    assert forms.sentence(" \u200b", Language.EN, both) is None


def test_ids_of_new_titles() -> None:
    assert slug("Café: the 2nd!", "1").startswith("cafe-the-2nd-") and slug("夜", "1").startswith("title-")
    assert slug("A", "1") != slug("A", "2") and len(slug("x" * 300, "1")) < 54


# -- names and ways of a title


def name(text: str, **values: str) -> Any:
    return new_name({"text": text, **values})


def test_names() -> None:
    one = title("night", "Night Rider", "夜行骑手")
    two = with_name(one, name("夜行騎手", kind="alias"))
    assert [(n.text, n.language) for n in two.names][2:] == [("夜行騎手", "zh-Hant")]
    again = with_name(two, name("夜行騎手", kind="official", language="zh-Latn"))
    assert [(n.kind, n.language) for n in again.names][2:] == [("official", "zh-Latn")]
    assert without_name(again, digest(again.names[2])) == one == without_name(one, "gone")
    glossed = with_name(title("n", "N"), name("Our own", kind="gloss"))
    with pytest.raises(UserError, match="error-names-last"):
        without_name(glossed, digest(glossed.names[0]))
    with pytest.raises(Mistaken):
        name("!!!")
    many = one.model_copy(update={"names": tuple(name(f"n{n}") for n in range(100))})
    with pytest.raises(UserError, match="error-names-many"):
        with_name(many, name("one more"))


def test_ways() -> None:
    platforms = Vocabulary(shipped().platforms)
    hosts = hosts_of(platforms, {"reelshort": ("reelshort.tv",)})

    def made(**typed: str) -> Any:
        return way(typed, None, platforms, hosts, reader(), "2026-11-23")

    first = made(link="https://reelshort.tv/1", words="a, b\nc", regions="UK，Malaysia")
    assert (first.platform, first.search, first.regions) == ("reelshort", ("a", "b", "c"), ("GB", "MY"))
    assert made(service="抖音", regions="GB, 全球").regions == (WORLD,)
    one = with_way(title("night", "Night Rider"), first)
    second = made(service="DramaBox", note="Look twice.")
    two = with_way(one, second)
    assert with_way(two, second) == two, "the same once more changes nothing"
    edited = with_way(two, made(service="ReelShort"), way_digest(first))
    assert [route.url for route in edited.routes] == [None, None] and edited.routes[1] == second
    assert with_way(two, None, way_digest(first)).routes == (second,)
    with pytest.raises(UserError, match="error-way-gone"):
        with_way(one, None, way_digest(second))
    full = one.model_copy(
        update={"routes": tuple(first.model_copy(update={"episodes": n}) for n in range(1, 21))}
    )
    with pytest.raises(UserError, match="error-ways-many"):
        with_way(full, second)


def test_every_mistake_in_a_way_is_told() -> None:
    platforms = Vocabulary(shipped().platforms)
    typed = {"service": "reelshort", "link": "http://x", "words": "a,b,c,d,e,f", "regions": "Narnia"}
    with pytest.raises(Mistaken) as mistaken:
        way(typed, None, platforms, hosts_of(platforms, {}), reader(), "2026")
    assert [one.key for one in mistaken.value.mistakes] == [
        "error-link-https", "error-form-words", "error-unknown-region",
    ]  # fmt: skip
    with pytest.raises(Mistaken, match="error-form-no-service"):
        way({"link": "https://evil.example"}, None, platforms, {}, reader(), "2026")
