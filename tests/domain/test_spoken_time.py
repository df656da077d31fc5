"""Moments as people say them, in English and Chinese: the one that is meant, or a refusal."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.spoken_time import FARTHEST, LONGEST, moment, needs_zone
from bot.errors import UserError

LONDON, TAIPEI = ZoneInfo("Europe/London"), ZoneInfo("Asia/Taipei")
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=LONDON)
FRIDAY = datetime(2026, 11, 27, 19, 0, tzinfo=LONDON)


def read(typed: str, now: datetime = MONDAY, zone: ZoneInfo = LONDON) -> str:
    at = moment(typed, zone.key, int(now.timestamp()))
    return datetime.fromtimestamp(at, zone).strftime("%m-%d %H:%M")


def refused(typed: str, now: datetime = MONDAY) -> str:
    with pytest.raises(UserError) as caught:
        moment(typed, LONDON.key, int(now.timestamp()))
    return caught.value.key


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fri 8pm", "11-27 20:00"),
        ("Friday at 20:30", "11-27 20:30"),
        ("on friday, 8.30pm", "11-27 20:30"),
        ("thursday 8 p.m.", "11-26 20:00"),
        ("8:30 pm tomorrow", "11-24 20:30"),
        ("tomorrow 20:30", "11-24 20:30"),
        ("tonight 8pm", "11-23 20:00"),
        ("8pm", "11-23 20:00"),
        ("11:00", "11-24 11:00"),
        ("noon sunday", "11-29 12:00"),
        ("in 2 hours", "11-23 14:00"),
        ("in 3 days at 8pm", "11-26 20:00"),
        ("24 Dec 8pm", "12-24 20:00"),
        ("24/12 20:00", "12-24 20:00"),
        ("2026-12-03 20:00", "12-03 20:00"),
        ("2026-12-03T20:00", "12-03 20:00"),
        ("2026-12-03T20:00+08:00", "12-03 12:00"),
        ("2026-12-03T20:00Z", "12-03 20:00"),
        ("fri 8pm EST", "11-28 01:00"),
        ("<t:1798146000:F>", "12-24 21:00"),
        ("今晚8点", "11-23 20:00"),
        ("明晚8点", "11-24 20:00"),
        ("明晚八點半", "11-24 20:30"),
        ("明天晚上8点", "11-24 20:00"),
        ("明天 20:30", "11-24 20:30"),
        ("後天下午3點15分", "11-25 15:15"),
        ("大后天 20:00", "11-26 20:00"),
        ("周五晚上8点", "11-27 20:00"),
        ("這個禮拜天中午12點", "11-29 12:00"),
        ("星期五 20:00", "11-27 20:00"),
        ("12月24日晚上8点", "12-24 20:00"),
        ("十二月二十四號 20點", "12-24 20:00"),
        ("2026年12月24日20:00", "12-24 20:00"),
        ("2小时后", "11-23 14:00"),
        ("30分鐘後", "11-23 12:30"),
    ],
)
def test_what_is_meant(typed: str, meant: str) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "error-party-time"),
        ("soon", "error-party-time"),
        ("fri", "error-party-time"),
        ("fri 8", "error-party-time"),
        ("tomorrow at 8", "error-party-time"),
        ("next week", "error-party-time"),
        ("sat 25:00", "error-party-time"),
        ("31 feb 20:00", "error-party-time"),
        ("明天", "error-party-time"),
        ("改天晚上8点", "error-party-time"),
        ("晚上12点", "error-party-time"),
        ("8" * (LONGEST + 1), "error-party-time"),
        ("next friday 8pm", "error-party-ambiguous"),
        ("下周五晚上8点", "error-party-ambiguous"),
        ("03/04 8pm", "error-party-ambiguous"),
        ("3.4.2027 20:00", "error-party-ambiguous"),
        ("yesterday 8pm", "error-party-past"),
        ("today 11:00", "error-party-past"),
        ("2026-11-22 20:00", "error-party-past"),
        ("<t:5>", "error-party-past"),
        ("2028-01-01 20:00", "error-party-far"),
        ("<t:999999999999>", "error-party-far"),
    ],
)
def test_what_is_refused(typed: str, key: str) -> None:
    assert refused(typed) == key


def test_friday_on_a_friday_is_this_evening_or_in_a_week() -> None:
    assert read("fri 8pm", FRIDAY) == "11-27 20:00"
    assert read("周五晚上8点", FRIDAY) == "11-27 20:00"
    assert read("friday 18:00", FRIDAY) == "12-04 18:00"
    assert refused("today 18:00", FRIDAY) == "error-party-past"


def test_the_zone_of_whoever_says_it() -> None:
    assert read("7pm", MONDAY, TAIPEI) == "11-24 19:00", "in Taipei it is 8 in the evening already"
    assert read("9pm", MONDAY, TAIPEI) == "11-23 21:00"
    summer = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert moment("20:00", "Europe/London", int(summer.timestamp())) == summer.timestamp() + 7 * 3600


def test_only_a_stamp_needs_no_zone() -> None:
    assert not needs_zone("<t:1798146000:F>") and needs_zone("fri 8pm")


@given(
    st.text(
        st.sampled_from("0123456789 :/.-+Tapmfrisatou<>t今明后周五月日晚上点半小时\0\u202e"), max_size=100
    )
)
def test_anything_typed_is_a_moment_to_come_or_refused(typed: str) -> None:
    now = int(MONDAY.timestamp())
    try:
        assert now < moment(typed, "Asia/Taipei", now) <= now + FARTHEST
    except UserError as error:
        assert error.key.startswith("error-party-")
