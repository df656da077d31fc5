"""What search knows of one title: its names, the words of its plot, and what it can be filtered by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.domain.model import Collection, NameKind, Text, Title, Trope
from bot.domain.names import Forms


class EntryName(NamedTuple):
    text: str
    kind: NameKind
    language: str
    platform: str | None
    forms: Forms


@dataclass(frozen=True, slots=True)
class Entry:
    title_id: str
    names: tuple[EntryName, ...]
    plot: tuple[tuple[str, str], ...] = ()  # (field, text)
    facets: frozenset[str] = frozenset()  # "trope:revenge", "platform:xiaohongshu", "language:zh" …
    year: int | None = None


def entry(
    title: Title,
    forms: Sequence[Forms],
    tropes: Mapping[str, Trope],
    collections: Iterable[Collection],
) -> Entry:
    """Forms stand in the order of the title's names. Collections that the title is not in are left out."""
    mine = [collection for collection in collections if title.id in collection.titles]
    names = tuple(
        EntryName(name.text, name.kind, name.language, name.platform, form)
        for name, form in zip(title.names, forms, strict=True)
    )
    known = [tropes[trope] for trope in title.tropes if trope in tropes]
    plot = (*_told(title), *_credits(title), *_tags(known, mine))
    return Entry(title.id, names, plot, frozenset(_facets(title, mine)), title.year)


def _told(title: Title) -> Iterator[tuple[str, str]]:
    yield from (("name", name.text) for name in title.names)
    yield from _texts("synopsis", title.synopsis)
    yield from _texts("setting", title.setting)
    yield from _texts("production", title.production)


def _credits(title: Title) -> Iterator[tuple[str, str]]:
    for character in title.characters:
        yield "character", character.name
        if character.latin:
            yield "character", character.latin
    yield from (("cast", person) for person in title.cast)
    if title.director:
        yield "director", title.director
    if title.based_on:
        yield from (("source", text) for text in (title.based_on.title, title.based_on.author) if text)


def _tags(tropes: Iterable[Trope], collections: Iterable[Collection]) -> Iterator[tuple[str, str]]:
    for trope in tropes:
        yield from _texts("trope", trope.name)
        yield from (("trope", word) for word in trope.synonyms)
    for collection in collections:
        yield from _texts("collection", collection.name)
        yield from (("collection", word) for word in (*collection.also, *collection.search_terms))


def _texts(field: str, text: Text | None) -> Iterator[tuple[str, str]]:
    """English and simplified Chinese; traditional folds to the latter."""
    if text:
        yield field, text.en
        yield field, text.zh_cn


def _facets(title: Title, collections: Iterable[Collection]) -> Iterator[str]:
    yield from (f"trope:{trope}" for trope in title.tropes)
    yield from (f"platform:{route.platform}" for route in title.routes)
    yield from (f"collection:{collection.id}" for collection in collections)
    if title.language:
        yield f"language:{title.language}"
