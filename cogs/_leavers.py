"""Asks Discord, one by one and slowly, whether members are still in the servers in which something is kept of them."""

from __future__ import annotations

import asyncio
import logging

import discord

from bot.app import App
from bot.client import MicroDramaBot
from bot.pacing import FAULTS
from bot.services.leaving import LeavingService

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between two: announcements have the same pace of requests to share
_GONE = (10007, 10013)  # Discord's codes of an unknown member, and of an account that is no more


class Leavers:
    def __init__(self, bot: MicroDramaBot, app: App) -> None:
        self._bot = bot
        self._leaving = LeavingService(app.database)

    async def look(self) -> None:
        """The rest of today's round."""
        while found := await self._leaving.to_look_up():
            for guild, user in found:
                if await self._has_left(guild, user):
                    await self._leaving.left(guild, user)
                    log.info(
                        "A member has left server %d; nothing says any more that they were in it.", guild
                    )
                await asyncio.sleep(PAUSE)
            await self._leaving.looked_up(*found[-1])

    async def _has_left(self, guild: int, user: int) -> bool:
        """Only if Discord says so: whoever cannot be asked for is asked for in the next round."""
        server = self._bot.get_guild(guild)
        if server is None or server.unavailable:  # a server that has gone is forgotten whole, later
            return False
        try:
            await server.fetch_member(user)
        except discord.HTTPException as error:
            return error.code in _GONE
        except FAULTS:
            return False
        return False
