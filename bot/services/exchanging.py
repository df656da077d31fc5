"""Many titles at once in Discord: import, kept until somebody says yes, what takes it back, and export."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
import uuid
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.catalogue import Problem
from bot.domain.crowding import first_to_go
from bot.errors import UserError
from bot.services.apart import FAILED, HEAVY, child
from bot.services.editing import EditingService, Outdated
from bot.store import changes
from bot.store.db import Database

MOST_BYTES = 2**20  # of a file
KEPT_SECONDS = 15 * 60
_KEPT_BYTES = 32 * 2**20  # of all plans together
BUSY = ("error-import-busy", "error-import-turn")  # nothing was begun: what was uploaded is still there
_WAITING = 10  # files that wait for their turn, one of each server
MOST_UNDONE_HERE = 250  # titles; more would keep the others waiting
_READING, _WRITING = 60.0, 600.0  # seconds
_CHILD = "bot.services.importing:main"

Progress = Callable[[int], None]  # percent; called while the database is held, so that it may not wait


@dataclass(frozen=True)
class DryRun:
    """What a file would change."""

    added: int
    changed: int
    unchanged: int
    mistakes: int
    problems: list[Problem]  # the mistakes, as many as anybody reads
    token: str  # to apply it with; "" when there is nothing to apply


@dataclass(frozen=True)
class _Kept:
    guild: int
    by: int
    until: float
    plan: bytes


class ExchangingService:
    """One file at a time: each takes a processor for seconds. Who may is for the caller to ask."""

    def __init__(self, database: Database, path: Path, editing: EditingService) -> None:
        self._database = database
        self._path = str(path.absolute())
        self._editing = editing
        self._kept: dict[str, _Kept] = {}  # the oldest first
        self._turn = asyncio.Lock()
        self._asking: set[int] = set()  # servers with a file in line or at work

    async def read(self, guild: int, data: bytes, by: int) -> DryRun:
        """Changes nothing. What is wrong in rows is part of the answer; raises UserError for the whole file."""
        if len(data) > MOST_BYTES:
            raise UserError("error-import-large", most=MOST_BYTES // 2**20)
        async with (
            self._in_turn(guild),
            child(_CHILD, _READING, work="plan", path=self._path, guild=guild, size=len(data)) as reader,
        ):
            await reader.send(data)
            said = await reader.word()
            told, plan = await reader.bytes(said["told"]), await reader.bytes(said["plan"])
        token = self._keep(guild, by, plan) if said["added"] + said["changed"] and plan else ""
        problems = [Problem(*one) for one in json.loads(told)]
        return DryRun(said["added"], said["changed"], said["unchanged"], said["mistakes"], problems, token)

    async def apply(self, token: str, guild: int, by: int, progress: Progress) -> int:
        """Write what was shown, all or nothing; how many titles. Raises UserError, and NotFound for an old token."""
        async with self._in_turn(guild):
            plan = self._take(token, guild, by).plan
            return await self._write(plan, progress, work="apply", guild=guild, by=by, size=len(plan))

    async def is_long(self, guild: int, change_id: int) -> bool:
        """Whether to take it back takes so long that it is done apart."""
        async with self._database.read() as db:
            return await changes.size(db, guild, change_id) > MOST_UNDONE_HERE

    async def undo(self, guild: int, change_id: int, by: int, progress: Progress) -> int:
        """Take back a change, of an import all of it; how many. Raises NotFound, UserError."""
        if not await self.is_long(guild, change_id):
            try:
                return len(await self._editing.undo(guild, change_id, by))
            except Outdated:
                raise UserError("error-changed-since") from None
        async with self._in_turn(guild):
            try:
                return await self._write(b"", progress, work="undo", guild=guild, by=by, change=change_id)
            except UserError as error:
                raise _instead(error, _OF_UNDO) from None

    async def _write(self, plan: bytes, progress: Progress, guild: int, **asked: Any) -> int:
        """How many titles were written."""
        batch = uuid.uuid4().hex
        try:
            count = await self._written_apart(
                plan, progress, path=self._path, guild=guild, batch=batch, **asked
            )
        except UserError as error:
            async with self._database.read() as db:  # it may have ended after its last word but one
                count = await changes.count(db, guild, batch)
            if not count or error.key not in (HEAVY, FAILED):
                raise
        await self._editing.noticed()
        return count

    async def _written_apart(self, plan: bytes, progress: Progress, **asked: Any) -> int:
        async with child(_CHILD, _WRITING, **asked) as writer:
            await writer.send(plan)
            while "ready" not in (said := await writer.word()):
                progress(said["percent"])
            async with self._database.lent():
                await writer.send(b"go\n")
                while "done" not in (said := await writer.word()):
                    progress(said["percent"])
        return said["done"]

    def forget(self, token: str, guild: int, by: int) -> None:
        """Raises UserError when it is not there any more."""
        self._take(token, guild, by)

    async def export(self, guild: int, kind: str) -> tuple[bytes, int]:
        """A server's own titles and what it says differently, or for 0 what all share; how many. Raises UserError."""
        asked = {"path": self._path, "guild": guild, "format": kind}
        async with self._in_turn(guild), child(_CHILD, _READING, work="export", **asked) as writer:
            try:
                said = await writer.word()
            except UserError as error:
                raise _instead(error, _OF_EXPORT) from None
            return await writer.bytes(said["size"]), said["count"]

    # -- what is kept

    def _keep(self, guild: int, by: int, plan: bytes) -> str:
        """In the place of what this member had uploaded before."""
        now = time.monotonic()
        self._kept = {
            token: kept
            for token, kept in self._kept.items()
            if kept.until > now and (kept.guild, kept.by) != (guild, by)
        }
        token = secrets.token_hex(8)
        self._kept[token] = _Kept(guild, by, now + KEPT_SECONDS, plan)
        while sum(len(kept.plan) for kept in self._kept.values()) > _KEPT_BYTES:
            del self._kept[first_to_go({one: (k.guild, len(k.plan)) for one, k in self._kept.items()})]
        return token

    def _take(self, token: str, guild: int, by: int) -> _Kept:
        kept = self._kept.get(token)
        if kept is None or kept.until < time.monotonic() or (kept.guild, kept.by) != (guild, by):
            raise UserError("error-import-gone", minutes=KEPT_SECONDS // 60)
        return self._kept.pop(token)

    @asynccontextmanager
    async def _in_turn(self, guild: int) -> AsyncGenerator[None]:
        """One file of a server at a time, so that none can fill the line. Raises UserError."""
        if guild in self._asking:
            raise UserError("error-import-turn")
        if len(self._asking) >= _WAITING:
            raise UserError("error-import-busy")
        self._asking.add(guild)
        try:
            async with self._turn:
                yield
        finally:
            self._asking.remove(guild)


# Words about what somebody uploaded make no sense where nothing was.
_OF_EXPORT = {HEAVY: "error-export-large", FAILED: "error-try-again"}
_OF_UNDO = {HEAVY: "error-undo-heavy", FAILED: "error-undo-failed"}


def _instead(error: UserError, keys: Mapping[str, str]) -> UserError:
    return UserError(keys[error.key]) if error.key in keys else error
