"""The breaker counts what Discord calls invalid, and slows down long before Discord shuts us out."""

from __future__ import annotations

import pytest

from bot.services.breaker import CAREFUL, FULL, HALF, NOTHING, SLOW, STOP, WINDOW, Breaker

LIMIT = 10_000  # of Discord's, in the same window


def refused(count: int, *, at: float = 0.0, status: int = 403) -> Breaker:
    breaker = Breaker()
    for _ in range(count):
        breaker.note(status, at)
    return breaker


@pytest.mark.parametrize(
    ("count", "share"), [(0, FULL), (SLOW - 1, FULL), (SLOW, HALF), (STOP - 1, HALF), (STOP, NOTHING)]
)
@pytest.mark.parametrize("status", [401, 403, 429])
def test_the_more_is_refused_the_slower_it_goes(count: int, share: float, status: int) -> None:
    assert refused(count, status=status).share(1.0) == share


def test_it_stops_far_below_the_limit_of_discord() -> None:
    """Ten thousand channels of which 60 % refuse: it stops in the middle."""
    breaker, now, sent, invalid = Breaker(), 0.0, 0, 0
    while sent < LIMIT and not breaker.pause(now):
        sent, now = sent + 1, now + 1 / (45 * max(breaker.share(now), HALF))
        is_refused = sent % 10 < 6
        invalid += is_refused
        breaker.note(403 if is_refused else 200, now)
    assert invalid == STOP < LIMIT and sent < LIMIT and now < WINDOW


def test_what_is_long_ago_no_longer_counts() -> None:
    breaker = refused(STOP)
    assert breaker.pause(100.0) == WINDOW - 100
    assert breaker.pause(WINDOW) == 0 and breaker.share(WINDOW) == FULL


def test_other_answers_and_limits_that_others_used_up_do_not_count() -> None:
    breaker = Breaker()
    for status in (200, 204, 400, 404, 500, 503):
        for _ in range(STOP):
            breaker.note(status, 0.0)
    for _ in range(STOP):
        breaker.note(429, 0.0, is_shared=True)
    assert breaker.share(0.0) == FULL


def test_a_limit_of_all_requests_makes_it_careful_for_a_while() -> None:
    breaker = Breaker()
    breaker.too_fast(5.0)
    assert breaker.share(6.0) == CAREFUL and breaker.share(5.0 + WINDOW) == FULL
