"""From a moderator's command to the post, its thread and its buttons, with the delivery that really runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from bot.domain.announcing.timing import GATHER
from tests.cogs.acting import moderator, restart, say, shown
from tests.cogs.announcing import announce, choose, closed, ready
from tests.conftest import Server, custom_id


async def until(there: Callable[[], Any]) -> Any:
    """Posts wait for others that come in the same seconds, and their threads for them."""
    async with asyncio.timeout(GATHER + 15):
        while not (found := there()):  # noqa: ASYNC110  # simcord keeps messages in a list
            await asyncio.sleep(0.1)
    return found


def posts(channel: Any) -> list[Any]:
    """Without Discord's own line that a thread was opened."""
    return [message for message in channel.history() if not message.is_system()]


async def test_a_burst_is_one_post_whose_menu_works_after_a_restart(server: Server) -> None:
    sam, news = await ready(server, thread="Talk: {title}")
    other = server.guild.create_text_channel("romance")
    await choose(server, sam, other, trope="werewolf")
    await announce(server, sam, "title", title="tan chi she", note="Tonight we watch it.")
    await announce(server, sam, "title", title="title:escape-from-the-british-museum")
    [thread] = await until(lambda: news.threads)
    assert thread.name == "Talk: News of 2 dramas"
    [post] = posts(news)
    assert other.history() == []
    async with asyncio.timeout(GATHER + 15):
        while "**Thread** · sent" not in (log := shown(await announce(server, sam, "log"))):  # noqa: ASYNC110
            await asyncio.sleep(0.1)  # a thread is there before it is written down
    link = f"https://discord.com/channels/{server.guild.id}/{news.id}/{post.id}"
    assert f"**Post** · sent · {news.mention}" in log and link in log
    assert "→ sent <t:" in shown(await announce(server, sam, "why", title="tan chi she"))
    await restart(server)
    kept = server.env.backend.get_message(news.id, post.id)
    answer = await server.member.select(post, ["greedy-snake"], custom_id=custom_id(kept, "s:post:"))
    assert answer.ephemeral and "Greedy Snake" in shown(answer.response)
    asked = await server.member.click(answer.response, label=say("button-watch"))
    assert say("watch-ask-region") in shown(asked.response)


async def test_a_permission_that_returns_lets_posts_go_on(server: Server) -> None:
    sam, news = moderator(server), closed(server, "new-titles", send_messages=False)
    await choose(server, sam, news)
    await announce(server, sam, "title", title="tan chi she")
    assert "I lack the permission **Send Messages**" in shown(await announce(server, sam, "channel list"))
    why = shown(await announce(server, sam, "why", title="tan chi she"))
    assert "**I lack the permission Send Messages." in why and news.history() == []
    server.env.backend.delete_overwrite(news.id, server.guild.default_role.id)
    [post] = await until(lambda: posts(news))
    assert custom_id(server.env.backend.get_message(news.id, post.id), "b:post:").endswith(":greedy-snake")
    assert "Working" in shown(await announce(server, sam, "channel list"))
