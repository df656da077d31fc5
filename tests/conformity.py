"""Whether requests are what Discord's own description allows; nothing is asked where that description is absent."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

import jsonschema
import jsonschema_rs

from bot.config import ROOT

_DESCRIPTION = ROOT.parent / "shared/discord"


class Validator:
    """Says at once that a body is right, and only of a wrong one, much more slowly, what is wrong with it."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._judge = jsonschema_rs.Draft202012Validator(schema)
        self._explainer = jsonschema.Draft202012Validator(schema)

    def iter_errors(self, body: Any) -> Iterator[Any]:
        return iter(()) if self._judge.is_valid(body) else self._explainer.iter_errors(body)


def violations(requests: Iterable[Any]) -> list[str]:
    """A line for each request, as simcord or the stand-in notes them, that Discord would not take."""
    if not _DESCRIPTION.is_dir():
        return []
    if str(_DESCRIPTION) not in sys.path:
        sys.path.append(str(_DESCRIPTION))
    import conformance

    conformance.Draft202012Validator = Validator
    return conformance.violations(requests)
