"""What moderators chose counts: the country of members who chose none, the role of moderators, language and clock."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.announcing.subscription import Subscription
from bot.domain.model import Language
from tests.cogs.acting import (
    demote,
    elsewhere,
    give_command,
    left_behind,
    moderator,
    options,
    restart,
    say,
    shown,
    watch,
)
from tests.cogs.announcing import announce, choose, soon, wishes
from tests.conftest import Server, custom_id

REFUSED = say("error-moderators-only")


# -- the country


async def test_members_who_chose_no_country_watch_from_the_servers(server: Server) -> None:
    assert say("watch-ask-region") in shown(await watch(server, "title:greedy-snake"))
    await server.app.servers.change(server.guild.id, region="GB")
    card = await watch(server, "title:greedy-snake")
    assert say("watch-for", region="United Kingdom") in shown(card)
    change = await server.member.click(card, label=say("button-region"))
    await server.member.select(card, ["TW"])
    assert change and say("watch-for", region="Taiwan") in shown(card)
    assert say("watch-for", region="Taiwan") in shown(await watch(server, "title:greedy-snake"))
    assert say("me-region", region="Taiwan") in shown(
        (await server.member.slash(server.channel, "me settings")).response
    )


async def test_the_servers_country_is_not_the_members(server: Server) -> None:
    await server.app.servers.change(server.guild.id, region="GB")
    other = elsewhere(server)
    assert say("watch-ask-region") in shown(await watch(other, "title:greedy-snake"))
    direct = await server.member.user.slash("how-to-watch", title="title:greedy-snake")
    assert say("watch-ask-region") in shown(direct.response)
    mine = (await server.member.slash(server.channel, "me settings")).response
    assert say("me-region", region=say("me-region-none")) in shown(mine)
    assert (await server.app.members.export(server.member.id))["region"] is None


# -- language and clock


async def test_new_channels_begin_with_the_servers_language_and_clock(server: Server) -> None:
    sam, old = moderator(server), server.guild.create_text_channel("old")
    await choose(server, sam, old, zone="Asia/Tokyo")
    await server.app.servers.change(server.guild.id, language="zh-TW", zone="Asia/Taipei")
    new = server.guild.create_text_channel("new")
    await choose(server, sam, new)
    one = (await wishes(server, new)).wishes
    assert (one.language, one.timing.zone) == (Language.ZH_TW, "Asia/Taipei")
    assert (await wishes(server, old)).wishes.timing.zone == "Asia/Tokyo"
    await announce(server, sam, "schedule", title="title:greedy-snake", at=soon())
    [event] = await server.app.announcing.scheduled(server.guild.id)
    assert event.at % 86_400 == 12 * 3600, "eight in the evening in Taipei"


# -- the role that makes moderators


async def helper(server: Server) -> tuple[Any, Any]:
    """A member with the chosen role, which the server's settings show the commands."""
    role = server.guild.create_role("Helpers")
    await server.app.servers.change(server.guild.id, role=role.id)
    member = server.guild.add_member(server.env.create_user("hana"), roles=[role])
    for name in ("review", "catalogue", "announce", "doctor"):
        give_command(server, name, member)
    return member, role


async def test_the_role_makes_a_moderator_in_commands_buttons_menus_and_forms(server: Server) -> None:
    hana, _ = await helper(server)
    news = server.guild.create_text_channel("new-titles")
    card = await choose(server, hana, news)
    assert news.mention in shown(card)
    assert await hana.autocomplete(server.channel, "announce log", "channel", "new")
    await server.app.curation.miss(server.guild.id, "a lost drama")
    review = (await hana.slash(server.channel, "review")).response
    await hana.select(review, ["a lost drama"], custom_id=custom_id(review, "s:miss-done"))
    assert say("review-empty") in shown(review)
    form = await hana.slash(server.channel, "announce post")
    done = await hana.submit_modal(form, {"words": "Tonight!"})
    assert done.response.content == say("announce-done", title=say("announce-words"), count=1)
    check = (await hana.slash(server.channel, "doctor")).response
    await hana.click(check, label=say("button-check-again"))
    assert say("doctor-well") in shown(check)


async def test_who_loses_the_role_loses_it_all(server: Server) -> None:
    hana, _ = await helper(server)
    await choose(server, hana, server.channel)
    form = await hana.slash(server.channel, "announce post")
    check = (await hana.slash(server.channel, "doctor")).response
    demote(server, hana)
    assert (await hana.submit_modal(form, {"words": "Tonight!"})).response.content == REFUSED
    assert (await hana.click(check, label=say("button-check-again"))).response.content == REFUSED
    assert (await hana.slash(server.channel, "review")).response.content == REFUSED
    assert await hana.autocomplete(server.channel, "announce log", "channel", "") == []


async def test_another_role_or_none_ends_it_at_once_and_after_a_restart(server: Server) -> None:
    hana, role = await helper(server)
    await restart(server)
    assert (await hana.slash(server.channel, "review")).response.content != REFUSED
    for chosen in (server.guild.create_role("Others").id, 0, server.guild.id):
        await server.app.servers.change(server.guild.id, role=chosen)
        assert (await hana.slash(server.channel, "review")).response.content == REFUSED, chosen
    await server.app.servers.change(server.guild.id, role=role.id)
    assert (await hana.slash(server.channel, "review")).response.content != REFUSED


async def test_the_role_counts_in_its_own_server_alone(server: Server) -> None:
    hana, role = await helper(server)
    other = elsewhere(server)
    there = other.guild.add_member(hana.user)
    give_command(other, "review", there)
    assert (await there.slash(other.channel, "review")).response.content == REFUSED
    await server.app.servers.change(other.guild.id, role=role.id)
    assert (await there.slash(other.channel, "review")).response.content == REFUSED, (
        "she does not have it here"
    )


async def test_members_without_the_role_stay_members(server: Server) -> None:
    await helper(server)
    give_command(server, "review", server.member)
    assert (await server.member.slash(server.channel, "review")).response.content == REFUSED
    await server.app.announcing.subscribe(Subscription(channel=server.channel.id, guild=server.guild.id))
    old = await left_behind(server, "b:log:n:0:0")
    assert (await server.member.click(old, label="old")).response.content == REFUSED


@pytest.mark.parametrize("language", Language)
async def test_help_for_a_moderator_by_role(server: Server, language: Language) -> None:
    hana, _ = await helper(server)
    await server.speaks(hana, language)
    text = shown((await hana.slash(server.channel, "help")).response)
    assert say("help-moderators", language) in text and say("help-by-role", language) in text
    assert "**/review**" in text and "**/doctor**" in text and "**/setup**" not in text
    sam = moderator(server)
    text = shown((await sam.slash(server.channel, "help")).response)
    assert "**/setup**" in text and say("help-by-role") not in text


async def test_what_the_menus_offer(server: Server) -> None:
    """The countries and clocks that most servers need are in the menus."""
    card = (await moderator(server).slash(server.channel, "setup")).response
    assert {"GB", "US", "TW", "CN", "other"} <= set(options(card))
