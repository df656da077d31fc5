"""/announce: moderators publish, schedule, preview and look up announcements, and nobody else does."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from bot.domain.announcing.subscription import State
from bot.domain.model import Language
from tests.cogs.acting import (
    add_title,
    demote,
    labels,
    left_behind,
    moderator,
    say,
    shown,
)
from tests.cogs.announcing import announce, choose, closed, posted, ready, soon, wishes
from tests.conftest import Server, custom_id

SNAKE = "Greedy Snake 《贪吃蛇》"
REFUSED = say("error-moderators-only")
LATER = "2099-12-24 20:00"


# -- now


async def test_a_title_is_announced_where_it_is_wanted(server: Server) -> None:
    sam, news = await ready(server)
    other = server.guild.create_text_channel("romance")
    await choose(server, sam, other, trope="werewolf")
    done = await announce(server, sam, "title", title="tan chi she", note="Tonight we watch it.")
    assert done.content == say("announce-done", count=1, title=SNAKE)
    log = shown(await announce(server, sam, "log"))
    assert f"**Post** · waiting · {news.mention}" in log and SNAKE in log and other.mention not in log
    assert say("announce-log-empty") in shown(await announce(server, sam, "log", channel="romance"))


async def test_nobody_wants_it(server: Server) -> None:
    sam = moderator(server)
    none = await announce(server, sam, "title", title="tan chi she")
    assert none.content == say("error-announce-no-channel")
    await choose(server, sam, server.guild.create_text_channel("romance"), trope="werewolf")
    unwanted = await announce(server, sam, "title", title="tan chi she")
    assert unwanted.content == say("announce-done-none", title=SNAKE)


async def test_own_words_go_to_all_channels_or_to_one(server: Server) -> None:
    sam, news = await ready(server)
    await choose(server, sam, server.guild.create_text_channel("romance"), trope="werewolf")
    both = await announce(server, sam, "post", text="Hello")
    assert both.content == say("announce-done", count=2, title="your own words")
    one = await announce(server, sam, "post", text="Hello", channel="new-titles")
    assert one.content == say("announce-done", count=1, title="your own words")
    log = shown(await announce(server, sam, "log", channel=str(news.id)))
    assert say("announce-log-words") in log


async def test_own_words_of_several_lines_come_from_a_form(server: Server) -> None:
    sam, _ = await ready(server)
    form = await sam.slash(server.channel, "announce post")
    answer = await sam.submit_modal(form, {"words": "First\nsecond"})
    assert answer.ephemeral and answer.response.content == say(
        "announce-done", count=1, title="your own words"
    )
    empty = await sam.slash(server.channel, "announce post")
    answer = await sam.submit_modal(empty, {"words": "\u200b\u2800"})
    assert say("error-announce-no-words") in shown(answer.response)


async def test_a_form_checks_again_who_sends_it(server: Server) -> None:
    sam, _ = await ready(server)
    form = await sam.slash(server.channel, "announce post")
    demote(server, sam)
    answer = await sam.submit_modal(form, {"words": "Hello"})
    assert answer.response.content == REFUSED
    assert await server.app.announcing.log(server.guild.id, None, 10, 0) == []


async def test_what_does_not_exist_is_not_announced(server: Server) -> None:
    names = [{"text": "A hoax", "language": "en", "kind": "original"}]
    await add_title(server.app, id="a-hoax", names=names, hoax=True)
    sam, _ = await ready(server)
    for command, more in (("title", {}), ("preview", {}), ("schedule", {"at": soon()})):
        answer = await announce(server, sam, command, title="title:a-hoax", **more)
        assert answer.content == say("error-announce-hoax")
        answer = await announce(server, sam, command, title="title:gone", **more)
        assert answer.content == say("error-no-title")


# -- later


async def test_a_title_is_scheduled_and_taken_back(server: Server) -> None:
    sam, _ = await ready(server, zone="Asia/Taipei")
    when = soon()
    at = int(datetime.strptime(f"{when} +0800", "%Y-%m-%d %H:%M %z").timestamp())
    done = await announce(server, sam, "schedule", title="tan chi she", at=when)
    stamps = {"when": f"<t:{at}:f>", "relative": f"<t:{at}:R>"}
    assert done.content == say("announce-scheduled", title=SNAKE, **stamps)
    offered = await sam.autocomplete(server.channel, "announce cancel", "announcement", "snake")
    assert [choice["name"] for choice in offered] == [f"{when} Asia/Taipei · {SNAKE}"]
    assert "**It is scheduled." in shown(await announce(server, sam, "why", title="tan chi she"))
    gone = await announce(server, sam, "cancel", announcement=offered[0]["value"])
    assert gone.content == say("announce-cancelled", title=SNAKE, when=f"<t:{at}:f>")
    again = await announce(server, sam, "cancel", announcement=offered[0]["value"])
    assert again.content == say("error-announce-no-scheduled")
    assert await sam.autocomplete(server.channel, "announce cancel", "announcement", "") == []


async def test_the_zone_can_be_said(server: Server) -> None:
    sam, _ = await ready(server)
    when = soon()
    at = int(datetime.strptime(f"{when} +0900", "%Y-%m-%d %H:%M %z").timestamp())
    done = await announce(server, sam, "schedule", title="tan chi she", at=when, zone="tokyo")
    assert f"<t:{at}:f>" in done.content


@pytest.mark.parametrize(
    ("at", "key"),
    [
        ("tomorrow", "error-announce-time"),
        ("2026-02-30 10:00", "error-announce-time"),
        ("2020-01-01 10:00", "error-announce-past"),
        (LATER, "error-announce-far"),
    ],
)
async def test_times_that_cannot_be(server: Server, at: str, key: str) -> None:
    sam, _ = await ready(server)
    answer = await announce(server, sam, "schedule", title="tan chi she", at=at)
    assert answer.content == say(key, text=at, time="<t:1577872800:f>")
    assert await server.app.announcing.scheduled(server.guild.id) == []


# -- looking


async def test_a_preview_is_the_post_and_sends_nothing(server: Server) -> None:
    sam, news = await ready(server, language="zh-TW", thread="聊：{title}")
    answer = await sam.slash(server.channel, "announce preview", title="tan chi she")
    card, note = answer.response, answer.followups[0]
    assert answer.ephemeral and shown(card).startswith(
        f"-# {say('announce-new', Language.ZH_TW)}\n## 《贪吃蛇》"
    )
    assert labels(card) == [say(f"button-{name}", Language.ZH_TW) for name in ("watch", "follow", "discuss")]
    assert note.content.startswith(say("announce-preview", channel=news.mention))
    assert "聊：《贪吃蛇》 Greedy Snake" in note.content
    assert posted(server) == [] and await server.app.announcing.log(server.guild.id, None, 10, 0) == []


async def test_a_preview_before_there_is_a_channel(server: Server) -> None:
    sam = moderator(server)
    answer = await sam.slash(server.channel, "announce preview", title="tan chi she")
    assert SNAKE in shown(answer.response)
    assert answer.followups[0].content == say("announce-preview-none")


async def test_why_names_the_step_that_stopped_it(server: Server) -> None:
    sam, news = await ready(server)
    romance = server.guild.create_text_channel("romance")
    await choose(server, sam, romance, trope="werewolf")
    before = shown(await announce(server, sam, "why", title="tan chi she"))
    assert "**It has not been announced." in before
    await announce(server, sam, "title", title="tan chi she")
    walked = shown(await announce(server, sam, "why", title="tan chi she"))
    ours, theirs = walked.split(romance.mention)
    assert news.mention in ours and "fits the filters → may post" in ours
    assert "**The channel wants only: Werewolf" in theirs and "fits the filters" not in theirs
    await announce(server, sam, "channel pause", channel="romance")
    assert "**A moderator paused the channel." in shown(
        await announce(server, sam, "why", title="tan chi she")
    )


async def test_pages_of_the_log_and_of_why(server: Server) -> None:
    sam = moderator(server)
    for number in range(10):
        await choose(server, sam, server.guild.create_text_channel(f"c{number}"))
    await announce(server, sam, "title", title="tan chi she")
    cards = [await announce(server, sam, "log"), await announce(server, sam, "why", title="tan chi she")]
    for card in cards:
        first = shown(card)
        await sam.click(card, label="Next ›")
        assert shown(card) != first and "<#" in shown(card)
        await sam.click(card, label="‹ Back")
        assert shown(card) == first
    demote(server, sam)
    for card in cards:
        first = shown(card)
        assert (await sam.click(card, label="Next ›")).response.content == REFUSED and shown(card) == first


# -- posts that stand in a channel


async def test_the_buttons_of_a_post(server: Server) -> None:
    """They say which post they are on, and then do what such buttons do everywhere."""
    watch = await left_behind(server, "b:post:p1:greedy-snake")
    answer = await server.member.click(watch, label="old")
    assert answer.ephemeral and say("watch-ask-region") in shown(answer.response)
    menu = await left_behind(server, "s:post:p1", ["greedy-snake"])
    answer = await server.member.select(menu, ["greedy-snake"])
    assert answer.ephemeral and SNAKE in shown(answer.response)
    browse = await left_behind(server, "b:post:p1")
    answer = await server.member.click(browse, label="old")
    assert answer.ephemeral and say("list-heading-browse") in shown(answer.response)
    await server.member.click(answer.response, custom_id=custom_id(answer.response, "b:list:n"))
    assert "11–20" in shown(answer.response), "the pages are theirs"


async def test_buttons_that_no_post_of_ours_has(server: Server) -> None:
    for forged in ("b:post", "b:post:p1:watch:greedy-snake"):
        old = await left_behind(server, forged)
        assert (await server.member.click(old, label="old")).response.content == say("error-old-button"), (
            forged
        )
    gone = await left_behind(server, "b:post:p1:gone")
    assert (await server.member.click(gone, label="old")).response.content == say("error-no-title")
    sam = moderator(server)
    for forged in ("b:log:n:x:0", "b:log:n:0", f"b:log:n:{2**70}:0", "b:why:n:greedy-snake", "b:why:n:a:x"):
        old = await left_behind(server, forged)
        answer = await sam.click(old, label="old")
        assert answer.response.content in (say("error-old-button"), say("error-no-title")), forged


# -- what has stopped is told once


async def test_moderators_learn_once_that_a_channel_has_stopped(server: Server) -> None:
    sam, news = await ready(server)
    blocked = (await wishes(server, news)).model_copy(
        update={"state": State.BLOCKED, "reason": "send_messages", "told_at": 0}
    )
    await server.app.announcing.subscribe(blocked)
    assert not (await server.member.slash(server.channel, "find", query="tan chi she")).followups, "a member"
    [told] = (await sam.slash(server.channel, "find", query="tan chi she")).followups
    assert told.content == say(
        "announce-problem", channel=news.mention, reason=say("reason-lacks", list="**Send Messages**")
    )
    assert not (await sam.slash(server.channel, "review")).followups


async def test_whoever_chose_a_channel_without_permission_knows_already(server: Server) -> None:
    sam = moderator(server)
    await choose(server, sam, closed(server, "quiet", send_messages=False))
    assert not (await sam.slash(server.channel, "announce post", text="Hello")).followups


# -- languages, limits


@pytest.mark.parametrize("language", [Language.ZH_CN, Language.ZH_TW])
async def test_in_the_moderators_language(server: Server, language: Language) -> None:
    sam, _ = await ready(server)
    await server.speaks(sam, language)
    done = await announce(server, sam, "title", title="tan chi she")
    assert done.content == say("announce-done", language, count=1, title="《贪吃蛇》 Greedy Snake")
    assert say("announce-log-heading", language) in shown(await announce(server, sam, "log"))
    why = shown(await announce(server, sam, "why", title="tan chi she"))
    assert say("announce-stage-wanted", language) in why


async def test_discord_takes_the_whole_command(server: Server) -> None:
    """8,000 characters of names, descriptions and values, each in its longest language."""
    for command in server.env.bot.tree.get_commands():
        payload = await command.get_translated_payload(server.env.bot.tree, server.env.bot.tree.translator)
        assert _size(payload) <= 8000, command.name


def _size(part: dict[str, Any]) -> int:
    own = sum(
        max(len(text) for text in (part.get(field, ""), *(part.get(f"{field}_localizations") or {}).values()))
        for field in ("name", "description")
    )
    return own + len(str(part.get("value", ""))) + sum(
        _size(inner) for inner in (*part.get("options", []), *part.get("choices", []))
    )  # fmt: skip
