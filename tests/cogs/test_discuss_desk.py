"""Moderators lock, rename, merge and re-band a drama's home; nobody else does, and what Discord refuses is told."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.bands import END, Band
from tests.cogs.acting import demote, elsewhere, labels, left_behind, moderator, restart, say, shown
from tests.cogs.announcing import closed
from tests.cogs.discussing import ID, discuss, drama, ids, made, managing, press, thread_of
from tests.cogs.parties import make
from tests.cogs.test_discuss import home_of, message_in
from tests.conftest import Server

REFUSED = say("error-moderators-only")


def lock_of(server: Server, thread: Any) -> bool:
    return server.env.backend.get_channel(thread.id).thread_metadata.locked


async def fill(sam: Any, card: Any, action: str, typed: str) -> Any:
    """The answer to a form of one line."""
    opened = await press(sam, card, f"b:{action}:")
    return await sam.submit_modal(opened, {"line": typed})


async def sure(sam: Any, card: Any) -> Any:
    """The answer to the menu that decides about merging."""
    return await sam.select(card, ["the-other"], custom_id=f"s:merge-sure:{ID}")


async def merged(server: Server) -> tuple[Any, Any]:
    """A moderator, and their card after a drama with the home and one band was merged into another."""
    await drama(server)
    await drama(server, "the-other", name="The Other Drama")
    sam = managing(server)
    card = await discuss(server, sam)
    await press(sam, card, f"b:band:{ID}:1:")
    await fill(sam, card, "merge-home", "title:the-other")
    await sure(sam, card)
    return sam, card


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


async def test_bands_of_the_whole_server_are_those_of_homes_opened_from_then_on(server: Server) -> None:
    for identity, episodes in ((ID, 90), ("the-other", 30), ("the-third", None)):
        await drama(server, identity, name=identity, episodes=episodes)
    await discuss(server)
    sam = moderator(server)
    step = await press(sam, (await sam.slash(server.channel, "setup")).response, "b:setup:")
    while not ids(step, "b:set-bands"):
        await sam.click(step, custom_id=ids(step, "b:setup:")[-1])
    form = await press(sam, step, "b:set-bands")
    wrong = await sam.submit_modal(form, {"line": "0, 5"})
    assert say("error-home-starts", text="0, 5", most=END, bands=10) in shown(wrong.response)
    await sam.submit_modal(await press(sam, step, "b:set-bands"), {"line": "41, 21, 1"})
    assert say("setup-bands-now", list="1, 21, 41") in shown(step)
    await restart(server)
    bands = {
        identity: [one for one in labels(await discuss(server, title=f"title:{identity}")) if "–" in one]
        for identity in (ID, "the-other", "the-third")
    }
    assert bands == {
        ID: ["1–10", "🙈 11–30", "🙈 31–60", "🙈 61–end"],  # as it was
        "the-other": ["1–20", "🙈 21–end"],  # no further than its episodes
        "the-third": ["1–20", "🙈 21–40", "🙈 41–end"],
    }
    await server.app.servers.change(server.guild.id, starts=())
    again = await discuss(server, title="title:the-other", episodes="25")
    assert say("discuss-ask-new", band="episodes 21–end") in shown(again), "an open home keeps its own"
    await drama(server, "the-fourth", name="the-fourth")
    await server.app.servers.change(server.guild.id, starts=(1, 51))
    first = await discuss(server, title="title:the-fourth", episodes="60")
    assert say("discuss-ask-new", band="episodes 51–end") in shown(first)


async def test_a_home_is_merged_into_anothers(server: Server) -> None:
    await drama(server)
    await drama(server, "the-other", name="The Other Drama")
    sam = managing(server)
    card = await discuss(server, sam)
    old = server.channel.threads[0]
    first = home_of(server)
    await fill(sam, card, "merge-home", "title:the-other")
    assert say("home-sure", title="The Ninety", into="The Other Drama") in shown(card)
    assert made(server) == 1 and not lock_of(server, old), "nothing has happened yet"
    await press(sam, card, "b:merge-not:")
    await fill(sam, card, "merge-home", "title:the-other")
    await restart(server)
    told = await sure(sam, card)
    new = thread_of(server, "The Other Drama")
    assert say("home-merged", title="The Ninety", thread=new.mention) == told.followups[-1].content
    assert say("home-moved", thread=new.mention) in shown(message_in(server, first.channel_id, first.id))
    assert server.env.backend.get_channel(old.id).thread_metadata.archived and lock_of(server, old)
    answer = await discuss(server)
    assert new.mention in shown(answer) and "The Other Drama" in shown(answer) and made(server) == 2
    for typed in ("title:the-other", f"title:{ID}"):  # into itself, and into what is part of it
        again = await fill(
            sam, answer if ids(answer, "b:merge") else await discuss(server, sam), "merge-home", typed
        )
        assert say("error-discuss-merge") in shown(again.response)


async def test_a_merge_can_be_taken_back(server: Server) -> None:
    sam, card = await merged(server)
    old = [thread_of(server, "The Ninety"), thread_of(server, "The Ninety · episodes 1–10")]
    assert all(lock_of(server, thread) for thread in old)
    await restart(server)
    told = await sam.click(card, custom_id=ids(card, "b:unmerge-home:")[0])
    assert told.followups[-1].content == say("home-taken-out", title="The Ninety")
    for thread in old:
        state = server.env.backend.get_channel(thread.id).thread_metadata
        assert not state.locked and not state.archived
        assert say("home-tip") in shown(message_in(server, server.channel.id, thread.id)), "as it was"
    assert old[0].mention in shown(await discuss(server)) and made(server) == 3
    late = await left_behind(server, f"b:unmerge-home:{ID}")
    demote(server, sam)
    assert (await sam.click(late, label="old")).response.content == REFUSED


async def test_progress_noted_for_either_counts_in_a_merged_home(server: Server) -> None:
    await merged(server)
    await server.app.progress.set(server.member.id, ID, 70)
    await server.app.progress.set(server.member.id, "the-other", 12)
    answer = await discuss(server)
    assert say("progress-of", episode="70", total="90") in shown(answer)
    assert not any("🙈" in label for label in labels(answer))
    await server.app.progress.set(server.member.id, "the-other", 80)
    assert say("progress-of", episode="80", total="90") in shown(await discuss(server))


async def test_a_merge_that_was_cut_short_is_finished_by_the_next_one_who_asks(server: Server) -> None:
    await drama(server)
    await drama(server, "the-other", name="The Other Drama")
    managing(server)
    await discuss(server)
    old = thread_of(server, "The Ninety")
    await discuss(server, title="title:the-other")
    await server.app.homes.merge(server.guild.id, ID, "the-other")  # and there the program ended
    await restart(server)
    server.env.inject_error("PATCH", f"/channels/{old.id}", status=503)
    await discuss(server)
    assert not lock_of(server, old)
    await discuss(server, server.join("noah"))
    assert lock_of(server, old)
    new = thread_of(server, "The Other Drama").mention
    assert say("home-moved", thread=new) in shown(message_in(server, server.channel.id, old.id))
    before = len(server.env.http_requests)
    await discuss(server)
    assert not [
        r for r in server.env.http_requests[before:] if r.method == "PATCH" and "/channels/" in r.path
    ]


async def test_a_watch_party_is_in_the_bands_of_now_and_in_the_home_that_a_drama_is_part_of(
    server: Server,
) -> None:
    await drama(server)
    await drama(server, "the-other", name="The Other Drama")
    sam = managing(server)
    card = await discuss(server, sam)
    await press(sam, card, f"b:band:{ID}:1:")
    await fill(sam, card, "reband-home", "21, 41")
    party = await make(server, sam, title=f"title:{ID}")
    assert party.thread == thread_of(server, "The Ninety · episodes 41–end").id, "it is of all 90 episodes"
    await fill(sam, card, "merge-home", "title:the-other")
    await sure(sam, card)
    party = await make(server, sam, title=f"title:{ID}", episodes="1-10")
    assert party.thread == thread_of(server, "The Other Drama · episodes 1–10").id


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
