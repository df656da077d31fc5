"""The bot in this process, connected to the stand-in, with channels that want announcements."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from pytest import MonkeyPatch

from bot.app import App
from bot.client import MicroDramaBot
from bot.domain.announcing.subscription import State, Subscription, Wishes
from bot.services.announcing import new_event
from bot.store import subscriptions
from tests.wire.standin import API, StandIn
from tests.wire.standin.rest import Request
from tests.wire.standin.world import FORUM, NEWS, Channel

_PATIENCE = 20  # seconds
Row = tuple[int, str, str, str]  # channel, step, state, reason


@dataclass
class Announcer:
    wire: StandIn
    app: App
    bot: MicroDramaBot

    async def follow(self, *channels: Channel, **wishes: Any) -> None:
        for channel in channels:
            kind = {FORUM: "forum", NEWS: "news"}.get(channel.kind, "text")
            one = Subscription(
                channel=int(channel.id),
                guild=int(channel.guild.id),
                wishes=Wishes.model_validate({"kind": kind, **wishes}),
            )
            await self.app.announcing.subscribe(one)
        await self.seen(*channels)

    async def seen(self, *channels: Channel) -> None:
        """Until the bot knows them."""
        async with asyncio.timeout(_PATIENCE):
            while not all(self.bot.get_channel(int(channel.id)) for channel in channels):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def announce(self, text: str = "A word from us") -> None:
        await self.app.announcing.announce(new_event("post", 1, text=text))

    async def rows(self) -> list[Row]:
        """The outbox."""
        async with self.app.database.read() as db:
            rows = await db.execute_fetchall("SELECT channel, step, state, reason FROM deliveries")
        return [(channel, step, state, reason) for channel, step, state, reason in rows]

    async def states(self) -> set[tuple[str, str]]:
        """Step and state of all rows."""
        return {(step, state) for _, step, state, _ in await self.rows()}

    async def until(self, true: Callable[[list[Row]], object]) -> list[Row]:
        """The outbox once it is so."""
        try:
            async with asyncio.timeout(_PATIENCE):
                while not true(rows := await self.rows()):  # noqa: ASYNC110  # there is no event for it
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"{await self.rows()}") from None
        return rows

    async def settled(self) -> list[Row]:
        """Nothing is left to be done."""
        return await self.until(
            lambda rows: rows and all(state not in ("pending", "sending") for *_, state, _ in rows)
        )

    async def state_of(self, channel: Channel) -> tuple[State, str]:
        """Of its subscription, with the reason."""
        async with self.app.database.read() as db:
            found = await subscriptions.get(db, int(channel.guild.id), int(channel.id))
        assert found
        return found.state, found.reason

    def posts(self) -> list[Request]:
        return self.wire.asked_for("POST", "/messages")


@asynccontextmanager
async def announcer(wire: StandIn, app: App, patch: MonkeyPatch) -> AsyncGenerator[Announcer]:
    """Ready."""
    patch.setattr(Route, "BASE", f"http://127.0.0.1:{wire.port}{API}")
    patch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(wire.gateway_url))
    async with MicroDramaBot(app) as bot:
        bot._connection.guild_ready_timeout = 0.05
        running = asyncio.create_task(bot.start(wire.token))
        await wire.ready()
        await bot.wait_until_ready()
        yield Announcer(wire, app, bot)
    running.cancel()
    await asyncio.wait({running})
