"""How long an event loop keeps others waiting: something wants to run every millisecond, and notes how late it does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_EVERY = 0.001  # seconds


@asynccontextmanager
async def watched(late_ms: list[float]) -> AsyncIterator[None]:
    """While inside, milliseconds of every delay are added to the list."""
    loop = asyncio.get_running_loop()

    def tick(due: float) -> None:
        nonlocal handle
        now = time.perf_counter()
        late_ms.append((now - due) * 1000)
        handle = loop.call_later(_EVERY, tick, now + _EVERY)

    handle = loop.call_later(_EVERY, tick, time.perf_counter() + _EVERY)
    try:
        yield
    finally:
        handle.cancel()
