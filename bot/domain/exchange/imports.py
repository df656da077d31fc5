"""What an import would do: each title of a file checked against the catalogue, all mistakes at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, NamedTuple, cast

from pydantic import ValidationError

from bot.domain.catalogue import Catalogue, Problem, title_problems
from bot.domain.exchange import sheet
from bot.domain.exchange.delimited import read_csv
from bot.domain.exchange.document import Document, Entry, Refused, decoded
from bot.domain.exchange.mistakes import all_shown, record_mistakes, shown
from bot.domain.exchange.strict_json import read_json
from bot.domain.exchange.trope_words import TropeWords
from bot.domain.model import Record, Title


class Write(NamedTuple):
    """One title to write; `before` is what it replaces, None if it is new."""

    place: str
    title: Title
    before: Title | None


@dataclass(frozen=True)
class Plan:
    """What a file would change. A plan with problems cannot be applied."""

    writes: list[Write] = field(default_factory=list[Write])
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list[Problem])

    @property
    def added(self) -> list[str]:
        return [write.title.id for write in self.writes if write.before is None]

    @property
    def changed(self) -> list[tuple[str, list[str]]]:
        """(id, fields that differ)."""
        return [(w.title.id, _differences(w.before, w.title)) for w in self.writes if w.before is not None]


def _differences(before: Title, after: Title) -> list[str]:
    return [name for name in Title.model_fields if getattr(before, name) != getattr(after, name)]


def combine(plans: Sequence[Plan]) -> Plan:
    """Several files as one import, to be applied together or not at all."""
    problems = [problem for plan in plans for problem in plan.problems]
    writes = [write for plan in plans for write in plan.writes]
    first: dict[str, str] = {}
    for write in writes:
        problems += _if_twice(first, write.title.id, write.place)
    return Plan(writes, sum(plan.unchanged for plan in plans), problems)


def _if_twice(first: dict[str, str], identity: str, place: str) -> Iterator[Problem]:
    """`first`: where each id stands, which this adds to."""
    if identity in first:
        yield Problem(place, "id", "mistake-twice", {"id": shown(identity), "place": first[identity]})
    first.setdefault(identity, place)


def own_fields(raw: Any) -> Any:
    """A record's JSON without what is derived by rule."""
    if isinstance(raw, dict):
        pairs = cast("dict[str, Any]", raw).items()
        return {key: own_fields(value) for key, value in pairs if key not in _DERIVED}
    if isinstance(raw, list):
        return [own_fields(value) for value in cast("list[Any]", raw)]
    return raw


_DERIVED = {"zh-TW-derived", "zh_tw_derived"}


def to_raw(record: Record) -> dict[str, Any]:
    return own_fields(record.model_dump(mode="json", exclude_defaults=True, by_alias=True))


# --- reading ----------------------------------------------------------------------------------------


def read_document(name: str, data: bytes) -> Document:
    """Never raises: what cannot be read is a problem of the document."""
    document = Document()
    try:
        text = decoded(data)
        document.is_sheet = not _is_json(name, text)
        read = read_csv if document.is_sheet else read_json
        read(name, text, document)
    except Refused as error:
        document.problems.append(Problem(name + error.where, "(file)", error.key, {**error.params}))
    return document


def _is_json(name: str, text: str) -> bool:
    """By the end of the name, checked against the text; by the text alone if the name has no end."""
    looks_so = text.lstrip().startswith(("{", "["))
    suffix = PurePath(name).suffix.lower()
    if suffix not in ("", ".csv", ".json"):
        raise Refused("mistake-named", suffix=shown(suffix))
    if suffix == ".json" and not looks_so:
        raise Refused("mistake-named-json")
    if suffix == ".csv" and looks_so:
        raise Refused("mistake-named-csv")
    return looks_so


# --- planning ---------------------------------------------------------------------------------------


def plan(document: Document, known: Catalogue) -> Plan:
    """`known` has the titles as to_raw() gives them (nothing derived), the platforms and the tropes."""
    words = TropeWords(known.tropes)
    problems, writes = list(document.problems), list[Write]()
    first: dict[str, str] = {}
    unchanged = 0
    for entry in document.entries:
        identity = str(entry.raw.get("id") or "").strip()
        stored = known.titles.get(identity)
        if identity:
            problems += _if_twice(first, identity, entry.place)
        title, mistakes = _read(entry, stored, known, words, is_sheet=document.is_sheet)
        problems += mistakes
        if title is not None and title == stored:
            unchanged += 1
        elif title is not None:
            writes.append(Write(entry.place, title, stored))
    return Plan(writes, unchanged, problems)


def _read(
    entry: Entry, stored: Title | None, known: Catalogue, words: TropeWords, *, is_sheet: bool
) -> tuple[Title | None, list[Problem]]:
    """The title if it is right, else what is wrong with it."""
    raw = sheet.patched(entry.raw, to_raw(stored) if stored else {}) if is_sheet else own_fields(entry.raw)
    mistakes = list(words.replace_in(raw, stored.tropes if stored else ()))
    title = None
    try:
        title = Title.model_validate(raw)
    except ValidationError as error:
        mistakes += record_mistakes(entry.place, error)
    if title is not None and (mistakes or title != stored):  # as stored, it may name a trope that is gone
        mistakes += title_problems(title, known)
    fields = (sheet.column_of(one.field, raw) if is_sheet else one.field for one in mistakes)
    problems = [
        one._replace(place=entry.place, field=shown(field), params=all_shown(one.params))
        for field, one in zip(fields, mistakes, strict=True)
    ]
    return (None if problems else title), problems
