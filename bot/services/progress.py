"""How far a member is in a drama: theirs alone, unless they share it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from bot.domain.bands import END, count_of
from bot.domain.model import Title
from bot.domain.progress import Progress
from bot.errors import UserError
from bot.store import progress
from bot.store.db import Connection, Database

_MOST = 500  # dramas of one member


class ProgressService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def at(self, user: int, *title_ids: str) -> int:
        """The last episode that a member has seen, by whichever of a drama's titles they noted it; 0: not begun."""
        noted = [await self.get(user, title_id) for title_id in title_ids]
        return max((one.episode for one in noted if one), default=0)

    async def get(self, user: int, title_id: str) -> Progress | None:
        async with self._database.read() as db:
            return await progress.get(db, user, title_id)

    async def all(self, user: int) -> list[Progress]:
        """The latest first."""
        async with self._database.read() as db:
            return await progress.of_member(db, user)

    async def move(self, user: int, title: Title, episode: int) -> Progress:
        """Raises UserError for an episode that the drama does not have."""
        most = count_of(title) or END
        if not 1 <= episode <= most:
            raise UserError("error-progress-beyond", most=most)
        return await self.set(user, title.id, episode)

    async def set(self, user: int, title_id: str, episode: int, shared: bool | None = None) -> Progress:
        """`shared` None: as before. Raises UserError for a member with more dramas than anybody watches."""
        async with self._database.transaction() as db:
            return await _put(db, user, title_id, episode, shared)

    async def reach(self, user: int, title_ids: Sequence[str], episode: int) -> None:
        """At least so far in a drama; whoever is further by any of its titles stays there. Raises UserError."""
        async with self._database.transaction() as db:
            noted = [await progress.get(db, user, title_id) for title_id in title_ids]
            if all(one is None or one.episode < episode for one in noted):
                await _put(db, user, title_ids[0], episode, None)

    async def share(self, user: int, title_id: str, shared: bool) -> Progress | None:
        """None when there is nothing to share."""
        async with self._database.transaction() as db:
            return await progress.share(db, user, title_id, shared)

    async def remove(self, user: int, title_id: str) -> None:
        async with self._database.transaction() as db:
            await progress.remove(db, user, title_id)

    async def export(self, user: int) -> list[dict[str, Any]]:
        return [one._asdict() for one in await self.all(user)]

    async def forget(self, user: int) -> bool:
        """Whether there was anything."""
        async with self._database.transaction() as db:
            return await progress.forget_member(db, user)


async def _put(db: Connection, user: int, title_id: str, episode: int, shared: bool | None) -> Progress:
    if await progress.get(db, user, title_id) is None:
        await _check_room(db, user)
    return await progress.put(db, user, title_id, episode, shared, int(time.time()))


async def _check_room(db: Connection, user: int) -> None:
    if len(await progress.of_member(db, user)) >= _MOST:
        raise UserError("error-progress-many", most=_MOST)
