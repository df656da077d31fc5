"""Where followers are told: in their server, by direct message, or at their next command."""

from __future__ import annotations

import time
from typing import Any

import pytest

from bot.domain.announcing.subscription import Subscription
from bot.domain.model import Language, Name
from bot.domain.notice import MOST_AT_ONCE, MOST_MEMBERS
from tests.cogs.acting import elsewhere, options, restart, say, shown
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


async def wants_messages(server: Server, member: Any) -> int:
    """The channel of their direct messages."""
    card = (await member.slash(server.channel, "follow list")).response
    await member.select(card, ["dm"], custom_id=custom_id(card, "s:hear-way"))
    while not (channel := (await server.app.following.telling(member.id)).channel):
        await server.env.settle()
    return channel


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
    assert (
        news.ephemeral
        and "All episodes of" in shown(news)
        and actions(news) == ["watch", "notice", "following"]
    )
    assert await later(server) == [] and await later(server, server.join("noah")) == []


async def test_more_than_an_answer_holds_is_told_by_the_next_or_by_a_button(server: Server) -> None:
    ids = [f"drain-{number}" for number in range(MOST_AT_ONCE * 2 + 3)]
    for identity in ids:
        await dragon(server, identity)
        await follow(server, title=f"title:{identity}")
    for identity in ids:
        await change(server, identity, last_aired="2026-01-02")
    await spread(server)
    [first] = await later(server)
    assert options(first) == ids[:MOST_AT_ONCE] and say("follow-told-more", count=11) in shown(first)
    await restart(server)
    second = (await server.member.click(first, custom_id="b:more-news")).response
    assert second.ephemeral and options(second) == ids[MOST_AT_ONCE : MOST_AT_ONCE * 2]
    [third] = await later(server)
    assert options(third) == ids[MOST_AT_ONCE * 2 :] and "more-news" not in actions(third)
    over = (await server.member.click(second, custom_id="b:more-news")).response
    assert over.content == say("follow-told-all") and await later(server) == []


async def test_unfollow_on_what_was_told_after_a_command(server: Server) -> None:
    await dragon(server)
    await follow(server)
    await change(server, last_aired="2026-01-02")
    await spread(server)
    [news] = await later(server)
    await restart(server)
    answer = await server.member.click(news, custom_id=custom_id(news, "b:notice:"))
    assert "no longer follow" in shown(answer.response)
    assert await server.app.following.of_member(server.member.id) == []


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
        assert len(words(message)) <= 2000 and len(named(message)) <= MOST_MEMBERS
        assert set(message["allowed_mentions"]["users"]) == named(message)


async def test_messages_to_a_channel_do_not_come_one_upon_another(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.domain.notice.PACE", 300)
    await dragon(server)
    channel = await in_channel(server)
    await _fill(server, 100)
    await change(server, last_aired="2026-01-02")
    await spread(server)
    assert len(told(server, channel)) == 1
    async with server.app.database.transaction() as db:
        rows = await db.execute_fetchall(
            "SELECT state, not_before - :now > 200 FROM deliveries", {"now": time.time()}
        )
        assert sorted(tuple(row) for row in rows) == [("pending", 1), ("sent", 0)]
        await db.execute("UPDATE deliveries SET settled_at = settled_at - 300, not_before = 0")
    await spread(server)
    assert len(told(server, channel)) == 2
    assert len({user for message in told(server, channel) for user in named(message)}) == 100


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
