"""Notices to followers: what one message may hold, and when it is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.domain.announcing.subscription import Timing
from bot.domain.announcing.timing import awake
from bot.domain.following import FollowKind, Reason, Telling

GATHER = 15 * 60  # seconds: what comes meanwhile becomes one message
MOST_AT_ONCE = 8  # things that a member is told after one command
MOST_MEMBERS = 80  # that one message mentions
MOST_TEXT = 2_000  # characters of a message
_MENTION = 24  # characters: <@…> of 20 digits, and a blank
_LINE = 200  # characters of what is told, without those whom it is told
_FRAME = 120  # of the heading and the last line


class Place(NamedTuple):
    """Where a member is told: a channel of a server, or of direct messages, whose server is 0."""

    channel: int
    guild: int
    due: int  # UTC seconds


class Noticed(NamedTuple):
    """One thing that one member is told."""

    user: int
    title_id: str
    reason: Reason
    kind: FollowKind  # of what they follow
    target: str
    guild: int = 0  # where they follow it


class Line(NamedTuple):
    """One thing, and everybody who is told it in one message."""

    title_id: str
    reason: Reason
    users: tuple[int, ...]


def lines(notices: Sequence[Noticed]) -> Iterator[Line]:
    """In the order in which they came."""
    told: dict[tuple[str, Reason], dict[int, None]] = {}
    for one in notices:
        told.setdefault((one.title_id, one.reason), {})[one.user] = None
    for (title_id, reason), users in told.items():
        yield Line(title_id, reason, tuple(users))


def fits(members: int, told: int) -> bool:
    """Whether one message has room for so many mentions, and so many lines."""
    room = MOST_TEXT - _FRAME - told * _LINE - members * _MENTION
    return members <= MOST_MEMBERS and room >= 0


def due(now: int, telling: Telling | None = None) -> int:
    """When what happens now is told; a member's hours of quiet are for direct messages."""
    return awake(timing(telling), now + GATHER) if telling else now + GATHER


def timing(telling: Telling) -> Timing:
    return Timing(zone=telling.zone or "UTC", quiet_from=telling.quiet_from, quiet_to=telling.quiet_to)
