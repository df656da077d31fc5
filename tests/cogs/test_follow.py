"""/follow and the Follow buttons: one state however often and however fast they are pressed."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.domain.following import MOST_FOLLOWS, Follow, FollowKind
from bot.domain.model import Language
from tests.cogs.acting import (
    elsewhere,
    find,
    kinds,
    labels,
    left_behind,
    options,
    press_at_once,
    restart,
    say,
    shown,
    stored,
)
from tests.cogs.following import dragon, follow
from tests.cogs.test_me import exported
from tests.conftest import Server, custom_id

SNAKE = "b:follow:title:greedy-snake"


async def kept(server: Server, member: Any | None = None) -> list[tuple[str, str]]:
    follows = await server.app.following.of_member((member or server.member).id)
    return sorted((one.kind.value, one.target) for one in follows)


async def listed(server: Server, member: Any | None = None) -> Any:
    answer = await (member or server.member).slash(server.channel, "follow list")
    assert answer.ephemeral
    return answer.response


@pytest.mark.parametrize("language", Language)
async def test_the_button_of_a_card_follows_and_takes_it_back(server: Server, language: Language) -> None:
    await server.speaks(server.member, language)
    card = await find(server, "tan chi she")
    answer = await server.member.click(card, custom_id=SNAKE)
    assert answer.ephemeral and await kept(server) == [("title", "greedy-snake")]
    assert "贪吃蛇" in shown(answer.response) and say("follow-how-command", language) in shown(
        answer.response
    )
    assert say("follow-no-region", language) in shown(answer.response)
    await restart(server)
    undo = custom_id(answer.response, "b:hear-set:")
    await server.member.click(answer.response, custom_id=undo)
    assert await kept(server) == [] and labels(answer.response) == [say("button-follow-again", language)]
    await server.member.click(answer.response, label=say("button-follow-again", language))
    assert await kept(server) == [("title", "greedy-snake")]


async def test_pressed_again_later_it_is_unfollowed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.services.following._DOUBLE", 0)
    card = await find(server, "tan chi she")
    await server.member.click(card, custom_id=SNAKE)
    answer = await server.member.click(card, custom_id=SNAKE)
    assert await kept(server) == [] and "no longer follow" in shown(answer.response)


async def test_a_double_click_counts_once(server: Server) -> None:
    card = await find(server, "tan chi she")
    await press_at_once(server, card, SNAKE, SNAKE)
    assert await kept(server) == [("title", "greedy-snake")]


async def test_many_presses_at_once_leave_one_state(server: Server) -> None:
    one = Follow(FollowKind.TITLE, "greedy-snake", server.guild.id)
    states = await asyncio.gather(
        *(server.app.following.toggle(server.member.id, one, Language.EN) for _ in range(50))
    )
    assert set(states) == {True} and await kept(server) == [("title", "greedy-snake")]


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({"title": "tan chi she"}, ("title", "greedy-snake")),
        ({"trope": "werewolf"}, ("trope", "werewolf")),
        ({"platform": "reelshort"}, ("platform", "reelshort")),
    ],
)
async def test_what_can_be_followed(server: Server, what: dict[str, str], expected: tuple[str, str]) -> None:
    await follow(server, **what)
    await follow(server, **what)
    assert await kept(server) == [expected]
    assert say("follow-heading", count=1) in shown(await listed(server))


async def test_a_collection_can_be_followed(server: Server) -> None:
    identity = next(iter(server.app.catalogue.collections.entries))
    await follow(server, collection=identity)
    assert await kept(server) == [("collection", identity)]


async def test_one_thing_at_a_time(server: Server) -> None:
    for what in ({}, {"title": "tan chi she", "trope": "werewolf"}):
        answer = await server.member.slash(server.channel, "follow add", **what)
        assert answer.ephemeral and answer.response.content == say("error-follow-one")
    assert await kept(server) == []


async def test_a_list_is_followed_only_while_it_is_shared(server: Server) -> None:
    noah = server.join("noah")
    answer = await follow(server, member=noah)
    assert answer.content == say("error-watchlist-private")
    await server.app.watchlists.share(noah.id, shared=True)
    await follow(server, member=noah)
    assert await kept(server) == [("list", str(noah.id))]
    mine = await follow(server, noah, member=noah)
    assert mine.content == say("error-follow-own-list")


async def test_the_list_turns_pages_and_removes(server: Server) -> None:
    for trope in list(server.app.catalogue.tropes.entries)[:17]:
        await follow(server, trope=trope)
    card = await listed(server)
    assert len(options(card)) == 15
    await restart(server)
    await server.member.click(card, label=say("button-next"))
    assert len(options(card)) == 2
    gone = options(card)[0]
    await server.member.select(card, [gone], custom_id=custom_id(card, "s:hear-drop:"))
    assert len(await kept(server)) == 16 and tuple(gone.split(":")[:2]) not in await kept(server)
    for value, stays in ((gone, None), ("planet:mars", say("error-old-button"))):
        old = await left_behind(server, "s:hear-drop:1", [value])
        answer = await server.member.select(old, [value], custom_id="s:hear-drop:1")
        assert len(await kept(server)) == 16 and stays in (None, answer.response.content)


async def test_remove_offers_what_one_follows(server: Server) -> None:
    await follow(server, title="tan chi she")
    [offered] = await server.member.autocomplete(server.channel, "follow remove", "what", "snake")
    assert offered["value"] == f"title:greedy-snake:{server.guild.id}"
    assert await server.join("noah").autocomplete(server.channel, "follow remove", "what", "") == []
    answer = await server.member.slash(server.channel, "follow remove", what=offered["value"])
    assert "no longer follow" in shown(answer.response) and await kept(server) == []
    again = await server.member.slash(server.channel, "follow remove", what=offered["value"])
    assert again.response.content == say("error-follow-not")


async def test_nobody_follows_more_than_a_member_can(server: Server) -> None:
    for number in range(MOST_FOLLOWS):
        one = Follow(FollowKind.TITLE, f"title-{number}")
        await server.app.following.follow(server.member.id, one, Language.EN)
    answer = await follow(server, title="tan chi she")
    assert answer.content == say("error-follow-many", most=MOST_FOLLOWS)
    assert len(await kept(server)) == MOST_FOLLOWS
    assert say("follow-heading", count=MOST_FOLLOWS) in shown(await listed(server))


async def test_the_title_of_another_server_cannot_be_followed(server: Server) -> None:
    other = elsewhere(server)
    secret = await server.app.editing.add(other.guild.id, (await dragon(server)), 1)
    answer = await follow(server, title=f"title:{secret.title_id}")
    assert answer.content == say("error-no-title")
    old = await left_behind(server, f"b:follow:title:{secret.title_id}")
    pressed = await server.member.click(old, label="old")
    assert pressed.response.content == say("error-no-title") and await kept(server) == []


@pytest.mark.parametrize(
    "button", ["b:follow:title", "b:follow:planet:mars", "b:follow:trope:mars", "b:hear-set:title:x:7:8"]
)
async def test_buttons_that_no_version_makes(server: Server, button: str) -> None:
    answer = await server.member.click(await left_behind(server, button), label="old")
    assert answer.response.content == say("error-old-button") and await kept(server) == []


async def test_a_newcomer_sees_how_to_begin(server: Server) -> None:
    card = await listed(server, server.join("noah"))
    assert say("follow-nothing") in shown(card) and say("follow-no-region") in shown(card)
    assert len(kinds(card, 3)) == 1


async def test_quiet_hours_by_a_form(server: Server) -> None:
    card = await listed(server)
    await server.member.select(card, ["dm"], custom_id=custom_id(card, "s:hear-way"))
    assert say("follow-how-dm") in shown(card)
    form = await server.member.click(card, custom_id="b:hear-quiet")
    wrong = await server.member.submit_modal(form, {"hours": "night", "zone": "London"})
    assert wrong.ephemeral and "night" in shown(wrong.response)
    form = await server.member.click(card, custom_id="b:hear-quiet")
    await server.member.submit_modal(form, {"hours": "22-8", "zone": "Taipei"})
    assert "22:00–08:00" in shown(card) and "Asia/Taipei" in shown(card)
    telling = await server.app.following.telling(server.member.id)
    assert (telling.quiet_from, telling.quiet_to, telling.zone) == (22, 8, "Asia/Taipei")
    await server.member.click(card, custom_id="b:hear-loud")
    assert "22:00" not in shown(card)


async def test_export_and_forget(server: Server) -> None:
    noah = server.join("noah")
    await server.app.watchlists.share(server.member.id, shared=True)
    await follow(server, title="tan chi she")
    await follow(server, noah, member=server.member)
    data = await exported(server)
    assert [(one["kind"], one["what"]) for one in data["follows"]] == [("title", "greedy-snake")]
    await server.member.slash(server.channel, "me forget")
    assert str(server.member.id) not in stored(server.app), "nor as the list that noah followed"
    assert await kept(server, noah) == []
    privacy = (await server.member.slash(server.channel, "privacy")).response
    assert say("privacy-following") in shown(privacy) and say("privacy-messages") in shown(privacy)
