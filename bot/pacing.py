"""One pace for every request to Discord that answers no interaction: 50 a second are allowed, and counted strictly."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from types import SimpleNamespace
from typing import Any

import aiohttp
from aiolimiter import AsyncLimiter
from discord.http import HTTPClient, Route

from bot.services.breaker import HALF, Breaker

PER_SECOND = 45  # less than Discord allows: its clock and ours differ

_once: ContextVar[bool] = ContextVar("once", default=False)


class ServerError(Exception):
    """Of a request that is not to be made again: it may have been done."""

    def __init__(self, status: int) -> None:
        super().__init__(f"Discord answered with {status}")
        self.status = status


# After any of these a request may have been done or not.
FAULTS = (ServerError, OSError, aiohttp.ClientError)


@contextmanager
def once() -> Generator[None]:
    """Keep discord.py from repeating requests by itself that a fault of Discord's has answered.

    They raise ServerError. Needs the client to have been given `watch`.
    """
    token = _once.set(True)
    try:
        yield
    finally:
        _once.reset(token)


def pace(http: HTTPClient, breaker: Breaker, per_second: float = PER_SECOND) -> None:
    """Space out the requests of a client evenly. Interactions are answered by webhooks and do not pass here.

    At a part of the pace, requests take the place of several: what waits already keeps its order.
    """
    limiter = AsyncLimiter(1, 1 / per_second)
    request, owed = http.request, 0.0

    async def paced(route: Route, **options: Any) -> Any:
        nonlocal owed
        # Also at a standstill, which is for announcements: what a moderator or a start asks for comes at this pace.
        owed += 1 / max(breaker.share(asyncio.get_running_loop().time()), HALF) - 1
        async with limiter:
            pass
        while owed >= 1:
            owed -= 1
            async with limiter:
                pass
        return await request(route, **options)

    http.request = paced  # type: ignore[method-assign]  # discord.py has no seam for it


def watch(breaker: Breaker) -> aiohttp.TraceConfig:
    """Sees every answer, also those after which discord.py tries again by itself: the breaker counts them."""

    async def ended(_: object, __: SimpleNamespace, params: aiohttp.TraceRequestEndParams) -> None:
        scope = params.response.headers.get("X-RateLimit-Scope", "")
        now = asyncio.get_running_loop().time()
        breaker.note(params.response.status, now, is_shared=scope == "shared")
        if scope == "global" or "X-RateLimit-Global" in params.response.headers:
            breaker.too_fast(now)
        if params.response.status >= 500 and _once.get():
            params.response.close()
            raise ServerError(params.response.status)

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(ended)
    return trace
