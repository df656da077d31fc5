"""/discuss opens one home for a drama, finds it again, and asks before a band that is later than one's progress."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from simcord.results import ResponseMessage

from bot.domain.bands import END, Band
from bot.domain.home import HOME
from bot.domain.model import Language
from cogs._homes import Homes
from tests.cogs.acting import demote, elsewhere, find, labels, left_behind, moderator, restart, say, shown
from tests.cogs.announcing import closed
from tests.cogs.discussing import (
    ID,
    IT,
    click_at_once,
    discuss,
    drama,
    ids,
    made,
    managing,
    press,
    slash_at_once,
    thread_of,
)
from tests.cogs.test_hostile import _LIVE as LIVE
from tests.cogs.test_hostile import TYPED
from tests.conftest import Server

LINK = "https://discord.com/channels/"


def first_message(server: Server, channel: Any = None) -> Any:
    """Of the home, in its channel."""
    return next(m for m in (channel or server.channel).history() if m.components)


def home_of(server: Server) -> ResponseMessage:
    return message_in(server, server.channel.id, first_message(server).id)


def message_in(server: Server, channel: int, message: int) -> ResponseMessage:
    return ResponseMessage(server.env, server.env.backend.get_message(channel, message))


async def test_a_home_is_opened_once_and_found_again_for_ever(server: Server) -> None:
    await drama(server)
    answer = await discuss(server)
    home = thread_of(server, "The Ninety")
    assert home.mention in shown(answer) and say("progress-none") in shown(answer)
    assert [one for one in labels(answer) if "–" in one] == ["1–10", "🙈 11–30", "🙈 31–60", "🙈 61–end"]
    card = home_of(server)
    assert say("home-rules") in shown(card) and "The Ninety" in shown(card) and "💬" in shown(card)
    assert ids(card, "b:band:") == [f"b:band:{ID}:1:10", f"b:band:{ID}:11:30", f"b:band:{ID}:31:60",
                                    f"b:band:{ID}:61:{END}"]  # fmt: skip
    other = server.join("noah")
    assert home.mention in shown(await discuss(server, other))
    await restart(server)
    assert home.mention in shown(await discuss(server, other)) and made(server) == 1


async def test_a_band_is_entered_at_once_or_after_a_question(server: Server) -> None:
    await drama(server)
    card = await discuss(server)
    first = await press(server.member, card, "b:band:ninety-episodes:1:")
    assert thread_of(server, "episodes 1–10").mention in shown(first)
    asked = await press(server.member, card, "b:band:ninety-episodes:31:")
    assert say("discuss-ask-new", band="episodes 31–60") in shown(asked)
    assert LINK not in str(asked.components) and made(server) == 2, "no link, and no thread yet"
    inside = await press(server.member, asked, "b:go-in:")
    there = thread_of(server, "episodes 31–60")
    assert there.mention in shown(inside) and LINK in str(inside.components)
    assert await server.app.progress.at(server.member.id, ID) == 0
    starter = message_in(server, server.channel.id, there.id)
    for part in ("### The Ninety", say("title-episodes", count=90), say("band-rules", last="60"), "💬 "):
        assert part in shown(starter)
    assert labels(starter) == [say("button-my-progress"), say("button-watch")]


async def test_i_am_further_now_sets_progress_and_never_takes_any_back(server: Server) -> None:
    await drama(server)
    await server.app.progress.set(server.member.id, ID, 12)
    card = await discuss(server)
    assert "11–30" in labels(card) and "🙈 31–60" in labels(card)
    asked = await press(server.member, card, "b:band:ninety-episodes:31:")
    assert say("discuss-ask", episode="12", band="episodes 31–60") in shown(asked)
    await press(server.member, asked, "b:further:")
    assert await server.app.progress.at(server.member.id, ID) == 31
    await server.app.progress.set(server.member.id, ID, 50)
    again = await press(server.member, home_of(server), "b:band:ninety-episodes:31:")
    assert LINK in str(again.components)
    other = server.join("noah")
    assert LINK not in str((await press(other, home_of(server), "b:band:ninety-episodes:31:")).components)


@pytest.mark.parametrize(
    ("typed", "band"), [("12", "11–30"), ("11-30", "11–30"), ("第70集", "61–end"), ("3", "1–10")]
)
async def test_episodes_lead_to_their_band(server: Server, typed: str, band: str) -> None:
    await drama(server)
    await server.app.progress.set(server.member.id, ID, 90)
    answer = await discuss(server, episodes=typed)
    assert thread_of(server, f"episodes {band}").mention in shown(answer)


async def test_episodes_of_a_later_band_are_asked_about(server: Server) -> None:
    await drama(server)
    answer = await discuss(server, episodes="70")
    assert say("discuss-ask-new", band="episodes 61–end") in shown(answer) and LINK not in str(
        answer.components
    )


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("x", "error-discuss-episodes"),
        ("0", "error-discuss-episodes"),
        ("1 2 3", "error-discuss-episodes"),
        ("91", "error-progress-beyond"),
    ],
)
async def test_episodes_that_are_none(server: Server, typed: str, key: str) -> None:
    await drama(server)
    answer = await discuss(server, episodes=typed)
    assert answer.content == say(key, text=typed, most=90) and made(server) == 0


async def test_a_drama_of_unknown_length_has_one_band_that_everybody_may_enter(server: Server) -> None:
    await drama(server, episodes=None)
    card = await discuss(server)
    inside = await press(server.member, card, f"b:band:{ID}:1:{END}")
    assert thread_of(server, "all episodes").mention in shown(inside)


async def test_a_home_shows_its_bands_as_soon_as_the_episodes_are_known(server: Server) -> None:
    await drama(server, episodes=None)
    await discuss(server)
    assert ids(home_of(server), "b:band:") == [f"b:band:{ID}:1:{END}"]
    await drama(server)
    dead = await press(server.member, home_of(server), "b:band:")
    assert dead.content == say("error-discuss-band"), "and from now on it is another one"
    four = [f"b:band:{ID}:1:10", f"b:band:{ID}:11:30", f"b:band:{ID}:31:60", f"b:band:{ID}:61:{END}"]
    assert ids(home_of(server), "b:band:") == four
    await drama(server, episodes=20)
    await discuss(server)
    assert ids(home_of(server), "b:band:") == [f"b:band:{ID}:1:10", f"b:band:{ID}:11:{END}"]
    before = edits(server)
    await restart(server)
    await discuss(server)
    assert edits(server) == before, "what is right is left alone"


def edits(server: Server) -> int:
    """Of messages in channels."""
    return sum(r.method == "PATCH" and r.path.startswith("/channels/") for r in server.env.http_requests)


# -- at once


async def test_fifty_members_at_once_open_one_home(server: Server) -> None:
    await drama(server)
    members = [server.join(f"fan{number}") for number in range(50)]
    await slash_at_once(server, members)
    assert made(server) == 1 and len(server.channel.threads) == 1
    answers = [r for r in server.env.http_requests if r.method == "PATCH" and "@original" in r.path]
    assert len(answers) == 50 and all(server.channel.threads[0].mention in str(r.json) for r in answers)


async def test_fifty_members_press_discuss_at_once_and_open_one_home(server: Server) -> None:
    await drama(server)
    card = await find(server, IT["title"])
    [button] = ids(card, "b:discuss:")
    members = [server.join(f"fan{number}") for number in range(50)]
    await restart(server)
    await click_at_once(server, members, card, button)
    assert made(server) == 1 and len(server.channel.threads) == 1
    answers = [r for r in server.env.http_requests if r.method == "PATCH" and "@original" in r.path]
    assert len(answers) == 50 and all(server.channel.threads[0].mention in str(r.json) for r in answers)


async def test_discuss_is_offered_in_servers_only_and_not_where_one_is_already(server: Server) -> None:
    await drama(server)
    await discuss(server)
    assert ids(home_of(server), "b:discuss:") == []
    private = (await server.member.user.slash("find", query=IT["title"])).response
    assert "The Ninety" in shown(private) and ids(private, "b:discuss:") == []


async def test_fifty_members_at_once_open_one_band(server: Server) -> None:
    await drama(server)
    await discuss(server)
    members = [server.join(f"fan{number}") for number in range(50)]
    await click_at_once(server, members, home_of(server), f"b:band:{ID}:1:10")
    assert made(server) == 2 and len(server.channel.threads) == 2


async def test_whoever_opens_it_gets_the_same_thread(server: Server) -> None:
    title = await drama(server)
    guild = server.env.bot.get_guild(server.guild.id)
    both = [Homes(server.env.bot), Homes(server.env.bot)]
    threads = await asyncio.gather(
        *(one.open(guild, title, Band(11, 30), here=server.channel.id) for one in both * 5)
    )
    assert len({thread.id for thread in threads}) == 1 and made(server) == 2


# -- cut short


async def test_what_was_sent_before_a_crash_is_found_by_its_marker(server: Server) -> None:
    await drama(server)
    server.env.inject_error("POST", "/channels/*/messages/*/threads", status=503)
    answer = await discuss(server)
    assert answer.content == say("error-discuss-later")
    async with (
        server.app.database.transaction() as db
    ):  # as if the process had ended before it noted the message
        await db.execute("UPDATE places SET message = 0, begun_at = 1")
    await restart(server)
    assert server.channel.id and "<#" in shown(await discuss(server))
    assert made(server, f"/channels/{server.channel.id}/messages") == 1 and len(server.channel.threads) == 1


async def test_a_forums_post_whose_answer_was_lost_is_found(server: Server) -> None:
    await drama(server)
    forum = server.guild.create_forum_channel("talk")
    await server.app.servers.change(server.guild.id, talk="forum", talk_channel=forum.id)
    await discuss(server)
    async with server.app.database.transaction() as db:
        await db.execute("UPDATE places SET message = 0, thread = 0, owner = 'gone', until = 0, begun_at = 1")
    assert forum.threads[0].mention in shown(await discuss(server)) and len(forum.threads) == 1


async def test_a_refusal_leaves_nothing_behind(server: Server) -> None:
    await drama(server)
    server.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    assert (await discuss(server)).content == say("error-discuss-forbidden", channel=server.channel.mention)
    assert await server.app.homes.places(server.guild.id, ID) == []
    assert "<#" in shown(await discuss(server))


# -- deleted, archived, locked


async def test_a_deleted_home_is_offered_anew_and_opened_once(server: Server) -> None:
    await drama(server)
    await discuss(server)
    server.env.backend.delete_channel(server.channel.threads[0].id)
    gone = await discuss(server)
    assert say("error-discuss-gone") in shown(gone) and server.channel.threads == []
    opened = await press(server.member, gone, "b:anew:")
    assert server.channel.threads[0].mention in shown(opened)
    server.env.backend.delete_channel(server.channel.threads[0].id)
    gone = await discuss(server)
    anew = ids(gone, "b:anew:")[0]
    await click_at_once(server, [server.member] * 3, await left_behind(server, anew), anew)
    assert len(server.channel.threads) == 1


async def test_a_deleted_band_is_offered_anew(server: Server) -> None:
    await drama(server)
    card = await discuss(server)
    await press(server.member, card, f"b:band:{ID}:1:")
    server.env.backend.delete_channel(thread_of(server, "1–10").id)
    gone = await press(server.member, card, f"b:band:{ID}:1:")
    opened = await press(server.member, gone, "b:anew:")
    assert thread_of(server, "1–10").mention in shown(opened)


async def test_an_archived_home_is_taken_out_and_a_locked_one_stays_locked(server: Server) -> None:
    await drama(server)
    await discuss(server)
    thread = server.channel.threads[0]
    backend = server.env.backend
    backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
    await restart(server)
    allow_editing(server)
    await discuss(server)
    assert not backend.get_channel(thread.id).thread_metadata.archived
    backend.edit_channel(thread.id, {}, thread_metadata={"archived": True, "locked": True})
    answer = await discuss(server)
    assert say("discuss-locked") in shown(answer) and thread.mention in shown(answer)
    assert backend.get_channel(thread.id).thread_metadata.archived


def allow_editing(server: Server) -> None:
    """simcord wants Manage Channels for what Discord lets a thread's owner do."""
    managing(server)


# -- where


async def test_a_forum_gets_posts_with_the_tags_that_fit(server: Server) -> None:
    await drama(server, tropes=["revenge"], last_aired="2025")
    forum = server.guild.create_forum_channel("talk")
    backend = server.env.backend
    plain = {"moderated": False, "emoji_id": None, "emoji_name": None}
    names = ("Revenge", "Romance", "已完结")
    tags = [{"id": str(backend.snowflake()), "name": name, **plain} for name in names]
    backend.edit_channel(forum.id, {"available_tags": tags})
    await server.app.servers.change(server.guild.id, talk="forum", talk_channel=forum.id)
    card = await discuss(server)
    await press(server.member, card, f"b:band:{ID}:1:")
    assert sorted(thread.name for thread in forum.threads) == ["The Ninety", "The Ninety · episodes 1–10"]
    for thread in forum.threads:
        assert [str(tag) for tag in backend.get_channel(thread.id).applied_tags] == [
            tags[0]["id"],
            tags[2]["id"],
        ]


async def test_missing_permissions_are_told_plainly(server: Server) -> None:
    await drama(server)
    talk = closed(server, "talk", create_public_threads=False, read_message_history=False)
    await server.app.servers.change(server.guild.id, talk="thread", talk_channel=talk.id)
    names = f"**{say('permission-read-history')}**, **{say('permission-create-threads')}**"
    answer = await discuss(server)
    assert (
        answer.content == say("error-discuss-lacks", channel=talk.mention, list=names) and made(server) == 0
    )


async def test_a_place_that_is_gone_is_told(server: Server) -> None:
    await drama(server)
    await server.app.servers.change(server.guild.id, talk="thread", talk_channel=5)
    assert (await discuss(server)).content == say("error-discuss-place")


async def test_nobody_opens_threads_through_us_where_they_could_not(server: Server) -> None:
    await drama(server)
    news = closed(server, "news", send_messages=False)
    assert (await discuss(server, channel=news)).content == say("error-discuss-not-here")


async def test_no_other_server_knows(server: Server) -> None:
    await drama(server)
    await discuss(server)
    other = elsewhere(server)
    answer = await discuss(other)
    assert server.channel.threads[0].mention not in shown(answer)
    assert other.channel.threads[0].mention in shown(answer)


async def test_buttons_that_no_version_made(server: Server) -> None:
    await drama(server)
    await discuss(server)
    for action in (f"b:band:{ID}:2:3", f"b:go-in:{ID}:0:0", f"b:further:{ID}:5:9"):
        old = await left_behind(server, action)
        answer = await server.member.click(old, label="old")
        assert (answer.followups or [answer.response])[-1].content == say("error-discuss-band")
    assert made(server) == 1


@pytest.mark.parametrize("language", Language)
async def test_in_each_language(server: Server, language: Language) -> None:
    await drama(server)
    await server.speaks(server.member, language)
    await server.app.servers.change(server.guild.id, language=language.value)
    card = await discuss(server)
    assert say("progress-none", language) in shown(card)
    assert say("home-rules", language) in shown(home_of(server))
    asked = await press(server.member, card, f"b:band:{ID}:61:")
    band = say("band-episodes", language, band=say("band-end", language, first="61"))
    assert say("discuss-ask-new", language, band=band) in shown(asked)


async def test_hostile_names_are_shown_letter_by_letter(server: Server) -> None:
    for number, typed in enumerate(TYPED):
        name = typed.encode("utf-8", "ignore").decode()[:200]
        if not name.strip() or number == 8:
            continue
        await drama(server, f"hostile-{number}", name=name)
        answer = await discuss(server, title=f"title:hostile-{number}")
        text = shown(answer).replace(server.channel.threads[-1].mention, "")
        assert not LIVE.findall(text), text
        assert 1 <= len(server.channel.threads[-1].name) <= 100


async def test_whoever_is_no_moderator_sees_no_buttons_of_theirs(server: Server) -> None:
    await drama(server)
    assert ids(await discuss(server), "b:lock-home") == []
    sam = moderator(server)
    card = await discuss(server, sam)
    assert ids(card, "b:lock-home")
    demote(server, sam)
    for action in ("b:lock-home", "b:rename-home", "b:merge-home", "b:reband-home"):
        answer = await sam.click(card, custom_id=ids(card, action)[0])
        assert answer.response.content == say("error-moderators-only")
    assert await server.app.homes.place(server.guild.id, ID, HOME)
