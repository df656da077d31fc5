"""Announcements on a Discord where one thing goes wrong at a time: what must hold then."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator

import pytest

from bot.app import App
from bot.domain.announcing import timing
from bot.domain.announcing.subscription import State, Threads
from bot.services import delivering
from tests.wire.announcing import Announcer, announcer
from tests.wire.standin import StandIn, faults
from tests.wire.standin.faults import Fault
from tests.wire.standin.world import FORUM, NEWS

POST, THREAD = r"^POST .*/messages$", r"^POST .*/threads$"


@pytest.fixture
async def it(wire: StandIn, app: App, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Announcer]:
    """Everything is due at once, and what failed is tried again soon."""
    monkeypatch.setattr(timing, "GATHER", 0)
    monkeypatch.setattr(delivering.random, "random", lambda: 0.1)
    async with announcer(wire, app, monkeypatch) as ready:
        yield ready


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """An attempt takes a quarter of a second at most."""
    monkeypatch.setattr(delivering, "ATTEMPT", 0.25)


ONCE = [faults.RESET_BEFORE, faults.RESET_AFTER, faults.ERROR_BEFORE, faults.ERROR_AFTER, faults.UNAVAILABLE,
        faults.LIMITED, faults.LIMITED_SHARED, faults.LIMITED_GLOBALLY]  # fmt: skip


@pytest.mark.parametrize("fault", ONCE, ids=lambda fault: fault.name)
async def test_whatever_happens_to_the_first_attempt_there_is_one_message(
    it: Announcer, wire: StandIn, fault: Fault
) -> None:
    await it.follow(wire.world.general, threads=Threads())
    wire.faults.order(fault, POST)
    await it.announce()
    rows = await it.until(lambda rows: len(rows) == 2 and all(state == "sent" for *_, state, _ in rows))
    assert {step for _, step, *_ in rows} == {"message", "thread"}
    assert len(wire.world.general.messages) == 1 == len(wire.world.home.threads)


@pytest.mark.usefixtures("short")
async def test_an_answer_that_is_too_slow_is_not_waited_for(it: Announcer, wire: StandIn) -> None:
    await it.follow(wire.world.general)
    wire.faults.order(faults.slow(1.0), POST)
    await it.announce()
    await it.settled()
    assert len(wire.world.general.messages) == 1 and len(wire.messages.repeated) == 1


@pytest.mark.parametrize("fault", [faults.RESET_AFTER, faults.ERROR_AFTER], ids=lambda fault: fault.name)
async def test_a_forum_has_one_post_when_an_answer_is_lost(
    it: Announcer, wire: StandIn, fault: Fault
) -> None:
    forum = await wire.create_channel(wire.world.home.add_channel("forum", FORUM))
    await it.follow(forum)
    wire.faults.order(fault, THREAD)
    await it.announce()
    await it.settled()
    assert await it.states() == {("message", "sent")} and len(wire.world.home.threads) == 1


async def test_a_route_that_is_limited_does_not_hold_up_others(it: Announcer, wire: StandIn) -> None:
    other = await wire.create_channel(wire.world.home.add_channel("other"))
    await it.follow(wire.world.general, other)
    wire.faults.order(Fault("429", 429, retry_after=2.0), rf"{other.id}/messages$")
    await it.announce()
    await it.settled()
    first, second = [one for one in it.posts() if other.id in one.path]
    [through] = [one for one in it.posts() if wire.world.general.id in one.path]
    assert second.at - first.at >= 2 > through.at - first.at


async def test_a_block_by_the_network_stops_everything(it: Announcer, wire: StandIn) -> None:
    await it.follow(wire.world.general)
    wire.faults.order(faults.BLOCKED, POST)
    await it.announce()
    await it.until(lambda rows: rows and rows[0][2:] == ("pending", "network-block"))
    await asyncio.sleep(0.5)
    assert len(it.posts()) == 1


async def test_a_channel_that_is_gone_is_disabled_and_others_are_not(it: Announcer, wire: StandIn) -> None:
    gone, other = await wire.create_channel(wire.world.home.add_channel("gone")), wire.world.general
    await it.follow(gone, other)
    del wire.world.home.channels[gone.id]  # and no event says so
    await it.announce()
    await it.settled()
    assert await it.state_of(gone) == (State.DISABLED, "channel-gone")
    assert await it.state_of(other) == (State.ACTIVE, "") and len(other.messages) == 1


async def test_a_permission_that_is_missing_costs_no_request_and_its_return_delivers(
    it: Announcer, wire: StandIn
) -> None:
    general = wire.world.general
    await it.follow(general)
    general.forbid(send_messages=False)
    await wire.update_channel(general)
    await it.announce()
    await it.until(lambda rows: rows and rows[0][2] == "blocked")
    assert (await it.state_of(general))[0] is State.BLOCKED and not it.posts()
    general.overwrites.clear()
    await wire.update_channel(general)
    await it.until(lambda rows: rows[0][2] == "sent")
    assert (await it.state_of(general))[0] is State.ACTIVE


async def test_an_outage_disables_nothing(
    it: Announcer, wire: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "_OUTAGE", 1)
    await it.follow(wire.world.general)
    await wire.lose_guild(wire.world.home)
    await asyncio.sleep(0.1)
    await it.announce()
    await it.until(lambda rows: rows and rows[0][2:] == ("pending", "outage"))
    assert await it.state_of(wire.world.general) == (State.ACTIVE, "") and not it.posts()
    await wire.restore_guild(wire.world.home)
    await it.settled()
    assert len(wire.world.general.messages) == 1


async def test_being_thrown_out_cancels(it: Announcer, wire: StandIn) -> None:
    await it.follow(wire.world.general)
    wire.world.general.forbid(send_messages=False)
    await wire.update_channel(wire.world.general)
    await it.announce()
    await it.until(lambda rows: rows and rows[0][2] == "blocked")
    await wire.remove_guild(wire.world.home)
    await it.until(lambda rows: rows[0][2] == "cancelled")
    assert not it.posts()


async def test_what_a_moderator_deletes_before_the_answer_comes_is_not_posted_again(
    it: Announcer, wire: StandIn
) -> None:
    await it.follow(wire.world.general)
    wire.faults.order(faults.RESET_AFTER, POST)
    await it.announce()
    async with asyncio.timeout(10):
        while not wire.world.general.messages:  # noqa: ASYNC110  # there is no event for it
            await asyncio.sleep(0)
    wire.world.general.messages.clear()
    rows = await it.settled()
    assert rows[0][2:] == ("sent", "message-deleted") and not wire.world.general.messages


async def test_one_nonce_for_two_channels_would_be_noticed(
    it: Announcer, wire: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "nonce", lambda *_: "the same for all")
    other = await wire.create_channel(wire.world.home.add_channel("other"))
    await it.follow(wire.world.general, other)
    await it.announce()
    rows = await it.settled()
    assert sorted(row[2:] for row in rows) == [("sent", "sent"), ("unknown", "mismatch")]


@pytest.mark.usefixtures("short")
async def test_after_discord_has_forgotten_the_nonce_the_channel_is_read(
    it: Announcer, wire: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "_SAFE", -1)
    wire.messages.nonce_seconds = 0
    await it.follow(wire.world.general)
    wire.faults.order(faults.RESET_AFTER, POST)
    await it.announce()
    await it.settled()
    assert await it.states() == {("message", "sent")}
    assert len(wire.world.general.messages) == 1 == len(it.posts())


async def test_a_channel_that_cannot_be_read_is_left_alone(
    it: Announcer, wire: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "_SAFE", -1)
    wire.messages.nonce_seconds = 0
    wire.world.general.forbid(read_message_history=False)
    await wire.update_channel(wire.world.general)
    await it.follow(wire.world.general)
    wire.faults.order(faults.RESET_AFTER, POST)
    await it.announce()
    await it.settled()
    assert await it.states() == {("message", "unknown")} and len(it.posts()) == 1


@pytest.mark.parametrize(("code", "state"), [(160004, "sent"), (160006, "pending"), (50024, "dead")])
async def test_a_failure_of_the_thread_never_repeats_the_message(
    it: Announcer, wire: StandIn, code: int, state: str
) -> None:
    await it.follow(wire.world.general, threads=Threads())
    wire.faults.order(faults.refused(code), THREAD)
    await it.announce()
    await it.until(lambda rows: ("thread", state) in [(step, now) for _, step, now, why in rows if why])
    assert len(it.posts()) == 1 and ("message", "sent") in await it.states()


async def test_a_post_too_many_to_publish_waits_and_holds_up_nothing(it: Announcer, wire: StandIn) -> None:
    wire.limits.route_seconds = 0.01
    news = await wire.create_channel(wire.world.home.add_channel("news", NEWS))
    await it.follow(news, publish=True)
    for _ in range(10):
        wire.limits.take_crosspost(news.id)
    await it.announce()
    await it.until(lambda rows: any(row[1:] == ("publish", "pending", "rate-limit") for row in rows))
    await it.announce("Another word")
    await it.until(lambda rows: [step for _, step, state, _ in rows if state == "sent"] == ["message"] * 2)
    assert len(news.messages) == 2


async def test_what_discord_does_not_accept_is_tried_in_few_channels(it: Announcer, wire: StandIn) -> None:
    channels = wire.world.add_channels(20)
    await wire.restore_guild(channels[0].guild)
    await it.follow(*channels)
    wire.faults.order(faults.refused(50035), POST, times=math.inf)
    await it.announce()
    rows = await it.settled()
    assert len(it.posts()) <= 3
    assert {state for *_, state, _ in rows} <= {"dead", "cancelled"}


async def test_a_burst_to_many_channels_meets_no_rate_limit(it: Announcer, wire: StandIn) -> None:
    channels = wire.world.add_channels(100, per_guild=25)
    for guild in {channel.guild.id: channel.guild for channel in channels}.values():
        await wire.restore_guild(guild)
    await it.follow(*channels)
    await it.announce()
    await it.settled()
    assert [one.status for one in it.posts()] == [200] * 100
