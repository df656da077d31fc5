"""Worked, Didn't work: what members say of a way is counted once each, shown without names, and orders the ways."""

from __future__ import annotations

import json

import pytest

from bot.domain.evidence import Way
from bot.domain.model import Language, Route
from bot.domain.way_forms import way_digest
from tests.cogs.acting import (
    add_title,
    demote,
    elsewhere,
    labels,
    left_behind,
    moderator,
    own_application,
    press_at_once,
    restart,
    say,
    shown,
    watch,
)
from tests.cogs.editing import behind_their_back
from tests.cogs.suggesting import actions
from tests.conftest import Server, custom_id
from tests.made_up import title

SNAKE = "title:greedy-snake"
WAY = Way("greedy-snake", "xiaohongshu", "GB")
LONG_AGO = 0.0  # when an account was made
WORKED, FAILED = say("button-worked"), say("button-failed")


@pytest.fixture(autouse=True)
def grown_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """simcord's members are all of today."""
    monkeypatch.setattr("bot.services.evidence.YOUNG", -(10**9))


async def said(server: Server, region: str = "GB") -> str:
    return shown(await watch(server, SNAKE, region))


def line(key: str, count: int) -> str:
    """Up to the time."""
    return say(key, count=count, region="the United Kingdom", when="@").partition("@")[0]


async def test_a_vote_is_thanked_for_and_seen_by_others(server: Server) -> None:
    assert say("evidence-none", region="the United Kingdom") in await said(server)
    card = await watch(server, SNAKE, "GB")
    await server.member.click(card, label=WORKED)
    assert say("vote-thanks") in shown(card) and line("evidence-worked", 1) in shown(card)
    other = server.join("noah")
    theirs = (await other.slash(server.channel, "how-to-watch", title=SNAKE, region="GB")).response
    assert line("evidence-worked", 1) in shown(theirs) and str(server.member.id) not in shown(theirs)
    await other.click(theirs, label=FAILED)
    assert line("evidence-worked", 1) in shown(theirs) and line("evidence-failed", 1) in shown(theirs)
    assert say("evidence-none", region="Ireland") in await said(server, "IE"), "another country"


async def test_a_vote_can_be_changed_and_counts_once(server: Server) -> None:
    card = await watch(server, SNAKE, "GB")
    for label in (WORKED, WORKED, FAILED, FAILED):
        await server.member.click(card, label=label)
    assert line("evidence-failed", 1) in shown(card) and "Worked for" not in shown(card)


async def test_presses_that_come_together_are_one_vote(server: Server) -> None:
    card = await watch(server, SNAKE, "GB")
    yes, no = custom_id(card, "b:vote:")[:-1] + "1", custom_id(card, "b:vote:")[:-1] + "0"
    await press_at_once(server, card, *[yes, no] * 10)
    async with server.app.database.read() as db:
        rows = list(await db.execute_fetchall("SELECT user_id FROM votes"))
    assert [tuple(row) for row in rows] == [(server.member.id,)]


async def test_what_fails_for_several_members_here_is_doubted_here(server: Server) -> None:
    for number in range(3):
        await server.app.evidence.vote(number, server.guild.id, WAY, worked=False, account_made_at=LONG_AGO)
    assert say("evidence-doubtful") in await said(server)
    other = elsewhere(server)
    assert say("evidence-doubtful") not in await said(other)
    assert line("evidence-failed", 3) in await said(other), "but it is told"


async def test_what_works_comes_first_among_ways_of_which_sources_say_the_same(server: Server) -> None:
    routes = [{"platform": platform, "regions": ["GB"]} for platform in ("reelshort", "dramabox")]
    names = [{"text": "Two Ways", "language": "en", "kind": "original"}]
    await add_title(server.app, id="two-ways", names=names, routes=routes)

    async def first() -> str:
        return shown(await watch(server, "title:two-ways", "GB")).partition("### ")[2].partition("\n")[0]

    assert "ReelShort" in await first()
    way = Way("two-ways", "dramabox", "GB")
    await server.app.evidence.vote(1, 0, way, worked=True, account_made_at=LONG_AGO)
    assert "DramaBox" in await first()
    card = await watch(server, "title:two-ways", "GB")
    await server.member.click(card, label=FAILED)
    assert say("vote-thanks-others") in shown(card) and "DramaBox" in shown(card), (
        "the same way is still shown"
    )


async def test_a_new_account_is_asked_for_patience(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.services.evidence.YOUNG", 10**9)
    card = await watch(server, SNAKE, "GB")
    answer = await server.member.click(card, label=WORKED)
    assert answer.ephemeral and answer.response.content == say("error-vote-young", days=10**9 // 86400)
    assert say("evidence-none", region="the United Kingdom") in await said(server)


async def test_a_press_on_an_old_card_counts_for_no_other_way(server: Server) -> None:
    routes = [Route(platform=platform, regions=("GB",)) for platform in ("reelshort", "dramabox")]
    await behind_their_back(server, 0, routes=tuple(routes))
    card = await watch(server, SNAKE, "GB")
    assert "ReelShort" in shown(card)
    await behind_their_back(server, 0, routes=(routes[1],))
    answer = await server.member.click(card, label=WORKED)
    assert answer.ephemeral and answer.response.content == say("error-old-button")
    assert (await server.member.click(card, label=say("button-copy"))).response.content == "贪吃蛇"
    await server.member.select(card, [way_digest(routes[1])], custom_id=custom_id(card, "s:route"))
    await server.member.click(card, label=WORKED)
    assert "DramaBox" in shown(card) and line("evidence-worked", 1) in shown(card)


async def test_after_a_restart_and_from_another_version(server: Server) -> None:
    card = await watch(server, SNAKE, "GB")
    await restart(server)
    await server.member.click(card, label=WORKED)
    assert line("evidence-worked", 1) in shown(card)
    for forged in (
        "b:vote:greedy-snake:0:GB:1",
        "b:vote:greedy-snake:0123abcd:GB:1",
        custom_id(card, "b:vote:").replace(":GB:", ":XX:"),
        "b:vote:gone:0:GB:1",
        "b:vote:x",
    ):
        answer = await server.member.click(await left_behind(server, forged), label="old")
        assert answer.response.content in (say("error-old-button"), say("error-no-title")), forged


@pytest.mark.parametrize("language", Language)
async def test_in_every_language(server: Server, language: Language) -> None:
    await server.speaks(server.member, language)
    card = await watch(server, SNAKE, "GB")
    await server.member.click(card, label=say("button-worked", language))
    assert say("vote-thanks", language) in shown(card) and say("button-failed", language) in labels(card)


async def test_votes_are_exported_and_forgotten(server: Server) -> None:
    card = await watch(server, SNAKE, "GB")
    await server.member.click(card, label=WORKED)
    answer = await server.member.slash(server.channel, "me export")
    [file] = answer.response.attachments
    [vote] = json.loads(await file.read())["votes"]
    assert (vote["title_id"], vote["region"], vote["worked"]) == ("greedy-snake", "GB", True)
    await server.member.slash(server.channel, "me forget")
    assert say("evidence-none", region="the United Kingdom") in await said(server)


async def test_moderators_see_what_fails_and_reset_only_their_own(server: Server) -> None:
    evidence, here = server.app.evidence, server.guild.id
    for user, guild in enumerate((here, here, 77, 77, 77)):
        await evidence.vote(user, guild, WAY, worked=False, account_made_at=LONG_AGO)
    assert [(one.way, one.failed) for one in await evidence.failing(here, 10)] == [(WAY, 2)]
    assert [one.failed for one in await evidence.failing(0, 10)] == [5]
    assert await evidence.reset(here, WAY) == 2 and await evidence.failing(here, 10) == []
    assert [one.failed for one in await evidence.failing(77, 10)] == [3]


async def test_review_lists_what_fails_and_counts_anew(server: Server) -> None:
    sam, here = moderator(server), server.guild.id
    for user in range(2):
        await server.app.evidence.vote(user, here, WAY, worked=False, account_made_at=LONG_AGO)
    card = (await sam.slash(server.channel, "review")).response
    await sam.click(card, label=say("button-section-failing", count=1))
    assert "Greedy Snake" in shown(card) and "Xiaohongshu" in shown(card)
    mend, anew = custom_id(card, "s:mend-way"), custom_id(card, "s:reset-votes")
    opened = await sam.select(card, ["/".join(WAY)], custom_id=mend)
    assert "way-edit" in actions(opened.response) and "Xiaohongshu" in shown(opened.response)
    demote(server, sam)
    for menu in (mend, anew):
        refused = await sam.select(card, ["/".join(WAY)], custom_id=menu)
        assert refused.response.content == say("error-moderators-only")
    kim = moderator(server, "kim")
    card = (await kim.slash(server.channel, "review")).response
    await kim.click(card, label=say("button-section-failing", count=1))
    await kim.select(card, ["/".join(WAY)], custom_id=anew)
    assert say("failing-empty") in shown(card) and await server.app.evidence.failing(here, 9) == []


async def test_curators_see_what_fails_anywhere_and_reset_it_for_all(server: Server) -> None:
    here, evidence = server.guild.id, server.app.evidence
    own = await server.app.editing.add(77, title("secret", "Secret zzqx"), 1)
    for user in range(3):
        for way in (WAY, WAY._replace(title_id=own.title_id)):
            await evidence.vote(user, 77, way, worked=False, account_made_at=LONG_AGO)
    await evidence.vote(9, here, WAY, worked=False, account_made_at=LONG_AGO)
    cara = moderator(server, "cara")
    card = (await cara.slash(server.channel, "review")).response
    assert "section:anywhere" not in str(card.components)
    forged = await left_behind(server, "s:reset-votes:1", ["/".join(WAY)])
    answer = await cara.select(forged, ["/".join(WAY)])
    assert answer.response.content == say("error-curators-only")
    own_application(server, cara)
    card = (await cara.slash(server.channel, "review")).response
    await cara.click(card, label=say("button-section-failing-anywhere", count=1))
    assert "4 members" in shown(card) and "secret" not in str(card.components).casefold()
    opened = await cara.select(card, ["/".join(WAY)], custom_id=custom_id(card, "s:mend-way"))
    assert custom_id(opened.response, "b:way-edit:1:"), "for everybody"
    await cara.select(card, ["/".join(WAY)], custom_id=custom_id(card, "s:reset-votes"))
    assert say("failing-empty") in shown(card)
    assert [one.way.title_id for one in await evidence.failing(77, 9)] == [own.title_id]
