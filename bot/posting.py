"""Announcements on discord.py: permissions from its cache, one request for each step, every outcome as an answer."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import aiohttp
import discord
from discord.http import handle_message_parameters

from bot.domain.announcing.delivery import Delivery
from bot.domain.announcing.outcome import Answer, Fault
from bot.domain.announcing.post import Post
from bot.domain.announcing.subscription import Wishes
from bot.pacing import ServerError, once

P = ParamSpec("P")
A = TypeVar("A")
_BEFORE = 10  # seconds before the first attempt from which a channel is read again: clocks differ
_READ = 100  # messages or threads of one request
_SOONEST_ARCHIVED = 3600  # seconds: Discord lets no thread rest before


@dataclass(frozen=True)
class Manner:
    """How posts look and what they need; the cogs know."""

    render: Callable[[Post], discord.ui.LayoutView]
    mentions: Callable[[Post], discord.AllowedMentions]
    thread_name: Callable[[Post], str]
    missing: Callable[[discord.Permissions, Wishes], list[str]]
    marker: Callable[[Post], str]  # that stands in a custom_id of the post
    attachments: Callable[[Post], Sequence[discord.File]] | None = (
        None  # all that the post is to have; None: as it is
    )


async def answered(work: Awaitable[A]) -> A | Answer:
    """What Discord or the network raises, as an answer."""
    try:
        return await work
    except discord.RateLimited as limited:
        return Answer(429, retry_after=limited.retry_after)
    except discord.HTTPException as error:
        return _refused(error)
    except ServerError as error:
        return Answer(error.status)
    except (OSError, aiohttp.ClientError):
        return Answer(fault=Fault.RESET)


def _answering(
    work: Callable[Concatenate[DiscordWire, P], Awaitable[Answer]],
) -> Callable[Concatenate[DiscordWire, P], Awaitable[Answer]]:
    @wraps(work)
    async def run(wire: DiscordWire, *args: P.args, **kwargs: P.kwargs) -> Answer:
        return await answered(work(wire, *args, **kwargs))

    return run


def _refused(error: discord.HTTPException) -> Answer:
    headers = getattr(error.response, "headers", {})
    try:
        wait = float(headers.get("Retry-After", 0))
    except ValueError:
        wait = 0.0
    is_global = headers.get("X-RateLimit-Scope") == "global" or "X-RateLimit-Global" in headers
    # What has a code of Discord's own is Discord's, also behind a proxy that drops the header.
    return Answer(error.status, error.code, wait, is_global, via="Via" in headers or bool(error.code))


class DiscordWire:
    """The Wire of services.delivering."""

    def __init__(self, client: discord.Client, manner: Manner) -> None:
        self._client = client
        self._manner = manner

    def lacks(self, channel: int, guild: int, wishes: Wishes) -> str | None:
        if not guild:  # direct messages
            return ""
        server = self._client.get_guild(guild)
        if server is None:  # READY names all, also those that have an outage
            return "no-access"
        me = server.get_member(self._client.user.id) if self._client.user else None
        if server.unavailable or me is None:
            return None
        known = server.get_channel(channel)
        if known is None:  # deleted, and Discord will say so
            return ""
        missing = self._manner.missing(known.permissions_for(me), wishes)
        return missing[0] if missing else ""

    @_answering
    async def send(self, post: Post, nonce: str) -> Answer:
        view, mentions = self._manner.render(post), self._manner.mentions(post)
        if post.wishes.kind == "forum":
            return await self._send_to_forum(post, view, mentions)
        with handle_message_parameters(
            view=view, nonce=nonce, allowed_mentions=mentions, attachments=self._attachments(post)
        ) as params:
            sent = await self._client.http.send_message(post.channel, params=params)
        if int(sent["channel_id"]) != post.channel:
            return Answer(200, fault=Fault.MISMATCH)
        return Answer(200, message=int(sent["id"]))

    async def _send_to_forum(
        self, post: Post, view: discord.ui.LayoutView, mentions: discord.AllowedMentions
    ) -> Answer:
        payload: dict[str, Any] = {"name": self._manner.thread_name(post)}
        if post.wishes.tags:
            payload["applied_tags"] = [str(tag) for tag in post.wishes.tags]
        if post.wishes.threads:
            payload["auto_archive_duration"] = post.wishes.threads.archive_minutes
        with (
            handle_message_parameters(
                view=view,
                allowed_mentions=mentions,
                channel_payload=payload,
                attachments=self._attachments(post),
            ) as params,
            once(),
        ):  # there is no nonce: made twice, it would be there twice
            made = await self._client.http.start_thread_in_forum(post.channel, params=params)
        return Answer(200, message=int(made["id"]), thread=int(made["id"]))

    @_answering
    async def thread(self, delivery: Delivery, post: Post) -> Answer:
        threads = post.wishes.threads
        made = await self._client.http.start_thread_with_message(
            delivery.channel,
            delivery.message,
            name=self._manner.thread_name(post),
            auto_archive_duration=threads.archive_minutes if threads else 1440,
        )
        return Answer(200, thread=int(made["id"]))

    @_answering
    async def publish(self, delivery: Delivery) -> Answer:
        await self._client.http.publish_message(delivery.channel, delivery.message)
        return Answer(200)

    @_answering
    async def edit(self, delivery: Delivery, post: Post) -> Answer:
        # The first message of a forum's post has the id of its thread, and stands in it.
        place = delivery.message if post.wishes.kind == "forum" else delivery.channel
        view, mentions = self._manner.render(post), self._manner.mentions(post)
        with handle_message_parameters(
            view=view, allowed_mentions=mentions, attachments=self._attachments(post)
        ) as params:
            await self._client.http.edit_message(place, delivery.message, params=params)
        return Answer(200)

    def _attachments(self, post: Post) -> Sequence[discord.File]:
        return self._manner.attachments(post) if self._manner.attachments else discord.utils.MISSING

    async def find(self, delivery: Delivery, post: Post) -> Answer | None:
        server = self._client.get_guild(delivery.guild)
        known = server.get_channel(delivery.channel) if server else None
        # Discord would answer with an empty list. Of a channel that is gone it says so.
        if server and known and not known.permissions_for(server.me).read_message_history:
            return None
        if post.wishes.kind == "forum":
            return await self._find_thread(delivery, post)
        return await self._find_message(delivery, post)

    @_answering
    async def _find_message(self, delivery: Delivery, post: Post) -> Answer:
        marker, after = self._manner.marker(post), snowflake(delivery.first_at - _BEFORE)
        while messages := await self._client.http.logs_from(delivery.channel, _READ, after=after):
            for message in messages:
                if self._is_it(message, marker):
                    return Answer(200, message=int(message["id"]))
            if len(messages) < _READ:
                break
            after = max(int(message["id"]) for message in messages)
        return Answer(200)

    @_answering
    async def _find_thread(self, delivery: Delivery, post: Post) -> Answer:
        after = snowflake(delivery.first_at - _BEFORE)
        for thread in await self._threads(delivery):
            identity = int(thread["id"])
            is_ours = int(thread["parent_id"] or 0) == delivery.channel and self._is_ours(thread["owner_id"])
            if is_ours and identity > after and await self._starts_as(thread, post):
                return Answer(200, message=identity, thread=identity)
        return Answer(200)

    async def _threads(self, delivery: Delivery) -> list[Any]:
        """Of the whole server, the archived ones of the channel too if there can be any."""
        active = await self._client.http.get_active_threads(delivery.guild)
        if time.time() - delivery.first_at < _SOONEST_ARCHIVED:
            return [*active["threads"]]
        archived = await self._client.http.get_public_archived_threads(delivery.channel, limit=_READ)
        return [*active["threads"], *archived["threads"]]

    async def _starts_as(self, thread: Any, post: Post) -> bool:
        """By its first message, which has its id: two posts may have one name, and names change with titles. The
        name tells only when a moderator has deleted that message."""
        try:
            first = await self._client.http.get_message(thread["id"], thread["id"])
        except discord.NotFound:
            return thread["name"] == self._manner.thread_name(post)
        return self._is_it(first, self._manner.marker(post))

    def _is_it(self, message: Any, marker: str) -> bool:
        is_marked = marker in json.dumps(message.get("components", []))
        return is_marked and self._is_ours(message["author"]["id"])

    def _is_ours(self, author: Any) -> bool:
        return self._client.user is not None and int(author) == self._client.user.id


def snowflake(seconds: int) -> int:
    """The least id of that moment."""
    return max(0, seconds * 1000 - discord.utils.DISCORD_EPOCH) << 22
