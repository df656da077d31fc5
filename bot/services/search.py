"""Answers to searches: whatever a member remembers of a drama, or a message that names some."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.filters import ANYTHING, Filters
from bot.domain.model import Title
from bot.domain.search import FLOOR, Hit, Scope, Thesaurus, find, is_clear, mentions
from bot.services.catalogue import CatalogueService
from bot.services.curation import CurationService
from bot.services.popularity import PopularityService
from bot.store.search.reader import SearchReader

MAX_RESULTS, MAX_MATCHES = 500, 50  # titles that one list pages through: to browse, and to find something in
_NEAREST_FLOOR = 0.3  # how weak a hit may be to stand under "did you mean"
_NEAREST = 5
_KEPT = 50  # servers with words of their own whose thesaurus is kept ready
_GOOD_PLOT = 0.75  # a plot that has nearly all of the words


@dataclass(frozen=True)
class Found:
    """The answer to a search: titles with what matched, best first."""

    titles: list[tuple[Title, Hit]]
    total: int
    capped: bool  # there may be more than these
    clear: bool  # the first is what they meant
    nearest: list[Title]  # only when nothing was found


class SearchService:
    """Every search is one call on the reader's thread."""

    def __init__(
        self,
        reader: SearchReader,
        catalogue: CatalogueService,
        curation: CurationService,
        popularity: PopularityService,
    ) -> None:
        self._reader = reader
        self._catalogue = catalogue
        self._curation = curation
        self._popularity = popularity
        self._kept: dict[tuple[object, ...], Thesaurus] = {}

    async def find(
        self, query: str, filters: Filters = ANYTHING, *, guild: int = 0, offset: int = 0, limit: int = 25
    ) -> Found:
        """Titles by any name or by words of the plot; the best to browse when there is no query.

        `guild` is the server that asks: its own titles are found besides the shared ones. 0 for none.
        """
        most = MAX_MATCHES if query.strip() else MAX_RESULTS
        hits = await self._hits(query, filters, guild, most)
        good = [hit for hit in hits if hit.kind == "browse" or hit.score >= FLOOR]
        nearest = [] if good else await self._with_titles(hits[:_NEAREST], guild)
        return Found(
            titles=await self._with_titles(good[offset : offset + limit], guild),
            total=len(good),
            capped=len(good) == most,
            clear=bool(query.strip()) and _is_the_one(good),
            nearest=[title for title, _ in nearest],
        )

    async def complete(self, typed: str, *, guild: int = 0, limit: int = 25) -> list[tuple[Title, Hit]]:
        """The best few for what was typed so far."""
        hits = await self._hits(typed, ANYTHING, guild, limit)
        return await self._with_titles(
            [hit for hit in hits if hit.score >= FLOOR or hit.kind == "browse"], guild
        )

    async def mentioned(self, text: str, *, guild: int = 0) -> list[tuple[Title, Hit]]:
        """Titles that somebody's message speaks of."""
        await self._catalogue.refresh()
        hits = await self._reader.call(lambda index: mentions(index, text), Scope(guild))
        hits = self._catalogue.as_seen(hits, guild)
        return await self._with_titles(hits, guild)

    async def _hits(self, query: str, filters: Filters, guild: int, limit: int) -> list[Hit]:
        await self._catalogue.refresh()
        scope = await self._scope(filters, guild)
        thesaurus = await self._thesaurus(guild)
        hits = await self._reader.call(
            lambda index: find(index, query, thesaurus, limit=limit, floor=_NEAREST_FLOOR), scope
        )
        return self._catalogue.as_seen(hits, guild)

    async def _scope(self, filters: Filters, guild: int) -> Scope:
        wanted = filters.wanted(self._catalogue.platforms.entries.values())
        return Scope(guild, wanted, await self._popularity.top(guild))

    async def _thesaurus(self, guild: int) -> Thesaurus:
        """The words of the catalogue's tags and of the server; made anew when either has changed."""
        groups = await self._curation.synonyms(guild)
        key = (self._catalogue.version, groups)
        if key not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[key] = await asyncio.to_thread(Thesaurus, self._catalogue.tags(), groups)
        return self._kept[key]

    async def _with_titles(self, hits: list[Hit], guild: int) -> list[tuple[Title, Hit]]:
        """A title that was deleted since it was found is left out."""
        titles = await self._catalogue.titles([hit.title_id for hit in hits], guild)
        by_id = {title.id: title for title in titles}
        return [
            (by_id[hit.title_id], _named(hit, by_id[hit.title_id])) for hit in hits if hit.title_id in by_id
        ]


def _named(hit: Hit, title: Title) -> Hit:
    """With the name that matched, as it is written."""
    return replace(hit, matched=title.names[hit.name].text) if 0 <= hit.name < len(title.names) else hit


def _is_the_one(hits: Sequence[Hit]) -> bool:
    """Whether the first hit is what they meant. A single hit by few words of a plot is only a guess."""
    if len(hits) == 1:
        return hits[0].kind != "plot" or hits[0].score >= _GOOD_PLOT
    return is_clear(hits)
