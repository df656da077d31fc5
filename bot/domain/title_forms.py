"""The fields of a title that can be changed: each to the inputs of a form, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

from bot.domain import forms, regions
from bot.domain.forms import TEXT, Input, Reader, Reading, Values, aired_on
from bot.domain.markup import clean
from bot.domain.model import BasedOn, Character, ContentNote, Title
from bot.errors import UserError

Changes = dict[str, Any]
SPOKEN = ("zh", "yue", "en", "ko", "ja", "th", "vi", "id", "ms", "hi", "ar", "es", "pt", "fr", "de", "it", "ru",
          "tr", "pl", "fil")  # fmt: skip


@dataclass(frozen=True)
class Field:
    inputs: tuple[Input, ...]
    show: Callable[[Title, Reader], Values]
    read: Callable[[Reading, Title, Reader], Changes]


def changed(title: Title, field: str, values: Values, reader: Reader) -> Changes:
    """What a filled form changes of a title. Raises Mistaken."""
    reading = Reading(values)
    changes = FIELDS[field].read(reading, title, reader)
    reading.done()
    return changes


def shown(title: Title, field: str, reader: Reader) -> Values:
    """What the form of a field begins with."""
    return FIELDS[field].show(title, reader)


def _one(
    field: str, label: str, longest: int, show: Callable[[Any], str], read: Callable[[str], Any],
    *, nothing: Any = None, lines: bool = False, hint: str = "",
) -> Field:  # fmt: skip
    return Field(
        (Input(field, label, longest, lines, hint),),
        lambda title, _: {field: show(getattr(title, field)) if getattr(title, field) else ""},
        lambda reading, _title, _reader: {field: reading.of(field, label, read, nothing)},
    )


def _text(field: str) -> Field:
    return Field(
        TEXT,
        lambda title, _: forms.text_shown(getattr(title, field)),
        lambda reading, _title, _reader: {field: forms.text(reading.values)},
    )


def _choice(field: str, label: str, choices: Mapping[str, str], show: Callable[[Any], str] = str) -> Field:
    """The empty choice stands for nothing known."""
    return Field(
        (Input(field, label, choices=choices),),
        lambda title, _: {field: show(getattr(title, field) or "")},
        lambda reading, _title, _reader: {field: reading.values.get(field) or None},
    )


def _shown_aired(title: Title) -> str:
    return title.first_aired or str(title.year or "")


def _read_aired(reading: Reading, title: Title, _reader: Reader) -> Changes:
    """A year alone may be kept as either; that is no reason to change it."""
    aired = reading.of("aired", "form-aired", forms.partial_date, "")
    return aired_on(aired) if aired != _shown_aired(title) else {}


def _characters(typed: str) -> tuple[Character, ...]:
    """One a line: 素兰 = Sulan."""
    pairs = [row.partition("=") for row in forms.rows(typed)]
    return tuple(Character(name=a.strip(), latin=b.strip() or None) for a, _, b in pairs if a.strip())


def _shown_characters(characters: tuple[Character, ...]) -> str:
    return "\n".join(f"{c.name} = {c.latin}" if c.latin else c.name for c in characters)


def _read_tropes(reading: Reading, title: Title, reader: Reader) -> Changes:
    read = partial(forms.tropes, known=reader.tropes, language=reader.language, kept=title.tropes)
    return {"tropes": reading.of("tropes", "field-tropes", read, ())}


def _based_on(reading: Reading, _title: Title, _reader: Reader) -> Changes:
    values = reading.values
    work, author = (clean(values.get(name, "").replace("\n", " ")) or None for name in ("work", "author"))
    kind: Any = values.get("kind") or None
    return {"based_on": BasedOn(title=work, author=author, kind=kind) if work or author or kind else None}


def _shown_based_on(title: Title, _: Reader) -> Values:
    based = title.based_on or BasedOn()
    return {"work": based.title or "", "author": based.author or "", "kind": based.kind or ""}


def _sources(typed: str) -> tuple[str, ...]:
    return forms.rows(typed, 500)


def _read_sources(reading: Reading, _title: Title, _reader: Reader) -> Changes:
    found = reading.of("sources", "field-sources", _sources, ())
    if not found:
        reading.wrong("field-sources", UserError("error-form-no-source"))
    return {"sources": found}


_NOTES: dict[str, str] = {note: f"content-{note}" for note in get_args(ContentNote)}
FIELDS: dict[str, Field] = {
    "first_aired": Field(
        (Input("aired", "form-aired", 10, hint="form-aired-hint"),),
        lambda title, _: {"aired": _shown_aired(title)},
        _read_aired,
    ),
    "last_aired": _one(
        "last_aired", "field-last-aired", 10, str, forms.partial_date, hint="form-aired-hint"
    ),
    "episodes": _one(
        "episodes", "field-episodes", 4, str, lambda typed: forms.number(typed, 1, 2000)
    ),
    "minutes": _one("minutes", "field-minutes", 6, "{:g}".format, lambda typed: forms.decimal(typed, 60)),
    "language": _choice("language", "field-language", {}),
    "country": Field(
        (Input("country", "field-country", 60),),
        lambda title, reader: {"country": regions.name(title.country or "", reader.language)},
        lambda reading, _title, _reader: {"country": reading.of("country", "field-country", forms.country, None)},
    ),
    "tropes": Field(
        (Input("tropes", "field-tropes", 1000, lines=True, hint="form-tropes-hint"),),
        lambda title, reader: {"tropes": forms.trope_names(title.tropes, reader.tropes, reader.language)},
        _read_tropes,
    ),
    "synopsis": _text("synopsis"),
    "setting": _text("setting"),
    "production": _text("production"),
    "caution": _text("caution"),
    "cast": Field(
        (Input("cast", "field-cast", 2000, lines=True, hint="form-lines-hint"),),
        lambda title, _: {"cast": "\n".join(title.cast)},
        lambda reading, title, _: {
            "cast": reading.of("cast", "field-cast", partial(forms.parts, kept=title.cast), ())
        },
    ),
    "characters": _one(
        "characters", "field-characters", 2000, _shown_characters, _characters,
        nothing=(), lines=True, hint="form-characters-hint",
    ),
    "director": _one("director", "field-director", 200, str, forms.line),
    "company": _one("company", "field-company", 200, str, forms.line),
    "based_on": Field(
        (
            Input("work", "form-work"),
            Input("author", "form-author"),
            Input("kind", "form-work-kind", choices={
                "": "form-unknown", "novel": "form-novel", "webtoon": "form-webtoon", "series": "form-series",
                "film": "form-film", "story": "form-story",
            }),
        ),
        _shown_based_on,
        _based_on,
    ),
    "sequel_of": _one("sequel_of", "field-sequel-of", 200, str, forms.line),
    "ai": _choice(
        "ai", "field-ai",
        {"": "form-unknown", "assisted": "title-ai-assisted", "generated": "title-ai-generated"},
    ),
    "content": Field(
        (Input("content", "field-content", choices=_NOTES, most=len(_NOTES)),),
        lambda title, _: {"content": "\n".join(title.content)},
        lambda reading, _title, _reader: {"content": tuple(reading.values.get("content", "").split())},
    ),
    "sources": Field(
        (Input("sources", "field-sources", forms.LONGEST, lines=True, hint="form-lines-hint"),),
        lambda title, _: {"sources": "\n".join(title.sources)},
        _read_sources,
    ),
    "confidence": _choice(
        "confidence", "field-confidence",
        {level: f"title-confidence-{level}" for level in ("high", "medium", "community")},
    ),
    "hoax": Field(
        (Input("hoax", "field-hoax", choices={"": "form-no", "yes": "form-yes"}),),
        lambda title, _: {"hoax": "yes" if title.hoax else ""},
        lambda reading, _title, _reader: {"hoax": reading.values.get("hoax") == "yes"},
    ),
}  # fmt: skip
