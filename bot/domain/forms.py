"""What a form asks for and what was typed into it: each part read by itself, all mistakes at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.domain import regions
from bot.domain.display import is_chinese
from bot.domain.markup import clean, quoted, visible
from bot.domain.model import Language, PartialDate, Text, Trope
from bot.domain.names import fold
from bot.domain.vocabulary import Vocabulary, entry_name
from bot.errors import UserError

T = TypeVar("T")
Values = Mapping[str, str]  # by input; several choices stand on lines of their own
LONGEST = 4000  # characters that Discord takes in one input
_LINE = 200
_LONG = 1000
_PARTS = re.compile(r"[,，、;；\n]")
_DATE: TypeAdapter[str] = TypeAdapter(PartialDate)
_NEAREST = 3


@dataclass(frozen=True)
class Input:
    """One input; `label` is a key of the locale files, and so is what `choices` maps values to."""

    name: str
    label: str
    longest: int = _LINE
    lines: bool = False  # takes several
    hint: str = ""
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict[str, str])
    most: int = 1  # that can be chosen


@dataclass(frozen=True)
class Reader:
    """Who reads and types: their language, and the tropes there are."""

    language: Language
    tropes: Vocabulary[Trope]


@dataclass(frozen=True)
class Mistake:
    label: str
    key: str
    params: Mapping[str, str | int]


class Mistaken(Exception):
    """What is wrong with each input of a form."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(", ".join(f"{one.label}: {one.key}" for one in mistakes))
        self.mistakes = mistakes


class Reading:
    """Reads input after input; `done()` raises Mistaken when any of them could not be read."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self._mistakes: list[Mistake] = []

    def of(self, name: str, label: str, read: Callable[[str], T], nothing: T) -> T:
        """`nothing` where it was left empty, or is wrong."""
        typed = self.values.get(name, "")
        if not typed.strip():
            return nothing
        try:
            return read(typed)
        except UserError as error:
            self.wrong(label, error)
            return nothing

    def wrong(self, label: str, error: UserError) -> None:
        self._mistakes.append(Mistake(label, error.key, error.params))

    def done(self) -> None:
        if self._mistakes:
            raise Mistaken(self._mistakes)


# -- parts, each of which raises UserError for what it cannot be


def line(typed: str, longest: int = _LINE) -> str | None:
    return clean(typed.replace("\n", " "), longest) or None


def parts(typed: str, longest: int = _LINE, kept: Collection[str] = ()) -> tuple[str, ...]:
    """What commas or lines part, each once. A line that is one of `kept` may have commas in it.

    A form begins without what cannot be seen in them.
    """
    kept = {*kept, *map(visible, kept)}
    pieces = (piece for row in typed.split("\n") for piece in _pieces(row, kept))
    return _distinct(pieces, longest)


def _pieces(row: str, kept: Collection[str]) -> list[str]:
    return [row] if row.strip() in kept else _PARTS.split(row)


def rows(typed: str, longest: int = _LINE) -> tuple[str, ...]:
    """What lines part; a comma may be in one of them."""
    return _distinct(typed.split("\n"), longest)


def _distinct(pieces: Iterable[str], longest: int) -> tuple[str, ...]:
    """One that is too long is not cut: that would make another thing of it."""
    found: dict[str, None] = {}
    for piece in pieces:
        if text := clean(piece, LONGEST):
            if len(text) > longest:
                raise UserError("error-form-long", text=quoted(text), most=longest)
            found[text] = None
    return tuple(found)


def number(typed: str, least: int, most: int) -> int:
    found = decimal(typed, most)
    if not least <= found or found != int(found):
        raise UserError("error-form-number", text=quoted(typed), least=least, most=most)
    return int(found)


def decimal(typed: str, most: int) -> float:
    # Chinese keyboards type １２ as well.
    plain = unicodedata.normalize("NFKC", typed).strip().replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,4})?", plain) or not 0 < float(plain) <= most:
        raise UserError("error-form-number", text=quoted(typed), least=1, most=most)
    return float(plain)


def partial_date(typed: str) -> str:
    """2026, 2026-01 or 2026-01-12; also with dots, slashes, or 年月日."""
    numbers = re.findall(r"\d+", typed)
    is_date = numbers and not re.sub(r"[\d\s./年月日-]", "", typed)
    text = "-".join((numbers[0], *(part.zfill(2) for part in numbers[1:]))) if is_date else ""
    try:
        date = _DATE.validate_python(text)
    except ValidationError:
        date = ""
    if not (date.isascii() and "1990" <= date[:4] <= "2100"):
        raise UserError("error-form-date", text=quoted(typed))
    return date


def aired_on(date: str) -> dict[str, Any]:
    """The fields of a first episode; a year alone is no date of it."""
    return {"year": int(date[:4]) if date else None, "first_aired": date if len(date) > 4 else None}


def country(typed: str) -> str:
    found = [typed.strip().upper()] if regions.is_country(typed.strip().upper()) else regions.search(typed, 1)
    if not found or not fold(typed):
        raise UserError("error-unknown-region", text=quoted(typed))
    return found[0]


def tropes(
    typed: str, known: Vocabulary[Trope], language: Language, kept: Iterable[str] = ()
) -> tuple[str, ...]:
    """Ids of tropes by any of their names, never guessed; ids in `kept` may be such as are gone."""
    named = {_trope_name(one, known, language): one for one in kept}
    words = parts(typed, kept=named)
    return tuple(dict.fromkeys(named.get(word) or _trope(word, known, language) for word in words))


def _trope(typed: str, known: Vocabulary[Trope], language: Language) -> str:
    if entry := known.exactly(typed):
        return entry.id
    near = known.complete(typed, language, _NEAREST) if fold(typed) else []
    names = " · ".join(quoted(name) for name, _ in near)
    if names:
        raise UserError("error-form-trope-near", text=quoted(typed), list=names)
    raise UserError("error-form-trope", text=quoted(typed))


def trope_names(ids: Iterable[str], known: Vocabulary[Trope], language: Language) -> str:
    """The reverse of tropes()."""
    return "\n".join(_trope_name(one, known, language) for one in ids)


def _trope_name(trope: str, known: Vocabulary[Trope], language: Language) -> str:
    return entry_name(known.entries[trope], language) if trope in known.entries else trope


# -- sentences in several languages

TEXT = (
    Input("en", "form-english", _LONG, lines=True),
    Input("zh_cn", "form-simplified", _LONG, lines=True),
    Input("zh_tw", "form-traditional", _LONG, lines=True),
)


def text(values: Values) -> Text | None:
    """Where one language is missing, another stands in."""
    typed = {one.name: clean(values.get(one.name, ""), _LONG) for one in TEXT}
    en, simplified, traditional = typed["en"], typed["zh_cn"], typed["zh_tw"]
    if not (anything := en or simplified or traditional):
        return None
    return Text.model_validate(
        {"en": en or anything, "zh_cn": simplified or traditional or en, "zh_tw": traditional or None}
    )


def text_shown(shown: Text | None) -> dict[str, str]:
    """The reverse: what stands in for another language is shown once."""
    if shown is None:
        return {}
    en, simplified = shown.en, shown.zh_cn
    if en == simplified:
        en, simplified = ("", simplified) if is_chinese(en) else (en, "")
    return {"en": en, "zh_cn": simplified, "zh_tw": shown.zh_tw or ""}


def sentence(typed: str, language: Language, old: Text | None = None) -> Text | None:
    """Typed in one language: the others keep what they say, or say the same where they said nothing of their own."""
    words = clean(typed, _LONG)
    if not words:
        return None
    if old is None or old.en == old.zh_cn:
        return Text.model_validate({"en": words, "zh_cn": words})
    if old.to(language) == words:
        return old
    field_name = {Language.EN: "en", Language.ZH_CN: "zh_cn", Language.ZH_TW: "zh_tw"}[language]
    return old.model_copy(update={field_name: words, "zh_tw_derived": None})
