"""English names: whole, cut off, in part, misspelt, out of order."""

from __future__ import annotations

from random import Random

from benchmarks.search.drama import Drama
from benchmarks.search.families.family import Asked, Family, cut, each, english, slips
from benchmarks.search.spelling import ARTICLES, canonical, compact, fold, without_articles
from benchmarks.search.truth import Truth

_SMALL = ARTICLES | frozenset("of in on and with is to by at for from no his her my after when".split())


def _exact(random: Random, drama: Drama) -> Asked | None:
    name = english(drama)
    return Asked(random.choice((name.text, name.text.lower())), canonical(name)) if name else None


def _prefix(random: Random, drama: Drama) -> Asked | None:
    name = english(drama)
    text = cut(random, name.stem.lower(), 4) if name else None
    return Asked(text, fold(text)) if text else None


def _partial(random: Random, drama: Drama) -> Asked | None:
    """Words from within the name, in their order; one of them at least says something."""
    name = english(drama)
    words = fold(name.stem).split() if name else []
    if len(words) < 3:
        return None
    chosen = sorted(random.sample(range(len(words)), random.randint(2, min(4, len(words) - 1))))
    said = [words[at] for at in chosen]
    beginning = chosen == list(range(len(chosen)))
    return None if beginning or all(word in _SMALL for word in said) else Asked(" ".join(said), said)


def _typo(count: int, least: int):
    def ask(random: Random, drama: Drama) -> Asked | None:
        name = english(drama)
        if not name or name.season > 1 or len(spelling := fold(name.stem)) < least:
            return None
        text = slips(random, spelling, count)
        return Asked(text, (text, spelling))

    return ask


def _prefix_typo(random: Random, drama: Drama) -> Asked | None:
    name = english(drama)
    spelling = fold(name.stem) if name else ""
    if not (start := cut(random, spelling, 7)):
        return None
    text = slips(random, start, 1)
    return Asked(text, (text, spelling))


def _swap(random: Random, drama: Drama) -> Asked | None:
    name = english(drama)
    words = fold(name.stem).split() if name and name.season == 1 else []
    if len(words) < 2:
        return None
    other = words.copy()
    one, two = random.sample(range(len(words)), 2)
    other[one], other[two] = other[two], other[one]
    return Asked(" ".join(other), other) if other != words else None


def _no_articles(random: Random, drama: Drama) -> Asked | None:
    name = english(drama)
    spelling = canonical(name) if name else ""
    bare = without_articles(spelling)
    return Asked(bare, bare) if bare and bare != spelling else None


def _no_spaces(random: Random, drama: Drama) -> Asked | None:
    name = english(drama)
    spelling = fold(name.stem) if name and name.season == 1 else ""
    return Asked(compact(spelling), compact(spelling)) if " " in spelling else None


def _alias(random: Random, drama: Drama) -> Asked | None:
    name = drama.name("en", kinds=("alias", "service"))
    return Asked(random.choice((name.text, name.text.lower())), canonical(name)) if name else None


_near = each(lambda truth, key: truth.near(*key))

FAMILIES = (
    Family("en_exact", _exact, each(Truth.spelt)),
    Family("en_prefix", _prefix, each(Truth.starting)),
    Family("en_partial", _partial, each(Truth.containing_words)),
    Family("en_typo1", _typo(1, 6), _near),
    Family("en_typo2", _typo(2, 9), _near),
    Family("en_prefix_typo", _prefix_typo, each(lambda truth, key: truth.starting_near(*key))),
    Family("en_swap", _swap, each(Truth.with_words)),
    Family("en_noart", _no_articles, each(Truth.without_articles)),
    Family("en_nospace", _no_spaces, each(Truth.spelt)),
    Family("alias_en", _alias, each(Truth.spelt)),
)
