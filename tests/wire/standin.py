"""A loopback stand-in for Discord: REST and gateway as discord.py meets them on the wire, everything recorded."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.wire import payloads
from tests.wire.payloads import Json

_DISPATCH, _HEARTBEAT, _IDENTIFY, _RESUME, _INVALID, _HELLO, _ACK = 0, 1, 2, 6, 9, 10, 11
_WRONG_TOKEN = 4004
_PATIENCE = 30  # seconds; what hangs must fail
API = "/api/v10"


@dataclass(frozen=True)
class Request:
    """One REST request, with the time its body had arrived. Discord's description can check it."""

    method: str
    path: str
    json: Any
    at: float = field(default_factory=time.perf_counter)


class StandIn:
    """`async with StandIn(token) as discord`; then start the bot with `discord.environment()`."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.requests: list[Request] = []
        self.identifies: list[Json] = []  # the `d` of each IDENTIFY
        self.resumes: list[Json] = []
        self.ready_at = 0.0  # when READY went out last
        self._ready = asyncio.Event()
        self._socket: web.WebSocketResponse | None = None
        self._session = ""
        self._events: list[Json] = []  # dispatched in this session, to be replayed after a RESUME
        self._asked: dict[str, tuple[Json, asyncio.Future[Request]]] = {}  # interactions by id

    async def __aenter__(self) -> StandIn:
        app = web.Application()
        app.add_routes([
            web.get("/gateway/", self._gateway),
            web.get(f"{API}/gateway/bot", self._rest(self._gateway_bot)),
            web.get(f"{API}/users/@me", self._rest(lambda *_: payloads.BOT_USER)),
            web.get(f"{API}/oauth2/applications/@me", self._rest(lambda *_: payloads.APPLICATION_INFO)),
            web.put(f"{API}/applications/{{id}}/commands", self._rest(self._commands)),
            web.post(f"{API}/interactions/{{id}}/{{token}}/callback", self._rest(self._callback, public=True)),
            web.post(f"{API}/webhooks/{{id}}/{{token}}", self._rest(self._follow_up, public=True)),
            web.route("*", "/{rest:.*}", self._rest(self._nothing, public=True)),
        ])  # fmt: skip
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port: int = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._socket is not None:
            await self._socket.close()
        await self._runner.cleanup()

    def environment(self) -> dict[str, str]:
        """The settings that bring a bot here."""
        return {
            "DISCORD_TOKEN": self.token,
            "DISCORD_API_URL": f"http://127.0.0.1:{self.port}{API}",
            "DISCORD_GATEWAY_URL": self.gateway_url,
        }

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway/"

    # -- what a test does

    async def ready(self) -> None:
        """Wait until a bot has identified itself and was sent its server."""
        async with asyncio.timeout(_PATIENCE):
            await self._ready.wait()

    async def ask(self, interaction: Json) -> Request:
        """Send an interaction to the bot and wait for its callback."""
        answer: asyncio.Future[Request] = asyncio.get_running_loop().create_future()
        self._asked[interaction["id"]] = interaction, answer
        await self.dispatch("INTERACTION_CREATE", interaction)
        async with asyncio.timeout(_PATIENCE):
            return await answer

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event; it is kept for a RESUME."""
        frame = {"op": _DISPATCH, "t": event, "s": len(self._events) + 1, "d": data}
        self._events.append(frame)
        if self._socket is not None:
            await self._socket.send_json(frame)

    def expect_another(self) -> None:
        """From here on `ready` waits for the next process."""
        self._ready.clear()

    async def drop(self, code: int = 4000) -> None:
        """Close the connection, as Discord does when it moves a session. The bot is expected to come back."""
        assert self._socket is not None
        socket, self._socket = self._socket, None
        self._ready.clear()
        await socket.close(code=code)

    def asked_for(self, method: str, ending: str) -> list[Request]:
        return [r for r in self.requests if r.method == method and r.path.endswith(ending)]

    # -- REST

    def _rest(
        self, answer: Callable[[web.Request, Any], Any], *, public: bool = False
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        """A handler that records, checks the token unless the route is public, and answers in JSON."""

        async def handle(request: web.Request) -> web.Response:
            text = await request.text()
            body = json.loads(text) if request.content_type == "application/json" and text else None
            self.requests.append(Request(request.method, request.path, body))
            if not public and request.headers.get("Authorization") != f"Bot {self.token}":
                return _json({"message": "401: Unauthorized", "code": 0}, 401)
            made = answer(request, body)
            return made if isinstance(made, web.Response) else _json(made)

        return handle

    def _gateway_bot(self, *_: Any) -> Json:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return {"url": self.gateway_url, "shards": 1, "session_start_limit": limit}

    def _commands(self, _: web.Request, commands: list[Json]) -> list[Json]:
        made = {"application_id": payloads.APPLICATION, "version": "1", "description": ""}
        return [{**made, "id": payloads.snowflake(), **command} for command in commands]

    def _callback(self, request: web.Request, body: Json) -> Json | web.Response:
        interaction, answer = self._asked.get(request.match_info["id"], ({}, None))
        if answer is None or interaction["token"] != request.match_info["token"]:
            return _json({"message": "Unknown interaction", "code": 10062}, 404)
        if answer.done():
            return _json({"message": "Interaction has already been acknowledged.", "code": 40060}, 400)
        answer.set_result(self.requests[-1])
        return payloads.acknowledged(interaction, body)

    def _follow_up(self, _: web.Request, body: Json) -> Json:
        return payloads.message(body)

    def _nothing(self, request: web.Request, _: Any) -> web.Response:
        missing = f"The stand-in does not know {request.method} {request.path}"
        return _json({"message": missing, "code": 0}, 404)

    # -- gateway

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": _HELLO, "d": {"heartbeat_interval": 41_250}})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._received(socket, json.loads(frame.data))
        return socket

    async def _received(self, socket: web.WebSocketResponse, frame: Json) -> None:
        data = frame["d"]
        if frame["op"] == _HEARTBEAT:
            await socket.send_json({"op": _ACK})
        elif frame["op"] in (_IDENTIFY, _RESUME):
            (self.identifies if frame["op"] == _IDENTIFY else self.resumes).append(data)
            if data["token"] != self.token:
                await socket.close(code=_WRONG_TOKEN, message=b"Authentication failed.")
                return
            self._socket = socket
            await (self._identified(data) if frame["op"] == _IDENTIFY else self._resumed(data))

    async def _identified(self, data: Json) -> None:
        self._session, self._events = payloads.snowflake(), []
        ready = {
            "v": 10,
            "user": payloads.BOT_USER,
            "guilds": [{"id": payloads.GUILD, "unavailable": True}],
            "session_id": self._session,
            "resume_gateway_url": self.gateway_url,
            "shard": data.get("shard", [0, 1]),
            "application": {"id": payloads.APPLICATION, "flags": 0},
        }
        self.ready_at = time.perf_counter()
        await self.dispatch("READY", ready)
        await self.dispatch("GUILD_CREATE", payloads.guild())
        self._ready.set()

    async def _resumed(self, data: Json) -> None:
        assert self._socket is not None
        if data["session_id"] != self._session:
            await self._socket.send_json({"op": _INVALID, "d": False})
            return
        for missed in self._events[data["seq"] :]:
            await self._socket.send_json(missed)
        await self.dispatch("RESUMED", {})
        self._ready.set()


def _json(body: Any, status: int = 200) -> web.Response:
    # discord.py reads JSON only when there is no charset, so web.json_response will not do.
    # `Via` tells it that Discord and not some proxy has answered.
    return web.Response(
        body=json.dumps(body).encode(),
        status=status,
        content_type="application/json",
        headers={"Via": "1.1 stand-in"},
    )
