"""Each answer of Discord's has one consequence; nothing is tried again that cannot succeed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.announcing.delivery import Delivery, DeliveryState, Step
from bot.domain.announcing.outcome import MAX_AGE, REASONS, Answer, Decision, Fault, decide, held, later
from bot.domain.announcing.subscription import State

NOW = 1_000_000
MESSAGE = Delivery("post", Step.MESSAGE, 1, 2, 0, 3, NOW - 50)
PENDING, BLOCKED, DEAD = DeliveryState.PENDING, DeliveryState.BLOCKED, DeliveryState.DEAD
SENT, CANCELLED, UNKNOWN = DeliveryState.SENT, DeliveryState.CANCELLED, DeliveryState.UNKNOWN


def decided(answer: Answer, delivery: Delivery = MESSAGE, chance: float = 0.5) -> Decision:
    return decide(delivery, answer, NOW, chance)


@pytest.mark.parametrize(
    ("answer", "state", "reason", "wait"),
    [
        (Answer(200, message=9), SENT, "sent", None),
        (Answer(204), SENT, "sent", None),
        (Answer(404, 10008), SENT, "message-deleted", None),
        (Answer(400, 160004), SENT, "sent", None),
        (Answer(400, 40033), SENT, "sent", None),
        (Answer(fault=Fault.TIMEOUT), PENDING, "timeout", 4),
        (Answer(fault=Fault.RESET), PENDING, "reset", 4),
        (Answer(200, message=9, fault=Fault.MISMATCH), UNKNOWN, "mismatch", None),
        (Answer(500), PENDING, "server-error", 4),
        (Answer(503, via=False), PENDING, "server-error", 4),
        (Answer(503, 130000), PENDING, "server-error", 4),
        (Answer(429, 40062), PENDING, "server-error", 4),
        (Answer(429, retry_after=7.2), PENDING, "rate-limit", 8),
        (Answer(429, 20028, 1163), PENDING, "rate-limit", 1163),
        (Answer(429, retry_after=0), PENDING, "rate-limit", 1),
        (Answer(429, retry_after=3, is_global=True), PENDING, "rate-limit", 3),
        (Answer(429, via=False), PENDING, "network-block", 600),
        (Answer(403, via=False), PENDING, "network-block", 600),
        (Answer(403, 40333), PENDING, "network-block", 600),
        (Answer(401), PENDING, "token", 3600),
        (Answer(401, 50014), PENDING, "token", 3600),
        (Answer(403, 50001), BLOCKED, "no-access", None),
        (Answer(403, 50013), BLOCKED, "no-permission", None),
        (Answer(403), BLOCKED, "no-permission", None),
        (Answer(404, 10003), CANCELLED, "channel-gone", None),
        (Answer(404, 10004), CANCELLED, "channel-gone", None),
        (Answer(400, 50024), DEAD, "channel-kind", None),
        (Answer(400, 40067), DEAD, "forum-tag", None),
        (Answer(400, 160006), PENDING, "threads-full", 3600),
        (Answer(400, 50083), PENDING, "thread-closed", 3600),
        (Answer(400, 200000), DEAD, "filtered", None),
        (Answer(400, 50035), DEAD, "malformed", None),
        (Answer(400), DEAD, "malformed", None),
        (Answer(404), DEAD, "refused", None),
        (Answer(403, 50005), DEAD, "refused", None),
        (Answer(302), PENDING, "server-error", 4),
        (Answer(), PENDING, "server-error", 4),
    ],
)  # fmt: skip
def test_what_a_row_becomes(answer: Answer, state: DeliveryState, reason: str, wait: int | None) -> None:
    settled = decided(answer).settled
    assert (settled.state, settled.reason) == (state, reason)
    assert settled.not_before == (NOW + wait if wait else 0)
    assert reason in REASONS


def test_what_was_made_is_kept() -> None:
    settled = decided(Answer(200, message=9, thread=9)).settled
    assert (settled.message, settled.thread) == (9, 9)
    thread = replace(MESSAGE, step=Step.THREAD, message=77)
    assert decided(Answer(400, 160004), thread).settled.thread == 77, "a thread has its message's id"


@pytest.mark.parametrize(
    ("answer", "channel"),
    [
        (Answer(403, 50013), State.BLOCKED),
        (Answer(404, 10003), State.DISABLED),
        (Answer(400, 50024), State.PAUSED),
        (Answer(400, 40067), State.PAUSED),
        *((Answer(status), None) for status in (200, 400, 401, 404, 429, 500)),
    ],
)
def test_what_a_channel_becomes(answer: Answer, channel: State | None) -> None:
    assert decided(answer).channel == channel


def test_a_step_after_the_message_cannot_stop_the_messages() -> None:
    for step in (Step.THREAD, Step.PUBLISH, Step.EDIT):
        delivery = replace(MESSAGE, step=step)
        assert decided(Answer(400, 50024), delivery).channel is None
        assert not decided(Answer(400, 50035), delivery).stop_event
        assert decided(Answer(404, 10003), delivery).channel is State.DISABLED


def test_a_fault_of_ours_stops_the_event() -> None:
    stopping = [code for code in (50035, 50006, 50109, 50013, 10003) if decided(Answer(400, code)).stop_event]
    assert stopping == [50035, 50006, 50109]
    assert decided(Answer(400)).stop_event and not decided(Answer(404)).stop_event


def test_what_concerns_every_request() -> None:
    assert decided(Answer(429, retry_after=3.5, is_global=True)).pause == 3.5
    assert decided(Answer(429, retry_after=3.5, is_global=True)).slow
    assert decided(Answer(429, retry_after=3.5)).pause == 0
    assert decided(Answer(429, via=False)).pause == 600
    assert [s for s in (200, 400, 401, 403, 404, 429, 500) if decided(Answer(s)).stop_all] == [401]


@pytest.mark.parametrize("attempts", [1, 2, 5, 9, 60, 10_000])
def test_what_failed_is_spread_and_never_waits_long(attempts: int) -> None:
    delivery = replace(MESSAGE, attempts=attempts)
    waits = [decided(Answer(500), delivery, chance).settled.not_before - NOW for chance in (0, 0.5, 1)]
    assert waits == sorted(waits) and waits[0] == 0 and waits[2] == min(300, 2 ** min(attempts, 10))


@pytest.mark.parametrize("attempts", [1, 5, 60, 10_000])
def test_when_the_network_is_back_nobody_waits_long(attempts: int) -> None:
    longest = decided(Answer(fault=Fault.RESET), replace(MESSAGE, attempts=attempts), 1).settled
    assert 0 < longest.not_before - NOW <= 10


def test_it_is_given_up_after_a_day() -> None:
    old = replace(MESSAGE, first_at=NOW - MAX_AGE - 1)
    for answer in (Answer(500), Answer(fault=Fault.TIMEOUT), Answer(400, 160006)):
        assert decided(answer, old).settled == replace(held("expired"), state=DEAD, untouched=False)
        assert decided(answer, replace(old, first_at=NOW - MAX_AGE)).settled.state is PENDING
    assert decided(Answer(429, retry_after=5), old).settled.state is PENDING, (
        "Discord told when to come again"
    )
    assert decided(Answer(200), old).settled.state is SENT


def test_a_refusal_is_no_attempt_but_silence_is() -> None:
    """What made nothing for certain may be told anew, and needs no look into the channel first."""
    clean = [Answer(429), Answer(429, via=False), Answer(401), Answer(403, 50013), Answer(403, 50001)]
    assert all(decided(answer).settled.untouched for answer in clean)
    unclear = [Answer(500), Answer(503), Answer(fault=Fault.TIMEOUT), Answer(fault=Fault.RESET), Answer()]
    assert not any(decided(answer).settled.untouched for answer in unclear)
    assert held("x").untouched and later("x", 5).untouched
