"""What becomes of questions by itself: posts begun and not finished, posts out of date, time that runs out."""

from __future__ import annotations

import time

from bot.domain.question import Question, State, WeekList, Why
from bot.services.desk import LEASE, decide
from bot.store import answers, questions
from bot.store.db import Connection, Database

WEEK = 7 * 24 * 3600  # seconds
OPEN_FOR = 8 * WEEK
_DAY = 24 * 3600
_KEPT = 366 * _DAY  # for which what was decided is kept
_TRIED_FOR = _DAY  # for which a post that Discord does not answer for is tried
_AT_ONCE = 20  # posts of one turn


def is_tried_out(first_at: int) -> bool:
    """Whether it has been tried for so long that nobody waits for it any more."""
    return _now() - first_at > _TRIED_FOR


class DeskUpkeep:
    """For the one process that delivers; each thing is claimed all the same."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def expire(self) -> None:
        """Close what nobody answered for weeks, and forget what was decided long ago."""
        now = _now()
        async with self._database.read() as db:
            old = await questions.expired(db, now - OPEN_FOR)
        if old:
            async with self._database.transaction() as db:
                for one in await questions.expired(db, now - OPEN_FOR):
                    await decide(db, one, 0, state=State.CLOSED, why=Why.EXPIRED)

    async def forget(self) -> None:
        now = _now()
        async with self._database.transaction() as db:
            await questions.delete_old(db, now - _DAY, now - _KEPT)
            await answers.delete_lists(db, now - OPEN_FOR)

    # -- posts

    async def unposted(self) -> list[Question]:
        """Ours to look for and, if they are not there, to post."""
        now = _now()
        async with self._database.read() as db:
            if not await questions.unposted(db, now, _AT_ONCE):
                return []
        async with self._database.transaction() as db:
            return await _claimed(db, await questions.unposted(db, now, _AT_ONCE), now)

    async def gone(self, one: Question, why: Why) -> None:
        """There is no post, and there will be none; the asker is told."""
        async with self._database.transaction() as db:
            await questions.set_message(db, one.id, 0)
            now = await questions.get(db, one.guild, one.id)
            if now is not None and now.state is State.OPEN:
                await decide(db, now, 0, state=State.CLOSED, why=why)

    async def place_gone(self, place: int, why: Why) -> None:
        """A channel, or a post of a forum, has been deleted."""
        async with self._database.read() as db:
            found = await questions.in_place(db, place)
        for one in found:
            await self.gone(one, why)

    async def stale(self) -> list[Question]:
        """Those that nobody has just tried to draw anew: what cannot be drawn keeps the rest from nothing."""
        now = _now()
        async with self._database.read() as db:
            if not await questions.stale(db, now, _AT_ONCE):
                return []
        async with self._database.transaction() as db:
            return await _claimed(db, await questions.stale(db, now, _AT_ONCE), now)

    # -- lists

    async def due(self) -> list[int]:
        """Servers that are to be given a list of what is still open."""
        async with self._database.read() as db:
            return await answers.due_lists(db, _now() - WEEK)

    async def begin(self, guild: int, channel: int) -> WeekList | None:
        """The list of this week, ours to post; None when another has begun it."""
        now = _now()
        one = WeekList(guild, now, channel)
        async with self._database.transaction() as db:
            if guild not in await answers.due_lists(db, now - WEEK):
                return None
            await answers.add_list(db, one, now + LEASE)
        return one

    async def unfinished(self) -> list[WeekList]:
        now = _now()
        async with self._database.read() as db:
            if not await answers.unposted_lists(db, now):
                return []
        async with self._database.transaction() as db:
            return await answers.claim_lists(db, now, now + LEASE)

    async def listed(self, one: WeekList, message: int) -> None:
        async with self._database.transaction() as db:
            await answers.end_list(db, one, message)


async def _claimed(db: Connection, found: list[Question], now: int) -> list[Question]:
    for one in found:
        await questions.claim(db, one.id, now + LEASE)
    return found


def _now() -> int:
    return int(time.time())
