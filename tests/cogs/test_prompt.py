"""/prompt: a question is looked at, posted once, one a week without repeating, and its votes come back."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import discord
import pytest

from bot.domain.model import Language
from bot.domain.prompt import Wish, fitting
from cogs import _log_channel
from cogs._prompt_upkeep import PromptUpkeep
from tests.cogs.acting import (
    demote,
    elsewhere,
    give_command,
    labels,
    left_behind,
    moderator,
    press_at_once,
    restart,
    say,
    shown,
)
from tests.cogs.announcing import closed
from tests.cogs.prompting import (
    POLL,
    asked,
    change,
    end_poll,
    messages,
    posts,
    prompt,
    tend,
    until,
    until_shown,
)
from tests.conftest import Server, custom_id
from tests.made_up import title

STRUGGLING = "Watching already, or still struggling to find them from here?"
POST, ANOTHER = "Post now", "Another one"
LONG_AGO = 10**8  # seconds: the clock of the simulated Discord is not ours


# -- one question


async def test_it_is_shown_first_and_posted_with_a_press(server: Server) -> None:
    sam = moderator(server)
    card = await prompt(server, sam, "post")
    assert labels(card) == [POST, ANOTHER] and server.channel.mention in shown(card)
    assert not messages(server, server.channel), "nothing before the press"
    await until_shown(sam, card, POLL)
    assert say("prompt-as-poll", days=7) in shown(card)
    await sam.click(card, label=POST)
    [message] = messages(server, server.channel)
    assert message.poll.question == POLL and message.poll.allow_multiselect
    assert message.poll.answers[0].text == "I watch them"
    link = f"https://discord.com/channels/{server.guild.id}/{server.channel.id}/{message.id}"
    assert link in shown(card) and labels(card) == []


async def test_a_question_without_answers_is_a_card(server: Server) -> None:
    sam, talk = moderator(server), server.guild.create_text_channel("talk")
    card = (await sam.slash(server.channel, "prompt post", channel=talk)).response
    await until_shown(sam, card, "theme song")
    await sam.click(card, label=POST)
    [message] = messages(server, talk)
    assert message.poll is None and "theme song" in shown(message)
    assert not messages(server, server.channel)


async def test_where_polls_are_not_allowed_the_answers_are_in_the_text(server: Server) -> None:
    sam, talk = moderator(server), closed(server, "talk", send_polls=False)
    card = (await sam.slash(server.channel, "prompt post", channel=talk)).response
    await until_shown(sam, card, STRUGGLING)
    assert say("prompt-no-poll", list="**Create Polls**") in shown(card)
    await sam.click(card, label=POST)
    [message] = messages(server, talk)
    assert message.poll is None
    assert "- Watching already" in shown(message) and "Type /find" in shown(message)


async def test_another_one_comes_round_to_the_first(server: Server) -> None:
    sam = moderator(server)
    card = await prompt(server, sam, "post", kind="educators")
    seen = [shown(card)]
    while (await sam.click(card, label=ANOTHER)) and shown(card) != seen[0]:
        seen.append(shown(card))
    every = fitting(server.app.catalogue.prompts, Wish("educators"))
    assert len(seen) == len(set(seen)) == len(every) > 3


async def test_about_a_drama(server: Server) -> None:
    sam = moderator(server)
    card = await prompt(server, sam, "post", title="title:greedy-snake", kind="viewers")
    await until_shown(sam, card, "in five words")
    assert "Recommend Greedy Snake 《贪吃蛇》 in five words." in shown(card)
    await sam.click(card, label=POST)
    [message] = messages(server, server.channel)
    assert "Greedy Snake" in shown(message)
    assert custom_id(message, "b:watch:") == "b:watch:greedy-snake"


async def test_about_a_trope(server: Server) -> None:
    sam = moderator(server)
    card = await prompt(server, sam, "post", trope="rebirth")
    await until_shown(sam, card, "Rebirth: more of it, or enough of it?")
    await until_shown(sam, card, "You wake up ten years ago")
    wrong = await prompt(server, sam, "post", trope="zqx")
    assert wrong.content == say("error-unknown-trope", text="zqx")


@pytest.mark.parametrize("language", Language)
async def test_the_question_is_in_the_language_of_the_server(server: Server, language: Language) -> None:
    sam = moderator(server)
    await server.app.servers.change(server.guild.id, language=language)
    await server.speaks(sam, Language.EN)
    card = await prompt(server, sam, "post")
    known = next(one for one in server.app.catalogue.prompts if one.id == "how-you-meet")
    await until_shown(sam, card, known.text.to(language))
    await sam.click(card, label=POST)
    [message] = messages(server, server.channel)
    assert message.poll.question == known.text.to(language)
    assert [one.text for one in message.poll.answers] == [one.to(language) for one in known.answers]


async def test_hostile_names_are_shown_letter_by_letter(server: Server) -> None:
    sam = moderator(server)
    bad = title("bad", "@everyone **x** [y](https://evil.example)")
    own = await server.app.editing.add(server.guild.id, bad, 1)
    card = await prompt(server, sam, "post", title=f"title:{own.title_id}")
    await until_shown(sam, card, "in five words")
    assert "**x**" not in shown(card) and "](https" not in shown(card) and "@everyone" not in shown(card)


# -- pressed again


async def test_it_outlives_a_restart(server: Server) -> None:
    sam = moderator(server)
    card = await prompt(server, sam, "post")
    await restart(server)
    await until_shown(sam, card, POLL)
    await restart(server)
    await sam.click(card, label=POST)
    assert asked(server, server.channel) == [POLL]


async def test_what_is_posted_is_what_the_card_shows(server: Server) -> None:
    """Also when the same preview was turned further elsewhere, on another device."""
    sam = moderator(server)
    card = await prompt(server, sam, "post")
    await until_shown(sam, card, POLL)
    shown_then = custom_id(card, "b:starter-post:")
    await sam.click(card, label=ANOTHER)
    assert custom_id(card, "b:starter-post:") != shown_then
    older = await left_behind(server, shown_then)
    await sam.click(older, custom_id=shown_then)
    server.env.backend.delete_message(older.channel_id, older.id)
    assert asked(server, server.channel) == [POLL]


def _as(server: Server, member: Any) -> Server:
    return Server(server.env, server.app, server.guild, server.channel, member)


async def test_two_presses_at_once_post_once(server: Server) -> None:
    sam = moderator(server)
    card = await prompt(server, sam, "post")
    press = custom_id(card, "b:starter-post:")
    await press_at_once(_as(server, sam), card, press, press, press)
    assert len(messages(server, server.channel)) == 1
    await tend(server)
    assert len(messages(server, server.channel)) == 1


async def test_two_processes_at_once_post_once(server: Server) -> None:
    sam, path = moderator(server), f"/channels/{server.channel.id}/messages"
    card = await prompt(server, sam, "post")
    server.env.inject_error("POST", path, status=403, code=50013)
    await sam.click(card, label=POST)
    await change(server, not_before=0)
    began = len(server.env.http_requests)
    upkeep = [PromptUpkeep(server.env.bot, server.app) for _ in range(10)]
    await asyncio.gather(*(one.tend() for one in upkeep))
    assert len(messages(server, server.channel)) == 1
    assert len([one for one in server.env.http_requests[began:] if one.path == path]) == 1


async def test_only_moderators_of_this_server(server: Server) -> None:
    sam, other = moderator(server), elsewhere(server)
    card = await prompt(server, sam, "post")
    give_command(server, "prompt", server.member)
    for command, options in (("post", {}), ("results", {}), ("stop", {})):
        refused = await prompt(server, server.member, command, **options)
        assert refused.content == say("error-moderators-only")
    otto, stolen = moderator(other, "otto"), custom_id(card, "b:starter-post:")
    copied = await left_behind(other, stolen)
    refused = await otto.click(copied, custom_id=stolen)
    assert refused.response.content == say("error-prompt-over")
    assert not messages(server, server.channel) and len(messages(other, other.channel)) == 1
    demote(server, sam)
    late = await sam.click(card, label=POST)
    assert late.response.content == say("error-moderators-only")
    assert not messages(server, server.channel)


async def test_places_that_take_no_questions(server: Server) -> None:
    sam = moderator(server)
    thread = await server.env.bot.get_channel(server.channel.id).create_thread(
        name="x", type=discord.ChannelType.public_thread
    )
    [place] = server.channel.threads
    assert place.id == thread.id
    assert (await prompt(server, sam, "post", place)).content == say("error-prompt-place")


async def test_a_catalogue_without_questions(server: Server) -> None:
    server.app.catalogue.prompts.clear()
    refused = await prompt(server, moderator(server), "post")
    assert refused.content == say("error-prompt-none")


# -- one a week


async def test_one_a_week_and_none_twice(server: Server) -> None:
    sam, talk = moderator(server), server.guild.create_text_channel("talk")
    options = {"channel": talk, "weekday": 4, "time": "8:30 pm", "zone": "London"}
    answer = (await sam.slash(server.channel, "prompt weekly", **options)).response
    week = await server.app.prompts.week(server.guild.id)
    assert week and (week.channel, week.weekday, week.minute, week.zone) == (
        talk.id,
        4,
        1230,
        "Europe/London",
    )
    assert f"<t:{week.next_at}:F>" in answer.content and talk.mention in answer.content
    every = fitting(server.app.catalogue.prompts, Wish())
    for _ in every:
        week = await server.app.prompts.week(server.guild.id)
        assert week
        await server.app.prompts.tick(week.next_at - 1)
        await server.app.prompts.tick(week.next_at)
        await server.app.prompts.tick(week.next_at)
    assert sorted(one.prompt for one in await posts(server)) == sorted(one.id for one in every)
    week = await server.app.prompts.week(server.guild.id)
    assert week
    await server.app.prompts.tick(week.next_at)
    assert len(await posts(server)) == len(every) + 1, "then they begin anew"


async def test_the_weekly_one_is_posted_by_itself(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_log_channel, "EVERY", 0.02)
    sam, talk = moderator(server), server.guild.create_text_channel("talk")
    await sam.slash(server.channel, "prompt weekly", channel=talk, weekday=0, time="20点")
    await restart(server)  # also by a program that was not there when it was chosen
    async with server.app.database.transaction() as db:
        await db.execute("UPDATE prompt_weeks SET next_at = :now", {"now": int(time.time()) - 3600})
    await until(server, lambda: messages(server, talk))
    week = await server.app.prompts.week(server.guild.id)
    assert week and week.next_at > time.time()
    assert len(messages(server, talk)) == 1


async def test_stop(server: Server) -> None:
    sam, other = moderator(server), elsewhere(server)
    for place in (server, other):
        who = sam if place is server else moderator(other, "otto")
        await who.slash(place.channel, "prompt weekly", channel=place.channel, weekday=0, time="20")
    assert (await prompt(server, sam, "stop")).content == say("prompt-stopped")
    assert (await prompt(server, sam, "stop")).content == say("prompt-stop-none")
    assert await server.app.prompts.week(server.guild.id) is None
    assert await server.app.prompts.week(other.guild.id), "theirs goes on"


@pytest.mark.parametrize("typed", ["25", "20:75", "soon", "", "13pm x", "８時半"])
async def test_times_that_are_none(server: Server, typed: str) -> None:
    sam = moderator(server)
    options = {"channel": server.channel, "weekday": 0, "time": typed or " "}
    answer = (await sam.slash(server.channel, "prompt weekly", **options)).response
    assert "20:30" in answer.content and await server.app.prompts.week(server.guild.id) is None


# -- votes


async def with_votes(server: Server, sam: Any, question: str) -> Any:
    card = await prompt(server, sam, "post")
    await until_shown(sam, card, question)
    await sam.click(card, label=POST)
    [message] = server.channel.history()
    for name, answer in (("ada", 1), ("ben", 3), ("cyd", 3)):
        await server.join(name).set_poll_votes(message, answers=[answer])
    return message


async def test_votes_come_back(server: Server) -> None:
    sam = moderator(server)
    message = await with_votes(server, sam, POLL)
    await tend(server)
    assert "The poll ends" in shown(await prompt(server, sam, "results"))
    await end_poll(server, message)
    before = len(server.env.http_requests)
    await tend(server)
    fetched = [one for one in server.env.http_requests[before:] if one.method == "GET"]
    assert len(fetched) == 1, "one request"
    results = shown(await prompt(server, sam, "results"))
    assert "3 votes" in results and "67% (2) I teach or study them" in results
    assert "33% (1) I watch them" in results and "0% (0) I am just curious" in results
    assert "found" not in results
    before = len(server.env.http_requests)
    await tend(server)
    assert len(server.env.http_requests) == before, "and it is over"


async def test_struggling_brings_what_could_not_be_found(server: Server) -> None:
    sam, other, staff = moderator(server), elsewhere(server), server.guild.create_text_channel("staff")
    await server.app.servers.change(server.guild.id, log_channel=staff.id)
    for _ in range(3):
        await server.app.curation.miss(server.guild.id, "that one with the courier")
    await server.app.curation.miss(other.guild.id, "of another server")
    message = await with_votes(server, sam, STRUGGLING)
    await end_poll(server, message)
    await tend(server)
    await tend(server)
    [told] = messages(server, staff)
    results = shown(await prompt(server, sam, "results"))
    for text in (told.content, results):
        assert "67% (2) Struggling to find any" in text
        assert "3× that one with the courier" in text and "another server" not in text


async def test_a_poll_that_somebody_deleted(server: Server) -> None:
    sam = moderator(server)
    message = await with_votes(server, sam, POLL)
    await end_poll(server, message)
    server.env.backend.delete_message(message.channel.id, message.id)
    await tend(server)
    assert say("reason-deleted") in shown(await prompt(server, sam, "results"))
    before = len(server.env.http_requests)
    await tend(server)
    assert len(server.env.http_requests) == before


async def test_results_of_nothing_and_of_many(server: Server) -> None:
    sam = moderator(server)
    assert say("prompt-results-none") in shown(await prompt(server, sam, "results"))
    for _ in range(6):
        await sam.click(await prompt(server, sam, "post"), label=POST)
    card = await prompt(server, sam, "results")
    first = shown(card)
    await restart(server)
    await sam.click(card, label=say("button-next"))
    assert shown(card) != first and shown(card).count(server.channel.mention) == 1


# -- faults


async def test_what_discord_cannot_take_now_is_posted_later(server: Server) -> None:
    sam = moderator(server)
    card = await prompt(server, sam, "post")
    path = f"/channels/{server.channel.id}/messages"
    server.env.inject_error("POST", path, status=403, code=50013)
    await sam.click(card, label=POST)
    assert say("prompt-state-pending") in shown(card) and say("reason-no-permission") in shown(card)
    await change(server, not_before=0)
    await tend(server)
    assert len(messages(server, server.channel)) == 1


async def test_a_permission_is_waited_for_a_day(server: Server) -> None:
    sam, staff = moderator(server), server.guild.create_text_channel("staff")
    await server.app.servers.change(server.guild.id, log_channel=staff.id)
    talk = closed(server, "talk", send_messages=False)
    card = (await sam.slash(server.channel, "prompt post", channel=talk)).response
    assert say("prompt-lacks", channel=talk.mention, list="**Send Messages**, **Embed Links**") in shown(card)
    await sam.click(card, label=POST)
    await change(server, not_before=0)
    await tend(server)
    assert not messages(server, staff), "it is still waited for"
    await change(server, not_before=0, made_at=int(time.time()) - 90_000)
    await tend(server)
    await tend(server)
    [told] = messages(server, staff)
    assert say("prompt-state-dead") in told.content and "Send Messages" in told.content
    assert not messages(server, talk)


async def test_a_channel_that_is_gone(server: Server) -> None:
    sam, talk = moderator(server), server.guild.create_text_channel("talk")
    card = (await sam.slash(server.channel, "prompt post", channel=talk)).response
    server.env.backend.delete_channel(talk.id)
    await server.env.settle()
    await sam.click(card, label=POST)
    assert say("reason-channel-gone") in shown(card)


async def interrupted(server: Server, question: str, seconds: int, channel: Any = None) -> Any:
    """A program ended after its request and before it noted the answer, so long ago."""
    sam = moderator(server)
    where = channel or server.channel
    card = (await sam.slash(server.channel, "prompt post", channel=where)).response
    await until_shown(sam, card, question)
    await sam.click(card, label=POST)
    async with server.app.database.transaction() as db:
        values = {"then": int(time.time()) - seconds}
        await db.execute(
            "UPDATE prompt_posts SET state = 'pending', message = 0, ends_at = 0, first_at = :then", values
        )
    return where


@pytest.mark.parametrize("question", [POLL, "theme song"])
async def test_what_was_sent_and_not_noted_is_found(server: Server, question: str) -> None:
    where = await interrupted(server, question, LONG_AGO)
    await tend(server)
    [message] = messages(server, where)
    [post] = await posts(server)
    assert post.message == message.id and bool(post.ends_at) == (question == POLL)


async def test_within_a_minute_it_is_asked_again_with_the_same_nonce(server: Server) -> None:
    await interrupted(server, POLL, 5)
    await tend(server)
    sent = [one for one in server.env.http_requests if one.method == "POST" and "/messages" in one.path]
    nonces = [one.json["nonce"] for one in sent]
    assert len(nonces) == 2 and len(set(nonces)) == 1, "Discord makes no second message of it"


async def test_where_nobody_can_look_it_is_not_posted_again(server: Server) -> None:
    where = await interrupted(server, POLL, LONG_AGO, closed(server, "talk", read_message_history=False))
    await tend(server)
    assert len(messages(server, where)) == 1
    [post] = await posts(server)
    assert post.state == "unknown" and say("prompt-state-unknown") in shown(
        await prompt(server, moderator(server, "tom"), "results")
    )
