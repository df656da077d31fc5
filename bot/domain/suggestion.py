"""What members propose for the catalogue: a title, a correction or a name, as they typed it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.display import clip, is_chinese
from bot.domain.markup import clean
from bot.domain.names import fold


class Kind(StrEnum):
    TITLE = "title"
    CORRECTION = "correction"
    NAME = "name"


class State(StrEnum):
    DRAFT = "draft"  # typed, but not sent
    OPEN = "open"
    ASKED = "asked"  # a moderator has a question
    APPROVED = "approved"
    MERGED = "merged"  # its names belong to a title that there is
    DECLINED = "declined"


UNDECIDED = (State.OPEN, State.ASKED)
REASONS = ("exists", "drama", "source", "unofficial", "unclear", "wrong")  # for declining
Body = dict[str, str]  # what was typed, by field

# What each form asks for, and how many characters each field takes.
FIELDS: dict[Kind, dict[str, int]] = {
    Kind.TITLE: {"chinese": 100, "english": 100, "where": 60, "link": 300, "about": 500},
    Kind.CORRECTION: {"what": 20, "value": 500, "source": 300},
    Kind.NAME: {"name": 100, "language": 10, "source": 300},
}
OTHER = "other"  # what is wrong, when it is none of the fields that a correction names
RECORD = "record"  # a whole title as JSON, which a server proposes to everybody
CHANGE = "change"  # what it says differently of a shared title, as a JSON merge patch
SERVER = "server"  # the name of that server

_QUOTED = re.compile(r"[《「『【“](.+?)[》」』】”]")
_ADDRESS = re.compile(r"https://[^\s<>)\]】》]+")


@dataclass(frozen=True)
class Suggestion:
    """`guild` is whose moderators decide, 0 for the curators."""

    id: int
    guild: int
    user_id: int  # 0: somebody who was forgotten
    kind: Kind
    title_id: str
    body: Body = field(hash=False)
    state: State = State.DRAFT
    reason: str = ""  # one of REASONS, or empty for `words`
    words: str = ""
    question: str = ""
    answer: str = ""
    created_at: int = 0
    decided_at: int = 0
    decided_by: int = 0
    told: bool = True
    dm: bool = False
    from_guild: int = 0

    @property
    def is_by_hand(self) -> bool:
        """It is about none of our fields: approving it changes nothing by itself."""
        return self.kind is Kind.CORRECTION and self.body.get("what") == OTHER


def typed(kind: Kind, values: Body) -> Body:
    """The fields of a form, each within its length and without what cannot be seen; empty ones are left out."""
    fields = {
        name: clean(values.get(name, "").replace("\n", " "), longest)
        for name, longest in FIELDS[kind].items()
    }
    return {name: value for name, value in fields.items() if value}


def names_of(body: Body) -> list[str]:
    """The names in it, of which there may be none."""
    return list(dict.fromkeys(body[name] for name in ("chinese", "english", "name") if body.get(name)))


def is_same(one: Suggestion, other: Suggestion) -> bool:
    """Whether two members mean the same: a drama by one of its names, or the same about one that there is."""
    if (one.kind, one.title_id) != (other.kind, other.title_id):
        return False
    if one.kind is Kind.CORRECTION:
        a, b = ((body.get("what"), fold(body.get("value", ""))) for body in (one.body, other.body))
        return a == b
    return bool({fold(name) for name in names_of(one.body)} & {fold(name) for name in names_of(other.body)})


def read(message: str) -> Body:
    """What somebody's message says of a drama, as far as it can be told: to begin a form with."""
    link = _ADDRESS.search(message)
    words = clean(_ADDRESS.sub(" ", message), 1000)
    first = words.split("\n")[0]
    found = {
        "link": link[0] if link else "",
        "about": clip(words.replace("\n", " "), FIELDS[Kind.TITLE]["about"]),
    }
    name = quoted[1] if (quoted := _QUOTED.search(words)) else first
    if len(name) <= FIELDS[Kind.TITLE]["english"]:
        found["chinese" if is_chinese(name) else "english"] = name
    return typed(Kind.TITLE, found)


def exported(one: Suggestion) -> dict[str, object]:
    """What a member is shown of it when they ask what is kept of them; who decided is somebody else's."""
    kept = {
        "kind": one.kind,
        "title": one.title_id,
        "typed": one.body,
        "state": one.state,
        "at": one.created_at,
    }
    said = {"question": one.question, "answer": one.answer, "reason": one.reason, "words": one.words}
    return {"server": str(one.from_guild or one.guild), **kept, "direct_message": one.dm, **said}
