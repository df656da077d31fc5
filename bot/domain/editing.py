"""Changes of titles that people make: what was, what became of it, and how one tells two versions apart."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bot.domain.model import Title
from bot.domain.texts import with_derived

MAX_ID = 60  # characters, of a Slug
_DIGITS = 8
OVERRIDE = "~"  # not in any id, so it tells a server's version of a shared title


@dataclass(frozen=True)
class Change:
    """Of one title, in one scope: a server, or 0 for everybody."""

    id: int  # the newer, the larger
    guild: int
    title_id: str
    before: Title | None  # as that scope saw it; None: it was not there
    after: Title | None  # None: it was removed
    made_by: int  # a member; 0: an import, or somebody who was forgotten
    made_at: int  # UTC seconds
    batch: str = ""  # what ties the changes of one import together
    undoes: int = 0  # the change that this one took back; 0: none
    undone: bool = False


def version(title: Title | None) -> str:
    """Tells whether somebody has changed a title since it was shown. What is derived by rule does not count."""
    body = with_derived(title, {}).model_dump_json(exclude_defaults=True) if title else ""
    return hashlib.sha256(body.encode()).hexdigest()[:_DIGITS]


def own_id(slug: str, guild: int) -> str:
    """Of a server's own title: two servers may call theirs alike. Once more changes nothing."""
    mark = "-" + hashlib.sha256(str(guild).encode()).hexdigest()[:6]
    return slug if slug.endswith(mark) else slug[: MAX_ID - len(mark)].rstrip("-") + mark


def override_id(title_id: str, guild: int) -> str:
    """The id under which a server's version of a shared title is found."""
    return f"{title_id}{OVERRIDE}{guild}"


def shared_id(title_id: str) -> str:
    """The title that is meant by any id."""
    return title_id.partition(OVERRIDE)[0]
