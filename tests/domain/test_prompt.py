"""Conversation starters: the shipped ones are sound, the right ones fit, none comes twice too soon, weeks are weeks."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.config import ROOT
from bot.domain.model import Language, Text
from bot.domain.names import to_taiwan
from bot.domain.prompt import (
    ANSWER,
    QUESTION,
    Audience,
    Prompt,
    Week,
    Wish,
    after,
    asked,
    due,
    fitting,
    ordered,
    problems,
)
from bot.errors import UserError
from bot.store.files import read_catalogue
from cogs._times import time_of_day

CATALOGUE, _ = read_catalogue(ROOT / "data/catalogue")
SHIPPED = list(CATALOGUE.prompts.values())
ZONES = ["UTC", "Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Nowhere/Else"]


def text(en: str, zh: str = "", tw: str | None = "") -> Text:
    return Text(en=en, zh_cn=zh or en, zh_tw=tw if tw is None else tw or en)


def made(identity: str, en: str = "?", **fields: object) -> Prompt:
    return Prompt.model_validate({"id": identity, "audience": "viewers", "text": text(en), **fields})


# -- the shipped ones


@pytest.mark.parametrize("prompt", SHIPPED, ids=lambda prompt: prompt.id)
def test_shipped_ones_fit_a_poll_with_the_longest_names(prompt: Prompt) -> None:
    for language in Language:
        one = asked(prompt, language, "题" * 400, "材" * 400, "x")
        assert 0 < len(one.question) <= QUESTION and "{" not in one.question
        assert all(0 < len(answer) <= ANSWER for answer in one.answers)
        assert len(set(one.answers)) == len(one.answers)
        # A clipped sentence would be no question.
        assert one.question[-1] in "?？.。…！!", one.question


@pytest.mark.parametrize("prompt", SHIPPED, ids=lambda prompt: prompt.id)
def test_each_language_is_in_its_own_script(prompt: Prompt) -> None:
    for said in (prompt.text, *prompt.answers, *filter(None, [prompt.hint])):
        assert said.zh_tw and to_taiwan(said.zh_tw) is not None
        assert said.en.isascii() or "…" in said.en
        differs = to_taiwan(said.zh_cn) != said.zh_cn
        assert not differs or said.zh_tw != said.zh_cn, said.zh_cn


def test_there_is_something_for_everybody() -> None:
    for audience in Audience:
        assert fitting(SHIPPED, Wish(audience))
        assert fitting(SHIPPED, Wish(audience, title_id="x"))
        assert all(fitting(SHIPPED, Wish(audience, trope)) for trope in CATALOGUE.tropes)


# -- mistakes

MISTAKES = {
    "one answer": (made("x", answers=(text("a"),)), ("answers", "none, or 2")),
    "eleven answers": (made("x", answers=(text("a"),) * 11), ("answers", "none, or 2")),
    "a long answer": (made("x", answers=(text("a"), text("b" * 56))), ("answers.1", "more than 55")),
    "a long question": (made("x", "b" * 181), ("text", "more than 180")),
    "no Taiwan": (Prompt(id="x", audience=Audience.VIEWERS, text=text("a", "b", None)), ("text", "zh-TW")),
    "other room": (made("x", hint=text("{title}", "{trope}")), ("hint", "leave room for the same")),
    "both": (made("x", "{title} {trope}"), ("text", "a title and for a trope")),
    "unknown trope": (made("x", tropes=("no-such",)), ("tropes", "'no-such'")),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_is_named(mistake: str) -> None:
    prompt, (field, what) = MISTAKES[mistake]
    [(found, said)] = problems(prompt, {"revenge"})
    assert found == field and what in said


# -- choosing

ALL = [
    made("plain"), made("revenge", tropes=("revenge",)), made("any-trope", "{trope}?"),
    made("any-title", "{title}?"), made("makers", audience="producers"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(), ["plain", "revenge", "makers"]),
        (Wish("producers"), ["makers"]),
        (Wish(trope="revenge"), ["revenge", "any-trope"]),
        (Wish(trope="system"), ["any-trope"]),
        (Wish(title_id="t"), ["any-title"]),
        (Wish(trope="revenge", title_id="t"), ["revenge", "any-trope", "any-title"]),
        (Wish("educators", title_id="t"), []),
    ],
)
def test_what_fits(wish: Wish, expected: list[str]) -> None:
    assert [one.id for one in fitting(ALL, wish)] == expected


@given(st.integers(1, 2**63), st.integers(1, 30))
def test_none_comes_again_before_all_have_come(guild: int, count: int) -> None:
    every, used = [made(f"p{number}") for number in range(count)], Counter[str]()
    for turn in range(3 * count):
        used[ordered(every, used, guild)[0].id] += 1
        assert max(used.values()) - min(used[one.id] for one in every) <= 1, turn
    assert set(used.values()) == {3}


def test_servers_have_their_own_order() -> None:
    orders = {tuple(one.id for one in ordered(SHIPPED, {}, guild)) for guild in range(20)}
    assert len(orders) == 20


def test_after_the_last_comes_the_first() -> None:
    assert after(ALL, "plain").id == "revenge" and after(ALL, "makers").id == "plain"
    assert after(ALL, "no such any more").id == "plain"


def test_a_title_is_said_in_one_line() -> None:
    one = asked(made("x", "{title}?"), Language.EN, "a\nb \u202e c", title_id="t")
    assert one.question == "a b c?" and one.title_id == "t"
    assert asked(made("x", "plain?"), Language.EN, "a", title_id="t").title_id == ""


# -- weeks


@given(
    st.integers(946_684_800, 2_145_916_800), st.integers(0, 6), st.integers(0, 1439), st.sampled_from(ZONES)
)
@example(1_774_744_200, 6, 90, "Europe/London")  # an hour that is not there
@example(1_792_886_400, 6, 90, "Europe/London")  # one that comes twice
def test_the_next_is_within_a_week_and_on_its_day(now: int, weekday: int, minute: int, zone: str) -> None:
    week = Week(1, 2, weekday, minute, zone, Language.EN)
    then = due(week, now)
    assert now < then <= now + 8 * 86_400
    local = datetime.fromtimestamp(then, ZoneInfo("UTC" if zone == "Nowhere/Else" else zone))
    assert local.weekday() == weekday and abs(local.hour * 60 + local.minute - minute) <= 60
    assert due(week, then) > then + 6 * 86_400, "and not twice on that day"


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("20:30", 1230), ("20", 1200), ("8pm", 1200), ("8:05 PM", 1205), ("8 p.m.", 1200), ("12am", 0), ("12pm", 720),
        ("0", 0), ("23:59", 1439), ("20点", 1200), ("20點30分", 1230), ("晚上8点", 1200), ("下午3點15分", 915),
        ("早上9点", 540), ("中午12点", 720), ("中午1點", 780), ("20：30", 1230),
    ],
)  # fmt: skip
def test_times_of_the_day(typed: str, minutes: int) -> None:
    assert time_of_day(typed) == minutes


@pytest.mark.parametrize("typed", ["", "24", "12:60", "noon", "8:5", "-1", "20:30:00", "p", "８8"])
def test_no_times_of_the_day(typed: str) -> None:
    with pytest.raises(UserError, match="error-prompt-time"):
        time_of_day(typed)
