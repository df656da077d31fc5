"""Every button, menu and form of every answer, used after a restart: it works, or says that it is over."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from simcord.results import ResponseMessage

from tests.cogs.acting import moderator, own_application, restart, say, shown
from tests.cogs.test_leaks import CHANNEL, EVERY, MEMBER, keep_secrets
from tests.cogs.walking import Press, pressed, walked
from tests.conftest import Server
from tests.exchange import csv_file

IT, TYPED = "title:greedy-snake", "1234"  # short enough for each form


@pytest.mark.parametrize("moderates", [False, True])
async def test_every_button_is_answered(server: Server, moderates: bool) -> None:
    member = moderator(server) if moderates else server.member
    await server.app.servers.change(server.guild.id, desk_channel=server.channel.id)
    own = await keep_secrets(server)
    presses: dict[str, Press] = {}
    forms: dict[str, Any] = {}
    for command, typed in EVERY:
        if moderates or is_for_all(server, command):
            answer = await member.slash(server.channel, command, **filled(server, command, typed, own))
            if answer.modal:
                forms[command] = answer
            await walked(server, member, answer.response, presses, forms)
    for message in posts(server):
        await walked(server, member, message, presses, forms)
    assert len(presses) > (70 if moderates else 30), sorted(presses)
    assert len(forms) > (12 if moderates else 4), sorted(forms)
    await restart(server)
    for name, form in forms.items():
        answer = await member.submit_modal(form, values(form, TYPED))
        said = answer.response.content
        assert said.startswith(say("error-form-over", minutes=30)) and TYPED in said, (name, said)
    for action, press in presses.items():
        assert is_answered(await pressed(server, member, press)), action


async def test_a_curator_presses_everything_of_the_shared_catalogue(server: Server) -> None:
    """Each command that has the option, for all servers, and whatever its answers lead to."""
    own, cara = await keep_secrets(server), moderator(server, "cara")
    own_application(server, cara)
    theirs = await server.app.catalogue.titles([own], server.guild.id)
    presses: dict[str, Press] = {}
    forms: dict[str, Any] = {}
    for command, typed in [one for one in EVERY if has_everywhere(server, one[0])]:
        given = {**filled(server, command, typed, "greedy-snake"), "everywhere": True}
        if command == "catalogue import":
            given["file"] = ("titles.csv", csv_file({"id": "greedy-snake", "director": "Somebody"}))
        answer = await cara.slash(server.channel, command, **given)
        assert not answer.response or say("error-curators-only") not in shown(answer.response), command
        if answer.modal:
            forms[command] = answer
        await walked(server, cara, answer.response, presses, forms)
    assert len(presses) > 15 and len(forms) > 3, (sorted(presses), sorted(forms))
    assert theirs == await server.app.catalogue.titles([own], server.guild.id), "a server's own is its own"
    await restart(server)
    own_application(server, cara)
    for action, press in presses.items():
        assert is_answered(await pressed(server, cara, press)), action


def has_everywhere(server: Server, command: str) -> bool:
    found: Any = server.env.bot.tree.get_command(command.split()[0])
    for name in command.split()[1:]:
        found = found.get_command(name)
    return "everywhere" in {one.name for one in getattr(found, "parameters", ())}


def values(form: Any, typed: str) -> dict[str, Any]:
    """What fills a form in: words as many as it takes, the first of each menu."""
    inputs = [row["component"] for row in form.modal["components"]]
    return {one["custom_id"]: [one["options"][0]["value"]] if "options" in one else typed for one in inputs}


async def test_what_is_too_long_for_a_message_is_given_back_as_a_file(server: Server) -> None:
    sam, typed = moderator(server), "```@everyone " * 150
    card = (await sam.slash(server.channel, "catalogue edit", title=IT)).response
    form = await sam.select(card, ["cast"])
    await restart(server)
    answer = await sam.submit_modal(form, {"cast": typed})
    [file] = answer.response.attachments
    assert say("error-form-over", minutes=30) in answer.response.content and file.filename == "typed.txt"
    form = await sam.select(card, ["director"])
    await restart(server)
    answer = await sam.submit_modal(form, {"director": typed[:100]})
    assert answer.response.content.count("```") == 2, "what was typed cannot end its frame"


async def test_a_form_that_was_open_for_too_long(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    form = await server.member.slash(server.channel, "suggest title")
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 31 * 60)
    answer = await server.member.submit_modal(form, {"english": "Dragon"})
    monkeypatch.undo()
    assert (
        "Dragon" in answer.response.content and say("error-form-over", minutes=30) in answer.response.content
    )


def test_forms_are_opened_in_one_place() -> None:
    """Any other would have nobody to read it after a restart."""
    cogs = Path(__file__).parents[2] / "cogs"
    assert [path.name for path in cogs.glob("*.py") if ".send_modal(" in path.read_text()] == ["_modals.py"]


def is_for_all(server: Server, command: str) -> bool:
    found = server.env.bot.tree.get_command(command.split()[0])
    return found is not None and found.default_permissions is None and command != "me forget"


def filled(server: Server, command: str, typed: dict[str, Any], own: str) -> dict[str, Any]:
    """What is typed, with channels, members and the own title in their places."""
    stands_for = {CHANNEL: server.channel, MEMBER: server.member}
    options = {
        name: stands_for.get(text, text.format(own=own)) if isinstance(text, str) else text
        for name, text in typed.items()
    }
    if command == "progress" and typed:
        options["episode"] = 2
    if command == "catalogue import":
        options["file"] = ("titles.csv", csv_file({"id": own, "director": "Somebody"}))
    return options


def posts(server: Server) -> list[Any]:
    """What the bot has put into channels and threads."""
    backend = server.env.backend
    found = [one for messages in list(backend.messages.values()) for one in messages.values()]
    return [ResponseMessage(server.env, one) for one in found if one.author_id == server.env.bot.user.id]


def is_answered(answer: Any) -> bool:
    said = [*filter(None, [answer.response]), *answer.followups]
    return answer.modal is not None or any(map(shown, said))
