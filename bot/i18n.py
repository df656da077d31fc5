"""Every text a person reads: Fluent messages in data/locales, one file a language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from bot.config import ROOT
from bot.domain.model import Language

FOLDER = ROOT / "data/locales"
_BEGINS = re.compile(r"^(?=[a-z][\w-]* =)", re.MULTILINE)


class Texts:
    """Formats messages. A key that is missing is a defect, so it raises instead of showing something else."""

    def __init__(self, folder: Path = FOLDER) -> None:
        # No isolation marks: Discord shows them as boxes on some phones.
        self._bundles = {
            language: FluentBundle([str(language)], use_isolating=False) for language in Language
        }
        self._sources = {language: _messages(folder / f"{language}.ftl") for language in Language}

    def __call__(self, language: Language, key: str, /, **params: Any) -> str:
        """The message in this language. Raises KeyError for an unknown key, ValueError for a missing parameter."""
        bundle = self._bundles[language]
        if not bundle.has_message(key):
            bundle.add_resource(FluentResource(self._sources[language][key]))
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        text, errors = bundle.format_pattern(pattern, params)
        if errors:
            raise ValueError(f"{key} in {language}: {errors[0]}")
        return str(text)

    def has(self, language: Language, key: str) -> bool:
        return key in self._sources[language]


def _messages(path: Path) -> dict[str, str]:
    """Each message as written. It is parsed when it is first asked for: to parse all of them takes a third of a second
    of every start, and few processes say them all. No message of ours refers to another."""
    return {text.partition(" ")[0]: text for text in _BEGINS.split(path.read_text(encoding="utf-8"))[1:]}


@cache
def texts() -> Texts:
    """The shipped texts, read once."""
    return Texts()
