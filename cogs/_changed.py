"""What a change of a title changed, in words that differ wherever the values do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.domain.display import apart, clip
from bot.domain.editing import Change
from bot.domain.markup import clean, escape, visible
from bot.domain.model import BasedOn, Character, Language, Name, Route, Text, Title
from bot.domain.new_title import KINDS
from bot.domain.texts import with_derived
from bot.domain.viewer import Viewer
from bot.domain.way_forms import region_name
from bot.domain.words import script_name
from bot.i18n import texts

_LONGEST = 80  # characters of a value; of longer ones, what is around the difference
_IN_LABEL = 30
_MOST = 5  # lines of one change, parts of one line
_ANY = 10_000  # characters: nothing in a title is longer
_LANGUAGES = {
    Language.EN: ("en", "form-english"),
    Language.ZH_CN: ("zh_cn", "form-simplified"),
    Language.ZH_TW: ("zh_tw", "form-traditional"),
}
_OF_WAYS = {
    "platform": "form-service",
    "url": "form-link",
    "search": "form-words",
    "regions": "form-regions",
    "name": "change-way-name",
    "episodes": "field-episodes",
    "cost": "change-way-cost",
    "audio": "change-way-audio",
    "subtitles": "change-way-subtitles",
    "as_of": "ways-checked",
    "note": "form-note",
}
assert set(_OF_WAYS) == set(Route.model_fields)


def what_changed(change: Change, viewer: Viewer) -> list[str]:
    """A line for each difference, before → after; of a new or removed title that it is so."""
    return _told(change, _Teller(viewer.language, escape, _LONGEST))


def in_short(change: Change, viewer: Viewer) -> str:
    """The first of them, for a label."""
    return next(iter(_told(change, _Teller(viewer.language, visible, _IN_LABEL))), "")


def _told(change: Change, teller: _Teller) -> list[str]:
    t, language = texts(), teller.language
    if change.before is None or change.after is None:
        return [t(language, "change-added" if change.before is None else "change-removed")]
    lines = list(teller.of_title(with_derived(change.before, {}), with_derived(change.after, {})))
    more = len(lines) - _MOST
    return lines[:_MOST] + ([t(language, "change-more", count=more)] if more > 0 else [])


@dataclass(frozen=True)
class _Teller:
    language: Language
    show: Callable[[str], str]  # as text of a card, or as a label
    longest: int

    def of_title(self, before: Title, after: Title) -> Iterator[str]:
        for field in Title.model_fields:
            label = texts()(self.language, f"field-{field.replace('_', '-')}")
            yield from self._of(label, getattr(before, field), getattr(after, field))

    def _of(self, label: str, old: Any, new: Any) -> Iterator[str]:
        """Nothing for what is the same."""
        match old, new:
            case _ if old == new:
                pass
            case Text(), Text():
                yield from self._of_text(label, old, new)
            case Route(), Route():
                for field, key in _OF_WAYS.items():
                    yield from self._of(
                        f"{label} · {texts()(self.language, key)}", getattr(old, field), getattr(new, field)
                    )
            case tuple(), tuple():
                yield from self._of_parts(label, old, new)
            case _:
                yield self._pair(label, self._plain(old), self._plain(new))

    def _of_text(self, label: str, old: Text, new: Text) -> Iterator[str]:
        """First as the reader reads it; in other languages where it is another difference."""
        said = {(old.to(self.language), new.to(self.language)): label}
        for field, key in _LANGUAGES.values():
            pair = getattr(old, field) or "", getattr(new, field) or ""
            said.setdefault(pair, f"{label} · {texts()(self.language, key)}")
        return (self._pair(where, *pair) for pair, where in said.items() if pair[0] != pair[1])

    def _of_parts(self, label: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[str]:
        """What is still there in another form, then what is gone and what is new; else the order is another."""
        gone, made = [one for one in old if one not in new], [one for one in new if one not in old]
        if not gone and not made:
            yield self._pair(label, *(", ".join(map(self._plain, parts)) for parts in (old, new)))
        for one in tuple(gone):
            same = next((other for other in made if self._key(other) == self._key(one)), None)
            if same is not None:
                yield from self._of(
                    f"{label} · {self._name(one)}" if isinstance(one, Route) else label, one, same
                )
                gone.remove(one)
                made.remove(same)
        if parts := [*(f"+ {self._name(one)}" for one in made), *(f"− {self._name(one)}" for one in gone)]:
            yield texts()(self.language, "change-parts", field=label, parts=self._some(parts))

    def _some(self, parts: list[str]) -> str:
        more = len(parts) - _MOST
        rest = [texts()(self.language, "change-more", count=more)] if more > 0 else []
        return ", ".join([*parts[:_MOST], *rest])

    def _pair(self, label: str, old: str, new: str) -> str:
        old, new = (clean(text.replace("\n", " "), _ANY) for text in (old, new))
        if old == new:
            return texts()(self.language, "change-unseen", field=label)
        was, now = (self.show(text) or "–" for text in apart(old, new, self.longest))
        return texts()(self.language, "change-field", field=label, old=was, new=now)

    # -- a value as one line

    def _name(self, part: Any) -> str:
        return self.show(clip(clean(self._plain(part).replace("\n", " "), _ANY), self.longest))

    def _key(self, part: Any) -> str:
        """Two parts of which it is the same are one that was changed: they would be shown alike, or are of one name."""
        match part:
            case Route():
                return part.platform
            case Name():
                return part.text
            case _:
                return self._name(part)

    def _plain(self, value: Any) -> str:
        match value:
            case None | False:
                return ""
            case True:
                return "✓"
            case Name():
                kind = texts()(self.language, KINDS[value.kind])
                return _joined(value.text, script_name(value.language, self.language), kind, value.platform)
            case Character():
                return _joined(value.name, value.latin)
            case BasedOn():
                return _joined(value.title, value.author, value.kind)
            case Route():
                regions = (region_name(code, self.language) for code in value.regions)
                return _joined(value.platform, value.url, *value.search, *regions)
            case tuple():
                return ", ".join(map(self._plain, value))
            case Text():
                return value.to(self.language)
            case _:
                return str(value)


def _joined(*parts: str | None) -> str:
    return " · ".join(filter(None, parts))
