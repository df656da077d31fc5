"""Moderators' cards keep Discord's limits with the most there can be, and every reason has its sentence."""

from __future__ import annotations

import re

import pytest

from bot.app import App
from bot.domain.announcing.delivery import DeliveryState, Step
from bot.domain.announcing.logged import Logged
from bot.domain.announcing.outcome import REASONS
from bot.domain.announcing.subscription import (
    MAX_SUBSCRIPTIONS,
    Mode,
    State,
    Subscription,
    Threads,
    Timing,
    Wishes,
)
from bot.domain.announcing.why import Passage, Stage
from bot.domain.model import Language
from bot.errors import UserError
from cogs._announce_log import PAGE as ROWS
from cogs._announce_log import log_card
from cogs._announce_why import PAGE as WALKS
from cogs._announce_why import why_card
from cogs._announcements import PAGE, channel_card, channels_card
from cogs._permissions import NAMES
from cogs._reasons import SENTENCES, UNREMARKABLE, reason_text
from cogs._times import available, moment, quiet_hours, zone_choices, zone_of
from tests.cogs.acting import say
from tests.cogs.test_limits import checked, every_title, viewer_of

HUGE = 2**63 - 1


async def longest(app: App) -> Wishes:
    """All that a channel can wish for, each by its longest name."""
    c = app.catalogue
    trope, platform, collection = (
        max(entries, key=len) for entries in (c.tropes.entries, c.platforms.entries, c.collections.entries)
    )
    threads = Threads(name="*" * 100, archive_minutes=4320)
    zone = max(available(), key=len)
    timing = Timing(mode=Mode.WEEKLY, hour=23, weekday=2, zone=zone, quiet_from=23, quiet_to=22)
    return Wishes(
        kind="news", trope=trope, platform=platform, collection=collection, spoken="zh", region="GB",
        origin="shared", language=Language.ZH_TW, role=HUGE, threads=threads, tags=(HUGE,) * 5, publish=True,
        timing=timing,
    )  # fmt: skip


@pytest.mark.parametrize("language", Language)
async def test_as_many_channels_as_there_can_be(app: App, language: Language) -> None:
    viewer, wishes = viewer_of(language), await longest(app)
    reason = max(SENTENCES, key=lambda code: len(say(SENTENCES[code], language)))
    every = [
        Subscription(channel=HUGE - n, guild=HUGE, wishes=wishes, state=State.BLOCKED, reason=reason)
        for n in range(MAX_SUBSCRIPTIONS)
    ]
    for page in range(-(-MAX_SUBSCRIPTIONS // PAGE)):
        text = checked(channels_card(every, page, viewer, app.catalogue))
        assert all(f"<#{one.channel}>" in text for one in every[page * PAGE : (page + 1) * PAGE])
        assert say(SENTENCES[reason], language) in text
    checked(channel_card("x" * 200, every[0], ["note" * 50] * 3, viewer, app.catalogue))


@pytest.mark.parametrize("language", Language)
async def test_logs_of_every_state_step_and_reason(app: App, language: Language) -> None:
    viewer = viewer_of(language)
    titles = {title.id: title for title in await every_title(app)}
    longest_name = max(titles.values(), key=lambda title: max(len(name.text) for name in title.names)).id
    codes = [*SENTENCES, *NAMES, "some-new-reason"]
    rows = [
        Logged("p", HUGE, step, state, code, 2**31, 99, 2**31, HUGE, HUGE, 99, longest_name)
        for step in Step for state in DeliveryState for code in codes
    ]  # fmt: skip
    for start in range(0, len(rows), ROWS):
        text = checked(log_card(rows[start : start + ROWS], titles, 10**6, True, HUGE, viewer))
        assert "…" not in text and text.count(f"<#{HUGE}>") == len(rows[start : start + ROWS])
    checked(log_card([], {}, 0, False, 0, viewer))


@pytest.mark.parametrize("language", Language)
async def test_why_of_as_many_channels_as_there_can_be(app: App, language: Language) -> None:
    viewer, wishes = viewer_of(language), await longest(app)
    title = (await every_title(app))[0].model_copy(update={"id": "a" * 60})
    passed = [Passage(stage, True, at=2**31) for stage in list(Stage)[:-1]]
    stops = [
        Passage(stage, False, code, 2**31) for stage in Stage for code in (*SENTENCES, *NAMES, "new", "")
    ]
    stops += [Passage(Stage.WANTED, False, wish) for wish in
              ("trope", "platform", "collection", "spoken", "region", "origin")]  # fmt: skip
    for start in range(0, len(stops), MAX_SUBSCRIPTIONS):
        some = stops[start : start + MAX_SUBSCRIPTIONS]
        walks = [(HUGE - n, [*passed, stop]) for n, stop in enumerate(some)]
        by_channel = {channel: wishes for channel, _ in walks}
        for page in range(-(-len(walks) // WALKS)):
            text = checked(why_card(title, walks, by_channel, page, viewer, app.catalogue))
            shown = walks[page * WALKS : (page + 1) * WALKS]
            assert all(f"<#{channel}>" in text for channel, _ in shown) and "…" not in text
            bold = [line for line in text.splitlines() if re.fullmatch(r"\*\*[^*]+(\\\*[^*]*)*\*\*", line)]
            assert len(bold) == len(shown), "one stop a channel, in bold"


def test_every_outcome_has_a_sentence() -> None:
    assert REASONS - SENTENCES.keys() - UNREMARKABLE == set()


@pytest.mark.parametrize("language", Language)
def test_reasons_are_said_in_each_language(language: Language) -> None:
    viewer = viewer_of(language)
    assert say(NAMES["send_messages"], language) in reason_text("send_messages", viewer)
    assert reason_text("sent", viewer) == ""
    assert "\\*x\\*" in reason_text("*x*", viewer), "one that is new is told as it is"


# -- times

NOW = 1_800_000_000  # 2027-01-15 08:00 UTC
DAY = 86_400


@pytest.mark.parametrize(
    ("typed", "zone", "at"),
    [
        ("2027-01-16 08:00", "UTC", NOW + DAY),
        ("2027-01-16 8:00", "UTC", NOW + DAY),
        ("2027/01/16 16:00", "Asia/Taipei", NOW + DAY),
        ("2027-01-16T08:00:00Z", "Asia/Taipei", NOW + DAY),
        ("2027-01-16T16:00+08:00", "America/New_York", NOW + DAY),
        ("2027年1月16日 16点", "Asia/Shanghai", NOW + DAY),
        ("2027年1月16日16時00分", "Asia/Taipei", NOW + DAY),
        (f"<t:{NOW + DAY}:f>", "Asia/Taipei", NOW + DAY),
    ],
)
def test_moments(typed: str, zone: str, at: int) -> None:
    assert moment(typed, zone, NOW) == at


@pytest.mark.parametrize("typed", ["", "soon", "8pm", "2027-13-01 10:00", "2027-02-30 10:00", "2027-01-16 25:00",
                                   "<t:999999999999999>", "0000-00-00 00:00", "99999-01-01 00:00"])  # fmt: skip
def test_what_is_no_moment(typed: str) -> None:
    with pytest.raises(UserError) as caught:
        moment(typed, "UTC", NOW)
    assert caught.value.key == "error-announce-time"


def test_an_hour_that_a_clock_skips_is_still_a_moment() -> None:
    assert moment("2027-03-28 02:30", "Europe/Berlin", NOW) == 1_806_197_400  # 01:30 UTC


@pytest.mark.parametrize(
    ("typed", "hours"),
    [("22-8", (22, 8)), ("22:00–08:00", (22, 8)), ("0 - 7", (0, 7)), ("24-6", (0, 6)), ("22点到8点", (22, 8)),
     ("22時至8時", (22, 8))],
)  # fmt: skip
def test_quiet_hours(typed: str, hours: tuple[int, int]) -> None:
    assert quiet_hours(typed) == hours


@pytest.mark.parametrize("typed", ["", "8", "8-8", "0-24", "25-3", "3-25", "22:30-8", "night", "22-8-3"])
def test_what_are_no_quiet_hours(typed: str) -> None:
    with pytest.raises(UserError) as caught:
        quiet_hours(typed)
    assert caught.value.key == "error-announce-quiet"


def test_zones_by_their_cities() -> None:
    assert [zone_of(typed) for typed in ("Asia/Taipei", "taipei", "台北", "new york", "UTC", "utc", "伦敦")] == [
        "Asia/Taipei", "Asia/Taipei", "Asia/Taipei", "America/New_York", "UTC", "UTC", "Europe/London"
    ]  # fmt: skip
    for typed in ("Atlantis", "", "EST5EDT", "../etc/passwd", "Etc/GMT+3"):
        with pytest.raises(UserError):
            zone_of(typed)
    assert zone_choices("台北", Language.ZH_TW)[0].name == "台北 (Asia/Taipei)"
    assert len(zone_choices("a", Language.EN)) == 25
