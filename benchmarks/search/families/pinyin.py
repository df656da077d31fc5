"""Chinese names by their sound, in every way that people type it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.search.drama import Drama, Name
from benchmarks.search.families.family import Asked, Family, chinese, cut, each, slips
from benchmarks.search.spelling import CONFUSED, canonical, compact, marked, plain, southern
from benchmarks.search.truth import Truth

_POLYPHONES = frozenset("长重行乐都还得了传调曾单解仇盛率便着藏角弹参差血薄会觉降朝地区查尉会空奇当强给露")


def _spelt(write: Callable[[Random, Name], str]):
    """Asks for the whole name, written in some way."""

    def ask(random: Random, drama: Drama) -> Asked | None:
        name = chinese(drama)
        return Asked(write(random, name), "".join(plain(name.reading))) if name else None

    return ask


def _typed(random: Random, name: Name) -> list[str]:
    """Syllables as an input method wants them, or as a person without one writes ü."""
    umlaut = random.choice("vu")
    return [syllable[:-1].replace("v", umlaut) for syllable in name.reading]


def _joined(random: Random, name: Name) -> str:
    return "".join(_typed(random, name))


def _spaced(random: Random, name: Name) -> str:
    return " ".join(_typed(random, name))


def _marked(random: Random, name: Name) -> str:
    return random.choice((" ", "")).join(map(marked, name.reading))


def _numbered(random: Random, name: Name) -> str:
    return random.choice((" ", "")).join(syllable.replace("v", "u") for syllable in name.reading)


def _initials(random: Random, drama: Drama) -> Asked | None:
    name = chinese(drama)
    text = "".join(syllable[0] for syllable in name.reading) if name else ""
    return Asked(text, text) if len(text) >= 3 else None


def _part_initials(random: Random, drama: Drama) -> Asked | None:
    """Some syllables whole, some as their first letter."""
    name = chinese(drama)
    syllables = plain(name.reading) if name else []
    if len(syllables) < 3:
        return None
    whole = set(random.sample(range(len(syllables)), random.randint(1, len(syllables) - 1)))
    text = "".join(syllable if at in whole else syllable[0] for at, syllable in enumerate(syllables))
    return Asked(text, text)


def _part_characters(random: Random, drama: Drama) -> Asked | None:
    """The first part in characters and the rest by its sound, or the other way round."""
    if not (name := chinese(drama)) or len(name.reading) < 3:
        return None
    characters, syllables = list(compact(canonical(name))), plain(name.reading)
    at, gap = random.randint(1, len(characters) - 1), random.choice((" ", ""))
    if random.random() < 0.5:
        text, pieces = (
            "".join(characters[:at]) + gap + gap.join(syllables[at:]),
            characters[:at] + syllables[at:],
        )
    else:
        text, pieces = (
            gap.join(syllables[:at]) + gap + "".join(characters[at:]),
            syllables[:at] + characters[at:],
        )
    return Asked(text, pieces)


def _prefix(random: Random, drama: Drama) -> Asked | None:
    name = chinese(drama)
    text = cut(random, "".join(plain(name.reading)), 3) if name else None
    return Asked(text, text) if text else None


def _fragment(random: Random, drama: Drama) -> Asked | None:
    """Two to four syllables from within."""
    name = chinese(drama)
    syllables = plain(name.reading) if name else []
    if len(syllables) < 4:
        return None
    length = random.randint(2, min(4, len(syllables) - 1))
    start = random.randint(1, len(syllables) - length)
    part = syllables[start : start + length]
    return Asked(random.choice((" ", "")).join(part), "".join(part))


def _typo(random: Random, drama: Drama) -> Asked | None:
    name = chinese(drama)
    spelling = "".join(plain(name.reading)) if name else ""
    if len(spelling) < 8:
        return None
    text = slips(random, spelling, 1)
    return Asked(text, (text, spelling))


def _southern(random: Random, drama: Drama) -> Asked | None:
    """zh as z, ing as in, n as l … or the other way, in one or two syllables."""
    name = chinese(drama)
    syllables = plain(name.reading) if name else []
    places = [at for at, syllable in enumerate(syllables) if _confused(syllable)]
    if len(syllables) < 3 or not places:
        return None
    other = syllables.copy()
    for at in random.sample(places, min(len(places), random.randint(1, 2))):
        other[at] = random.choice(_confused(syllables[at]))
    return Asked(random.choice((" ", "")).join(other), syllables)


def _confused(syllable: str) -> list[str]:
    """How else it may be written by somebody who does not hear the difference."""
    others = {syllable.replace(a, b) for a, b in CONFUSED if a in syllable}
    others |= {
        b[:-1] + "h" + syllable[1:] for _, b in CONFUSED[:3] if syllable[0] == b and syllable[1] != "h"
    }
    others |= {syllable + "g" for ending in ("in", "en", "an") if syllable.endswith(ending)}
    if syllable[0] in "nl":
        others.add("nl"[syllable[0] == "n"] + syllable[1:])
    return sorted(other for other in others if southern(other) == southern(syllable))


def _umlaut(random: Random, drama: Drama) -> Asked | None:
    name = chinese(drama)
    if not name or not any("v" in syllable for syllable in name.reading):
        return None
    umlaut, gap = random.choice(("v", "u", "ü")), random.choice((" ", ""))
    text = gap.join(syllable[:-1].replace("v", umlaut) for syllable in name.reading)
    return Asked(text, "".join(plain(name.reading)))


def _polyphone(random: Random, drama: Drama) -> Asked | None:
    """Names with a character that is read in two ways."""
    name = chinese(drama)
    if not name or not _POLYPHONES & set(canonical(name)):
        return None
    return Asked(random.choice((" ", "")).join(_typed(random, name)), "".join(plain(name.reading)))


FAMILIES = (
    Family("py_nospace", _spelt(_joined), each(Truth.spelt)),
    Family("py_space", _spelt(_spaced), each(Truth.spelt)),
    Family("py_marks", _spelt(_marked), each(Truth.spelt)),
    Family("py_nums", _spelt(_numbered), each(Truth.spelt)),
    Family("py_initials", _initials, each(Truth.with_initials)),
    Family("py_mixed", _part_initials, each(Truth.spelt_by_syllables_or_initials)),
    Family("zh_py_mixed", _part_characters, each(Truth.mixed)),
    Family("py_prefix", _prefix, each(Truth.starting_compact)),
    Family("py_fragment", _fragment, each(Truth.containing_sound)),
    Family("py_typo", _typo, each(lambda truth, key: truth.near_sound(*key))),
    Family("py_fuzzy", _southern, each(Truth.sounding_southern)),
    Family("py_umlaut", _umlaut, each(Truth.spelt)),
    Family("py_polyphone", _polyphone, each(Truth.spelt)),
)
