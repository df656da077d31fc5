"""/catalogue edit: field by field, for one server or for all, and two moderators at once."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.model import Language
from bot.domain.title_forms import FIELDS
from tests.cogs.acting import (
    demote,
    elsewhere,
    give_command,
    left_behind,
    moderator,
    options,
    restart,
    say,
    shown,
)
from tests.cogs.editing import IT, REFUSED, SNAKE, ask, behind_their_back, fill, prefilled, snake
from tests.cogs.test_hostile import _LIVE as LIVE
from tests.cogs.test_hostile import _NASTY, TYPED
from tests.conftest import Server
from tests.made_up import title


async def opened(server: Server, member: Any, field: str, **where: Any) -> tuple[Any, Any]:
    """The card, and the form of a field."""
    card = await ask(server, member, "edit", **(IT | where))
    return card, await member.select(card, [field])


async def test_a_field_is_changed_for_this_server_alone(server: Server) -> None:
    sam, other = moderator(server), elsewhere(server)
    card, form = await opened(server, sam, "first_aired")
    assert prefilled(form) == {"aired": "2026-01-12"}
    await fill(sam, form, aired="2025")
    assert say("editing-saved") in shown(
        card
    ) and f"**{say('field-first-aired').capitalize()}**: 2025" in shown(card)
    assert ((await snake(server)).year, (await snake(server)).first_aired) == (2025, None)
    assert (await snake(server, 0)).year == (await snake(other)).year == 2026


CHANGES: list[tuple[str, dict[str, Any], Any]] = [
    ("last_aired", {"last_aired": "2026.2.3"}, "2026-02-03"),
    ("episodes", {"episodes": "８２"}, 82),
    ("minutes", {"minutes": "1,5"}, 1.5),
    ("language", {"language": ["yue"]}, "yue"),
    ("country", {"country": "Malaysia"}, "MY"),
    ("tropes", {"tropes": "revenge，穿越\nTime travel"}, ("revenge", "transmigration")),
    ("cast", {"cast": "Ann, Bo\nAnn"}, ("Ann", "Bo")),
    ("director", {"director": "  Ann   Lee "}, "Ann Lee"),
    ("company", {"company": "Ours"}, "Ours"),
    ("sequel_of", {"sequel_of": "Snake"}, "Snake"),
    ("ai", {"ai": ["-"]}, None),
    ("content", {"content": ["death", "drugs"]}, ("death", "drugs")),
    ("confidence", {"confidence": ["medium"]}, "medium"),
    ("hoax", {"hoax": ["yes"]}, True),
    ("sources", {"sources": "https://example.com/a, b\nA newspaper"}, ("https://example.com/a, b", "A newspaper")),
]  # fmt: skip


@pytest.mark.parametrize(("field", "typed", "becomes"), CHANGES, ids=[field for field, *_ in CHANGES])
async def test_each_field(server: Server, field: str, typed: dict[str, Any], becomes: Any) -> None:
    sam = moderator(server)
    _, form = await opened(server, sam, field)
    await fill(sam, form, **typed)
    assert getattr(await snake(server), field) == becomes


async def test_fields_of_several_parts(server: Server) -> None:
    sam = moderator(server)
    _, form = await opened(server, sam, "characters")
    await fill(sam, form, characters="素兰 = Sulan\nBo")
    _, form = await opened(server, sam, "based_on")
    await fill(sam, form, work="A book", author="Ann", kind=["novel"])
    _, form = await opened(server, sam, "setting")
    assert prefilled(form)["en"] == "Chinatown, 1990s"
    await fill(sam, form, en="", zh_cn="唐人街", zh_tw="")
    title = await snake(server)
    assert [(c.name, c.latin) for c in title.characters] == [("素兰", "Sulan"), ("Bo", None)]
    assert title.based_on and (title.based_on.title, title.based_on.kind) == ("A book", "novel")
    assert title.setting and (title.setting.en, title.setting.zh_cn) == ("唐人街", "唐人街")


async def test_every_form_opens_and_changes_nothing_when_sent_as_it_is(server: Server) -> None:
    sam = moderator(server)
    card = await ask(server, sam, "edit", **IT)
    assert set(options(card)) == set(FIELDS)
    for field in FIELDS:
        await fill(sam, await sam.select(card, [field]))
        assert say("editing-saved") not in shown(card), field
    assert await server.app.editing.history(server.guild.id, "", 5, 0) == []


async def test_mistakes_are_told_and_can_be_corrected(server: Server) -> None:
    sam = moderator(server)
    for field, typed, sentence in (
        ("episodes", {"episodes": "many"}, say("error-form-number", text="many", least=1, most=2000)),
        ("episodes", {"episodes": "0"}, say("error-form-number", text="0", least=1, most=2000)),
        ("minutes", {"minutes": "1e9"}, say("error-form-number", text="1e9", least=1, most=60)),
        ("country", {"country": "Narnia"}, say("error-unknown-region", text="Narnia")),
        ("first_aired", {"aired": "2026-13"}, say("error-form-date", text="2026-13")),
        ("last_aired", {"last_aired": "0001"}, say("error-form-date", text="0001")),
        ("sources", {"sources": " \n "}, say("error-form-no-source")),
        ("cast", {"cast": "x" * 201}, say("error-form-long", text="x" * 79 + "…", most=200)),
    ):
        _, form = await opened(server, sam, field)
        answer = await fill(sam, form, **typed)
        assert sentence in shown(answer.response), field
    _, form = await opened(server, sam, "episodes")
    answer = await fill(sam, form, episodes="8o")
    again = await sam.click(answer.response, label=say("button-correct"))
    assert prefilled(again) == {"episodes": "8o"}
    await fill(sam, again, episodes="80")
    assert (await snake(server)).episodes == 80


# -- two at once


async def test_the_second_is_told_and_sees_both(server: Server) -> None:
    sam, kim, guild = moderator(server), moderator(server, "kim"), server.guild.id
    card, form = await opened(server, sam, "first_aired")
    await behind_their_back(server, guild, kim.id, year=2020, first_aired=None, director="Ann")
    await fill(sam, form, aired="2025")
    text = shown(card)
    assert f"<@{kim.id}>" in text and "2026 → 2020" in text and "2026 → 2025" in text
    assert (await snake(server)).year == 2020
    await sam.click(card, label=say("button-save-mine"))
    assert say("editing-saved") in shown(card)
    title = await snake(server)
    assert (title.year, title.director) == (2025, "Ann"), "what else they changed stays"


async def test_the_second_can_drop_theirs(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    card, form = await opened(server, sam, "first_aired")
    await behind_their_back(server, guild, year=2020, first_aired=None)
    await fill(sam, form, aired="2025")
    assert say("conflict-somebody") in shown(card)
    await sam.click(card, label=say("button-keep-theirs"))
    assert (
        f"**{say('field-first-aired').capitalize()}**: 2020" in shown(card)
        and (await snake(server)).year == 2020
    )


async def test_a_third_is_quicker_still(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    card, form = await opened(server, sam, "first_aired")
    await behind_their_back(server, guild, year=2020, first_aired=None)
    await fill(sam, form, aired="2025")
    await behind_their_back(server, guild, year=2021)
    await sam.click(card, label=say("button-save-mine"))
    assert "2020 → 2021" in shown(card) and (await snake(server)).year == 2021
    await sam.click(card, label=say("button-save-mine"))
    assert (await snake(server)).year == 2025


async def test_after_a_restart_the_draft_is_gone_and_that_is_said(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    card, form = await opened(server, sam, "first_aired")
    await behind_their_back(server, guild, year=2020, first_aired=None)
    await fill(sam, form, aired="2025")
    await restart(server)
    answer = await sam.click(card, label=say("button-save-mine"))
    assert answer.response.content == say("error-draft-gone", minutes=30)
    await sam.click(card, label=say("button-keep-theirs"))
    form = await sam.select(card, ["first_aired"])
    assert prefilled(form) == {"aired": "2020"}


async def test_it_was_removed_meanwhile(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    made = await server.app.editing.add(guild, title("night", "Night Rider"), 0)
    _, form = await opened(server, sam, "episodes", title=f"title:{made.title_id}")
    await server.app.editing.undo(guild, made.id, 0)
    answer = await fill(sam, form, episodes="80")
    [told] = answer.followups
    assert told.ephemeral and told.content.startswith(say("error-no-title")) and "80" in told.content


# -- who may


async def test_members_are_refused_at_each_step(server: Server) -> None:
    sam = moderator(server)
    give_command(server, "catalogue", server.member)
    assert (await ask(server, server.member, "edit", **IT)).content == REFUSED
    assert (await ask(server, sam, "edit", everywhere=True, **IT)).content == say("error-curators-only")
    card, form = await opened(server, sam, "episodes")
    demote(server, sam)
    assert (await fill(sam, form, episodes="80")).response.content == REFUSED
    assert (await sam.select(card, ["episodes"])).response.content == REFUSED
    assert (await snake(server)).episodes is None


async def test_a_curator_changes_it_for_all_and_only_as_long_as_they_are_one(server: Server) -> None:
    owner, other = moderator(server, "owner"), elsewhere(server)
    server.env.bot.application.owner = owner.user
    card, form = await opened(server, owner, "episodes", everywhere=True)
    assert say("scope-everywhere") in shown(card)
    await fill(owner, form, episodes="80")
    assert (await snake(other)).episodes == 80
    form = await owner.select(card, ["episodes"])
    server.env.bot.application.owner = server.member.user
    assert (await fill(owner, form, episodes="81")).response.content == say("error-curators-only")
    assert (await owner.select(card, ["episodes"])).response.content == say("error-curators-only")
    assert (await snake(other)).episodes == 80


async def test_another_servers_moderator_reaches_nothing_of_ours(server: Server) -> None:
    made = await server.app.editing.add(server.guild.id, title("night", "Night Rider"), 0)
    other = elsewhere(server)
    otto = moderator(other, "otto")
    answer = await ask(other, otto, "edit", title=f"title:{made.title_id}")
    assert answer.content == say("error-no-title")
    for starts, values in (("s:edit-field", ["episodes"]), ("b:edit-title", [])):
        old = await left_behind(other, f"{starts}:0:{made.title_id}", values)
        pressed = await (otto.select(old, values) if values else otto.click(old, label="old"))
        assert pressed.response.content == say("error-no-title")


async def test_buttons_that_no_version_made(server: Server) -> None:
    sam = moderator(server)
    for custom in (f"s:edit-field:2:{SNAKE}", f"s:edit-field:0:{SNAKE}", "s:edit-field:0"):
        old = await left_behind(server, custom, ["nothing"])
        assert (await sam.select(old, ["nothing"])).response.content == say("error-old-button")


# -- anything typed


@pytest.mark.parametrize(
    "field", ["tropes", "cast", "characters", "director", "synopsis", "sources", "country"]
)
async def test_anything_typed_is_shown_letter_by_letter(server: Server, field: str) -> None:
    sam = moderator(server)
    card = await ask(server, sam, "edit", **IT)
    for typed in TYPED:
        form = await sam.select(card, [field])
        first = next(iter(prefilled(form)))
        answer = await fill(sam, form, **{first: typed[:60]})
        for message in (card, answer.response, *answer.followups):
            assert not LIVE.findall(shown(message)), typed


@pytest.mark.parametrize("language", Language)
async def test_hostile_titles_and_the_longest_in_every_language(server: Server, language: Language) -> None:
    sam, guild = moderator(server), server.guild.id
    await server.speaks(sam, language)
    long = {"synopsis": _NASTY + "x" * 900, "cast": tuple(f"{n}{_NASTY}"[:200] for n in range(40))}
    own = title("night", _NASTY + "n" * 100, "又" + _NASTY, director=_NASTY, company="c" * 200, **long)
    made = await server.app.editing.add(guild, own, 0)
    card = await ask(server, sam, "edit", title=f"title:{made.title_id}")
    assert not LIVE.findall(shown(card)) and say("editing-choose", language)
    answer = await sam.select(card, ["cast"])
    assert answer.response.content == say("error-form-too-long", language)
