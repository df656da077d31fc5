"""Words for tropes as people write them in a file, resolved to ids, but never guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeGuard, cast

from rapidfuzz import process

from bot.domain.catalogue import Params, Problem
from bot.domain.exchange.mistakes import shown
from bot.domain.model import Language, Trope
from bot.domain.names import fold


class TropeWords:
    """Ids by every name and synonym. A name counts before another trope's synonym."""

    def __init__(self, tropes: Mapping[str, Trope]) -> None:
        self._ids = frozenset(tropes)
        self._names = _table((t.id, [t.id, *map(t.name.to, Language)]) for t in tropes.values())
        self._synonyms = _table((t.id, t.synonyms) for t in tropes.values())

    def replace_in(self, raw: dict[str, Any], stored: Sequence[str]) -> Iterator[Problem]:
        """Replace the words of a record's "tropes" by ids.

        Yields a problem for each word that means none or several, which is then left out. What is `stored`
        already stays as it is, known or not.
        """
        words = raw.get("tropes")
        if not _are_words(words) or words == list(stored):
            return
        ids: dict[str, None] = {}  # each once, in order
        for word in words:
            found = self._meant(word)
            if len(found) == 1:
                ids[found[0]] = None
            else:
                yield self._problem(word, found)
        raw["tropes"] = list(ids)

    def _meant(self, word: str) -> list[str]:
        if word in self._ids:
            return [word]
        key = fold(word)
        return self._names.get(key) or self._synonyms.get(key) or []

    def _problem(self, word: str, found: list[str]) -> Problem:
        written = shown(word)
        if found:
            return Problem("", "tropes", "mistake-trope-several", {"word": written, "choices": found})
        if nearest := process.extractOne(fold(word), [*self._names, *self._synonyms]):
            params: Params = {"word": written, "nearest": self._meant(nearest[0])[0]}
            return Problem("", "tropes", "mistake-trope-near", params)
        return Problem("", "tropes", "mistake-trope", {"word": written})


def _are_words(value: Any) -> TypeGuard[list[str]]:
    """The model complains about anything else."""
    return isinstance(value, list) and all(isinstance(one, str) for one in cast("list[Any]", value))


def _table(entries: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for identity, texts in entries:
        for key in {fold(text) for text in texts} - {""}:
            found[key].append(identity)
    return found
