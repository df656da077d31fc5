"""What a server proposes upward: its own titles, what it says differently of shared ones, and what it has approved."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import NamedTuple

from bot.domain.markup import clean
from bot.domain.model import Title
from bot.domain.proposed import change_of, for_everybody, record_of
from bot.domain.suggestion import SERVER, Body, Kind, State, Suggestion
from bot.errors import NotFound, UserError
from bot.services.catalogue import CatalogueService
from bot.services.editing import EditingService
from bot.services.suggesting import SuggestingService, check_server_quota
from bot.store import suggestions
from bot.store.db import Database


class Proposer(NamedTuple):
    """Who puts something before the curators."""

    member: int
    server: str  # its name
    cited: str  # the source of a title of which only this server trusts all others


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

    async def propose(self, guild: int, number: int, by: Proposer) -> Suggestion:
        """Put what a server has approved before the curators. Raises UserError."""
        async with self._database.read() as db:
            one = await suggestions.get(db, guild, number)
        if one is None or one.state is not State.APPROVED or not guild:
            raise NotFound("error-suggest-gone")
        if one.kind is Kind.TITLE or not await self._shared(one.title_id):
            return await self.propose_title(guild, one.title_id, by)
        return await self._propose(guild, one.kind, one.title_id, one.body, by)

    async def propose_title(self, guild: int, title_id: str, by: Proposer) -> Suggestion:
        """Put a title of a server's own before the curators, or what it says differently. Raises UserError."""
        ours = await self._for_everybody(guild, await self._editing.seen(guild, title_id), by.cited)
        shared = await self._shared(title_id)
        if shared is None:
            return await self._propose(guild, Kind.TITLE, title_id, record_of(ours), by)
        if not (body := change_of(shared, ours)):
            raise UserError("error-suggest-shared")
        return await self._propose(guild, Kind.CORRECTION, title_id, body, by)

    async def _for_everybody(self, guild: int, title: Title, cited: str) -> Title:
        await self._catalogue.refresh()
        official = {one.id: one.hosts for one in self._catalogue.platforms.entries.values()}
        added = await self._editing.hosts(guild)
        return for_everybody(title, official, [host for hosts in added.values() for host in hosts], cited)

    async def _shared(self, title_id: str) -> Title | None:
        """As everybody sees it; None for a title of a server's own."""
        try:
            return await self._editing.seen(0, title_id)
        except NotFound:
            return None

    async def _propose(self, guild: int, kind: Kind, title_id: str, body: Body, by: Proposer) -> Suggestion:
        body, now = {**body, SERVER: clean(by.server, 100)}, int(time.time())
        made = Suggestion(0, 0, by.member, kind, title_id, body, State.OPEN, created_at=now, from_guild=guild)
        await self._suggesting.platform(made)  # a link that only this server trusts is refused
        async with self._database.transaction() as db:
            if _is_among(await suggestions.proposed(db, guild, kind, title_id), made):
                raise UserError("error-suggest-proposed")
            await check_server_quota(db, guild)
            return replace(made, id=await suggestions.add(db, made))


def _is_among(waiting: list[Suggestion], new: Suggestion) -> bool:
    """A title can be proposed once; of one that there is, every change that is not the same."""
    return any(new.kind is Kind.TITLE or _said(one.body) == _said(new.body) for one in waiting)


def _said(body: Body) -> Body:
    """Without the server's name, which may have changed."""
    return {field: value for field, value in body.items() if field != SERVER}
