"""Tells a server's log channel, once, which channels no longer get announcements and why."""

from __future__ import annotations

import logging
from hashlib import blake2s
from itertools import groupby

import discord

from bot.client import MicroDramaBot
from bot.domain.announcing.subscription import Subscription
from bot.domain.viewer import Preferences, Viewer, language_of
from bot.i18n import texts
from bot.services.announcing import AnnouncingService
from bot.services.servers import ServerService
from cogs._permissions import LOG, without
from cogs._reasons import MOST, stopped_text

log = logging.getLogger(__name__)
EVERY = 10.0  # seconds


class LogChannels:
    """What cannot be said there stays for the note after a moderator's next command."""

    def __init__(self, bot: MicroDramaBot, announcing: AnnouncingService, servers: ServerService) -> None:
        self._bot = bot
        self._announcing = announcing
        self._servers = servers
        self._refused: set[str] = set()  # what Discord did not take is not tried again and again

    async def tell(self) -> None:
        """Raises whatever comes of an outage: then it is for later, and for all servers."""
        await self._servers.refresh()
        for guild, found in groupby(await self._announcing.stopped(), lambda one: one.guild):
            if channel := self.channel(guild):
                await self._send(channel, list(found))

    def channel(self, guild: int) -> discord.TextChannel | None:
        """None when there is none, or nothing may be written there."""
        server = self._bot.get_guild(guild)
        if server is None or server.unavailable:
            return None
        channel = server.get_channel(self._servers.get(guild).log_channel)
        if not isinstance(channel, discord.TextChannel) or without(channel.permissions_for(server.me), LOG):
            return None
        return channel

    def reader(self, channel: discord.TextChannel) -> Viewer:
        """Everybody who reads it."""
        language = self._servers.get(channel.guild.id).language
        language = language or language_of(channel.guild.preferred_locale.value)
        return Viewer.of(0, "", Preferences(language=language), channel.guild.id)

    async def _send(self, channel: discord.TextChannel, stopped: list[Subscription]) -> None:
        """A program that ends before it has noted this sends the same nonce again, and Discord no second message."""
        nonce = _nonce(channel, stopped)
        if nonce in self._refused:
            return
        viewer = self.reader(channel)
        where = texts()(viewer.language, "doctor-here")
        try:
            said = stopped_text(stopped, viewer, MOST - len(where) - 1)
            await channel.send(f"{said}\n{where}", nonce=nonce)
        except discord.HTTPException as error:
            if error.status >= 500:
                raise
            self._refused.add(nonce)
            log.warning("Log channel %s could not be told: %s", channel.id, error)
            return
        await self._announcing.told(stopped)


def _nonce(channel: discord.TextChannel, stopped: list[Subscription]) -> str:
    states = [(one.channel, one.state.value, one.changed_at) for one in stopped]
    return blake2s(f"{channel.id}|{states}".encode()).hexdigest()[:25]
