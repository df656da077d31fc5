"""Work that never ends, takes all there is, or dies before it can say that it is done: a child process of its own."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import Any

from bot.services import importing
from bot.services.apart import say, serve


async def eat(asked: dict[str, Any], _: object) -> None:
    say(begun=True)
    say(size=len(bytearray(asked["bytes"])))


async def sleep(asked: dict[str, Any], _: object) -> None:
    say(begun=True)
    await asyncio.sleep(asked["length"])


def main() -> None:
    serve({"eat": eat, "sleep": sleep})


def dies_when_done() -> None:
    def last_word(data: bytes = b"", **word: Any) -> None:
        if "done" in word:
            os.kill(os.getpid(), signal.SIGKILL)
        say(data, **word)

    importing.say = last_word
    importing.main()
