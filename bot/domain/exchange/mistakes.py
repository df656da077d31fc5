"""pydantic's complaints about a record, as problems that can be told to the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.domain.catalogue import Params, Problem
from bot.domain.model import LANGUAGE_CODE, PARTIAL_DATE, REGION, SLUG

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_KEYS = {
    "missing": "mistake-missing",
    "too_short": "mistake-none",
    "extra_forbidden": "mistake-field",
    "int_parsing": "mistake-whole",
    "int_type": "mistake-whole",
    "int_from_float": "mistake-whole",
    "int_parsing_size": "mistake-number-long",
    "float_parsing": "mistake-number",
    "float_type": "mistake-number",
    "bool_parsing": "mistake-yes-no",
    "bool_type": "mistake-yes-no",
    "tuple_type": "mistake-list",
    "model_type": "mistake-object",
    "string_type": "mistake-text",
    "string_unicode": "mistake-half",
    "literal_error": "mistake-choice",
    "greater_than_equal": "mistake-least",
    "greater_than": "mistake-above",
    "less_than_equal": "mistake-most",
    "string_too_long": "mistake-long",
    "string_too_short": "mistake-short",
    "too_long": "mistake-many",
    "calendar": "mistake-calendar",
    "unseen": "mistake-unseen",
}
_PATTERNS = {
    SLUG: "mistake-id",
    REGION: "mistake-region",
    LANGUAGE_CODE: "mistake-language",
    PARTIAL_DATE: "mistake-date",
}
_PARAMS: dict[str, Callable[[Mapping[str, Any]], Params]] = {
    "mistake-choice": lambda context: {"choices": re.findall("'[^']*'", context["expected"])},
    "mistake-least": lambda context: {"least": str(context["ge"])},
    "mistake-above": lambda context: {"least": str(context["gt"])},
    "mistake-most": lambda context: {"most": str(context["le"])},
    "mistake-long": lambda context: {"most": str(context["max_length"])},
    "mistake-short": lambda context: {"count": context["min_length"]},
    "mistake-many": lambda context: {"most": str(context["max_length"])},
}


def record_mistakes(place: str, error: ValidationError) -> Iterator[Problem]:
    """One for each field."""
    for detail in error.errors(include_url=False):
        field = shown(".".join(str(part) for part in detail["loc"])) or "(record)"
        key = _key(detail, error.title)
        params = _PARAMS.get(key, lambda _: {})(detail.get("ctx", {}))
        if key == "mistake-other":
            params = {"message": shown(detail["msg"], 200)}
        yield Problem(place, field, key, params, _value(detail))


def _key(detail: ErrorDetails, kind: str) -> str:
    if detail["type"] == "string_pattern_mismatch":
        return _PATTERNS.get(detail.get("ctx", {}).get("pattern", ""), "mistake-other")
    if detail["type"] == "extra_forbidden" and kind == "Title":
        return "mistake-field-title"
    return _KEYS.get(detail["type"], "mistake-other")


def _value(detail: ErrorDetails) -> str:
    value = detail["input"]
    says_something = isinstance(value, str | int | float) and detail["type"] != "extra_forbidden"
    return shown(str(value)) if says_something else ""


def reason_of(message: str, reasons: Mapping[str, str], other: str) -> str:
    """The key for what a parser of Python's complains of, by how its message begins."""
    return next((key for start, key in reasons.items() if message.startswith(start)), other)


def all_shown(params: Params) -> Params:
    return {name: shown(value, 400) if isinstance(value, str) else value for name, value in params.items()}


def shown(text: str, limit: int = 60) -> str:
    """Somebody's text on one line of a message, without anything that a terminal obeys."""
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in short)
