"""Countries by ISO 3166 code, with their names from CLDR, so that nobody types a list of countries."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

from babel import Locale
from rapidfuzz.distance import OSA

from bot.domain.model import WORLD, Language
from bot.domain.names import fold

_CLDR = {Language.EN: "en_GB", Language.ZH_CN: "zh_Hans", Language.ZH_TW: "zh_Hant"}
_NOT_COUNTRIES = frozenset(
    {"CQ", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
)  # CLDR's groupings, placeholders, and Sark
_NICKNAMES = {"uk": "GB", "britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "america": "US",
              "usa": "US", "korea": "KR", "holland": "NL", "emirates": "AE", "prc": "CN"}  # fmt: skip

_WITH_ARTICLE = frozenset(
    "AE AX BS CC CD CF CK CX DO FK FO GB GM IM KM KY MF MH MP MV NF NL PH SB SC TC TF UM US VA VG VI".split()
)

# The select that asks for a region shows these first: where the documented services have their viewers.
COMMON = ("GB", "US", "IE", "CA", "AU", "NZ", "IN", "SG", "MY", "PH", "ID", "TH", "VN", "HK", "TW", "CN", "JP",
          "KR", "DE", "FR", "ES", "IT", "BR", "MX")  # fmt: skip


@cache
def names(language: Language) -> dict[str, str]:
    """Code to name in one language, every country there is; the world is not in it."""
    territories = cast(Mapping[str, str], Locale.parse(_CLDR[language]).territories)
    return {code: name for code, name in territories.items() if len(code) == 2 and code not in _NOT_COUNTRIES}


def is_country(code: str) -> bool:
    return code in names(Language.EN)


def is_region(code: str) -> bool:
    """A country, or the world."""
    return code == WORLD or is_country(code)


def name(code: str, language: Language) -> str:
    """A country's name; unknown codes come back as they are."""
    return names(language).get(code, code)


def in_sentence(code: str, language: Language) -> str:
    """A country's name after a preposition: English says "in the United Kingdom"."""
    plain = name(code, language)
    return f"the {plain}" if language is Language.EN and code in _WITH_ARTICLE else plain


def flag(code: str) -> str:
    """The flag emoji: two regional indicator letters."""
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code)


@cache
def _folded() -> tuple[tuple[str, str], ...]:
    pairs = {(fold(text), code) for language in Language for code, text in names(language).items()}
    pairs |= {(code.lower(), code) for code in names(Language.EN)} | set(_NICKNAMES.items())
    return tuple(sorted(pairs))


def search(query: str, limit: int = 25) -> list[str]:
    """Codes that fit what somebody typed: a code, a name in any of our languages, its beginning, or a typo."""
    wanted = fold(query)
    if not wanted:
        return list(COMMON[:limit])
    ranked: dict[str, tuple[int, int, str]] = {}
    for text, code in _folded():
        if (rank := _rank(wanted, text)) is not None:
            ranked[code] = min(ranked.get(code, (9, 9, "")), (rank, len(text), text))
    return sorted(ranked, key=ranked.__getitem__)[:limit]


def _rank(wanted: str, text: str) -> int | None:
    if text == wanted:
        return 0
    if text.startswith(wanted):
        return 1
    if wanted in text and len(wanted) > 2:
        return 2
    allowed = 1 if len(wanted) < 8 else 2
    if len(wanted) > 3 and OSA.distance(wanted, text, score_cutoff=allowed) <= allowed:
        return 3
    return None
