"""What has happened that channels may want to tell."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.domain.model import Record

Kind = Literal["title", "route", "completed", "post"]
EventState = Literal["scheduled", "published", "cancelled", "stopped"]


class Event(Record):
    """A new title, a new or mended way to watch one, the end of a series, or a moderator's own post."""

    id: str
    kind: Kind
    guild: int = 0  # the server whose own it is; 0: everybody's
    title_id: str = ""
    regions: tuple[str, ...] = ()  # where a new way leads, as ISO 3166 codes; none: a source names no country
    text: str = Field(default="", max_length=1500)  # of a post, or what a moderator adds to a title
    channels: tuple[int, ...] = ()  # only these; none: all that want it
    state: EventState = "published"
    at: int = 0  # when it is, or was, published: UTC seconds
    made_by: int = 0  # a member; 0: an import
    made_at: int = 0
