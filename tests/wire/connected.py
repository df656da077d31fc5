"""discord.py's own client, and nothing of ours, connected to the stand-in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from pytest import MonkeyPatch

from tests.wire.standin import API, StandIn
from tests.wire.standin.world import Channel


class Client(discord.Client):
    """Its cached channels by those of the stand-in, and how it ended."""

    running: asyncio.Task[None]

    def __init__(self, **options: Any) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True), max_messages=None, guild_ready_timeout=0.05, **options
        )

    def text(self, channel: Channel) -> discord.TextChannel:
        found = self.get_channel(int(channel.id))
        assert isinstance(found, discord.TextChannel)
        return found

    def forum(self, channel: Channel) -> discord.ForumChannel:
        found = self.get_channel(int(channel.id))
        assert isinstance(found, discord.ForumChannel)
        return found


@asynccontextmanager
async def connected(wire: StandIn, monkeypatch: MonkeyPatch, **options: Any) -> AsyncGenerator[Client]:
    """Ready."""
    monkeypatch.setattr(Route, "BASE", f"http://127.0.0.1:{wire.port}{API}")
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(wire.gateway_url))
    client = Client(**options)
    await client.login(wire.token)
    client.running = asyncio.create_task(client.connect())
    await client.wait_until_ready()
    try:
        yield client
    finally:
        await client.close()
        client.running.cancel()
        await asyncio.wait({client.running})
