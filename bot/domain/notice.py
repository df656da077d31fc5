"""Notices to followers: what one message may hold, and when it may come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.domain.announcing.subscription import Timing
from bot.domain.announcing.timing import awake
from bot.domain.following import FollowKind, Reason, Telling

GATHER = 15 * 60  # seconds: what comes meanwhile becomes one message
PACE = 5 * 60  # seconds between two messages to one channel, or to one member
MOST_AT_ONCE = 8  # things of which a member reads at once
MOST_MEMBERS = 64  # that one message mentions: all of them, with the longest line
MOST_TEXT = 2_000  # characters of a message
_MENTION = 24  # characters: <@…> of 20 digits, and a blank
_LINE = 200  # characters of what is told, without those whom it is told
_ALSO = 70  # of each thing more that is told of the same title
_FRAME = 120  # of the heading and the last line


class Place(NamedTuple):
    """Where a member is told: a channel of a server, or of direct messages, whose server is 0."""

    channel: int
    guild: int
    due: int  # UTC seconds


class Noticed(NamedTuple):
    """What one member is told of one title."""

    user: int
    title_id: str
    reasons: tuple[Reason, ...]
    kind: FollowKind  # of what they follow
    target: str
    guild: int = 0  # where they follow it


class Line(NamedTuple):
    """What is told of one title, and everybody who is told it in one message."""

    title_id: str
    reasons: tuple[Reason, ...]
    users: tuple[int, ...]


def lines(notices: Iterable[Noticed]) -> Iterator[Line]:
    """In the order in which they came."""
    told: dict[tuple[str, tuple[Reason, ...]], dict[int, None]] = {}
    for one in notices:
        told.setdefault((one.title_id, one.reasons), {})[one.user] = None
    for (title_id, reasons), users in told.items():
        yield Line(title_id, reasons, tuple(users))


def is_whole(told: Sequence[tuple[int, int]]) -> bool:
    """Whether one message has room for all lines, by how many things and how many mentions each has."""
    return sum(_size(things) + mentions * _MENTION for things, mentions in told) <= MOST_TEXT - _FRAME


def room(members: int, told: Sequence[int]) -> int:
    """How many of the lines, by how many things each tells, fit below the mentions of all members; at least one."""
    left, fitting = MOST_TEXT - _FRAME - members * _MENTION, 0
    for things in told[:MOST_AT_ONCE]:
        left -= _size(things)
        fitting += left >= 0
    return max(1, fitting)


def _size(things: int) -> int:
    return _LINE + (things - 1) * _ALSO


def due(now: int, telling: Telling | None = None) -> int:
    """When what happens now is told; a member's hours of quiet are for direct messages."""
    return awake(timing(telling), now + GATHER) if telling else now + GATHER


def timing(telling: Telling) -> Timing:
    return Timing(zone=telling.zone or "UTC", quiet_from=telling.quiet_from, quiet_to=telling.quiet_to)
