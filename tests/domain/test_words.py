"""Dates and names of languages, as people write them in each language."""

from __future__ import annotations

import pytest

from bot.domain.model import Language
from bot.domain.words import language_name, partial_date

EN, CN, TW = Language.EN, Language.ZH_CN, Language.ZH_TW


@pytest.mark.parametrize(
    ("date", "language", "written"),
    [
        ("2026", EN, "2026"),
        ("2026", CN, "2026"),
        ("2026-01", EN, "January 2026"),
        ("2026-01", CN, "2026年1月"),
        ("2026-01", TW, "2026年1月"),
        ("2026-01-12", EN, "12 January 2026"),
        ("2026-01-12", CN, "2026年1月12日"),
        ("2026-01-12", TW, "2026年1月12日"),
    ],
)
def test_partial_date(date: str, language: Language, written: str) -> None:
    assert partial_date(date, language) == written


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("zh", EN, "Chinese"),
        ("zh", CN, "中文"),
        ("zh-Hans", EN, "Chinese"),
        ("en", TW, "英文"),
        ("en-GB", CN, "英语"),
        ("ko", CN, "韩语"),
        ("ko", TW, "韓文"),
        ("xx", EN, "xx"),
    ],
)
def test_language_name(code: str, language: Language, name: str) -> None:
    assert language_name(code, language) == name
