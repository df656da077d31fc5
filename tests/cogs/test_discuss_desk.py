"""Moderators lock, rename, merge and re-band a drama's home; nobody else does, and what Discord refuses is told."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.bands import END, Band
from tests.cogs.acting import demote, elsewhere, labels, left_behind, moderator, restart, say, shown
from tests.cogs.announcing import closed
from tests.cogs.discussing import ID, discuss, drama, ids, made, managing, press, thread_of
from tests.cogs.test_discuss import home_of, message_in
from tests.conftest import Server

REFUSED = say("error-moderators-only")


def lock_of(server: Server, thread: Any) -> bool:
    return server.env.backend.get_channel(thread.id).thread_metadata.locked


async def fill(sam: Any, card: Any, action: str, typed: str) -> Any:
    """The answer to a form of one line."""
    opened = await press(sam, card, f"b:{action}:")
    return await sam.submit_modal(opened, {"line": typed})


async def test_lock_and_unlock(server: Server) -> None:
    await drama(server)
    sam = managing(server)
    card = await discuss(server, sam)
    await press(sam, card, f"b:band:{ID}:1:")
    await press(sam, card, "b:lock-home:")
    assert all(lock_of(server, thread) for thread in server.channel.threads)
    assert say("discuss-locked") in shown(card) and say("button-unlock") in labels(card)
    theirs = await discuss(server)
    assert say("discuss-locked") in shown(theirs)
    await server.app.progress.set(server.member.id, ID, 90)
    refused = await press(server.member, theirs, f"b:band:{ID}:31:")
    assert refused.content == say("error-discuss-closed") and made(server) == 2
    await restart(server)
    await press(sam, card, "b:lock-home:")
    assert not any(lock_of(server, thread) for thread in server.channel.threads)


async def test_a_lock_wants_a_permission_and_changes_nothing_without_it(server: Server) -> None:
    await drama(server)
    sam, talk = moderator(server), closed(server, "talk", manage_threads=False)
    card = await discuss(server, sam, channel=talk)
    answer = await sam.click(card, custom_id=ids(card, "b:lock-home")[0])
    lacks = f"**{say('permission-manage-threads')}**"
    assert answer.response.content == say("error-discuss-lacks", channel=talk.mention, list=lacks)
    assert not (await server.app.homes.home(server.guild.id, ID)).locked


async def test_rename(server: Server) -> None:
    await drama(server)
    sam = managing(server)
    card = await discuss(server, sam)
    await press(sam, card, f"b:band:{ID}:1:")
    await fill(sam, card, "rename-home", "  The\nNew @everyone Name ")
    names = sorted(str(server.env.backend.get_channel(one.id).name) for one in server.channel.threads)
    assert names == ["The New @everyone Name", "The New @everyone Name · episodes 1–10"]
    await press(server.member, home_of(server), f"b:band:{ID}:1:")
    answer = await fill(sam, card, "rename-home", "\u200b")
    assert say("error-home-name") in shown(answer.response)


async def test_what_discord_did_not_rename_is_told(server: Server) -> None:
    await drama(server)
    sam = managing(server)
    card = await discuss(server, sam)
    server.env.inject_error("PATCH", f"/channels/{server.channel.threads[0].id}", status=429)
    answer = await fill(sam, card, "rename-home", "Another")
    assert say("home-left", count=1) in [one.content for one in answer.followups]


async def test_bands_of_the_servers_own_and_what_was_open_stays(server: Server) -> None:
    await drama(server)
    sam = managing(server)
    card = await discuss(server, sam)
    await press(sam, card, f"b:band:{ID}:1:")
    await fill(sam, card, "reband-home", "21, 41")
    assert [one for one in labels(card) if "–" in one] == ["1–20", "🙈 21–40", "🙈 41–end", "1–10"]
    assert ids(home_of(server), "b:band:")[0] == f"b:band:{ID}:1:20"
    old = thread_of(server, "episodes 1–10")
    assert old.mention in shown(await press(sam, card, f"b:band:{ID}:1:10"))
    assert made(server) == 2
    await press(server.member, home_of(server), f"b:band:{ID}:1:20")
    assert made(server) == 3
    await restart(server)
    title = await server.app.catalogue.title(ID)
    assert await server.app.homes.bands(server.guild.id, title) == (Band(1, 20), Band(21, 40), Band(41, END))


@pytest.mark.parametrize("typed", ["x", "0, 5", "1, 91", ",".join(map(str, range(1, 30))), "@everyone"])
async def test_bands_that_cannot_be(server: Server, typed: str) -> None:
    await drama(server)
    sam = moderator(server)
    card = await discuss(server, sam)
    answer = await fill(sam, card, "reband-home", typed[:60])
    assert answer.response.ephemeral and "1, 11, 31" in shown(answer.response)
    assert "@everyone" not in shown(answer.response)
    assert (await server.app.homes.home(server.guild.id, ID)).starts == ()


async def test_a_home_is_merged_into_anothers(server: Server) -> None:
    await drama(server)
    await drama(server, "the-other", name="The Other Drama")
    sam = managing(server)
    card = await discuss(server, sam)
    old = server.channel.threads[0]
    first = home_of(server)
    await fill(sam, card, "merge-home", "title:the-other")
    new = thread_of(server, "The Other Drama")
    assert say("home-moved", thread=new.mention) in shown(message_in(server, first.channel_id, first.id))
    assert server.env.backend.get_channel(old.id).thread_metadata.archived and lock_of(server, old)
    answer = await discuss(server)
    assert new.mention in shown(answer) and "The Other Drama" in shown(answer) and made(server) == 2
    for typed in ("title:the-other", f"title:{ID}"):  # into itself, and into what is part of it
        again = await fill(
            sam, answer if ids(answer, "b:merge") else await discuss(server, sam), "merge-home", typed
        )
        assert say("error-discuss-merge") in shown(again.response)


async def test_forms_check_again_when_they_are_sent(server: Server) -> None:
    await drama(server)
    await drama(server, "the-other", name="The Other Drama")
    sam = moderator(server)
    card = await discuss(server, sam)
    opened = [await press(sam, card, f"b:{one}:") for one in ("rename-home", "merge-home", "reband-home")]
    demote(server, sam)
    for form in opened:
        answer = await sam.submit_modal(form, {"line": "title:the-other"})
        assert answer.response.content == REFUSED
    assert made(server) == 1


async def test_another_servers_moderator_changes_nothing_of_ours(server: Server) -> None:
    await drama(server)
    await discuss(server)
    other = elsewhere(server)
    otto = moderator(other, "otto")
    old = await left_behind(other, f"b:lock-home:{ID}:1")
    await otto.click(old, label="old")
    assert not (await server.app.homes.home(server.guild.id, ID)).locked
    assert not lock_of(server, server.channel.threads[0])
