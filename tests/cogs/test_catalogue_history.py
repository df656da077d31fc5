"""/catalogue history, undo and remove: who changed what, taken back by whoever may, in one server or for all."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.domain.editing import version
from bot.domain.exchange.imports import combine
from bot.domain.model import Language
from bot.errors import NotFound
from bot.services import writing
from bot.services.transfer import apply, read_titles
from bot.services.writing import MOST_CHANGES
from tests.cogs.acting import (
    demote,
    elsewhere,
    give_command,
    left_behind,
    moderator,
    options,
    own_application,
    restart,
    say,
    shown,
)
from tests.cogs.test_hostile import _LIVE as LIVE
from tests.cogs.test_hostile import _NASTY
from tests.conftest import Server
from tests.exchange import csv_file, json_file
from tests.made_up import title

REFUSED, SNAKE = say("error-moderators-only"), "greedy-snake"
COMMANDS: dict[str, dict[str, Any]] = {"history": {}, "undo": {}, "remove": {"title": f"title:{SNAKE}"}}


async def change(server: Server, guild: int, by: int = 0, **fields: Any) -> None:
    editing = server.app.editing
    seen = await editing.seen(guild, SNAKE)
    await editing.save(guild, seen.model_copy(update=fields), version(seen), by)


async def year(server: Server, guild: int) -> int | None:
    return (await server.app.catalogue.title(SNAKE, guild)).year


async def ask(server: Server, member: Any, command: str, **typed: Any) -> Any:
    answer = await member.slash(server.channel, f"catalogue {command}", **typed)
    assert answer.ephemeral
    return answer.response


async def test_a_change_is_seen_with_who_made_it_and_taken_back(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    await change(server, guild, sam.id, year=2020)
    card = await ask(server, sam, "history", title=f"title:{SNAKE}")
    text = shown(card)
    assert "Greedy Snake" in text and f"<@{sam.id}>" in text
    assert say("change-field", field=say("field-year"), old="2026", new="2020") in text
    await sam.select(card, [options(card)[0]])
    assert say("change-undone", count=1) in shown(card) and say("change-taken-back") in shown(card)
    assert await year(server, guild) == 2026
    redo = options(card)
    await sam.select(card, [redo[0]])
    assert await year(server, guild) == 2020, "to take that back does it again"


async def test_undo_takes_the_last_change_back_and_says_when_there_is_none(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    await change(server, guild, year=2020)
    await change(server, guild, year=2021)
    for left in (2020, 2026):
        await ask(server, sam, "undo")
        assert await year(server, guild) == left
    assert (await ask(server, sam, "undo")).content == say("error-nothing-to-undo", most=MOST_CHANGES)


async def test_what_was_changed_since_is_not_taken_back(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    await change(server, guild, year=2020)
    await change(server, guild, year=2021)
    card = await ask(server, sam, "history")
    answer = await sam.select(card, [options(card)[1]])
    assert answer.response.content == say("error-changed-since") and await year(server, guild) == 2021


async def test_removing_asks_first_and_can_be_taken_back(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    own = (await server.app.editing.add(guild, title("night", "Night Rider"), sam.id)).title_id
    card = await ask(server, sam, "remove", title=f"title:{own}")
    assert await server.app.catalogue.title(own, guild), "nothing yet"
    await sam.click(card, label=say("button-remove"))
    with pytest.raises(NotFound):
        await server.app.catalogue.title(own, guild)
    await ask(server, sam, "undo")
    assert await server.app.catalogue.title(own, guild)


async def test_removing_what_another_moderator_has_changed_meanwhile(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    await change(server, guild, year=2020)
    card = await ask(server, sam, "remove", title=f"title:{SNAKE}")
    await change(server, guild, year=2021)
    answer = await sam.click(card, label=say("button-remove"))
    assert answer.response.content == say("error-outdated") and await year(server, guild) == 2021


async def test_a_server_has_nothing_to_remove_of_what_all_share(server: Server) -> None:
    sam = moderator(server)
    card = await ask(server, sam, "remove", title=f"title:{SNAKE}")
    answer = await sam.click(card, label=say("button-remove"))
    assert answer.response.content == say("error-not-own-title")


async def test_pages(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    for number in range(12):
        await change(server, guild, year=2000 + number)
    card = await ask(server, sam, "history")
    assert len(options(card)) == 5 and "2011" in shown(card)
    for _ in range(2):
        await sam.click(card, label=say("button-next"))
    assert "2000" in shown(card) and len(options(card)) == 2
    await restart(server)
    await sam.click(card, label=say("button-first"))
    assert "2011" in shown(card)


async def test_an_import_on_the_hosts_command_line_is_one_that_can_be_taken_back(server: Server) -> None:
    owner = moderator(server, "owner")
    own_application(server, owner)
    await change(server, 0, owner.id, year=2020)
    for number in ("2021", "2022"):
        rows = (
            csv_file({"id": SNAKE, "year": number}),
            json_file(
                title(f"night-{number}", "Night").model_dump(
                    mode="json", by_alias=True, exclude_defaults=True
                )
            ),
        )
        files = [await read_titles(data, server.app.database) for data in rows]
        await apply(server.app.database, combine(files))
    card = await ask(server, owner, "history", everywhere=True)
    by_host = f"{say('change-by-nobody')} · {say('change-import')}"
    assert shown(card).count(by_host) == 4 and "2022" in shown(card)
    for left in (2021, 2020, 2026):
        await ask(server, owner, "undo", everywhere=True)
        assert await year(server, 0) == left
    assert (await ask(server, owner, "undo", everywhere=True)).content == say(
        "error-nothing-to-undo", most=MOST_CHANGES
    )
    with pytest.raises(NotFound):
        await server.app.catalogue.title("night-2021", 0)


async def test_the_history_of_a_server_has_an_end(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    sam, guild = moderator(server), server.guild.id
    monkeypatch.setattr(writing, "MOST_CHANGES", 2)
    await change(server, guild, year=2020)
    card = await ask(server, sam, "history")
    [oldest] = options(card)
    await change(server, 0, year=2025)
    await change(server, guild, year=2021)
    await change(server, guild, year=2022)
    answer = await sam.select(card, [oldest])
    assert answer.response.content == say("error-no-change", most=2)
    assert len(await server.app.editing.history(guild, "", 10, 0)) == 2
    assert len(await server.app.editing.history(0, "", 10, 0)) == 1


# -- who may


@pytest.mark.parametrize("command", COMMANDS)
async def test_members_and_moderators_who_are_no_curators_are_refused(server: Server, command: str) -> None:
    sam = moderator(server)
    await change(server, 0, year=2020)
    give_command(server, "catalogue", server.member)
    assert (await ask(server, server.member, command, **COMMANDS[command])).content == REFUSED
    answer = await ask(server, sam, command, everywhere=True, **COMMANDS[command])
    assert answer.content == say("error-curators-only")
    assert await year(server, 0) == 2020


async def test_the_owner_of_the_application_changes_it_for_all(server: Server) -> None:
    owner = moderator(server, "owner")
    own_application(server, owner)
    await change(server, 0, owner.id, year=2020)
    card = await ask(server, owner, "history", everywhere=True)
    assert say("history-shared") in shown(card)
    await owner.select(card, [options(card)[0]])
    assert await year(server, 0) == 2026
    card = await ask(server, owner, "remove", title=f"title:{SNAKE}", everywhere=True)
    await owner.click(card, label=say("button-remove"))
    with pytest.raises(NotFound):
        await server.app.catalogue.title(SNAKE, 0)


async def test_menus_and_buttons_check_again(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    await change(server, guild, year=2020)
    history = await ask(server, sam, "history")
    remove = await ask(server, sam, "remove", title=f"title:{SNAKE}")
    demote(server, sam)
    for answer in (
        await sam.select(history, [options(history)[0]]),
        await sam.click(remove, label=say("button-remove")),
    ):
        assert answer.ephemeral and answer.response.content == REFUSED
    assert await year(server, guild) == 2020


async def test_another_server_sees_and_takes_back_nothing_of_ours(server: Server) -> None:
    guild = server.guild.id
    await change(server, guild, year=2020)
    [made] = await server.app.editing.history(guild, "", 10, 0)
    other = elsewhere(server)
    otto = moderator(other, "otto")
    assert say("history-empty") in shown(await ask(other, otto, "history"))
    menu = await left_behind(other, "s:undo:0::0", [str(made.id)])
    answer = await otto.select(menu, [str(made.id)])
    assert (
        answer.response.content == say("error-no-change", most=MOST_CHANGES)
        and await year(server, guild) == 2020
    )


@pytest.mark.parametrize("language", Language)
async def test_whatever_was_written_is_shown_letter_by_letter(server: Server, language: Language) -> None:
    sam, guild = moderator(server), server.guild.id
    await server.speaks(sam, language)
    own = title("night", _NASTY, "又" + _NASTY, synopsis=_NASTY, director=_NASTY, cast=(_NASTY,) * 9)
    made = await server.app.editing.add(guild, own, 0)
    seen = await server.app.editing.seen(guild, made.title_id)
    await server.app.editing.save(guild, seen.model_copy(update={"company": _NASTY}), version(seen), 0)
    letter_by_letter(await ask(server, sam, "history"))
    letter_by_letter(await ask(server, sam, "remove", title=f"title:{made.title_id}"))


def letter_by_letter(message: Any) -> None:
    """But for our own times and names of members."""
    found = re.sub(r"<(t:\d+:f|@\d+)>", "", shown(message))
    assert found and not LIVE.findall(found), found
