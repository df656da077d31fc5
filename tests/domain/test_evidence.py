"""What votes say does not depend on their order, old ones say nothing, and one server cannot decide for others."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.evidence import COUNTED, DOUBTFUL_FROM, PER_SERVER, RECENT, Evidence, Trust, Vote, weigh

NOW = 1_800_000_000
DAY = 24 * 3600
VOTES = st.lists(
    st.builds(Vote, st.booleans(), st.integers(0, 4), st.integers(NOW - COUNTED - DAY, NOW)), max_size=12
)


def failures(count: int, guild: int, ago: int = DAY) -> list[Vote]:
    return [Vote(worked=False, guild=guild, at=NOW - ago)] * count


def successes(count: int, guild: int) -> list[Vote]:
    return [Vote(worked=True, guild=guild, at=NOW)] * count


def test_nobody_has_said_anything() -> None:
    assert weigh([], NOW) == Evidence() and Evidence().trust is Trust.UNKNOWN


def test_members_are_counted_with_the_last_of_them() -> None:
    votes = [Vote(True, 1, NOW - 3 * DAY), Vote(True, 2, NOW - DAY), Vote(False, 1, NOW - 2 * DAY)]
    assert weigh(votes, NOW) == Evidence(2, 1, NOW - DAY, NOW - 2 * DAY, Trust.CONFIRMED)


@pytest.mark.parametrize(
    ("votes", "here", "trust"),
    [
        (failures(9, guild=1), 2, Trust.UNKNOWN),  # only in one server
        (failures(9, guild=1), 0, Trust.UNKNOWN),
        (failures(DOUBTFUL_FROM, guild=1), 1, Trust.DOUBTFUL),  # in our own
        (failures(2, guild=1), 1, Trust.UNKNOWN),
        (failures(2, guild=1) + failures(1, guild=2), 3, Trust.DOUBTFUL),
        (failures(3, guild=1, ago=RECENT + 1), 1, Trust.UNKNOWN),
        ([*failures(5, guild=1), *successes(3, guild=1)], 1, Trust.CONFIRMED),  # it works again
        ([*failures(5, guild=1), *successes(1, guild=1)], 1, Trust.DOUBTFUL),  # for one of many
        ([*failures(5, guild=1), *successes(9, guild=2)], 1, Trust.DOUBTFUL),  # says another server
        ([*failures(5, guild=1), *successes(2, guild=2), *successes(1, guild=3)], 1, Trust.CONFIRMED),
        ([*failures(5, guild=1), Vote(True, 1, NOW - 2 * DAY)], 1, Trust.DOUBTFUL),  # it did, before
    ],
)
def test_when_a_way_is_doubted(votes: list[Vote], here: int, trust: Trust) -> None:
    assert weigh(votes, NOW, here).trust is trust


@given(VOTES, st.integers(0, 4), st.randoms(use_true_random=False))
def test_order_and_old_votes_do_not_matter(votes: list[Vote], here: int, chance: random.Random) -> None:
    shuffled = chance.sample(votes, len(votes))
    fresh = [vote for vote in votes if NOW - vote.at < COUNTED]
    assert weigh(shuffled, NOW, here) == weigh(votes, NOW, here) == weigh(fresh, NOW, here)


@given(VOTES, st.integers(0, 4), st.integers(5, 6))
def test_one_server_cannot_make_a_way_doubtful_elsewhere(votes: list[Vote], here: int, rogue: int) -> None:
    of_one = [vote._replace(guild=rogue, worked=False) for vote in votes]
    assert weigh(of_one, NOW, here).trust is Trust.UNKNOWN


@given(VOTES, st.integers(1, 4))
def test_nor_take_doubts_away(votes: list[Vote], rogue: int) -> None:
    of_one = [vote._replace(guild=rogue, worked=True) for vote in votes]
    assert weigh([*failures(DOUBTFUL_FROM + PER_SERVER, guild=9), *of_one], NOW, 9).trust is Trust.DOUBTFUL
