"""/progress: only its member sees it, unless they share it; it moves, never beyond the end, and can be removed."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.model import Language
from bot.errors import UserError
from tests.cogs.acting import labels, options, restart, say, shown
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


async def test_at_once_there_is_one_state(server: Server) -> None:
    await asyncio.gather(*(server.app.progress.set(1, ID, episode) for episode in range(1, 30)))
    await asyncio.gather(*(server.app.progress.share(1, ID, wanted) for wanted in (True, False) * 9))
    [one] = await server.app.progress.all(1)
    assert one.title_id == ID and 1 <= one.episode < 30


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
