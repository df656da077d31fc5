"""A name, ready to be compared with what was typed, and how it is packed into the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile
from operator import eq

from bot.domain.model import NameKind
from bot.domain.names import HANZI, fold_season, tokens
from bot.domain.search.entries import EntryName
from bot.domain.search.sounds import syllables

KINDS: tuple[NameKind, ...] = ("original", "official", "service", "alias", "gloss")  # their place is stored

_ARTICLES = frozenset({"the", "a", "an"})


class Key:
    """A name and its kind; `text` is folded, and so is its season; `readings` are syllables parted by spaces.

    `words` are none for a name in hanzi; `joined` has no spaces, `bare` no articles either; `spelled` are the
    readings joined.
    """

    __slots__ = ("bare", "joined", "kind", "readings", "spelled", "text", "words")

    def __init__(self, kind: NameKind, text: str, readings: tuple[str, ...] = ()) -> None:
        self.kind: NameKind = kind
        self.text = text
        self.readings = readings
        words = without_articles(text)
        self.words = () if HANZI.search(text) else words
        self.joined = text.replace(" ", "")
        self.bare = "".join(words)
        self.spelled = tuple(reading.replace(" ", "") for reading in readings)


def name_key(name: EntryName, written: str) -> Key:
    """Of a name, and the same folded."""
    folded = fold_season(written)
    if name.language == "zh-Latn":  # its own reading, in words
        readings = syllables(folded.replace(" ", ""), most=1)
    else:
        readings = _in_both_ways(tokens(written), tokens(folded), name.forms.readings)
    return Key(name.kind, folded, tuple(dict.fromkeys(map(" ".join, readings))))


READINGS = "\t"  # comes before the readings of a packed name, and nowhere else


def pack(names: Iterable[Key]) -> str:
    """All names of a title, one a line; no folded name has a tab, a bar or a line break."""
    return "\n".join(map(_packed, names))


def _packed(name: Key) -> str:
    readings = READINGS + "|".join(name.readings) if name.readings else ""
    return f"{KINDS.index(name.kind)}{name.text}{readings}"


@lru_cache(
    maxsize=2_048
)  # with every further letter that a member types, many of the same names are compared
def unpack(line: str) -> Key:
    """One line of what pack() made."""
    text, _, readings = line[1:].partition(READINGS)
    return Key(kind_of(line), text, tuple(readings.split("|")) if readings else ())


def kind_of(line: str) -> NameKind:
    return KINDS[int(line[0])]


def led(text: str) -> str:
    """The article that a text begins with, or none."""
    first, _, rest = text.partition(" ")
    return first if rest and first in _ARTICLES else ""


def without_articles(text: str) -> tuple[str, ...]:
    words = text.split()
    return tuple(word for word in words if word not in _ARTICLES) or tuple(words)


def _in_both_ways(
    written: list[str], folded: list[str], readings: Iterable[str]
) -> Iterator[tuple[str, ...]]:
    """Readings of a name as it is written, and with its season folded: "tan chi she di er ji", "tan chi she 2"."""
    shared = len(list(takewhile(bool, map(eq, written, folded))))
    for reading in readings:
        syllables = tuple(reading.split())
        yield syllables
        if written != folded:
            yield (*syllables[:shared], *folded[shared:])
