"""pydantic's complaints about a record, as sentences for the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import ValidationError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_BY_TYPE = {
    "missing": "is missing",
    "too_short": "needs at least one",
    "extra_forbidden": "is not a field that a title has",
    "int_parsing": "is not a whole number",
    "float_parsing": "is not a number",
    "bool_parsing": "is neither yes nor no",
    "tuple_type": "is not a list",
    "model_type": "is not an object",
    "string_type": "is not a text",
}
_ID = "is not an id: small letters and digits, joined by single hyphens"
_LANGUAGE = "is not a language code (BCP 47), such as zh-Hans, en"
_REGION = "is not a country code: two capital letters (ISO 3166), such as CN"
_DATE = "is not a date: write 2026, 2026-01 or 2026-01-12"
_BY_FIELD = {
    "id": _ID, "tropes": _ID, "platform": _ID, "country": _REGION, "regions": _REGION, "language": _LANGUAGE,
    "audio": _LANGUAGE, "subtitles": _LANGUAGE, "first_aired": _DATE, "last_aired": _DATE, "as_of": _DATE,
}  # fmt: skip


def record_mistakes(error: ValidationError) -> Iterator[tuple[str, str]]:
    """(path of the field, what is wrong with it)."""
    for detail in error.errors(include_url=False):
        yield ".".join(str(part) for part in detail["loc"]) or "(record)", _sentence(detail)


def _sentence(detail: ErrorDetails) -> str:
    kind, value = detail["type"], detail["input"]
    names = [part for part in detail["loc"] if isinstance(part, str)]
    table, key = (_BY_FIELD, names[-1]) if kind == "string_pattern_mismatch" else (_BY_TYPE, kind)
    what = table.get(key) or re.sub(r"^(Input|String) should", "should", detail["msg"])
    quoted = isinstance(value, str | int | float) and value != "" and kind != "extra_forbidden"
    return f"“{shown(str(value))}” {what}" if quoted else what


def shown(text: str, limit: int = 60) -> str:
    """Somebody's text on one line of a message, without anything that a terminal obeys."""
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in short)
