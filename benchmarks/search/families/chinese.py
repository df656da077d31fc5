"""Chinese names in characters: either script, decorated, cut off, in part, with a wrong character."""

from __future__ import annotations

from collections import Counter
from functools import cache
from random import Random

from benchmarks.search.drama import Drama
from benchmarks.search.families.family import Asked, Family, chinese, each, runs, slips
from benchmarks.search.lexicon import vocabulary, words
from benchmarks.search.spelling import canonical, compact, fold, plain, simplified, traditional
from benchmarks.search.truth import Truth


def _exact(random: Random, drama: Drama) -> Asked | None:
    name = drama.name("zh-Hans", "zh-Hant")
    return Asked(name.text, canonical(name)) if name else None


def _other_script(random: Random, drama: Drama) -> Asked | None:
    if not (name := chinese(drama)):
        return None
    stored_simplified = name.language == "zh-Hans"
    text = (
        traditional(name.stem, random.choice(("s2t", "s2tw"))) if stored_simplified else simplified(name.stem)
    )
    return Asked(text, canonical(name)) if text != name.stem else None


def _punctuated(random: Random, drama: Drama) -> Asked | None:
    if not (name := chinese(drama)):
        return None
    at = random.randint(1, len(name.stem) - 1)
    before, after = name.stem[:at], name.stem[at:]
    text = random.choice(
        ("《{0}{1}》", "【{0}{1}】", "「{0}{1}」", "“{0}{1}”", "{0} {1}", "{0}·{1}", "{0}　{1}", "{0}，{1}！")
    )
    return Asked(text.format(before, after), canonical(name))


def _prefix(random: Random, drama: Drama) -> Asked | None:
    spelling = compact(canonical(name)) if (name := chinese(drama)) else ""
    if len(spelling) < 3:
        return None
    text = spelling[: random.randint(2, len(spelling) - 1)]
    return Asked(text, text)


def _fragment(length: int):
    def ask(random: Random, drama: Drama) -> Asked | None:
        spelling = compact(canonical(name)) if (name := chinese(drama)) else ""
        places = list(runs(length, len(spelling), start=1 if length > 1 else 0))
        if not places:
            return None
        start, end = random.choice(places)
        return Asked(spelling[start:end], spelling[start:end])

    return ask


def _rare(random: Random, drama: Drama) -> Asked | None:
    """Two or three characters that bridge two words, where few names have the same."""
    if not (name := chinese(drama)) or len(name.words) < 2:
        return None
    spelling, known = compact(canonical(name)), _common_pairs()
    places = [(start, end) for length in (2, 3) for start, end in runs(length, len(spelling), start=1)]
    rare = [spelling[start:end] for start, end in places if not _has(spelling[start:end], known)]
    if not rare:
        return None
    text = random.choice(rare)
    return Asked(text, text)


def _has(text: str, pairs: frozenset[str]) -> bool:
    return any(text[start:end] in pairs for start, end in runs(2, len(text)))


@cache
def _common_pairs() -> frozenset[str]:
    """Pairs of characters within a word, and those with a particle at either side."""
    inside = {word.hanzi[start:end] for word in vocabulary() for start, end in runs(2, len(word.hanzi))}
    firsts, lasts = ({word.hanzi[at] for word in vocabulary()} for at in (0, -1))
    return frozenset(inside | {last + "的" for last in lasts} | {"的" + first for first in firsts})


def _scattered(random: Random, drama: Drama) -> Asked | None:
    """Two words of the name, not as they stand in it."""
    name = chinese(drama)
    if not name or len(name.words) < 2:
        return None
    one, two = random.sample([fold(word) for word in name.words], 2)
    joined = one + two
    if one == two or joined in compact(canonical(name)):
        return None
    return Asked(f"{one}{random.choice((' ', ''))}{two}", (one, two))


def _typo(random: Random, drama: Drama) -> Asked | None:
    spelling = compact(canonical(name)) if (name := chinese(drama)) else ""
    if len(spelling) < 4:
        return None
    text = slips(random, spelling, 1, _characters())
    return Asked(text, (text, spelling))


def _homophone(random: Random, drama: Drama) -> Asked | None:
    """One character, or two of a long name, that sound the same."""
    if not (name := chinese(drama)) or len(name.reading) < 3:
        return None
    characters, syllables = list(compact(canonical(name))), plain(name.reading)
    places = [at for at, syllable in enumerate(syllables) if _homophones(syllable, characters[at])]
    if not places:
        return None
    count = 2 if len(characters) >= 6 and len(places) > 1 and random.random() < 0.3 else 1
    for at in random.sample(places, count):
        characters[at] = random.choice(_homophones(syllables[at], characters[at]))
    return Asked("".join(characters), "".join(syllables))


def _homophones(syllable: str, character: str) -> list[str]:
    return [other for other in _by_sound().get(syllable, "") if other != character]


@cache
def _by_sound() -> dict[str, str]:
    """Characters by how they sound in at least one word; those with two readings are left out."""
    readings: dict[str, Counter[str]] = {}
    for word in (*vocabulary(), *words("given"), *words("surnames")):
        for character, syllable in zip(word.hanzi, plain(word.reading), strict=True):
            readings.setdefault(character, Counter())[syllable] += 1
    sounds: dict[str, str] = {}
    for character, found in readings.items():
        if len(found) == 1:
            (syllable,) = found
            sounds[syllable] = sounds.get(syllable, "") + character
    return sounds


@cache
def _characters() -> str:
    return "".join(sorted({character for word in vocabulary() for character in word.hanzi}))


def _alias(random: Random, drama: Drama) -> Asked | None:
    name = chinese(drama, "alias", "service")
    return Asked(name.text, canonical(name)) if name else None


FAMILIES = (
    Family("zh_exact", _exact, each(Truth.spelt)),
    Family("zh_trad", _other_script, each(Truth.spelt)),
    Family("zh_punct", _punctuated, each(Truth.spelt)),
    Family("zh_prefix", _prefix, each(Truth.starting_compact)),
    Family("zh_frag1", _fragment(1), each(Truth.containing)),
    Family("zh_frag2", _fragment(2), each(Truth.containing)),
    Family("zh_frag_rare", _rare, each(Truth.containing), most=5),
    Family("zh_scatter", _scattered, each(lambda truth, key: truth.containing(*key))),
    Family("zh_typo", _typo, each(lambda truth, key: truth.near_compact(*key))),
    Family("zh_homophone", _homophone, each(Truth.spelt)),
    Family("alias_zh", _alias, each(Truth.spelt)),
)
