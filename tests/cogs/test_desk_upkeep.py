"""What the desk does by itself: never a second post whatever fails, corrected posts, weekly lists, the end of time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest

from bot.domain.question import State, Why
from bot.services.desk_upkeep import OPEN_FOR, WEEK
from cogs import _log_channel
from tests.cogs.acting import callbacks, elsewhere, labels, restart, say, shown
from tests.cogs.asking import WORDS, accept, answer, ask, asked, desk, posts, press
from tests.conftest import Server


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_log_channel, "EVERY", 0.02)


@pytest.fixture(autouse=True)
def from_the_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    """simcord's messages are of another year than the clock, by which the bot looks for those since it asked."""
    monkeypatch.setattr(discord.utils, "DISCORD_EPOCH", int(time.time()) * 1000)


async def until(server: Server, is_so: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(10):
        while not await is_so():  # there is no event for it
            await asyncio.sleep(0.02)
            await server.env.settle()


async def some_turns(server: Server) -> None:
    await asyncio.sleep(0.2)
    await server.env.settle()


async def change(server: Server, **columns: int) -> None:
    """Questions as they would be at another time, or after a kill."""
    said = ", ".join(f"{name} = :{name}" for name in columns)
    async with server.app.database.transaction() as db:
        await db.execute(f"UPDATE questions SET {said}", columns)  # noqa: S608


async def state(server: Server, member: Any | None = None) -> tuple[State, Why]:
    [one] = await asked(server, member)
    return one.state, one.why


def kept_message(server: Server) -> Callable[[], Awaitable[bool]]:
    async def is_there() -> bool:
        return all(one.message for one in await asked(server))

    return is_there


# -- one post whatever fails


@pytest.mark.parametrize("kind", ["text", "forum"])
async def test_killed_after_the_post_was_made(server: Server, kind: str) -> None:
    forum = server.guild.create_forum_channel("identify") if kind == "forum" else None
    channel = await desk(server, forum)
    await ask(server)
    [post] = posts(server, channel)
    await change(server, message=0, until=1)
    await restart(server)
    await until(server, kept_message(server))
    assert [one.id for one in posts(server, channel)] == [post.id]
    assert (await asked(server))[0].message in (post.id, post.channel_id)


@pytest.mark.parametrize("kind", ["text", "forum"])
async def test_killed_before_the_post_was_made(server: Server, kind: str) -> None:
    forum = server.guild.create_forum_channel("identify") if kind == "forum" else None
    channel = await desk(server, forum)
    one = await server.app.desk.draft(server.guild.id, server.member.id, WORDS, "", "")
    await server.app.desk.ask(server.member.id, one.id, channel.id)
    await change(server, until=1)
    await restart(server)
    await until(server, kept_message(server))
    await some_turns(server)
    assert len(posts(server, channel)) == 1


async def test_an_answer_that_never_came_is_looked_for(server: Server) -> None:
    """Nobody knows whether Discord made the post."""
    channel = await desk(server)
    server.env.inject_error("POST", f"/channels/{channel.id}/messages", status=500, times=1)
    slow = await ask(server)
    assert say("desk-soon") in shown(slow.response)
    await change(server, until=1)
    await until(server, kept_message(server))
    assert len(posts(server, channel)) == 1


async def test_two_processes_post_it_once(server: Server) -> None:
    channel = await desk(server)
    one = await server.app.desk.draft(server.guild.id, server.member.id, WORDS, "", "")
    first = await server.app.desk.ask(server.member.id, one.id, channel.id)
    second = await server.app.desk.ask(server.member.id, one.id, channel.id)
    assert (first[1], second[1]) == (True, False)


# -- one server's trouble is not another's


async def half_posted(server: Server, guild: int, channel: int, user: int) -> int:
    """A question whose asker's process was killed before there was a post."""
    one = await server.app.desk.draft(guild, user, WORDS, "", "")
    await server.app.desk.ask(user, one.id, channel)
    async with server.app.database.transaction() as db:
        await db.execute("UPDATE questions SET until = 1 WHERE id = :id", {"id": one.id})
    return one.id


async def test_a_server_in_trouble_keeps_no_other_waiting(server: Server) -> None:
    """One with an outage, one that has removed the bot while it was not running, and one where all is well."""
    other = elsewhere(server)
    away, here = await desk(other), await desk(server)
    server.env.inject_error("GET", f"/channels/{away.id}/messages", status=500, times=None)
    await half_posted(server, other.guild.id, away.id, other.member.id)
    lin = server.join("lin")
    await half_posted(server, 4711, 4712, lin.id)
    await half_posted(server, server.guild.id, here.id, server.member.id)
    await until(server, kept_message(server))
    assert len(posts(server, here)) == 1
    await until(server, lambda: _is(server, Why.UNPOSTED, lin))
    [waits] = await asked(server, other.member)
    assert (waits.state, waits.message) == (State.OPEN, 0), "an outage ends"
    await change(server, first_at=int(time.time()) - 2 * 24 * 3600, until=1)
    await until(server, lambda: _is(server, Why.UNPOSTED, other.member))
    assert posts(other, away) == [], "nobody waits for it after a day"


async def test_posts_of_servers_that_left_keep_no_post_from_being_drawn(server: Server) -> None:
    channel = await desk(server)
    for user in range(30):
        await half_posted(server, 4711, 4712, 1000 + user)
    await ask(server)
    async with server.app.database.transaction() as db:
        await db.execute("UPDATE questions SET message = 1, revision = 3, until = 0 WHERE guild = 4711")
        await db.execute(
            "UPDATE questions SET revision = 3, state = 'closed', why = 'moderator' WHERE guild <> 4711"
        )
    await until(server, lambda: _not_in(server, channel, say("desk-heading") + "\n“"))


# -- what is gone


async def test_a_deleted_post_closes_the_question(server: Server) -> None:
    channel = await desk(server)
    await ask(server)
    [post] = posts(server, channel)
    server.env.backend.delete_message(channel.id, post.id)
    await change(server, revision=5)
    await until(server, lambda: _is(server, Why.POST_GONE))
    [told] = (await server.member.slash(server.channel, "help")).followups
    assert say("desk-news-post-gone", what=WORDS) in shown(told)


async def _is(server: Server, why: Why, member: Any | None = None) -> bool:
    return (await state(server, member)) == (State.CLOSED, why)


async def test_a_deleted_channel_closes_its_questions(server: Server) -> None:
    channel = await desk(server)
    await ask(server)
    server.env.backend.delete_channel(channel.id)
    await server.env.settle()
    await until(server, lambda: _is(server, Why.CHANNEL_GONE))
    [told] = (await server.member.slash(server.channel, "help")).followups
    assert say("desk-news-channel-gone", what=WORDS) in shown(told)


async def test_a_deleted_post_of_a_forum(server: Server) -> None:
    forum = await desk(server, server.guild.create_forum_channel("identify"))
    await ask(server)
    server.env.backend.delete_channel(forum.threads[0].id)
    await server.env.settle()
    await until(server, lambda: _is(server, Why.POST_GONE))


async def test_a_thread_under_a_post_is_not_the_post(server: Server) -> None:
    """A thread has the id of the message on which it was made; the message stays."""
    channel = await desk(server)
    await ask(server)
    [post] = posts(server, channel)
    message = server.env.bot.get_channel(channel.id).get_partial_message(post.id)
    thread = await message.create_thread(name="let us think")
    assert thread.id == post.id
    server.env.backend.delete_channel(thread.id)
    await server.env.settle()
    await some_turns(server)
    assert await state(server) == (State.OPEN, Why.NONE)
    await answer(server.join("lin"), post)
    assert "Greedy Snake" in shown(posts(server, channel)[0])


# -- posts that are out of date


async def test_forgotten_members_vanish_from_posts(server: Server) -> None:
    channel, lin, kim = await desk(server), server.join("lin"), server.join("kim")
    await ask(server)
    await answer(lin, posts(server, channel)[0])
    await press(kim, posts(server, channel)[0], "agree")
    for member in (lin, kim):
        await member.slash(server.channel, "me forget")
    await until(server, lambda: _not_in(server, channel, lin.mention))
    assert say("desk-says", who=say("suggest-somebody"), count=0) in shown(posts(server, channel)[0])
    await server.member.slash(server.channel, "me forget")
    await until(server, lambda: _not_in(server, channel, server.member.mention))
    text = shown(posts(server, channel)[0])
    assert WORDS not in text and say("desk-forgotten") in text


async def _not_in(server: Server, channel: Any, text: str) -> bool:
    return text not in shown(posts(server, channel)[0])


async def test_an_accepted_answer_stays_without_the_asker(server: Server) -> None:
    channel, lin = await desk(server), server.join("lin")
    await ask(server)
    await answer(lin, posts(server, channel)[0])
    await accept(server.member, posts(server, channel)[0])
    await server.member.slash(server.channel, "me forget")
    await until(server, lambda: _not_in(server, channel, server.member.mention))
    assert "Greedy Snake" in shown(posts(server, channel)[0])


# -- time


async def test_closed_after_eight_weeks(server: Server) -> None:
    channel = await desk(server)
    await ask(server)
    await change(server, asked_at=int(time.time()) - OPEN_FOR - 1)
    await until(server, lambda: _is(server, Why.EXPIRED))
    await until(server, lambda: _not_in(server, channel, say("desk-heading") + "\n“"))
    assert say("desk-expired") in shown(posts(server, channel)[0])
    assert "s:accept" not in str(posts(server, channel)[0].components)


async def weeks_ago(server: Server, channel: Any, weeks: int = 2) -> None:
    """Three questions that nobody has answered, the oldest first."""
    for at, name in enumerate(("ann", "bea", "cleo")):
        await ask(server, server.join(name), f"question {at} @everyone")
    async with server.app.database.transaction() as db:
        await db.execute("UPDATE questions SET asked_at = :at + id", {"at": int(time.time()) - weeks * WEEK})


def lists(server: Server, channel: Any) -> list[Any]:
    return [post for post in posts(server, channel) if labels(post) == [say("button-still-open")]]


@pytest.mark.parametrize("kind", ["text", "forum"])
async def test_once_a_week_what_is_open_comes_back(server: Server, kind: str) -> None:
    forum = server.guild.create_forum_channel("identify") if kind == "forum" else None
    channel = await desk(server, forum)
    await ask(server)
    await weeks_ago(server, channel)
    await until(server, lambda: _listed(server, channel, 1))
    text = shown(lists(server, channel)[0])
    places = [text.index(f"question {at}") for at in range(3)]
    assert places == sorted(places) and "https://discord.com/channels/" in text and "@everyone" not in text
    await restart(server)
    await some_turns(server)
    assert len(lists(server, channel)) == 1
    async with server.app.database.transaction() as db:
        await db.execute("UPDATE desk_lists SET at = at - :week", {"week": WEEK + 1})
    await until(server, lambda: _listed(server, channel, 2))


async def _listed(server: Server, channel: Any, count: int) -> bool:
    return len(lists(server, channel)) == count


async def test_a_list_that_was_posted_and_not_noted_is_found(server: Server) -> None:
    channel = await desk(server)
    await weeks_ago(server, channel)
    await until(server, lambda: _listed(server, channel, 1))
    await some_turns(server)
    async with server.app.database.transaction() as db:
        await db.execute("UPDATE desk_lists SET message = 0, until = 1")
    await restart(server)
    await some_turns(server)
    assert len(lists(server, channel)) == 1


async def test_the_list_of_now_is_for_whoever_asks(server: Server) -> None:
    channel = await desk(server)
    await weeks_ago(server, channel)
    await until(server, lambda: _listed(server, channel, 1))
    now = await press(server.member, lists(server, channel)[0], "still-open")
    assert now.ephemeral and "question 2" in shown(now.response)
    other = elsewhere(server)
    sent = len(callbacks(server))
    assert sent and other.guild.id != server.guild.id
    found, total = await server.app.desk.still_open(other.guild.id, 10)
    assert (found, total) == ([], 0)


async def test_no_list_where_there_is_nothing_old(server: Server) -> None:
    channel = await desk(server)
    await ask(server)
    await some_turns(server)
    assert lists(server, channel) == []


async def test_only_the_process_that_delivers_does_this(server: Server) -> None:
    channel = await desk(server)
    await weeks_ago(server, channel)
    server.env.bot.get_cog("Deliveries")._delivery.is_leading = False
    await some_turns(server)
    before = len(lists(server, channel))
    await some_turns(server)
    assert len(lists(server, channel)) == before <= 1
