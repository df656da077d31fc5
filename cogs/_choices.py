"""Autocomplete: what is offered while a member types, and what their words mean when they send them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from discord import app_commands

from bot.domain import display, regions
from bot.domain.filters import Filters
from bot.domain.markup import quoted
from bot.domain.model import Collection, Language, Platform, Term, Title, Trope
from bot.domain.names import fold
from bot.domain.viewer import Viewer
from bot.domain.vocabulary import Vocabulary, entry_name
from bot.domain.words import language_name
from bot.errors import UserError
from bot.services.catalogue import CatalogueService
from bot.services.search import SearchService
from cogs._matched import in_choice

Choices = list[app_commands.Choice[str]]
E = TypeVar("E", Trope, Platform, Collection, Term)
_MOST = 25


class NothingFound(UserError):
    """Typed words that fit no title."""


class Unclear(UserError):
    """Typed words that fit several titles, the best ones of which are here."""

    def __init__(self, typed: str, titles: Sequence[Title]) -> None:
        super().__init__("error-unclear-title", text=quoted(typed))
        self.typed = typed
        self.titles = titles


async def title_choices(
    search: SearchService, catalogue: CatalogueService, viewer: Viewer, typed: str
) -> Choices:
    """English · 中文 · year · platform ← the name that matched; the value is an id, so choosing skips the search."""
    found = await search.complete(typed, guild=viewer.guild, limit=_MOST)
    return [
        app_commands.Choice(name=in_choice(_label(title, viewer, catalogue), hit), value=f"title:{title.id}")
        for title, hit in found
    ]


def entry_choices(vocabulary: Vocabulary[E], viewer: Viewer, typed: str) -> Choices:
    return _choices(vocabulary.complete(typed, viewer.language, _MOST))


def language_choices(catalogue: CatalogueService, viewer: Viewer, typed: str) -> Choices:
    """The spoken languages that titles have."""
    pairs = [(language_name(code, viewer.language), code) for code in catalogue.languages]
    wanted = fold(typed)
    return _choices(pair for pair in pairs if wanted in fold(pair[0]) or wanted == pair[1])


def region_choices(viewer: Viewer, typed: str) -> Choices:
    return _choices((regions.name(code, viewer.language), code) for code in regions.search(typed, _MOST))


def resolve_filters(
    catalogue: CatalogueService,
    viewer: Viewer,
    trope: str,
    platform: str,
    collection: str,
    language: str,
    region: str,
) -> Filters:
    """Filters from chosen ids or typed words. Raises UserError for words that mean nothing."""
    return Filters(
        trope=_id(catalogue.tropes, trope, "error-unknown-trope"),
        platform=_id(catalogue.platforms, platform, "error-unknown-platform"),
        collection=_id(catalogue.collections, collection, "error-unknown-collection"),
        language=_language(catalogue, viewer, language),
        region=resolve_region(region) if region.strip() else "",
    )


def resolve_region(typed: str) -> str:
    """A country code from a chosen code or a typed name. Raises UserError."""
    found = [typed.strip().upper()] if regions.is_country(typed.strip().upper()) else regions.search(typed, 1)
    if not found or not fold(typed):
        raise UserError("error-unknown-region", text=quoted(typed))
    return found[0]


async def resolve_title(
    search: SearchService, catalogue: CatalogueService, viewer: Viewer, typed: str
) -> Title:
    """The title of a choice, or the one that typed words clearly mean. Raises NothingFound, Unclear, NotFound."""
    if typed.startswith("title:"):
        return await catalogue.title(typed.removeprefix("title:"), viewer.guild)
    found = await search.find(typed, guild=viewer.guild, limit=1)
    if not found.titles or not fold(typed):  # signs alone would browse
        raise NothingFound("error-not-found-title", text=quoted(typed))
    if not found.clear:
        several = await search.find(typed, guild=viewer.guild, limit=_MOST)
        raise Unclear(typed, [title for title, _ in several.titles])
    return found.titles[0][0]


def _label(title: Title, viewer: Viewer, catalogue: CatalogueService) -> str:
    known = [route.platform for route in title.routes if route.platform in catalogue.platforms.entries]
    names = [entry_name(catalogue.platforms.entries[platform], viewer.language) for platform in known[:1]]
    return display.label(title, viewer.order, names, plain=viewer.language is not Language.EN)


def _choices(pairs: Iterable[tuple[str, str]]) -> Choices:
    return [app_commands.Choice(name=name[:100], value=value) for name, value in pairs][:_MOST]


def _id(vocabulary: Vocabulary[E], typed: str, error: str) -> str:
    if not typed.strip():
        return ""
    entry = vocabulary.resolve(typed)
    if entry is None:
        raise UserError(error, text=quoted(typed))
    return entry.id


def _language(catalogue: CatalogueService, viewer: Viewer, typed: str) -> str:
    if not typed.strip():
        return ""
    choices = language_choices(catalogue, viewer, typed) if fold(typed) else []
    if not choices:
        raise UserError("error-unknown-language", text=quoted(typed))
    return choices[0].value
