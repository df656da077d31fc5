"""Spoiler bands: the parts of a drama that are talked about apart, so that nobody reads beyond what they have seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.domain.model import Title

END = 2000  # the last episode that any drama can have; the last band reaches to it, so that it stays when more are made
MOST = 10  # bands of one drama: as many buttons are still easy to look through
# They grow: what happens in the first minutes is told soonest. Beyond these no further ones are of use.
_USUAL = (1, 11, 31, 61, 101, 151)
_LEAST = 5  # episodes that are worth a band of their own at the end
_NUMBER = re.compile(r"[0-9]+")


class Band(NamedTuple):
    """Episodes, both included."""

    first: int
    last: int


def bands(episodes: int, starts: Sequence[int] = ()) -> tuple[Band, ...]:
    """Of a drama with so many episodes, 0 for unknown; `starts`: first episodes as moderators chose them, in any
    order. Every episode is in exactly one band. What is unknown has one band."""
    if starts:
        chosen = {start for start in starts if 1 < start <= (episodes or END)}
    else:
        chosen = {start for start in _USUAL if 1 < start <= episodes - _LEAST + 1}
    firsts = [1, *sorted(chosen)][:MOST]
    lasts = [first - 1 for first in firsts[1:]]
    return tuple(Band(first, last) for first, last in zip(firsts, [*lasts, END], strict=True))


def band_of(bands: Sequence[Band], episode: int) -> Band:
    """The one that an episode is in; the first for somebody who has not begun, the last beyond the end."""
    return next((band for band in bands if episode <= band.last), bands[-1])


def is_beyond(band: Band, progress: int) -> bool:
    """Whether somebody who has seen so many episodes is asked before they go there; never before the first."""
    return band.first > max(progress, 1)


def count_of(title: Title) -> int:
    """Its episodes; of services that cut it differently the most, so that nobody's progress is refused. 0: unknown."""
    return max([title.episodes or 0, *(route.episodes or 0 for route in title.routes)])


def starts_in(typed: str, episodes: int = 0) -> tuple[int, ...] | None:
    """First episodes of bands, as somebody wrote them, in order and with 1; None when they can be none."""
    starts = tuple(sorted({1, *numbers(typed)}))
    if not numbers(typed) or starts[0] < 1 or starts[-1] > (episodes or END) or len(starts) > MOST:
        return None
    return starts


def numbers(typed: str) -> list[int]:
    """Every number in it: 12, 11-30, 第12集, also in full-width digits."""
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in typed[:100])
    return [int(found) for found in _NUMBER.findall(plain)]
