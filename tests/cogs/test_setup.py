"""/setup: a walk in one message, for whoever manages the server alone, that tests every permission it needs."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.domain.announcing.subscription import State, Subscription, Timing
from bot.domain.model import Language
from bot.domain.server import NOTHING, ServerSettings
from bot.domain.viewer import Viewer
from cogs._setup_steps import Step, Walk, step_card
from tests.cogs.acting import (
    demote,
    elsewhere,
    give_command,
    kinds,
    labels,
    left_behind,
    moderator,
    restart,
    say,
    shown,
)
from tests.cogs.announcing import choose, closed, kept, wishes
from tests.cogs.settling import REFUSED, begin, chosen, pick, step, walk_to
from tests.cogs.test_hostile import TYPED, harmless
from tests.cogs.test_limits import checked
from tests.conftest import Server

# -- the walk


async def test_the_whole_walk(server: Server) -> None:
    sam, guild = moderator(server), server.guild
    news, log = guild.create_news_channel("news"), guild.create_text_channel("staff")
    forum, helpers = guild.create_forum_channel("talk"), guild.create_role("Helpers")
    fans = guild.create_text_channel("fans")
    ask = guild.create_text_channel("identify")
    card = await begin(server, sam)
    assert f"Step 1 of {len(Step) - 1}" in shown(card) and say("setup-nothing") in shown(card)
    await pick(sam, card, "region", "GB")
    await pick(sam, card, "language", "zh-TW")
    assert "Country: United Kingdom" in shown(card) and "Posts in: Chinese, traditional" in shown(card)
    await step(sam, card, "zone")
    await pick(sam, card, "zone", "Europe/London")
    await step(sam, card, "news")
    await pick(sam, card, "news", news)
    assert f"{news.mention} · Working" in shown(card)
    await step(sam, card, "log")
    await pick(sam, card, "log", log)
    await step(sam, card, "role")
    await pick(sam, card, "role", helpers)
    assert helpers.mention in shown(card) and say("setup-integrations") in shown(card)
    await step(sam, card, "talk")
    await pick(sam, card, "talk", "forum")
    await pick(sam, card, "place", forum)
    await step(sam, card, "follow")
    await pick(sam, card, "follow", fans)
    await step(sam, card, "desk")
    await pick(sam, card, "desk", ask)
    await step(sam, card, "done")
    for said in (
        "United Kingdom",
        "London (Europe/London)",
        news.mention,
        log.mention,
        helpers.mention,
        forum.mention,
        fans.mention,
        ask.mention,
    ):
        assert said in shown(card)
    assert say("setup-well") in shown(card)
    now = chosen(server)
    assert (now.region, now.language, now.zone) == ("GB", Language.ZH_TW, "Europe/London")
    assert (now.log_channel, now.role, now.talk, now.talk_channel) == (log.id, helpers.id, "forum", forum.id)
    assert now.follow_channel == fans.id
    assert now.desk_channel == ask.id
    one = await wishes(server, news)
    assert (one.wishes.kind, one.wishes.language) == ("news", Language.ZH_TW)
    assert one.wishes.timing == Timing(zone="Europe/London") and one.state is State.ACTIVE


async def test_skipping_everything_changes_nothing(server: Server) -> None:
    sam = moderator(server)
    card = await begin(server, sam)
    assert say("button-skip") in labels(card) and say("button-back") not in labels(card)
    await walk_to(sam, card, "done")
    assert shown(card).count(say("setup-nothing")) == len(Step) - 1
    await step(sam, card, "desk")
    assert (
        f"Step {len(Step) - 1} of {len(Step) - 1}" in shown(card)
        and chosen(server) == NOTHING
        and await kept(server) == []
    )


async def test_run_again_it_shows_what_is_set_and_takes_it_back(server: Server) -> None:
    sam, log = moderator(server), server.guild.create_text_channel("staff")
    await server.app.servers.change(
        server.guild.id, region="GB", zone="Asia/Taipei", log_channel=log.id, talk="thread"
    )
    card = await begin(server, sam)
    assert "Country: United Kingdom" in shown(card) and say("button-next-step") in labels(card)
    await sam.click(card, label=say("button-clear"))
    assert say("setup-nothing") in shown(card) and say("button-clear") not in labels(card)
    await step(sam, card, "zone")
    assert "Taipei (Asia/Taipei)" in shown(card)
    await step(sam, card, "news")
    await step(sam, card, "log")
    assert log.mention in shown(card)
    await sam.click(card, label=say("button-clear"))
    now = chosen(server)
    assert (now.region, now.zone, now.log_channel, now.talk) == ("", "Asia/Taipei", 0, "thread")


async def test_pressing_twice_is_one_state(server: Server) -> None:
    sam, news = moderator(server), server.guild.create_text_channel("new-titles")
    card = await begin(server, sam)
    await walk_to(sam, card, "news")
    await pick(sam, card, "news", news)
    await pick(sam, card, "news", news)
    assert await kept(server) == [news.id]


async def test_a_channel_that_has_announcements_keeps_what_it_wants(server: Server) -> None:
    sam, news = moderator(server), server.guild.create_text_channel("new-titles")
    await choose(server, sam, news, trope="revenge", when="weekly")
    before = (await wishes(server, news)).wishes
    card = await begin(server, sam)
    await walk_to(sam, card, "news")
    await pick(sam, card, "news", news)
    assert (await wishes(server, news)).wishes == before


async def test_it_goes_on_after_a_restart(server: Server) -> None:
    sam, news = moderator(server), server.guild.create_text_channel("new-titles")
    card = await begin(server, sam)
    await pick(sam, card, "region", "IE")
    await restart(server)
    await walk_to(sam, card, "news")
    await pick(sam, card, "news", news)
    assert await kept(server) == [news.id]
    await walk_to_done(sam, card)
    assert "Ireland" in shown(card) and news.mention in shown(card)


async def walk_to_done(sam: Any, card: Any) -> None:
    for one in ("log", "role", "talk", "follow", "desk", "done"):
        await step(sam, card, one)


async def test_any_country_and_any_city_can_be_typed(server: Server) -> None:
    sam = moderator(server)
    card = await begin(server, sam)
    await sam.submit_modal(await pick(sam, card, "region", "other"), {"country": "iceland"})
    await step(sam, card, "zone")
    await sam.submit_modal(await pick(sam, card, "zone", "other"), {"zone": "Reykjavik"})
    assert (chosen(server).region, chosen(server).zone) == ("IS", "Atlantic/Reykjavik")
    assert "Reykjavik" in shown(card)
    for typed in TYPED:
        refused = await sam.submit_modal(
            await pick(sam, card, "zone", "other"), {"zone": typed[:60].strip("\0\ud800") or "x"}
        )
        harmless(refused.response)
    assert chosen(server).zone == "Atlantic/Reykjavik"


async def test_threads_and_forum_have_places_of_their_kind(server: Server) -> None:
    sam, text, forum = (
        moderator(server),
        server.guild.create_text_channel("talk"),
        server.guild.create_forum_channel("f"),
    )
    card = await begin(server, sam)
    await walk_to(sam, card, "talk")
    assert len(kinds(card, 8)) == 0, "first which kind"
    await pick(sam, card, "talk", "thread")
    await pick(sam, card, "place", text)
    assert chosen(server).talk_channel == text.id
    await pick(sam, card, "talk", "forum")
    assert (chosen(server).talk, chosen(server).talk_channel) == ("forum", 0)
    await pick(sam, card, "place", forum)
    await pick(sam, card, "talk", "forum")
    assert chosen(server).talk_channel == forum.id


# -- permissions


async def test_it_names_what_is_missing_and_where(server: Server) -> None:
    sam = moderator(server)
    news, log = closed(server, "quiet", send_messages=False), closed(server, "staff", send_messages=False)
    talk = closed(server, "talk", create_public_threads=False, send_messages_in_threads=False)
    past = closed(server, "past", read_message_history=False)
    card = await begin(server, sam)
    await walk_to(sam, card, "news")
    await pick(sam, card, "news", news)
    lacks = say("announce-lacks", channel=news.mention, list="**Send Messages**, **Embed Links**")
    assert lacks in shown(card)
    one = await wishes(server, news)
    assert (one.state, one.reason) == (State.BLOCKED, "send_messages")
    await pick(sam, card, "news", past)
    history = say("setup-history", channel=past.mention, list="**Read Message History**")
    assert lacks in shown(card) and history in shown(card)
    await step(sam, card, "log")
    await pick(sam, card, "log", log)
    assert say("setup-lacks", channel=log.mention, list="**Send Messages**") in shown(card)
    await step(sam, card, "role")
    await step(sam, card, "talk")
    await pick(sam, card, "talk", "thread")
    await pick(sam, card, "place", talk)
    needed = "**Create Public Threads**, **Send Messages in Threads**"
    assert say("setup-lacks", channel=talk.mention, list=needed) in shown(card)
    await step(sam, card, "follow")
    await step(sam, card, "desk")
    await pick(sam, card, "desk", log)
    assert say("setup-lacks", channel=log.mention, list="**Send Messages**, **Embed Links**") in shown(card)
    await step(sam, card, "done")
    assert lacks in shown(card) and needed in shown(card) and say("setup-well") not in shown(card)
    for channel in (news, log, talk, past):
        server.env.backend.delete_overwrite(channel.id, server.guild.default_role.id)
    await server.env.settle()
    await step(sam, card, "desk")
    await step(sam, card, "done")
    assert say("setup-well") in shown(card)
    for role in server.env.backend.get_guild(server.guild.id).roles.values():
        role.permissions &= ~((1 << 33) | (1 << 44))
    await restart(server)
    await step(sam, card, "desk")
    await step(sam, card, "done")
    assert say("doctor-no-events", list="**Create Events**") in shown(card)


async def test_what_discord_says_of_the_channel_comes_before_what_we_know(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord tells the bot's own permissions in a chosen channel; the simulation does not."""
    from simcord import interactions

    resolve = interactions.resolve_handle

    def told(actor: Any, value: Any, resolved: Any, **rest: Any) -> None:
        resolve(actor, value, resolved, **rest)
        for channel in resolved.get("channels", {}).values():
            channel["app_permissions"] = str(discord.Permissions(view_channel=True).value)

    monkeypatch.setattr(interactions, "resolve_handle", told)
    sam = moderator(server)
    card = await begin(server, sam)
    await walk_to(sam, card, "log")
    await pick(sam, card, "log", server.channel)
    assert say("setup-lacks", channel=server.channel.mention, list="**Send Messages**") in shown(card)


async def test_what_is_gone_is_said(server: Server) -> None:
    sam, log, role = (
        moderator(server),
        server.guild.create_text_channel("staff"),
        server.guild.create_role("Helpers"),
    )
    await server.app.servers.change(server.guild.id, log_channel=log.id, role=role.id)
    server.env.backend.delete_channel(log.id)
    server.env.backend.delete_role(server.guild.id, role.id)
    await server.env.settle()
    card = await begin(server, sam)
    await walk_to(sam, card, "done")
    assert say("setup-channel-gone", channel=log.mention, id=str(log.id)) in shown(card)
    assert say("setup-role-gone") in shown(card)


async def test_roles_that_would_make_moderators_of_the_wrong_members(server: Server) -> None:
    sam = moderator(server)
    card = await begin(server, sam)
    await walk_to(sam, card, "role")
    answer = await pick(sam, card, "role", server.guild.default_role)
    assert answer.ephemeral and answer.response.content == say("error-setup-everyone")
    for name in ("Some app", *TYPED):
        role = server.guild.create_role(name[:100].strip("\0\ud800 ") or "x", managed=True)
        harmless((await pick(sam, card, "role", role)).response)
    assert chosen(server).role == 0


# -- who may


async def test_it_is_not_there_for_members(server: Server) -> None:
    sam = moderator(server)
    assert {"setup", "doctor"} <= set(sam.available_commands(server.channel))
    assert not {"setup", "doctor"} & set(server.member.available_commands(server.channel))


async def test_a_member_who_was_given_the_command_is_refused(server: Server) -> None:
    give_command(server, "setup", server.member)
    assert (await begin(server, server.member)).content == REFUSED


async def test_a_moderator_by_role_cannot_choose_roles(server: Server) -> None:
    role = server.guild.create_role("Helpers")
    await server.app.servers.change(server.guild.id, role=role.id)
    helper = server.guild.add_member(server.env.create_user("hana"), roles=[role])
    give_command(server, "setup", helper)
    assert (await begin(server, helper)).content == REFUSED
    for menu in ("b:setup:role", "b:set-clear:role"):
        old = await left_behind(server, menu)
        assert (await helper.click(old, label="old")).response.content == REFUSED
    assert chosen(server).role == role.id


async def test_each_button_menu_and_form_checks_again(server: Server) -> None:
    sam, channel, role = moderator(server), server.channel, server.guild.create_role("Mine")
    card = await begin(server, sam)
    form = await pick(sam, card, "region", "other")
    await step(sam, card, "zone")
    clock = await pick(sam, card, "zone", "other")
    presses = {"region": "GB", "language": "en", "zone": "UTC", "talk": "forum"}
    old = {menu: await left_behind(server, f"s:set-{menu}", [value]) for menu, value in presses.items()}
    await step(sam, card, "news")
    demote(server, sam)
    answers = [await pick(sam, message, menu, presses[menu]) for menu, message in old.items()]
    answers.append(await pick(sam, card, "news", channel))
    answers.append(await sam.click(card, label=say("button-skip")))
    answers.append(await sam.submit_modal(form, {"country": "iceland"}))
    answers.append(await sam.submit_modal(clock, {"zone": "London"}))
    assert {answer.response.content for answer in answers} == {REFUSED}
    assert all(answer.ephemeral for answer in answers)
    assert chosen(server) == NOTHING and await kept(server) == [] and role.id


async def test_the_channel_and_role_menus_check_again(server: Server) -> None:
    sam, role = moderator(server), server.guild.create_role("Mine")
    await server.app.servers.change(server.guild.id, talk="thread")
    cards: dict[str, tuple[Any, Any]] = {}
    for name, menu, value in (
        ("log", "log", server.channel),
        ("role", "role", role),
        ("talk", "place", server.channel),
    ):
        card = await begin(server, sam)
        await walk_to(sam, card, name)
        cards[menu] = card, value
    demote(server, sam)
    for menu, (card, value) in cards.items():
        assert (await pick(sam, card, menu, value)).response.content == REFUSED
    now = chosen(server)
    assert (now.log_channel, now.role, now.talk_channel) == (0, 0, 0)


async def test_another_server_sees_and_changes_its_own_alone(server: Server) -> None:
    sam, other = moderator(server), elsewhere(server)
    log = server.guild.create_text_channel("secret-staff")
    await choose(server, sam, server.guild.create_text_channel("new-titles"))
    await server.app.servers.change(server.guild.id, region="GB", log_channel=log.id)
    before = chosen(server)
    otto = moderator(other, "otto")
    card = await begin(other, otto)
    assert say("setup-nothing") in shown(card)
    await pick(otto, card, "region", "US")
    await walk_to(otto, card, "done")
    assert log.mention not in shown(card) and "United Kingdom" not in shown(card)
    assert chosen(server) == before and chosen(other).region == "US"


async def test_presses_of_other_versions(server: Server) -> None:
    sam = moderator(server)
    for forged in ("b:setup", "b:setup:", "b:setup:x", "b:setup:done:1", "b:set-clear:x", "b:set-clear"):
        answer = await sam.click(await left_behind(server, forged), label="old")
        assert answer.response.content == say("error-old-button"), forged
    for forged, value in (("language", "fr"), ("talk", "chat"), ("news", "1"), ("log", "x"), ("place:chat", "1"),
                          ("place:forum", str(server.channel.id)), ("place", "1")):  # fmt: skip
        old = await left_behind(server, f"s:set-{forged}", [value])
        assert (await pick(sam, old, forged, value)).response.content == say("error-old-button"), forged
    old = await left_behind(server, "s:set-role", ["1"])
    assert (await pick(sam, old, "role", "1")).response.content == say("error-setup-role-gone")
    await pick(sam, await left_behind(server, "s:set-region", ["ZZ"]), "region", "ZZ")
    await pick(sam, await left_behind(server, "s:set-zone", ["Mars"]), "zone", "Mars")
    assert chosen(server) == NOTHING and await kept(server) == []


# -- languages, limits


@pytest.mark.parametrize("language", Language)
async def test_every_step_in_the_members_language(server: Server, language: Language) -> None:
    sam = moderator(server)
    await server.speaks(sam, language)
    await server.app.servers.change(server.guild.id, region="GB", language="zh-CN", role=1, talk="thread")
    card = await begin(server, sam)
    for name in ("home", "zone", "news", "log", "role", "talk", "follow", "desk"):
        assert say(f"setup-step-{name}", language) in shown(card) and say(f"setup-{name}", language) in shown(
            card
        )
        await sam.click(
            card,
            label=say("button-next-step" if name in ("home", "role", "talk") else "button-skip", language),
        )
    assert say("setup-done", language) in shown(card)


@pytest.mark.parametrize("language", Language)
def test_limits(language: Language) -> None:
    long, viewer = 2**63 - 1, Viewer(2**64 - 1, language)
    full = ServerSettings(
        region="GB", language=language, zone="America/Argentina/ComodRivadavia", log_channel=long, role=long,
        talk="thread", talk_channel=long,
    )  # fmt: skip
    channels = [Subscription(channel=long - n, guild=1, state=State.BLOCKED) for n in range(25)]
    many = ["note " * 60] * 25
    for settings, subscriptions, notes in ((NOTHING, [], {}), (full, channels, dict.fromkeys(Step, many))):
        for one in Step:
            checked(step_card(one, Walk(settings, subscriptions, notes), viewer))
