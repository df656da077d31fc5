"""Announcements while Discord, or the way there, is down for a while; and what members notice of it."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator

import pytest

from bot.app import App
from bot.domain.announcing import timing
from tests.conftest import texts_of
from tests.wire.announcing import Announcer, announcer
from tests.wire.payloads import slash
from tests.wire.standin import StandIn, faults
from tests.wire.standin.faults import Fault

POST = r"^POST .*/messages$"
DOWN = 3.0  # seconds


@pytest.fixture
async def it(wire: StandIn, app: App, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Announcer]:
    monkeypatch.setattr(timing, "GATHER", 0)
    async with announcer(wire, app, monkeypatch) as ready:
        yield ready


async def channels(it: Announcer, wire: StandIn, count: int) -> None:
    """So many that want announcements, in a server of their own."""
    made = wire.world.add_channels(count)
    await wire.restore_guild(made[0].guild)
    await it.follow(*made)


@pytest.mark.parametrize("status", [502, 503, 504, 524])
async def test_errors_for_a_while_are_waited_out_without_a_storm(
    it: Announcer, wire: StandIn, status: int
) -> None:
    await channels(it, wire, 5)
    wire.faults.order(Fault(f"{status}", status), POST, times=math.inf)
    await it.announce()
    await asyncio.sleep(DOWN)
    assert 3 <= len(it.posts()) <= 5 * 8, "each again and again, with pauses that become longer"
    wire.faults.stop()
    await it.settled()
    assert await it.states() == {("message", "sent")} and not wire.messages.repeated


async def test_what_fails_together_does_not_come_again_together(it: Announcer, wire: StandIn) -> None:
    await channels(it, wire, 20)
    wire.faults.order(Fault("503", 503), POST, times=3)  # the canaries only
    await it.announce()
    rows = await it.settled()
    assert [state for *_, state, _ in rows] == ["sent"] * 20
    again = sorted(one.at for one in it.posts())
    assert again[-1] - again[0] > 0.1


async def test_a_network_that_is_down_is_noticed_to_be_back_within_ten_seconds(
    it: Announcer, wire: StandIn
) -> None:
    await channels(it, wire, 20)
    wire.faults.order(faults.RESET_BEFORE, POST, times=math.inf)
    await it.announce()
    await asyncio.sleep(DOWN)
    tried = len(it.posts())
    wire.faults.stop()
    back = time.perf_counter()
    await it.until(lambda rows: any(state == "sent" for *_, state, _ in rows))
    assert time.perf_counter() - back < 10
    await it.settled()
    assert await it.states() == {("message", "sent")} and tried < 64


async def test_members_are_answered_while_announcements_may_not_be_sent(it: Announcer, wire: StandIn) -> None:
    await channels(it, wire, 5)
    wire.faults.order(Fault("429", 429, retry_after=3.0, scope="global"), POST)
    await it.announce()
    await it.until(lambda _: bool(it.posts()))
    before = len(it.posts())
    asked = time.perf_counter()
    answer = await wire.ask(slash("find", query="title:greedy-snake"))
    assert "Greedy Snake" in texts_of(answer.json["data"]["components"])
    limited = min(one.at for one in it.posts() if one.status == 429)
    assert answer.at - limited < 3, f"answered {answer.at - asked:.1f} s after it was asked"
    await it.settled()
    later = [one.at for one in it.posts()[before:] if one.at > limited + 0.2]
    assert len(later) == 5 and min(later) - limited >= 3


async def test_a_clock_that_jumps_holds_nothing_up(
    it: Announcer, wire: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = time.time
    for hours in (1, -1, 0):
        monkeypatch.setattr(time, "time", lambda ahead=hours * 3600: true() + ahead)
        sent = len(wire.world.general.messages)
        await it.follow(wire.world.general)
        await it.announce(f"Now it is {hours}")
        await it.until(lambda rows: all(state == "sent" for *_, state, _ in rows))
        assert len(wire.world.general.messages) == sent + 1
    assert not wire.messages.repeated


async def test_an_event_that_comes_twice_has_one_effect(it: Announcer, wire: StandIn) -> None:
    await it.follow(wire.world.general)
    asked = slash("announce")
    words = {"name": "title", "type": 3, "value": "title:greedy-snake"}
    asked["data"]["options"] = [{"name": "title", "type": 1, "options": [words]}]
    answer = asyncio.create_task(wire.ask(asked))
    await asyncio.sleep(0)
    await wire.dispatch("INTERACTION_CREATE", asked)
    await answer
    await it.settled()
    await asyncio.sleep(0.2)
    assert len(wire.world.general.messages) == 1
    assert sorted(one.status for one in wire.asked_for("POST", "/callback")) == [200, 400]
