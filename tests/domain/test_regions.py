"""Countries: found by whatever people call them, named in each language, and nothing that is no country."""

from __future__ import annotations

import pytest

from bot.domain import regions
from bot.domain.model import Language

EN, CN, TW = Language.EN, Language.ZH_CN, Language.ZH_TW


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("GB", "GB"),
        ("gb", "GB"),
        (" us ", "US"),
        ("in", "IN"),
        ("United Kingdom", "GB"),
        ("united kingdom", "GB"),
        ("英国", "GB"),
        ("英國", "GB"),
        ("uk", "GB"),
        ("England", "GB"),
        ("Scotland", "GB"),
        ("America", "US"),
        ("USA", "US"),
        ("美国", "US"),
        ("Taiwan", "TW"),
        ("台湾", "TW"),
        ("台灣", "TW"),
        ("臺灣", "TW"),
        ("korea", "KR"),
        ("South Korea", "KR"),
        ("Deutschland", ""),  # not one of our languages
        ("Germany", "DE"),
        ("Germny", "DE"),
        ("Phillipines", "PH"),
        ("Viet", "VN"),
        ("Côte d’Ivoire", "CI"),
        ("cote d'ivoire", "CI"),
        ("holland", "NL"),
        ("Atlantis", ""),
        ("😀", None),
        ("", None),
    ],
)
def test_search(typed: str, code: str | None) -> None:
    """The first hit; an empty code is none at all, None the usual countries."""
    found = regions.search(typed)
    if code is None:
        assert found == list(regions.COMMON)
    else:
        assert (found[0] if found else "") == code


def test_search_is_short_and_limited() -> None:
    assert len(regions.search("a")) <= 25
    assert len(regions.search("a", 3)) == 3
    assert regions.search("x" * 6000) == []


@pytest.mark.parametrize(
    ("code", "en", "cn", "tw"),
    [
        ("GB", "United Kingdom", "英国", "英國"),
        ("US", "United States", "美国", "美國"),
        ("TW", "Taiwan", "台湾", "台灣"),
        ("ZZ", "ZZ", "ZZ", "ZZ"),
    ],
)
def test_name(code: str, en: str, cn: str, tw: str) -> None:
    assert (regions.name(code, EN), regions.name(code, CN), regions.name(code, TW)) == (en, cn, tw)


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("GB", "the United Kingdom"),
        ("US", "the United States"),
        ("PH", "the Philippines"),
        ("NL", "the Netherlands"),
        ("FR", "France"),
        ("TW", "Taiwan"),
    ],
)
def test_in_sentence(code: str, phrase: str) -> None:
    assert regions.in_sentence(code, EN) == phrase
    assert regions.in_sentence(code, CN) == regions.name(code, CN)


@pytest.mark.parametrize("code", ["EU", "UN", "ZZ", "XA", "001", "419", "gb", "", "UK", "title:x"])
def test_not_a_country(code: str) -> None:
    assert not regions.is_country(code)


def test_the_world_is_a_region_but_no_country() -> None:
    assert regions.is_region("001") and not regions.is_country("001")


def test_the_usual_countries_leave_room_for_another() -> None:
    assert len(set(regions.COMMON)) == len(regions.COMMON) <= 24
    assert all(regions.is_country(code) for code in regions.COMMON)


def test_every_country_has_a_name_in_every_language() -> None:
    for language in Language:
        assert regions.names(language).keys() == regions.names(EN).keys()
        assert all(name != code for code, name in regions.names(language).items())


def test_flag() -> None:
    assert regions.flag("GB") == "🇬🇧"
