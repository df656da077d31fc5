"""What is wrong with a server's settings and announcements, the worst first; the caller says what Discord shows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.announcing.delivery import DeliveryState
from bot.domain.announcing.logged import Logged
from bot.domain.announcing.subscription import State, Subscription
from bot.domain.server import NOTHING, ServerSettings


class Trouble(StrEnum):
    """In order of harm: what is lost, what waits, what is less than it should be."""

    GONE = "gone"  # a channel with announcements is not there
    STOPPED = "stopped"  # one is there, and gets nothing until somebody resumes it
    LACKS = "lacks"
    BLOCKED = "blocked"  # Discord refused, though no permission is missing
    GAVE_UP = "gave-up"
    UNCLEAR = "unclear"  # may have been sent
    BARREN = "barren"  # its filter fits no drama
    ROLE_GONE = "role-gone"
    ROLE_SILENT = "role-silent"
    PAUSED = "paused"  # by a moderator
    HISTORY = "history"  # a post whose answer was lost cannot be looked for
    MODERATORS_GONE = "moderators-gone"
    LOG_GONE = "log-gone"
    LOG_LACKS = "log-lacks"
    TALK_GONE = "talk-gone"
    TALK_LACKS = "talk-lacks"
    FOLLOW_GONE = "followers-gone"
    FOLLOW_LACKS = "followers-lacks"
    NO_CHANNEL = "no-channel"
    NOTHING = "nothing"  # is set up


@dataclass(frozen=True, slots=True)
class Place:
    """A channel as Discord shows it to us."""

    lacks: tuple[str, ...] = ()  # permissions that it cannot do without
    has_history: bool = True


@dataclass(frozen=True, slots=True)
class Role:
    is_silent: bool = False  # nobody is told when it is mentioned


@dataclass(frozen=True)
class Sight:
    """What we see of a server: channels by what they are for, roles by their ids. What is missing is gone."""

    channels: Mapping[int, Place]
    roles: Mapping[tuple[int, int], Role]  # (channel in which it is mentioned, role)
    log: Place | None = None
    talk: Place | None = None
    follow: Place | None = None
    has_moderators: bool = True  # the role that makes them is there


@dataclass(frozen=True, slots=True)
class Finding:
    trouble: Trouble
    channel: int = 0
    role: int = 0
    lacks: tuple[str, ...] = ()
    reason: str = ""  # a key of the outcome table
    count: int = 0


def diagnose(
    settings: ServerSettings,
    subscriptions: Sequence[Subscription],
    failed: Sequence[Logged],
    barren: Collection[int],
    sight: Sight | None,
) -> list[Finding]:
    """The worst first. `barren` are channels whose filter fits nothing; without `sight` Discord's side is left out."""
    if not subscriptions and settings.model_copy(update={"updated_at": 0}) == NOTHING:
        return [Finding(Trouble.NOTHING)]
    found = [finding for one in subscriptions for finding in _of_channel(one, barren, sight)]
    found += _of_posts(failed, {one.channel for one in subscriptions})
    if sight:
        found += _of_settings(settings, sight)
    if not subscriptions:
        found.append(Finding(Trouble.NO_CHANNEL))
    order = list(Trouble)
    return sorted(found, key=lambda finding: (order.index(finding.trouble), finding.channel))


def _of_channel(one: Subscription, barren: Collection[int], sight: Sight | None) -> Iterator[Finding]:
    place = sight.channels.get(one.channel) if sight else None
    if sight and place is None:
        yield Finding(Trouble.GONE, one.channel)
        return
    if stopped := _stopped(one, place):
        yield stopped
    if one.channel in barren:
        yield Finding(Trouble.BARREN, one.channel)
    if place and not place.has_history and not place.lacks:
        yield Finding(Trouble.HISTORY, one.channel, lacks=("read_message_history",))
    if sight and one.wishes.role:
        role = sight.roles.get((one.channel, one.wishes.role))
        if role is None:
            yield Finding(Trouble.ROLE_GONE, one.channel, one.wishes.role)
        elif role.is_silent:
            yield Finding(Trouble.ROLE_SILENT, one.channel, one.wishes.role)


def _stopped(one: Subscription, place: Place | None) -> Finding | None:
    """Why a channel that is there gets nothing, or would not."""
    if one.state is State.DISABLED or (one.state is State.PAUSED and one.reason not in ("", "paused")):
        return Finding(Trouble.STOPPED, one.channel, reason=one.reason)
    if place and place.lacks:
        return Finding(Trouble.LACKS, one.channel, lacks=place.lacks)
    if one.state is State.BLOCKED:
        return Finding(Trouble.BLOCKED, one.channel, reason=one.reason)
    return Finding(Trouble.PAUSED, one.channel) if one.state is State.PAUSED else None


def _of_posts(failed: Sequence[Logged], wanting: Collection[int]) -> Iterator[Finding]:
    """One for each channel and reason; of a channel that wants no announcements any more there is nothing to mend."""
    counts: dict[tuple[Trouble, int, str], int] = {}
    for row in (row for row in failed if row.channel in wanting):
        trouble = Trouble.GAVE_UP if row.state is DeliveryState.DEAD else Trouble.UNCLEAR
        key = (trouble, row.channel, row.reason)
        counts[key] = counts.get(key, 0) + 1
    for (trouble, channel, reason), count in counts.items():
        yield Finding(trouble, channel, reason=reason, count=count)


def _of_settings(settings: ServerSettings, sight: Sight) -> Iterator[Finding]:
    for channel, place, gone, lacks in (
        (settings.log_channel, sight.log, Trouble.LOG_GONE, Trouble.LOG_LACKS),
        (settings.talk_channel, sight.talk, Trouble.TALK_GONE, Trouble.TALK_LACKS),
        (settings.follow_channel, sight.follow, Trouble.FOLLOW_GONE, Trouble.FOLLOW_LACKS),
    ):
        if channel and place is None:
            yield Finding(gone, channel)
        elif channel and place and place.lacks:
            yield Finding(lacks, channel, lacks=place.lacks)
    if settings.role and not sight.has_moderators:
        yield Finding(Trouble.MODERATORS_GONE, role=settings.role)
