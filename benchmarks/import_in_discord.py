"""Whether a member's /find is answered as fast as ever while a curator imports 10,000 titles and takes them back.

`uv run python -m benchmarks.import_in_discord`
"""

from __future__ import annotations

import asyncio
import itertools
import random
import tempfile
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer
from simcord import interactions
from simcord.backend import serializers

from benchmarks.loop_watch import watched
from benchmarks.spread import spread
from bot.app import open_app
from bot.config import Settings
from cogs import _progress
from tests.cogs.acting import moderator
from tests.conftest import Server, open_server, texts_of, walk
from tests.exchange import many

_GOAL_MS = 50
_COMMAND, _COMPONENT, _SUBCOMMAND, _TEXT, _FLAG, _FILE = 2, 3, 1, 3, 5, 11
_QUERIES = (
    "greedy snake",
    "tan chi she",
    "贪吃蛇",
    "gredy snak",
    "billionaire marries in a hurry",
    "drama 77",
    "",
)
_PAUSE, _LOOK = 0.01, 0.0005  # seconds between two searches, and between two looks at whether one is answered

Json = dict[str, Any]


@dataclass
class Meanwhile:
    """Milliseconds until each /find was answered, and how late the event loop was."""

    find: list[float] = field(default_factory=list[float])
    late: list[float] = field(default_factory=list[float])


class Discord:
    """Sends interactions and looks at what comes back, without waiting for the bot to be at rest, as simcord does."""

    def __init__(self, server: Server, curator: Any) -> None:
        self._server, self._curator = server, curator
        self._backend = server.env.backend

    def _send(self, kind: int, data: Json, member: Any, message: Any = None) -> Any:
        record, payload = interactions.base_payload(
            self._backend,
            type=kind,
            channel_id=self._server.channel.id,
            guild_id=self._server.guild.id,
            user_id=member.id,
            data=data,
        )
        if message is not None:
            record.source_message_id = message.id
            payload["message"] = dict(serializers.message_payload(self._backend, message))
        self._backend.emit("INTERACTION_CREATE", payload)
        return record

    def _command(self, name: str, options: list[Json], member: Any, **more: Any) -> Any:
        command = self._backend.find_command(name, None)
        data = {"id": command["id"], "name": name, "type": 1, "options": options, **more}
        return self._send(_COMMAND, data, member)

    async def find(self, query: str) -> float:
        """Milliseconds until it is answered."""
        began = time.perf_counter()
        given = [{"name": "query", "type": _TEXT, "value": query}] if query else []
        record = self._command("find", given, self._server.member)
        while not record.responded:  # noqa: ASYNC110 — simcord has no event for it
            await asyncio.sleep(_LOOK)
        return (time.perf_counter() - began) * 1000

    async def upload(self, data: bytes) -> Any:
        """The message that shows what it would change."""
        resolved: Json = {}
        channel = self._server.channel.id
        file = interactions.store_interaction_attachment(self._backend, channel, "titles.csv", data, resolved)
        options = [
            {"name": "file", "type": _FILE, "value": file},
            {"name": "everywhere", "type": _FLAG, "value": True},
        ]
        nested = [{"name": "import", "type": _SUBCOMMAND, "options": options}]
        record = self._command("catalogue", nested, self._curator, resolved=resolved)
        return await self._until(lambda: self._shown(record.message_id, "What this file would change"))

    async def press_apply(self, message: Any) -> list[str]:
        """What the message said until it was done."""
        [button, *_] = [one for one in walk(message.components) if one["type"] == 2]
        self._send(
            _COMPONENT, {"custom_id": button["custom_id"], "component_type": 2}, self._curator, message
        )
        return await self._said(lambda: message.id, "Done")

    async def undo(self) -> list[str]:
        """What the answer said until the last import was taken back."""
        options = [{"name": "everywhere", "type": _FLAG, "value": True}]
        nested = [{"name": "undo", "type": _SUBCOMMAND, "options": options}]
        record = self._command("catalogue", nested, self._curator)
        return await self._said(lambda: record.message_id, "changes were undone")

    async def _said(self, message_id: Callable[[], int | None], last: str) -> list[str]:
        said: list[str] = []

        def is_done() -> bool:
            identity = message_id()
            if identity is None:
                return False
            text = texts_of(self._backend.get_message(self._server.channel.id, identity).components)
            if text not in said:
                said.append(text)
            return last in text

        await self._until(is_done)
        return said

    def _shown(self, message_id: int | None, text: str) -> Any:
        if message_id is None:
            return None
        message = self._backend.get_message(self._server.channel.id, message_id)
        return message if text in texts_of(message.components) else None

    async def _until(self, found: Callable[[], Any]) -> Any:
        async with asyncio.timeout(300):
            while not (answer := found()):  # noqa: ASYNC110 — nor for this
                await asyncio.sleep(0.05)
        return answer


def main(
    rows: Annotated[int, typer.Option(help="Titles in the file.")] = 10_000,
    seconds: Annotated[
        float, typer.Option(help="How long /find is measured with nothing else going on.")
    ] = 15,
) -> None:
    """Measure /find with nothing going on, during imports and while they are taken back, in the same run."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_run(Path(folder) / "bot.db", rows, seconds))


async def _run(path: Path, rows: int, seconds: float) -> None:
    curators: Any = set()  # whose ids are known later
    settings = Settings(database_path=path, curators=curators)
    async with open_app(settings) as app, open_server(app) as server:
        sam = moderator(server)
        curators.add(sam.id)
        _progress.EVERY = 0  # simcord's clock stands still
        discord = Discord(server, sam)
        for query in _QUERIES:  # what the first search fills
            await discord.find(query)
        phases: dict[str, Meanwhile] = {}
        async with _finding(discord, phases, "nothing"):
            await asyncio.sleep(seconds)
        for what, cells in (("new", {}), ("changed", {"year": "2026"})):
            data = many(rows, **cells)
            began = time.monotonic()
            async with _finding(discord, phases, f"{rows:,} {what}: dry run"):
                message = await discord.upload(data)
            read = time.monotonic() - began
            async with _finding(discord, phases, f"{rows:,} {what}: apply"):
                said = await discord.press_apply(message)
            print(f"{rows:,} {what} ({len(data) / 1024:.0f} KiB): dry run {read:.1f} s,", end=" ")
            print(
                f"applied {time.monotonic() - began - read:.1f} s; it said: {[s.partition(chr(10))[0] for s in said]}"
            )
        for what in ("changed", "new"):
            began = time.monotonic()
            async with _finding(discord, phases, f"{rows:,} {what}: undo"):
                said = await discord.undo()
            taken, lines = time.monotonic() - began, [s.partition(chr(10))[0] for s in said]
            print(f"{rows:,} {what}: taken back in {taken:.1f} s; it said: {lines}")
        async with _finding(discord, phases, "nothing, afterwards"):
            await asyncio.sleep(seconds)
    _print(phases)


@asynccontextmanager
async def _finding(discord: Discord, phases: dict[str, Meanwhile], name: str) -> AsyncGenerator[None]:
    """While inside, one member searches again and again."""
    measured = phases[name] = Meanwhile()
    queries = itertools.cycle(random.Random(1).sample(_QUERIES, len(_QUERIES)))

    async def search() -> None:
        while True:
            measured.find.append(await discord.find(next(queries)))
            await asyncio.sleep(_PAUSE)

    async with watched(measured.late):
        searching = asyncio.create_task(search())
        try:
            yield
        finally:
            searching.cancel()
            await asyncio.wait({searching})


def _print(phases: dict[str, Meanwhile]) -> None:
    print(f"\n| Meanwhile | /find | p50 ms | p99 ms (goal {_GOAL_MS}) | most ms | loop late p99 ms |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, measured in phases.items():
        find, late = spread(measured.find), spread(measured.late)
        row = [
            f"{find['n']:,}",
            *(f"{ms:.1f}" for ms in (find["p50"], find["p99"], find["max"], late["p99"])),
        ]
        print(f"| {name} | {' | '.join(row)} |")


if __name__ == "__main__":
    typer.run(main)
