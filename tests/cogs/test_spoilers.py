"""Mark as spoiler for…: a member asks, a moderator hides it with one tap, once, and the original goes if it may."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import pytest

from bot.domain.model import Language
from tests.cogs.acting import (
    demote,
    elsewhere,
    left_behind,
    moderator,
    options,
    press_at_once,
    restart,
    say,
    shown,
    stored,
)
from tests.cogs.announcing import closed
from tests.cogs.discussing import ID, IT, discuss, drama, ids, managing, press, thread_of
from tests.cogs.test_hostile import _LIVE as LIVE
from tests.cogs.test_hostile import TYPED
from tests.conftest import Server, custom_id

MENU = say("command-mark-spoiler")
WORDS = "The butler is her father"


async def mark(server: Server, member: Any, channel: Any, message: Any, band: str = "31-60") -> Any:
    """A member's request from a thread of the drama; the answer after the band was chosen."""
    asked = await member.context_menu(channel, MENU, message)
    if not asked.response.components:
        return asked.response
    await member.select(asked.response, [band], custom_id=custom_id(asked.response, "s:mark-band"))
    return asked.response


async def home(server: Server) -> Any:
    await drama(server)
    await discuss(server)
    return thread_of(server, "The Ninety")


async def queue(server: Server, sam: Any) -> Any:
    """What waits to be hidden, under /review."""
    card = (await sam.slash(server.channel, "review")).response
    return await press(sam, card, "b:spoilers")


def hidden_in(channel: Any) -> list[Any]:
    """Messages of the bot that hide something."""
    return [m for m in channel.history() if "why-hidden" in json.dumps([c.to_dict() for c in m.components])]


def text_of(message: Any) -> str:
    return json.dumps([c.to_dict() for c in message.components], ensure_ascii=False)


async def test_in_a_dramas_thread_only_the_band_is_asked_and_review_has_it(server: Server) -> None:
    sam, thread, noah = (
        managing(
            server,
        ),
        await home(server),
        server.join("noah"),
    )
    message = await noah.send(thread, WORDS)
    answer = await mark(server, server.member, thread, message)
    assert say("spoiler-sent") in shown(answer)
    card = await queue(server, sam)
    assert f"||{WORDS}||" in shown(card) and noah.mention in shown(card) and "31–60" in shown(card)
    pressed = await sam.click(card, custom_id=ids(card, "b:hide:")[0])
    band = thread_of(server, "episodes 31–60")
    [reposted] = hidden_in(band)
    assert f"||{WORDS}||" in text_of(reposted) and "noah" in text_of(reposted)
    assert message.id not in [m.id for m in thread.history()]
    told = pressed.followups[-1].content
    assert say("spoiler-removed") in told and reposted.jump_url in told
    assert say("spoiler-queue-empty") in shown(card) and WORDS not in stored(server.app)


async def test_elsewhere_a_form_asks_for_the_drama(server: Server) -> None:
    sam = managing(server)
    await drama(server)
    message = await server.join("noah").send(server.channel, WORDS)
    form = await server.member.context_menu(server.channel, MENU, message)
    wrong = await server.member.submit_modal(form, {"line": "no such drama at all"})
    assert wrong.response.ephemeral
    form = await server.member.context_menu(server.channel, MENU, message)
    answer = (await server.member.submit_modal(form, {"line": IT["title"]})).response
    assert options(answer) == ["1-10", "11-30", "31-60", "61-2000"]
    await restart(server)
    await server.member.select(answer, ["11-30"], custom_id=custom_id(answer, "s:mark-band"))
    card = await queue(server, sam)
    here = ids(card, "b:hide:")[1]
    await sam.click(card, custom_id=here)
    assert len(hidden_in(server.channel)) == 1 and server.channel.threads == []


async def test_twice_is_once(server: Server) -> None:
    sam, thread = managing(server), await home(server)
    message = await server.join("noah").send(thread, WORDS)
    answer = await mark(server, server.member, thread, message)
    again = await mark(server, server.join("lin"), thread, message)
    assert say("spoiler-sent") in shown(answer) and again.content == say("error-spoiler-known")
    card = await queue(server, sam)
    band, here = ids(card, "b:hide:")
    other = Server(server.env, server.app, server.guild, server.channel, sam)
    await press_at_once(other, card, here, here, here, band)
    assert (
        len(hidden_in(thread)) + sum(len(hidden_in(t)) for t in server.channel.threads if t.id != thread.id)
        == 1
    )
    late = await sam.click(await left_behind(server, here), label="old")
    assert late.response.content == say("error-spoiler-decided")


async def test_the_log_channel_gets_it_and_decides_there(server: Server) -> None:
    log = server.guild.create_text_channel("staff")
    await server.app.servers.change(server.guild.id, log_channel=log.id)
    sam, thread = managing(server), await home(server)
    message = await server.join("noah").send(thread, WORDS)
    await mark(server, server.member, thread, message, "1-10")
    [asked] = [m for m in log.history() if m.components]
    refused = await server.member.click(asked, custom_id=hide_of(asked))
    assert refused.response.content == say("error-moderators-only")
    await sam.click(asked, custom_id=hide_of(asked))
    assert len(hidden_in(thread_of(server, "episodes 1–10"))) == 1
    [now] = [m for m in log.history() if m.components]
    assert say("spoiler-removed") in text_of(now) and sam.mention in text_of(now)


def hide_of(message: Any) -> str:
    return re.findall(r"b:hide:\d+:band:\d", text_of(message))[0]


async def test_without_the_permission_the_original_stays_and_it_is_told(server: Server) -> None:
    sam = moderator(server)
    await drama(server)
    await discuss(server, channel=closed(server, "talk", manage_messages=False))
    thread = thread_of(server, "The Ninety")
    message = await server.join("noah").send(thread, WORDS)
    await mark(server, server.member, thread, message)
    card = await queue(server, sam)
    pressed = await sam.click(card, custom_id=ids(card, "b:hide:")[1])
    lacks = f"**{say('permission-manage-messages')}**"
    assert say("spoiler-not-removed", channel=thread.mention, list=lacks) in pressed.followups[-1].content
    assert message.id in [m.id for m in thread.history()] and len(hidden_in(thread)) == 1


async def test_an_original_that_is_gone_is_still_hidden(server: Server) -> None:
    sam, thread, noah = managing(server), await home(server), server.join("noah")
    message = await noah.send(thread, WORDS)
    await mark(server, server.member, thread, message)
    await noah.delete(message)
    card = await queue(server, sam)
    pressed = await sam.click(card, custom_id=ids(card, "b:hide:")[1])
    assert say("spoiler-was-gone") in pressed.followups[-1].content and len(hidden_in(thread)) == 1


async def test_after_a_crash_in_between_it_is_not_posted_again(server: Server) -> None:
    sam, thread = managing(server), await home(server)
    message = await server.join("noah").send(thread, WORDS)
    await mark(server, server.member, thread, message)
    card = await queue(server, sam)
    here = ids(card, "b:hide:")[1]
    old = await left_behind(server, here)
    await sam.click(card, custom_id=here)
    async with server.app.database.transaction() as db:  # as if the process had ended before it noted that
        await db.execute("UPDATE spoilers SET stage = 'open', begun_at = 1, until = 0")
    await restart(server)
    await sam.click(old, label="old")
    assert len(hidden_in(thread)) == 1
    assert (await server.app.hiding.queue(server.guild.id))[1] == 0


async def test_a_refusal_removes_nothing_and_can_be_tried_again(server: Server) -> None:
    sam, thread = managing(server), await home(server)
    message = await server.join("noah").send(thread, WORDS)
    await mark(server, server.member, thread, message)
    card = await queue(server, sam)
    for status, key in ((403, "error-spoiler-refused"), (503, "error-discuss-later")):
        server.env.inject_error("POST", f"/channels/{thread.id}/messages", status=status, code=1)
        pressed = await sam.click(card, custom_id=ids(card, "b:hide:")[1])
        assert pressed.followups[-1].content == say(key, channel=thread.mention, code="1")
    assert message.id in [m.id for m in thread.history()]
    async with server.app.database.transaction() as db:
        await db.execute("UPDATE spoilers SET begun_at = 1")
    await sam.click(card, custom_id=ids(card, "b:hide:")[1])
    assert len(hidden_in(thread)) == 1


async def test_it_can_be_left_as_it_is(server: Server) -> None:
    sam, thread = moderator(server), await home(server)
    message = await server.join("noah").send(thread, WORDS)
    await mark(server, server.member, thread, message)
    card = await queue(server, sam)
    await sam.click(card, custom_id=ids(card, "b:hide-not:")[0])
    assert say("spoiler-queue-empty") in shown(card) and hidden_in(thread) == []
    assert message.id in [m.id for m in thread.history()] and WORDS not in stored(server.app)


@pytest.mark.parametrize("typed", TYPED)
async def test_nothing_in_it_is_live_and_all_of_it_is_kept(server: Server, typed: str) -> None:
    text = typed.encode("utf-8", "ignore").decode()[:1990] + "||out||"
    sam, thread = managing(server), await home(server)
    message = await server.join("noah").send(thread, text)
    await mark(server, server.member, thread, message)
    card = await queue(server, sam)
    await sam.click(card, custom_id=ids(card, "b:hide:")[1])
    [reposted] = hidden_in(thread)
    for component in [c for part in reposted.components for c in part.children]:
        content = getattr(component, "content", "")
        assert not LIVE.findall(content) and len(content) < 4000
        assert content.replace("\\|", "").count("||") in (0, 2), content
    assert "out" in text_of(reposted) or reposted.attachments


async def test_a_text_too_long_to_hide_in_place_is_a_file(server: Server) -> None:
    sam, thread = managing(server), await home(server)
    message = await server.join("noah").send(thread, "*" * 2000)
    await mark(server, server.member, thread, message)
    card = await queue(server, sam)
    await sam.click(card, custom_id=ids(card, "b:hide:")[1])
    [reposted] = hidden_in(thread)
    assert [one.filename for one in reposted.attachments] == ["SPOILER_message.txt"]


async def test_what_cannot_be_marked(server: Server) -> None:
    thread = await home(server)
    ours = next(m for m in server.channel.history() if m.components)
    answer = await server.member.context_menu(server.channel, MENU, ours)
    assert answer.response.content == say("error-spoiler-ours")
    noah = server.join("noah")
    for number in range(10):
        await mark(server, server.member, thread, await noah.send(thread, f"{WORDS} {number}"))
    last = await mark(server, server.member, thread, await noah.send(thread, WORDS))
    assert last.content == say("error-spoiler-many", most=10)


async def test_another_server_and_members_decide_nothing(server: Server) -> None:
    sam, thread = moderator(server), await home(server)
    message = await server.join("noah").send(thread, WORDS)
    await mark(server, server.member, thread, message)
    other = elsewhere(server)
    otto = moderator(other, "otto")
    card = await queue(server, sam)
    for action in (ids(card, "b:hide:")[0], ids(card, "b:hide-not:")[0]):
        answer = await otto.click(await left_behind(other, action), label="old")
        assert answer.response.content == say("error-spoiler-decided")
    assert WORDS not in shown(await queue(other, otto))
    demote(server, sam)
    for action in (ids(card, "b:hide:")[0], ids(card, "b:hide-not:")[0], ids(card, "b:section")[0]):
        answer = await sam.click(card, custom_id=action)
        assert answer.response.content == say("error-moderators-only")
    assert (await server.app.hiding.queue(server.guild.id))[1] == 1


async def test_it_is_exported_and_forgotten(server: Server) -> None:
    thread, noah = await home(server), server.join("noah")
    await mark(server, server.member, thread, await noah.send(thread, WORDS))
    [theirs] = (await server.app.members.export(noah.id))["spoilers"]
    [mine] = (await server.app.members.export(server.member.id))["spoilers"]
    assert (
        theirs["text"] == WORDS and not theirs["asked_by_you"] and "text" not in mine and mine["asked_by_you"]
    )
    await server.app.members.forget(server.member.id)
    assert (await server.app.members.export(server.member.id))["spoilers"] == []
    assert (await server.app.hiding.queue(server.guild.id))[1] == 1, "the request goes on without a name"
    await server.app.members.forget(noah.id)
    assert WORDS not in stored(server.app)


@pytest.mark.parametrize("language", Language)
async def test_in_each_language(server: Server, language: Language) -> None:
    sam, thread = moderator(server), await home(server)
    await server.speaks(server.member, language)
    await server.speaks(sam, language)
    message = await server.join("noah").send(thread, WORDS)
    assert say("spoiler-sent", language) in shown(await mark(server, server.member, thread, message))
    card = await queue(server, sam)
    assert say("spoiler-request", language) in shown(card)


async def test_a_request_about_a_drama_that_is_gone_blocks_nothing(server: Server) -> None:
    sam, thread = moderator(server), await home(server)
    await mark(server, server.member, thread, await server.join("noah").send(thread, WORDS))
    async with server.app.database.transaction() as db:
        await db.execute("UPDATE spoilers SET title_id = 'gone'")
    assert say("spoiler-queue-empty") in shown(await queue(server, sam)) and ID


# -- files


PICTURE, NOTES = ("the_end.png", b"\x89PNG the butler"), ("notes.txt", b"It was him")


def forget_files(server: Server) -> None:
    """As Discord does after about a day: the addresses are of no use any more."""
    server.env.backend.cdn._blobs.clear()


async def kept(server: Server, channel: Any, message: Any) -> bool:
    return message.id in [m.id for m in channel.history()]


async def test_pictures_are_posted_again_before_the_original_goes(server: Server) -> None:
    sam, thread = managing(server), await home(server)
    message = await server.join("noah").send(thread, "", attachments=[PICTURE, NOTES])
    assert say("spoiler-sent") in shown(await mark(server, server.member, thread, message))
    card = await queue(server, sam)
    assert say("spoiler-files", count=2) in shown(card)
    await sam.click(card, custom_id=ids(card, "b:hide:")[0])
    [reposted] = hidden_in(thread_of(server, "episodes 31–60"))
    names = ["SPOILER_1_the_end.png", "SPOILER_2_notes.txt"]
    assert [one.filename for one in reposted.attachments] == names
    assert [await one.read() for one in reposted.attachments] == [PICTURE[1], NOTES[1]]
    gallery, file = reposted.components[0].children[1:3]
    assert gallery.items[0].spoiler and file.spoiler, "both are covered until they are clicked"
    assert not await kept(server, thread, message)


async def test_what_can_no_longer_be_read_stays_until_it_is_marked_again(server: Server) -> None:
    sam, thread = managing(server), await home(server)
    message = await server.join("noah").send(thread, WORDS, attachments=[PICTURE])
    await mark(server, server.member, thread, message)
    backend = server.env.backend
    forget_files(server)
    card = await queue(server, sam)
    pressed = await sam.click(card, custom_id=ids(card, "b:hide:")[1])
    assert pressed.followups[-1].content == say("error-spoiler-expired")
    assert await kept(server, thread, message) and hidden_in(thread) == []
    stored_there = backend.get_message(thread.id, message.id)
    stored_there.attachments = backend.store_attachments(thread.id, [PICTURE])  # Discord signs them anew
    again = await mark(server, server.join("lin"), thread, message)
    assert again.content == say("error-spoiler-known")
    await sam.click(card, custom_id=ids(card, "b:hide:")[1])
    assert await hidden_in(thread)[0].attachments[0].read() == PICTURE[1]
    assert not await kept(server, thread, message)


async def test_files_that_discord_would_not_take_again_stay_where_they_are(server: Server) -> None:
    sam, thread = managing(server), await home(server)
    message = await server.join("noah").send(thread, WORDS, attachments=[PICTURE])
    server.env.backend.get_message(thread.id, message.id).attachments[0]["size"] = 11 * 1024 * 1024
    await mark(server, server.member, thread, message)
    card = await queue(server, sam)
    pressed = await sam.click(card, custom_id=ids(card, "b:hide:")[1])
    assert pressed.followups[-1].content == say("error-spoiler-large", most=10, size=10, total=50)
    assert await kept(server, thread, message) and hidden_in(thread) == []


async def test_nothing_is_read_but_from_discord(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the files of messages are elsewhere, and would be there."""
    monkeypatch.setattr("simcord.backend.cdn.CDN_BASE", "https://cdn.example")
    sam, thread = managing(server), await home(server)
    message = await server.join("noah").send(thread, WORDS, attachments=[PICTURE])
    await mark(server, server.member, thread, message)
    card = await queue(server, sam)
    pressed = await sam.click(card, custom_id=ids(card, "b:hide:")[1])
    assert pressed.followups[-1].content == say("error-spoiler-expired")
    assert await kept(server, thread, message)


# -- threads that are gone, and crashes


async def test_a_deleted_band_is_opened_anew_for_it(server: Server) -> None:
    sam, thread = managing(server), await home(server)
    await server.app.progress.set(server.member.id, ID, 90)
    card = await discuss(server)
    await press(server.member, card, f"b:band:{ID}:31:")
    message = await server.join("noah").send(thread, WORDS)
    await mark(server, server.member, thread, message)
    server.env.backend.delete_channel(thread_of(server, "episodes 31–60").id)
    card = await queue(server, sam)
    await sam.click(card, custom_id=ids(card, "b:hide:")[0])
    assert say("error-discuss-gone") in shown(card) and await kept(server, thread, message)
    assert [one.split(":")[3] for one in ids(card, "b:hide:")] == ["anew", "here"]
    await restart(server)
    await sam.click(card, custom_id=ids(card, "b:hide:")[0])
    assert len(hidden_in(thread_of(server, "episodes 31–60"))) == 1
    assert not await kept(server, thread, message)


async def test_killed_before_the_original_was_removed_another_press_removes_it(server: Server) -> None:
    """Whichever place that press is for, it is posted once."""
    sam, thread = managing(server), await home(server)
    message = await server.join("noah").send(thread, WORDS)
    await mark(server, server.member, thread, message)
    card = await queue(server, sam)
    band, here = ids(card, "b:hide:")
    old = await left_behind(server, here)
    remove = server.env.bot.http.delete_message

    async def killed(*_: Any, **__: Any) -> None:
        raise asyncio.CancelledError

    server.env.bot.http.delete_message = killed
    await sam.click(card, custom_id=band)
    server.env.bot.http.delete_message = remove
    async with server.app.database.transaction() as db:  # its lease is over
        await db.execute("UPDATE spoilers SET until = 0, begun_at = 1")
    assert await kept(server, thread, message)
    await restart(server)
    await sam.click(old, label="old")
    assert len(hidden_in(thread)) + len(hidden_in(thread_of(server, "episodes 31–60"))) == 1
    assert not await kept(server, thread, message)
    assert (await server.app.hiding.queue(server.guild.id))[1] == 0
