"""Starts the delivery of announcements when Discord is there, and tells it what the gateway says of channels."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from contextvars import Context

import discord
from discord.ext import commands, tasks

from bot.client import MicroDramaBot
from bot.posting import DiscordWire, Manner
from bot.services.delivering import DeliveryService
from bot.services.reopening import ReopeningService
from cogs import _log_channel
from cogs._desk_upkeep import Upkeep
from cogs._leavers import Leavers
from cogs._log_channel import LogChannels
from cogs._notices import NOTICE, mentioned, notice_view
from cogs._permissions import missing
from cogs._posts import MARKER, allowed_mentions, render, thread_name
from cogs._prompt_upkeep import PromptUpkeep

log = logging.getLogger(__name__)
_DRAIN = 10.0  # seconds for what is under way when the program ends
_LATER = 60.0  # seconds after a log channel could not be told
_AGAIN = 5.0  # seconds after a failure that was not foreseen, such as a full disk


class Deliveries(commands.Cog):
    def __init__(self, bot: MicroDramaBot) -> None:
        app = bot.app
        manner = Manner(
            render=lambda post: notice_view(post) if post.told else render(post, app.catalogue),
            mentions=lambda post: mentioned(post) if post.told else allowed_mentions(post),
            thread_name=thread_name,
            missing=missing,
            marker=lambda post: f"{NOTICE if post.told else MARKER}:{post.id}",
        )
        wire = DiscordWire(bot, manner)
        self._announcing = app.announcing
        self._hiding = app.hiding
        self._noticing = app.noticing
        self._delivery = DeliveryService(app.database, app.announcing, app.noticing, wire, bot.breaker)
        self._reopening = ReopeningService(app.database, app.announcing, wire)
        self._log_channels = LogChannels(bot, app.announcing, app.servers)
        self._desk = Upkeep(bot, app)
        self._prompts = PromptUpkeep(bot, app)
        self._leavers = Leavers(bot, app)
        self._app = app
        self._bot = bot
        self._running: asyncio.Task[None] | None = None
        self._telling: list[asyncio.Task[None]] = []

    async def cog_unload(self) -> None:
        forgetting = self._forget.get_task()
        for task in [*self._telling, *([forgetting] if forgetting else [])]:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        if self._running is None:
            return
        self._running.cancel()
        with suppress(asyncio.CancelledError):
            await self._running
        await self._delivery.drain(_DRAIN)

    async def _run(self) -> None:
        while True:
            try:
                await self._delivery.run()
            except Exception:
                log.exception("Announcements are not delivered for the moment.")
                await asyncio.sleep(_AGAIN)

    async def _tend(self, work: Callable[[], Awaitable[None]], failed: str) -> None:
        """Again and again, by one process of all."""
        while True:
            pause = _log_channel.EVERY
            try:
                if self._delivery.is_leading:
                    await work()
            except Exception:  # an outage, or a fault of ours
                log.warning(failed, exc_info=True)
                pause = _LATER
            await asyncio.sleep(pause)

    @tasks.loop(hours=24)
    async def _forget(self) -> None:
        now = int(time.time())
        try:
            await self._app.purging.present([guild.id for guild in self._bot.guilds])
            await self._announcing.forget(now)
            await self._hiding.forget_old()
            await self._noticing.forget(now)
            await self._desk.forget()
            await self._app.prompts.forget(now)
            await self._app.purging.expire(now)
            await self._app.purging.purge(now, lambda guild: self._bot.get_guild(guild) is not None)
        except Exception:  # it would end the loop
            log.exception("What is old stays for another day.")

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        if self._running is None:  # Discord says so after each long loss of the connection, too
            # In a context of its own: it outlives the event that started it, and waits for nobody's answer.
            self._running = Context().run(asyncio.create_task, self._run())
            for work, failed in (
                (self._log_channels.tell, "Log channels are told nothing for the moment."),
                (self._desk.tend, "Questions are left alone for the moment."),
                (self._prompts.tend, "Talking points are left alone for the moment."),
                (self._leavers.look, "Nobody is asked for who may have left a server, for the moment."),
            ):
                self._telling.append(Context().run(asyncio.create_task, self._tend(work, failed)))
            self._forget.start()

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, _: discord.abc.GuildChannel, channel: discord.abc.GuildChannel
    ) -> None:
        await self._reopening.channel_changed(channel.id, channel.guild.id)

    @commands.Cog.listener()
    async def on_guild_role_update(self, _: discord.Role, role: discord.Role) -> None:
        await self._reopening.guild_changed(role.guild.id)

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """It may have been the one that denied something."""
        await self._reopening.guild_changed(role.guild.id)

    @commands.Cog.listener()
    async def on_member_update(self, _: discord.Member, member: discord.Member) -> None:
        if member == member.guild.me:
            await self._reopening.guild_changed(member.guild.id)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        await self._app.purging.returned(guild.id)
        await self._reopening.guild_changed(guild.id)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self._app.purging.returned(guild.id)
        await self._reopening.guild_changed(guild.id)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self._reopening.channel_gone(channel.id)
        await self._desk.channel_gone(channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, thread: discord.RawThreadDeleteEvent) -> None:
        await self._desk.thread_gone(thread.thread_id, thread.parent_id)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Not called for an outage."""
        await self._app.purging.left(guild.id)
        await self._reopening.guild_gone(guild.id)


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Deliveries(bot))
