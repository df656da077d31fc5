"""Who has gone: a server that removes the bot is noted, and a member who left a server is named in it no more."""

from __future__ import annotations

import time

import pytest

from bot.services.leaving import LeavingService
from bot.store import leavers
from bot.store.purging import departed
from cogs import _leavers
from tests.cogs.acting import elsewhere, restart, say, shown
from tests.cogs.asking import ask, desk, posts
from tests.cogs.following import at_once, change, dragon, follow, in_channel, named, route, spread, told
from tests.conftest import Server

__all__ = ["at_once"]


async def gone(server: Server) -> set[int]:
    async with server.app.database.read() as db:
        return set(await departed(db))


async def test_a_server_that_removes_the_bot_is_noted(server: Server) -> None:
    other = elsewhere(server)
    await server.app.servers.change(other.guild.id, region="GB")
    server.env.backend.remove_guild(other.guild.id)
    await server.env.settle()
    assert await gone(server) == {other.guild.id}
    await restart(server)
    assert await gone(server) == {other.guild.id}


async def test_what_happened_while_the_bot_was_away_is_found_out(server: Server) -> None:
    await server.app.servers.change(server.guild.id, region="GB")
    await server.app.servers.change(4711, region="GB")
    async with server.app.database.transaction() as db:
        await db.execute(
            "INSERT INTO departures (guild, left_at) VALUES (:guild, 5)", {"guild": server.guild.id}
        )
    await restart(server)
    await server.env.settle()
    assert await gone(server) == {4711}
    assert server.app.servers.get(server.guild.id).region == "GB", "left long ago, and here again"


async def test_privacy_says_so(server: Server) -> None:
    text = shown((await server.member.slash(server.channel, "privacy")).response)
    assert "30 days" in text and "for a year" in text and "leaves a server" in text
    assert len(text) < 4000


# -- members


async def look(server: Server) -> None:
    """The round of a day, now."""
    async with server.app.database.transaction() as db:
        await leavers.set_round(db, int(time.time()))
    await server.env.bot.get_cog("Deliveries")._leavers.look()


def asked_for(server: Server) -> set[int]:
    """The members whom Discord was asked for."""
    paths = (r.path.split("/") for r in server.env.http_requests if r.method == "GET")
    return {int(path[4]) for path in paths if path[1:4:2] == ["guilds", "members"]}


@pytest.fixture
def at_a_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_leavers, "PAUSE", 0)


@pytest.mark.usefixtures("at_a_pace")
async def test_who_left_is_not_named_any_more(server: Server) -> None:
    await dragon(server)
    channel, questions = await in_channel(server), await desk(server)
    noah, lin = server.join("noah"), server.join("lin")
    for member in (server.member, noah, lin):
        await follow(server, member)
        await server.app.members.choose_region(member.id, "GB")
    await ask(server, noah)
    for member in (noah, lin):
        server.guild.remove_member(member)
    path = f"/guilds/{server.guild.id}/members/{lin.id}"
    server.env.inject_error("GET", path, status=403, code=50001)
    await look(server)
    assert asked_for(server) == {server.member.id, noah.id, lin.id}
    await change(server, routes=(route("GB"),))
    await spread(server)
    assert named(told(server, channel)[0]) == {server.member.id, lin.id}, "nobody said that lin has left"
    await server.env.bot.get_cog("Deliveries")._desk.tend()
    post = shown(posts(server, questions)[0])
    assert noah.mention not in post and say("suggest-somebody") in post
    assert (await server.app.members.export(noah.id))["region"] == "GB", "wherever they are"


@pytest.mark.usefixtures("at_a_pace")
async def test_a_server_with_an_outage_or_without_the_bot_says_nothing_of_its_members(server: Server) -> None:
    other = elsewhere(server)
    await dragon(server)
    for one in (server, other):
        await follow(one, one.member)
    server.env.bot.get_guild(server.guild.id).unavailable = True
    server.env.backend.remove_guild(other.guild.id)
    await server.env.settle()
    await look(server)
    assert asked_for(server) == set()
    for one in (server, other):
        assert len(await server.app.following.of_member(one.member.id)) == 1


async def test_a_round_begins_once_a_day_and_goes_on_after_a_restart(server: Server) -> None:
    await dragon(server)
    for name in ("noah", "lin"):
        await follow(server, server.join(name))
    first = LeavingService(server.app.database)
    assert await first.to_look_up() == [], "not on the first day"
    async with server.app.database.transaction() as db:
        await leavers.set_round(db, int(time.time()))
    two = await first.to_look_up()
    assert len(two) == 2
    await first.looked_up(*two[0])
    again = LeavingService(server.app.database)
    assert await again.to_look_up() == two[1:]
    await again.looked_up(*two[1])
    assert await again.to_look_up() == []
    async with server.app.database.read() as db:
        begins, *_ = await leavers.next_round(db) or [0]
    assert begins > time.time() + 23 * 3600
