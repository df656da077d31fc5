"""/doctor: whatever is wrong is named, the worst first, with the way to mend it; and when it is mended it is gone."""

from __future__ import annotations

import shutil
import time
from typing import Any

import pytest

from bot.domain.announcing.delivery import DeliveryState
from bot.domain.announcing.subscription import State, Subscription, Wishes
from bot.domain.diagnosis import Finding, Trouble
from bot.domain.model import Language
from bot.domain.prompt import Week
from bot.domain.server import ServerSettings
from bot.domain.viewer import Viewer
from bot.services import host
from bot.services.announcing import new_event
from bot.services.host import Ill
from cogs._findings import findings_card, sentences
from tests.cogs.acting import (
    demote,
    elsewhere,
    give_command,
    labels,
    left_behind,
    moderator,
    own_application,
    restart,
    say,
    shown,
)
from tests.cogs.announcing import announce, choose, closed, ready
from tests.cogs.test_limits import checked
from tests.conftest import Server
from tests.test_locales import messages

USAGE = shutil.disk_usage(".")._replace(free=499 * 2**20)
REFUSED = say("error-moderators-only")


async def doctor(server: Server, member: Any) -> Any:
    answer = await member.slash(server.channel, "doctor")
    assert answer.ephemeral
    return answer.response


async def follow(
    server: Server, channel: Any, state: State = State.ACTIVE, reason: str = "", **wishes: Any
) -> None:
    one = Subscription(
        channel=channel.id,
        guild=server.guild.id,
        state=state,
        reason=reason,
        told_at=2**40,
        wishes=Wishes(**wishes),
    )
    await server.app.announcing.subscribe(one)


async def settled(server: Server, channel: Any, state: DeliveryState, reason: str, ago: int = 60) -> None:
    """A post that was given up, or of which nobody knows."""
    event = new_event("post", 0, guild=server.guild.id, text="Hello", channels=(channel.id,))
    await server.app.announcing.announce(event)
    async with server.app.database.transaction() as db:
        await db.execute(
            "UPDATE deliveries SET state = :state, reason = :reason, settled_at = :at"
            " WHERE post IN (SELECT post FROM post_items WHERE announcement = :event)",
            {"state": state.value, "reason": reason, "at": int(time.time()) - ago, "event": event.id},
        )


async def test_nothing_is_set_up_yet_and_then_all_is_well(server: Server) -> None:
    sam = moderator(server)
    card = await doctor(server, sam)
    assert say("doctor-nothing") in shown(card) and "**/setup**" in shown(card)
    await choose(server, sam, server.guild.create_text_channel("new-titles"))
    await sam.click(card, label=say("button-check-again"))
    assert say("doctor-well") in shown(card) and say("doctor-nothing") not in shown(card)
    assert len(shown(card).splitlines()) == 3, "a short card"


async def test_settings_without_announcements(server: Server) -> None:
    await server.app.servers.change(server.guild.id, region="GB")
    card = shown(await doctor(server, moderator(server)))
    assert say("doctor-no-channel") in card and say("doctor-nothing") not in card


async def test_a_channel_that_was_deleted(server: Server) -> None:
    sam, news = await ready(server)
    card = await doctor(server, sam)
    assert say("doctor-well") in shown(card)
    server.env.backend.delete_channel(news.id)
    await server.env.settle()
    await restart(server)
    await sam.click(card, label=say("button-check-again"))
    assert say("doctor-gone", channel=news.mention, id=str(news.id)) in shown(card)
    await announce(server, sam, "channel remove", channel=str(news.id))
    await sam.click(card, label=say("button-check-again"))
    assert say("doctor-gone", channel=news.mention, id=str(news.id)) not in shown(card)


async def test_a_channel_that_came_back_is_resumed_by_hand(server: Server) -> None:
    sam, news = moderator(server), server.guild.create_text_channel("new-titles")
    await follow(server, news, State.DISABLED, "channel-gone")
    card = await doctor(server, sam)
    assert say("doctor-stopped", channel=news.mention, reason=say("reason-channel-gone")) in shown(card)
    await announce(server, sam, "channel resume", channel="new-titles")
    await sam.click(card, label=say("button-check-again"))
    assert say("doctor-well") in shown(card)


async def test_permissions(server: Server) -> None:
    sam = moderator(server)
    quiet, past = (
        closed(server, "quiet", send_messages=False),
        closed(server, "past", read_message_history=False),
    )
    threads = closed(server, "threads", create_public_threads=False)
    await choose(server, sam, quiet)
    await choose(server, sam, past)
    await choose(server, sam, threads, thread="{title}")
    card = shown(await doctor(server, sam))
    said = [
        say("doctor-lacks", channel=quiet.mention, list="**Send Messages**, **Embed Links**"),
        say("doctor-lacks", channel=threads.mention, list="**Create Public Threads**"),
        say("doctor-history", channel=past.mention, list="**Read Message History**"),
    ]
    assert [card.index(line) for line in said] == sorted(card.index(line) for line in said)
    assert card.count("🔴") == 2 and card.count("🟡") == 1


async def test_what_discord_refused_though_no_permission_is_missing(server: Server) -> None:
    sam, news = moderator(server), server.guild.create_text_channel("new-titles")
    await follow(server, news, State.BLOCKED, "no-permission")
    card = shown(await doctor(server, sam))
    assert say("doctor-blocked", channel=news.mention, reason=say("reason-no-permission")) in card


async def test_roles(server: Server) -> None:
    sam, news = moderator(server), closed(server, "new-titles", mention_everyone=False)
    mute, loud = (server.guild.create_role(n, mentionable=n == "loud") for n in ("mute", "loud"))
    await choose(server, sam, news, role=mute)
    card = await doctor(server, sam)
    assert say("doctor-role-silent", channel=news.mention, role=mute.mention) in shown(card)
    await announce(server, sam, "channel edit", channel=news, role=loud)
    await sam.click(card, label=say("button-check-again"))
    assert say("doctor-well") in shown(card)
    server.env.backend.delete_role(server.guild.id, loud.id)
    await server.env.settle()
    await sam.click(card, label=say("button-check-again"))
    assert say("doctor-role-gone", channel=news.mention) in shown(card)


async def test_a_filter_that_fits_no_drama(server: Server) -> None:
    sam = moderator(server)
    news, own, some = (server.guild.create_text_channel(n) for n in ("none", "own", "some"))
    await follow(server, news, trope="revenge", collection="red-mirror", spoken="ko")
    await follow(server, own, origin="own")
    await follow(server, some, trope="revenge", region="GB", origin="shared")
    card = shown(await doctor(server, sam))
    assert say("doctor-barren", channel=news.mention) in card
    assert own.mention not in card, "dramas of its own may still come"
    assert some.mention not in card


async def test_paused_by_a_moderator_or_by_a_failure(server: Server) -> None:
    sam, news = await ready(server)
    forum = server.guild.create_forum_channel("forum")
    await follow(server, forum, State.PAUSED, "forum-tag", kind="forum")
    await announce(server, sam, "channel pause", channel="new-titles")
    card = shown(await doctor(server, sam))
    stopped = say("doctor-stopped", channel=forum.mention, reason=say("reason-forum-tag"))
    assert card.index(stopped) < card.index(say("doctor-paused", channel=news.mention))


async def test_posts_that_failed_in_the_last_seven_days(server: Server) -> None:
    sam, news = await ready(server)
    await settled(server, news, DeliveryState.DEAD, "filtered")
    await settled(server, news, DeliveryState.DEAD, "filtered")
    await settled(server, news, DeliveryState.UNKNOWN, "unknown")
    await settled(server, news, DeliveryState.DEAD, "refused", ago=8 * 86_400)
    card = await doctor(server, sam)
    gave_up = say("doctor-gave-up", channel=news.mention, count=2, reason=say("reason-filtered"))
    unclear = say("doctor-unclear", channel=news.mention, count=1)
    assert shown(card).index(gave_up) < shown(card).index(unclear)
    assert say("reason-refused") not in shown(card)
    await announce(server, sam, "channel remove", channel="new-titles")
    await choose(server, sam, server.guild.create_text_channel("other"))
    await sam.click(card, label=say("button-check-again"))
    assert say("doctor-well") in shown(card)


async def test_places_and_the_role_that_were_chosen(server: Server) -> None:
    sam, _ = await ready(server)
    log, talk = closed(server, "staff", send_messages=False), server.guild.create_text_channel("talk")
    role = server.guild.create_role("Helpers")
    await server.app.servers.change(
        server.guild.id,
        log_channel=log.id,
        talk="thread",
        talk_channel=talk.id,
        role=role.id,
        follow_channel=log.id,
    )
    card = await doctor(server, sam)
    assert say("doctor-log-lacks", channel=log.mention, list="**Send Messages**") in shown(card)
    both = "**Send Messages**, **Embed Links**"  # Discord takes the second away with the first
    assert say("doctor-follow-lacks", channel=log.mention, list=both) in shown(card)
    assert talk.mention not in shown(card)
    for channel in (log, talk):
        server.env.backend.delete_channel(channel.id)
    server.env.backend.delete_role(server.guild.id, role.id)
    await server.env.settle()
    await sam.click(card, label=say("button-check-again"))
    for key, channel in (
        ("doctor-log-gone", log), ("doctor-talk-gone", talk), ("doctor-follow-gone", log)
    ):  # fmt: skip
        assert say(key, channel=channel.mention, id=str(channel.id)) in shown(card)
    assert say("doctor-moderators-gone") in shown(card)


async def test_every_channel_that_a_server_has_chosen_is_looked_at(server: Server) -> None:
    """By the settings there are, so that a new one is not forgotten."""
    sam, _ = await ready(server)
    fields = {name: name for name in ServerSettings.model_fields if name.endswith("_channel")}
    closed_to_us = {name: closed(server, name, view_channel=False) for name in [*fields, "week"]}
    chosen = {name: closed_to_us[name].id for name in fields}
    await server.app.servers.change(server.guild.id, talk="thread", **chosen)
    await server.app.prompts.set_week(
        Week(server.guild.id, closed_to_us["week"].id, 0, 0, "UTC", Language.EN)
    )
    card = await doctor(server, sam)
    for name, channel in closed_to_us.items():
        assert channel.mention in shown(card), name
        server.env.backend.delete_channel(channel.id)
    assert shown(card).count("**View Channel**") == shown(card).count("\n→") == len(closed_to_us)
    await server.env.settle()
    await sam.click(card, label=say("button-check-again"))
    for name, channel in closed_to_us.items():
        assert f"({channel.id})" in shown(card), name
    await sam.slash(server.channel, "prompt stop")
    await server.app.servers.change(server.guild.id, talk="", **dict.fromkeys(fields, 0))
    await sam.click(card, label=say("button-check-again"))
    assert say("doctor-well") in shown(card)


async def test_polls_and_events(server: Server) -> None:
    sam, _ = await ready(server)
    weekly = closed(server, "weekly", send_polls=False)
    await server.app.prompts.set_week(Week(server.guild.id, weekly.id, 0, 0, "UTC", Language.EN))
    card = await doctor(server, sam)
    assert say("doctor-no-polls", channel=weekly.mention, list="**Create Polls**") in shown(card)
    without_events = say("doctor-no-events", list="**Create Events**")
    assert without_events not in shown(card)
    for role in server.env.backend.get_guild(server.guild.id).roles.values():
        role.permissions &= ~((1 << 33) | (1 << 44))
    await restart(server)
    await sam.click(card, label=say("button-check-again"))
    assert without_events in shown(card) and say("doctor-no-events-fix") in shown(card)


async def test_curators_are_told_what_the_host_has_to_mend(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: USAGE)  # type: ignore[reportUnknownLambdaType]
    monkeypatch.setattr(host, "_WAL", 0)
    async with server.app.database.transaction() as db:
        await db.execute("UPDATE meta SET value = 'old' WHERE key = 'shipped'")
    sam, _ = await ready(server)
    assert say("doctor-well") in shown(await doctor(server, sam))
    own_application(server, sam)
    card = shown(await doctor(server, sam))
    for line in (
        say("doctor-host-disk", number=499),
        say("doctor-host-catalogue"),
        say("doctor-host-wal", number=0),
    ):
        assert line in card
    assert (
        card.index(say("doctor-well"))
        < card.index(say("doctor-host"))
        < card.index(say("doctor-host-disk", number=499))
    )
    assert str(server.app.settings.database_path.parent) not in card


# -- who may


async def test_members_are_refused(server: Server) -> None:
    sam, _ = await ready(server)
    give_command(server, "doctor", server.member)
    assert (await doctor(server, server.member)).content == REFUSED
    card = await doctor(server, sam)
    demote(server, sam)
    answer = await sam.click(card, label=say("button-check-again"))
    assert answer.ephemeral and answer.response.content == REFUSED


async def test_another_server_learns_nothing_of_ours(server: Server) -> None:
    sam, _ = await ready(server)
    quiet = closed(server, "quiet", send_messages=False)
    await choose(server, sam, quiet)
    await settled(server, quiet, DeliveryState.DEAD, "filtered")
    other = elsewhere(server)
    card = shown(await doctor(other, moderator(other, "otto")))
    assert say("doctor-nothing") in card and quiet.mention not in card


async def test_buttons_of_other_versions(server: Server) -> None:
    answer = await moderator(server).click(await left_behind(server, "b:doctor:x"), label="old")
    assert answer.response.content == say("error-old-button")


# -- languages, limits


@pytest.mark.parametrize("language", Language)
async def test_in_the_moderators_language(server: Server, language: Language) -> None:
    sam = moderator(server)
    await server.speaks(sam, language)
    card = await doctor(server, sam)
    assert say("doctor-heading", language) in shown(card) and say("doctor-nothing-fix", language) in shown(
        card
    )
    assert labels(card) == [say("button-check-again", language)]


@pytest.mark.parametrize("language", Language)
def test_every_trouble_is_said_within_limits(language: Language) -> None:
    viewer, long = Viewer(2**64 - 1, language), 2**63 - 1
    lacks = ("view_channel", "send_messages", "embed_links", "create_public_threads", "mention_everyone")
    every = [Finding(one, long, long, lacks, "forum-tag", 10**6) for one in Trouble]
    assert all(all(sentences(one, viewer)) for one in every)
    ills = [Ill(key, 10**6) for key in messages(Language.EN) if key.startswith("doctor-host-")]
    text = checked(findings_card(every, viewer, ills))
    assert all(say(one.key, language, number=one.number) in text for one in ills)
    assert say("doctor-more", language, count=len(every) - 10) in text
    checked(findings_card([], viewer))
