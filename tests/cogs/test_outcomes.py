"""What became of a suggestion is told once: after the next command, or by message to those who wish that."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
import pytest

from bot.domain.model import Language
from bot.domain.suggestion import State
from tests.cogs.acting import elsewhere, find, left_behind, moderator, restart, say, shown
from tests.cogs.suggesting import actions, decline, kept, press, review, safe, suggest
from tests.conftest import Server


async def told(server: Server, member: Any) -> list[Any]:
    """What a member reads besides the answer to their next command."""
    return (await member.slash(server.channel, "privacy")).followups


async def decided(server: Server, reason: str = "drama") -> None:
    await suggest(server)
    sam = moderator(server)
    await decline(sam, await review(server, sam), reason)


@pytest.mark.parametrize("language", Language)
async def test_after_the_next_command_once(server: Server, language: Language) -> None:
    await server.speaks(server.member, language)
    assert await told(server, server.member) == []
    await decided(server)
    await restart(server)
    assert await told(server, server.join("lin")) == []
    [message] = await told(server, server.member)
    assert message.ephemeral
    assert say("suggest-outcome-declined", language, what="龙王的烧烤摊") in shown(message)
    assert say("suggest-reason-drama", language) in shown(message)
    assert await told(server, server.member) == []


async def test_after_any_command_in_public_still_for_the_member_alone(server: Server) -> None:
    await decided(server)
    answer = await server.member.slash(server.channel, "find", query="tan chi she")
    assert not answer.ephemeral and answer.followups[0].ephemeral


async def test_an_approved_title_can_be_opened(server: Server) -> None:
    await suggest(server)
    sam = moderator(server)
    await press(sam, await review(server, sam), "approve:")
    [message] = await told(server, server.member)
    assert "Barbecue of the Dragon King 《龙王的烧烤摊》" in shown(message) and actions(message) == ["watch"]
    assert await told(server, sam) == []


async def test_not_in_another_server(server: Server) -> None:
    await decided(server)
    other = elsewhere(server)
    same = other.guild.add_member(server.member.user)
    assert await told(other, same) == []
    assert len(await told(server, server.member)) == 1


async def test_in_direct_messages_with_the_bot(server: Server) -> None:
    await decided(server)
    answer = await server.member.user.slash("privacy")
    assert say("suggest-outcome-declined", what="龙王的烧烤摊") in shown(answer.followups[0])
    assert await told(server, server.member) == []


# -- questions


async def test_a_question_is_asked_and_answered(server: Server) -> None:
    await suggest(server)
    sam = moderator(server)
    card = await review(server, sam)
    form = await press(sam, card, "ask")
    answer = await sam.submit_modal(form, {"line": "Where did you **see** it? @everyone"})
    assert answer.followups[0].content == say("review-was-asked")
    assert say("review-unanswered") in shown(card)
    [question] = await told(server, server.member)
    safe(question)
    assert "see" in shown(question) and actions(question) == ["answer-question"]
    await restart(server)
    reply = await press(server.member, question, "answer-question")
    done = await server.member.submit_modal(reply, {"line": "In the <@123> app, https://evil.example"})
    assert done.ephemeral and done.response.content == say("suggest-answered")
    card = await review(server, sam)
    safe(card)
    assert "app, " in shown(card) and say("review-unanswered") not in shown(card)
    again = await server.member.submit_modal(
        await press(server.member, question, "answer-question"), {"line": "x"}
    )
    assert again.response.content.startswith(say("error-suggest-gone"))


async def test_what_waits_for_an_answer_comes_last(server: Server) -> None:
    await suggest(server, english="Dragon one zzqx")
    await suggest(server, english="Dragon two zzqx")
    sam = moderator(server)
    card = await review(server, sam)
    await sam.submit_modal(await press(sam, card, "ask"), {"line": "Why?"})
    assert "Dragon two zzqx" in shown(card)
    assert [one.state for one in await kept(server)] == [State.ASKED, State.OPEN]


async def test_somebody_else_cannot_answer(server: Server) -> None:
    await suggest(server)
    [one] = await kept(server)
    sam = moderator(server)
    await sam.submit_modal(await press(sam, await review(server, sam), "ask"), {"line": "Why?"})
    old = await left_behind(server, f"b:answer-question:{one.id}")
    assert (await sam.click(old, label="old")).response.content == say("error-suggest-gone")


# -- direct messages


async def wants_message(server: Server) -> Any:
    answer = await suggest(server)
    await press(server.member, answer.response, "tell-me")
    assert say("suggest-told-message") in shown(answer.response)
    return answer.response


async def messages(server: Server) -> list[Any]:
    """Requests to write to the member directly; they take their turn, so this waits a moment."""
    await asyncio.sleep(0.2)
    asked = [r for r in server.env.http_requests if r.path == "/users/@me/channels"]
    return [r for r in asked if str(r.json["recipient_id"]) == str(server.member.id)]


async def test_a_message_only_if_they_wish(server: Server) -> None:
    await decided(server)
    assert await messages(server) == []


async def test_a_message_and_then_nothing_more(server: Server) -> None:
    await wants_message(server)
    sam = moderator(server)
    await decline(sam, await review(server, sam), "unclear")
    assert len(await messages(server)) == 1
    assert await told(server, server.member) == []


async def test_the_wish_can_be_taken_back(server: Server) -> None:
    card = await wants_message(server)
    await press(server.member, card, "tell-me")
    assert say("suggest-told-here") in shown(card)
    sam = moderator(server)
    await decline(sam, await review(server, sam), "unclear")
    assert await messages(server) == [] and len(await told(server, server.member)) == 1


async def test_closed_messages_fall_back_to_the_next_command(server: Server) -> None:
    await wants_message(server)
    sam = moderator(server)
    card = await review(server, sam)
    server.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    await decline(sam, card, "unclear")
    assert say("suggest-reason-unclear") in shown(card)
    assert len(await messages(server)) == 1
    assert len(await told(server, server.member)) == 1


@pytest.mark.parametrize("failure", [discord.RateLimited(60), TimeoutError(), ConnectionResetError()])
async def test_whatever_keeps_it_from_being_told_it_is_told_later(
    server: Server, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    async def fail(*_: Any, **__: Any) -> None:
        raise failure

    await wants_message(server)
    sam = moderator(server)
    card = await review(server, sam)
    with monkeypatch.context() as patched:
        patched.setattr(discord.Client, "create_dm", fail)
        await decline(sam, card, "unclear")
        await asyncio.sleep(0.1)
        patched.setattr(discord.Webhook, "send", fail)
        assert await told(server, server.member) == []
    assert len(await told(server, server.member)) == 1
    assert await told(server, server.member) == []


async def test_nobody_is_told_whom_the_bot_was_made_to_forget(server: Server) -> None:
    await wants_message(server)
    sam = moderator(server)
    card = await review(server, sam)
    await press(sam, card, "approve:")
    await server.member.slash(server.channel, "me forget")
    assert await told(server, server.member) == []
    assert "Barbecue" in shown(await find(server, "龙王的烧烤摊")), "what was approved stays"
