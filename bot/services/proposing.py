"""What a server proposes upward: its own titles and what it has approved, for the catalogue that all share."""

from __future__ import annotations

import time
from dataclasses import replace

from bot.domain.catalogue import is_official
from bot.domain.markup import clean
from bot.domain.model import Route
from bot.domain.suggestion import RECORD, SERVER, Body, Kind, State, Suggestion
from bot.errors import NotFound, UserError
from bot.services.catalogue import CatalogueService
from bot.services.editing import EditingService
from bot.services.suggesting import SuggestingService, check_server_quota
from bot.store import suggestions
from bot.store.db import Database


class ProposingService:
    def __init__(
        self,
        database: Database,
        catalogue: CatalogueService,
        editing: EditingService,
        suggesting: SuggestingService,
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._editing = editing
        self._suggesting = suggesting

    async def propose(self, guild: int, number: int, by: int, server: str) -> Suggestion:
        """Put what a server has approved before the curators. Raises UserError."""
        async with self._database.read() as db:
            one = await suggestions.get(db, guild, number)
        if one is None or one.state is not State.APPROVED or not guild:
            raise NotFound("error-suggest-gone")
        if one.kind is Kind.TITLE or await self._is_own(one.title_id):
            return await self.propose_title(guild, one.title_id, by, server)
        return await self._propose(guild, one.kind, one.title_id, one.body, by, server)

    async def propose_title(self, guild: int, title_id: str, by: int, server: str) -> Suggestion:
        """Put a title of a server's own before the curators. Raises UserError."""
        title = await self._editing.seen(guild, title_id)
        if not await self._is_own(title_id):
            raise UserError("error-suggest-shared")
        routes = tuple(map(self._for_everybody, title.routes))
        record = title.model_copy(update={"routes": routes})
        body = {RECORD: record.model_dump_json(exclude_defaults=True, by_alias=True)}
        return await self._propose(guild, Kind.TITLE, title_id, body, by, server)

    def _for_everybody(self, route: Route) -> Route:
        """Without an address that only this server trusts."""
        platform = self._catalogue.platforms.entries.get(route.platform)
        is_good = route.url and platform and is_official(route.url, platform.hosts)
        return route if is_good else route.model_copy(update={"url": None})

    async def _is_own(self, title_id: str) -> bool:
        try:
            await self._editing.seen(0, title_id)
        except NotFound:
            return True
        return False

    async def _propose(
        self, guild: int, kind: Kind, title_id: str, body: Body, by: int, server: str
    ) -> Suggestion:
        name, now = clean(server, 100), int(time.time())
        made = Suggestion(
            0, 0, by, kind, title_id, {**body, SERVER: name}, State.OPEN, created_at=now, from_guild=guild
        )
        await self._suggesting.platform(made)  # a link that only this server trusts is refused
        async with self._database.transaction() as db:
            if await suggestions.proposed(db, guild, kind, title_id):
                raise UserError("error-suggest-proposed")
            await check_server_quota(db, guild)
            return replace(made, id=await suggestions.add(db, made))
