"""What a drama is about, in a few words of its synopsis."""

from __future__ import annotations

import re
from random import Random

from benchmarks.search.drama import Drama
from benchmarks.search.families.family import Asked, Family
from benchmarks.search.lexicon import vocabulary
from benchmarks.search.truth import Numbers, Truth

_WORD = re.compile(r"(?<![\w'-])[a-z]{4,}(?![\w'-])")  # lower case: no name of a person
_EMPTY = frozenset(
    "that from with this they them their were been after before first only once into else each other both most have "
    "until when what which another anybody nobody everybody nothing anything slowly years during makes wants turns "
    "comes back goes finds work works brought begins ends left must cost know knows keep same another about".split()
)


def _english(random: Random, drama: Drama) -> Asked | None:
    found = [word for word in dict.fromkeys(_WORD.findall(drama.synopsis)) if word not in _EMPTY]
    if len(found) < 3:
        return None
    words = [found[at] for at in sorted(random.sample(range(len(found)), 3))]
    return Asked(" ".join(words), words)


def _chinese(random: Random, drama: Drama) -> Asked | None:
    present = [word.hanzi for word in vocabulary() if word.hanzi in drama.synopsis_zh]
    longest = [word for word in present if not any(word in other and word != other for other in present)]
    if len(longest) < 3:
        return None
    words = random.sample(longest, 3)
    return Asked(" ".join(words), words)


def _telling(truth: Truth, queries: list[Asked]) -> list[Numbers]:
    return truth.telling([query.key for query in queries])


FAMILIES = (
    Family("plot_en", _english, _telling),
    Family("plot_zh", _chinese, _telling),
)
