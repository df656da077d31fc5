"""Removes what is not needed any more: all that belongs to servers which have removed the bot, and what is too old."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection

from bot.domain.editing import override_id
from bot.domain.evidence import COUNTED
from bot.services.indexing import indexed
from bot.store import changes, layers, purging, records, searches, suggestions, votes
from bot.store.db import Database

log = logging.getLogger(__name__)
DAY = 24 * 3600  # seconds
KEPT = 30 * DAY  # for which a server may come back
_YEAR = 366 * DAY
_BITE = 200  # rows
_TITLES = 20  # of one bite: the index goes with them


class PurgingService:
    def __init__(self, database: Database) -> None:
        self._database = database

    # -- who is there

    async def left(self, guild: int) -> None:
        """A server has removed the bot."""
        async with self._database.transaction() as db:
            await purging.left(db, guild, _now())

    async def returned(self, guild: int) -> None:
        """Called for each server at each start, so it writes only when there is something to write."""
        async with self._database.read() as db:
            if guild not in await purging.departed(db):
                return
        async with self._database.transaction() as db:
            await purging.returned(db, guild)

    async def present(self, guilds: Collection[int]) -> None:
        """All servers that have the bot: any other of which something is known has removed it, maybe while it was
        not running."""
        async with self._database.read() as db:
            gone = (await purging.known(db)) - set(guilds)
            departed = await purging.departed(db)
        back = set(guilds) & departed.keys()
        if not back and gone <= departed.keys():
            return
        async with self._database.transaction() as db:
            for guild in back:
                await purging.returned(db, guild)
            for guild in gone:
                await purging.left(db, guild, _now())

    # -- removing

    async def purge(self, now: int, is_here: Callable[[int], bool]) -> None:
        """All that belongs to servers that left long enough ago, a little at a time: members are answered in between.
        What is not done when the program ends is done by the next."""
        async with self._database.read() as db:
            departed = await purging.departed(db)
        for guild, left_at in departed.items():
            if left_at <= now - KEPT and not is_here(guild):
                while await self._bite(guild, now - KEPT):
                    pass

    async def _bite(self, guild: int, before: int) -> bool:
        """Whether there may be more."""
        async with self._database.transaction() as db:
            if not await purging.is_due(db, guild, before):  # it has come back
                return False
            if titles := await purging.titles(db, guild, _TITLES):
                versions = [override_id(title_id, guild) for title_id in titles]
                async with indexed(db, [*titles, *versions]):
                    await layers.put_many(db, guild, [(title_id, None) for title_id in titles], _now())
                await records.bump(db)
                return True
            if await purging.purge(db, guild, _BITE):
                return True
            await purging.finish(db, guild)
        log.info("Server %d removed the bot a while ago; nothing is kept of it any more.", guild)
        return False

    async def expire(self, now: int) -> None:
        """What has been kept for as long as /privacy says. Of what all servers share, the history is kept whole."""
        async with self._database.transaction() as db:
            await searches.delete_old(db, now - _YEAR)
            await votes.forget_before(db, now - COUNTED)
            await suggestions.delete_old(db, now - DAY, now - _YEAR)
        async with self._database.read() as db:
            guilds = await changes.servers_before(db, now - _YEAR)
        for guild in guilds:
            async with self._database.transaction() as db:
                await changes.forget_before(db, guild, now - _YEAR)


def _now() -> int:
    return int(time.time())
