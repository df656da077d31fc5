"""The small grammar of a spreadsheet's cells, both ways.

lists   贪吃蛇 | 蛇女                      an item's own | and \\ get a \\ before them
pairs   douyin | douyin=https://…        so does = on the left
names   贪吃蛇 | Foo [id]                  the language in brackets, where the script does not say it
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from opencc import OpenCC

Raw = dict[str, Any]  # JSON values, the aliases of model.py as keys


def tidy(cell: str) -> str:
    """A cell without what a spreadsheet program may change on its own: outer blanks, kind of line end."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


# --- lists and pairs --------------------------------------------------------------------------------

_ITEM = re.compile(r"(?:\\[\\|=]|[^|])+")
_EQUALS = re.compile(r"^((?:\\[\\|=]|[^=])*+)=(.*)$", re.DOTALL)


def escape(text: str, marks: str = "|") -> str:
    return re.sub(rf"[\\{marks}]", r"\\\g<0>", text)


def unescape(text: str) -> str:
    return re.sub(r"\\([\\|=])", r"\1", text).strip()


def items(cell: str) -> list[str]:
    """The items of a list, still escaped."""
    return [item.strip() for item in _ITEM.findall(cell) if item.strip()]


def pairs(cell: str) -> list[tuple[str, str | None]]:
    """Left and right of each item's first "="; right is None where there is none."""
    found = ((item, _EQUALS.match(item)) for item in items(cell))
    return [
        (unescape(match[1]), unescape(match[2])) if match else (unescape(item), None) for item, match in found
    ]


def show_pairs(pairs: Iterable[tuple[str, str | None]]) -> str:
    return " | ".join(
        escape(left, "|=") + ("" if right is None else f"={escape(right)}") for left, right in pairs
    )


# --- names ------------------------------------------------------------------------------------------

_TAG = re.compile(r"^(.*\S)\s*\[([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?)\]$", re.DOTALL)
_SCRIPTS = (
    ("ja", re.compile("[ぁ-ゖァ-ヺ]")), ("ko", re.compile("[가-힣]")), ("th", re.compile("[ก-๛]")),
    ("ar", re.compile("[؀-ۿ]")), ("hi", re.compile("[ऀ-ॿ]")), ("ru", re.compile("[Ѐ-ӿ]")),
)  # fmt: skip
_HAN = re.compile("[㐀-鿿]")


def tagged(name: Raw) -> str:
    text: str = name["text"]
    language: str = name["language"]
    plain = language == language_of(text) and not _TAG.match(text)
    return text if plain else f"{text} [{language}]"


def untagged(text: str) -> Raw:
    """Text and language of a name as somebody wrote it in a cell."""
    if match := _TAG.match(text):
        return {"text": match[1], "language": match[2]}
    return {"text": text, "language": language_of(text)}


def language_of(text: str) -> str:
    """The likeliest language of a name, by its script; Latin letters and all others count as English."""
    if found := next((language for language, letters in _SCRIPTS if letters.search(text)), None):
        return found
    if not _HAN.search(text):
        return "en"
    return "zh-Hans" if _simplifier()(text) == text else "zh-Hant"


@cache
def _simplifier() -> Callable[[str], str]:
    # Whole words, unlike fold(): 著名 and 乾隆 are simplified as they are.
    return OpenCC("t2s").convert  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
