"""Cancels a coroutine at a chosen one of its awaits, so that a test can try them all."""

from __future__ import annotations

import asyncio
import types
from collections.abc import Coroutine, Generator
from typing import Any


async def cancelled_at(coroutine: Coroutine[Any, Any, Any], *positions: int) -> bool:
    """Run to the end; whether it was cancelled before that. Position 0 is the first time it waits."""
    task = asyncio.ensure_future(_driven(coroutine, positions))
    await asyncio.wait([task])
    if not task.cancelled():
        task.result()  # raises what the coroutine raised
    return task.cancelled()


@types.coroutine
def _driven(coroutine: Coroutine[Any, Any, Any], positions: tuple[int, ...]) -> Generator[Any, Any, Any]:
    task = asyncio.current_task()
    assert task is not None
    resume: Any = lambda: coroutine.send(None)  # noqa: E731
    for position in range(1_000_000):
        try:
            waited_for = resume()
        except StopIteration as end:
            return end.value
        if position in positions:
            task.cancel()
        try:
            value = yield waited_for
            resume = lambda value=value: coroutine.send(value)  # noqa: E731
        except BaseException as error:
            resume = lambda error=error: coroutine.throw(error)  # noqa: E731
    raise AssertionError("it never ends")
