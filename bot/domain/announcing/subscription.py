"""A channel that wants announcements: which ones, how they look there, and when they come."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from bot.domain.model import Language, Record

ChannelKind = Literal["text", "news", "forum"]
Origin = Literal[
    "all", "shared", "own"
]  # titles of the catalogue that all servers share, or of this server alone
MAX_SUBSCRIPTIONS = 25  # of one server


class State(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"  # by a moderator
    BLOCKED = "blocked"  # a permission is missing; goes on by itself when it returns
    DISABLED = "disabled"  # the channel is gone


class Mode(StrEnum):
    """When posts come: at once, or what has gathered in one post."""

    INSTANT = "instant"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"


class Timing(Record):
    """In the clock of a time zone of the IANA's."""

    mode: Mode = Mode.INSTANT
    hour: int = Field(default=18, ge=0, le=23)  # of daily and weekly posts
    weekday: int = Field(default=4, ge=0, le=6)  # of weekly posts; 0 is Monday
    zone: str = "UTC"
    quiet_from: int | None = Field(default=None, ge=0, le=23)  # no post from this hour
    quiet_to: int | None = Field(default=None, ge=0, le=23)  # until this one


class Threads(Record):
    """A thread for each post."""

    name: str = Field(default="{title}", min_length=1, max_length=100)  # a template
    archive_minutes: Literal[60, 1440, 4320, 10080] = 1440


class Wishes(Record):
    """What moderators choose for a channel; ids are empty for "any"."""

    kind: ChannelKind = "text"
    trope: str = ""
    platform: str = ""
    collection: str = ""
    spoken: str = ""  # language of the title
    region: str = ""  # where it can be watched
    origin: Origin = "all"
    language: Language = Language.EN  # of the post
    role: int = 0  # that a post mentions; 0: none
    threads: Threads | None = None
    tags: tuple[int, ...] = Field(default=(), max_length=5)  # of forum posts
    publish: bool = False  # to the servers that follow an announcement channel
    timing: Timing = Timing()


class Subscription(Record):
    channel: int
    guild: int
    wishes: Wishes = Wishes()
    state: State = State.ACTIVE
    reason: str = ""  # of a state that is not active
    changed_at: int = 0
    told_at: int = 0
