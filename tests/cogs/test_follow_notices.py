"""What followers are told, each once, and nobody who did not ask for it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.bands import Band
from bot.domain.model import Language, Name
from bot.services.homes import Claim
from tests.cogs.acting import elsewhere, left_behind, options, restart, say, shown
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
    words,
)
from tests.conftest import Server, custom_id

__all__ = ["at_once", "gathering"]


async def lives_in(server: Server, member: Any, region: str) -> None:
    await server.app.members.choose_region(member.id, region)


async def test_only_where_it_can_be_watched_now(server: Server) -> None:
    await dragon(server)
    channel, noah, lin = await in_channel(server), server.join("noah"), server.join("lin")
    for member, region in ((server.member, "GB"), (noah, "FR"), (lin, "")):
        await follow(server, member)
        if region:
            await lives_in(server, member, region)
    await change(server, routes=(route("GB"),))
    await spread(server)
    [message] = told(server, channel)
    assert named(message) == {server.member.id} and message["allowed_mentions"]["users"] == [server.member.id]
    assert "Dragon of the Drains" in words(message) and "the United Kingdom" in words(message)
    await change(server, routes=(route("GB"), route("GB", platform="dramabox")))
    await spread(server)
    assert len(told(server, channel)) == 1, "it could be watched there before"
    await change(server, routes=(route("GB"), route("GB", "FR", platform="dramabox")))
    await spread(server)
    assert named(told(server, channel)[1]) == {noah.id}


async def test_the_country_of_the_server_stands_in(server: Server) -> None:
    await dragon(server)
    channel = await in_channel(server)
    await server.app.servers.change(server.guild.id, region="GB")
    await follow(server)
    await change(server, routes=(route("GB"),))
    await spread(server)
    assert len(told(server, channel)) == 1


@pytest.mark.usefixtures("gathering")
async def test_everything_at_once_is_one_message(server: Server) -> None:
    await dragon(server)
    channel, noah = await in_channel(server), server.join("noah")
    await follow(server)
    await follow(server, noah, platform="reelshort")
    await lives_in(server, server.member, "GB")
    await lives_in(server, noah, "GB")
    await change(server, last_aired="2026-01-02")
    await change(server, routes=(route("GB", subtitles=("en",)),))
    await gathered(server)
    [message] = told(server, channel)
    assert named(message) == {server.member.id, noah.id}
    assert "All episodes of" in words(message) and "can now be watched" in words(message)


async def test_all_that_one_change_brings_is_one_line(server: Server) -> None:
    await dragon(server)
    channel, noah = await in_channel(server), server.join("noah")
    await follow(server)
    await follow(server, noah, platform="reelshort")
    for member in (server.member, noah):
        await lives_in(server, member, "GB")
    await change(server, routes=(route("GB", subtitles=("en",)),), last_aired="2026-01-02")
    await spread(server)
    [message] = told(server, channel)
    facts = (
        say("follow-fact-watchable", region="the United Kingdom"),
        say("follow-fact-subtitled", language="English"),
        say("follow-fact-completed"),
    )
    line = say("follow-told-several", title="Dragon of the Drains", facts="; ".join(facts))
    assert f"{line}\n<@{server.member.id}>" in words(message)
    watchable = say("follow-told-watchable", title="Dragon of the Drains", region="the United Kingdom")
    assert f"{watchable}\n<@{noah.id}>" in words(message)
    await change(server, last_aired=None)
    await change(server, last_aired="2026-01-03")
    await spread(server)
    assert len(told(server, channel)) == 1, "they know"


@pytest.mark.usefixtures("gathering")
async def test_an_import_is_one_message_with_a_way_to_ones_own(server: Server) -> None:
    channel, noah, ids = await in_channel(server), server.join("noah"), [f"drain-{n}" for n in range(20)]
    for identity in ids:
        await dragon(server, identity)
        await follow(server, title=f"title:{identity}")
    await follow(server, noah, title=f"title:{ids[-1]}")
    for identity in ids:
        await change(server, identity, last_aired="2026-01-02")
    await spread(server)
    assert told(server, channel) == []
    await gathered(server)
    [message] = told(server, channel)
    assert named(message) == {server.member.id, noah.id} == set(message["allowed_mentions"]["users"])
    assert len(words(message)) <= 2000 and say("follow-told-more", count=12) in words(message)
    [post] = [one for one in channel.history() if not one.is_system()]
    await restart(server)
    button = custom_id(server.env.backend.get_message(channel.id, post.id), "b:notice-mine:")
    mine = (await server.member.click(post, custom_id=button)).response
    seen = options(mine)
    for _ in range(2):
        await server.member.click(mine, label=say("button-next"))
        seen += options(mine)
    assert mine.ephemeral and sorted(seen) == sorted(ids)
    theirs = (await noah.click(post, custom_id=button)).response
    assert shown(theirs).count("Dragon of the Drains") == 1
    stranger = await server.join("lin").click(post, custom_id=button)
    assert stranger.response.content == say("error-follow-not-told")


async def test_subtitles_in_ones_language(server: Server) -> None:
    await dragon(server, routes=[{"platform": "reelshort", "regions": ["GB"]}])
    channel, noah = await in_channel(server), server.join("noah")
    await server.speaks(noah, Language.ZH_TW)
    await follow(server)
    await follow(server, noah)
    await change(server, routes=(route("GB", subtitles=("zh-Hant",)),))
    await spread(server)
    assert [named(message) for message in told(server, channel)] == [{noah.id}]


async def test_announced_once(server: Server) -> None:
    await dragon(server, tropes=["werewolf"])
    channel = await in_channel(server)
    await follow(server, trope="werewolf")
    await server.app.editing.publish(0, await server.app.catalogue.title("dragon-of-the-drains"), "first")
    await spread(server)
    await server.app.editing.publish(0, await server.app.catalogue.title("dragon-of-the-drains"), "second")
    await spread(server)
    [message] = told(server, channel)
    assert say("follow-told-announced", title="Dragon of the Drains") in words(message)


async def test_a_list_that_somebody_shares(server: Server) -> None:
    await dragon(server)
    channel, noah = await in_channel(server), server.join("noah")
    await noah.slash(server.channel, "watchlist add", title="title:dragon-of-the-drains")
    await server.app.watchlists.share(noah.id, shared=True)
    await follow(server, None, member=noah)
    await change(server, last_aired="2026-01-02")
    await spread(server)
    [message] = told(server, channel)
    assert named(message) == {server.member.id}
    await server.app.watchlists.share(noah.id, shared=False)
    await change(server, routes=(route(subtitles=("en",)),))
    await spread(server)
    assert len(told(server, channel)) == 1, "it is not shared any more"


async def test_a_band_is_told_in_its_server_without_a_link(server: Server) -> None:
    await dragon(server)
    channel, other = await in_channel(server), elsewhere(server)
    other_channel = await in_channel(other)
    await follow(server)
    await follow(other)
    homes = server.app.homes
    claim = await homes.claim(server.guild.id, "dragon-of-the-drains", Band(31, 60), channel.id)
    assert isinstance(claim, Claim)
    await homes.opened(claim, message=1, thread=2)
    await spread(server)
    [message] = told(server, channel)
    assert "31–60" in words(message) and "<#2>" not in words(message)
    assert told(server, other_channel) == []


@pytest.mark.usefixtures("gathering")
async def test_what_is_changed_back_is_not_told(server: Server) -> None:
    await dragon(server)
    channel = await in_channel(server)
    await follow(server)
    await lives_in(server, server.member, "GB")
    await change(server, routes=(route("GB"),))
    await change(server, routes=())
    await gathered(server)
    assert told(server, channel) == [] and await later(server) == []


async def test_unfollow_on_a_notice_is_for_whoever_presses(server: Server) -> None:
    await dragon(server)
    channel, noah = await in_channel(server), server.join("noah")
    await follow(server)
    await follow(server, noah)
    await change(server, last_aired="2026-01-02")
    await spread(server)
    [post] = [message for message in channel.history() if not message.is_system()]
    await restart(server)
    button = custom_id(server.env.backend.get_message(channel.id, post.id), "b:notice:")
    answer = await noah.click(post, custom_id=button)
    assert answer.ephemeral and "no longer follow" in shown(answer.response)
    again = await noah.click(post, custom_id=button)
    assert again.response.content == say("error-follow-not-told")
    stranger = await server.join("lin").click(post, custom_id=button)
    assert stranger.response.content == say("error-follow-not-told")
    await change(server, routes=(route(subtitles=("en",)),))
    await spread(server)
    assert named(told(server, channel)[1]) == {server.member.id}


@pytest.mark.usefixtures("gathering")
async def test_a_notice_of_several_things_asks_which(server: Server) -> None:
    await dragon(server)
    channel = await in_channel(server)
    await follow(server)
    await follow(server, title="tan chi she")
    await change(server, last_aired="2026-01-02")
    await change(server, "greedy-snake", last_aired=None)
    await change(server, "greedy-snake", last_aired="2026-01-03")
    await gathered(server)
    [post] = [message for message in channel.history() if not message.is_system()]
    button = custom_id(server.env.backend.get_message(channel.id, post.id), "b:notice:")
    asked = await server.member.click(post, custom_id=button)
    assert say("follow-which") in shown(asked.response)
    menu = custom_id(asked.response, "s:hear-drop:")
    await server.member.select(asked.response, [options(asked.response)[1]], custom_id=menu)
    assert [one.target for one in await server.app.following.of_member(server.member.id)] == [
        "dragon-of-the-drains"
    ]


@pytest.mark.usefixtures("gathering")
async def test_whoever_is_forgotten_or_unfollows_is_not_named(server: Server) -> None:
    await dragon(server)
    channel, noah, lin = await in_channel(server), server.join("noah"), server.join("lin")
    for member in (server.member, noah, lin):
        await follow(server, member)
    await change(server, last_aired="2026-01-02")
    while not await _queued(server):
        await server.env.settle()
    await noah.slash(server.channel, "me forget")
    await lin.slash(server.channel, "follow remove", what="title:dragon-of-the-drains")
    await gathered(server)
    [message] = told(server, channel)
    assert named(message) == {server.member.id}


async def _queued(server: Server) -> bool:
    async with server.app.database.read() as db:
        return bool(list(await db.execute_fetchall("SELECT 1 FROM notices WHERE state = 'queued' LIMIT 1")))


async def test_a_name_in_a_notice_is_not_live(server: Server) -> None:
    bad = "@everyone <@123> **[x](https://evil.example)** " + "長" * 100
    await dragon(server)
    channel = await in_channel(server)
    await change(server, names=(Name(text=bad, language="en", kind="original"),))
    await follow(server)
    await change(server, last_aired="2026-01-02")
    await spread(server)
    [message] = told(server, channel)
    assert named(message) == {server.member.id} and "@everyone" not in words(message)
    assert "https://evil" not in words(message) and len(words(message)) <= 2000


async def test_an_old_button_of_a_notice_says_so(server: Server) -> None:
    answer = await server.member.click(await left_behind(server, "b:notice:gone"), label="old")
    assert answer.response.content == say("error-follow-not-told")
