"""Ways to a title from one country: what is documented comes first, and what is blocked is said to be."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.domain import guides
from bot.domain.guides import Standing
from bot.domain.model import Guide, Platform, Route, Title

SAID = {"en": "x", "zh-CN": "某"}


def title(*routes: dict[str, Any], names: list[tuple[str, str, str]] | None = None, **fields: Any) -> Title:
    names = names or [("贪吃蛇", "zh-Hans", "original"), ("Greedy Snake", "en", "official")]
    return Title.model_validate(
        {
            "id": "snake",
            "sources": ["a newspaper"],
            "confidence": "high",
            "names": [{"text": t, "language": language, "kind": kind} for t, language, kind in names],
            "routes": list(routes),
            **fields,
        }
    )


def platform(identity: str = "app", **fields: Any) -> Platform:
    return Platform.model_validate(
        {"id": identity, "name": identity.title(), "kind": "app", "summary": SAID, "sources": ["x"], **fields}
    )


def guide(identity: str, of: str, *regions: str, as_of: str | None = None) -> Guide:
    return Guide.model_validate(
        {
            "id": identity,
            "platform": of,
            "regions": regions,
            "steps": [SAID],
            "recognise": SAID,
            "as_of": as_of,
        }
    )


def standing(route: dict[str, Any], region: str, *availability: tuple[str, str]) -> Standing:
    here = platform(availability=[{"region": code, "status": status} for code, status in availability])
    (only,) = guides.recipes(title({"platform": "app", **route}), region, {"app": here}, [])
    return only.standing


@pytest.mark.parametrize(
    ("availability", "route", "expected"),
    [
        ([], {}, Standing.UNCONFIRMED),
        ([("GB", "available")], {}, Standing.CONFIRMED),
        ([("GB", "limited")], {}, Standing.UNCONFIRMED),
        ([("GB", "unconfirmed")], {}, Standing.UNCONFIRMED),
        ([("GB", "blocked")], {}, Standing.BLOCKED),
        ([("001", "available")], {}, Standing.WORLDWIDE),
        ([("001", "available"), ("GB", "blocked")], {}, Standing.BLOCKED),
        ([("001", "available"), ("GB", "available")], {}, Standing.CONFIRMED),
        ([("001", "limited")], {}, Standing.ELSEWHERE),
        ([("001", "blocked")], {}, Standing.ELSEWHERE),
        ([("001", "unconfirmed")], {}, Standing.UNCONFIRMED),
        ([("US", "available")], {}, Standing.ELSEWHERE),
        ([("US", "available"), ("001", "unconfirmed")], {}, Standing.UNCONFIRMED),
        ([("US", "blocked")], {}, Standing.UNCONFIRMED),
        # the title's own regions are more exact than the service's
        ([], {"regions": ["GB"]}, Standing.CONFIRMED),
        ([], {"regions": ["US"]}, Standing.ELSEWHERE),
        ([("001", "available")], {"regions": ["US"]}, Standing.ELSEWHERE),
        ([("GB", "blocked")], {"regions": ["GB"]}, Standing.BLOCKED),
    ],
)
def test_standing(availability: list[tuple[str, str]], route: dict[str, Any], expected: Standing) -> None:
    assert standing(route, "GB", *availability) is expected


def test_a_title_that_is_documented_worldwide_is_not_documented_elsewhere() -> None:
    assert standing({"regions": ["001"]}, "GB") in (Standing.CONFIRMED, Standing.WORLDWIDE)


def test_best_first_and_steps_before_none() -> None:
    platforms = {
        "blocked": platform("blocked", availability=[{"region": "GB", "status": "blocked"}]),
        "bare": platform("bare", availability=[{"region": "GB", "status": "available"}]),
        "guided": platform("guided", availability=[{"region": "GB", "status": "available"}]),
        "silent": platform("silent"),
    }
    routes = [{"platform": name} for name in ("blocked", "bare", "silent", "guided", "unknown")]
    found = guides.recipes(title(*routes), "GB", platforms, [guide("guided", "guided")])
    assert [recipe.platform.id for recipe in found] == ["guided", "bare", "silent", "blocked"]


def test_the_guide_of_the_country_else_the_general_one() -> None:
    everywhere, british, other = guide("app", "app"), guide("app-gb", "app", "GB"), guide("x", "x", "GB")
    known = [everywhere, british, other]
    assert guides.guide_for(platform(), "GB", known) == british
    assert guides.guide_for(platform(), "US", known) == everywhere
    assert guides.guide_for(platform(), "US", [british]) is None
    assert guides.guide_for(platform("y"), "GB", known) is None


def test_as_of_is_the_newest_statement() -> None:
    here = platform(availability=[{"region": "GB", "status": "available", "as_of": "2025-06"}])
    asked = title({"platform": "app", "as_of": "2024"})
    (recipe,) = guides.recipes(asked, "GB", {"app": here}, [guide("app", "app", as_of="2026-01")])
    assert recipe.as_of == "2026-01"
    (recipe,) = guides.recipes(title({"platform": "app"}), "US", {"app": platform()}, [])
    assert recipe.as_of is None


@pytest.mark.parametrize(
    ("names", "native", "route", "words"),
    [
        (None, "应用", {}, ("贪吃蛇",)),  # a Chinese service knows the original
        (None, None, {}, ("Greedy Snake",)),
        (None, None, {"name": "Snake on TV"}, ("Snake on TV",)),
        (None, "应用", {"search": ["贪吃蛇 短剧", "贪吃蛇"]}, ("贪吃蛇", "贪吃蛇 短剧")),
        ([("长路", "zh-Hans", "original"), ("The Long Road", "en", "gloss")], None, {}, ("长路",)),
        ([("Duke", "en", "original")], "应用", {}, ("Duke",)),
    ],
)
def test_words_to_type(
    names: list[tuple[str, str, str]] | None,
    native: str | None,
    route: dict[str, Any],
    words: tuple[str, ...],
) -> None:
    asked = title(names=names)
    typed = guides.words_to_type(
        asked, Route.model_validate({"platform": "app", **route}), platform(native_name=native)
    )
    assert typed == words, "never our own translation"


@pytest.mark.parametrize("words", ["贪吃蛇", "a b&c=d#e?f", "100%", "it's “odd”", "x/../y", "眠り姫", "\n"])
def test_search_link_is_percent_encoded(words: str) -> None:
    link = guides.search_link(platform(search_url="https://app.example/s?q={query}&t=1"), words)
    assert link is not None and link.isascii() and not set(link) & set(" \n\"'<>")
    parts = urlsplit(link)
    assert parts.hostname == "app.example" and not parts.fragment
    assert parse_qs(parts.query) == {"q": [words], "t": ["1"]}


def test_no_search_link_without_a_page_or_for_too_long_words() -> None:
    assert guides.search_link(platform(), "x") is None
    assert guides.search_link(platform(search_url="https://a.example/{query}"), "短" * 100) is None


@pytest.mark.parametrize(("url", "is_search"), [(None, True), ("https://app.example/1", False)])
def test_the_page_of_the_title_beats_a_search(url: str | None, is_search: bool) -> None:
    here = platform(search_url="https://app.example/s?q={query}")
    (recipe,) = guides.recipes(title({"platform": "app", "url": url}), "GB", {"app": here}, [])
    assert recipe.is_search_link is is_search
    assert recipe.link == (url or "https://app.example/s?q=Greedy%20Snake")


def test_elsewhere_offers_only_what_may_work_and_can_be_searched() -> None:
    search = "https://a.example/s?q={query}"
    candidates = [
        platform("silent", native_name="应用", search_url=search),
        platform("here", native_name="应用", search_url=search,
                 availability=[{"region": "GB", "status": "available"}]),
        platform("blocked", native_name="应用", search_url=search,
                 availability=[{"region": "GB", "status": "blocked"}]),
        platform("no-page", native_name="应用"),
        platform("english", search_url=search),
        platform("tube", kind="video", search_url=search),
    ]  # fmt: skip
    found = guides.search_elsewhere(candidates, "GB", "贪吃蛇")
    assert [service.id for service, _ in found] == ["here", "silent", "tube"]
    assert all("%E8%B4%AA" in link for _, link in found)
