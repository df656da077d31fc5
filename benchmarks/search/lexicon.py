"""The words that names are made of, each with its reading and its English, written by hand.

Readings are not made by a library, so that an engine which uses one is tested by them, not confirmed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("words")
_SYLLABLE = re.compile(r"[a-z]+[1-5]")


@dataclass(frozen=True, slots=True)
class Word:
    """`reading` has one syllable a character with the tone's digit, and v for ü: ("nv3", "wang2")."""

    hanzi: str
    reading: tuple[str, ...]
    english: str = ""


@cache
def words(kind: str) -> tuple[Word, ...]:
    """The words of one section of words/*.txt; `what` is every word for a thing or a notion."""
    if kind == "what":
        return words("thing") + words("common")
    return tuple(_word(entry) for entry in _sections()[kind])


@cache
def foreign(language: str, kind: str) -> tuple[str, ...]:
    return tuple(_sections()[f"{language}.{kind}"])


@cache
def vocabulary() -> tuple[Word, ...]:
    """Every word that may stand in a name or in a Chinese sentence, without the names of people."""
    return tuple(
        word for kind in ("who", "deed", "how", "where", "act", "thing", "common") for word in words(kind)
    )


def syllables(written: str) -> tuple[str, ...]:
    """ "zong3cai2" in its syllables."""
    return tuple(_SYLLABLE.findall(written))


def _word(entry: str) -> Word:
    hanzi, reading, *english = entry.split(maxsplit=2)
    return Word(hanzi, syllables(reading), english[0] if english else "")


@cache
def _sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for file in sorted(_FOLDER.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                section = found.setdefault(line[2:], [])
            else:
                section += [entry.strip() for entry in line.split(";") if entry.strip()]
    return found
