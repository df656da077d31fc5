"""What discord.py's own client finds in the stand-in: messages, threads, permissions and rate limits."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import discord
import pytest

from tests.wire.conftest import Connect
from tests.wire.connected import Client
from tests.wire.standin import StandIn
from tests.wire.standin.world import FORUM, NEWS, Role

ACTIVE = "/threads/active"


@pytest.fixture
async def client(connect: Connect) -> AsyncIterator[Client]:
    async with connect() as connected:
        yield connected


async def test_the_world_of_the_test_is_what_the_client_sees(wire: StandIn, connect: Connect) -> None:
    channels = wire.world.add_channels(7, per_guild=3)
    role = channels[0].guild.add_role(Role("readers", mentionable=True))
    channels[1].forbid(send_messages=False)
    async with connect() as client:
        assert len(client.guilds) == 4  # one is always there
        seen = client.text(channels[0]).guild
        assert seen.get_role(int(role.id)).mentionable  # type: ignore[union-attr]
        allowed = [client.text(one).permissions_for(seen.me).send_messages for one in channels[:3]]
        assert allowed == [True, False, True]


async def test_a_nonce_makes_one_message(wire: StandIn, client: Client) -> None:
    channel = client.text(wire.world.general)
    first, again, other = [await channel.send(text, nonce=nonce) for text, nonce in
                           (("one", "a"), ("two", "a"), ("three", "b"))]  # fmt: skip
    assert first.id == again.id != other.id
    assert [one["content"] for one in wire.world.general.messages.values()] == ["one", "three"]
    assert len(wire.messages.repeated) == 1


async def test_a_nonce_belongs_to_the_author_and_not_to_the_channel(wire: StandIn, connect: Connect) -> None:
    one, other = wire.world.add_channels(2)
    async with connect() as client:
        first = await client.text(one).send("hi", nonce="a")
        answer = await client.http.request(
            discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=other.id),
            json={"content": "hi", "nonce": "a", "enforce_nonce": True},
        )
    assert answer["id"] == str(first.id) and answer["channel_id"] == one.id and not other.messages


async def test_a_nonce_is_forgotten_after_its_time(wire: StandIn, client: Client) -> None:
    wire.messages.nonce_seconds = 0.05
    channel = client.text(wire.world.general)
    first = await channel.send("hi", nonce="a")
    await asyncio.sleep(0.06)
    assert (await channel.send("hi", nonce="a")).id != first.id


async def test_a_nonce_of_a_deleted_message_is_unknown_message(wire: StandIn, client: Client) -> None:
    channel = client.text(wire.world.general)
    await (await channel.send("hi", nonce="a")).delete()
    with pytest.raises(discord.NotFound) as error:
        await channel.send("hi", nonce="a")
    assert error.value.code == 10008 and not wire.world.general.messages


async def test_a_message_is_edited_and_read(wire: StandIn, client: Client) -> None:
    channel = client.text(wire.world.general)
    sent = await channel.send("one")
    await sent.edit(content="two")
    assert (await channel.fetch_message(sent.id)).content == "two"


async def test_history_goes_on_from_a_time(wire: StandIn, client: Client) -> None:
    channel = client.text(wire.world.general)
    sent = [await channel.send(str(number)) for number in range(4)]
    since = datetime.now(UTC) - timedelta(seconds=10)
    assert [one.content async for one in channel.history(after=since, limit=100)] == ["0", "1", "2", "3"]
    assert [one.content async for one in channel.history(after=sent[1], limit=100)] == ["2", "3"]
    assert [one.content async for one in channel.history(limit=2)] == ["3", "2"]
    later = datetime.now(UTC) + timedelta(seconds=10)
    assert [one async for one in channel.history(after=later, limit=100)] == []


async def test_history_without_its_permission_is_empty(wire: StandIn, client: Client) -> None:
    await client.text(wire.world.general).send("hi")
    wire.world.general.forbid(read_message_history=False)
    assert [one async for one in client.text(wire.world.general).history(limit=5)] == []


@pytest.mark.parametrize(("permission", "code"), [("view_channel", 50001), ("send_messages", 50013)])
async def test_a_permission_that_is_missing_is_403(
    wire: StandIn, client: Client, permission: str, code: int
) -> None:
    wire.world.general.forbid(**{permission: False})
    with pytest.raises(discord.Forbidden) as error:
        await client.text(wire.world.general).send("hi")
    assert error.value.code == code


async def test_a_role_of_the_bots_own_may_give_a_permission_back(wire: StandIn, client: Client) -> None:
    general, home = wire.world.general, wire.world.home
    general.forbid(send_messages=False)
    role = home.add_role(Role("announcer"))
    general.overwrite(role.id, discord.Permissions(send_messages=True), discord.Permissions.none())
    assert not general.permissions().send_messages
    home.own_roles.append(role.id)
    assert (await client.text(general).send("hi")).id


async def test_a_message_has_one_thread_with_its_id(wire: StandIn, client: Client) -> None:
    sent = await client.text(wire.world.general).send("hi")
    thread = await sent.create_thread(name="talk", auto_archive_duration=60)
    assert thread.id == sent.id and thread.auto_archive_duration == 60
    with pytest.raises(discord.HTTPException) as error:
        await sent.create_thread(name="talk again")
    assert error.value.code == 160004
    assert (await thread.send("in it")).id and len(wire.world.home.threads) == 1


async def test_threads_can_be_full(wire: StandIn, client: Client) -> None:
    wire.world.home.max_threads = 0
    sent = await client.text(wire.world.general).send("hi")
    with pytest.raises(discord.HTTPException) as error:
        await sent.create_thread(name="talk")
    assert error.value.code == 160006


async def test_a_forum_takes_posts_with_tags_and_knows_no_nonce(wire: StandIn, connect: Connect) -> None:
    forum = wire.world.home.add_channel("forum", FORUM)
    forum.tags, forum.requires_tag = {"7": "new"}, True
    async with connect() as client:
        channel = client.forum(forum)
        with pytest.raises(discord.HTTPException) as error:
            await channel.create_thread(name="Title", content="hi")
        assert error.value.code == 40067
        posts = [
            await channel.create_thread(name="Title", content="hi", applied_tags=channel.available_tags)
            for _ in range(2)
        ]
        assert len({post.thread.id for post in posts}) == 2
        assert posts[0].message.id == posts[0].thread.id
        assert [tag.name for tag in posts[0].thread.applied_tags] == ["new"]
        wire.world.home.threads[str(posts[0].thread.id)].is_archived = True
        active = await channel.guild.active_threads()
        assert [one.id for one in active] == [posts[1].thread.id]
        assert [one.id async for one in channel.archived_threads()] == [posts[0].thread.id]
        assert all(one.owner_id == client.user.id for one in active)  # type: ignore[union-attr]


async def test_a_forum_takes_no_message(wire: StandIn, connect: Connect) -> None:
    forum = wire.world.home.add_channel("forum", FORUM)
    async with connect() as client:
        with pytest.raises(discord.HTTPException) as error:
            await client.http.send_message(int(forum.id), params=discord.http.handle_message_parameters("hi"))
        assert error.value.code == 40058


async def test_a_post_is_published_once_and_ten_times_an_hour(wire: StandIn, connect: Connect) -> None:
    news = wire.world.home.add_channel("news", NEWS)
    wire.limits.route_seconds = 0.01
    async with connect(max_ratelimit_timeout=30.0) as client:
        sent = [await client.text(news).send(str(number)) for number in range(10)]
        await sent[0].publish()
        with pytest.raises(discord.HTTPException) as error:
            await sent[0].publish()
        assert error.value.code == 40033
        for message in sent[1:9]:
            await message.publish()
        with pytest.raises(discord.RateLimited) as limited:
            await sent[9].publish()
        assert limited.value.retry_after > 3500


async def test_a_channel_that_is_gone_is_unknown(wire: StandIn, client: Client) -> None:
    channel = client.text(wire.world.general)
    del wire.world.home.channels[wire.world.general.id]
    with pytest.raises(discord.NotFound) as error:
        await channel.send("hi")
    assert error.value.code == 10003


async def test_five_in_a_channel_and_the_client_waits_by_the_headers(wire: StandIn, client: Client) -> None:
    wire.limits.route_seconds = 0.4
    channel = client.text(wire.world.general)
    began = time.perf_counter()
    await asyncio.gather(*(channel.send(str(number)) for number in range(11)))
    assert 0.8 <= time.perf_counter() - began < 3
    assert all(one.status == 200 for one in wire.asked_for("POST", "/messages"))


async def test_more_than_fifty_a_second_is_429_for_all(wire: StandIn, connect: Connect) -> None:
    channels = wire.world.add_channels(60)
    async with connect() as client:
        await asyncio.sleep(1)  # what it asked for at log-in is forgotten
        await asyncio.gather(*(client.text(channel).send("hi") for channel in channels))
    limited = [one for one in wire.requests if one.status == 429]
    assert len(limited) >= 10, "the client does not pace itself"
    assert sum(len(channel.messages) for channel in channels) == 60


async def test_many_requests_are_answered_fast(wire: StandIn, connect: Connect) -> None:
    wire.limits.per_second = 10_000
    channels = wire.world.add_channels(500)
    async with connect() as client:
        began = time.perf_counter()
        await asyncio.gather(*(client.text(channel).send("hi") for channel in channels))
    assert time.perf_counter() - began < 5
