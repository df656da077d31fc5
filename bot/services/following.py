"""What members follow and how they are told: changed by them, exported and forgotten on request."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from bot.domain.announcing.post import Told
from bot.domain.following import MOST_FOLLOWS, Follow, Telling
from bot.domain.model import Language
from bot.errors import UserError
from bot.services.noticing import NoticingService
from bot.store import follows, notices
from bot.store.db import Connection, Database

_DOUBLE = 3  # seconds in which a second press is part of the first


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
            await self._follow(db, user, follow, language, int(time.time()))

    async def unfollow(self, user: int, follow: Follow) -> bool:
        """Whether they followed it."""
        async with self._database.transaction() as db:
            return await follows.delete(db, user, follow)

    async def toggle(self, user: int, follow: Follow, language: Language) -> bool:
        """Whether they follow it now. A second press at once is a double click. Raises UserError."""
        now, what = int(time.time()), f"{follow.kind}:{follow.target}"
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

    async def news(self, user: int, guild: int) -> tuple[list[str], list[Told]]:
        """What waits for a member's next command, with what to give back if it cannot be told. They know it now."""
        async with self._database.read() as db:
            if not await notices.has_waiting(db, user, guild):
                return [], []
        async with self._database.transaction() as db:
            taken = await notices.take_waiting(db, user, guild)
        return [happening for happening, _ in taken], await self._noticing.told(one for _, one in taken)

    async def wait_again(self, user: int, happening_ids: Sequence[str]) -> None:
        async with self._database.transaction() as db:
            await notices.wait_again(db, user, happening_ids)

    async def followed_by(self, user: int, post: str) -> list[Follow]:
        """What a member follows that a notice has told them of."""
        async with self._database.read() as db:
            return await notices.followed_by(db, user, post)
