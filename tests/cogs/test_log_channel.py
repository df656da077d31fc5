"""A server's log channel is told once that announcements have stopped; where it cannot be, the note stays."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.domain.announcing.subscription import MAX_SUBSCRIPTIONS, State, Subscription
from cogs import _log_channel
from tests.cogs.acting import elsewhere, moderator, restart, say
from tests.cogs.announcing import closed, posted
from tests.conftest import Server


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_log_channel, "EVERY", 0.02)


async def stop(server: Server, channel: Any, reason: str = "send_messages") -> None:
    one = Subscription(channel=channel.id, guild=server.guild.id, state=State.BLOCKED, reason=reason)
    await server.app.announcing.subscribe(one)


async def said(channel: Any) -> list[str]:
    return [message.content for message in channel.history()]


async def until_told(server: Server) -> None:
    async with asyncio.timeout(10):
        while await server.app.announcing.stopped():  # there is no event for it
            await asyncio.sleep(0.02)
            await server.env.settle()


async def some_turns(server: Server) -> None:
    await asyncio.sleep(0.2)
    await server.env.settle()


def sentence(channel: Any) -> str:
    reason = say("reason-lacks", list="**Send Messages**")
    return f"{say('announce-problem', channel=channel.mention, reason=reason)}\n{say('doctor-here')}"


async def with_log(server: Server, **denied: bool) -> tuple[Any, Any]:
    log, news = closed(server, "staff", **denied), server.guild.create_text_channel("new-titles")
    await server.app.servers.change(server.guild.id, log_channel=log.id)
    return log, news


async def test_it_is_told_once(server: Server) -> None:
    log, news = await with_log(server)
    sam = moderator(server)
    await stop(server, news)
    await until_told(server)
    assert await said(log) == [sentence(news)]
    assert not (await sam.slash(server.channel, "review")).followups, "and no note any more"
    await some_turns(server)
    await restart(server)
    await some_turns(server)
    assert len(await said(log)) == 1


async def test_each_change_is_told(server: Server) -> None:
    log, news = await with_log(server)
    await stop(server, news)
    await until_told(server)
    server.env.backend.delete_channel(news.id)
    await server.env.settle()
    await until_told(server)
    told = await said(log)
    gone = say("announce-problem", channel=news.mention, reason=say("reason-channel-gone"))
    assert len(told) == 2 and any(gone in one for one in told)


async def test_a_program_that_ended_before_it_noted_it_says_it_once(server: Server) -> None:
    _, news = await with_log(server)
    await stop(server, news)
    await until_told(server)
    [told] = [one for one in await server.app.announcing.subscriptions(server.guild.id)]
    async with server.app.database.transaction() as db:
        await db.execute(
            "UPDATE subscriptions SET told_at = 0 WHERE channel = :channel", {"channel": told.channel}
        )
    await until_told(server)
    nonces = [sent.json["nonce"] for sent in posted(server)]
    assert len(nonces) == 2 and len(set(nonces)) == 1, "Discord makes no second message of it"


async def test_where_it_cannot_write_the_note_stays(server: Server) -> None:
    log, news = await with_log(server, send_messages=False)
    sam = moderator(server)
    await stop(server, news)
    await some_turns(server)
    assert posted(server) == [] and await said(log) == []
    [note] = (await sam.slash(server.channel, "review")).followups
    assert news.mention in note.content


async def test_what_discord_refuses_is_not_tried_again_and_again(server: Server) -> None:
    log, news = await with_log(server)
    sam = moderator(server)
    server.env.inject_error("POST", f"/channels/{log.id}/messages", status=403, times=1)
    await stop(server, news)
    await some_turns(server)
    assert len(posted(server)) == 1 and await said(log) == []
    answer = await sam.slash(server.channel, "review")
    async with asyncio.timeout(10):
        while not answer.followups:  # it comes after the answer
            await asyncio.sleep(0.02)
            await server.env.settle()
    [note] = answer.followups
    assert news.mention in note.content


async def test_servers_without_a_log_channel_are_left_alone(server: Server) -> None:
    _, news = await with_log(server)
    other = elsewhere(server)
    theirs = other.guild.create_text_channel("theirs")
    await stop(other, theirs)
    await stop(server, news)
    async with asyncio.timeout(10):
        while len(await server.app.announcing.stopped()) > 1:
            await asyncio.sleep(0.02)
            await server.env.settle()
    assert len(posted(server)) == 1 and theirs.mention not in posted(server)[0].json["content"]


async def test_only_the_process_that_delivers_tells(server: Server) -> None:
    """Another one on the database, which waits for its turn, has the same cog."""
    log, news = await with_log(server)
    cog = server.env.bot.get_cog("Deliveries")
    cog._delivery.is_leading = False
    await stop(server, news)
    await some_turns(server)
    assert await said(log) == []
    cog._delivery.is_leading = True
    await until_told(server)
    assert await said(log) == [sentence(news)]


async def test_however_many_there_are_it_is_one_message(server: Server) -> None:
    log = closed(server, "staff")
    for number in range(MAX_SUBSCRIPTIONS):
        await stop(server, server.guild.create_text_channel(f"news-{number}"), "forum-tag")
    await server.app.servers.change(server.guild.id, log_channel=log.id)
    await until_told(server)
    told = await said(log)
    where = say("doctor-here")
    assert told and all(len(one) <= 2000 and one.endswith(where) for one in told)
    assert all(one.count("<#") == one.count(">") for one in told), "none is cut in the middle"


async def test_the_language_of_the_server(server: Server) -> None:
    log, news = await with_log(server)
    await server.app.servers.change(server.guild.id, language="zh-TW")
    await stop(server, news)
    await until_told(server)
    [told] = await said(log)
    assert "公告停了" in told and "怎麼解決" in told
