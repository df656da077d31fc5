"""Which of a forum's own tags fit a drama: its tropes, the services it is on, and whether it is complete."""

from __future__ import annotations

from collections.abc import Iterator

import discord

from bot.domain.model import Language, Title
from bot.domain.names import fold
from bot.i18n import texts
from bot.services.catalogue import CatalogueService

_MOST = 5


def fitting(
    forum: discord.ForumChannel, title: Title, catalogue: CatalogueService, *, moderated: bool
) -> list[discord.ForumTag]:
    """moderated: whether we may use tags that are for moderators."""
    names = {fold(name) for name in _names(title, catalogue)} - {""}
    tags = [tag for tag in forum.available_tags if moderated or not tag.moderated]
    return [tag for tag in tags if fold(tag.name) in names][:_MOST]


def _names(title: Title, catalogue: CatalogueService) -> Iterator[str]:
    """Everything that such a tag may be called, in any of our languages."""
    for trope in (catalogue.tropes.entries[i] for i in title.tropes if i in catalogue.tropes.entries):
        yield from (trope.name.to(language) for language in Language)
        yield from trope.synonyms
    platforms = catalogue.platforms.entries
    for platform in (platforms[r.platform] for r in title.routes if r.platform in platforms):
        yield from (
            platform.name,
            platform.native_name or "",
            platform.traditional_name or "",
            *platform.also,
        )
    status = "home-tag-complete" if title.last_aired else "home-tag-ongoing"
    yield from (texts()(language, status) for language in Language)
