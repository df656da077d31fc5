"""Words that mean the same to the members of a server, as its moderators type them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.domain.markup import clean, quoted
from bot.domain.names import fold
from bot.errors import UserError

LEAST_WORDS, MOST_WORDS = 2, 10
MOST_GROUPS = 100  # of one server
MOST_LETTERS = 40  # of a word or phrase, folded
_MOST_TYPED = 60  # characters of it with all its signs

_BETWEEN = re.compile(r"[,，、;；/／\n]")


class Group(NamedTuple):
    id: int
    words: tuple[str, ...]  # as they were typed

    def folded(self) -> tuple[str, ...]:
        return tuple(map(fold, self.words))


def parse(typed: str) -> tuple[str, ...]:
    """The words and phrases, each once. Raises UserError for too few or many, one too long, one without letters."""
    words: dict[str, str] = {}
    for part in _BETWEEN.split(typed):
        if word := clean(part, _MOST_TYPED + 1):
            words.setdefault(_folded(word), word)
        if len(words) > MOST_WORDS:
            raise UserError("error-synonyms-many", most=MOST_WORDS)
    if len(words) < LEAST_WORDS:
        raise UserError("error-synonyms-few")
    return tuple(words.values())


def _folded(word: str) -> str:
    """What search makes of it. Raises UserError."""
    folded = fold(word)
    if len(word) > _MOST_TYPED or len(folded) > MOST_LETTERS:
        raise UserError("error-synonyms-long", text=quoted(word), most=MOST_LETTERS)
    if not folded:
        raise UserError("error-synonyms-signs", text=quoted(word))
    return folded


def sharing(words: Iterable[str], groups: Iterable[Group]) -> list[Group]:
    """The groups that have one of the words already."""
    wanted = set(map(fold, words))
    return [group for group in groups if wanted & set(group.folded())]


def join(words: Sequence[str], groups: Iterable[Group]) -> tuple[str, ...]:
    """The words of the groups and then these, each once. Raises UserError when one group cannot hold them."""
    every = {fold(word): word for group in groups for word in group.words}
    for word in words:
        every.setdefault(fold(word), word)
    if len(every) > MOST_WORDS:
        raise UserError("error-synonyms-merged", count=len(every), most=MOST_WORDS)
    return tuple(every.values())
