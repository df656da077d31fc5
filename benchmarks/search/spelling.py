"""What counts as the same spelling, decided here and not by the bot's own code, so that the bot can be wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from opencc import OpenCC

from benchmarks.search.drama import Name

ARTICLES = frozenset({"a", "an", "the"})
_APOSTROPHE = re.compile("['’`′]")
_POSSESSIVE = re.compile("['’]s\\b")
_ACCENTED = re.compile("[À-ɏ]")
_OTHER = re.compile(r"[^\w\u0900-\u097f]|[_।]")  # \w has no vowel signs, which Hindi needs
_LEFT_BY_OPENCC = str.maketrans("著妳祂牠佔", "着你他它占")
_MARKS = {"a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "v": "ǖǘǚǜ"}
CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ing", "in"), ("eng", "en"), ("ang", "an"))


def fold(text: str) -> str:
    """Case, accents, punctuation, width and traditional characters taken out; words parted by one space."""
    text = _APOSTROPHE.sub("", unicodedata.normalize("NFKC", text).casefold().replace("&", " and "))
    text = _ACCENTED.sub(lambda letter: unicodedata.normalize("NFD", letter[0])[0], text)
    text = simplified(_OTHER.sub(" ", text)) if not text.isascii() else _OTHER.sub(" ", text)
    return " ".join(text.split())


def simplified(text: str) -> str:
    return _converter("t2s")(text).translate(_LEFT_BY_OPENCC)


def traditional(text: str, standard: str) -> str:
    """`standard` is s2t or s2tw."""
    return _converter(standard)(text)


def canonical(name: Name) -> str:
    """The folded name with its season, however that is written, as a number at the end."""
    return fold(name.stem) if name.season == 1 else f"{fold(name.stem)} {name.season}"


def words_of(text: str) -> str:
    """The folded text for looking for words in it: "the ceo's ring" has "ceos" and "ceo"."""
    folded = fold(text)
    return f" {folded} {fold(_POSSESSIVE.sub('', text))} " if _POSSESSIVE.search(text) else f" {folded} "


def compact(folded: str) -> str:
    return folded.replace(" ", "")


def without_articles(folded: str) -> str:
    return " ".join(word for word in folded.split() if word not in ARTICLES)


# --- pinyin: syllables are written as in Name.reading, "nv3" -----------------------------------------


def plain(reading: tuple[str, ...]) -> list[str]:
    """Without tones, and ü as people mean it when they type u."""
    return [syllable[:-1].replace("v", "u") for syllable in reading]


def marked(syllable: str) -> str:
    """ "nv3" as "nǚ": the mark is on a or e, on the o of ou, or else on the last vowel."""
    letters, tone = syllable[:-1], int(syllable[-1])
    vowels = [at for at, letter in enumerate(letters) if letter in _MARKS]
    at = next((at for at in vowels if letters[at] in "ae"), None)
    at = letters.find("ou") if at is None and "ou" in letters else at
    at = vowels[-1] if at is None else at
    if tone < 5:
        letters = letters[:at] + _MARKS[letters[at]][tone - 1] + letters[at + 1 :]
    return letters.replace("v", "ü")


def southern(syllable: str) -> str:
    """The sounds that many speakers do not tell apart, as one."""
    for written, same in CONFUSED:
        syllable = syllable.replace(written, same)
    return "l" + syllable[1:] if syllable.startswith("n") else syllable


@cache
def _converter(config: str) -> Callable[[str], str]:
    return OpenCC(config).convert  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
