"""Gathers what is wrong with one server's announcements and settings, as far as the database and the catalogue know."""

from __future__ import annotations

import time
from collections.abc import Iterable

from bot.domain.announcing.subscription import Subscription, Wishes
from bot.domain.diagnosis import Chosen, Finding, Sight, diagnose
from bot.domain.filters import ANYTHING, Filters
from bot.services.announcing import AnnouncingService
from bot.services.search import MAX_RESULTS, SearchService
from bot.services.servers import ServerService
from bot.store import outbox, prompts
from bot.store.db import Database

_RECENT = 7 * 24 * 3600  # seconds
_MOST = 500  # failed requests that are counted


class DoctorService:
    def __init__(
        self,
        database: Database,
        announcing: AnnouncingService,
        search: SearchService,
        servers: ServerService,
    ) -> None:
        self._database = database
        self._announcing = announcing
        self._search = search
        self._servers = servers

    async def chosen(self, guild: int) -> Chosen:
        """Whose channels and roles `findings` wants to know about."""
        await self._servers.refresh(force=True)
        subscriptions = await self._announcing.subscriptions(guild)
        async with self._database.read() as db:
            week = await prompts.week(db, guild)
        return Chosen(self._servers.get(guild), subscriptions, week)

    async def findings(self, guild: int, chosen: Chosen, sight: Sight | None) -> list[Finding]:
        """What is wrong now, the worst first."""
        async with self._database.read() as db:
            failed = await outbox.failed(db, guild, int(time.time()) - _RECENT, _MOST)
        return diagnose(chosen, failed, await self._barren(guild, chosen.subscriptions), sight)

    async def _barren(self, guild: int, subscriptions: Iterable[Subscription]) -> set[int]:
        """Channels whose filter no drama of today's catalogue fits."""
        known: dict[tuple[Filters, str], bool] = {}
        found: set[int] = set()
        for one in subscriptions:
            key = (filters_of(one.wishes), one.wishes.origin)
            if key not in known:
                known[key] = await self._fits_something(guild, *key)
            if not known[key]:
                found.add(one.channel)
        return found

    async def _fits_something(self, guild: int, filters: Filters, origin: str) -> bool:
        """A server that wants its own dramas alone may still be about to add some: only a filter can be wrong."""
        if filters == ANYTHING:
            return True
        shared = (await self._search.find("", filters, limit=1)).total
        if origin == "shared":
            return shared > 0
        ours = (await self._search.find("", filters, guild=guild, limit=1)).total
        # A list that is full may have left out the server's own.
        return ours > (shared if origin == "own" else 0) or ours >= MAX_RESULTS


def filters_of(wishes: Wishes) -> Filters:
    return Filters(wishes.trope, wishes.platform, wishes.collection, wishes.spoken, wishes.region)
