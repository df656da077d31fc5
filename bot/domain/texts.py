"""The sentences of a record, wherever they stand, and the Taiwan text that is derived where no human wrote one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from bot.domain.model import Record, Text

R = TypeVar("R", bound=Record)


def wording(record: Record) -> Iterator[tuple[str, str | None]]:
    """Each simplified sentence that no human wrote for Taiwan, with what is derived of it."""
    for field in type(record).model_fields:
        value: Any = getattr(record, field)
        for part in value if isinstance(value, tuple) else (value,):  # type: ignore[reportUnknownVariableType]
            if isinstance(part, Text):
                if part.zh_tw is None:
                    yield part.zh_cn, part.zh_tw_derived
            elif isinstance(part, Record):
                yield from wording(part)


def with_derived(record: R, derived: Mapping[str, str | None]) -> R:
    """The same record with these derived texts, by their simplified ones, and no others."""
    changed = {
        field: new
        for field in type(record).model_fields
        if (new := _with(old := getattr(record, field), derived)) is not old
    }
    return record.model_copy(update=changed) if changed else record


def _with(value: Any, derived: Mapping[str, str | None]) -> Any:
    if isinstance(value, Text):
        said = derived.get(value.zh_cn) if value.zh_tw is None else None
        return value if said == value.zh_tw_derived else value.model_copy(update={"zh_tw_derived": said})
    if isinstance(value, Record):
        return with_derived(value, derived)
    if isinstance(value, tuple):
        new = tuple(_with(part, derived) for part in value)  # type: ignore[reportUnknownVariableType]
        return new if any(a is not b for a, b in zip(new, value, strict=True)) else value  # type: ignore[reportUnknownArgumentType,reportUnknownVariableType]
    return value
