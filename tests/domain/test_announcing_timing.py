"""A post is due after now, at the hour its channel's clocks show, and never in quiet hours: also when clocks change."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.announcing.subscription import Mode, Timing
from bot.domain.announcing.timing import GATHER, awake, due, is_quiet, is_zone, zone_of

DAY = 86_400
ZONES = [
    "UTC", "Europe/Berlin", "America/New_York", "Asia/Shanghai", "Asia/Kathmandu", "Australia/Lord_Howe",
    "Pacific/Apia", "America/Havana", "Africa/Casablanca", "Antarctica/Troll", "Nowhere/Else",
]  # fmt: skip
HOUR = st.integers(0, 23)
# Up to 2037, after which the rules of a zone are read from a formula.
NOW = st.integers(946_684_800, 2_145_916_800)
TIMINGS = st.builds(
    Timing, mode=st.sampled_from(Mode), hour=HOUR, weekday=st.integers(0, 6), zone=st.sampled_from(ZONES),
    quiet_from=st.none() | HOUR, quiet_to=st.none() | HOUR,
)  # fmt: skip


def at(text: str, zone: str = "UTC") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


def shown(moment: int, zone: str = "UTC") -> str:
    return datetime.fromtimestamp(moment, ZoneInfo(zone)).strftime("%a %d %H:%M:%S")


@settings(max_examples=400)
@given(TIMINGS, NOW)
@example(Timing(mode=Mode.DAILY, hour=2, zone="Europe/Berlin"), at("2026-03-29T00:30:00"))
@example(Timing(zone="Europe/Berlin", quiet_from=3, quiet_to=2), at("2026-03-29T00:30:00"))
@example(Timing(zone="America/New_York", quiet_from=22, quiet_to=1), at("2026-11-01T04:30:00"))
@example(Timing(zone="America/Havana", quiet_from=1, quiet_to=0), at("2026-03-08T04:59:59"))
@example(Timing(zone="Pacific/Apia", mode=Mode.WEEKLY, weekday=4), at("2011-12-29T12:00:00"))
def test_later_than_now_and_never_in_quiet_hours(timing: Timing, now: int) -> None:
    moment = due(timing, now)
    assert now < moment <= now + 16 * DAY
    assert not is_quiet(timing, moment)
    if timing.mode is Mode.INSTANT and not is_quiet(timing, now + GATHER):
        assert moment == now + GATHER


@settings(max_examples=300)
@given(TIMINGS, NOW)
def test_the_end_of_quiet_hours_is_the_first_moment_after_them(timing: Timing, now: int) -> None:
    moment = awake(timing, now)
    assert moment == now or is_quiet(timing, now)
    assert awake(timing, moment) == moment
    assert all(is_quiet(timing, earlier) for earlier in range(now, moment, 900)), "no waking hour is missed"


@settings(max_examples=300)
@given(TIMINGS.map(lambda t: t.model_copy(update={"quiet_from": None})), NOW)
def test_digests_come_when_the_clocks_there_show_their_hour(timing: Timing, now: int) -> None:
    moment = due(timing, now)
    local = datetime.fromtimestamp(moment, zone_of(timing.zone))
    exists = (
        local.replace(hour=timing.hour, minute=0).astimezone(UTC).astimezone(local.tzinfo).hour == timing.hour
    )
    if timing.mode in (Mode.DAILY, Mode.WEEKLY) and exists:
        assert (local.hour, local.minute, local.second) == (timing.hour, 0, 0)
    if timing.mode is Mode.WEEKLY and exists:
        assert local.weekday() == timing.weekday
    if timing.mode in (Mode.INSTANT, Mode.HOURLY):
        assert moment <= now + 3600


@pytest.mark.parametrize(
    ("timing", "now", "expected"),
    [
        (Timing(), "Thu 12:00:00", "Thu 01 12:00:05"),
        (Timing(mode=Mode.HOURLY), "12:00:00", "Thu 01 13:00:00"),
        (Timing(mode=Mode.HOURLY), "12:59:59", "Thu 01 13:00:00"),
        (Timing(mode=Mode.DAILY), "17:59:59", "Thu 01 18:00:00"),
        (Timing(mode=Mode.DAILY), "18:00:00", "Fri 02 18:00:00"),
        (Timing(mode=Mode.WEEKLY), "12:00:00", "Fri 02 18:00:00"),
        (Timing(mode=Mode.WEEKLY, weekday=3), "18:00:00", "Thu 08 18:00:00"),
        (Timing(quiet_from=22, quiet_to=8), "21:59:54", "Thu 01 21:59:59"),
        (Timing(quiet_from=22, quiet_to=8), "21:59:55", "Fri 02 08:00:00"),
        (Timing(quiet_from=22, quiet_to=8), "07:00:00", "Thu 01 08:00:00"),
        (Timing(quiet_from=9, quiet_to=17), "09:00:00", "Thu 01 17:00:00"),
        (Timing(mode=Mode.DAILY, quiet_from=17, quiet_to=20), "12:00:00", "Thu 01 20:00:00"),
        (Timing(quiet_from=9, quiet_to=9), "09:00:00", "Thu 01 09:00:05"),
        (Timing(quiet_from=9), "09:00:00", "Thu 01 09:00:05"),
    ],
)  # fmt: skip
def test_examples(timing: Timing, now: str, expected: str) -> None:
    """1 January 2026 is a Thursday."""
    assert shown(due(timing, at(f"2026-01-01T{now[-8:]}"))) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-28T12:00:00", "Sun 29 03:00:00"),  # 02:00 does not exist
        ("2026-10-24T12:00:00", "Sun 25 02:00:00"),
    ],
)
def test_an_hour_that_is_missing_or_doubled(now: str, expected: str) -> None:
    moment = due(Timing(mode=Mode.DAILY, hour=2, zone="Europe/Berlin"), at(now, "Europe/Berlin"))
    assert shown(moment, "Europe/Berlin") == expected
    again = due(Timing(mode=Mode.DAILY, hour=2, zone="Europe/Berlin"), moment)
    assert again - moment > 20 * 3600, "the doubled hour is told once"


def test_zones() -> None:
    assert is_zone("UTC") and is_zone("Asia/Shanghai")
    assert not any(
        map(is_zone, ["", "Nowhere/Else", "../etc/passwd", "America", "/etc/localtime", "a\0b", "x" * 300])
    )
    assert zone_of("Nowhere/Else").key == "UTC"
