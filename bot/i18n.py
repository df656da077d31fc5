"""Every text a person reads: Fluent messages in data/locales, one file a language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from bot.config import ROOT
from bot.domain.model import Language

FOLDER = ROOT / "data/locales"


class Texts:
    """Formats messages. A key that is missing is a defect, so it raises instead of showing something else."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._bundles = {language: _bundle(folder, language) for language in Language}

    def __call__(self, language: Language, key: str, /, **params: Any) -> str:
        """The message in this language. Raises KeyError for an unknown key, ValueError for a missing parameter."""
        bundle = self._bundles[language]
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        text, errors = bundle.format_pattern(pattern, params)
        if errors:
            raise ValueError(f"{key} in {language}: {errors[0]}")
        return str(text)

    def has(self, language: Language, key: str) -> bool:
        return self._bundles[language].has_message(key)


def _bundle(folder: Path, language: Language) -> FluentBundle:
    # No isolation marks: Discord shows them as boxes on some phones.
    bundle = FluentBundle([str(language)], use_isolating=False)
    bundle.add_resource(FluentResource((folder / f"{language}.ftl").read_text(encoding="utf-8")))
    return bundle


@cache
def texts() -> Texts:
    """The shipped texts, read once."""
    return Texts()
