"""What a server proposes to everybody, in words: all of a title, or each thing it says differently of a shared one."""

from __future__ import annotations

import json
from typing import Any

from bot.client import Interaction
from bot.domain.display import clip
from bot.domain.forms import Reader
from bot.domain.markup import quoted, visible
from bot.domain.model import Record, Title
from bot.domain.proposed import changed
from bot.domain.suggestion import CHANGE, RECORD, Suggestion
from bot.domain.texts import with_derived
from bot.domain.title_forms import FIELDS
from bot.domain.viewer import Viewer
from bot.i18n import texts
from bot.services.proposing import Proposer
from cogs._fields import label_of, value_of
from cogs._subscribed import language_here

_LONGEST = 300  # characters of one value on a card
_ROOM = 2500  # characters of them all
_NOTHING = "–"


def proposer(interaction: Interaction) -> Proposer:
    server = interaction.guild.name if interaction.guild else ""
    return Proposer(interaction.user.id, server, texts()(language_here(interaction), "source-server"))


def is_whole(one: Suggestion) -> bool:
    """Whether a server proposes it, rather than that somebody has typed it into a form."""
    return RECORD in one.body or CHANGE in one.body


def fields_changed(one: Suggestion) -> list[str]:
    """Which fields of a shared title it is about."""
    return list(json.loads(one.body[CHANGE])) if CHANGE in one.body else []


def on_card(one: Suggestion, about: Title | None, viewer: Viewer, reader: Reader) -> str:
    """What there is room for."""
    found = [
        f"**{label}**: " + (f"{_short(old)} → {_short(new)}" if about else _short(new))
        for label, old, new in _parts(one, about, viewer, reader)
    ]
    return clip("\n".join(found), _ROOM)


def in_full(one: Suggestion, about: Title | None, viewer: Viewer, reader: Reader) -> str:
    """Every letter of it, for a file."""
    found = [
        f"{label}\n" + (f"- {old or _NOTHING}\n+ {new or _NOTHING}" if about else new)
        for label, old, new in _parts(one, about, viewer, reader)
    ]
    return "\n\n".join(found) + "\n"


def _parts(
    one: Suggestion, about: Title | None, viewer: Viewer, reader: Reader
) -> list[tuple[str, str, str]]:
    """The label of each field in question, what is said now (nothing of a new title), and what would be."""
    new = changed(about, one.body) if about else Title.model_validate_json(one.body[RECORD])
    was, now = _said(about, viewer, reader) if about else {}, _said(new, viewer, reader)
    return [
        (label_of(field, viewer), was.get(field, ""), text)
        for field, text in now.items()
        if text != was.get(field, "")
    ]


def _said(title: Title, viewer: Viewer, reader: Reader) -> dict[str, str]:
    """By field, as their forms have it; names and ways with everything about them, and both dates apart."""
    lists = {"names": title.names, "routes": title.routes}
    return (
        {field: "\n".join(map(_flat, records)) for field, records in lists.items()}
        | {field: visible(value_of(title, field, viewer, reader)) for field in FIELDS}
        | {"year": str(title.year or ""), "first_aired": title.first_aired or ""}
    )


def _flat(record: Record) -> str:
    plain = with_derived(record, {}).model_dump(mode="json", exclude_defaults=True)
    return visible(" · ".join(_values(plain)))


def _values(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = list(value.values())  # type: ignore[reportUnknownArgumentType,reportUnknownVariableType]
    return [text for part in value for text in _values(part)] if isinstance(value, list) else [str(value)]  # type: ignore[reportUnknownVariableType]


def _short(text: str) -> str:
    return quoted(text.replace("\n", "; "), _LONGEST) or _NOTHING
