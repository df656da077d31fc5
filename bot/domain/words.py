"""Small phrases that depend on the language: countries, spoken languages, dates and lengths of time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import cast

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from bot.domain.model import Language

_CLDR = {Language.EN: "en_GB", Language.ZH_CN: "zh_Hans", Language.ZH_TW: "zh_Hant"}


@cache
def language_name(code: str, language: Language) -> str:
    """The name of a spoken language: zh is Chinese, 中文."""
    languages = cast(Mapping[str, str], Locale.parse(_CLDR[language]).languages)
    return languages.get(code.split("-")[0], code)


@cache
def partial_date(text: str, language: Language) -> str:
    """2026, 2026-01 or 2026-01-12 the way people write it."""
    locale = _CLDR[language]
    match [int(part) for part in text.split("-")]:
        case [year, month, day]:
            return format_date(date(year, month, day), "long", locale=locale)
        case [year, month]:
            return format_skeleton("yMMMM", date(year, month, 1), locale=locale)
        case _:
            return text


@cache
def script_name(code: str, language: Language) -> str:
    """The name of a written language: zh-Hans is Simplified Chinese, 简体中文."""
    locale = Locale.parse(_CLDR[language])
    try:
        name = Locale.parse(code, sep="-").get_display_name(locale)
    except (ValueError, UnknownLocaleError):
        name = None
    return name or language_name(code, language)
