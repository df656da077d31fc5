"""What tests of watch parties share: asking for one, and everything that it is made of on Discord."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

from simcord.results import ResponseMessage

from bot.domain.party import Party
from bot.store import parties
from tests.cogs.suggesting import press
from tests.conftest import Server

ZONE = "Europe/London"


async def ask(server: Server, member: Any | None = None, /, **typed: Any) -> Any:
    """The answer to /watch-party, for the host's eyes only."""
    options = {"title": "title:greedy-snake", "starts": "in 3 hours", **typed}
    answer = await (member or server.member).slash(server.channel, "watch-party", **options)
    assert answer.ephemeral
    return answer.response


async def in_zone(server: Server, member: Any | None = None, zone: str = ZONE) -> None:
    await server.app.members.choose_zone((member or server.member).id, zone)


async def make(server: Server, member: Any | None = None, /, **typed: Any) -> Party:
    """A party that is asked for, and created."""
    who = member or server.member
    await in_zone(server, who)
    card = await ask(server, who, **typed)
    await press(who, card, "meet-make")
    return (await rows(server, who))[-1]


async def rows(server: Server, member: Any | None = None) -> list[Party]:
    async with server.app.database.read() as db:
        return await parties.of_member(db, (member or server.member).id)


async def row(server: Server, party: Party) -> Party:
    return await server.app.parties.get(party.guild, party.id)


async def change(server: Server, party: Party, **fields: Any) -> None:
    """As if it had come so far at another time; whoever worked on it is gone."""
    async with server.app.database.transaction() as db:
        await parties.change(db, party.guild, party.id, **{"lease": 0, **fields})


def events(server: Server) -> list[Any]:
    return list(server.env.backend.get_guild(server.guild.id).scheduled_events.values())


def messages(server: Server, channel: int = 0) -> list[Any]:
    """What the bot wrote into a channel, without answers that one member sees."""
    backend, bot = server.env.backend, server.env.bot.user.id
    where = channel or server.channel.id
    found = sorted(backend.messages.get(where, {}).values(), key=lambda one: one.id)
    return [
        ResponseMessage(server.env, one)
        for one in found
        if one.author_id == bot and one.components and not one.is_ephemeral
    ]


async def until(server: Server, party: Party, **wanted: Any) -> Party:
    """Wait for the work that goes on by itself."""
    server.env.bot.dispatch("party_change")
    async with asyncio.timeout(10):
        while True:
            now = await row(server, party)
            if all(getattr(now, name) == value for name, value in wanted.items()):
                await server.env.settle()
                return now
            await asyncio.sleep(0.02)


def told(server: Server) -> str:
    """Everything that the bot has answered to interactions, one after another."""
    answers = (r for r in server.env.http_requests if r.path.startswith(("/interactions/", "/webhooks/")))
    return json.dumps([r.json for r in answers], default=str, ensure_ascii=False)


def soon(seconds: int) -> int:
    return int(time.time()) + seconds
