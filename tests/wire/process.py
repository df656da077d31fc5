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

    def __init__(self, process: asyncio.subprocess.Process, said: tuple[Path, Path]) -> None:
        self.pid = process.pid
        self._process = process
        self._said = said

    @classmethod
    async def start(
        cls, environment: Mapping[str, str], folder: Path, *options: str, name: str = "bot"
    ) -> BotProcess:
        """Give it the environment and the database that stands, or will stand, in the folder.

        `options` follow `run`; two at a time need different names.
        """
        given = {"DATABASE_PATH": str(folder / "bot.db"), "LOG_LEVEL": "INFO", **environment}
        files = (folder / f"{name}.stdout", folder / f"{name}.stderr")
        with files[0].open("wb") as out, files[1].open("wb") as err:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", *options,
                cwd=ROOT, env={**os.environ, **given}, stdout=out, stderr=err, stdin=asyncio.subprocess.DEVNULL,
                start_new_session=True,  # a group of its own, as in a terminal, for Ctrl-C
            )  # fmt: skip
        return cls(process, files)

    def said(self) -> str:
        """Standard output and error so far."""
        return "".join(path.read_text() for path in self._said)

    async def meanwhile(self, work: Awaitable[T]) -> T:
        """Wait for something that cannot come any more once the bot has ended."""
        coming, ending = asyncio.ensure_future(work), asyncio.ensure_future(self._process.wait())
        try:
            await asyncio.wait([coming, ending], return_when=asyncio.FIRST_COMPLETED)
            if not coming.done():
                raise AssertionError(f"The bot has ended:\n{self.said()}")
            return await coming
        finally:
            coming.cancel()
            ending.cancel()

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
        out, err = (path.read_text() for path in self._said)
        return Ended(code, out, err, time.perf_counter() - asked)

    def freeze(self) -> None:
        """It does nothing, and does not know it, until `thaw`."""
        os.killpg(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.killpg(self.pid, signal.SIGCONT)

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
