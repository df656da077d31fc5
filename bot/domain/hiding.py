"""A message that gives too much away: who asked for it to be hidden, what it says, and where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.domain.bands import Band

NOWHERE = Band(0, 0)  # not said yet


class Stage(StrEnum):
    DRAFT = "draft"  # its member has not said yet where it belongs
    OPEN = "open"  # waits for moderators
    DONE = "done"
    DECLINED = "declined"


class Attached(NamedTuple):
    """A file of a message."""

    address: str  # signed by Discord, for about a day
    size: int = 0  # bytes; 0: not known


@dataclass(frozen=True)
class Spoiler:
    """Of one message."""

    guild: int
    channel: int
    message: int
    author: int
    author_name: str
    text: str
    files: tuple[Attached, ...] = ()
    asker: int = 0  # 0: somebody who was forgotten
    title_id: str = ""
    band: Band = NOWHERE
    stage: Stage = Stage.DRAFT
    created_at: int = 0
    id: int = 0
    begun_at: int = 0  # when it was first tried to be posted again; 0: never


def exported(one: Spoiler, member: int) -> dict[str, object]:
    """What a member is shown of it when they ask what is kept of them; the words are the author's."""
    kept: dict[str, object] = {
        "server": str(one.guild), "message": str(one.message), "title": one.title_id,
        "episodes": list(one.band), "state": one.stage.value, "at": one.created_at,
        "asked_by_you": one.asker == member,
    }  # fmt: skip
    return kept | (
        {"text": one.text, "files": [file.address for file in one.files]} if one.author == member else {}
    )
