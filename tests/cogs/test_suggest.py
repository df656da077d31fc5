"""/suggest: a form each, what exists is shown instead, quotas, and nothing that anybody else sees."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from simcord import SetupError

from bot.domain.model import Language
from bot.domain.suggestion import FIELDS, Kind, State, Suggestion
from tests.cogs.acting import elsewhere, left_behind, moderator, restart, say, shown
from tests.cogs.announcing import posted
from tests.cogs.suggesting import NEW, about, actions, add, kept, press, review, suggest
from tests.cogs.test_hostile import TYPED, harmless
from tests.conftest import Server, walk


def labels_of(modal: dict[str, Any]) -> list[str]:
    return [label["label"] for label in modal["components"]]


async def test_a_title_is_sent_and_shown_to_the_member_alone(server: Server) -> None:
    answer = await suggest(server)
    assert answer.ephemeral and not posted(server)
    text = shown(answer.response)
    assert say("suggest-sent") in text and "龙王的烧烤摊" in text and "A dragon king sells skewers." in text
    [one] = await kept(server)
    assert (one.guild, one.kind, one.state, one.body) == (server.guild.id, Kind.TITLE, State.OPEN, NEW)


@pytest.mark.parametrize("language", Language)
async def test_forms_say_how_long_and_in_the_members_language(server: Server, language: Language) -> None:
    await server.speaks(server.member, language)
    form = await server.member.slash(server.channel, "suggest title")
    assert form.modal and form.modal["title"] == say("suggest-form-title", language)
    assert labels_of(form.modal)[0] == say("suggest-chinese", language)
    hints = [label["description"] for label in form.modal["components"]]
    fields = [label["component"] for label in form.modal["components"]]
    for hint, field in zip(hints, fields, strict=True):
        assert (
            str(field["max_length"]) in hint and field["max_length"] == FIELDS[Kind.TITLE][field["custom_id"]]
        )


async def test_what_the_catalogue_has_is_shown_at_once(server: Server) -> None:
    answer = await suggest(server, chinese="贪吃蛇", about="A boy, a game.")
    text = shown(answer.response)
    assert "Greedy Snake" in text and say("suggest-exists") in text
    assert [one.state for one in await kept(server)] == [State.DRAFT]
    await press(server.member, answer.response, "send-anyway")
    assert say("suggest-sent") in shown(answer.response)
    [one] = await kept(server)
    assert one.state is State.OPEN and one.body["about"] == "A boy, a game."


async def test_send_anyway_twice_and_after_a_restart_sends_once(server: Server) -> None:
    answer = await suggest(server, chinese="贪吃蛇")
    await restart(server)
    anyway = next(
        c["custom_id"] for c in walk(answer.response.components) if "send" in c.get("custom_id", "")
    )
    await server.member.click(answer.response, custom_id=anyway)
    again = await left_behind(server, anyway)
    await server.member.click(again, label="old")
    assert [one.state for one in await kept(server)] == [State.OPEN]


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ("http://www.youtube.com/watch?v=1", "error-suggest-https"),
        ("javascript:alert(1)", "error-suggest-https"),
        ("https://evil.example/drama", "error-suggest-host"),
        ("https://youtube.com.evil.example/x", "error-suggest-host"),
        ("https://www.youtube.com@evil.example/x", "error-suggest-host"),
        ("https://xn--yutube-wqf.com/x", "error-suggest-host"),
        ("https://www.youtube.com:8443/x", "error-suggest-host"),
    ],
)
async def test_links_elsewhere_are_refused_with_the_reason(server: Server, link: str, key: str) -> None:
    answer = await suggest(server, **NEW, link=link)
    harmless(answer.response)
    assert say(key, host="\0").split("\0")[-1] in shown(answer.response)
    assert actions(answer.response) == ["draft-again"]
    assert [one.state for one in await kept(server)] == [State.DRAFT]


async def test_a_refused_form_is_put_right_without_typing_it_again(server: Server) -> None:
    answer = await suggest(server, **NEW, link="https://evil.example/drama")
    form = await press(server.member, answer.response, "draft-again")
    typed = {
        label["component"]["custom_id"]: label["component"].get("value") for label in form.modal["components"]
    }
    assert typed == {**NEW, "link": "https://evil.example/drama"}
    done = await server.member.submit_modal(form, {**NEW, "link": "https://www.youtube.com/watch?v=1"})
    assert done.acknowledged and say("suggest-sent") in shown(answer.response)
    [one] = await kept(server)
    assert one.state is State.OPEN and one.body["link"] == "https://www.youtube.com/watch?v=1"


async def test_a_host_that_the_server_has_added_is_official_there_alone(server: Server) -> None:
    await server.app.editing.add_host(server.guild.id, "youtube", "drama.example")
    answer = await suggest(server, **NEW, link="https://drama.example/1")
    assert say("suggest-sent") in shown(answer.response)


async def test_a_title_needs_a_name(server: Server) -> None:
    answer = await suggest(server, about="Something with dragons.")
    assert say("error-suggest-no-name") in shown(answer.response)


async def test_a_correction(server: Server) -> None:
    answer = await about(server, "correction", what="year", value="in 2025", source="I looked")
    text = shown(answer.response)
    assert (
        answer.ephemeral and "Greedy Snake" in text and "in 2025 (now: 2026)" in text and "I looked" in text
    )
    [one] = await kept(server)
    assert (one.kind, one.title_id, one.state) == (Kind.CORRECTION, "greedy-snake", State.OPEN)


@pytest.mark.parametrize(
    ("what", "value", "key"),
    [
        ("episodes", "many", "error-suggest-number"),
        ("year", "12", "error-suggest-value"),
        ("director", "x" * 300, "error-suggest-value"),
        ("link", "http://www.youtube.com/x", "error-suggest-https"),
    ],
)
async def test_corrections_that_cannot_be(server: Server, what: str, value: str, key: str) -> None:
    answer = await about(server, "correction", what=what, value=value)
    assert say(key) in shown(answer.response) and [one.state for one in await kept(server)] == [State.DRAFT]


async def test_a_name(server: Server) -> None:
    answer = await about(server, "name", name="Hungry Serpent", language="en")
    assert "Hungry Serpent" in shown(answer.response)
    assert [(one.kind, one.title_id) for one in await kept(server)] == [(Kind.NAME, "greedy-snake")]
    again = await about(server, "name", name="greedy SNAKE", language="en")
    assert say("error-suggest-known-name") in shown(again.response)


async def test_what_waits_already_is_said_at_once(server: Server) -> None:
    await suggest(server)
    await about(server, "correction", what="year", value="2025")
    lin = server.join("lin")
    answer = await suggest(server, lin, english="BARBECUE of the dragon king", about="another")
    assert say("error-suggest-again") in shown(answer.response) and await kept(server, lin) != []
    assert [one.state for one in await kept(server, lin)] == [State.DRAFT]
    form = await press(lin, answer.response, "draft-again")
    done = await lin.submit_modal(form, {"english": "Barbecue of the Tiger King"})
    assert say("suggest-sent") in shown(done.response)
    again = await about(server, "correction", what="year", value="2025")
    assert say("error-suggest-again") in shown(again.response)
    other = await about(server, "correction", what="year", value="2024")
    assert say("suggest-sent") in shown(other.response)


async def test_a_title_that_nobody_knows(server: Server) -> None:
    answer = await server.member.slash(server.channel, "suggest name", title="zzzz qqqq")
    assert answer.ephemeral and say("error-not-found-title", text="zzzz qqqq") == answer.response.content


async def test_the_message_menu_begins_the_form(server: Server) -> None:
    said = "Has anybody seen 《龙王的烧烤摊》? https://www.youtube.com/watch?v=1 @everyone"
    message = await server.join("lin").send(server.channel, said)
    form = await server.member.context_menu(server.channel, "Suggest as a title", message)
    fields = {
        label["component"]["custom_id"]: label["component"].get("value") for label in form.modal["components"]
    }
    assert fields["chinese"] == "龙王的烧烤摊" and fields["link"] == "https://www.youtube.com/watch?v=1"
    assert "Has anybody seen" in fields["about"]
    answer = await server.member.submit_modal(form, {k: v for k, v in fields.items() if v})
    assert answer.ephemeral
    harmless(answer.response)


async def test_it_is_not_there_in_direct_messages(server: Server) -> None:
    with pytest.raises(SetupError):
        await server.member.user.slash("suggest title")


# -- quotas


def sent(server: Server, at: int, user: int, state: State = State.APPROVED) -> Suggestion:
    return Suggestion(
        0, server.guild.id, user, Kind.TITLE, "", {"english": "x"}, state, created_at=at, decided_at=at
    )


async def test_five_a_day_also_after_a_restart(server: Server) -> None:
    now, me = int(time.time()), server.member.id
    await add(server, *(sent(server, now - hours * 3600, me) for hours in (30, 23, 3, 2, 1)))
    await suggest(server)
    await restart(server)
    answer = await server.member.slash(server.channel, "suggest title")
    when = f"<t:{now - 23 * 3600 + 86400}:R>"
    assert answer.modal is None and answer.response.content == say("error-suggest-many", most=5, when=when)
    assert (await server.join("lin").slash(server.channel, "suggest title")).modal, "others may"


async def test_forms_that_were_open_cannot_pass_the_quota(server: Server) -> None:
    forms = [await server.member.slash(server.channel, "suggest title") for _ in range(6)]
    answers = [
        await server.member.submit_modal(form, {"english": f"Dragon {n} zzqx"})
        for n, form in enumerate(forms)
    ]
    assert shown(answers[5].response).startswith("You have sent 5 suggestions")
    assert sum(one.state is State.OPEN for one in await kept(server)) == 5


async def test_twenty_may_wait(server: Server) -> None:
    old = int(time.time()) - 10 * 86400
    await add(server, *(sent(server, old, server.member.id, State.OPEN) for _ in range(20)))
    answer = await server.member.slash(server.channel, "suggest title")
    assert answer.response.content == say("error-suggest-waiting", most=20)


async def test_fifty_a_day_in_a_server(server: Server) -> None:
    now = int(time.time())
    await add(server, *(sent(server, now - n, 1000 + n) for n in range(50)))
    answer = await server.member.slash(server.channel, "suggest title")
    assert answer.response.content == say("error-suggest-server", most=50, when=f"<t:{now - 49 + 86400}:R>")


# -- anything typed, anybody's buttons


async def test_a_member_can_be_stopped_in_one_server(server: Server) -> None:
    await suggest(server)
    sam, other = moderator(server), elsewhere(server)
    card = await review(server, sam)
    opened = await server.member.slash(server.channel, "suggest title")
    listed = await press(sam, card, "block:")
    assert listed.ephemeral and f"<@{server.member.id}>" in shown(listed.response)
    refused = say("error-suggest-blocked")
    answer = await server.member.slash(server.channel, "suggest title")
    assert answer.ephemeral and answer.response.content == refused
    late = await server.member.submit_modal(opened, {"english": "Dragon two zzqx"})
    assert late.response.content == refused, "a form that was open does not pass either"
    assert (await other.guild.add_member(server.member.user).slash(other.channel, "suggest title")).modal
    card = await review(server, sam)
    listed = await press(sam, card, "blocked")
    await press(sam, listed.response, "unblock")
    assert say("blocked-none") in shown(listed.response)
    assert (await server.member.slash(server.channel, "suggest title")).modal
    theirs = await left_behind(other, "b:block:1")
    answer = await moderator(other, "otto").click(theirs, label="old")
    assert answer.response.content == say("error-suggest-gone")


async def test_anything_typed_is_shown_letter_by_letter(server: Server) -> None:
    now = int(time.time())
    for number, typed in enumerate(TYPED):
        if not typed[:100].strip():
            continue
        lin = server.join(f"lin{number}")
        values = {"english": typed[:100], "where": typed[:60], "about": typed[:500]}
        answer = await suggest(server, lin, **values)
        assert answer.ephemeral and int(time.time()) - now < 120
        harmless(answer.response)


async def test_somebody_elses_buttons_do_nothing(server: Server) -> None:
    await suggest(server)
    [one] = await kept(server)
    lin = server.join("lin")
    for custom_id in (f"b:send-anyway:{one.id}", f"b:draft-again:{one.id}", f"b:tell-me:{one.id}:1"):
        old = await left_behind(server, custom_id)
        assert (await lin.click(old, label="old")).response.content == say("error-suggest-gone"), custom_id
    assert await kept(server) == [one]


async def test_buttons_of_another_version(server: Server) -> None:
    for custom_id in (
        "b:send-anyway",
        "b:send-anyway:x",
        "b:draft-again:-1",
        "b:tell-me:1",
        "b:tell-me:1:1:1",
    ):
        old = await left_behind(server, custom_id)
        answer = await server.member.click(old, label="old")
        assert answer.response.content == say("error-old-button"), custom_id


# -- what is kept


async def test_export_and_forget(server: Server) -> None:
    await suggest(server)
    await add(server, sent(server, int(time.time()), server.member.id))
    answer = await server.member.slash(server.channel, "me export")
    (file,) = answer.response.attachments
    exported = json.loads(await file.read())["suggestions"]
    assert [one["state"] for one in exported] == ["open", "approved"]
    assert exported[0]["typed"] == NEW and exported[0]["server"] == str(server.guild.id)
    await server.member.slash(server.channel, "me forget")
    assert await kept(server) == []
    _, _, waiting = await server.app.reviewing.queue(server.guild.id, 0)
    assert waiting == 0
    decided = await server.app.reviewing.get(server.guild.id, 2)
    assert decided.state is State.APPROVED and decided.user_id == 0
