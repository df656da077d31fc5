"""/review: moderators decide about suggestions, once, and what they decide is in the catalogue of their server."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
import pytest

from bot.domain.model import Language
from bot.domain.suggestion import Kind, State
from tests.cogs.acting import (
    add_title,
    callbacks,
    demote,
    elsewhere,
    find,
    give_command,
    kinds,
    labels,
    left_behind,
    moderator,
    options,
    restart,
    say,
    shown,
)
from tests.cogs.announcing import posted, ready
from tests.cogs.editing import prefilled
from tests.cogs.suggesting import NEW, about, actions, decline, kept, press, review, safe, suggest
from tests.cogs.test_hostile import TYPED
from tests.conftest import Server

REFUSED = say("error-moderators-only")


async def one(server: Server) -> Any:
    [found] = await kept(server)
    return found


async def test_the_oldest_comes_first_and_pages_turn(server: Server) -> None:
    for name in ("Dragon one zzqx", "Dragon two zzqx", "Dragon three zzqx"):
        await suggest(server, english=name)
    sam = moderator(server)
    card = await review(server, sam)
    assert "Dragon one zzqx" in shown(card) and "1 of 3" in shown(card)
    assert f"<@{server.member.id}>" in shown(card)
    await sam.click(card, label="Next ›")
    assert "Dragon two zzqx" in shown(card)
    await sam.click(card, label="Last »")
    assert "Dragon three zzqx" in shown(card) and "3 of 3" in shown(card)


@pytest.mark.parametrize("language", Language)
async def test_a_title_is_approved_into_the_servers_own_catalogue(server: Server, language: Language) -> None:
    await suggest(server, **NEW, link="https://www.youtube.com/watch?v=1")
    sam, other = moderator(server), elsewhere(server)
    await server.speaks(sam, language)
    card = await review(server, sam)
    assert [b["url"] for b in kinds(card, 2) if "url" in b] == ["https://www.youtube.com/watch?v=1"]
    answer = await press(sam, card, "approve:")
    assert "Barbecue of the Dragon King" in shown(card) and f"<@{sam.id}>" in shown(card)
    assert answer.followups[0].content == say("announce-preview-none", language)
    assert "Barbecue of the Dragon King" in shown(answer.followups[1])
    assert not posted(server)
    text = shown(await find(server, "long wang de shao kao tan"))
    assert "Barbecue of the Dragon King 《龙王的烧烤摊》" in text and "YouTube" in text
    assert "龙王的烧烤摊" not in shown(await find(other, "Barbecue of the Dragon King"))
    decided = await one(server)
    assert decided.state is State.APPROVED and decided.decided_by == sam.id and decided.title_id


async def test_announce_after_approval_once(server: Server) -> None:
    sam, _ = await ready(server)
    await suggest(server)
    answer = await press(sam, await review(server, sam), "approve:")
    note, post = answer.followups
    assert note.content == say("review-announce") and actions(post)[-2:] == [
        "publish-approved",
        "publish-not",
    ]
    yes = next(b for b in post.components[-1]["components"])["custom_id"]
    await press(sam, post, "publish-approved")
    assert say("announce-done", title="\0", count=1).split("\0")[-1] in shown(post)
    await sam.click(await left_behind(server, yes), label="old")
    logged = await server.app.announcing.log(server.guild.id, None, 10, 0)
    assert len(logged) == 1


async def test_not_now_announces_nothing(server: Server) -> None:
    sam, _ = await ready(server)
    await suggest(server)
    answer = await press(sam, await review(server, sam), "approve:")
    await press(sam, answer.followups[1], "publish-not")
    assert shown(answer.followups[1]) == say("review-not-announced")
    assert await server.app.announcing.log(server.guild.id, None, 10, 0) == []


async def test_edit_and_approve(server: Server) -> None:
    await suggest(server)
    sam = moderator(server)
    card = await review(server, sam)
    form = await press(sam, card, "approve-edited")
    typed = {
        label["component"]["custom_id"]: label["component"].get("value") for label in form.modal["components"]
    }
    assert {k: v for k, v in typed.items() if v} == NEW
    await sam.submit_modal(form, {**NEW, "english": "Dragon King's Grill"})
    assert "Dragon King's Grill" in shown(card)
    assert "Dragon King's Grill" in shown(await find(server, "龙王的烧烤摊"))


async def test_edited_into_something_that_cannot_be_is_refused_and_waits(server: Server) -> None:
    await suggest(server)
    sam = moderator(server)
    form = await press(sam, await review(server, sam), "approve-edited")
    answer = await sam.submit_modal(form, {**NEW, "link": "https://evil.example/x"})
    assert "evil.example is not an official site" in shown(answer.followups[0]).replace("\u2060", "")
    assert (await one(server)).state is State.OPEN
    again = await sam.click(answer.followups[0], label=say("button-correct"))
    assert prefilled(again)["link"] == "https://evil.example/x"


async def test_merge_as_a_name(server: Server) -> None:
    await suggest(server, english="Hungry Serpent zzqx")
    sam = moderator(server)
    card = await review(server, sam)
    form = await press(sam, card, "merge")
    await sam.submit_modal(form, {"line": "tan chi she"})
    assert "Greedy Snake" in shown(card) and (await one(server)).state is State.MERGED
    assert "Greedy Snake" in shown(await find(server, "hungry serpent zzqx"))
    assert "No documented drama" in shown(await find(elsewhere(server), "hungry serpent zzqx"))


async def test_merge_with_one_of_several(server: Server) -> None:
    await suggest(server, english="Hungry Serpent zzqx")
    sam = moderator(server)
    for one_id, name in (("zzqxy-a", "Zzqxy Umbrellas"), ("zzqxy-b", "Zzqxy Penguins")):
        await add_title(server.app, id=one_id, names=[{"text": name, "language": "en", "kind": "original"}])
    form = await press(sam, await review(server, sam), "merge")
    which = (await sam.submit_modal(form, {"line": "zzqxy"})).response
    assert (await one(server)).state is State.OPEN and "zzqxy-b" in options(which)
    await sam.select(which, ["zzqxy-b"])
    assert "Zzqxy Penguins" in shown(which) and (await one(server)).state is State.MERGED


async def test_merge_with_what_nobody_knows(server: Server) -> None:
    await suggest(server)
    sam = moderator(server)
    form = await press(sam, await review(server, sam), "merge")
    answer = await sam.submit_modal(form, {"line": "zzzz qqqq"})
    assert answer.ephemeral and say("error-not-found-title", text="zzzz qqqq") in shown(answer.response)
    assert (await one(server)).state is State.OPEN


async def test_a_correction_is_saved_for_this_server(server: Server) -> None:
    await about(server, "correction", what="year", value="2025")
    sam = moderator(server)
    card = await review(server, sam)
    assert "2025 (now: 2026)" in shown(card)
    await press(sam, card, "approve:")
    assert (await server.app.catalogue.title("greedy-snake", server.guild.id)).year == 2025
    assert (await server.app.catalogue.title("greedy-snake")).year == 2026


async def test_what_is_none_of_our_fields_is_put_right_by_hand(server: Server) -> None:
    await about(server, "correction", what="other", value="The poster is of another drama")
    sam = moderator(server)
    card = await review(server, sam)
    answer = await press(sam, card, "approve:")
    said, fields = answer.followups
    assert said.content == say("review-by-hand") and said.ephemeral
    form = await sam.select(fields, ["year" if "year" in options(fields) else "director"])
    assert form.modal, "it can be changed at once"
    [news] = (await server.member.slash(server.channel, "help")).followups
    assert say("suggest-outcome-by-hand", title="Greedy Snake 《贪吃蛇》") in shown(news)


async def test_asking_answers_before_anything_that_may_have_to_wait(server: Server) -> None:
    """Another decision of the server holds up this one for a second or two; Discord waits for three."""
    await suggest(server)
    sam = moderator(server)
    card = await review(server, sam)
    form = await press(sam, card, "ask")
    await sam.submit_modal(form, {"line": "Where?"})
    assert callbacks(server)[-1]["type"] == 6, "acknowledged; the card follows"
    assert say("review-unanswered") in shown(card)


async def test_a_name_is_added(server: Server) -> None:
    await about(server, "name", name="Hungry Serpent zzqx", language="en")
    sam = moderator(server)
    await press(sam, await review(server, sam), "approve:")
    assert "Greedy Snake" in shown(await find(server, "hungry serpent zzqx"))


@pytest.mark.parametrize("language", Language)
async def test_decline_with_a_reason(server: Server, language: Language) -> None:
    await suggest(server)
    sam = moderator(server)
    await server.speaks(sam, language)
    card = await review(server, sam)
    await decline(sam, card, "drama")
    assert say("suggest-reason-drama", language) in shown(card)
    assert ((await one(server)).state, (await one(server)).reason) == (State.DECLINED, "drama")


async def test_decline_in_own_words(server: Server) -> None:
    await suggest(server)
    sam = moderator(server)
    card = await review(server, sam)
    form = await decline(sam, card, "words")
    await sam.submit_modal(form, {"line": "We have **too many** dragons @everyone"})
    safe(card)
    assert "too many" in shown(card) and (await one(server)).state is State.DECLINED


# -- two at once


async def test_the_second_moderator_is_told_what_the_first_decided(server: Server) -> None:
    await suggest(server)
    sam, kim = moderator(server), moderator(server, "kim")
    mine, theirs = await review(server, sam), await review(server, kim)
    await press(sam, mine, "approve:")
    for act in (
        lambda card: decline(kim, card, "drama"),
        lambda card: press(kim, card, "approve:"),
        lambda card: press(kim, card, "approve-edited"),
        lambda card: press(kim, card, "merge"),
        lambda card: press(kim, card, "ask"),
    ):
        theirs = await _again(server, theirs, kim, act)
    assert (await one(server)).decided_by == sam.id


async def _again(server: Server, card: Any, kim: Any, act: Any) -> Any:
    """Press on a card that shows the suggestion still; the same buttons stand on a fresh copy of it."""
    sent = await server.env.bot.get_channel(server.channel.id).send(view=_copy(card))
    copy = type(card)(server.env, server.env.backend.get_message(server.channel.id, sent.id))
    answer = await act(copy)
    assert answer.followups[0].content == say("error-suggest-decided")
    assert "**Approved** by <@" in shown(copy)
    return card


def _copy(card: Any) -> Any:
    return discord.ui.LayoutView.from_message(card.message, timeout=None)


async def test_at_the_very_same_time_one_title_is_made(server: Server) -> None:
    await suggest(server)
    number, guild, reviewing = (await one(server)).id, server.guild.id, server.app.reviewing
    done = await asyncio.gather(
        *(reviewing.approve(guild, number, by, "x") for by in (1, 2, 3)),
        reviewing.decline(guild, number, 4, "drama"),
        return_exceptions=True,
    )
    assert sum(isinstance(result, Exception) for result in done) == 3
    assert len(await server.app.editing.history(guild, "", 10, 0)) == 1


async def test_what_the_member_takes_back_meanwhile_is_gone(server: Server) -> None:
    await suggest(server)
    sam = moderator(server)
    card = await review(server, sam)
    await server.member.slash(server.channel, "me forget")
    answer = await press(sam, card, "approve:")
    assert answer.followups[0].content == say("error-suggest-gone")
    assert "Barbecue" not in shown(await find(server, "龙王的烧烤摊"))


# -- who may


async def test_members_are_refused(server: Server) -> None:
    await suggest(server)
    sam = moderator(server)
    card = await review(server, sam)
    form = await press(sam, card, "approve-edited")
    merging, asking = await press(sam, card, "merge"), await press(sam, card, "ask")
    demote(server, sam)
    give_command(server, "review", sam)
    assert (await sam.slash(server.channel, "review")).response.content == REFUSED
    for action in ("approve:", "approve-edited", "merge", "ask"):
        assert (await press(sam, card, action)).response.content == REFUSED, action
    assert (await decline(sam, card, "drama")).response.content == REFUSED
    for opened, typed in ((form, NEW), (merging, {"line": "greedy snake"}), (asking, {"line": "why"})):
        assert (await sam.submit_modal(opened, typed)).response.content == REFUSED
    assert (await one(server)).state is State.OPEN


async def test_another_servers_moderator_sees_and_changes_nothing(server: Server) -> None:
    await suggest(server)
    number = (await one(server)).id
    other = elsewhere(server)
    otto = moderator(other, "otto")
    assert say("review-none") in shown(await review(other, otto))
    gone = say("error-suggest-gone")
    for action in ("approve", "approve-edited", "merge", "ask"):
        old = await left_behind(other, f"b:{action}:{number}:0:0")
        answer = await otto.click(old, label="old")
        said = answer.followups or [answer.response]
        assert said[0].content == gone, action
    old = await left_behind(other, f"s:decline:{number}:0:0", ["drama"])
    assert (await otto.select(old, ["drama"])).followups[0].content == gone
    everybody = await left_behind(other, f"b:approve:{number}:1:0")
    answer = await otto.click(everybody, label="old")
    assert answer.response.content == say("error-curators-only")
    assert (await one(server)).state is State.OPEN


async def test_after_a_restart(server: Server) -> None:
    await suggest(server)
    sam = moderator(server)
    card = await review(server, sam)
    await restart(server)
    await press(sam, card, "approve:")
    assert "Barbecue of the Dragon King" in shown(card) and (await one(server)).state is State.APPROVED


async def test_buttons_of_another_version(server: Server) -> None:
    sam = moderator(server)
    for custom_id in (
        "b:approve", "b:approve:x:0:0", "b:approve:1:2:0", "b:merge:1", "b:ask:1:0:x", "b:queue:n:0",
        "b:section", "b:section:x", "b:publish-approved:1", "b:propose-approved:x",
    ):  # fmt: skip
        old = await left_behind(server, custom_id)
        assert (await sam.click(old, label="old")).response.content == say("error-old-button"), custom_id


async def test_anything_typed_is_shown_letter_by_letter(server: Server) -> None:
    sam = moderator(server)
    for number, typed in enumerate(TYPED):
        if not typed[:100].strip():
            continue
        lin = server.join(f"lin{number}")
        answer = await suggest(server, lin, english=typed[:100], where=typed[:60], about=typed[:500])
        if "send-anyway" in actions(answer.response):
            await press(lin, answer.response, "send-anyway")
    card = await review(server, sam)
    while "approve" in actions(card):
        safe(card)
        await decline(sam, card, "unclear")
        await press(sam, card, "queue")
    assert say("review-none") in shown(card)


async def test_existing_titles_are_pointed_out(server: Server) -> None:
    answer = await suggest(server, chinese="贪吃蛇", about="x")
    await press(server.member, answer.response, "send-anyway")
    card = await review(server, moderator(server))
    assert say("review-existing", title="Greedy Snake 《贪吃蛇》") in shown(card)


async def test_sections(server: Server) -> None:
    await suggest(server)
    await server.app.curation.miss(server.guild.id, "noodles")
    sam = moderator(server)
    card = await review(server, sam)
    assert labels(card)[-4:] == ["Suggestions: 1", "Not found: 1", "Didn’t work: 0", "To hide: 0"]
    await press(sam, card, "section:misses")
    assert "noodles" in shown(card)
    await press(sam, card, "section:ours")
    assert "Barbecue of the Dragon King" in shown(card)


async def test_kinds_without_names_cannot_be_merged(server: Server) -> None:
    title = await add_title(
        server.app, id="made-up", names=[{"text": "Made up", "language": "en", "kind": "original"}]
    )
    await about(server, "correction", title.id, what="other", value="the poster is wrong")
    sam = moderator(server)
    card = await review(server, sam)
    assert (await one(server)).kind is Kind.CORRECTION and "merge" not in actions(card)
    await press(sam, card, "approve:")
    assert (await one(server)).state is State.APPROVED
    assert await server.app.editing.history(server.guild.id, "", 10, 0) == []
