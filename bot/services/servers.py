"""What moderators chose for their server: asked for by every answer, so all of it is kept in memory."""

from __future__ import annotations

import time
from typing import Any

from bot.domain.server import NOTHING, ServerSettings
from bot.store import servers
from bot.store.db import Database

_RECHECK_SECONDS = 2.0  # how soon a change by another process counts


class ServerService:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._all: dict[int, ServerSettings] = {}
        self._version = 0
        self._checked = 0.0

    def get(self, guild: int) -> ServerSettings:
        """As of the last `refresh`."""
        return self._all.get(guild, NOTHING)

    async def refresh(self, *, force: bool = False) -> None:
        """Read them anew if another process has changed any."""
        now = time.monotonic()
        if not force and now - self._checked < _RECHECK_SECONDS:
            return
        self._checked = now
        async with self._database.snapshot() as db:
            version = await servers.version(db)
            if version <= self._version:  # another refresh, which began later, has been quicker
                return
            self._all = await servers.every(db)
            self._version = version

    async def change(self, guild: int, **fields: Any) -> ServerSettings:
        """What the server has now. Raises ValueError for what no setting can be."""
        async with self._database.transaction() as db:
            before = await servers.get(db, guild)
            values = {**before.model_dump(), **fields, "updated_at": int(time.time())}
            after = ServerSettings.model_validate(values)
            await servers.put(db, guild, after)
        await self.refresh(force=True)
        return after
