"""What is kept of searches: after the answer, per server, without who it was, and never at the member's cost."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

import pytest

from bot.app import App
from cogs._regions import OTHER
from tests.cogs.acting import callbacks, elsewhere, find, labels, options, shown, stored, watch
from tests.conftest import Server, custom_id


async def misses(server: Server, guild: int | None = None) -> dict[str, int]:
    found, _ = await server.app.curation.misses(server.guild.id if guild is None else guild, 0, 100)
    return {miss.text: miss.count for miss in found}


async def asked(app: App) -> dict[tuple[int, str], int]:
    """By server and title, as the database has it."""
    await app.popularity.flush()
    with closing(sqlite3.connect(app.settings.database_path)) as database:
        rows = database.execute("SELECT guild, title_id, count FROM asked").fetchall()
    return {(guild, title): count for guild, title, count in rows}


# -- searches that found nothing


async def test_only_searches_without_an_answer_are_kept(server: Server) -> None:
    for query in (
        "tan chi she",
        "revenge",
        "title:greedy-snake",
        "title:gone",
        "😀",
        "!?",
        "Qqqq ZZZZ",
        "qqqq zzzz",
    ):
        await find(server, query)
    await find(server)
    await server.member.autocomplete(server.channel, "find", "query", "wwww vvvv")
    assert await misses(server) == {"qqqq zzzz": 2}


async def test_what_only_the_filters_hid_is_not_missing(server: Server) -> None:
    assert "No documented drama matches" in shown(await find(server, "tan chi she", platform="reelshort"))
    assert "Nothing in the catalogue" in shown(await find(server, trope="werewolf", collection="red-mirror"))
    assert await misses(server) == {}
    await find(server, "qqqq zzzz", platform="reelshort")
    assert await misses(server) == {"qqqq zzzz": 1}


async def test_a_title_typed_into_how_to_watch_counts_too(server: Server) -> None:
    answer = await watch(server, "qqqq zzzz", "GB")
    assert answer.ephemeral and answer.content.startswith("I found no drama for “qqqq zzzz”.")
    await watch(server, "revenge", "GB")  # several
    await watch(server, "title:gone", "GB")
    await watch(server, "!?", "GB")
    assert await misses(server) == {"qqqq zzzz": 1}


async def test_messages_are_never_kept(server: Server) -> None:
    message = await server.member.send(server.channel, "《qqqq zzzz》 anybody?")
    await server.member.context_menu(server.channel, "Find this drama", message)
    assert await misses(server) == {}


async def test_each_server_has_its_own_and_direct_messages_are_one(server: Server) -> None:
    other = elsewhere(server)
    await find(server, "qqqq zzzz")
    await find(other, "qqqq wwww")
    await server.member.user.slash("find", query="qqqq vvvv")
    assert await misses(server) == {"qqqq zzzz": 1} and await misses(other) == {"qqqq wwww": 1}
    assert await misses(server, 0) == {"qqqq vvvv": 1}


# -- titles that were opened


async def test_each_opening_counts_once(server: Server) -> None:
    card = await find(server, "tan chi she")
    assert await asked(server.app) == {(server.guild.id, "greedy-snake"): 1}
    await find(server, "title:greedy-snake")
    several = await find(server, "revenge")
    await server.member.select(several, ["greedy-snake"])
    asked_where = (await server.member.click(card, label="How to watch")).response
    await server.member.select(asked_where, ["GB"])  # the same wish, now with a country
    await watch(server, "tan chi she", "GB")
    message = await server.member.send(server.channel, "《贪吃蛇》!")
    await server.member.context_menu(server.channel, "Find this drama", message)
    assert await asked(server.app) == {(server.guild.id, "greedy-snake"): 6}


async def test_other_answers_count_nothing(server: Server) -> None:
    card, several = await find(server, "tan chi she"), await find(server, "revenge")
    before = await asked(server.app)
    await find(server, "qqqq zzzz")
    await find(server, collection="red-mirror")
    for label in ("More like this", "Sources"):
        await server.member.click(card, label=label)
    await server.member.click(several, label="Next ›")
    await find(server, "title:gone")
    await server.member.autocomplete(server.channel, "find", "query", "tan chi she")
    assert await asked(server.app) == before


async def test_openings_of_servers_and_direct_messages_are_apart(server: Server) -> None:
    other = elsewhere(server)
    await find(server, "tan chi she")
    await find(other, "tan chi she")
    await server.member.user.slash("find", query="tan chi she")
    guilds = {server.guild.id, other.guild.id, 0}
    assert await asked(server.app) == {(guild, "greedy-snake"): 1 for guild in guilds}


# -- never at the member's cost


async def test_nobody_is_written_down(server: Server) -> None:
    for query in ("qqqq zzzz", "tan chi she"):
        await find(server, query)
    await watch(server, "wwww", "GB")
    await asked(server.app)
    everything = stored(server.app)
    assert "qqqq zzzz" in everything and "greedy-snake" in everything
    assert str(server.member.id) not in everything


async def test_a_count_that_cannot_be_written_costs_no_answer(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(server.app.settings.database_path)) as database:
        for table in ("misses", "asked"):
            database.execute(
                f"CREATE TRIGGER no_{table} BEFORE INSERT ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
            )
        database.commit()
    before = len(callbacks(server))
    assert "No documented drama matches" in shown(await find(server, "qqqq zzzz"))
    assert "I found no drama" in (await watch(server, "qqqq zzzz", "GB")).content
    assert shown(await find(server, "tan chi she")).startswith("## Greedy Snake")
    assert len(callbacks(server)) == before + 3, "one answer each and nothing after it"
    await server.app.popularity.flush()
    texts = [record.getMessage() for record in caplog.get_records("call") if record.levelname == "ERROR"]
    assert len(texts) == 3, "two misses and the openings"
    assert not any(word in text for text in texts for word in ("qqqq", server.member.name))
    caplog.clear()


async def test_the_answer_does_not_wait_for_the_count(server: Server) -> None:
    """Somebody else holds the database's one writer for as long as they like."""
    async with server.app.database.transaction():
        searching = asyncio.create_task(find(server, "qqqq zzzz"))
        async with asyncio.timeout(10):
            while not callbacks(server):  # noqa: ASYNC110  # simcord keeps the answers in a list
                await asyncio.sleep(0.01)
        assert await misses(server) == {}
    await searching
    await server.env.settle()
    assert await misses(server) == {"qqqq zzzz": 1}


# -- the country as a filter


async def test_a_country_narrows_a_search(server: Server) -> None:
    for typed in ("GB", "United Kingdom", "united kingdom"):
        answer = await find(server, region=typed)
        assert "-# Only: can be watched in the United Kingdom" in shown(answer)
    if "Next ›" in labels(answer):
        await server.member.click(answer, label="Next ›")
        assert "-# Only: can be watched in the United Kingdom" in shown(answer), "also on the next page"


async def test_words_that_are_no_country(server: Server) -> None:
    for typed in ("Atlantis", "!?", "😀"):
        answer = await find(server, region=typed)
        assert answer.ephemeral and answer.content.startswith(f"I know of no country called “{typed}”.")


async def test_countries_while_typing(server: Server) -> None:
    choices = await server.member.autocomplete(server.channel, "find", "region", "united k")
    assert {"name": "United Kingdom", "value": "GB"} in choices


async def test_a_members_own_country_narrows_nothing(server: Server) -> None:
    before = options(await find(server, "revenge"))
    asked_where = await watch(server, "tan chi she")
    assert OTHER in options(asked_where)
    await server.member.select(asked_where, ["GB"], custom_id=custom_id(asked_where, "s:region"))
    assert options(await find(server, "revenge")) == before
