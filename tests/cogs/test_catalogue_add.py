"""/catalogue add: a new title from a form, what may be the same, and what was typed wrong."""

from __future__ import annotations

import pytest

from bot.domain.model import Language
from bot.services import writing
from tests.cogs.acting import (
    demote,
    elsewhere,
    find,
    give_command,
    labels,
    left_behind,
    moderator,
    restart,
    say,
    shown,
)
from tests.cogs.editing import REFUSED, SNAKE, ask, fill, own_titles, prefilled, snake
from tests.cogs.test_hostile import _LIVE as LIVE
from tests.cogs.test_hostile import TYPED
from tests.conftest import Server, custom_id

NEW = {
    "chinese": "夜行骑手",
    "english": "Qwilm Rider",
    "aired": "2026/3",
    "tropes": "revenge, 穿越",
    "about": "Nights.",
}


async def test_a_title_is_added_and_shown_as_members_see_it(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    opened = await sam.slash(server.channel, "catalogue add")
    answer = await fill(sam, opened, **NEW)
    assert (
        answer.ephemeral and "Qwilm Rider" in shown(answer.response) and "Nights." in shown(answer.response)
    )
    [next_steps] = answer.followups
    assert next_steps.ephemeral and say("lacks-way") in shown(next_steps)
    assert say("lacks-english") not in shown(next_steps)
    [title] = await own_titles(server, guild)
    assert [(n.text, n.language, n.kind) for n in title.names] == [
        ("夜行骑手", "zh-Hans", "original"), ("Qwilm Rider", "en", "official"),
    ]  # fmt: skip
    assert (title.year, title.first_aired, title.tropes) == (2026, "2026-03", ("revenge", "transmigration"))
    assert title.sources == (say("source-moderators"),)
    assert "Qwilm Rider" in shown(await find(server, "qwilm rider"))
    other = elsewhere(server)
    assert "Qwilm Rider" not in shown(await find(other, "qwilm rider")).replace("“qwilm rider”", "")
    [change] = await server.app.editing.history(guild, "", 5, 0)
    assert change.made_by == sam.id
    await server.app.editing.undo(guild, change.id, sam.id)
    assert "Qwilm Rider" not in shown(await find(server, "qwilm rider"))


async def test_from_what_was_added_on_to_a_way_to_watch_and_the_rest(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    answer = await fill(sam, await sam.slash(server.channel, "catalogue add"), **NEW)
    [next_steps] = answer.followups
    opened = await sam.click(next_steps, label=say("button-add-way"))
    await fill(sam, opened, link="https://www.reelshort.com/movie/1")
    [title] = await own_titles(server, guild)
    [route] = (await server.app.catalogue.title(title.id, guild)).routes
    assert (route.platform, route.url) == ("reelshort", "https://www.reelshort.com/movie/1")
    assert "ReelShort" in shown(next_steps)


async def test_every_mistake_is_told_and_what_was_typed_comes_back(server: Server) -> None:
    sam = moderator(server)
    opened = await sam.slash(server.channel, "catalogue add")
    answer = await fill(
        sam, opened, english="Qwilm Rider", aired="12 May", tropes="revenge, qqq", about="Nights."
    )
    text = shown(answer.response)
    assert answer.ephemeral and say("error-form-date", text="12 May") in text
    assert say("error-form-trope", text="qqq") in text
    assert await own_titles(server, server.guild.id) == []
    again = await sam.click(answer.response, label=say("button-correct"))
    assert prefilled(again) == {
        "chinese": "", "english": "Qwilm Rider", "aired": "12 May", "tropes": "revenge, qqq", "about": "Nights.",
    }  # fmt: skip
    await fill(sam, again, aired="2026", tropes="revenge")
    assert [title.year for title in await own_titles(server, server.guild.id)] == [2026]


async def test_a_name_is_needed(server: Server) -> None:
    sam = moderator(server)
    for english in ("", "!!!", "\u200b\u200b"):
        answer = await fill(sam, await sam.slash(server.channel, "catalogue add"), english=english)
        assert say("error-form-no-name") in shown(answer.response)


async def test_a_near_trope_is_named(server: Server) -> None:
    sam = moderator(server)
    answer = await fill(sam, await sam.slash(server.channel, "catalogue add"), english="Q", tropes="reve")
    assert "Revenge" in shown(answer.response)


# -- what may be the same


async def test_what_may_be_the_same_is_shown_before_anything_is_saved(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    card = (
        await fill(sam, await sam.slash(server.channel, "catalogue add"), english="Greedy Snakes")
    ).response
    assert say("alike-heading") in shown(card) and "Greedy Snake 《贪吃蛇》" in shown(card)
    assert await own_titles(server, guild) == []
    opened = await sam.select(card, [SNAKE], custom_id=custom_id(card, "s:open"))
    assert "Sulan" in shown(opened.response)
    answer = await sam.click(card, label=say("button-save-anyway"))
    assert [title.names[0].text for title in await own_titles(server, guild)] == ["Greedy Snakes"]
    assert say("lacks-way") in shown(answer.followups[0])


async def test_what_was_typed_becomes_names_of_the_title_there_is(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    opened = await sam.slash(server.channel, "catalogue add")
    card = (await fill(sam, opened, english="Greedy Snake", chinese="贪吃的蛇")).response
    await sam.select(card, [SNAKE], custom_id=custom_id(card, "s:add-as-name"))
    title = await snake(server)
    assert [n.text for n in title.names] == ["贪吃蛇", "Greedy Snake", "贪吃的蛇"] and title.names[
        2
    ].kind == "alias"
    assert len((await snake(server, 0)).names) == 2, "for this server alone"
    assert await own_titles(server, guild) == []


async def test_pressing_twice_saves_once_and_a_restart_forgets(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    opened = await sam.slash(server.channel, "catalogue add")
    card = (await fill(sam, opened, english="Greedy Snakes")).response
    other = (
        await fill(sam, await sam.slash(server.channel, "catalogue add"), english="Greedy Snake 9")
    ).response
    token = custom_id(card, "b:add-anyway")
    await sam.click(card, label=say("button-save-anyway"))
    old = await left_behind(server, token)
    answer = await sam.click(old, label="old")
    assert answer.response.content == say("error-draft-gone", minutes=30)
    assert len(await own_titles(server, guild)) == 1
    await restart(server)
    for label in (say("button-save-anyway"), say("button-correct")):
        answer = await sam.click(other, label=label)
        assert answer.ephemeral and answer.response.content == say("error-draft-gone", minutes=30)
    assert len(await own_titles(server, guild)) == 1


async def test_a_form_that_was_opened_before_a_restart_is_answered(server: Server) -> None:
    sam = moderator(server)
    opened = await sam.slash(server.channel, "catalogue add")
    await restart(server)
    answer = await fill(sam, opened, **NEW)
    await server.env.settle()
    assert answer.ephemeral and answer.response.content.startswith(say("error-form-over", minutes=30))
    assert all(typed in answer.response.content for typed in NEW.values()), "it can be copied"
    assert await own_titles(server, server.guild.id) == []


async def test_a_server_that_is_full_is_told_before_anything_is_typed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = moderator(server)
    opened = await sam.slash(server.channel, "catalogue add")
    card = (
        await fill(sam, await sam.slash(server.channel, "catalogue add"), english="Greedy Snakes")
    ).response
    monkeypatch.setattr(writing, "MOST_OWN", 0)
    refused, full = await sam.slash(server.channel, "catalogue add"), say("error-titles-full", most=0)
    assert refused.modal is None and refused.response.content == full
    answer = await fill(sam, opened, **NEW)
    assert full in shown(answer.response)
    again = await sam.click(answer.response, label=say("button-correct"))
    assert prefilled(again).items() >= NEW.items()
    assert (await sam.click(card, label=say("button-save-anyway"))).followups[0].content == full
    monkeypatch.setattr(writing, "MOST_OWN", 5)
    await sam.click(card, label=say("button-save-anyway"))
    await fill(sam, again)
    assert len(await own_titles(server, server.guild.id)) == 2


async def test_what_one_moderator_typed_is_not_anothers(server: Server) -> None:
    sam, kim = moderator(server), moderator(server, "kim")
    card = (
        await fill(sam, await sam.slash(server.channel, "catalogue add"), english="Greedy Snakes")
    ).response
    token = custom_id(card, "b:add-anyway")
    answer = await kim.click(await left_behind(server, token), label="old")
    assert answer.response.content == say("error-draft-gone", minutes=30)
    assert say("button-save-anyway") in labels(card)


# -- who may


async def test_members_are_refused_at_each_step(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    give_command(server, "catalogue", server.member)
    assert (await ask(server, server.member, "add")).content == REFUSED
    assert (await ask(server, sam, "add", everywhere=True)).content == say("error-curators-only")
    opened = await sam.slash(server.channel, "catalogue add")
    card = (
        await fill(sam, await sam.slash(server.channel, "catalogue add"), english="Greedy Snakes")
    ).response
    demote(server, sam)
    assert (await fill(sam, opened, **NEW)).response.content == REFUSED
    assert (await sam.click(card, label=say("button-save-anyway"))).response.content == REFUSED
    assert (await sam.click(card, label=say("button-correct"))).response.content == REFUSED
    assert await own_titles(server, guild) == []


async def test_a_curator_adds_it_for_all(server: Server) -> None:
    owner, other = moderator(server, "owner"), elsewhere(server)
    server.env.bot.application.owner = owner.user
    opened = await owner.slash(server.channel, "catalogue add", everywhere=True)
    answer = await fill(owner, opened, **NEW)
    assert say("scope-everywhere") in shown(answer.followups[0])
    assert "Qwilm Rider" in shown(await find(other, "qwilm rider"))
    server.env.bot.application.owner = server.member.user
    opened = await owner.click(answer.followups[0], label=say("button-add-way"))
    assert opened.response.content == say("error-curators-only")


# -- anything typed


async def test_anything_typed_is_shown_letter_by_letter(server: Server) -> None:
    sam = moderator(server)
    for typed in TYPED:
        opened = await sam.slash(server.channel, "catalogue add")
        values = {"chinese": typed[:100], "aired": typed[:10], "tropes": typed[:200], "about": typed[:1000]}
        answer = await fill(sam, opened, **values)
        for message in (answer.response, *answer.followups):
            assert not LIVE.findall(shown(message)), typed
    for typed in [text for text in TYPED if text.isprintable()][:6]:
        answer = await fill(
            sam, await sam.slash(server.channel, "catalogue add"), chinese=typed[:100], about=typed[:1000]
        )
        for message in (answer.response, *answer.followups):
            assert not LIVE.findall(shown(message)), typed


@pytest.mark.parametrize("language", Language)
async def test_the_longest_of_everything_in_every_language(server: Server, language: Language) -> None:
    sam = moderator(server)
    await server.speaks(sam, language)
    opened = await sam.slash(server.channel, "catalogue add")
    assert opened.modal["title"] == say("form-add-heading", language)
    answer = await fill(sam, opened, chinese="长" * 100, english="x" * 100, about="短" * 1000)
    assert say("lacks-way", language) in shown(answer.followups[0])
