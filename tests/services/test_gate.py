"""The gate closes for everything when Discord, or the network in front of it, wants no requests at all."""

from __future__ import annotations

import math

import pytest

from bot.domain.announcing.delivery import Delivery, Step
from bot.domain.announcing.outcome import Answer, Fault, decide
from bot.services.breaker import CAREFUL, STOP, Breaker
from bot.services.gate import Gate

DELIVERY = Delivery("p", Step.MESSAGE, 1, 2, 0, 1, 100, 0, "me")
BLOCKED = Answer(429, via=False)


class Told:
    """A gate, and what it has been told."""

    def __init__(self) -> None:
        self.breaker = Breaker()
        self.gate = Gate(self.breaker)

    def of(self, answer: Answer, now: float, times: int = 1) -> Told:
        for _ in range(times):
            self.gate.note(answer, decide(DELIVERY, answer, 100, 0.5), now)
        return self

    def wait(self, now: float) -> float:
        return self.gate.wait(now)


@pytest.mark.parametrize("answer", [Answer(200), Answer(403, 50013), Answer(404, 10003), Answer(500),
                                    Answer(429, retry_after=9), Answer(fault=Fault.TIMEOUT)])  # fmt: skip
def test_what_concerns_one_channel_leaves_it_open(answer: Answer) -> None:
    assert Told().of(answer, 0.0, times=20).wait(0.0) == 0


def test_a_limit_of_all_requests_closes_it_as_long_as_discord_says() -> None:
    told = Told().of(Answer(429, retry_after=7.5, is_global=True), 10.0)
    assert told.wait(10.0) == 7.5 and told.wait(17.5) == 0
    assert told.breaker.share(20.0) == CAREFUL


def test_a_block_by_the_network_closes_it_for_ten_minutes_then_longer() -> None:
    told = Told().of(BLOCKED, 0.0, times=30)  # all that were under way are told the same
    assert told.wait(0.0) == 600
    assert told.of(BLOCKED, 600.0).wait(600.0) == 1200
    assert told.of(BLOCKED, 1800.0).wait(1800.0) == 2400
    assert told.of(BLOCKED, 4200.0).wait(4200.0) == 3600, "an hour at most"
    assert told.of(Answer(200), 7800.0).of(BLOCKED, 7801.0).wait(7801.0) == 600


def test_a_token_that_is_no_longer_good_closes_it_for_ever() -> None:
    assert math.isinf(Told().of(Answer(401), 0.0).of(Answer(200), 1.0).wait(1e9))


def test_a_network_that_is_down_is_tried_in_waves_and_found_within_ten_seconds() -> None:
    reset = Answer(fault=Fault.RESET)
    assert Told().of(reset, 0.0, times=7).of(Answer(200), 0.0).of(reset, 0.0, times=7).wait(0.0) == 0
    assert 0 < Told().of(reset, 0.0, times=8).wait(0.0) < 10


def test_too_much_that_was_refused_closes_it() -> None:
    told = Told()
    for _ in range(STOP):
        told.breaker.note(403, 0.0)
    assert told.wait(60.0) == 540 and told.wait(600.0) == 0
