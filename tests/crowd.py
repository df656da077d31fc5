"""Two thousand made-up titles that are all alike, among which those that a filter asks for are the oldest and last."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

from bot.domain.model import Title
from tests.made_up import title

SIZE = 2_000
NEEDLES = 40  # titles with the trope "needle": few enough to be looked at one by one
MANY = 300  # titles in Korean: too many for that
BOTH = 30  # of the needles that are in Korean too

_WHO = "Billionaire Doctor Baker Heiress Janitor Prince Widow Soldier Lawyer Nanny Chef Tutor".split()
_WHAT = "Secret Wedding Revenge Garden Promise Contract Letter Winter Daughter Bargain Return Lie".split()
_HOW = "Hidden Sweet Bitter Silent Second Broken Golden Stolen Reborn Fated Lonely Wild".split()
_HANZI_WHAT = "秘密 婚礼 复仇 花园 诺言 契约 来信 冬天 女儿 交易 归来 谎言".split()
_HANZI_HOW = "隐藏 甜蜜 苦涩 沉默 第二 破碎 黄金 偷来 重生 命定 孤独 狂野".split()
SYNOPSIS = "A rich man hides who he is, and a poor woman marries him in a hurry."


@cache
def titles() -> tuple[Title, ...]:
    return tuple(_titles())


def _titles() -> Iterator[Title]:
    chance = random.Random(7)
    for number in range(SIZE):
        how, what = chance.randrange(12), chance.randrange(12)
        korean = number < BOTH or NEEDLES <= number < NEEDLES + MANY - BOTH
        yield title(
            f"t-{SIZE - number}",
            f"总裁的{_HANZI_HOW[how]}{_HANZI_WHAT[what]}{number}",
            f"Billionaire {_HOW[how]} {_WHAT[what]} of the {chance.choice(_WHO)} {number}",
            synopsis=SYNOPSIS,
            tropes=("rich", "needle") if number < NEEDLES else ("rich",),
            language="ko" if korean else "zh",
            year=1990 if number < NEEDLES else 1991 if korean else 2000 + number % 20,
        )


@cache
def with_facets(*wanted: str) -> frozenset[str]:
    """Ids of the titles that have all of them, as "trope:needle" and "language:ko"."""
    return frozenset(
        one.id
        for one in titles()
        if {f"language:{one.language}", *(f"trope:{trope}" for trope in one.tropes)} >= set(wanted)
    )
