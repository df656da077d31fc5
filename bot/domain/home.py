"""Where a server talks about a drama: its home, and the thread of each band that has been opened."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.bands import Band

HOME = Band(0, 0)  # stands for the home itself among the places of a drama


@dataclass(frozen=True)
class Home:
    """What moderators chose for a drama's home; nothing chosen is the usual."""

    starts: tuple[int, ...] = ()  # first episodes of its bands
    name: str = ""
    locked: bool = False
    merged_into: str = ""  # another title, whose home it is part of now
    unsettled: bool = False  # it was merged or taken out, and its threads may not show that yet


@dataclass(frozen=True)
class Place:
    """A thread, or one that is being opened."""

    guild: int
    title_id: str
    band: Band  # or HOME
    channel: int  # that the thread is in
    message: int = 0  # its first one; 0: not sent yet
    thread: int = 0  # 0: not open yet
    begun_at: int = 0  # UTC seconds: when it was first tried, so from when on its message can be there
    again: bool = False  # an earlier try has ended somewhere in between


def starts_of(text: str) -> tuple[int, ...]:
    return tuple(int(start) for start in text.split(",") if start)
