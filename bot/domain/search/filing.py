"""Everything a title is filed under, so that a search reads a few rows and never all of them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from hashlib import blake2b
from itertools import pairwise
from string import ascii_lowercase

from bot.domain.names import HANZI, fold, fold_season, season, tokens
from bot.domain.search.entries import Entry
from bot.domain.search.keys import Key, led, name_key, pack
from bot.domain.search.sounds import accentless
from bot.domain.search.terms import Terms, digest, document

INDEX_VERSION = "3"  # raise it whenever filed() returns something else for the same entry

MAX_NAMES = 128  # of one title; the model allows fewer
_NAME_BITS = 7
_SHORTEST_WORD, _LONGEST_WORD = 4, 20  # letters of a word whose slips are looked up
_TWO_SLIPS = 8  # letters from which a word may have two of them

# Written without spaces, so that pieces of a word are names of things too: hanzi, kana, hangul.
DENSE = re.compile(f"[{HANZI.pattern[1:-1]}\u3040-\u30ff\u31f0-\u31ff\uac00-\ud7a3]")
_PIECE = re.compile(rf"({DENSE.pattern}+)|((?:(?!{DENSE.pattern})\S)+)")


class Field(IntEnum):
    """In which way a key is a name's. The numbers are stored."""

    WRITTEN = 0
    HEARD = 1  # joined pinyin, with no accent
    TAIL = 2  # either, from its last letter to its first: a slip near the beginning leaves the end whole
    INITIALS = 3


_HEADS = (Field.WRITTEN, Field.HEARD)  # initials begin like the pinyin


@dataclass(frozen=True, slots=True)
class Filed:
    title_id: str
    guild: int
    place: int  # to browse: the newest has the lowest
    season: int
    evidence: int
    names: str  # packed
    keys: tuple[tuple[Field, str, int], ...]  # field, key, position of the name
    heads: tuple[str, ...]  # how names begin: two letters; and "" for every title
    units: tuple[str, ...]  # words, hanzi and syllables of the names
    words: tuple[str, ...]  # of the names
    sounds: tuple[tuple[str, str], ...]  # hanzi, syllable
    terms: Terms  # of the plot
    facets: tuple[str, ...]

    @property
    def digest(self) -> bytes:
        return digest(self.terms)

    def checksum(self) -> int:
        """The same only for the same rows, on every machine."""
        return zlib.crc32(repr(self).encode())


def filed(entry: Entry) -> Filed:
    written = [fold(name.text) for name in entry.names]
    names = [name_key(*name) for name in zip(entry.names[:MAX_NAMES], written, strict=False)]
    keys = {(field, key, n) for n, name in enumerate(names) for field, key in _keys(name, written[n])}
    return Filed(
        title_id=entry.title_id,
        guild=entry.guild,
        place=-entry.year,
        season=season(fold_season(written[0])),
        evidence=entry.evidence,
        names=pack(names),
        keys=tuple(sorted(key for key in keys if key[1])),
        heads=tuple(sorted({"", *(key[:2] for field, key, _ in keys if field in _HEADS)})),
        units=tuple(sorted({unit for key in names for unit in _units(key.text, key.readings)})),
        words=tuple(sorted({word for key in names for _, word in pieces(key.text) if word})),
        sounds=tuple(sorted({pair for name, folded in zip(entry.names, written, strict=True)
                             for pair in _sounds(folded, name.forms.readings)})),
        terms=document(entry.plot, entry.facets),
        facets=tuple(sorted(entry.facets)),
    )  # fmt: skip


def reference(number: int, name: int) -> int:
    """A title and one of its names in one integer, as rows of keys carry it."""
    return number << _NAME_BITS | name


def dereference(reference: int) -> tuple[int, int]:
    return reference >> _NAME_BITS, reference & ((1 << _NAME_BITS) - 1)


def facet_number(facet: str) -> int:
    """48 bits, so that two facets never share one."""
    return int.from_bytes(blake2b(facet.encode(errors="replace"), digest_size=6).digest())


def _keys(name: Key, written: str) -> Iterator[tuple[Field, str]]:
    yield Field.WRITTEN, name.bare
    yield Field.WRITTEN, led(name.text) + name.bare  # "the h" on the way to "The Heir"
    yield Field.WRITTEN, name.joined
    if written != name.text:
        yield Field.WRITTEN, written.replace(" ", "")  # 第 on the way to 第二季
    yield Field.TAIL, name.bare[::-1]
    if name.spelled:
        yield Field.TAIL, accentless(name.spelled[0])[::-1]  # who errs in a letter has the likeliest reading
    for reading, spelled in zip(name.readings, name.spelled, strict=True):
        yield Field.HEARD, accentless(spelled)
        if " " in reading:
            yield Field.INITIALS, "".join(syllable[0] for syllable in reading.split())


# --- units: what a name is made of ---------------------------------------------------------------


def _units(text: str, readings: Iterable[str]) -> Iterator[str]:
    yield from written_units(text)
    for reading in readings:
        yield from heard_units(reading.split())


def written_units(text: str) -> Iterator[str]:
    """Words, and of what is written without spaces every character and every pair."""
    yield from (word for _, word in pieces(text) if word)
    for dense, _ in pieces(text.replace(" ", "")):  # who types a piece of a name leaves its comma out
        yield from dense
        yield from map("".join, pairwise(dense))


def heard_units(syllables: Iterable[str]) -> Iterator[str]:
    """Every syllable and every pair, with no accent. "~" keeps them apart from words."""
    plain = [accentless(syllable) for syllable in syllables]
    yield from (f"~{one}" for one in plain)
    yield from (f"~{one}.{next_}" for one, next_ in pairwise(plain))


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """(run of dense script, "") or ("", word), in order."""
    for match in _PIECE.finditer(text):
        yield match[1] or "", match[2] or ""


def _sounds(folded: str, readings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if readings:
        pairs = zip(tokens(folded), readings[0].split(), strict=False)
        yield from (pair for pair in pairs if HANZI.match(pair[0]))


# --- slips in words ------------------------------------------------------------------------------


def slips(word: str) -> int:
    """How many wrong letters a word may have and still be known."""
    if not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD:
        return 0
    return 1 if len(word) < _TWO_SLIPS else 2


def cuts(word: str) -> set[str]:
    """The word with as many letters left out as it may have slips: two words with a common cut are alike."""
    found = {word}
    for _ in range(slips(word)):
        found |= {cut[:at] + cut[at + 1 :] for cut in found for at in range(len(cut))}
    return found if slips(word) else set()


def one_slip_from(typed: str, up_to: int) -> set[str]:
    """Everything that becomes the typed letters by one slip among the first few."""
    found: set[str] = set()
    for at in range(min(len(typed), up_to)):
        before, after, rest = typed[:at], typed[at:], typed[at + 1 :]
        found |= {before + rest, before + rest[:1] + typed[at] + rest[1:]}
        for letter in ascii_lowercase:
            found |= {before + letter + rest, before + letter + after}
    return found
