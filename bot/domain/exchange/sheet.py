"""A title as one row of a spreadsheet, and back: a cell that nobody changed leaves its part alone.

A record stands here as plain JSON values: a row may be half right, and the model says later what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.domain.exchange.cells import Raw, escape, items, pairs, show_pairs, tagged, tidy, unescape, untagged


class Column(Protocol):
    @property
    def name(self) -> str: ...

    def show(self, raw: Raw) -> str:
        """What the cell says of a record; empty for nothing."""
        ...

    def put(self, raw: Raw, cell: str) -> None:
        """Replace what the cell stands for; an empty cell clears it."""
        ...


def row(raw: Raw) -> dict[str, str]:
    """Every cell of a record, by column."""
    return {column.name: column.show(raw) for column in COLUMNS}


def patched(cells: Mapping[str, str], stored: Raw) -> Raw:
    """The stored record ({} for a new one) with every cell that says something else than row() would.

    So our own export changes nothing, and what has no column (a route's note) survives an edit elsewhere.
    """
    raw = dict(stored)
    for column in COLUMNS:
        cell = cells.get(column.name)
        if cell is not None and tidy(cell) != tidy(column.show(stored)):
            column.put(raw, tidy(cell))
    return raw


def column_of(path: str, raw: Raw) -> str:
    """The column that a field of a record ("names.0.text", "synopsis.zh-CN") stands in."""
    field, part, *_ = (*path.split("."), "")
    if field == "names":
        owners = [column.name for column in _NAMES if part and column.owns(raw["names"][int(part)])]
        return owners[0] if owners else "original"
    return _PART_NAMES.get((field, part), field)


# --- kinds of columns -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _One:
    """A field with one value; the model reads the number or the yes in it."""

    name: str

    def show(self, raw: Raw) -> str:
        match raw.get(self.name):
            case None:
                return ""
            case bool(value):
                return "yes" if value else ""
            case float(value) if value.is_integer():
                return str(int(value))
            case value:
                return str(value)

    def put(self, raw: Raw, cell: str) -> None:
        _set(raw, self.name, cell)


@dataclass(frozen=True)
class _Many:
    name: str

    def show(self, raw: Raw) -> str:
        return " | ".join(escape(item) for item in raw.get(self.name, ()))

    def put(self, raw: Raw, cell: str) -> None:
        _set(raw, self.name, [unescape(item) for item in items(cell)])


@dataclass(frozen=True)
class _Part:
    """One language of a text, or one key of a nested record."""

    name: str
    field: str
    key: str

    def show(self, raw: Raw) -> str:
        return raw.get(self.field, {}).get(self.key) or ""

    def put(self, raw: Raw, cell: str) -> None:
        parts = {**raw.get(self.field, {}), self.key: cell}
        _set(raw, self.field, {key: value for key, value in parts.items() if value})


class _Characters:
    name = "characters"

    def show(self, raw: Raw) -> str:
        return show_pairs((one["name"], one.get("latin")) for one in raw.get(self.name, ()))

    def put(self, raw: Raw, cell: str) -> None:
        _set(raw, self.name, [{"name": name, "latin": latin or None} for name, latin in pairs(cell)])


class _Routes:
    name = "routes"

    def show(self, raw: Raw) -> str:
        return show_pairs((one["platform"], one.get("url")) for one in raw.get(self.name, ()))

    def put(self, raw: Raw, cell: str) -> None:
        """A route that stays keeps its details, also when it only gains its address."""
        left = list(raw.get(self.name, ()))
        wanted = [(platform, url or None) for platform, url in pairs(cell)]
        kept = [_take(left, platform, url) for platform, url in wanted]
        routes = [
            route or {**_take(left, platform, None), "platform": platform, "url": url}
            for route, (platform, url) in zip(kept, wanted, strict=True)
        ]
        _set(raw, self.name, routes)


def _take(routes: list[Raw], platform: str, url: str | None) -> Raw:
    """Remove and return the route with this address; {} if there is none."""
    for at, route in enumerate(routes):
        if (route["platform"], route.get("url")) == (platform, url):
            return routes.pop(at)
    return {}


def _set(raw: Raw, field: str, value: Any) -> None:
    if value:
        raw[field] = value
    else:
        raw.pop(field, None)


# --- names ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Names:
    """The names of one kind; official English names have a column of their own."""

    name: str
    kind: str
    english: bool | None = None

    def owns(self, one: Raw) -> bool:
        return one["kind"] == self.kind and self.english in (None, one["language"] == "en")

    def show(self, raw: Raw) -> str:
        mine = [one for one in raw.get("names", ()) if self.owns(one)]
        if self.kind == "service":
            return show_pairs((one.get("platform") or "", tagged(one)) for one in mine)
        return " | ".join(escape(tagged(one)) for one in mine)

    def put(self, raw: Raw, cell: str) -> None:
        """The new names stand where the first of the old ones stood: cards show the first that fits."""
        old: list[Raw] = raw.get("names", [])
        at = next((at for at, one in enumerate(old) if self.owns(one)), len(old))
        before, after = ([one for one in part if not self.owns(one)] for part in (old[:at], old[at:]))
        _set(raw, "names", [*before, *self._read(cell), *after])

    def _read(self, cell: str) -> list[Raw]:
        if self.kind == "service":
            texts = [(right, left) if right is not None else (left, "") for left, right in pairs(cell)]
        else:
            texts = [(unescape(item), "") for item in items(cell)]
        return [
            {**untagged(text), "kind": self.kind, "platform": platform or None} for text, platform in texts
        ]


# --- the columns, in their order --------------------------------------------------------------------


def _texts(field: str) -> list[_Part]:
    return [_Part(f"{field}_{key.lower().replace('-', '_')}", field, key) for key in ("en", "zh-CN", "zh-TW")]


_NAMES = (
    _Names("original", "original"), _Names("english", "official", english=True),
    _Names("official", "official", english=False), _Names("service_names", "service"),
    _Names("aliases", "alias"), _Names("gloss", "gloss"),
)  # fmt: skip
_BASED_ON = [_Part(f"based_on_{key}", "based_on", key) for key in ("title", "author", "kind")]
COLUMNS: Sequence[Column] = (
    _One("id"), *_NAMES, *map(_One, ("language", "country", "year", "first_aired", "last_aired")),
    *map(_One, ("episodes", "minutes")), _Many("tropes"), _Many("cast"), _Characters(),
    *map(_One, ("director", "company")), *_BASED_ON,
    _One("sequel_of"), *_texts("synopsis"), *_texts("setting"), *_texts("production"), *_texts("caution"),
    _Routes(), _Many("sources"), *map(_One, ("confidence", "hoax", "ai")), _Many("content"),
)  # fmt: skip
_PART_NAMES = {(one.field, one.key): one.name for one in COLUMNS if isinstance(one, _Part)}
