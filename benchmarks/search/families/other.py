"""Seasons, names in other languages, and names within the words people put around them."""

from __future__ import annotations

from random import Random

from benchmarks.search.catalogue import season_suffix
from benchmarks.search.drama import Drama
from benchmarks.search.families.family import Asked, Family, chinese, cut, each, english, slips
from benchmarks.search.lexicon import foreign
from benchmarks.search.spelling import canonical, compact, fold, plain
from benchmarks.search.truth import Truth

_LANGUAGES = ("ja", "ko", "hi", "es")
_WAYS = {
    "en": (" Season {digit}", " season {hanzi}", " S{digit}", " s{digit}", " {roman}", " {digit}", " Part {digit}",
           ": Part {roman}", " part {hanzi}", " season {roman}"),
    "zh": ("第{hanzi}季", "第{digit}季", "第{hanzi}部", "第{digit}部", "{digit}", " {digit}", " 第{hanzi}季",
           " {roman}"),
}  # fmt: skip
_ENGLISH_FILLERS = (
    "where to watch {}", "where can i watch {}", "how to watch {}", "watch {} online free", "{} full episodes",
    "{} full movie", "{} ep 1", "{} episode 12", "looking for {}", "what is {} about", "{} chinese drama",
    "{} short drama", "does anyone know {}", "link for {} please", "{} eng sub",
)  # fmt: skip
_CHINESE_FILLERS = (
    "{}在哪看", "{}在哪里看", "{}全集", "{}短剧", "{}免费观看", "{}大结局", "求{}资源", "哪里可以看{}", "短剧{}",
    "{}完整版", "有没有人看过{}", "{}第1集", "请问{}怎么看",
)  # fmt: skip


def _season(random: Random, drama: Drama) -> Asked | None:
    """A sequel, with its season written in another way than it is stored."""
    name = random.choice(drama.names)
    if name.season == 1:
        return None
    ways = {_write(way, name.season, name.chinese) for way in _WAYS["zh" if name.chinese else "en"]}
    suffix = random.choice(sorted(ways - {name.suffix}))
    return Asked(
        name.stem + suffix if random.random() < 0.5 else (name.stem + suffix).lower(), canonical(name)
    )


def _write(way: str, season: int, chinese: bool) -> str:
    if not chinese:
        way = way.replace("{hanzi}", ("", "one", "two", "three")[season])
    return season_suffix(way, season)


def _foreign(random: Random, drama: Drama) -> tuple[str, str] | None:
    """Language and text of a name that is neither Chinese nor English; each language as often as the others."""
    wanted = random.choice(_LANGUAGES)
    name = drama.name(wanted)
    return (wanted, name.stem) if name else None


def _foreign_exact(random: Random, drama: Drama) -> Asked | None:
    if not (found := _foreign(random, drama)):
        return None
    text = found[1].lower() if random.random() < 0.5 else found[1]
    return Asked(text, fold(text))


def _foreign_prefix(random: Random, drama: Drama) -> Asked | None:
    found = _foreign(random, drama)
    text = cut(random, found[1], 3) if found else None
    return Asked(text, fold(text)) if text else None


def _foreign_typo(random: Random, drama: Drama) -> Asked | None:
    found = _foreign(random, drama)
    spelling = fold(found[1]) if found else ""
    if not found or len(spelling) < 6:
        return None
    text = slips(random, spelling, 1, _letters(found[0]))
    return Asked(text, (fold(text), spelling))


def _letters(language: str) -> str:
    texts = (fold(text) for kind in ("who", "how", "thing") for text in foreign(language, kind))
    return "".join(sorted({letter for text in texts for letter in text if letter != " "}))


def _filler(random: Random, drama: Drama) -> Asked | None:
    """A name in the middle of a question: English, or Chinese in characters or by its sound."""
    if random.random() < 0.5:
        name = english(drama)
        if not name or name.season > 1:
            return None
        return Asked(random.choice(_ENGLISH_FILLERS).format(name.stem.lower()), canonical(name))
    if not (name := chinese(drama)):
        return None
    if random.random() < 0.2:
        sound = plain(name.reading)
        return Asked(random.choice(_ENGLISH_FILLERS).format(" ".join(sound)), "".join(sound))
    return Asked(random.choice(_CHINESE_FILLERS).format(name.stem), compact(canonical(name)))


FAMILIES = (
    Family("season", _season, each(Truth.spelt)),
    Family("other_exact", _foreign_exact, each(Truth.spelt)),
    Family("other_prefix", _foreign_prefix, each(Truth.starting)),
    Family("other_typo", _foreign_typo, each(lambda truth, key: truth.near(*key))),
    Family("filler", _filler, each(Truth.spelt)),
)
