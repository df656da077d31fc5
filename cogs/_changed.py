"""What a change of a title changed, field by field, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bot.domain.editing import Change
from bot.domain.markup import quoted
from bot.domain.model import BasedOn, Character, Name, Route, Text, Title
from bot.domain.viewer import Viewer
from bot.i18n import texts

Show = Callable[[str, int], str]
_LONGEST = 80  # characters of a value
_MOST = 5  # fields of one change


def what_changed(change: Change, viewer: Viewer, show: Show = quoted) -> list[str]:
    """A line for each field, before → after; of a new or removed title that it is so. For labels, show them `plain`."""
    t, language = texts(), viewer.language
    if change.before is None or change.after is None:
        return [t(language, "change-added" if change.before is None else "change-removed")]
    lines = list(_fields(change.before, change.after, viewer, show))
    more = len(lines) - _MOST
    return lines[:_MOST] + ([t(language, "change-more", count=more)] if more > 0 else [])


def _fields(before: Title, after: Title, viewer: Viewer, show: Show) -> Iterator[str]:
    t, language = texts(), viewer.language
    for field in Title.model_fields:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            label = t(language, f"field-{field.replace('_', '-')}")
            was, now = (show(_plain(value, viewer), _LONGEST) or "–" for value in (old, new))
            yield t(language, "change-field", field=label, old=was, new=now)


def _plain(value: Any, viewer: Viewer) -> str:
    match value:
        case None | False | ():
            return ""
        case True:
            return "✓"
        case Text():
            return value.to(viewer.language)
        case Name():
            return value.text
        case Character():
            return value.name
        case Route():
            return " ".join(filter(None, (value.platform, value.url, *value.search, *value.regions)))
        case BasedOn():
            return " ".join(filter(None, (value.title, value.author)))
        case tuple():
            return ", ".join(_plain(part, viewer) for part in value)  # type: ignore[reportUnknownVariableType]
        case _:
            return str(value)
