"""/watch-party: what a member says is said back, and becomes one event, one message and one thread."""

from __future__ import annotations

import json
import re
import time
from typing import Any

import pytest

from bot.domain.model import Language
from bot.domain.party import Party, State
from bot.services.parties import A_WEEK, OPEN_BY_MODERATOR
from cogs._zones import OTHER
from tests.cogs.acting import elsewhere, labels, left_behind, moderator, press_at_once, restart, say, shown
from tests.cogs.parties import ask, change, events, in_zone, make, messages, row, rows, soon, told, until
from tests.cogs.suggesting import actions, press, safe
from tests.cogs.test_hostile import TYPED, harmless
from tests.conftest import Server, custom_id

EVENTS, MESSAGES = "/guilds/*/scheduled-events", "/channels/*/messages"


async def test_from_words_to_an_event_with_its_message_and_thread(server: Server) -> None:
    await in_zone(server)
    card = await ask(server, starts="in 3 hours", episodes="1-10")
    (draft,) = await rows(server)
    assert abs(draft.at - soon(3 * 3600)) < 60 and draft.state is State.DRAFT
    for part in (f"<t:{draft.at}:F>", f"<t:{draft.at}:R>", "Greedy Snake", "1–10", "Europe/London"):
        assert part in shown(card)
    assert not events(server) and not messages(server), "nothing before it is said back"
    await press(server.member, card, "meet-make")
    (party,), (event,), (message,) = await rows(server), events(server), messages(server)
    assert party.state is State.MADE and (party.event, party.message) == (event.id, message.id)
    assert event.name == "Watch party: Greedy Snake 《贪吃蛇》 1–10"
    assert event.entity_type == 3 and event.entity_metadata == {"location": "#general"}
    assert "`贪吃蛇`" in event.description and event.description.endswith(f"#{party.id}")
    text = shown(message)
    for part in (f"<t:{party.at}:F>", f"<@{server.member.id}>", "`贪吃蛇`", "1–10"):
        assert part in text
    assert labels(message) == ["Interested", "Copy title", "How to watch", "Move", "Cancel"]
    (thread,) = server.channel.threads
    assert thread.id == party.thread
    assert say("party-made", channel=f"<#{server.channel.id}>") in shown(card)


async def test_where_a_place_for_talk_is_chosen_it_is_in_the_band_of_its_last_episode(server: Server) -> None:
    talk = server.guild.create_text_channel("talk")
    await server.app.servers.change(server.guild.id, talk="thread", talk_channel=talk.id)
    await in_zone(server)
    card = await ask(server, title="title:midsummer-fendela", starts="in 3 hours", episodes="5-12")
    await press(server.member, card, "meet-make")
    (party,), (message,) = await rows(server), messages(server)
    assert party.state is State.MADE and f"<#{party.thread}>" not in shown(message), (
        "who is not so far is asked"
    )
    answer = await server.join("noah").click(message, label="Talk about it")
    assert answer.ephemeral and f"<#{party.thread}>" not in shown(answer.response)
    home = await server.app.homes.places(server.guild.id, party.title_id)
    assert [one.band.first for one in home if one.thread == party.thread] == [11]
    assert not server.channel.threads and {one.id for one in talk.threads} == {one.thread for one in home}


async def test_the_title_is_copied_and_the_recipe_is_each_members_own(server: Server) -> None:
    await make(server)
    (message,) = messages(server)
    noah = server.join("noah")
    copied = await noah.click(message, label="Copy title")
    assert copied.ephemeral and copied.response.content == "贪吃蛇"
    await server.app.members.choose_region(noah.id, "GB")
    recipe = await noah.click(message, label="How to watch")
    assert recipe.ephemeral and say("watch-for", region="United Kingdom") in shown(recipe.response)


async def test_the_servers_country_gives_the_recipe(server: Server) -> None:
    await server.app.servers.change(server.guild.id, region="CN")
    await make(server)
    (message,), (event,) = messages(server), events(server)
    found = re.search(r"Search for `(.+?)` in (.+)", shown(message))
    assert found and found[2] in event.description


async def test_it_takes_as_long_as_its_episodes(server: Server) -> None:
    title = await server.app.catalogue.title("greedy-snake")
    party = await make(server, episodes="第1-20集")
    assert (party.first, party.last) == (1, 20)
    assert party.minutes == (round(20 * title.minutes) if title.minutes else 60)


async def test_in_a_voice_channel(server: Server) -> None:
    lounge = server.guild.create_voice_channel("lounge")
    await make(server, channel=lounge)
    (event,), (message,) = events(server), messages(server)
    assert (event.entity_type, event.channel_id) == (2, lounge.id)
    assert f"<#{lounge.id}>" in shown(message)


async def test_in_a_thread_the_talk_stays_there(server: Server) -> None:
    await in_zone(server)
    first = await make(server)
    thread = next(one for one in server.channel.threads if one.id == first.thread)
    sam = moderator(server)
    await in_zone(server, sam)
    answer = await sam.slash(thread, "watch-party", title="title:greedy-snake", starts="in 5 hours")
    await press(sam, answer.response, "meet-make")
    (second,) = await rows(server, sam)
    assert (second.channel, second.thread) == (thread.id, thread.id) and second.message
    assert len(server.channel.threads) == 1


# -- the time


async def test_the_zone_is_asked_for_once_and_remembered(server: Server) -> None:
    card = await ask(server, starts="8pm")
    assert shown(card) == say("party-ask-zone")
    menu = custom_id(card, "s:meet-zone:")
    await server.member.select(card, ["Asia/Taipei"], custom_id=menu)
    (draft,) = await rows(server)
    assert (draft.at + 8 * 3600) % 86_400 == 20 * 3600 and "Asia/Taipei" in shown(card)
    again = await ask(server, starts="8pm")
    assert f"<t:{draft.at}:F>" in shown(again)
    assert (await server.app.members.preferences(server.member.id)).zone == "Asia/Taipei"
    await press(server.member, again, "meet-zones")
    form = await server.member.select(again, [OTHER], custom_id=custom_id(again, "s:meet-zone:"))
    await server.member.submit_modal(form, {"zone": "vienna"})
    assert "Europe/Vienna" in shown(again)


async def test_the_servers_zone_stands_in_and_a_stamp_needs_none(server: Server) -> None:
    at = soon(5000)
    assert f"<t:{at}:F>" in shown(await ask(server, starts=f"<t:{at}:R>"))
    await server.app.servers.change(server.guild.id, zone="Asia/Tokyo")
    assert "Asia/Tokyo" in shown(await ask(server, starts="8pm"))
    assert (await server.app.members.preferences(server.member.id)).zone is None


async def test_what_is_not_understood_is_said_again_and_nothing_else_is(server: Server) -> None:
    await in_zone(server)
    card = await ask(server, starts="next friday 8pm", episodes="5")
    assert say("error-party-ambiguous", text="next friday 8pm") in shown(card)
    assert say("party-examples") in shown(card) and "meet-make" not in actions(card)
    form = await press(server.member, card, "meet-when")
    await server.member.submit_modal(form, {"line": "yesterday 8pm"})
    assert "yesterday 8pm" in shown(card) and "meet-make" not in actions(card)
    form = await press(server.member, card, "meet-when")
    await server.member.submit_modal(form, {"line": "明晚8点"})
    (draft,) = await rows(server)
    assert f"<t:{draft.at}:F>" in shown(card) and (draft.first, draft.last) == (5, 5)
    await press(server.member, card, "meet-make")
    assert len(events(server)) == 1


async def test_a_time_that_has_passed_meanwhile(server: Server) -> None:
    await in_zone(server)
    card = await ask(server)
    (draft,) = await rows(server)
    await change(server, draft, at=soon(-5))
    answer = await press(server.member, card, "meet-make")
    assert answer.ephemeral and answer.response.content == say("error-party-passed") and not events(server)


@pytest.mark.parametrize("typed", ["0", "x", "9-3", "1-99999", "99999", "-5"])
async def test_episodes_that_are_none(server: Server, typed: str) -> None:
    await in_zone(server)
    answer = await ask(server, episodes=typed)
    assert "error" not in answer.content and typed in answer.content.replace("\\", "")
    assert not await rows(server)


async def test_anything_typed(server: Server) -> None:
    await in_zone(server)
    for typed in TYPED:
        if not 1 <= len(typed) <= 80 or not typed.strip():
            continue
        harmless(await ask(server, starts=typed))
        safe(await ask(server, starts=typed))
        if len(typed) <= 20:
            harmless(await ask(server, episodes=typed))


# -- once


async def test_two_presses_at_once_make_one(server: Server) -> None:
    await in_zone(server)
    card = await ask(server)
    name = custom_id(card, "b:meet-make:")
    await press_at_once(server, card, *[name] * 5)
    assert len(events(server)) == len(messages(server)) == len(server.channel.threads) == 1


async def test_the_draft_outlives_a_restart_and_once_made_says_so(server: Server) -> None:
    await in_zone(server)
    card = await ask(server)
    stale = custom_id(card, "b:meet-when:")
    await restart(server)
    await press(server.member, card, "meet-make")
    assert len(events(server)) == 1
    answer = await server.member.click(await left_behind(server, stale), custom_id=stale)
    assert answer.ephemeral and answer.response.content == say("error-party-made")


async def test_a_newer_draft_replaces_the_older(server: Server) -> None:
    await in_zone(server)
    old, _ = await ask(server), await ask(server)
    answer = await press(server.member, old, "meet-make")
    assert answer.response.content == say("error-party-gone") and not events(server)


@pytest.mark.parametrize("path", [EVENTS, MESSAGES])
async def test_a_fault_of_discords_is_made_good_by_itself(
    server: Server, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    await in_zone(server)
    card = await ask(server)
    server.env.inject_error("POST", path, status=500, times=6)
    await press(server.member, card, "meet-make")
    (party,) = await rows(server)
    assert party.state is State.MAKING
    assert say("party-making", channel=f"<#{server.channel.id}>") in shown(card)
    server.env.backend.faults.clear()
    await change(server, party)  # the lease has run out
    await until(server, party, state=State.MADE)
    assert len(events(server)) == len(messages(server)) == len(server.channel.threads) == 1
    caplog.clear()


async def waited_for(server: Server, path: str, status: int) -> Party:
    """Discord is slow, and says no when it is asked again."""
    await in_zone(server)
    card = await ask(server)
    server.env.inject_error("POST", path, status=500, times=6)
    await press(server.member, card, "meet-make")
    assert say("party-making", channel=f"<#{server.channel.id}>") in shown(card)
    server.env.backend.faults.clear()
    server.env.inject_error("POST", path, status=status, code=50013)
    (party,) = await rows(server)
    await change(server, party)  # the lease has run out
    return party


async def news(server: Server) -> list[Any]:
    """What the host is told besides the answer to their next command."""
    return (await server.member.slash(server.channel, "help")).followups


async def test_who_was_told_to_wait_hears_that_it_cannot_be_and_can_try_again(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    party = await waited_for(server, EVENTS, 403)
    await until(server, party, state=State.DRAFT)
    again = await server.member.slash(
        server.channel, "watch-party", title="title:a-fool-s-love", starts="in 5 hours"
    )
    [told] = again.followups
    for key in ("party-not-made", "error-party-permission"):
        assert say(key, when=f"<t:{party.at}:F>") in shown(told)
    assert await news(server) == [], "once"
    await press(server.member, told, "meet-make")
    assert (await row(server, party)).state is State.MADE and await news(server) == []
    caplog.clear()


async def test_who_was_told_to_wait_hears_that_nothing_could_be_posted(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    party = await waited_for(server, MESSAGES, 403)
    await until(server, party, state=State.MADE)
    [told] = await news(server)
    assert say("party-not-posted") in shown(told) and await news(server) == []
    caplog.clear()


async def test_what_a_host_saw_at_once_is_no_news(server: Server) -> None:
    await in_zone(server)
    card = await ask(server)
    server.env.inject_error("POST", EVENTS, status=403, code=50013)
    await press(server.member, card, "meet-make")
    assert await news(server) == []


async def test_killed_between_discord_and_the_note(server: Server) -> None:
    """What was made is looked for, and found, before it is made again."""
    party = await make(server)
    for lost in ({"event": 0, "message": 0, "thread": 0}, {"message": 0, "thread": 0}, {"thread": 0}):
        await change(server, party, state=State.MAKING, tries=1, **lost)
        assert await until(server, party, state=State.MADE) == party
        assert len(events(server)) == len(messages(server)) == len(server.channel.threads) == 1


async def test_killed_before_the_event_and_found_too_late(server: Server) -> None:
    await in_zone(server)
    await ask(server)
    (draft,) = await rows(server)
    await change(server, draft, state=State.MAKING, tries=1, at=soon(-5))
    await until(server, draft, state=State.CANCELLED)
    assert not events(server) and not messages(server)
    [told] = await news(server)
    assert say("party-too-late") in shown(told)


# -- what is not allowed


async def test_members_have_one_open_and_three_a_week_and_moderators_more(server: Server) -> None:
    first = await make(server)
    assert (await ask(server)).content == say("error-party-open", most=1)
    for _ in range(A_WEEK - 1):
        await change(server, first, state=State.OVER)
        first = await make(server)
    await change(server, first, state=State.OVER)
    many = (await ask(server)).content
    assert many.startswith(say("error-party-many", most=A_WEEK, when="|").partition("|")[0])
    sam = moderator(server)
    for _ in range(OPEN_BY_MODERATOR):
        await make(server, sam)
    assert (await ask(server, sam)).content == say("error-party-open", most=OPEN_BY_MODERATOR)


async def test_without_the_permission_it_says_who_can_give_it(server: Server) -> None:
    for role in server.env.backend.get_guild(server.guild.id).roles.values():
        role.permissions &= ~((1 << 33) | (1 << 44))
    await in_zone(server)
    assert (await ask(server)).content == say("error-party-permission")


async def test_a_server_full_of_events(server: Server) -> None:
    await in_zone(server)
    card = await ask(server)
    server.env.inject_error("POST", EVENTS, status=400, code=30038)
    await press(server.member, card, "meet-make")
    assert say("error-party-full") in told(server)
    await press(server.member, card, "meet-make")
    assert len(events(server)) == 1, "when there is room again, the same button makes it"


async def test_only_the_host_makes_it_and_only_here(server: Server) -> None:
    await in_zone(server)
    card = await ask(server)
    name = custom_id(card, "b:meet-make:")
    (draft,) = await rows(server)
    other = elsewhere(server)
    for guild, host in ((server.guild.id, other.member.id), (other.guild.id, server.member.id)):
        with pytest.raises(Exception, match="error-party-gone"):
            await server.app.parties.begin(guild, host, draft.id, moderates=True)
    assert name.endswith(draft.id) and not events(server)


@pytest.mark.parametrize("language", list(Language))
async def test_in_three_languages(server: Server, language: Language) -> None:
    await server.speaks(server.member, language)
    await server.app.servers.change(server.guild.id, language=language)
    await in_zone(server)
    card = await ask(server, episodes="3")
    assert say("party-ask", language) in shown(card)
    await press(server.member, card, "meet-make")
    (message,), (event,) = messages(server), events(server)
    assert say("party-ready", language) in shown(message)
    assert event.name.startswith(say("party-heading", language, title="|").partition("|")[0])


# -- a member's data


async def test_export_and_forget(server: Server) -> None:
    party = await make(server)
    answer = await server.member.slash(server.channel, "me export")
    kept: dict[str, Any] = json.loads(await answer.response.attachments[0].read())
    assert [one["title"] for one in kept["watch_parties"]] == ["greedy-snake"]
    await server.member.slash(server.channel, "me forget")
    now = await until(server, party, stale=False)
    assert (now.host, now.typed, now.state) == (0, "", State.MADE) and len(events(server)) == 1
    (message,) = messages(server)
    assert str(server.member.id) not in shown(message)


async def test_what_is_over_is_deleted_in_time(server: Server) -> None:
    party = await make(server)
    day = 86_400
    await change(server, party, state=State.OVER, at=soon(-91 * day), made_at=soon(-91 * day))
    await ask(server, server.join("noah"), starts=f"<t:{int(time.time()) + day}:F>")
    with pytest.raises(Exception, match="error-party-gone"):
        await row(server, party)
