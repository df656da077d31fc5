"""What tests of /announce share: acting as a moderator, and channels to announce in."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import discord

from tests.cogs.acting import moderator
from tests.conftest import Server


async def announce(server: Server, member: Any, command: str, **options: Any) -> Any:
    """The message that answers, for the moderator's eyes only."""
    answer = await member.slash(server.channel, f"announce {command}", **options)
    assert answer.ephemeral, command
    return answer.response


async def choose(server: Server, member: Any, channel: Any, **options: Any) -> Any:
    return await announce(server, member, "channel add", channel=channel, **options)


def closed(server: Server, name: str, **denied: bool) -> Any:
    """A channel in which everybody, and so the bot, lacks some permissions."""
    nobody = discord.PermissionOverwrite(**denied)
    return server.guild.create_text_channel(name, overwrites={server.guild.default_role: nobody})


async def wishes(server: Server, channel: Any) -> Any:
    """What is kept of a channel."""
    return next(
        one for one in await server.app.announcing.subscriptions(server.guild.id) if one.channel == channel.id
    )


async def kept(server: Server) -> list[int]:
    """The channels with announcements."""
    return [one.channel for one in await server.app.announcing.subscriptions(server.guild.id)]


def posted(server: Server) -> list[Any]:
    """What the bot wrote into channels, besides answers."""
    sent = [r for r in server.env.http_requests if r.method == "POST"]
    return [r for r in sent if r.path.startswith("/channels/")]


def soon(days: int = 30) -> str:
    """A time that can be scheduled, as a moderator would write it."""
    return datetime.fromtimestamp(time.time() + days * 86_400, UTC).strftime("%Y-%m-%d 20:00")


async def ready(server: Server, **options: Any) -> tuple[Any, Any]:
    """A moderator, and a channel with announcements."""
    sam, news = moderator(server), server.guild.create_text_channel("new-titles")
    await choose(server, sam, news, **options)
    return sam, news
