"""/identify: the best matches with why they match, and a post at the desk when it is none of them."""

from __future__ import annotations

import time

import pytest
from simcord import SetupError

from bot.domain.model import Language
from bot.domain.question import Question, State
from bot.store import questions
from tests.cogs.acting import (
    callbacks,
    elsewhere,
    labels,
    left_behind,
    moderator,
    press_at_once,
    restart,
    say,
    shown,
)
from tests.cogs.announcing import closed
from tests.cogs.asking import WORDS, ask, asked, desk, identify, posts
from tests.cogs.suggesting import safe
from tests.cogs.test_hostile import TYPED, harmless
from tests.conftest import Server, custom_id, walk

# -- the matches


async def test_matches_say_why(server: Server) -> None:
    card = await identify(server, words="delivery rider at night")
    assert say("identify-found") in shown(card) and "plot: " in shown(card)
    by_name = await identify(server, words="I think it is called greedy snake")
    assert say("identify-by-name") in shown(by_name) and "Greedy Snake" in shown(by_name)
    revenge = await identify(server, words="greedy snake with revenge and rebirth")
    assert "tropes: " in shown(revenge) or "Greedy Snake" in shown(revenge)


async def test_a_whole_story_is_read_in_clauses(server: Server) -> None:
    card = await identify(server, words="there is a delivery rider, and zzqx zzqq happens, then xqz wins qqz")
    assert say("identify-found") in shown(card) and "delivery rider" in shown(card)


@pytest.mark.parametrize("language", Language)
async def test_in_three_languages(server: Server, language: Language) -> None:
    await server.speaks(server.member, language)
    card = await identify(server, words="greedy snake")
    assert say("identify-found", language) in shown(card)
    assert say("button-it-was", language) in labels(card)
    assert say("button-none-of-these", language) in labels(card)
    answer = await server.member.click(card, custom_id=custom_id(card, "b:ask-others:"))
    assert say("identify-no-desk", language) in shown(answer.response)


async def test_it_is_this_one_shows_its_card(server: Server) -> None:
    card = await identify(server, words="greedy snake")
    done = await server.member.click(card, custom_id=custom_id(card, "b:it-was:"))
    assert say("button-watch") in labels(done.response)
    assert await asked(server) == [], "nothing is kept of what was found"


async def test_signs_are_no_description(server: Server) -> None:
    answer = await server.member.slash(server.channel, "identify", description="!!! ???")
    assert answer.response.content == say("error-identify-empty") and answer.ephemeral


async def test_only_in_servers(server: Server) -> None:
    with pytest.raises(SetupError):
        await server.member.user.slash("identify", description="x")


async def test_anything_described_is_harmless(server: Server) -> None:
    channel = await desk(server)
    for number, typed in enumerate(TYPED):
        words = typed[:500]
        if not words:
            continue
        who = server.join(f"asker{number}")
        answer = await who.slash(server.channel, "identify", description=words)
        harmless(answer.response)
        if not answer.response.content:
            asked_now = await who.click(
                answer.response, custom_id=custom_id(answer.response, "b:ask-others:")
            )
            harmless(asked_now.response)
    assert len(posts(server, channel)) > 10
    for post in posts(server, channel):
        safe(post)


# -- pictures and links


async def test_a_picture_and_an_official_link(server: Server) -> None:
    channel = await desk(server)
    link = "https://www.youtube.com/watch?v=1"
    await ask(server, image=("clip.png", b"\x89PNG\r\n\x1a\n"), link=link)
    [post] = posts(server, channel)
    [gallery] = [one for one in walk(post.components) if one["type"] == 12]
    assert gallery["items"][0]["media"]["url"].startswith("https://")
    assert link in [one.get("url") for one in walk(post.components)]


async def test_what_is_no_picture_is_refused(server: Server) -> None:
    answer = await server.member.slash(
        server.channel, "identify", description=WORDS, image=("clip.exe", b"MZ")
    )
    assert answer.response.content == say("error-identify-picture")


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ("http://www.youtube.com/x", "error-link-https"),
        ("https://evil.example/x", "error-identify-host"),
        ("https://www.youtube.com@evil.example/", "error-link-user"),
        ("https://www.youtube.com:8443/", "error-link-port"),
    ],
)
async def test_other_links_are_refused_with_the_reason(server: Server, link: str, key: str) -> None:
    answer = await server.member.slash(server.channel, "identify", description=WORDS, link=link)
    host = link.partition("@")[2].strip("/") or "evil.example"
    expected = say(key, host=host.replace(".", ".")) if "host" in key or "user" in key else say(key)
    assert answer.response.content.replace("\u2060", "") == expected and answer.ephemeral


# -- asking the others


async def test_none_of_these_is_one_post(server: Server) -> None:
    channel = await desk(server)
    done = await ask(server)
    assert say("desk-asked") in shown(done.response)
    [post] = posts(server, channel)
    assert WORDS in shown(post) and server.member.mention in shown(post)
    assert labels(post) == [say("button-this-is"), say("button-not-here"), say("button-desk-close")]
    [one] = await asked(server)
    assert (one.state, one.message, one.channel) == (State.OPEN, post.id, channel.id)


async def test_in_a_forum(server: Server) -> None:
    forum = await desk(server, server.guild.create_forum_channel("identify"))
    await ask(server)
    [post] = posts(server, forum)
    assert WORDS in shown(post) and [thread.name for thread in forum.threads] == [WORDS]
    [one] = await asked(server)
    assert one.message == forum.threads[0].id


async def test_the_post_speaks_the_servers_language(server: Server) -> None:
    channel = await desk(server)
    await server.app.servers.change(server.guild.id, language="zh-TW")
    await ask(server)
    assert say("desk-heading", Language.ZH_TW) in shown(posts(server, channel)[0])


async def test_pressed_twice_at_once_is_one_post(server: Server) -> None:
    channel = await desk(server)
    card = await identify(server)
    button = custom_id(card, "b:ask-others:")
    await press_at_once(server, card, button, button, button)
    assert len(posts(server, channel)) == 1 and len(await asked(server)) == 1


async def test_after_a_restart_the_button_still_asks(server: Server) -> None:
    channel = await desk(server)
    card = await identify(server)
    await restart(server)
    await server.member.click(card, custom_id=custom_id(card, "b:ask-others:"))
    assert len(posts(server, channel)) == 1


async def test_one_open_question_and_the_way_to_close_it(server: Server) -> None:
    channel = await desk(server)
    await ask(server)
    again = await ask(server, words="another one about bees")
    assert say("error-desk-open") in shown(again.response) and again.ephemeral
    assert len(posts(server, channel)) == 1
    close = await server.member.click(
        again.response, custom_id=custom_id(again.response, "b:close-question:")
    )
    await server.member.click(close.response, custom_id=custom_id(close.response, "b:shut-question:"))
    await ask(server, words="another one about bees")
    assert len(posts(server, channel)) == 2
    assert say("desk-closed-asker") in shown(posts(server, channel)[0])


async def test_three_a_day_also_after_a_restart(server: Server) -> None:
    await desk(server)
    now = int(time.time())
    async with server.app.database.transaction() as db:
        for hours in (30, 20, 3, 1):
            asked_at, me = now - hours * 3600, server.member.id
            past = Question(
                0, server.guild.id, me, WORDS, state=State.CLOSED, asked_at=asked_at, decided_at=asked_at
            )
            await questions.add(db, past)
    await restart(server)
    answer = await ask(server)
    when = f"<t:{now - 20 * 3600 + 86400}:R>"
    assert answer.response.content == say("error-desk-many", most=3, when=when)
    other = await ask(server, server.join("lin"))
    assert say("desk-asked") in shown(other.response), "others may"


# -- nowhere to ask


async def test_without_a_desk_it_says_so_and_offers_to_suggest(server: Server) -> None:
    done = await ask(server)
    assert say("identify-no-desk") in shown(done.response)
    form = await server.member.click(done.response, custom_id=custom_id(done.response, "b:draft-again:"))
    assert form.modal and WORDS in str(form.modal)
    misses, _ = await server.app.curation.misses(server.guild.id, 0, 10)
    assert [miss.text for miss in misses] == [WORDS], "moderators learn what was looked for"


async def test_missing_permissions_are_named(server: Server) -> None:
    await desk(server, closed(server, "identify", send_messages=False))
    done = await ask(server)
    assert "**Send Messages**" in shown(done.response) and await quiet(server)


async def test_a_deleted_channel(server: Server) -> None:
    channel = await desk(server)
    server.env.backend.delete_channel(channel.id)
    await server.env.settle()
    assert say("identify-desk-gone") in shown((await ask(server)).response)


async def test_what_discord_refuses_can_be_tried_again(server: Server) -> None:
    channel = await desk(server)
    server.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50013, times=1)
    card = await identify(server)
    button = custom_id(card, "b:ask-others:")
    refused = await server.member.click(card, custom_id=button)
    assert say("identify-refused", channel=channel.mention) in shown(refused.response)
    assert [one.state for one in await asked(server)] == [State.DRAFT]
    await ask(server)
    assert len(posts(server, channel)) == 1


async def quiet(server: Server) -> bool:
    return all(one.state is State.DRAFT for one in await asked(server))


# -- somebody else's


async def test_somebody_elses_buttons_do_nothing(server: Server) -> None:
    channel = await desk(server)
    await identify(server)
    [one] = await asked(server)
    old = await left_behind(server, f"b:ask-others:{one.id}")
    answer = await server.join("lin").click(old, label="old")
    assert answer.response.content == say("error-desk-gone") and posts(server, channel) == []


async def test_another_server_sees_nothing_of_it(server: Server) -> None:
    await desk(server)
    await ask(server)
    [one] = await asked(server)
    other = elsewhere(server)
    for member in (other.member, moderator(other, "otto")):
        for button in (f"b:this-is:{one.id}", f"b:agree:{one.id}:1", f"b:close-question:{one.id}",
                       f"b:not-here:{one.id}", f"b:shut-question:{one.id}:removed"):  # fmt: skip
            old = await left_behind(other, button)
            answer = await member.click(old, label="old")
            assert answer.response.content == say("error-desk-gone"), button
    old = await left_behind(other, f"b:begin-findable:{one.id}")
    answer = await moderator(other, "olaf").click(old, label="old")
    assert answer.response.content == say("error-desk-gone")
    assert [kept.state for kept in await asked(server)] == [State.OPEN]


async def test_buttons_of_another_version(server: Server) -> None:
    for button in ("b:ask-others", "b:ask-others:x", "b:it-was:1", "b:this-is:-1", "b:agree:1", "b:still-open",
                   "b:shut-question:1:other", "b:make-findable:1:other", "b:begin-findable"):  # fmt: skip
        before = len(callbacks(server))
        old = await left_behind(server, button)
        answer = await server.member.click(old, label="old")
        assert answer.ephemeral and len(callbacks(server)) == before + 1, button
        harmless(answer.response)
