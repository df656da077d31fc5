"""Finds entries of a small list by anything people call them: tropes, services, collections, glossary terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from bot.domain.model import Collection, Language, Platform, Term, Text, Trope
from bot.domain.names import fold

Entry = Trope | Platform | Collection | Term
E = TypeVar("E", Trope, Platform, Collection, Term)


def entry_name(entry: Entry, language: Language) -> str:
    """What an entry is called in one language. A service keeps its own name in its own script."""
    match entry:
        case Platform():
            native = entry.traditional_name if language is Language.ZH_TW else None
            return entry.name if language is Language.EN else native or entry.native_name or entry.name
        case Term():
            return entry.term.to(language)
        case Trope() | Collection():
            return entry.name.to(language)


class Vocabulary(Generic[E]):
    """One list, by id and by name."""

    def __init__(self, entries: Mapping[str, E]) -> None:
        self.entries = entries
        self._keys = [(entry, tuple(_keys(entry))) for entry in entries.values()]

    def complete(self, query: str, language: Language, limit: int = 25) -> list[tuple[str, str]]:
        """(name, id) of what fits, best first; everything by name when nothing was typed."""
        wanted = fold(query)
        ranked = [
            (rank, entry_name(entry, language), entry.id)
            for entry, keys in self._keys
            if (rank := _rank(wanted, keys)) is not None
        ]
        return [(name, identity) for _, name, identity in sorted(ranked)[:limit]]

    def exactly(self, value: str) -> E | None:
        """The entry with this id or name, not one that is only near."""
        wanted = fold(value)
        named = (entry for entry, keys in self._keys if wanted and wanted in keys)
        return self.entries.get(value) or next(named, None)

    def resolve(self, value: str) -> E | None:
        """The entry with this id, or whose name fits best."""
        if value in self.entries:
            return self.entries[value]
        hits = self.complete(value, Language.EN, limit=1) if fold(value) else []
        return self.entries[hits[0][1]] if hits else None


def _keys(entry: Entry) -> Iterator[str]:
    match entry:
        case Platform():
            texts = (entry.name, entry.native_name or "", *entry.also)
        case Trope():
            texts = (*_all(entry.name), *entry.synonyms)
        case Collection():
            texts = (*_all(entry.name), *entry.also)
        case Term():
            texts = (*_all(entry.term), *entry.also, entry.pinyin or "")
    return (key for text in (entry.id, *texts) if (key := fold(text)))


def _all(text: Text) -> tuple[str, ...]:
    return tuple(text.to(language) for language in Language)


def _rank(wanted: str, keys: tuple[str, ...]) -> int | None:
    """0 the same, 1 the beginning, 2 the beginning of a word, 3 anywhere; None: not at all."""
    ranks = [_fit(wanted, key) for key in keys]
    return min((rank for rank in ranks if rank is not None), default=None)


def _fit(wanted: str, key: str) -> int | None:
    if key == wanted:
        return 0
    if key.startswith(wanted):
        return 1
    if f" {wanted}" in key:
        return 2
    return 3 if wanted in key else None
