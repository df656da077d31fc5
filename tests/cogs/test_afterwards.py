"""What is told after the next command: after commands of every kind, and again when telling it failed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord
import pytest

from bot.domain.announcing.subscription import State, Subscription
from tests.cogs.acting import moderator, say, shown
from tests.cogs.asking import WORDS, ask, desk, posts, press
from tests.cogs.following import at_once, change, dragon, follow, later, spread
from tests.conftest import Server

__all__ = ["at_once"]

News = Callable[[Server], Awaitable[str]]


async def of_a_drama(server: Server) -> str:
    await dragon(server)
    await follow(server)
    await change(server, last_aired="2026-01-02")
    await spread(server)
    return say("follow-told-completed", title="Dragon of the Drains")


async def of_a_question(server: Server) -> str:
    channel, sam = await desk(server), moderator(server)
    await ask(server)
    ways = await press(sam, posts(server, channel)[0], "close-question")
    await press(sam, ways.response, "shut-question")
    return say("desk-news-moderator", what=WORDS)


async def of_a_channel(server: Server) -> str:
    """And the member moderates."""
    role = server.guild.create_role("boss", permissions=discord.Permissions(manage_guild=True))
    server.env.backend.get_guild(server.guild.id).members[server.member.id].role_ids.append(role.id)
    await server.app.announcing.subscribe(
        Subscription(
            channel=server.channel.id, guild=server.guild.id, state=State.BLOCKED, reason="send_messages"
        )
    )
    return say(
        "announce-problem",
        channel=server.channel.mention,
        reason=say("reason-lacks", list="**Send Messages**"),
    )


@pytest.mark.parametrize("news", [of_a_drama, of_a_question, of_a_channel])
async def test_also_after_a_command_that_had_to_think(server: Server, news: News) -> None:
    expected = await news(server)
    answer = await server.member.slash(server.channel, "discuss", title="tan chi she")
    assert expected in shown(answer.followups[-1]) and answer.followups[-1].ephemeral
    assert await later(server) == [], "once"


@pytest.mark.parametrize("failure", [aiohttp.ClientConnectionError(), TimeoutError(), RuntimeError("ours")])
@pytest.mark.parametrize("news", [of_a_drama, of_a_question, of_a_channel])
async def test_what_could_not_be_told_is_told_after_the_next_command(
    server: Server, news: News, failure: Exception, monkeypatch: Any, caplog: pytest.LogCaptureFixture
) -> None:
    expected = await news(server)

    async def fails(*_: object, **__: object) -> None:
        raise failure

    with monkeypatch.context() as broken:
        broken.setattr(discord.Webhook, "send", fails)
        assert await later(server) == []
    caplog.clear()
    server.env.errors.clear()
    [told] = await later(server)
    assert expected in shown(told)
    assert await later(server) == []
