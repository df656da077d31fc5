"""Work that never ends, or takes all there is, as a child process of its own."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.services.apart import say, serve


async def eat(asked: dict[str, Any], _: object) -> None:
    say(begun=True)
    say(size=len(bytearray(asked["bytes"])))


async def sleep(asked: dict[str, Any], _: object) -> None:
    say(begun=True)
    await asyncio.sleep(asked["length"])


def main() -> None:
    serve({"eat": eat, "sleep": sleep})
