"""What tests of /prompt share: previews, what is posted, and the loop that sends and counts."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from bot.domain.prompt_post import PromptPost
from cogs._prompt_upkeep import PromptUpkeep
from tests.cogs.acting import shown
from tests.conftest import Server

POLL = "How do you meet micro-dramas: viewer, producer, educator?"


async def prompt(server: Server, member: Any, command: str, channel: Any = None, **options: Any) -> Any:
    """The message that answers, for the moderator's eyes only."""
    answer = await member.slash(channel or server.channel, f"prompt {command}", **options)
    assert answer.ephemeral, command
    return answer.response


def messages(server: Server, channel: Any) -> list[Any]:
    """What is in a channel for everybody, in order."""
    found = server.env.backend.messages.get(channel.id, {}).values()
    return [one for one in found if not one.is_ephemeral]


def asked(server: Server, channel: Any) -> list[str]:
    """The questions in a channel: of polls, and of cards."""
    return [one.poll.question if one.poll else shown(one) for one in messages(server, channel)]


async def until_shown(member: Any, card: Any, wanted: str) -> None:
    """Press Another one until the card asks it."""
    for _ in range(80):
        if wanted in shown(card):
            return
        await member.click(card, label="Another one")
    raise AssertionError(f"{wanted} is never offered")


async def tend(server: Server) -> None:
    """One turn of what is done while nobody looks."""
    await PromptUpkeep(server.env.bot, server.app).tend()
    await server.env.settle()


async def posts(server: Server, guild: int = 0) -> list[PromptPost]:
    return (await server.app.prompts.page(guild or server.guild.id, 100, 0))[0]


async def change(server: Server, **columns: int) -> None:
    """Time passes, or a program has ended: what rows of posts say instead."""
    async with server.app.database.transaction() as db:
        for column, value in columns.items():
            await db.execute(f"UPDATE prompt_posts SET {column} = :value", {"value": value})  # noqa: S608


async def end_poll(server: Server, message: Any) -> None:
    server.env.backend.expire_poll(message.channel.id, message.id)
    await change(server, ends_at=int(time.time()) - 1)


async def until(server: Server, true: Any) -> None:
    async with asyncio.timeout(10):
        while not true():  # there is no event for it
            await asyncio.sleep(0.02)
            await server.env.settle()
