"""The composition root: opens the database, loads the catalogue, hands out services, closes in order."""

from __future__ import annotations

import gc
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.config import Settings
from bot.services.catalogue import CatalogueService
from bot.services.loader import load_shipped
from bot.services.members import MemberService
from bot.store.db import Database


@dataclass(frozen=True)
class App:
    """Everything a cog can ask for."""

    settings: Settings
    database: Database
    catalogue: CatalogueService
    members: MemberService


@asynccontextmanager
async def open_app(
    settings: Settings, progress: Callable[[str], None] = lambda _: None
) -> AsyncGenerator[App]:
    """An App with the shipped catalogue in place. Raises StartupError with a sentence for the host."""
    database = await Database.open(settings.database_path)
    try:
        await load_shipped(database, settings.catalogue_path, progress)
        catalogue = CatalogueService(database)
        await catalogue.refresh(force=True)
        gc.collect()
        gc.freeze()  # the catalogue stays, so collections need not walk through it, which takes 70 ms
        yield App(settings, database, catalogue, MemberService(database))
    finally:
        await database.close()
