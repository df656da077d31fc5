"""What is made from a record by rule: readings and scripts of its names, and Taiwan's text where no human wrote it.

Only a process that loads or imports calls this: the dictionaries behind it take 100 MB.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

from bot.domain.model import Record, Text, Title
from bot.domain.names import Forms, derive, to_taiwan

FORMS_VERSION = "4"  # raise it when derive() or to_taiwan() changes what it returns

FORMS_AT = "forms_version"  # where it is written down which version derived every name there is

R = TypeVar("R", bound=Record)


def derive_forms(titles: Iterable[Title]) -> dict[str, str]:
    """Name text to its forms as JSON, for every name of the titles."""
    return derive_names(languages((name.text, name.language) for title in titles for name in title.names))


def languages(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The language of each text. One that is Chinese and something else is Chinese: only that has readings."""
    found: dict[str, str] = {}
    for text, language in names:
        if text not in found or language.startswith("zh"):
            found[text] = language
    return found


def derive_names(names: Mapping[str, str]) -> dict[str, str]:
    """The same for names with their languages."""
    return {
        text: json.dumps(dataclasses.asdict(derive(text, language)), ensure_ascii=False)
        for text, language in names.items()
    }


def forms_from_json(body: str) -> Forms:
    raw: dict[str, Any] = json.loads(body)
    raw["readings"] = tuple(raw["readings"])
    return Forms(**raw)


def complete_texts(record: R) -> R:
    """The same record, with a derived Taiwan text in every sentence that has none."""
    changed = {
        field: new
        for field in type(record).model_fields
        if (new := _completed(old := getattr(record, field))) is not old
    }
    return record.model_copy(update=changed) if changed else record


def _completed(value: Any) -> Any:
    if isinstance(value, Text):
        missing = value.zh_tw is None
        return value.model_copy(update={"zh_tw_derived": to_taiwan(value.zh_cn)}) if missing else value
    if isinstance(value, Record):
        return complete_texts(value)
    if isinstance(value, tuple):
        old = cast(tuple[Any, ...], value)
        new = tuple(_completed(part) for part in old)
        return new if any(a is not b for a, b in zip(new, old, strict=True)) else old
    return value
