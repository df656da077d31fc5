"""The desk: members answer and agree, the asker or a moderator accepts, and a moderator makes the words findable."""

from __future__ import annotations

import json
from typing import Any

import discord
import pytest

from bot.domain.model import Language
from bot.domain.question import State, Why
from tests.cogs.acting import (
    add_title,
    demote,
    find,
    labels,
    left_behind,
    moderator,
    options,
    restart,
    say,
    shown,
)
from tests.cogs.asking import (
    SNAKE,
    WORDS,
    accept,
    answer,
    ask,
    asked,
    at_once,
    desk,
    posts,
    press,
    solved,
)
from tests.cogs.suggesting import safe
from tests.cogs.test_hostile import TYPED, harmless
from tests.conftest import Server, custom_id

OTHER = "love-in-the-wilderness"


async def opened(server: Server, words: str = WORDS) -> tuple[Any, Any]:
    """A question of mia's, and lin."""
    channel, lin = await desk(server), server.join("lin")
    await ask(server, words=words)
    return channel, lin


async def board(server: Server) -> Any:
    [one] = await asked(server)
    return await server.app.desk.board(server.guild.id, one.id)


# -- answering


async def test_an_answer_is_on_the_post(server: Server) -> None:
    channel, lin = await opened(server)
    await answer(lin, posts(server, channel)[0])
    [post] = posts(server, channel)
    assert "Greedy Snake" in shown(post) and say("desk-says", who=lin.mention, count=0) in shown(post)
    [one] = (await board(server)).answers
    assert (one.title_id, one.user_id, one.agreed) == (SNAKE, lin.id, 0)


async def test_in_a_forum_too(server: Server) -> None:
    forum = await desk(server, server.guild.create_forum_channel("identify"))
    await ask(server)
    await answer(server.join("lin"), posts(server, forum)[0])
    await accept(server.member, posts(server, forum)[0])
    assert say("desk-heading-solved") in shown(posts(server, forum)[0])


async def test_several_that_fit_are_a_menu(server: Server) -> None:
    channel, lin = await opened(server)
    [post] = posts(server, channel)
    several = await answer(lin, post, "revenge")
    assert several.ephemeral and say("desk-several") in shown(several.response)
    chosen = options(several.response)[0]
    done = await lin.select(several.response, [chosen], custom_id=custom_id(several.response, "s:answer-is:"))
    assert say("desk-answered", title="…")[:15] in shown(done.response)
    assert [one.title_id for one in (await board(server)).answers] == [chosen]
    assert "s:accept:" in str(posts(server, channel)[0].components)


async def test_a_name_nobody_knows(server: Server) -> None:
    channel, lin = await opened(server)
    for typed in ("zzqxzzqx", "!!!"):
        none = await answer(lin, posts(server, channel)[0], typed)
        assert none.ephemeral and say("desk-no-title") in shown(none.response)
        assert labels(none.response) == [say("button-this-is"), say("button-not-here")]


async def test_anything_typed_as_an_answer(server: Server) -> None:
    channel, lin = await opened(server)
    for typed in TYPED:
        if typed[:100].strip() and "greedy-snake" not in typed:
            said = await answer(lin, posts(server, channel)[0], typed[:100])
            (harmless if said.ephemeral else safe)(said.response)
    safe(posts(server, channel)[0])


async def test_others_agree_once_each_and_may_change(server: Server) -> None:
    channel, lin = await opened(server)
    kim = server.join("kim")
    await answer(lin, posts(server, channel)[0])
    other = await add_title(
        server.app, id="zzqx", names=[{"text": "Zzqx Love", "language": "en", "kind": "original"}]
    )
    await answer(kim, posts(server, channel)[0], "Zzqx Love")
    first, second = (one.id for one in (await board(server)).answers)
    [post] = posts(server, channel)
    [one] = await asked(server)
    await server.join("ann").click(post, custom_id=f"b:agree:{one.id}:{first}")
    for _ in range(2):
        await kim.click(post, custom_id=f"b:agree:{one.id}:{first}")
    assert [answer.agreed for answer in (await board(server)).answers] == [2, 0]
    assert say("button-agree", count=2) in labels(posts(server, channel)[0])
    own = await kim.click(post, custom_id=f"b:agree:{one.id}:{second}")
    assert own.response.content == say("error-desk-own")
    ann = server.join("bea")
    await ann.click(post, custom_id=f"b:agree:{one.id}:{first}")
    await ann.click(post, custom_id=f"b:agree:{one.id}:{second}")
    assert [answer.agreed for answer in (await board(server)).answers] == [2, 1] and other.id == "zzqx"


async def test_many_agree_in_the_same_moment(server: Server) -> None:
    channel, lin = await opened(server)
    await answer(lin, posts(server, channel)[0])
    [post], [one] = posts(server, channel), await asked(server)
    button = f"b:agree:{one.id}:{(await board(server)).answers[0].id}"
    fans = [server.join(f"fan{number}") for number in range(20)]
    await at_once(server, post, [(fan, button) for fan in fans for _ in range(2)])
    assert [answer.agreed for answer in (await board(server)).answers] == [20]


async def test_the_same_answer_twice_is_a_vote(server: Server) -> None:
    channel, lin = await opened(server)
    await answer(lin, posts(server, channel)[0])
    await answer(server.join("kim"), posts(server, channel)[0])
    [one] = (await board(server)).answers
    assert one.agreed == 1


async def test_answers_are_bounded(server: Server) -> None:
    channel, lin = await opened(server)
    for number in range(4):
        await add_title(
            server.app, id=f"zzqx-{number}",
            names=[{"text": f"Zzqx {'abcd'[number] * 9}", "language": "en", "kind": "original"}],
        )  # fmt: skip
        done = await answer(lin, posts(server, channel)[0], f"Zzqx {'abcd'[number] * 9}")
    assert say("error-desk-answers", most=3) in shown(done.response)


async def test_not_in_the_catalogue_opens_the_form(server: Server) -> None:
    channel, lin = await opened(server)
    way = await press(lin, posts(server, channel)[0], "not-here")
    assert way.ephemeral
    form = await press(lin, way.response, "draft-again")
    assert form.modal and WORDS in str(form.modal)
    await lin.submit_modal(form, {"english": "Penguin of the Moon"})
    assert say("button-this-is") in labels(posts(server, channel)[0]), "the post is as it was"


# -- deciding


async def test_accepted_by_the_asker(server: Server) -> None:
    post, lin, _ = await solved(server)
    assert say("desk-heading-solved") in shown(post) and "Greedy Snake" in shown(post)
    assert labels(post) == [say("button-watch"), say("button-findable")] and lin.mention in shown(post)
    recipe = await lin.click(post, custom_id=f"b:watch:{SNAKE}")
    assert recipe.ephemeral
    assert not (await server.member.slash(server.channel, "help")).followups, "they know it already"


async def test_accepted_by_a_moderator_the_asker_is_told_once(server: Server) -> None:
    channel, lin = await opened(server)
    await answer(lin, posts(server, channel)[0])
    no = await accept(lin, posts(server, channel)[0])
    assert no.response.content == say("error-desk-not-yours")
    await accept(moderator(server), posts(server, channel)[0])
    await restart(server)
    [told] = (await server.member.slash(server.channel, "help")).followups
    assert "Greedy Snake" in shown(told) and WORDS in shown(told)
    assert not (await server.member.slash(server.channel, "help")).followups


async def test_what_cannot_be_told_now_is_told_later(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: Any, **__: Any) -> None:
        raise discord.RateLimited(60)

    channel, lin = await opened(server)
    await answer(lin, posts(server, channel)[0])
    await accept(moderator(server), posts(server, channel)[0])
    with monkeypatch.context() as patched:
        patched.setattr(discord.Webhook, "send", fail)
        assert not (await server.member.slash(server.channel, "help")).followups
    assert len((await server.member.slash(server.channel, "help")).followups) == 1


async def test_what_is_over_is_over(server: Server) -> None:
    channel, lin = await opened(server)
    await answer(lin, posts(server, channel)[0])
    [old], [one] = posts(server, channel), await asked(server)
    chosen, menu = options(old)[0], custom_id(old, "s:accept:")
    await accept(server.member, old)
    for button in (f"b:this-is:{one.id}", f"b:agree:{one.id}:{chosen}", f"b:not-here:{one.id}"):
        kept = await left_behind(server, button)
        assert (await lin.click(kept, label="old")).response.content == say("error-desk-over")
    kept = await left_behind(server, menu, [chosen])
    again = await moderator(server).select(kept, [chosen], custom_id=menu)
    assert again.response.content == say("error-desk-over")


async def test_a_moderator_closes_and_the_asker_is_told(server: Server) -> None:
    channel, lin = await opened(server)
    [post], sam = posts(server, channel), moderator(server)
    assert (await press(lin, post, "close-question")).response.content == say("error-desk-not-yours")
    ways = await press(sam, post, "close-question")
    assert labels(ways.response) == [say("button-desk-shut"), say("button-desk-remove")]
    await press(sam, ways.response, "shut-question")
    assert say("desk-closed-moderator") in shown(posts(server, channel)[0])
    [told] = (await server.member.slash(server.channel, "help")).followups
    assert say("desk-news-moderator", what=WORDS) in shown(told)


@pytest.mark.parametrize("kind", ["text", "forum"])
async def test_a_moderator_removes_it_with_its_words(server: Server, kind: str) -> None:
    forum = server.guild.create_forum_channel("identify") if kind == "forum" else None
    channel, sam = await desk(server, forum), moderator(server)
    await ask(server)
    ways = await press(sam, posts(server, channel)[0], "close-question")
    removed = custom_id(ways.response, "b:shut-question:").replace("moderator", "removed")
    await sam.click(ways.response, custom_id=removed)
    [one] = await asked(server)
    assert (one.state, one.why, one.description) == (State.CLOSED, Why.REMOVED, "")
    assert all(WORDS not in shown(post) for post in posts(server, channel))


async def test_who_is_no_moderator_any_more_removes_nothing(server: Server) -> None:
    channel, _ = await opened(server)
    sam = moderator(server)
    ways = await press(sam, posts(server, channel)[0], "close-question")
    demote(server, sam)
    removed = custom_id(ways.response, "b:shut-question:").replace("moderator", "removed")
    for button in (custom_id(ways.response, "b:shut-question:"), removed):
        denied = await sam.click(ways.response, custom_id=button)
        assert denied.response.content == say("error-desk-not-yours")
    assert [one.state for one in await asked(server)] == [State.OPEN]


# -- findable


async def test_only_moderators_make_it_findable(server: Server) -> None:
    post, lin, sam = await solved(server)
    for member in (lin, server.member):
        denied = await press(member, post, "begin-findable")
        assert denied.response.content == say("error-moderators-only")
    ways = await press(sam, post, "begin-findable")
    demote(server, sam)
    denied = await press(sam, ways.response, "make-findable")
    assert denied.response.content == say("error-moderators-only")


async def test_as_a_name_the_next_find_finds_it(server: Server) -> None:
    assert "Greedy Snake" not in shown(await find(server, WORDS))
    post, _, sam = await solved(server)
    ways = await press(sam, post, "begin-findable")
    one = (await asked(server))[0]
    made = await sam.click(ways.response, custom_id=f"b:make-findable:{one.id}:name")
    assert say("findable-made", words=WORDS, title="Greedy Snake 《贪吃蛇》") in shown(made.response)
    assert "Greedy Snake" in shown(await find(server, WORDS))
    channel = server.env.bot.get_channel(post.channel_id)
    assert say("button-findable") not in str(server.env.backend.get_message(channel.id, post.id).components)


@pytest.mark.parametrize(
    "words", ["umbrella penguin", "企鹅在月球卖雨伞", "the drama where a penguin sells umbrellas"]
)
async def test_as_words_of_the_plot_the_next_find_finds_it(server: Server, words: str) -> None:
    assert "Greedy Snake" not in shown(await find(server, words))
    channel, lin = await opened(server, words)
    await answer(lin, posts(server, channel)[0])
    await accept(server.member, posts(server, channel)[0])
    sam, [one] = moderator(server), await asked(server)
    ways = await press(sam, posts(server, channel)[0], "begin-findable")
    made = await sam.click(ways.response, custom_id=f"b:make-findable:{one.id}:plot")
    assert say("findable-made", words="…", title="…")[-10:] in shown(made.response)
    assert "Greedy Snake" in shown(await find(server, words))
    assert "Greedy Snake" in shown(await find(server, f"{words} please")), "and with more words"


async def test_long_words_are_shortened_in_a_form(server: Server) -> None:
    words = "a penguin who sells umbrellas on the moon and meets a very lonely accountant " * 3
    channel, lin = await opened(server, words.strip())
    await answer(lin, posts(server, channel)[0])
    await accept(server.member, posts(server, channel)[0])
    sam, [one] = moderator(server), await asked(server)
    ways = await press(sam, posts(server, channel)[0], "begin-findable")
    form = await sam.click(ways.response, custom_id=f"b:make-findable:{one.id}:plot")
    assert form.modal and "penguin" in str(form.modal)
    await sam.submit_modal(form, {"line": "penguin accountant"})
    assert "Greedy Snake" in shown(await find(server, "penguin accountant"))


# -- what is kept


async def test_export_and_forget(server: Server) -> None:
    channel, lin = await opened(server)
    await answer(lin, posts(server, channel)[0])
    (file,) = (await server.member.slash(server.channel, "me export")).response.attachments
    exported = json.loads(await file.read())
    assert exported["questions"][0]["description"] == WORDS and exported["answers"] == []
    (file,) = (await lin.slash(server.channel, "me export")).response.attachments
    assert json.loads(await file.read())["answers"][0]["title"] == SNAKE
    await lin.slash(server.channel, "me forget")
    assert (await board(server)).answers[0].user_id == 0
    await server.member.slash(server.channel, "me forget")
    assert await asked(server) == []


@pytest.mark.parametrize("language", Language)
async def test_privacy_speaks_of_it(server: Server, language: Language) -> None:
    await server.speaks(server.member, language)
    answer = await server.member.slash(server.channel, "privacy")
    assert say("privacy-questions", language) in shown(answer.response)
