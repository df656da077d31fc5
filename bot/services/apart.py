"""Runs work on what people hand in as a process of its own: bounded in memory and time, and after the bot in turn."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, BinaryIO

from bot.config import ROOT
from bot.errors import UserError

log = logging.getLogger(__name__)
MEMORY = 2**30  # bytes of address space, of which dictionaries take a part
_POLITE = 10  # how much the bot goes before
HEAVY, FAILED = "error-import-heavy", "error-import-failed"

Json = dict[str, Any]


class Child:
    """A process at work, as its parent sees it: words come as lines of JSON, bytes after a word that counts them."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin and process.stdout
        self._process, self._in, self._out = process, process.stdin, process.stdout

    async def send(self, data: bytes) -> None:
        with contextlib.suppress(ConnectionError):  # it has ended: word() says why
            self._in.write(data)
            await self._in.drain()

    async def word(self) -> Json:
        """What it says next. Raises UserError: what it complains of, or that it has ended."""
        line = await self._out.readline()
        if not line.endswith(b"\n"):
            code = await self._process.wait()
            log.error("A process that read or wrote a file of titles ended with exit code %s.", code)
            raise UserError(HEAVY if code < 0 else FAILED)
        word = json.loads(line)
        if "error" in word:
            raise UserError(word["error"], **word["params"])
        return word

    async def bytes(self, count: int) -> bytes:
        return await self._out.readexactly(count)


@asynccontextmanager
async def child(entry: str, seconds: float, **asked: Any) -> AsyncGenerator[Child]:
    """`entry` is "module:function". Ends it at the end, also in the middle of what it does.

    Raises UserError when it takes too long.
    """
    module, _, function = entry.partition(":")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", f"from {module} import {function}; {function}()",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
        start_new_session=True,  # Ctrl-C in a terminal is for us to answer
    )  # fmt: skip
    try:
        async with asyncio.timeout(seconds):
            started = Child(process)
            await started.send(json.dumps(asked).encode() + b"\n")
            yield started
    except TimeoutError:
        raise UserError(HEAVY) from None
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await asyncio.shield(process.wait())


# --- in the child -----------------------------------------------------------------------------------


def serve(works: dict[str, Callable[[Json, BinaryIO], Coroutine[Any, Any, None]]]) -> None:
    """Do what is asked on standard input."""
    _bound()
    asked = json.loads(sys.stdin.buffer.readline())
    try:
        asyncio.run(works[asked["work"]](asked, sys.stdin.buffer))
    except UserError as error:
        say(error=error.key, params=error.params)
    except (MemoryError, RecursionError):
        say(error=HEAVY, params={})


def say(data: bytes = b"", **word: Any) -> None:
    sys.stdout.buffer.write(json.dumps(word).encode() + b"\n" + data)
    sys.stdout.buffer.flush()


def _bound() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.nice(_POLITE)
