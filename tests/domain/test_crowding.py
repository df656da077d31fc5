"""Whoever keeps the most makes room, however others came."""

from __future__ import annotations

import pytest

from bot.domain.crowding import first_to_go

ALONE, GREEDY = 1, 2


@pytest.mark.parametrize(
    ("kept", "goes"),
    [
        ([(ALONE, 5)], 0),
        ([(ALONE, 5), (GREEDY, 3), (GREEDY, 3)], 1),
        ([(GREEDY, 1), (ALONE, 5), (GREEDY, 4), (GREEDY, 1)], 0),
        ([(ALONE, 5), (3, 4), (GREEDY, 6)], 2),
    ],
)
def test_the_oldest_of_whoever_has_the_most(kept: list[tuple[int, int]], goes: int) -> None:
    assert first_to_go({str(at): one for at, one in enumerate(kept)}) == str(goes)
