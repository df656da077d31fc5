"""Threads: one for a message, which has its id, and the posts of a forum."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.wire.payloads import Json
from tests.wire.standin.messages import Messages, allow
from tests.wire.standin.rest import Refused
from tests.wire.standin.world import FORUM, NEWS, NEWS_THREAD, PUBLIC_THREAD, Channel, World

Tell = Callable[[str, Json], Awaitable[None]]  # of an event, to whoever is connected


class Threads:
    def __init__(self, world: World, messages: Messages, tell: Tell) -> None:
        self._world = world
        self._messages = messages
        self._tell = tell

    async def of_message(self, request: web.Request, body: Json) -> Json:
        parent, message = self._messages.channel(request), self._messages.one(request, body)
        allow(parent, "create_public_threads")
        if message["id"] in parent.guild.threads:
            raise Refused(400, 160004, "A thread has already been created for this message")
        kind = NEWS_THREAD if parent.kind == NEWS else PUBLIC_THREAD
        thread = _open(parent, body, kind)
        thread.id = message["id"]
        return await self._opened(thread)

    async def of_forum(self, request: web.Request, body: Json) -> Json:
        """A post. There is no nonce: what is asked for twice is made twice."""
        parent = self._messages.channel(request)
        if parent.kind != FORUM:
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        allow(parent, "send_messages")
        if parent.requires_tag and not body.get("applied_tags"):
            raise Refused(400, 40067, "A tag is required to create a forum post in this channel")
        thread = _open(parent, body, PUBLIC_THREAD)
        thread.tags = {tag: parent.tags[tag] for tag in map(str, body.get("applied_tags", []))}
        sent = {**body["message"], "nonce": None}
        message = self._messages.put(thread, sent, thread.id)  # before anybody hears of the thread
        return {**await self._opened(thread), "message": message}

    def active(self, request: web.Request, _: Any) -> Json:
        """Of the whole server."""
        guild = self._world.guilds.get(request.match_info["guild"])
        if guild is None:
            raise Refused(404, 10004, "Unknown Guild")
        found = [thread.payload() for thread in guild.threads.values() if not thread.is_archived]
        return {"threads": found, "members": []}

    def archived(self, request: web.Request, _: Any) -> Json:
        """Of one channel."""
        parent = self._messages.channel(request)
        allow(parent, "read_message_history")
        threads = [one for one in parent.guild.threads.values() if one.parent is parent and one.is_archived]
        return {"threads": [thread.payload() for thread in threads], "members": [], "has_more": False}

    async def _opened(self, thread: Channel) -> Json:
        thread.guild.threads[thread.id] = thread
        await self._tell("THREAD_CREATE", {**thread.payload(), "newly_created": True})
        return thread.payload()


def _open(parent: Channel, body: Json, kind: int) -> Channel:
    if len(parent.guild.threads) >= parent.guild.max_threads:
        raise Refused(400, 160006, "Maximum number of active threads has been reached")
    minutes = body.get("auto_archive_duration", 1440)
    return Channel(parent.guild, body["name"], kind, parent=parent, archive_minutes=minutes)
