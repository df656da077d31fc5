"""What search knows of one title: its names, the words of its plot, and what it can be filtered by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.domain.model import NameKind, Text, Title
from bot.domain.names import Forms


class EntryName(NamedTuple):
    text: str
    kind: NameKind
    forms: Forms
    language: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    title_id: str
    names: tuple[EntryName, ...]
    plot: tuple[tuple[str, str], ...] = ()  # (field, text)
    facets: frozenset[str] = frozenset()  # "trope:revenge", "platform:xiaohongshu", "language:zh" …
    year: int = 0  # 0: not known
    evidence: int = 0  # how well it is documented: of equal fits the better documented comes first
    guild: int = 0  # the server whose own title it is; 0: everybody's


def entry(title: Title, forms: Sequence[Forms], collections: Iterable[str] = (), guild: int = 0) -> Entry:
    """Forms stand in the order of the title's names; collections are the ids of those it is in."""
    names = tuple(
        EntryName(name.text, name.kind, form, name.language)
        for name, form in zip(title.names, forms, strict=True)
    )
    evidence = (title.confidence == "high") + bool(title.routes)
    plot = (*_told(title), *_credits(title))
    return Entry(
        title.id, names, plot, frozenset(_facets(title, collections)), title.year or 0, evidence, guild
    )


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


def _texts(field: str, text: Text | None) -> Iterator[tuple[str, str]]:
    """English and simplified Chinese; traditional folds to the latter."""
    if text:
        yield field, text.en
        yield field, text.zh_cn


def _facets(title: Title, collections: Iterable[str]) -> Iterator[str]:
    yield from (f"trope:{trope}" for trope in title.tropes)
    yield from (f"collection:{collection}" for collection in collections)
    if title.language:
        yield f"language:{title.language}"
    for route in title.routes:
        yield f"platform:{route.platform}"
        yield from (way_facet(route.platform, region) for region in route.regions or ("",))


def way_facet(platform: str, region: str) -> str:
    """A route that a source gives for a region, for the whole world (001), or for none that it names ("")."""
    return f"way:{platform}:{region.lower()}"
