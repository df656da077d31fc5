"""How a REST request is met: recorded, checked, counted, perhaps spoilt, and answered in JSON as Discord does."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.wire.standin.faults import Fault, Faults
from tests.wire.standin.limits import Limited, Limits

Handler = Callable[[web.Request, Any], Any]
_VIA = {"Via": "1.1 stand-in"}  # tells discord.py that Discord and not some proxy has answered
_RESET = struct.pack("ii", 1, 0)  # linger, for no time at all


@dataclass
class Request:
    """One REST request, with the time its body had arrived. Discord's description can check it."""

    method: str
    path: str
    json: Any
    at: float = field(default_factory=time.perf_counter)
    status: int = 0  # of the answer; 0: none yet, or the connection was cut


class Refused(Exception):
    """What Discord answers when it does not do a thing."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.body = status, {"message": message, "code": code}


class Limit(Exception):
    """A handler has a limit of its own."""

    def __init__(self, limited: Limited) -> None:
        self.limited = limited


class Rest:
    """Makes handlers of aiohttp's from functions that return what is to be sent as JSON."""

    def __init__(self, accepts: Callable[[str], bool], faults: Faults, limits: Limits) -> None:
        self.requests: list[Request] = []
        self.latency = 0.0  # seconds on the way there and back together, except for interactions
        self._accepts = accepts  # whether a token is good
        self._faults = faults
        self._limits = limits

    def serve(
        self, answer: Handler, *, route: str = "", public: bool = False
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """`route` has a limit in each channel. What is public needs no token and has no limit: interactions."""

        async def handle(request: web.Request) -> web.StreamResponse:
            text = await request.text()
            body = json.loads(text) if request.content_type == "application/json" and text else None
            recorded = Request(request.method, request.path, body)
            self.requests.append(recorded)
            await asyncio.sleep(0 if public else self.latency / 2)
            refused = None if public else self._refused(request, route)
            response = refused or await self._perhaps(answer, request, body, route)
            await asyncio.sleep(0 if public else self.latency / 2)
            if response is None:
                return _cut(request)
            recorded.status = response.status
            return response

        return handle

    def _refused(self, request: web.Request, route: str) -> web.Response | None:
        if not self._accepts(request.headers.get("Authorization", "")):
            return as_json({"message": "401: Unauthorized", "code": 0}, 401)
        channel = request.match_info.get("channel", "")
        if limited := self._limits.take(route, channel):
            return _too_often(limited, self._limits.headers(route, channel))
        return None

    async def _perhaps(
        self, answer: Handler, request: web.Request, body: Any, route: str
    ) -> web.Response | None:
        """The true answer, unless there is to be a fault. None: the connection is to be cut."""
        fault = self._faults.choose(request.method, request.path)
        if fault is not None and fault.order == "before":
            return await _spoilt(fault, web.Response())
        response = await _answered(answer, request, body)
        response.headers.update(self._limits.headers(route, request.match_info.get("channel", "")))
        return response if fault is None else await _spoilt(fault, response)


async def _answered(answer: Handler, request: web.Request, body: Any) -> web.Response:
    try:
        made = answer(request, body)
        if isinstance(made, Awaitable):
            made = await made
    except Refused as refused:
        return as_json(refused.body, refused.status)
    except Limit as limit:
        return _too_often(limit.limited, {})
    return web.Response(status=204, headers=_VIA) if made is None else as_json(made)


async def _spoilt(fault: Fault, true: web.Response) -> web.Response | None:
    await asyncio.sleep(fault.delay)
    if fault.is_cut:
        return None
    if fault.is_late:
        return true
    if not fault.via:
        return web.Response(text="error code: 1015", status=fault.status, content_type="text/html")
    if fault.status == 429:
        return _too_often(Limited(fault.retry_after, fault.scope == "global"), {}, fault.scope)
    return as_json({"message": fault.name, "code": fault.code}, fault.status)


def _too_often(limited: Limited, headers: dict[str, str], scope: str = "") -> web.Response:
    about = {
        **headers,
        "Retry-After": f"{limited.retry_after:.3f}",
        "X-RateLimit-Scope": scope or ("global" if limited.is_global else "user"),
        **({"X-RateLimit-Global": "true"} if limited.is_global else {}),
    }
    told = {
        "message": "You are being rate limited.",
        "retry_after": limited.retry_after,
        "global": limited.is_global,
    }
    return as_json(told, 429, about)


def _cut(request: web.Request) -> web.StreamResponse:
    """No farewell: the other side sees a reset, as from a machine that has died."""
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        request.transport.abort()
    return web.Response()


def as_json(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """discord.py reads JSON only when there is no charset, so web.json_response will not do."""
    return web.Response(
        body=json.dumps(body).encode(),
        status=status,
        content_type="application/json",
        headers={**_VIA, **(headers or {})},
    )
