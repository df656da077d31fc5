"""The services of search over a database of made-up titles, with time enough on a busy machine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.search import Scope
from bot.services.catalogue import CatalogueService
from bot.services.curation import CurationService
from bot.services.popularity import PopularityService
from bot.services.search import SearchService
from bot.store.db import Database
from bot.store.search.reader import SearchReader


class Patient(SearchReader):
    """Its searches may take as long as a busy machine needs."""

    async def call(self, work: Callable[..., Any], scope: Scope, seconds: float = 60.0) -> Any:
        return await super().call(work, scope, seconds)


@dataclass(frozen=True)
class Served:
    database: Database
    catalogue: CatalogueService
    curation: CurationService
    popularity: PopularityService
    search: SearchService

    async def found(self, typed: str, guild: int) -> list[str]:
        """Ids of everything that a search gives, be it an answer or only the nearest."""
        found = await self.search.find(typed, guild=guild, limit=100)
        return [title.id for title in (*(title for title, _ in found.titles), *found.nearest)]


@asynccontextmanager
async def serving(database: Database, path: Path) -> AsyncIterator[Served]:
    reader, popularity = Patient(path), PopularityService(database)
    catalogue, curation = CatalogueService(database, reader), CurationService(database)
    try:
        await catalogue.refresh(force=True)
        search = SearchService(reader, catalogue, curation, popularity)
        yield Served(database, catalogue, curation, popularity, search)
    finally:
        await popularity.close()
        await reader.close()
