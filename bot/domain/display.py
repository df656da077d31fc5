"""How a title is called in an answer: which names, in which order, in one line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.model import Name, Title
from bot.domain.viewer import TitleOrder

_HAN = re.compile(r"[\u3400-\u9fff]")
_ESTABLISHED = ("original", "official")


def is_chinese(text: str) -> bool:
    return bool(_HAN.search(text))


def shown_names(title: Title, order: TitleOrder) -> tuple[str, ...]:
    """One English name and one other, in the order chosen; our own translation is never one of them."""
    names = [name for name in title.names if name.kind in _ESTABLISHED] or _not_gloss(title)
    english = next((name.text for name in names if name.language == "en"), None)
    other = next((name.text for name in names if name.language != "en"), None)
    pair = (english, other) if order is TitleOrder.ENGLISH else (other, english)
    return tuple(text for text in pair if text)


def original_name(title: Title) -> str:
    """The name it was made under, which is what one types in the app it comes from."""
    names = _not_gloss(title)
    return next((name.text for name in names if name.kind == "original"), names[0].text)


def english_name(title: Title) -> str | None:
    return next((n.text for n in title.names if n.language == "en" and n.kind in _ESTABLISHED), None)


def gloss(title: Title) -> str | None:
    """Our own translation, for a title that has no English name."""
    if english_name(title):
        return None
    return next((name.text for name in title.names if name.kind == "gloss"), None)


def heading(title: Title, order: TitleOrder) -> str:
    """Both names in one line: Greedy Snake 《贪吃蛇》."""
    first, *rest = (f"《{text}》" if is_chinese(text) else text for text in shown_names(title, order))
    return " ".join((first, *rest))


def label(
    title: Title, order: TitleOrder, platforms: Sequence[str], *, plain: bool = False, limit: int = 100
) -> str:
    """A line to choose from: English · 中文 · year · platform.

    Unless `plain`, our translation stands in for a missing English name, marked by ≈.
    """
    names = list(shown_names(title, order))
    if not plain and (translation := gloss(title)):
        names.append(f"≈ {translation}")
    tail = "".join(f" · {part}" for part in (str(title.year) if title.year else "", *platforms[:1]) if part)
    return clip(" · ".join(names), limit - len(tail)) + tail


def clip(text: str, limit: int) -> str:
    """At most `limit` characters; an ellipsis shows that something is gone."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def apart(old: str, new: str, limit: int) -> tuple[str, str]:
    """Two texts that differ, cut to what is around the first difference, so that it is seen in what is left."""
    if max(len(old), len(new)) <= limit:
        return old, new
    at = next((i for i, (a, b) in enumerate(zip(old, new)) if a != b), min(len(old), len(new)))  # noqa: B905
    start = max(0, at - limit // 3)
    return _cut(old, start, limit), _cut(new, start, limit)


def _cut(text: str, start: int, limit: int) -> str:
    part = text[start : start + limit - 2]
    return "…" * (start > 0) + part + "…" * (start + len(part) < len(text))


def _not_gloss(title: Title) -> list[Name]:
    return [name for name in title.names if name.kind != "gloss"]
