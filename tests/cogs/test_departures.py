"""Discord says which servers have the bot: one that removes it is noted, one that has it is not forgotten."""

from __future__ import annotations

from bot.store.purging import departed
from tests.cogs.acting import elsewhere, restart, shown
from tests.conftest import Server


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
