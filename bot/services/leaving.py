"""Who has left a server: Discord tells no bot without a privileged intent, so each member is asked for once a day."""

from __future__ import annotations

import time

from bot.store import follows, leavers
from bot.store.db import Database

_DAY = 24 * 3600  # seconds
_BITE = 100  # members of one question to the database


class LeavingService:
    """For the one process that delivers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def to_look_up(self) -> list[tuple[int, int]]:
        """The next servers and members of this round; none until the next one. The first is a day after the start."""
        now = _now()
        async with self._database.read() as db:
            known = await leavers.next_round(db)
            if known is not None and now < known[0]:
                return []
            found = await leavers.after(db, *known[1:], _BITE) if known else []
        if not found:
            async with self._database.transaction() as db:
                await leavers.set_round(db, now + _DAY)
        return found

    async def looked_up(self, guild: int, user: int) -> None:
        """All until here: the next process goes on after them."""
        async with self._database.transaction() as db:
            await leavers.set_round(db, _now(), guild, user)

    async def left(self, guild: int, user: int) -> None:
        async with self._database.transaction() as db:
            for one in await follows.of_member(db, user):
                if (
                    one.guild == guild
                ):  # what they have not heard of it is told in another server that has it, too
                    await follows.delete(db, user, one)
            await leavers.forget(db, user, guild)


def _now() -> int:
    return int(time.time())
