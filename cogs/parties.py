"""Keeps watch parties going: does their next steps, and follows what becomes of their events on Discord."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from contextvars import Context

import discord
from discord.ext import commands

from bot.client import MicroDramaBot
from bot.domain.party import Party, Step, next_step
from bot.errors import UserError
from bot.services.parties import LEASE, TakenOver
from cogs._party_event import is_refusal, seen
from cogs._party_wire import PartyWire

log = logging.getLogger(__name__)
EVERY = 10.0  # seconds
_RECONCILE = 3600.0  # seconds between looks at all events, for what the gateway did not say
_LONGEST = LEASE - 20  # seconds for a step


class Parties(commands.Cog):
    def __init__(self, bot: MicroDramaBot) -> None:
        app = bot.app
        self._bot = bot
        self._parties = app.parties
        self._wire = PartyWire(bot, app.parties, app.catalogue, app.servers)
        self._steps = {
            Step.MAKE: self._wire.make,
            Step.REMIND: self._wire.remind,
            Step.REDRAW: self._wire.redraw,
            Step.END: self._wire.end,
        }
        self._changed = asyncio.Event()
        self._reconciled: float | None = None
        self._running: asyncio.Task[None] | None = None

    async def cog_unload(self) -> None:
        if self._running:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        self._reconciled = None  # what happened while we were away
        self._changed.set()
        if self._running is None:
            self._running = Context().run(asyncio.create_task, self._run())

    async def _run(self) -> None:
        while True:
            self._changed.clear()
            try:
                if self._reconciled is None or time.monotonic() - self._reconciled > _RECONCILE:
                    self._reconciled = time.monotonic()
                    await self._reconcile()
                for party in await self._parties.due():
                    if self._bot.get_guild(party.guild):  # else another process's, or we were removed
                        await self._step(party)
            except Exception:  # such as a full disk
                log.exception("Watch parties wait for the moment.")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), EVERY)

    async def _step(self, found: Party) -> None:
        """A fault leaves the lease to run out: then it is tried again, after a look at what is there."""
        party = await self._parties.claim(found.id)
        step = next_step(party, int(time.time())) if party else None
        if party is None or step is None:
            return
        try:
            async with asyncio.timeout(_LONGEST):
                await self._steps[step](party)
            self._changed.set()  # for the step after it
        except TakenOver:
            log.info("Party %s is another process's now.", party.id)
        except UserError as error:
            log.info("Party %s cannot be made: %s", party.id, error.key)
        except Exception:
            log.warning("Party %s waits for a while before: %s", party.id, step, exc_info=True)

    # -- what becomes of events

    async def _reconcile(self) -> None:
        for guild in await self._parties.guilds():
            server = self._bot.get_guild(guild)
            if server is None or server.unavailable:
                continue
            try:
                there = {one.id: one for one in await server.fetch_scheduled_events(with_counts=False)}
            except discord.HTTPException as error:
                if not is_refusal(error):
                    raise
                continue
            for party in await self._parties.made_in(guild):
                event = there.get(party.event)
                await self._parties.followed(guild, party.event, seen(event) if event else None)

    @commands.Cog.listener()
    async def on_scheduled_event_update(
        self, _: discord.ScheduledEvent, event: discord.ScheduledEvent
    ) -> None:
        if await self._parties.followed(event.guild_id, event.id, seen(event)):
            self._changed.set()

    @commands.Cog.listener()
    async def on_scheduled_event_delete(self, event: discord.ScheduledEvent) -> None:
        if await self._parties.followed(event.guild_id, event.id, None):
            self._changed.set()

    @commands.Cog.listener()
    async def on_party_change(self) -> None:
        """Of our own: a host or a moderator has changed one."""
        self._changed.set()

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Not called for an outage."""
        await self._parties.guild_gone(guild.id)

    @commands.Cog.listener()
    async def on_guild_available(self, _: discord.Guild) -> None:
        self._reconciled = None
        self._changed.set()


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Parties(bot))
