"""JSON merge patches (RFC 7386): what one object says differently from another."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def difference(old: Json, new: Json) -> Json:
    """The patch that makes `new` of `old`; empty when they are equal. Neither may hold null in an object."""
    patch: Json = {key: None for key in old if key not in new}
    for key, value in new.items():
        if key not in old:
            patch[key] = value
        elif isinstance(value, dict) and isinstance(old[key], dict):
            if inner := difference(old[key], value):  # type: ignore[arg-type]
                patch[key] = inner
        elif value != old[key]:
            patch[key] = value
    return patch


def merged(old: Json, patch: Json) -> Json:
    """What the patch makes of `old`."""
    new = dict(old)
    for key, value in patch.items():
        if value is None:
            new.pop(key, None)
        elif isinstance(value, dict):
            inner = new.get(key)
            new[key] = merged(inner if isinstance(inner, dict) else {}, value)  # type: ignore[reportUnknownArgumentType]
        else:
            new[key] = value
    return new
