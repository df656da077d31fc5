"""What is wrong with a server's settings and announcements, the worst first; the caller says what Discord shows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.announcing.delivery import DeliveryState
from bot.domain.announcing.logged import Logged
from bot.domain.announcing.subscription import State, Subscription
from bot.domain.prompt import Week
from bot.domain.server import NOTHING, ServerSettings


class Trouble(StrEnum):
    """In order of harm: what is lost, what waits, what does not work, what is less than it should be."""

    GONE = "gone"  # a channel with announcements is not there
    STOPPED = "stopped"  # one is there, and gets nothing until somebody resumes it
    LACKS = "lacks"
    BLOCKED = "blocked"  # Discord refused, though no permission is missing
    PROMPT_GONE = "weekly-gone"  # the channel of the weekly question
    PROMPT_LACKS = "weekly-lacks"
    GAVE_UP = "gave-up"
    UNCLEAR = "unclear"  # may have been sent
    BARREN = "barren"  # its filter fits no drama
    ROLE_GONE = "role-gone"
    ROLE_SILENT = "role-silent"
    PAUSED = "paused"  # by a moderator
    DESK_GONE = "asking-gone"  # where members ask which drama it is
    DESK_LACKS = "asking-lacks"
    TALK_GONE = "talk-gone"
    TALK_LACKS = "talk-lacks"
    HISTORY = "history"  # a post whose answer was lost cannot be looked for
    MODERATORS_GONE = "moderators-gone"
    LOG_GONE = "log-gone"
    LOG_LACKS = "log-lacks"
    FOLLOW_GONE = "followers-gone"
    FOLLOW_LACKS = "followers-lacks"
    NO_EVENTS = "no-events"  # so that there are no watch parties
    NO_POLLS = "no-polls"  # the weekly question comes without
    NO_CHANNEL = "no-channel"
    NOTHING = "nothing"  # is set up


class Spot(StrEnum):
    """What a server has a channel for, besides announcements."""

    PROMPT = "prompt"
    DESK = "desk"
    TALK = "talk"
    LOG = "log"
    FOLLOW = "follow"


# When its channel is gone, and when a permission is missing there.
_OF_SPOT = {
    Spot.PROMPT: (Trouble.PROMPT_GONE, Trouble.PROMPT_LACKS),
    Spot.DESK: (Trouble.DESK_GONE, Trouble.DESK_LACKS),
    Spot.TALK: (Trouble.TALK_GONE, Trouble.TALK_LACKS),
    Spot.LOG: (Trouble.LOG_GONE, Trouble.LOG_LACKS),
    Spot.FOLLOW: (Trouble.FOLLOW_GONE, Trouble.FOLLOW_LACKS),
}


@dataclass(frozen=True)
class Chosen:
    """What a server's moderators have chosen."""

    settings: ServerSettings
    subscriptions: Sequence[Subscription] = ()
    week: Week | None = None  # in which a question is posted once

    @property
    def is_nothing(self) -> bool:
        settings = self.settings.model_copy(update={"updated_at": 0})
        return not self.subscriptions and not self.week and settings == NOTHING

    @property
    def spots(self) -> dict[Spot, int]:
        """The channels, of what has one."""
        every = {spot: getattr(self.settings, f"{spot}_channel", 0) for spot in Spot}
        every[Spot.PROMPT] = self.week.channel if self.week else 0
        return {spot: channel for spot, channel in every.items() if channel}


@dataclass(frozen=True, slots=True)
class Place:
    """A channel as Discord shows it to us."""

    lacks: tuple[str, ...] = ()  # permissions that it cannot do without
    misses: tuple[str, ...] = ()  # that it would be better with


@dataclass(frozen=True, slots=True)
class Role:
    is_silent: bool = False  # nobody is told when it is mentioned


@dataclass(frozen=True)
class Sight:
    """What we see of a server: channels by what they are for, roles by their ids. What is missing is gone."""

    channels: Mapping[int, Place]
    roles: Mapping[tuple[int, int], Role]  # (channel in which it is mentioned, role)
    spots: Mapping[Spot, Place] = field(default_factory=dict[Spot, Place])
    has_moderators: bool = True  # the role that makes them is there
    lacks: tuple[str, ...] = ()  # permissions in the server as a whole


@dataclass(frozen=True, slots=True)
class Finding:
    trouble: Trouble
    channel: int = 0
    role: int = 0
    lacks: tuple[str, ...] = ()
    reason: str = ""  # a key of the outcome table
    count: int = 0


def diagnose(
    chosen: Chosen, failed: Sequence[Logged], barren: Collection[int], sight: Sight | None
) -> list[Finding]:
    """The worst first. `barren` are channels whose filter fits nothing; without `sight` Discord's side is left out."""
    if chosen.is_nothing:
        return [Finding(Trouble.NOTHING)]
    found = [finding for one in chosen.subscriptions for finding in _of_channel(one, barren, sight)]
    found += _of_posts(failed, {one.channel for one in chosen.subscriptions})
    if sight:
        found += _of_settings(chosen, sight)
    if not chosen.subscriptions:
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
    if place and place.misses and not place.lacks:
        yield Finding(Trouble.HISTORY, one.channel, lacks=place.misses)
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


def _of_settings(chosen: Chosen, sight: Sight) -> Iterator[Finding]:
    for spot, channel in chosen.spots.items():
        (gone, lacks), place = _OF_SPOT[spot], sight.spots.get(spot)
        if place is None:
            yield Finding(gone, channel)
        elif place.lacks:
            yield Finding(lacks, channel, lacks=place.lacks)
        elif place.misses:
            yield Finding(Trouble.NO_POLLS, channel, lacks=place.misses)
    if chosen.settings.role and not sight.has_moderators:
        yield Finding(Trouble.MODERATORS_GONE, role=chosen.settings.role)
    if sight.lacks:
        yield Finding(Trouble.NO_EVENTS, lacks=sight.lacks)
