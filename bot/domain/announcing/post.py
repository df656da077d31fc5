"""One message as it is about to be written: for which channel, in which manner, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.announcing.event import Event
from bot.domain.announcing.subscription import Wishes
from bot.domain.following import Reason
from bot.domain.model import Title


@dataclass(frozen=True, slots=True)
class Item:
    event: Event
    title: Title | None  # as it is today; none for a moderator's own post, or when it has been removed


@dataclass(frozen=True, slots=True)
class Told:
    """What followers of a title are told."""

    title: Title
    reasons: tuple[Reason, ...]
    users: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Post:
    id: str
    channel: int
    guild: int
    wishes: Wishes
    items: tuple[Item, ...]  # in the order they came
    told: tuple[Told, ...] = ()  # of a notice, which has no items
