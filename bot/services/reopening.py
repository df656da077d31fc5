"""Channels that come back when a permission or a server does, and those that are gone for good."""

from __future__ import annotations

import time

from bot.domain.announcing.subscription import State
from bot.services.announcing import AnnouncingService
from bot.services.wire import Wire
from bot.store import outbox, subscriptions
from bot.store.db import Database


class ReopeningService:
    """Told of everything that the gateway says of channels, roles and servers."""

    def __init__(self, database: Database, announcing: AnnouncingService, wire: Wire) -> None:
        self._database = database
        self._announcing = announcing
        self._wire = wire

    async def channel_changed(self, channel: int, guild: int) -> None:
        """Permissions may have returned."""
        async with self._database.read() as db:
            one = await subscriptions.get(db, guild, channel)
        if (
            one is None
            or one.state is not State.BLOCKED
            or self._wire.lacks(channel, guild, one.wishes) != ""
        ):
            return
        now = _now()
        async with self._database.transaction() as db:
            await subscriptions.set_state(db, channel, State.ACTIVE, "", now)
            await outbox.unblock(db, channel, now)
        self._announcing.news.set()

    async def guild_changed(self, guild: int) -> None:
        """A role or an outage has: each of its channels may be open again."""
        for one in await self._announcing.subscriptions(guild):
            await self.channel_changed(one.channel, guild)

    async def channel_gone(self, channel: int) -> None:
        now = _now()
        async with self._database.transaction() as db:
            if await subscriptions.set_state(db, channel, State.DISABLED, "channel-gone", now):
                await outbox.cancel_channel(db, channel, now, "channel-gone")

    async def guild_gone(self, guild: int) -> None:
        for one in await self._announcing.subscriptions(guild):
            await self.channel_gone(one.channel)


def _now() -> int:
    return int(time.time())
