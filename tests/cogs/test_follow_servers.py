"""One member who follows the same drama in two servers, or in a direct message: told once, and where it was said."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.following import Follow, FollowKind
from bot.domain.model import Language, Name
from bot.services.leaving import LeavingService
from bot.services.purging import KEPT
from tests.cogs.acting import elsewhere, find, options, say, shown
from tests.cogs.following import (
    at_once,
    change,
    dragon,
    follow,
    gathered,
    gathering,
    in_channel,
    later,
    named,
    route,
    spread,
    told,
)
from tests.conftest import Server, custom_id

__all__ = ["at_once", "gathering"]
DRAGON = "dragon-of-the-drains"
FIRST, SECOND = "Micro-drama fans", "Other fans"


@pytest.fixture
async def second(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Another server with the same member; seconds pass between what they do."""
    clock = iter(range(1_000, 100_000, 10))
    monkeypatch.setattr("bot.services.following._now", lambda: next(clock))
    await dragon(server)
    other = elsewhere(server)
    other.member = other.guild.add_member(server.member.user)
    return other


async def kept(server: Server) -> set[int]:
    return {one.guild for one in await server.app.following.of_member(server.member.id)}


async def completed(server: Server) -> None:
    await change(server, last_aired="2026-01-02")
    await spread(server)


async def test_told_once_where_it_was_followed_last(server: Server, second: Server) -> None:
    ours, theirs = await in_channel(server), await in_channel(second)
    await follow(server)
    answer = await follow(second)
    assert say("follow-how-server", channel=theirs.mention) in shown(answer)
    assert await kept(server) == {server.guild.id, second.guild.id}
    await completed(server)
    assert [named(one) for one in told(server, theirs)] == [{server.member.id}]
    assert told(server, ours) == [] and await later(server) == await later(second) == []


async def test_where_there_is_a_channel(server: Server, second: Server) -> None:
    ours = await in_channel(server)
    await follow(server)
    answer = await follow(second)
    assert say("follow-how-elsewhere", server=FIRST, channel=ours.mention) in shown(answer)
    await completed(server)
    assert [named(one) for one in told(server, ours)] == [{server.member.id}]
    assert await later(server) == await later(second) == []


async def test_without_a_channel_in_whichever_they_use_a_command_first(
    server: Server, second: Server
) -> None:
    await follow(server)
    await follow(second)
    await completed(server)
    assert len(await later(server)) == 1 and await later(second) == []
    await change(server, routes=(route(subtitles=("en",)),))
    await spread(server)
    assert len(await later(second)) == 1 and await later(server) == []


async def test_the_button_follows_in_the_server_it_is_pressed_in(server: Server, second: Server) -> None:
    await follow(server)
    card = await find(second, "dragon of the drains")
    button = f"b:follow:title:{DRAGON}"
    pressed = await second.member.click(card, custom_id=button)
    assert say("follow-done", what="Dragon of the Drains") in shown(pressed.response)
    assert await kept(server) == {server.guild.id, second.guild.id}
    again = await second.member.click(card, custom_id=button)
    assert say("follow-elsewhere-still", servers=FIRST) in shown(again.response)
    assert await kept(server) == {server.guild.id}


async def test_each_place_is_listed_and_removed_by_itself(server: Server, second: Server) -> None:
    await follow(server)
    await follow(second)
    await server.member.user.slash("follow add", title=f"title:{DRAGON}")
    assert await kept(server) == {server.guild.id, second.guild.id, 0}
    card = (await server.member.slash(server.channel, "follow list")).response
    for where in (FIRST, SECOND, say("follow-in-messages")):
        assert f"Dragon of the Drains · drama · {where}" in shown(card)
    assert say("follow-several-places") in shown(card)
    theirs = f"title:{DRAGON}:{second.guild.id}"
    assert theirs in options(card)
    await server.member.select(card, [theirs], custom_id=custom_id(card, "s:hear-drop:"))
    assert await kept(server) == {server.guild.id, 0}
    offered = await second.member.autocomplete(second.channel, "follow remove", "what", "dragon")
    assert {one["value"] for one in offered} == {f"title:{DRAGON}:{guild}" for guild in (server.guild.id, 0)}
    gone = await second.member.slash(
        second.channel, "follow remove", what=f"title:{DRAGON}:{server.guild.id}"
    )
    assert say("follow-elsewhere-still", servers=say("follow-in-messages")) in shown(gone.response)
    assert "hear-set" not in str(gone.response.components), "that would follow it here"
    assert await kept(server) == {0}


async def test_unfollow_on_a_notice_asks_where(server: Server, second: Server) -> None:
    ours = await in_channel(server)
    await follow(server)
    await follow(second)
    await completed(server)
    [post] = [message for message in ours.history() if not message.is_system()]
    button = custom_id(server.env.backend.get_message(ours.id, post.id), "b:notice:")
    asked = (await server.member.click(post, custom_id=button)).response
    assert say("follow-which") in shown(asked)
    here = f"title:{DRAGON}:{server.guild.id}"
    await server.member.select(asked, [here], custom_id=custom_id(asked, "s:hear-drop:"))
    assert await kept(server) == {second.guild.id}


@pytest.mark.usefixtures("gathering")
async def test_what_waits_is_told_in_the_other_when_it_is_unfollowed_in_one(
    server: Server, second: Server
) -> None:
    ours = await in_channel(server)
    await follow(server)
    await follow(second)
    await change(server, last_aired="2026-01-02")
    while not await count(server, "state = 'queued'"):
        await server.env.settle()
    await server.app.following.unfollow(server.member.id, Follow(FollowKind.TITLE, DRAGON, server.guild.id))
    await gathered(server)
    assert told(server, ours) == [] and len(await later(second)) == 1


async def test_what_waits_is_told_in_the_other_when_they_have_left_the_one(
    server: Server, second: Server
) -> None:
    await follow(server)
    await follow(second)
    await completed(server)
    await LeavingService(server.app.database).left(second.guild.id, server.member.id)
    assert await kept(server) == {server.guild.id}
    assert len(await later(server)) == 1 and await later(server) == []


async def count(server: Server, which: str) -> int:
    async with server.app.database.read() as db:
        [(found,)] = await db.execute_fetchall(f"SELECT count(*) FROM notices WHERE {which}")  # noqa: S608
    return int(found)


async def test_a_server_s_own_news_stays_there(server: Server, second: Server) -> None:
    await follow(server)
    await follow(second)
    name = Name(text="zqxsecret", language="en", kind="original")
    await change(server, guild=server.guild.id, last_aired="2026-01-02", names=(name,))
    await spread(server)
    assert await later(second) == []
    [news] = await later(server)
    assert "zqxsecret" in shown(news)


async def test_everybody_s_news_is_told_in_the_words_of_the_server(server: Server, second: Server) -> None:
    await follow(second)
    await follow(server)
    await change(
        server, guild=server.guild.id, names=(Name(text="zqxsecret", language="en", kind="original"),)
    )
    await completed(server)
    [news] = await later(second)
    assert "Dragon of the Drains" in shown(news) and "zqxsecret" not in shown(news)


async def test_many_presses_in_both_leave_one_state_in_each(server: Server) -> None:
    places = [Follow(FollowKind.TITLE, "greedy-snake", guild) for guild in (server.guild.id, 4711)]
    states = await asyncio.gather(
        *(
            server.app.following.toggle(server.member.id, one, Language.EN)
            for one in places
            for _ in range(25)
        )
    )
    assert set(states) == {True} and await kept(server) == {server.guild.id, 4711}


async def test_of_a_server_that_has_left_one_follow_remains(server: Server, second: Server) -> None:
    """It is as if followed in a direct message, where it may be followed already."""
    await server.member.user.slash("follow add", title=f"title:{DRAGON}")
    await follow(second)
    await server.app.purging.left(second.guild.id)
    await server.app.purging.purge(2_000_000_000 + KEPT, lambda _: False)
    assert await kept(server) == {0}


async def test_where_only_the_member_has_the_bot_it_is_as_in_a_direct_message(server: Server) -> None:
    await dragon(server)
    server.env.bot._connection._remove_guild(server.env.bot.get_guild(server.guild.id))
    await follow(server)
    assert await kept(server) == {0}
