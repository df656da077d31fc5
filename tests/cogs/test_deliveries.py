"""What moderators chose is posted: the whole way from a published event to messages in channels."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.domain.announcing import timing
from bot.domain.announcing.subscription import Subscription, Threads, Wishes
from bot.services.announcing import new_event
from tests.cogs.acting import shown
from tests.conftest import Server


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for that may come together."""
    monkeypatch.setattr(timing, "GATHER", 0)


async def until(server: Server, true: Any) -> None:
    async with asyncio.timeout(10):
        while not true():  # there is no event for it
            await asyncio.sleep(0.02)
            await server.env.settle()


async def follow(server: Server, channel: Any, **wishes: Any) -> None:
    one = Subscription(channel=channel.id, guild=server.guild.id, wishes=Wishes(**wishes))
    await server.app.announcing.subscribe(one)


async def announce(server: Server, title: str = "greedy-snake") -> None:
    await server.app.announcing.announce(new_event("title", 0, title_id=title))


def texts_in(server: Server, channel: Any) -> list[str]:
    return [shown(message) for message in server.env.backend.get_channel(channel.id).messages.values()]


async def test_a_title_is_posted_with_its_thread(server: Server) -> None:
    news = server.guild.create_text_channel("new-titles")
    await follow(server, news, threads=Threads())
    await announce(server)
    await until(server, lambda: news.threads)
    assert "Greedy Snake" in news.threads[0].name
