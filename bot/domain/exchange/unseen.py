"""Takes what cannot be seen out of titles that somebody hands in: it would hide or turn round what cards show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from bot.domain.exchange.imports import Plan, Write, to_raw
from bot.domain.exchange.mistakes import record_mistakes
from bot.domain.markup import clean
from bot.domain.model import Title

_LONGEST = 4000  # characters; no field takes as many


def without_hidden(plan: Plan) -> Plan:
    """The same plan with clean texts; one that was there before stays as it was."""
    writes, unchanged, problems = list[Write](), plan.unchanged, list(plan.problems)
    for write in plan.writes:
        try:
            title = _cleaned(write)
        except ValidationError as error:  # nothing is left of a text
            problems += record_mistakes(write.place, error)
            continue
        if title == write.before:
            unchanged += 1
        else:
            writes.append(write._replace(title=title))
    return Plan(writes, unchanged, problems)


def _cleaned(write: Write) -> Title:
    raw = to_raw(write.title)
    known = set(_texts(to_raw(write.before))) if write.before else set[str]()
    made = _without(raw, known)
    return write.title if made == raw else Title.model_validate(made)


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict() | list():
            for part in value.values() if isinstance(value, dict) else value:  # type: ignore[reportUnknownVariableType]
                yield from _texts(part)
        case _:
            pass


def _without(value: Any, known: set[str]) -> Any:
    match value:
        case str():
            return value if value in known else clean(value, _LONGEST)
        case dict():
            return {key: _without(part, known) for key, part in value.items()}  # type: ignore[reportUnknownVariableType]
        case list():
            return [_without(part, known) for part in value]  # type: ignore[reportUnknownVariableType]
        case _:
            return value
