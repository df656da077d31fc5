"""Members' watchlists: kept, sorted, shared if they wish, and written into a file."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import NamedTuple

from bot.domain.display import heading
from bot.domain.exchange.delimited import write_rows
from bot.domain.model import Title
from bot.domain.names import fold
from bot.domain.viewer import TitleOrder
from bot.domain.watchlist import MOST_WATCHED, Entry, Sort, WatchState, sorted_by
from bot.errors import UserError
from bot.services.catalogue import CatalogueService
from bot.store import watchlists
from bot.store.db import Connection, Database


class Watched(NamedTuple):
    entry: Entry
    title: Title


class WatchlistService:
    def __init__(self, database: Database, catalogue: CatalogueService) -> None:
        self._database = database
        self._catalogue = catalogue

    async def put(self, user: int, title_id: str, state: WatchState) -> None:
        """Add it, or change its state. Raises UserError when the list is full."""
        async with self._database.transaction() as db:
            await self._put(db, user, title_id, state)

    async def add(self, user: int, title_id: str) -> WatchState | None:
        """As one to watch, unless it is there already: the state that it then keeps. Raises UserError."""
        async with self._database.transaction() as db:
            if known := await watchlists.get(db, user, title_id):
                return known.state
            await self._put(db, user, title_id, WatchState.WANT)
        return None

    async def _put(self, db: Connection, user: int, title_id: str, state: WatchState) -> None:
        ids = {one.title_id for one in await watchlists.of_member(db, user)}
        if len(ids | {title_id}) > MOST_WATCHED:
            raise UserError("error-watchlist-full", most=MOST_WATCHED)
        await watchlists.put(db, user, title_id, state, int(time.time()))

    async def remove(self, user: int, title_id: str) -> bool:
        """Whether it was there."""
        async with self._database.transaction() as db:
            return await watchlists.delete(db, user, title_id)

    async def share(self, user: int, *, shared: bool) -> None:
        async with self._database.transaction() as db:
            await watchlists.share(db, user, shared=shared)

    async def is_shared(self, user: int) -> bool:
        async with self._database.read() as db:
            return await watchlists.is_shared(db, user)

    async def listed(
        self, user: int, guild: int, order: TitleOrder, sort: Sort, state: WatchState | None = None
    ) -> list[Watched]:
        """What of it can be seen in a server: another server's own titles cannot."""
        async with self._database.read() as db:
            entries = await watchlists.of_member(db, user)
        wanted = [one for one in entries if state in (None, one.state)]
        found = await self._catalogue.titles([one.title_id for one in wanted], guild)
        titles = {title.id: title for title in found}
        named = [
            (one, fold(heading(titles[one.title_id], order))) for one in wanted if one.title_id in titles
        ]
        return [Watched(one, titles[one.title_id]) for one in sorted_by(named, sort)]

    async def export(self, user: int, guild: int, order: TitleOrder) -> str:
        """As CSV."""
        rows = [["id", "title", "state", "added", "changed"]]
        for entry, title in await self.listed(user, guild, order, Sort.CHANGED):
            rows.append(
                [title.id, heading(title, order), entry.state, _day(entry.added_at), _day(entry.changed_at)]
            )
        return write_rows(rows)


def _day(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()
