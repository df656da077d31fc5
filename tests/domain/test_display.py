"""Which names of a title are shown: established ones in the order chosen, our own translation never as one."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain import display
from bot.domain.model import Title
from bot.domain.viewer import TitleOrder

EN, ZH = TitleOrder.ENGLISH, TitleOrder.CHINESE


def title(*names: tuple[str, str, str], **fields: Any) -> Title:
    """A title with names of (text, language, kind)."""
    return Title.model_validate(
        {
            "id": "x",
            "sources": ["a newspaper"],
            "confidence": "high",
            "names": [{"text": text, "language": language, "kind": kind} for text, language, kind in names],
            **fields,
        }
    )


SNAKE = title(("贪吃蛇", "zh-Hans", "original"), ("Greedy Snake", "en", "official"))
GLOSSED = title(("长路", "zh-Hans", "original"), ("The Long Road", "en", "gloss"))
ENGLISH = title(("Duke With Benefits", "en", "original"))
SEVERAL = title(
    ("长眠", "zh-Hans", "original"),
    ("After Her Long Slumber", "en", "official"),
    ("She Slept, They Wept", "en", "official"),
    ("Long Sleep", "en", "alias"),
    ("眠り姫", "ja", "alias"),
    ("Sleeping Long", "en", "gloss"),
)
FOREIGN = title(("Arabpati Ka Badla", "hi", "original"), ("The Billionaire's Revenge", "en", "gloss"))
ALIAS_ONLY = title(("Snek", "en", "alias"), ("Our words", "en", "gloss"))


@pytest.mark.parametrize(
    ("given", "order", "shown", "heading"),
    [
        (SNAKE, EN, ("Greedy Snake", "贪吃蛇"), "Greedy Snake 《贪吃蛇》"),
        (SNAKE, ZH, ("贪吃蛇", "Greedy Snake"), "《贪吃蛇》 Greedy Snake"),
        (GLOSSED, EN, ("长路",), "《长路》"),
        (GLOSSED, ZH, ("长路",), "《长路》"),
        (ENGLISH, EN, ("Duke With Benefits",), "Duke With Benefits"),
        (ENGLISH, ZH, ("Duke With Benefits",), "Duke With Benefits"),
        (SEVERAL, EN, ("After Her Long Slumber", "长眠"), "After Her Long Slumber 《长眠》"),
        (FOREIGN, EN, ("Arabpati Ka Badla",), "Arabpati Ka Badla"),
        (ALIAS_ONLY, EN, ("Snek",), "Snek"),
    ],
)
def test_heading(given: Title, order: TitleOrder, shown: tuple[str, ...], heading: str) -> None:
    assert display.shown_names(given, order) == shown
    assert display.heading(given, order) == heading


@pytest.mark.parametrize(
    ("given", "original", "english", "gloss"),
    [
        (SNAKE, "贪吃蛇", "Greedy Snake", None),
        (GLOSSED, "长路", None, "The Long Road"),
        (ENGLISH, "Duke With Benefits", "Duke With Benefits", None),
        (SEVERAL, "长眠", "After Her Long Slumber", None),  # a real English name makes ours unnecessary
        (FOREIGN, "Arabpati Ka Badla", None, "The Billionaire's Revenge"),
        (ALIAS_ONLY, "Snek", None, "Our words"),
    ],
)
def test_single_names(given: Title, original: str, english: str | None, gloss: str | None) -> None:
    assert display.original_name(given) == original
    assert display.english_name(given) == english
    assert display.gloss(given) == gloss


@pytest.mark.parametrize(
    ("given", "order", "platforms", "plain", "label"),
    [
        (SNAKE, EN, [], False, "Greedy Snake · 贪吃蛇"),
        (SNAKE, ZH, ["小红书"], True, "贪吃蛇 · Greedy Snake · 小红书"),
        (SNAKE, EN, ["Xiaohongshu", "Douyin"], False, "Greedy Snake · 贪吃蛇 · Xiaohongshu"),
        (GLOSSED, EN, [], False, "长路 · ≈ The Long Road"),
        (GLOSSED, ZH, [], True, "长路"),
    ],
)
def test_label(given: Title, order: TitleOrder, platforms: list[str], plain: bool, label: str) -> None:
    assert display.label(given, order, platforms, plain=plain) == label


def test_a_label_has_the_year_and_always_fits() -> None:
    long = title(("长" * 150, "zh-Hans", "original"), ("Long " * 30, "en", "official"), year=2026)
    label = display.label(long, EN, ["Xiaohongshu"])
    assert len(label) <= 100
    assert label.endswith("… · 2026 · Xiaohongshu"), "what tells titles apart is kept, the name is cut"


@pytest.mark.parametrize(
    ("text", "limit", "clipped"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("ab cd", 4, "ab…"), ("", 5, ""), ("贪吃蛇", 2, "贪…")],
)
def test_clip(text: str, limit: int, clipped: str) -> None:
    assert display.clip(text, limit) == clipped


@pytest.mark.parametrize(
    ("text", "chinese"),
    [("贪吃蛇", True), ("a 蛇", True), ("Snake", False), ("スネーク", False), ("", False), ("한국", False)],
)
def test_is_chinese(text: str, chinese: bool) -> None:
    assert display.is_chinese(text) is chinese
