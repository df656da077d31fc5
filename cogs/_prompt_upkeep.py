"""What conversation starters need while nobody looks: weekly ones, those still to be sent, polls that are over."""

from __future__ import annotations

import asyncio
import logging
import time
from contextvars import Context
from hashlib import blake2s

import discord

from bot.app import App
from bot.client import MicroDramaBot
from bot.domain.misses import Miss
from bot.domain.prompt_post import PromptPost
from bot.services.prompt_sending import PromptSending
from cogs._log_channel import LogChannels
from cogs._prompt_cards import MISSES, log_text
from cogs._prompt_wire import PromptWire

log = logging.getLogger(__name__)


class PromptUpkeep:
    def __init__(self, bot: MicroDramaBot, app: App) -> None:
        self._bot = bot
        self._app = app
        self._sending = PromptSending(app.database, PromptWire(bot))
        self._log_channels = LogChannels(bot, app.announcing, app.servers)

    async def tend(self) -> None:
        """Raises whatever comes of an outage: then it is for later."""
        await self._app.prompts.tick(int(time.time()))
        await self._sending.send_due()
        await self._sending.count_ended()
        for post in await self._sending.untold():
            await self._tell(post)

    async def send(self, post_id: str) -> None:
        """In a task of its own: a press that is over does not break the request off."""
        task = Context().run(asyncio.create_task, self._sending.send(post_id))
        await asyncio.shield(task)

    async def misses(self, guild: int) -> list[Miss]:
        """What members of a server searched for in vain, the most frequent first."""
        found, _ = await self._app.curation.misses(guild, 0, MISSES)
        return found

    async def _tell(self, post: PromptPost) -> None:
        """Where there is no log channel, /prompt results says it. A message that was sent and not noted has the same
        nonce, so Discord makes no second one."""
        server = self._bot.get_guild(post.guild)
        if server and server.unavailable:
            return
        await self._app.servers.refresh()
        channel = self._log_channels.channel(post.guild)
        if channel is not None:
            misses = await self.misses(post.guild) if post.asked.misses else []
            text = log_text(post, misses, self._log_channels.reader(channel))
            nonce = blake2s(f"{channel.id}|{post.id}|{post.state}".encode()).hexdigest()[:25]
            try:
                await channel.send(text, nonce=nonce)
            except discord.HTTPException as error:
                if error.status >= 500:
                    raise
                log.warning("Log channel %s could not be told: %s", channel.id, error)
        await self._sending.told(post)
