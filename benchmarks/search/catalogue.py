"""A catalogue of any size that is the same each time; a drama is made when it is asked for, so a million fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from random import Random
from typing import TYPE_CHECKING, TypeVar, overload

from opencc import OpenCC

from benchmarks.search import naming, synopsis
from benchmarks.search.drama import Drama, Name
from benchmarks.search.lexicon import syllables

if TYPE_CHECKING:
    from _typeshed import SupportsLenAndGetItem

T = TypeVar("T")
PLATFORMS = (
    "reelshort dramabox hongguo shortmax netshort douyin wetv iqiyi youku viki flextv goodshort".split()
)
TROPES = (
    ("revenge", "Revenge"), ("contract-marriage", "Contract marriage"), ("flash-marriage", "Flash marriage"),
    ("second-chance", "Second chance"), ("hidden-marriage", "Hidden marriage"), ("cinderella", "Cinderella"),
    ("bodyguard", "Bodyguard"), ("cute-kid", "Cute kid"), ("enemies-to-lovers", "Enemies to lovers"),
    ("slow-burn", "Slow burn"), ("stand-in", "Stand-in"), ("substitute-bride", "Substitute bride"),
    ("forbidden-love", "Forbidden love"), ("age-gap", "Age gap"), ("mistaken-identity", "Mistaken identity"),
)  # fmt: skip
_SEASONS = {
    "zh": ("第{hanzi}季", "第{digit}季", "{digit}", " 第{hanzi}季", "第{hanzi}部"),
    "en": (" Season {digit}", " {roman}", " {digit}", ": Part {digit}", " S{digit}"),
}
_TRUE = (
    ("Greedy Snake", "贪吃蛇", "tan1chi1she2", "贪吃 蛇",
     "A restaurant keeper in Chinatown who once smuggled people takes revenge on a gang."),
    ("Night Journey Map", "夜行地图", "ye4xing2di4tu2", "夜行 地图",
     "Delivery riders cross the sleeping city, and each order is a stranger's story."),
    ("Life Film Hall", "人生录像厅", "ren2sheng1lu4xiang4ting1", "人生 录像厅",
     "Old photographs and a closed video parlour bring a quiet family's past to light."),
)  # fmt: skip
TRUE_TITLES = len(_TRUE)


class _Dice(Random):
    """Chooses in half the time; what is lost in evenness is less than one part in a billion."""

    def choice(self, seq: SupportsLenAndGetItem[T]) -> T:
        return seq[int(self.random() * len(seq))]


def make(size: int, seed: int) -> Catalogue:
    return Catalogue(size, seed)


class Catalogue(Sequence[Drama]):
    """Dramas t0, t1 … Each depends on the seed and its number alone: a larger catalogue begins as a smaller one."""

    def __init__(self, size: int, seed: int) -> None:
        self.size, self.seed = size, seed

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[Drama]:
        return (self.drama(number) for number in range(self.size))

    @overload
    def __getitem__(self, index: int) -> Drama: ...
    @overload
    def __getitem__(self, index: slice) -> list[Drama]: ...
    def __getitem__(self, index: int | slice) -> Drama | list[Drama]:
        if isinstance(index, slice):
            return [self.drama(number) for number in range(self.size)[index]]
        return self.drama(range(self.size)[index])

    def drama(self, number: int) -> Drama:
        """Also beyond the size: the dramas that are added later."""
        random = self._random(number)
        sequel = self._is_sequel(number, random)
        names = self._sequel_names(number, random) if sequel else _names(number, random)
        known = _TRUE[number] if number < TRUE_TITLES else None
        return Drama(
            id=f"t{number}",
            names=names,
            language="zh" if names[0].chinese else names[0].language,
            year=random.randint(2019, 2026),
            platform=random.choice(PLATFORMS),
            tropes=tuple(random.sample(TROPES, random.randint(1, 3))),
            cast=tuple(naming.person(random).hanzi for _ in range(random.randint(1, 3))),
            characters=tuple(
                (someone.hanzi, someone.english)
                for someone in (naming.person(random) for _ in range(random.randint(1, 2)))
            ),
            synopsis=known[4] if known else synopsis.english(random),
            synopsis_zh=synopsis.chinese(random) if random.random() < 0.25 else "",
        )

    def _random(self, number: int) -> Random:
        return _Dice(self.seed * 1_000_003_007 + number)

    def _is_sequel(self, number: int, random: Random) -> bool:
        return random.randrange(16) == 0 and number >= 16

    def _sequel_names(self, number: int, random: Random) -> tuple[Name, ...]:
        first = random.randrange(TRUE_TITLES, number)
        while self._is_sequel(first, other := self._random(first)):
            first -= 1
        season = random.choices((2, 3), (4, 1))[0]
        return tuple(_sequel(name, season, random) for name in _names(first, other) if _in_both(name))


def _names(number: int, random: Random) -> tuple[Name, ...]:
    if number < TRUE_TITLES:
        english, chinese, reading, parts, _ = _TRUE[number]
        return (
            Name(chinese, "zh-Hans", "original", reading=syllables(reading), words=tuple(parts.split())),
            Name(english, "en", "official"),
        )
    made = naming.name(random)
    traditional = random.random() < 0.05
    names = [_chinese(made, traditional)]
    if random.random() >= 0.08:
        names.append(Name(made.english, "en", "official"))
    for _ in range(random.choices((0, 1, 2), (5, 3, 2))[0]):
        names.append(_alias(random, traditional))
    if random.random() < 0.04:
        language = random.choice(("ja", "ko", "hi", "es"))
        names.append(Name(naming.in_language(language, random), language, "official"))
    return tuple(names)


def _chinese(made: naming.Made, traditional: bool) -> Name:
    written = _traditional if traditional else str
    return Name(
        stem=written(made.chinese),
        language="zh-Hant" if traditional else "zh-Hans",
        kind="original",
        reading=made.reading,
        words=tuple(map(written, made.words)),
    )


def _alias(random: Random, traditional: bool) -> Name:
    """Another name altogether, as when a service renames a drama; a third of them are a service's."""
    made = naming.name(random)
    service = random.choice(PLATFORMS) if random.random() < 0.33 else None
    kind = "service" if service else "alias"
    if random.random() < 0.6:
        return Name(made.english, "en", kind, platform=service)
    same = _chinese(made, traditional)
    return Name(same.stem, same.language, kind, platform=service, reading=same.reading, words=same.words)


def _in_both(name: Name) -> bool:
    """Whether a sequel keeps this name of the first season."""
    return name.kind in ("original", "official") and name.language[:2] in _SEASONS


def _sequel(name: Name, season: int, random: Random) -> Name:
    pattern = random.choice(_SEASONS[name.language[:2]])
    return replace(name, season=season, suffix=season_suffix(pattern, season))


def season_suffix(pattern: str, season: int) -> str:
    return pattern.format(digit=season, hanzi=" 一二三"[season], roman=("", "I", "II", "III")[season])


def _traditional(text: str) -> str:
    return _converter()(text)


@cache
def _converter() -> Callable[[str], str]:
    return OpenCC("s2tw").convert  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
