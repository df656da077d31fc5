"""A channel gets what it wishes for, and can be told which wish kept a title out."""

from __future__ import annotations

import pytest

from bot.domain.announcing.matching import Facts, facts, mismatch
from bot.domain.announcing.subscription import Wishes
from bot.domain.model import Availability, Name, Platform, Route, Text, Title

HERE, THERE = 1, 2
TITLE = Facts(
    frozenset({"revenge", "rebirth"}), frozenset({"reelshort"}), frozenset({"best"}), "zh", frozenset({"GB"})
)
OWN = Facts(guild=HERE)


@pytest.mark.parametrize(
    ("wishes", "about", "expected"),
    [
        ({}, TITLE, None),
        ({}, Facts(), None),
        ({"trope": "revenge"}, TITLE, None),
        ({"trope": "romance"}, TITLE, "trope"),
        ({"platform": "reelshort"}, TITLE, None),
        ({"platform": "dramabox"}, TITLE, "platform"),
        ({"collection": "best"}, TITLE, None),
        ({"collection": "worst"}, TITLE, "collection"),
        ({"spoken": "zh"}, TITLE, None),
        ({"spoken": "en"}, TITLE, "spoken"),
        ({"spoken": "en"}, Facts(), "spoken"),
        ({"region": "GB"}, TITLE, None),
        ({"region": "US"}, TITLE, "region"),
        ({"origin": "shared"}, TITLE, None),
        ({"origin": "own"}, TITLE, "origin"),
        ({"origin": "own"}, OWN, None),
        ({"origin": "shared"}, OWN, "origin"),
        ({}, OWN, None),
        ({}, Facts(guild=THERE), "origin"),
        ({"trope": "romance", "region": "US"}, TITLE, "trope"),
        ({"trope": "revenge", "region": "US", "origin": "own"}, TITLE, "region"),
    ],
)
def test_wishes(wishes: dict[str, str], about: Facts, expected: str | None) -> None:
    assert mismatch(Wishes.model_validate(wishes), about, HERE) == expected


def platform(identity: str, **statements: str) -> Platform:
    said = tuple(
        Availability.model_validate({"region": "001" if region == "WORLD" else region, "status": status})
        for region, status in statements.items()
    )
    text = Text.model_validate({"en": "x", "zh-CN": "x"})
    return Platform(id=identity, name=identity, kind="app", summary=text, availability=said, sources=("s",))


SERVICES = [
    platform("named"),
    platform("world", WORLD="available", CN="blocked"),
    platform("here", GB="available"),
]


def title(*routes: Route) -> Title:
    name = Name(text="Snake", language="en", kind="official")
    return Title(
        id="snake", names=(name,), language="zh", tropes=("revenge",), routes=routes, sources=("s",),
        confidence="high",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("routes", "new_in", "regions"),
    [
        ((), (), set[str]()),
        ((Route(platform="named"),), (), set[str]()),
        ((Route(platform="named", regions=("US",)),), (), {"US"}),
        ((Route(platform="named", regions=("001",)),), (), {"US", "GB", "CN"}),
        ((Route(platform="world"),), (), {"US", "GB"}),
        ((Route(platform="here"),), (), {"GB"}),
        ((Route(platform="unknown", regions=("US",)),), (), set[str]()),
        ((Route(platform="world"),), ("US",), {"US"}),
        ((Route(platform="world"),), ("001",), {"US", "GB"}),
        ((Route(platform="named", regions=("US",)),), ("GB",), set[str]()),
    ],
)
def test_where_a_title_can_be_watched(
    routes: tuple[Route, ...], new_in: tuple[str, ...], regions: set[str]
) -> None:
    found = facts(title(*routes), HERE, ["best"], SERVICES, ["US", "GB", "CN", ""], new_in)
    assert found.regions == regions
    assert (found.tropes, found.collections, found.spoken, found.guild) == ({"revenge"}, {"best"}, "zh", HERE)
    assert found.platforms == {route.platform for route in routes}


def test_only_regions_that_somebody_wishes_for_are_looked_up() -> None:
    assert facts(title(Route(platform="world")), 0, [], SERVICES, []).regions == frozenset()
