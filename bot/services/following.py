"""What members follow and how they are told: changed by them, exported and forgotten on request."""

from __future__ import annotations

import time
import uuid
from typing import Any, NamedTuple

from bot.domain.announcing.post import Told
from bot.domain.following import MOST_FOLLOWS, Follow, Telling
from bot.domain.model import Language
from bot.domain.notice import MOST_AT_ONCE
from bot.errors import UserError
from bot.services.noticing import NoticingService
from bot.store import follows, notices
from bot.store.db import Connection, Database

_DOUBLE = 3  # seconds in which a second press is part of the first


class News(NamedTuple):
    answer: str  # by which it is told
    told: list[Told]
    more: int  # that wait still


class FollowingService:
    def __init__(self, database: Database, noticing: NoticingService) -> None:
        self._database = database
        self._noticing = noticing

    # -- what they follow

    async def of_member(self, user: int) -> list[Follow]:
        """The newest first."""
        async with self._database.read() as db:
            return await follows.of_member(db, user)

    async def follow(self, user: int, follow: Follow, language: Language) -> None:
        """Twice is once. Raises UserError when they follow too much."""
        async with self._database.transaction() as db:
            await self._follow(db, user, follow, language, _now())

    async def unfollow(self, user: int, follow: Follow) -> bool:
        """Whether they followed it."""
        async with self._database.transaction() as db:
            return await follows.delete(db, user, follow)

    async def toggle(self, user: int, follow: Follow, language: Language) -> bool:
        """Whether they follow it in that server now. A second press at once is a double click. Raises UserError."""
        now, what = _now(), f"{follow.kind}:{follow.target}:{follow.guild}"
        async with self._database.transaction() as db:
            is_followed = await follows.has(db, user, follow)
            pressed, at = await follows.pressed(db, user)
            if pressed == what and 0 <= now - at < _DOUBLE:
                return is_followed
            if is_followed:
                await follows.delete(db, user, follow)
            else:
                await self._follow(db, user, follow, language, now)
            await follows.press(db, user, what, now)
            return not is_followed

    async def _follow(self, db: Connection, user: int, follow: Follow, language: Language, now: int) -> None:
        if await follows.count(db, user) >= MOST_FOLLOWS and not await follows.has(db, user, follow):
            raise UserError("error-follow-many", most=MOST_FOLLOWS)
        await follows.put(db, user, follow._replace(made_at=now))
        telling = await follows.telling(db, user)
        await follows.put_telling(db, user, telling.model_copy(update={"language": language}))

    # -- how they are told

    async def telling(self, user: int) -> Telling:
        async with self._database.read() as db:
            return await follows.telling(db, user)

    async def choose(self, user: int, **fields: Any) -> None:
        """Raises ValueError for what cannot be chosen."""
        async with self._database.transaction() as db:
            before = await follows.telling(db, user)
            await follows.put_telling(db, user, Telling.model_validate({**before.model_dump(), **fields}))

    async def opened(self, user: int, channel: int) -> None:
        """Discord has made the channel of their direct messages; nothing of who was forgotten meanwhile."""
        async with self._database.transaction() as db:
            await follows.open_messages(db, user, channel)

    async def closed(self, user: int) -> None:
        """Discord refuses direct messages to them."""
        async with self._database.transaction() as db:
            await follows.refuse_messages(db, user)

    async def without_channel(self) -> list[int]:
        """Who wants direct messages, and has no channel for them yet."""
        async with self._database.read() as db:
            return await follows.without_channel(db)

    # -- what they are told

    async def news(self, user: int, guild: int) -> News | None:
        """The first of what waits for a member's next command; they know it from now on."""
        async with self._database.read() as db:
            waiting = await notices.count_waiting(db, user, guild)
        while waiting:
            answer = uuid.uuid4().hex[:24]
            async with self._database.transaction() as db:
                taken = await notices.take_waiting(db, user, guild, MOST_AT_ONCE, answer)
                waiting = await notices.count_waiting(db, user, guild)
            if told := await self._noticing.told(taken):  # else all of them have been changed back meanwhile
                return News(answer, told, waiting)
        return None

    async def wait_again(self, news: News) -> None:
        """It could not be told."""
        async with self._database.transaction() as db:
            await notices.wait_again(db, news.answer)

    async def told_by(self, user: int, post: str) -> list[Told]:
        """What of a notice is for this member."""
        async with self._database.read() as db:
            noticed = await notices.of_post(db, post, user)
        return await self._noticing.told(noticed)

    async def followed_by(self, user: int, post: str) -> list[Follow]:
        """What a member follows that a notice, or an answer, has told them of."""
        async with self._database.read() as db:
            return await notices.followed_by(db, user, post)


def _now() -> int:
    return int(time.time())
