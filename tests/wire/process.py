"""`bot run` as a host starts it: a process of its own, ended by signals."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.config import ROOT

T = TypeVar("T")
_PATIENCE = 30  # seconds; what hangs must fail


@dataclass(frozen=True)
class Ended:
    """How it ended, and everything it said."""

    code: int
    stdout: str
    stderr: str
    seconds: float  # from the request to end


class BotProcess:
    """The running bot. Use `start`; what it says goes to files in `folder`."""

    def __init__(self, process: asyncio.subprocess.Process, folder: Path) -> None:
        self.pid = process.pid
        self._process = process
        self._folder = folder

    @classmethod
    async def start(cls, environment: Mapping[str, str], folder: Path) -> BotProcess:
        """Give it the environment and the database that stands, or will stand, in the folder."""
        given = {"DATABASE_PATH": str(folder / "bot.db"), "LOG_LEVEL": "INFO", **environment}
        with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run",
                cwd=ROOT, env={**os.environ, **given}, stdout=out, stderr=err, stdin=asyncio.subprocess.DEVNULL,
                start_new_session=True,  # a group of its own, as in a terminal, for Ctrl-C
            )  # fmt: skip
        return cls(process, folder)

    def said(self) -> str:
        """Standard output and error so far."""
        return (self._folder / "stdout").read_text() + (self._folder / "stderr").read_text()

    async def meanwhile(self, work: Awaitable[T]) -> T:
        """Wait for something that cannot come any more once the bot has ended."""
        coming, ending = asyncio.ensure_future(work), asyncio.ensure_future(self._process.wait())
        await asyncio.wait([coming, ending], return_when=asyncio.FIRST_COMPLETED)
        if not coming.done():
            coming.cancel()
            raise AssertionError(f"The bot has ended:\n{self.said()}")
        ending.cancel()
        return await coming

    async def until_said(self, text: str) -> None:
        await until(lambda: text in self.said())

    async def terminate(self) -> Ended:
        """What a service manager does."""
        self._process.send_signal(signal.SIGTERM)
        return await self.ended()

    async def ctrl_c(self) -> Ended:
        """What a terminal does: the signal goes to the program and its children."""
        os.killpg(self.pid, signal.SIGINT)
        return await self.ended()

    async def ended(self) -> Ended:
        asked = time.perf_counter()
        async with asyncio.timeout(_PATIENCE):
            code = await self._process.wait()
        out, err = ((self._folder / name).read_text() for name in ("stdout", "stderr"))
        return Ended(code, out, err, time.perf_counter() - asked)

    async def kill(self) -> None:
        """Nothing of it is left, whatever happened."""
        if self._process.returncode is None:
            os.killpg(self.pid, signal.SIGKILL)
            await self._process.wait()


async def until(true: Callable[[], bool]) -> None:
    """Wait for what another process does to files."""
    async with asyncio.timeout(_PATIENCE):
        while not true():  # noqa: ASYNC110  # there is no event for it
            await asyncio.sleep(0.01)
