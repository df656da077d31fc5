"""/progress: only its member sees it, unless they share it; it moves, never beyond the end, and can be removed."""

from __future__ import annotations

import asyncio

import discord
import pytest
from simcord.results import ResponseMessage

from bot.domain.model import Language
from bot.errors import UserError
from bot.services.progress import ProgressService
from bot.store.db import Database
from cogs._actions import ActionButton
from tests.cogs.acting import labels, options, press_at_once, restart, say, shown
from tests.cogs.discussing import ID, IT, discuss, drama, ids, thread_of
from tests.cogs.test_discuss import home_of
from tests.cogs.test_hostile import _LIVE as LIVE
from tests.conftest import Server, custom_id


async def test_it_is_for_its_member_alone(server: Server) -> None:
    await drama(server)
    answer = await server.member.slash(server.channel, "progress", **IT, episode=12)
    assert answer.ephemeral and say("progress-of", episode="12", total="90") in shown(answer.response)
    assert say("progress-private") in shown(answer.response)
    await restart(server)
    listed = (await server.member.slash(server.channel, "progress")).response
    assert "The Ninety" in shown(listed) and say("progress-of", episode="12", total="90") in shown(listed)
    other = await server.join("noah").slash(server.channel, "progress")
    assert say("progress-empty") in shown(other.response) and other.ephemeral


async def test_sharing_says_one_line_without_spoilers(server: Server) -> None:
    await drama(server)
    card = (await server.member.slash(server.channel, "progress", **IT, episode=12)).response
    answer = await server.member.click(card, label=say("button-share"))
    line = say("progress-public", name="mia", episode="12", title="The Ninety")
    assert [(one.content, one.ephemeral) for one in answer.followups] == [(line, False)]
    answer = await server.member.slash(server.channel, "progress", **IT, episode=13)
    assert not answer.response.ephemeral and answer.response.content == line.replace("12", "13")
    assert answer.followups[0].ephemeral and say("progress-shared") in shown(answer.followups[0])
    await server.member.click(answer.followups[0], label=say("button-unshare"))
    answer = await server.member.slash(server.channel, "progress", **IT, episode=14)
    assert answer.ephemeral


async def test_never_beyond_the_end(server: Server) -> None:
    await drama(server)
    answer = await server.member.slash(server.channel, "progress", **IT, episode=91)
    assert answer.ephemeral and answer.response.content == say("error-progress-beyond", most=90)
    assert await server.app.progress.at(server.member.id, ID) == 0
    title = await server.app.catalogue.title(ID)
    for episode in (0, -1, 91, 10**9):
        with pytest.raises(UserError):
            await server.app.progress.move(1, title, episode)


async def test_in_a_dramas_thread_it_is_meant(server: Server) -> None:
    await drama(server)
    await discuss(server)
    thread = thread_of(server, "The Ninety")
    answer = await server.member.slash(thread, "progress", episode=5)
    assert "The Ninety" in shown(answer.response)
    assert await server.app.progress.at(server.member.id, ID) == 5
    elsewhere = await server.member.slash(server.channel, "progress", episode=5)
    assert elsewhere.response.content == say("error-progress-which")


async def test_the_button_of_a_thread_asks_in_a_form(server: Server) -> None:
    await drama(server)
    await discuss(server)
    card = (await server.member.click(home_of(server), label=say("button-my-progress"))).response
    assert card.ephemeral and say("progress-none") in shown(card)
    form = await server.member.click(card, label=say("button-move"))
    await server.member.submit_modal(form, {"line": "第 33 集"})
    assert say("progress-of", episode="33", total="90") in shown(card)
    form = await server.member.click(card, label=say("button-move"))
    answer = await server.member.submit_modal(form, {"line": "@everyone"})
    assert "@everyone" not in answer.response.content and answer.response.ephemeral
    await server.member.click(card, label=say("button-drop"))
    assert say("progress-none") in shown(card) and await server.app.progress.all(server.member.id) == []


async def test_the_list_turns_pages_and_removes(server: Server) -> None:
    for number in range(12):
        await drama(server, f"drama-{number}", name=f"Drama {number}")
        await server.app.progress.set(server.member.id, f"drama-{number}", number + 1)
    await server.app.progress.set(server.member.id, "gone", 3)
    card = (await server.member.slash(server.channel, "progress")).response
    await server.member.click(card, label=say("button-next"))
    chosen = options(card)[-1]
    await restart(server)
    await server.member.select(card, [chosen], custom_id=custom_id(card, "s:drop-one"))
    assert chosen not in [one.title_id for one in await server.app.progress.all(server.member.id)]
    assert len(await server.app.progress.all(server.member.id)) == 12 and labels(card)


async def test_at_once_there_is_one_state_and_it_is_the_last(server: Server) -> None:
    """By two connections, as of two processes: none of them is lost, and what was written last stands."""
    async with server.app.database.transaction() as db:
        await db.execute("CREATE TABLE written (episode INTEGER)")
        for event in ("INSERT", "UPDATE"):
            then = "BEGIN INSERT INTO written VALUES (new.episode); END"
            await db.execute(f"CREATE TRIGGER write_{event} AFTER {event} ON progress {then}")
    second = await Database.open(server.app.settings.database_path)
    try:
        both = (server.app.progress, ProgressService(second))
        await asyncio.gather(*(both[episode % 2].set(1, ID, episode) for episode in range(1, 31)))
        await asyncio.gather(*(both[at % 2].reach(2, (ID,), at) for at in (61, 31, 11, 60, 30, 10)))
        async with second.read() as db:
            rows = await db.execute_fetchall("SELECT episode FROM written ORDER BY rowid")
            written = [episode for (episode,) in rows][:30]
    finally:
        await second.close()
    [one] = await server.app.progress.all(1)
    assert sorted(written) == list(range(1, 31)) and one.episode == written[-1]
    assert await server.app.progress.at(2, ID) == 61, "nobody is taken back"


def sent_message(server: Server, message: int) -> ResponseMessage:
    return ResponseMessage(server.env, server.env.backend.get_message(server.channel.id, message))


async def test_presses_at_once_take_nobody_back(server: Server) -> None:
    await drama(server)
    await discuss(server)
    further = [f"b:further:{ID}:{band}" for band in ("61:2000", "31:60", "11:30")]
    view = discord.ui.LayoutView(timeout=None)
    buttons = [ActionButton(discord.ui.Button(label="I am", custom_id=one)) for one in further]
    view.add_item(discord.ui.ActionRow(*buttons))
    sent = await server.env.bot.get_channel(server.channel.id).send(view=view)
    await press_at_once(server, sent_message(server, sent.id), *further * 3)
    assert await server.app.progress.at(server.member.id, ID) == 61


async def test_it_is_exported_and_forgotten(server: Server) -> None:
    await server.app.progress.set(server.member.id, ID, 7, shared=True)
    kept = await server.app.members.export(server.member.id)
    assert [(one["title_id"], one["episode"], one["shared"]) for one in kept["progress"]] == [(ID, 7, True)]
    assert await server.app.members.forget(server.member.id)
    assert await server.app.progress.all(server.member.id) == []


@pytest.mark.parametrize("language", Language)
async def test_in_each_language(server: Server, language: Language) -> None:
    await drama(server)
    await server.speaks(server.member, language)
    answer = await server.member.slash(server.channel, "progress", **IT, episode=12)
    assert say("progress-of", language, episode="12", total="90") in shown(answer.response)
    assert ids(answer.response, "b:show-progress") == [f"b:show-progress:{ID}:1"]


async def test_hostile_names_are_shown_letter_by_letter(server: Server) -> None:
    await drama(server, name="**b** @everyone [x](https://evil.example)")
    member = server.guild.add_member(server.env.create_user("eve", global_name="@everyone ||p|| **b**"))
    await server.app.progress.set(member.id, ID, 1, shared=True)
    answer = await member.slash(server.channel, "progress", **IT, episode=2)
    assert not LIVE.findall(shown(answer.response)) and not LIVE.findall(shown(answer.followups[0]))
