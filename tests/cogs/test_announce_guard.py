"""Only moderators use /announce, of their own server alone; and nothing that anybody types becomes live."""

from __future__ import annotations

from typing import Any

import pytest
from simcord import SetupError

from bot.domain.announcing.subscription import State
from tests.cogs.acting import demote, elsewhere, give_command, labels, left_behind, moderator, say, shown
from tests.cogs.announcing import announce, choose, kept, posted, ready, soon, wishes
from tests.cogs.test_hostile import _LIVE as LIVE
from tests.cogs.test_hostile import TYPED, harmless
from tests.conftest import Server

REFUSED = say("error-moderators-only")
SNAKE = {"title": "title:greedy-snake"}
EVERY: dict[str, dict[str, Any]] = {
    "title": SNAKE,
    "post": {"text": "Hello"},
    "schedule": SNAKE | {"at": "2099-12-24 20:00"},
    "cancel": {"announcement": "1"},
    "preview": SNAKE,
    "log": {},
    "why": SNAKE,
    "channel add": {"channel": "handle"},
    "channel edit": {"channel": "handle"},
    "channel list": {},
    "channel pause": {"channel": "new-titles"},
    "channel resume": {"channel": "new-titles"},
    "channel remove": {"channel": "new-titles"},
}


# -- members


async def test_it_is_not_there_for_members_and_in_direct_messages(server: Server) -> None:
    sam = moderator(server)
    for command in EVERY:
        assert f"announce {command}" in sam.available_commands(server.channel)
    assert not any(
        command.startswith("announce") for command in server.member.available_commands(server.channel)
    )
    with pytest.raises(SetupError):
        await server.member.user.slash("announce channel list")


@pytest.mark.parametrize("command", EVERY)
async def test_a_member_who_was_given_the_command_is_refused(server: Server, command: str) -> None:
    _, news = await ready(server)
    give_command(server, "announce", server.member)
    options = EVERY[command]
    if options.get("channel") == "handle":
        options = {"channel": news}
    assert (await announce(server, server.member, command, **options)).content == REFUSED
    assert (await wishes(server, news)).state is State.ACTIVE and await kept(server) == [news.id]
    assert await server.app.announcing.log(server.guild.id, None, 10, 0) == []
    assert await server.app.announcing.scheduled(server.guild.id) == []


async def test_every_command_is_tried(server: Server) -> None:
    real = {c.qualified_name for c in server.env.bot.tree.walk_commands() if not hasattr(c, "commands")}
    assert {name for name in real if name.startswith("announce ")} == {f"announce {name}" for name in EVERY}


async def test_a_member_who_was_given_the_command_is_offered_nothing_of_the_servers(server: Server) -> None:
    await choose(server, moderator(server), server.guild.create_text_channel("secret"))
    give_command(server, "announce", server.member)
    for command in ("channel remove", "log"):
        assert await server.member.autocomplete(server.channel, f"announce {command}", "channel", "") == []


async def test_buttons_check_again(server: Server) -> None:
    sam = moderator(server)
    for number in range(6):
        await choose(server, sam, server.guild.create_text_channel(f"c{number}"))
    card = await announce(server, sam, "channel list")
    assert "Next ›" in labels(card)
    demote(server, sam)
    answer = await sam.click(card, label="Next ›")
    assert answer.ephemeral and answer.response.content == REFUSED


# -- other servers


async def test_another_servers_moderator_reaches_nothing_of_ours(server: Server) -> None:
    ours = server.guild.create_text_channel("new-titles")
    await choose(server, moderator(server), ours)
    other = elsewhere(server)
    otto = moderator(other, "otto")
    for command in ("channel pause", "channel remove"):
        for typed in (str(ours.id), "new-titles"):
            answer = await announce(other, otto, command, channel=typed)
            assert answer.content == say("error-announce-not-there")
    assert say("announce-channels-empty") in shown(await announce(other, otto, "channel list"))
    assert (await wishes(server, ours)).state is State.ACTIVE


async def test_another_servers_moderator_sees_and_changes_nothing_of_ours(server: Server) -> None:
    sam, news = await ready(server)
    await announce(server, sam, "title", title="tan chi she")
    await announce(server, sam, "schedule", title="tan chi she", at=soon())
    [event] = await server.app.announcing.scheduled(server.guild.id)
    other = elsewhere(server)
    otto = moderator(other, "otto")
    assert await otto.autocomplete(other.channel, "announce cancel", "announcement", "") == []
    answer = await announce(other, otto, "cancel", announcement=event.id)
    assert answer.content == say("error-announce-no-scheduled")
    assert say("announce-log-empty") in shown(await announce(other, otto, "log"))
    ours = await left_behind(other, f"b:log:n:{news.id}:0")
    await otto.click(ours, label="old")
    assert say("announce-log-empty") in shown(ours)
    await choose(other, otto, other.channel)
    assert news.mention not in shown(await announce(other, otto, "why", title="tan chi she"))
    assert len(await server.app.announcing.scheduled(server.guild.id)) == 1
    refused = await announce(other, otto, "post", text="Hello", channel=str(news.id))
    assert refused.content == say("error-announce-not-there")


# -- anything typed


async def test_anything_typed_into_options_of_a_channel_is_shown_letter_by_letter(server: Server) -> None:
    sam, news = moderator(server), server.guild.create_text_channel("new-titles")
    await choose(server, sam, news)
    for option in ("trope", "platform", "collection", "spoken", "region", "zone", "quiet", "thread", "tags"):
        for typed in TYPED:
            if typed[:100].strip():
                answer = await announce(server, sam, "channel edit", channel=news, **{option: typed[:100]})
                assert not LIVE.findall(shown(answer).replace(news.mention, "")), typed
    for typed in TYPED:
        harmless(await announce(server, sam, "channel pause", channel=typed[:100]))
    assert posted(server) == []


async def test_anything_typed_is_shown_letter_by_letter(server: Server) -> None:
    sam, news = await ready(server)
    for typed in TYPED:
        for command, options in (
            ("title", {"title": typed[:200]}),
            ("title", {"title": "title:greedy-snake", "note": typed[:1000] or "x"}),
            ("schedule", {"title": "title:greedy-snake", "at": typed[:100]}),
            ("cancel", {"announcement": typed[:100]}),
            ("post", {"text": typed[:1500] or "x"}),
            ("preview", {"title": typed[:200]}),
            ("why", {"title": typed[:200]}),
            ("log", {"channel": typed[:100]}),
        ):
            text = shown(await announce(server, sam, command, **options)).replace(news.mention, "")
            assert text.strip() and not LIVE.findall(text.replace("<t:", "")), (command, typed[:50], text)
