"""Followers are told where they wish, each once, and nobody who did not ask for it."""

from __future__ import annotations

import time
from typing import Any

import pytest

from bot.domain.announcing.subscription import Subscription
from bot.domain.model import Language, Name
from tests.cogs.acting import elsewhere, left_behind, restart, say, shown
from tests.cogs.following import (
    at_once,
    change,
    dragon,
    follow,
    in_channel,
    later,
    named,
    route,
    spread,
    told,
    words,
)
from tests.cogs.suggesting import actions
from tests.conftest import Server, custom_id

__all__ = ["at_once"]


async def lives_in(server: Server, member: Any, region: str) -> None:
    await server.app.members.choose_region(member.id, region)


async def wants_messages(server: Server, member: Any) -> int:
    """The channel of their direct messages."""
    card = (await member.slash(server.channel, "follow list")).response
    await member.select(card, ["dm"], custom_id=custom_id(card, "s:hear-way"))
    while not (channel := (await server.app.following.telling(member.id)).channel):
        await server.env.settle()
    return channel


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


async def test_everything_at_once_is_one_message(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.domain.notice.GATHER", 2)
    await dragon(server)
    channel, noah = await in_channel(server), server.join("noah")
    await follow(server)
    await follow(server, noah, platform="reelshort")
    await lives_in(server, server.member, "GB")
    await lives_in(server, noah, "GB")
    await change(server, last_aired="2026-01-02")
    await change(server, routes=(route("GB", subtitles=("en",)),))
    await spread(server)
    [message] = told(server, channel)
    assert named(message) == {server.member.id, noah.id}
    assert "All episodes of" in words(message) and "can now be watched" in words(message)


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
    await server.app.following.happened(
        "band", "dragon-of-the-drains", guild=server.guild.id, band="31–60", thread=channel.id
    )
    await spread(server)
    [message] = told(server, channel)
    assert "31–60" in words(message) and f"<#{channel.id}>" not in words(message)
    assert told(server, other_channel) == []


async def test_another_server_names_only_its_own(server: Server) -> None:
    await dragon(server)
    other = elsewhere(server)
    ours, theirs = await in_channel(server), await in_channel(other)
    await follow(server)
    await follow(other)
    await change(server, last_aired="2026-01-02")
    await spread(server)
    assert [named(m) for m in told(server, ours)] == [{server.member.id}]
    assert [named(m) for m in told(server, theirs)] == [{other.member.id}]


async def test_what_a_server_changes_for_itself_stays_there(server: Server) -> None:
    await dragon(server)
    other = elsewhere(server)
    ours, theirs = await in_channel(server), await in_channel(other)
    await follow(server)
    await follow(other)
    await change(server, guild=other.guild.id, last_aired="2026-01-02", names=(
        Name(text="zqxsecret", language="en", kind="original"),
    ))  # fmt: skip
    await spread(server)
    assert told(server, ours) == []
    [message] = told(server, theirs)
    assert named(message) == {other.member.id} and "zqxsecret" in words(message)


async def test_without_a_channel_at_the_next_command_once(server: Server) -> None:
    await dragon(server)
    await follow(server)
    await change(server, last_aired="2026-01-02")
    await spread(server)
    await restart(server)
    other = elsewhere(server)
    same = other.guild.add_member(server.member.user)
    assert await later(server, same, other.channel) == [], "not in another server"
    [news] = await later(server)
    assert news.ephemeral and "All episodes of" in shown(news) and actions(news) == ["watch", "following"]
    assert await later(server) == [] and await later(server, server.join("noah")) == []


async def test_a_channel_that_is_gone_or_closed_loses_nothing(server: Server) -> None:
    await dragon(server)
    channel = await in_channel(server)
    await follow(server)
    server.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50013)
    await change(server, last_aired="2026-01-02")
    await spread(server)
    assert len(await later(server)) == 1
    await server.app.servers.change(server.guild.id, follow_channel=channel.id + 1)
    await change(server, routes=(route(subtitles=("en",)),))
    await spread(server)
    assert len(await later(server)) == 1


async def test_by_direct_message_to_those_who_wish(server: Server) -> None:
    await dragon(server)
    channel, noah = await in_channel(server), server.join("noah")
    await follow(server)
    await follow(server, noah)
    messages = await wants_messages(server, noah)
    await server.speaks(noah, Language.ZH_CN)
    await change(server, last_aired="2026-01-02")
    await spread(server)
    assert [named(m) for m in told(server, channel)] == [{server.member.id}]
    [message] = told(server, messages)
    expected = say("follow-told-completed", Language.ZH_CN, title="Dragon of the Drains")
    assert expected in words(message) and message["allowed_mentions"] == {"parse": []} and not named(message)


async def test_closed_messages_turn_to_the_next_command_with_a_note(server: Server) -> None:
    await dragon(server)
    channel = await in_channel(server)
    await follow(server)
    messages = await wants_messages(server, server.member)
    server.env.inject_error("POST", f"/channels/{messages}/messages", status=403, code=50007)
    await change(server, last_aired="2026-01-02")
    await spread(server)
    [news] = await later(server)
    assert say("follow-closed") in shown(news) and "All episodes of" in shown(news)
    await change(server, routes=(route(subtitles=("en",)),))
    await spread(server)
    assert len(told(server, messages)) == 1 and told(server, channel) == []
    assert len(await later(server)) == 1


async def test_quiet_hours_are_kept(server: Server) -> None:
    await dragon(server)
    await follow(server)
    messages = await wants_messages(server, server.member)
    hour = time.gmtime().tm_hour
    await server.app.following.choose(server.member.id, zone="UTC", quiet_from=hour, quiet_to=(hour + 2) % 24)
    await change(server, last_aired="2026-01-02")
    await spread(server)
    assert told(server, messages) == []
    await server.app.following.choose(server.member.id, quiet_from=None, quiet_to=None)
    async with server.app.database.transaction() as db:
        await db.execute("UPDATE deliveries SET not_before = 0 WHERE step = 'notice'")
    await spread(server)
    assert len(told(server, messages)) == 1


async def test_what_is_changed_back_is_not_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.domain.notice.GATHER", 2)
    await dragon(server)
    channel = await in_channel(server)
    await follow(server)
    await lives_in(server, server.member, "GB")
    await change(server, routes=(route("GB"),))
    await change(server, routes=())
    await spread(server)
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


async def test_a_notice_of_several_things_asks_which(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.domain.notice.GATHER", 2)
    await dragon(server)
    channel = await in_channel(server)
    await follow(server)
    await follow(server, title="tan chi she")
    await change(server, last_aired="2026-01-02")
    await change(server, "greedy-snake", last_aired=None)
    await change(server, "greedy-snake", last_aired="2026-01-03")
    await spread(server)
    [post] = [message for message in channel.history() if not message.is_system()]
    button = custom_id(server.env.backend.get_message(channel.id, post.id), "b:notice:")
    asked = await server.member.click(post, custom_id=button)
    assert say("follow-which") in shown(asked.response)
    menu = custom_id(asked.response, "s:hear-drop:")
    await server.member.select(asked.response, ["title:greedy-snake"], custom_id=menu)
    assert [one.target for one in await server.app.following.of_member(server.member.id)] == [
        "dragon-of-the-drains"
    ]


async def test_whoever_is_forgotten_or_unfollows_is_not_named(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.domain.notice.GATHER", 3)
    await dragon(server)
    channel, noah, lin = await in_channel(server), server.join("noah"), server.join("lin")
    for member in (server.member, noah, lin):
        await follow(server, member)
    await change(server, last_aired="2026-01-02")
    while not await _queued(server):
        await server.env.settle()
    await noah.slash(server.channel, "me forget")
    await lin.slash(server.channel, "follow remove", what="title:dragon-of-the-drains")
    await spread(server)
    [message] = told(server, channel)
    assert named(message) == {server.member.id}


async def _queued(server: Server) -> bool:
    async with server.app.database.read() as db:
        return bool(list(await db.execute_fetchall("SELECT 1 FROM notices WHERE state = 'queued' LIMIT 1")))


async def test_hundreds_of_followers_are_named_in_messages_within_the_limits(server: Server) -> None:
    await dragon(server)
    channel = await in_channel(server)
    await _fill(server, 400)
    await change(server, last_aired="2026-01-02")
    await spread(server)
    messages = told(server, channel)
    users = [user for message in messages for user in sorted(named(message))]
    assert len(users) == len(set(users)) == 400
    for message in messages:
        assert len(words(message)) <= 2000 and len(named(message)) <= 80
        assert set(message["allowed_mentions"]["users"]) == named(message)


async def _fill(server: Server, count: int) -> None:
    async with server.app.database.transaction() as db:
        await db.executemany(
            "INSERT INTO follows (user_id, kind, target, guild, made_at)"
            " VALUES (:user, 'title', 'dragon-of-the-drains', :guild, 0)",
            [{"user": 10**18 + number, "guild": server.guild.id} for number in range(count)],
        )


async def test_announcements_of_the_same_channel_go_their_own_way(server: Server) -> None:
    """Neither merged with notices, nor do they take them along when they are paused."""
    await dragon(server)
    channel = await in_channel(server)
    await follow(server)
    guild = server.guild.id
    await server.app.announcing.subscribe(Subscription(channel=channel.id, guild=guild))
    await server.app.announcing.pause(guild, channel.id)
    await change(server, last_aired="2026-01-02")
    await server.app.announcing.pause(guild, channel.id)
    await spread(server)
    [message] = told(server, channel)
    assert named(message) == {server.member.id}


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
