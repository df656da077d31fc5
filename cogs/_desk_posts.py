"""Posts of the desk on Discord: made once whatever fails, found again by their marker, edited, deleted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextvars import Context
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import discord

from bot.client import MicroDramaBot
from bot.domain.announcing.delivery import Delivery, Step
from bot.domain.announcing.outcome import Answer, Fault
from bot.domain.announcing.post import Post
from bot.domain.announcing.subscription import Wishes
from bot.posting import DiscordWire, Manner, answered
from cogs._actions import custom_id
from cogs._desk_pictures import Picture
from cogs._permissions import DESK, without

A = TypeVar("A")
_LONGEST = 20.0  # seconds that an answer may take
_ARCHIVED = 50083  # Discord's code of a thread that rests
_REFUSED = range(400, 500)


@dataclass(frozen=True)
class Draft:
    """A message that is about to be in a channel, once."""

    guild: int
    channel: int
    view: discord.ui.LayoutView
    name: str  # of a forum's post
    marker: str  # the custom_id that tells which one it is
    nonce: str = ""
    message: int = 0
    first_at: int = 0
    picture: Picture = None


def marker(action: str, *args: str | int) -> str:
    """As it stands in a message: the end of it tells 1 from 12."""
    return f'"{custom_id("b", action, *args)}"'


def is_refused(answer: Answer) -> bool:
    """Whether Discord has said that there is no such message, and why not."""
    is_final = answer.status in _REFUSED and answer.status not in (408, 429)
    return is_final and answer.via and not answer.fault


def is_gone(answer: Answer) -> bool:
    return answer.status == 404


class DeskPosts:
    def __init__(self, bot: MicroDramaBot) -> None:
        self._bot = bot

    def lacks(self, guild: int, channel: int) -> list[str] | None:
        """Permissions that we lack there; None when the channel is gone, or the server."""
        server = self._bot.get_guild(guild)
        found = server.get_channel(channel) if server else None
        if server is None or found is None:
            return None
        return without(found.permissions_for(server.me), DESK)

    def is_away(self, guild: int) -> bool:
        """Whether the server has an outage. One that has removed the bot is not there at all."""
        server = self._bot.get_guild(guild)
        return server is not None and server.unavailable

    def is_seen(self, guild: int) -> bool:
        """Whether Discord shows us the server; in an outage nothing is known of its channels."""
        server = self._bot.get_guild(guild)
        return server is not None and not server.unavailable

    async def send(self, draft: Draft) -> Answer:
        wire, post = self._wire(draft)
        return await _timed(wire.send(post, draft.nonce))

    async def find(self, draft: Draft) -> Answer | None:
        """The message, if it was made; None when nobody may look."""
        wire, post = self._wire(draft)
        delivery = Delivery(post.id, Step.MESSAGE, draft.channel, draft.guild, 0, 1, draft.first_at)
        return await _timed(wire.find(delivery, post))

    async def read(self, guild: int, channel: int, message: int) -> discord.Message | Answer:
        """A post as it is, or what Discord says instead."""
        place = message if self.is_forum(channel) else channel
        found = self._bot.get_partial_messageable(place, guild_id=guild).fetch_message(message)
        return await _timed(answered(found))

    async def edit(self, draft: Draft) -> Answer:
        """A forum's post that rests is woken up first."""
        answer = await self._edit(draft)
        if answer.code != _ARCHIVED:
            return answer
        woken = await _timed(_tried(self._bot.http.edit_channel(draft.message, archived=False)))
        return await self._edit(draft) if woken.status == 200 else woken

    async def _edit(self, draft: Draft) -> Answer:
        wire, post = self._wire(draft)
        delivery = Delivery(post.id, Step.EDIT, draft.channel, draft.guild, draft.message, 1, draft.first_at)
        return await _timed(wire.edit(delivery, post))

    async def delete(self, draft: Draft) -> bool:
        """Whether it is gone now; a forum's post is a thread, which not everybody may delete."""
        http = self._bot.http
        if self.is_forum(draft.channel):
            work: Awaitable[Any] = http.delete_channel(draft.message)
        else:
            work = http.delete_message(draft.channel, draft.message)
        return (await _timed(_tried(work))).status in (200, 404)

    def _wire(self, draft: Draft) -> tuple[DiscordWire, Post]:
        manner = Manner(
            render=lambda _: draft.view,
            mentions=lambda _: discord.AllowedMentions.none(),
            thread_name=lambda _: draft.name,
            missing=lambda _, __: [],
            marker=lambda _: draft.marker,
            attachments=lambda _: cast("list[discord.File]", [draft.picture] if draft.picture else []),
        )
        wishes = Wishes(kind="forum" if self.is_forum(draft.channel) else "text")
        return DiscordWire(self._bot, manner), Post(draft.marker, draft.channel, draft.guild, wishes, ())

    def is_forum(self, channel: int) -> bool:
        return isinstance(self._bot.get_channel(channel), discord.ForumChannel)


async def _timed(work: Awaitable[A]) -> A | Answer:
    """In a task of its own: a press that is over, or that nobody waits for any more, does not break a request off."""
    task = Context().run(asyncio.create_task, _within(work))
    return await asyncio.shield(task)


async def _tried(work: Awaitable[Any]) -> Answer:
    """What Discord or the network says, as an answer."""
    try:
        await work
    except discord.HTTPException as error:
        return Answer(error.status, error.code)
    except OSError:
        return Answer(fault=Fault.RESET)
    return Answer(200)


async def _within(work: Awaitable[A]) -> A | Answer:
    try:
        async with asyncio.timeout(_LONGEST):
            return await work
    except TimeoutError:
        return Answer(fault=Fault.TIMEOUT)
