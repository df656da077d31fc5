"""The gateway: sessions that begin, end and are resumed, heartbeats, and events, kept for who has missed them."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.wire import payloads
from tests.wire.payloads import Json
from tests.wire.standin.world import World

_DISPATCH, _HEARTBEAT, _IDENTIFY, _RESUME = 0, 1, 2, 6
_RECONNECT, _INVALID, _HELLO, _ACK = 7, 9, 10, 11
_WRONG_TOKEN = 4004
_ENDS_SESSION = frozenset({1000, 1001, 4007, 4009})  # codes after which there is nothing to resume


@dataclass
class Session:
    """One connected bot. It outlives its socket."""

    id: str
    shard: list[int]
    socket: web.WebSocketResponse | None
    events: list[Json] = field(default_factory=list)

    async def dispatch(self, event: str, data: Json) -> None:
        self.events.append({"op": _DISPATCH, "t": event, "s": len(self.events) + 1, "d": data})
        await self.send(self.events[-1])

    async def send(self, frame: Json) -> None:
        """Nothing happens when the bot was killed in this moment: what it asked for is done all the same."""
        if self.socket is not None and not self.socket.closed:
            with suppress(ConnectionError):
                await self.socket.send_json(frame)


class Gateway:
    """`heartbeat` is the interval in seconds; `is_deaf` leaves heartbeats without an answer."""

    def __init__(self, accepts: Callable[[str], bool], world: World, url: Callable[[], str]) -> None:
        self.heartbeat = 41.25
        self.is_deaf = False
        self.identifies: list[Json] = []  # the `d` of each IDENTIFY
        self.resumes: list[Json] = []
        self.heartbeats = 0
        self.closed: list[int | None] = []  # with which codes bots have closed their connections
        self.ready_at = 0.0  # when READY went out last
        self.is_ready = asyncio.Event()
        self._accepts = accepts
        self._world = world
        self._url = url
        self._sessions: dict[str, Session] = {}

    async def dispatch(self, event: str, data: Json) -> None:
        """To every session; kept for a RESUME."""
        for session in [*self._sessions.values()]:
            await session.dispatch(event, data)

    async def close(self, code: int = 1000) -> None:
        """All connections, with this code."""
        self.is_ready.clear()
        for session in [*self._sessions.values()]:
            socket, session.socket = session.socket, None
            if code in _ENDS_SESSION:
                del self._sessions[session.id]
            if socket is not None:
                await socket.close(code=code)

    async def reconnect(self) -> None:
        """Ask all to come back and resume (op 7)."""
        self.is_ready.clear()
        for session in [*self._sessions.values()]:
            await session.send({"op": _RECONNECT, "d": None})

    async def invalidate(self, *, resumable: bool) -> None:
        """Tell all that their session is no longer good (op 9)."""
        self.is_ready.clear()
        for session in [*self._sessions.values()]:
            if not resumable:
                del self._sessions[session.id]
            await session.send({"op": _INVALID, "d": resumable})

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": _HELLO, "d": {"heartbeat_interval": int(self.heartbeat * 1000)}})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._received(socket, json.loads(frame.data))
        self.closed.append(socket.close_code)
        for session in self._sessions.values():
            if session.socket is socket:
                session.socket = None
        return socket

    async def _received(self, socket: web.WebSocketResponse, frame: Json) -> None:
        data = frame["d"]
        if frame["op"] == _HEARTBEAT:
            self.heartbeats += 1
            if not self.is_deaf:
                await socket.send_json({"op": _ACK})
        elif frame["op"] in (_IDENTIFY, _RESUME):
            (self.identifies if frame["op"] == _IDENTIFY else self.resumes).append(data)
            if not self._accepts(f"Bot {data['token']}"):
                await socket.close(code=_WRONG_TOKEN, message=b"Authentication failed.")
                return
            await (self._identified if frame["op"] == _IDENTIFY else self._resumed)(socket, data)

    async def _identified(self, socket: web.WebSocketResponse, data: Json) -> None:
        self._sessions = {one.id: one for one in self._sessions.values() if one.socket is not None}
        session = Session(payloads.snowflake(), data.get("shard", [0, 1]), socket)
        self._sessions[session.id] = session
        guilds = [*self._world.guilds.values()]
        ready = {
            "v": 10,
            "user": payloads.BOT_USER,
            "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self._url(),
            "shard": session.shard,
            "application": {"id": payloads.APPLICATION, "flags": 0},
        }
        self.ready_at = time.perf_counter()
        await session.dispatch("READY", ready)
        for guild in guilds:
            if not guild.unavailable:
                await session.dispatch("GUILD_CREATE", guild.payload())
        self.is_ready.set()

    async def _resumed(self, socket: web.WebSocketResponse, data: Json) -> None:
        session = self._sessions.get(data["session_id"])
        if session is None:
            await socket.send_json({"op": _INVALID, "d": False})
            return
        session.socket = socket
        for missed in session.events[data["seq"] :]:
            await session.send(missed)
        await session.dispatch("RESUMED", {})
        self.is_ready.set()
