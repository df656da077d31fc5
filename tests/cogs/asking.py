"""What tests of /identify share: a server with a desk, asking there, answering, and the post as members see it."""

from __future__ import annotations

from typing import Any

from simcord import interactions
from simcord.backend import serializers
from simcord.results import ResponseMessage

from bot.domain.question import Question, State
from bot.store import questions
from tests.cogs.acting import moderator, options
from tests.conftest import Server, custom_id

WORDS = "the one where a penguin sells umbrellas on the moon"
SNAKE = "greedy-snake"


async def desk(server: Server, channel: Any | None = None) -> Any:
    """A channel in which members may ask."""
    channel = channel or server.guild.create_text_channel("identify")
    await server.app.servers.change(server.guild.id, desk_channel=channel.id)
    return channel


async def identify(server: Server, member: Any | None = None, words: str = WORDS, **more: Any) -> Any:
    """The card of the matches."""
    who = member or server.member
    answer = await who.slash(server.channel, "identify", description=words, **more)
    assert answer.ephemeral
    return answer.response


async def ask(server: Server, member: Any | None = None, words: str = WORDS, **more: Any) -> Any:
    """None of the matches: the answer to the button, which says what was done."""
    who = member or server.member
    card = await identify(server, who, words, **more)
    return await who.click(card, custom_id=custom_id(card, "b:ask-others:"))


def posts(server: Server, channel: Any) -> list[ResponseMessage]:
    """Of the bot, the oldest first; the posts of a forum are its threads."""
    places = channel.threads if channel.threads else [channel]
    return [
        ResponseMessage(server.env, server.env.backend.get_message(place.id, message.id))
        for place in places
        for message in place.history()
        if message.author.id == server.env.bot.user.id
    ]


async def press(member: Any, message: Any, action: str) -> Any:
    return await member.click(message, custom_id=custom_id(message, f"b:{action}:"))


async def answer(member: Any, post: Any, title: str = "greedy snake") -> Any:
    form = await press(member, post, "this-is")
    assert form.modal, form.response.content
    return await member.submit_modal(form, {"line": title})


async def accept(member: Any, post: Any, at: int = 0) -> Any:
    menu = custom_id(post, "s:accept:")
    return await member.select(post, [options(post)[at]], custom_id=menu)


async def asked(server: Server, member: Any | None = None) -> list[Question]:
    async with server.app.database.read() as db:
        return await questions.all_of_member(db, (member or server.member).id)


async def solved(server: Server) -> tuple[Any, Any, Any]:
    """A question of mia's that lin has answered and mia has accepted: the post, lin, and a moderator."""
    channel, lin, sam = await desk(server), server.join("lin"), moderator(server)
    await ask(server)
    [post] = posts(server, channel)
    await answer(lin, post)
    await accept(server.member, posts(server, channel)[0])
    assert (await asked(server))[0].state is State.SOLVED
    return posts(server, channel)[0], lin, sam


async def at_once(server: Server, message: Any, pressed: list[tuple[Any, str]]) -> None:
    """Buttons of one message that many members press in the same moment."""
    backend = server.env.backend
    stored = backend.get_message(message.channel_id, message.id)
    for member, button in pressed:
        record, payload = interactions.base_payload(
            backend, type=3, channel_id=message.channel_id, guild_id=server.guild.id, user_id=member.id,
            data={"custom_id": button, "component_type": 2},
        )  # fmt: skip
        record.source_message_id = message.id
        shown = dict(serializers.message_payload(backend, stored))
        backend.emit("INTERACTION_CREATE", {**payload, "message": shown})
    await server.env.settle()
