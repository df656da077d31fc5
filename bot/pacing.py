"""One pace for every request to Discord that answers no interaction: 50 a second are allowed, and counted strictly."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import aiohttp
from aiolimiter import AsyncLimiter
from discord.http import HTTPClient, Route

from bot.services.breaker import HALF, Breaker

PER_SECOND = 45  # less than Discord allows: its clock and ours differ


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
    """Tells the breaker of every answer, also of those that discord.py tries again by itself."""

    async def ended(_: object, __: SimpleNamespace, params: aiohttp.TraceRequestEndParams) -> None:
        scope = params.response.headers.get("X-RateLimit-Scope", "")
        now = asyncio.get_running_loop().time()
        breaker.note(params.response.status, now, is_shared=scope == "shared")
        if scope == "global" or "X-RateLimit-Global" in params.response.headers:
            breaker.too_fast(now)

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(ended)
    return trace
