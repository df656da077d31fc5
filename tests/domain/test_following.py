"""Who is told of what happens to a title, and how much one message holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.following import (
    FollowKind,
    Happening,
    Reach,
    Reason,
    Telling,
    What,
    changed,
    reasons,
    speaks,
)
from bot.domain.model import Language, Route
from bot.domain.notice import GATHER, MOST_MEMBERS, MOST_TEXT, Noticed, due, is_whole, lines, room
from bot.domain.watchlist import Entry, Sort, WatchState, sorted_by
from tests.made_up import title

TITLE, LIST, TROPE = FollowKind.TITLE, FollowKind.LIST, FollowKind.TROPE
NOON = 1_767_268_800  # of the first of January 2026, in UTC


def leads(region: str) -> frozenset[str]:
    return frozenset({f"way:app:{region.lower()}", "way:app:001"})


def way(*regions: str, languages: tuple[str, ...] = (), platform: str = "app") -> Reach:
    return Reach(platform=platform, regions=regions, languages=languages)


def change(*after: Reach, before: tuple[Reach, ...] = (), **more: object) -> Happening:
    return Happening.model_validate(
        {"id": "1", "kind": "changed", "title_id": "x", "before": before, "after": after, **more}
    )


@pytest.mark.parametrize(
    ("happening", "kind", "region", "told"),
    [
        (change(way("GB")), TITLE, "GB", (Reason(What.WATCHABLE, "GB"),)),
        (change(way("GB")), TROPE, "GB", (Reason(What.WATCHABLE, "GB"),)),
        (change(way("001")), TITLE, "GB", (Reason(What.WATCHABLE, "GB"),)),
        (change(way("GB")), TITLE, "FR", ()),
        (change(way("GB")), TITLE, "", ()),
        (change(way()), TITLE, "GB", ()),  # a source names no country
        (change(way("GB"), before=(way("001"),)), TITLE, "GB", ()),
        (change(way("GB", platform="other")), TITLE, "GB", ()),
        (
            change(way("GB", languages=("en",)), before=(way("GB"),)),
            TITLE,
            "GB",
            (Reason(What.SUBTITLED, "en"),),
        ),
        (
            change(way("GB", languages=("en",)), before=(way("GB"),)),
            LIST,
            "",
            (Reason(What.SUBTITLED, "en"),),
        ),
        (change(way("GB", languages=("en",)), before=(way("GB"),)), TROPE, "GB", ()),
        (change(way("FR", languages=("en",))), TITLE, "GB", ()),  # of no use where they are
        (
            change(way("GB", languages=("en",)), completed=True),
            TITLE,
            "GB",
            (Reason(What.WATCHABLE, "GB"), Reason(What.SUBTITLED, "en"), Reason(What.COMPLETED)),
        ),
        (change(way("GB"), completed=True), TROPE, "GB", (Reason(What.WATCHABLE, "GB"),)),
        (change(completed=True), TITLE, "", (Reason(What.COMPLETED),)),
        (change(completed=True), TROPE, "", ()),
        (Happening(id="1", kind="announced", title_id="x"), TROPE, "", (Reason(What.ANNOUNCED),)),
        (Happening(id="1", kind="band", title_id="x", band="1–9"), LIST, "", (Reason(What.BAND, "1–9"),)),
        (Happening(id="1", kind="band", title_id="x", band="1–9"), TROPE, "", ()),
    ],
)
def test_reasons(happening: Happening, kind: FollowKind, region: str, told: tuple[Reason, ...]) -> None:
    assert reasons(happening, kind, region, Language.EN, leads) == told


@pytest.mark.parametrize(
    ("code", "read_by"),
    [
        ("en", {Language.EN}),
        ("en-GB", {Language.EN}),
        ("zh", {Language.ZH_CN, Language.ZH_TW}),
        ("zh-Hans", {Language.ZH_CN}),
        ("zh-Hans-CN", {Language.ZH_CN}),
        ("zh-Hant", {Language.ZH_TW}),
        ("zh-HK", {Language.ZH_TW}),
        ("ko", set()),
    ],
)
def test_languages(code: str, read_by: set[Language]) -> None:
    assert {language for language in Language if speaks(code, language)} == read_by


def test_only_a_gain_is_worth_telling() -> None:
    plain, seen = title("x", "X"), title("x", "X", routes=(Route(platform="app", regions=("GB",)),))
    over = title("x", "X", last_aired="2026-01-02")
    assert changed(plain, seen) and changed(plain, over)
    assert not changed(seen, plain) and not changed(over, plain) and not changed(seen, seen)
    assert not changed(None, seen), "it is announced"
    assert not changed(seen, None) and not changed(plain, seen.model_copy(update={"hoax": True}))


def test_lines_put_those_together_who_are_told_the_same() -> None:
    told, other = (Reason(What.COMPLETED),), (Reason(What.WATCHABLE, "GB"),)
    noticed = [
        Noticed(user, "x", why, TITLE, "x") for user, why in ((1, told), (2, other), (3, told), (1, told))
    ]
    assert [(one.reasons, one.users) for one in lines(noticed)] == [(told, (1, 3)), (other, (2,))]


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, MOST_MEMBERS)), min_size=1, max_size=20))
def test_a_message_keeps_the_limits(told: list[tuple[int, int]]) -> None:
    def longest(things: list[int], mentions: int) -> int:
        return sum(200 + 70 * (one - 1) for one in things) + mentions * len("<@18446744073709551615> ") + 120

    things, members = [one for one, _ in told], max(mentions for _, mentions in told)
    shown = things[: room(members, things)]
    assert shown and longest(shown, members) <= MOST_TEXT
    if is_whole(told):
        assert longest(things, sum(mentions for _, mentions in told)) <= MOST_TEXT
    assert is_whole([(1, MOST_MEMBERS)]), "most often one thing has happened"


def test_quiet_hours_are_of_the_member() -> None:
    assert due(NOON) == NOON + GATHER
    telling = Telling(zone="Asia/Taipei", quiet_from=20, quiet_to=8)  # it is 20:00 there
    assert due(NOON, telling) == NOON + 12 * 3600
    assert due(NOON, Telling(zone="UTC", quiet_from=22, quiet_to=8)) == NOON + GATHER


def test_orders_of_a_watchlist() -> None:
    first = Entry("a", WatchState.WANT, 1, 9)
    second = Entry("b", WatchState.DROPPED, 2, 2)
    third = Entry("c", WatchState.WATCHING, 3, 3)
    named = [(first, "m"), (second, "z"), (third, "b")]
    assert sorted_by(named, Sort.CHANGED) == [first, third, second]
    assert sorted_by(named, Sort.ADDED) == [third, second, first]
    assert sorted_by(named, Sort.NAME) == [third, first, second]
    assert sorted_by(named, Sort.STATE) == [third, first, second]
