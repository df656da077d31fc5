"""Messages of channels: created once for a nonce, read, edited, published and deleted, as permissions allow."""

from __future__ import annotations

import time
from typing import Any, NamedTuple

from aiohttp import web

from tests.wire import payloads
from tests.wire.payloads import Json
from tests.wire.standin.limits import Limits
from tests.wire.standin.rest import Limit, Refused
from tests.wire.standin.world import FORUM, NEWS, Channel, World

_SENT = ("content", "embeds", "components", "flags", "nonce", "tts")  # what a message keeps of a request
_CROSSPOSTED = 1


class Nonce(NamedTuple):
    """The first message that had it."""

    channel: str
    message: str
    at: float


class Messages:
    """`nonce_seconds` is how long a nonce is remembered; 0 makes this a Discord that knows none."""

    def __init__(self, world: World, limits: Limits) -> None:
        self.nonce_seconds = 300.0
        self.repeated: list[Nonce] = []  # each time that a nonce was known
        self._world = world
        self._limits = limits
        self._nonces: dict[str, Nonce] = {}

    def create(self, request: web.Request, body: Json) -> Json:
        channel = self.channel(request)
        allow(channel, "send_messages_in_threads" if channel.parent else "send_messages")
        if channel.kind == FORUM:
            raise Refused(400, 40058, "Cannot message this thread until the post author has sent a message")
        first = self._nonces.get(str(body.get("nonce"))) if body.get("enforce_nonce") else None
        if first and time.monotonic() - first.at < self.nonce_seconds:
            self.repeated.append(first)
            return self._first(first)
        made = self.put(channel, body)
        if body.get("enforce_nonce"):
            self._nonces[str(body["nonce"])] = Nonce(channel.id, made["id"], time.monotonic())
        return made

    def put(self, channel: Channel, body: Json, identity: str = "") -> Json:
        """A new message of the bot's."""
        sent = {key: body[key] for key in _SENT if body.get(key) is not None}
        made = {**payloads.message(sent), "id": identity or payloads.snowflake(), "channel_id": channel.id}
        channel.messages[made["id"]] = made
        return made

    def _first(self, nonce: Nonce) -> Json:
        """Deleted meanwhile: Discord says so, on purpose, and makes no second one."""
        channel = self._world.channel(nonce.channel)
        found = channel.messages.get(nonce.message) if channel else None
        if found is None:
            raise Refused(404, 10008, "Unknown Message")
        return found

    def many(self, request: web.Request, _: Any) -> list[Json]:
        """The newest first. Without the permission to read the history there is nothing to see, and no error."""
        channel = self.channel(request)
        if not channel.permissions().read_message_history:
            return []
        limit = int(request.query.get("limit", 50))
        after, before = int(request.query.get("after", 0)), int(request.query.get("before", 1 << 63))
        found = [one for one in channel.messages.values() if after < int(one["id"]) < before]
        return (found[:limit] if "after" in request.query else found[-limit:])[::-1]

    def one(self, request: web.Request, _: Any) -> Json:
        channel = self.channel(request)
        found = channel.messages.get(request.match_info["message"])
        if found is None:
            raise Refused(404, 10008, "Unknown Message")
        return found

    def edit(self, request: web.Request, body: Json) -> Json:
        found = self.one(request, body)
        found |= {key: body[key] for key in _SENT if key in body}
        found["edited_timestamp"] = "2026-01-02T00:00:00+00:00"
        return found

    def delete(self, request: web.Request, body: Any) -> None:
        self.one(request, body)
        del self.channel(request).messages[request.match_info["message"]]

    def crosspost(self, request: web.Request, body: Any) -> Json:
        channel, found = self.channel(request), self.one(request, body)
        if channel.kind != NEWS:
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        if limited := self._limits.take_crosspost(channel.id):
            raise Limit(limited)
        if found["flags"] & _CROSSPOSTED:
            raise Refused(400, 40033, "This message has already been crossposted")
        found["flags"] |= _CROSSPOSTED
        return found

    def channel(self, request: web.Request) -> Channel:
        """The one that is asked about, if the bot can see it."""
        found = self._world.channel(request.match_info["channel"])
        if found is None:
            raise Refused(404, 10003, "Unknown Channel")
        allow(found, "view_channel", 50001, "Missing Access")
        return found


def allow(channel: Channel, permission: str, code: int = 50013, message: str = "Missing Permissions") -> None:
    if not getattr(channel.permissions(), permission):
        raise Refused(403, code, message)
