"""A conversation starter on its way to a channel, and the votes of its poll."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.model import Language
from bot.domain.prompt import Asked, Wish

_NOTHING = Asked(question="")


class PostState(StrEnum):
    DRAFT = "draft"  # a moderator looks at it
    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"  # will never be sent
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"  # may have been sent


@dataclass(frozen=True)
class PromptPost:
    id: str
    guild: int
    channel: int
    wish: Wish  # that a draft was chosen by
    language: Language = Language.EN
    prompt: str = ""  # of the library; empty: a draft
    asked: Asked = _NOTHING
    state: PostState = PostState.DRAFT
    reason: str = ""  # of the last outcome
    made_at: int = 0  # UTC seconds
    not_before: int = 0
    attempts: int = 0  # that may have reached Discord
    first_at: int = 0  # of the first of them; 0: none yet
    message: int = 0  # 0: not sent
    ends_at: int = 0  # of its poll; 0: it has none, or its votes are counted
    counts: tuple[int, ...] = ()  # votes by answer; none: not known

    @property
    def has_poll(self) -> bool:
        return bool(self.ends_at or self.counts)


@dataclass(frozen=True)
class Tally:
    """What a poll says now."""

    counts: tuple[int, ...]
    is_final: bool
