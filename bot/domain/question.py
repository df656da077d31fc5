"""What a member asks the others at the desk, what these answer, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2s

from bot.domain.display import clip
from bot.domain.markup import clean
from bot.domain.model import Title, Trope
from bot.domain.names import fold
from bot.domain.search.terms import without_unsaid
from bot.domain.synonyms import MOST_LETTERS
from bot.domain.vocabulary import Vocabulary

LONGEST = 500  # characters of a description
MOST_ANSWERS = 8  # different titles; as many as a post has room for
MOST_OF_MEMBER = 3
_EXCERPT = 80
_MOST_PARTS = 5
_SHORTEST_PART = 6  # bytes, folded: two hanzi, or a word
_BETWEEN = re.compile(
    r"[,.;:!?…，。；：！？、]|\b(?:and|but|then|when|where|while|who|which|with)\b|然后|然後|后来|後來|而且|但是"
)


class State(StrEnum):
    DRAFT = "draft"  # shown the matches, not asked yet
    OPEN = "open"
    SOLVED = "solved"
    CLOSED = "closed"


class Why(StrEnum):
    """Why a question was closed without an answer."""

    NONE = ""
    ASKER = "asker"
    MODERATOR = "moderator"
    REMOVED = "removed"  # by a moderator, with its words
    EXPIRED = "expired"
    POST_GONE = "post-gone"
    CHANNEL_GONE = "channel-gone"
    UNPOSTED = "unposted"  # Discord did not take it
    FORGOTTEN = "forgotten"  # with its words


@dataclass(frozen=True)
class Question:
    id: int
    guild: int
    user_id: int  # 0: somebody who was forgotten
    description: str
    image: str = ""
    link: str = ""
    state: State = State.DRAFT
    why: Why = Why.NONE
    channel: int = 0
    message: int = 0
    made_at: int = 0
    asked_at: int = 0
    first_at: int = 0
    until: int = 0
    title_id: str = ""
    decided_by: int = 0
    decided_at: int = 0
    findable: bool = False
    told: bool = True
    revision: int = 0
    shown: int = 0

    @property
    def nonce(self) -> str:
        """The same for the same question: Discord answers a repeated request with the first message."""
        return nonce("question", self.guild, self.channel, self.id, self.made_at)


@dataclass(frozen=True)
class Answer:
    """A title that somebody says it is, and how many others say so too."""

    id: int
    title_id: str
    user_id: int
    agreed: int


@dataclass(frozen=True)
class Board:
    """A question with its answers, the first one first."""

    question: Question
    answers: tuple[Answer, ...]

    @property
    def accepted(self) -> Answer | None:
        named = (one for one in self.answers if one.title_id == self.question.title_id)
        return next(named, None)


@dataclass(frozen=True)
class WeekList:
    """A list of what is still open in a server, that is posted once."""

    guild: int
    at: int  # UTC seconds; with the server, what it is known by
    channel: int

    @property
    def nonce(self) -> str:
        return nonce("list", self.guild, self.channel, self.at)


def nonce(*parts: str | int) -> str:
    """25 characters are the most that Discord takes."""
    return blake2s("|".join(map(str, parts)).encode()).hexdigest()[:25]


def described(typed: str) -> str:
    """One line, without what cannot be seen."""
    return clean(typed.replace("\n", " "), LONGEST)


def excerpt(description: str, longest: int = _EXCERPT) -> str:
    return clip(description, longest)


def parts(description: str) -> list[str]:
    """Its clauses, the longest first: of a whole story no plot has most of the words."""
    each = {fold(part): None for part in _BETWEEN.split(description)}
    told = [part for part in each if len(part.encode()) >= _SHORTEST_PART]
    return sorted(told, key=len, reverse=True)[:_MOST_PARTS] if len(told) > 1 else []


def told_tropes(description: str, ids: Iterable[str], tropes: Vocabulary[Trope]) -> list[Trope]:
    """Those of a title's tropes that the description names."""
    text = f" {fold(description)} "
    known = (tropes.entries[one] for one in ids if one in tropes.entries)
    return [trope for trope in known if any(_names(text, name) for name in _words(trope))]


def _words(trope: Trope) -> list[str]:
    return [fold(name) for name in (trope.name.en, trope.name.zh_cn, *trope.synonyms)]


def _names(text: str, name: str) -> bool:
    """As words; what is written without blanks anywhere in it."""
    return bool(name) and ((f" {name} " if name.isascii() else name) in text)


def phrase(words: str) -> str:
    """What a search reads of these words: each once, without "that drama where"."""
    return " ".join(dict.fromkeys(without_unsaid(fold(words)).split()))


def plot_name(title: Title) -> str:
    """A name that is filed with the plot, so that words which mean the same lead to it; empty: none is short enough."""
    names = (phrase(name.text) for name in title.names if name.kind != "gloss")
    return next((name for name in names if name and len(name) <= MOST_LETTERS), "")
