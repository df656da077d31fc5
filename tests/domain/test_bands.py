"""Bands cover every episode once, whatever moderators type; what they keep from whom: tests/cogs/test_unasked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.bands import END, MOST, Band, band_of, bands, numbers

COUNTS = st.integers(0, 300)
STARTS = st.lists(st.integers(-10, 400) | st.integers(), max_size=30).map(tuple)


@given(count=COUNTS, starts=STARTS)
def test_every_episode_is_in_exactly_one_band(count: int, starts: tuple[int, ...]) -> None:
    made = bands(count, starts)
    assert 1 <= len(made) <= MOST
    for episode in range(1, (count or END) + 1):
        holding = [band for band in made if band.first <= episode <= band.last]
        assert holding == [band_of(made, episode)]
    if count:
        assert all(band.first <= count for band in made), "none is empty"


@pytest.mark.parametrize(
    ("count", "firsts"),
    [
        (0, [1]),
        (1, [1]),
        (14, [1]),
        (15, [1, 11]),
        (30, [1, 11]),
        (60, [1, 11, 31]),
        (64, [1, 11, 31]),
        (65, [1, 11, 31, 61]),
        (82, [1, 11, 31, 61]),
        (100, [1, 11, 31, 61]),
        (300, [1, 11, 31, 61, 101, 151]),
    ],
)
def test_usual_bands(count: int, firsts: list[int]) -> None:
    assert [band.first for band in bands(count)] == firsts


def test_more_episodes_leave_a_band_what_it_is() -> None:
    assert bands(80) == bands(84) and bands(80)[-1] == Band(61, END)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("12", [12]),
        ("11-30", [11, 30]),
        ("第12集", [12]),
        ("１１～３０", [11, 30]),
        ("no", []),
        ("", []),
        ("²½", []),
        ("9" * 90, [int("9" * 90)]),
    ],
)
def test_numbers(typed: str, found: list[int]) -> None:
    assert numbers(typed) == found
