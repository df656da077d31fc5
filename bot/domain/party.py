"""A watch party: which episodes when, how far its making has come, and what is to be done next for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.markup import quoted
from bot.domain.model import Title
from bot.errors import UserError

_USUAL, _SHORTEST, _LONGEST = 60, 15, 12 * 60  # minutes
_SPAN = re.compile(r"(\d{1,4})(?:\s*(?:[-–—~～至到]|to)\s*(\d{1,4}))?")
_AROUND = re.compile(r"^(?:第|ep(?:isode)?s?\.?)?\s*|\s*[集话話]?$", re.IGNORECASE)


class State(StrEnum):
    DRAFT = "draft"  # shown to its host alone
    MAKING = "making"
    MADE = "made"
    CANCELLED = "cancelled"
    OVER = "over"


class Step(StrEnum):
    MAKE = "make"
    REMIND = "remind"
    END = "end"
    REDRAW = "redraw"


@dataclass(frozen=True)
class Party:
    id: str
    guild: int
    channel: int
    host: int
    title_id: str
    first: int = 0  # episodes; 0: all
    last: int = 0
    place: int = 0  # a voice or stage channel
    typed: str = ""
    at: int = 0
    minutes: int = _USUAL
    state: State = State.DRAFT
    event: int = 0
    message: int = 0
    thread: int = 0
    told: int = 0  # the start that the channel was reminded of
    stale: bool = False
    lease: int = 0
    tries: int = 0
    created_at: int = 0
    made_at: int = 0
    news: str = ""  # key of a text that its host has not read yet

    @property
    def ends(self) -> int:
        return self.at + self.minutes * 60

    @property
    def is_open(self) -> bool:
        return self.state in (State.MAKING, State.MADE)

    @property
    def url(self) -> str:
        """Of the event, where members say that they are interested."""
        return f"https://discord.com/events/{self.guild}/{self.event}"


@dataclass(frozen=True)
class Seen:
    """What Discord says of an event now; None of times that it does not say."""

    at: int
    ends: int | None
    place: int
    is_active: bool = False
    is_cancelled: bool = False
    is_over: bool = False


def episodes_of(typed: str, title: Title) -> tuple[int, int]:
    """First and last: of 12, 11-30, 第1-10集; (0, 0) for all. Raises UserError."""
    said = _AROUND.sub("", typed.strip())
    if not said:
        return 0, 0
    found = _SPAN.fullmatch(said)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 0 < first <= last:
        raise UserError("error-party-episodes", text=quoted(typed))
    if title.episodes and last > title.episodes:
        raise UserError("error-party-episodes-many", text=quoted(typed), count=title.episodes)
    return first, last


def is_guessed(party: Party, title: Title) -> bool:
    """Whether nobody has said how long its episodes are, or how many there are."""
    return party.minutes == _USUAL and not (title.minutes and (party.first or title.episodes))


def length(title: Title, first: int, last: int) -> int:
    """Minutes; an hour when nobody has said how long its episodes are."""
    count = last - first + 1 if first else title.episodes
    if not (count and title.minutes):
        return _USUAL
    return min(max(round(count * title.minutes), _SHORTEST), _LONGEST)


def next_step(party: Party, now: int) -> Step | None:
    if party.state is State.MAKING:
        return Step.MAKE
    if party.state is State.MADE and party.ends <= now:
        return Step.END
    if party.state is State.MADE and party.at <= now and party.told != party.at:
        return Step.REMIND
    return Step.REDRAW if party.stale else None


def followed(party: Party, seen: Seen | None, now: int) -> dict[str, int | State]:
    """What changes of a party that was made, by what became of its event; None: it is gone."""
    if seen is None or seen.is_cancelled:
        return {"state": State.OVER if party.ends <= now else State.CANCELLED}
    if seen.is_over:
        return {"state": State.OVER}
    at = seen.at
    if seen.is_active and at > now:  # somebody has begun before its time
        at = min(party.at, now)
    minutes = max(1, (seen.ends - seen.at) // 60) if seen.ends else party.minutes
    fields = {"at": at, "minutes": minutes, "place": seen.place}
    return {name: value for name, value in fields.items() if getattr(party, name) != value}
