"""One SQLite file: a single writer behind a lock, a few read-only connections, and no transaction left open."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TypeVar

import aiosqlite

from bot.errors import StartupError
from bot.store.migrate import migrate

_READERS = 2
_BUSY_MS = 5_000

T = TypeVar("T")
Direct = sqlite3.Connection  # what work on a connection's own thread is given


class Connection(aiosqlite.Connection):
    """aiosqlite's connection, which can also do many things in one go."""

    async def run(self, work: Callable[[Direct], T]) -> T:
        """Do the work on the connection's own thread. A statement of its own would take two hops each."""
        return await self._execute(work, self._conn)  # type: ignore[no-any-return]  # aiosqlite gives no type


class Database:
    """Reads and transactions. Never await Discord inside a transaction.

    SQLite before 3.51.3 can corrupt a WAL file when two connections of one process write at once
    (sqlite.org/changes.html), so there is exactly one that may.
    """

    def __init__(self, writer: Connection, readers: list[Connection], opened: AsyncExitStack) -> None:
        self._writer = writer
        self._writing = asyncio.Lock()
        self._readers = asyncio.LifoQueue[Connection]()
        self._opened = opened
        for reader in readers:
            self._readers.put_nowait(reader)

    @classmethod
    async def open(cls, path: Path, *, checked: bool = False) -> Database:
        """Open, check and migrate. Raises StartupError with a sentence for the host; the file is then untouched.

        checked: by the process that has started this one.
        """
        if not checked:
            _prepare(path)
        # Each connection is a thread that outlives the program unless it is closed, also when this is cancelled.
        async with AsyncExitStack() as opened:
            writer = await _connect(opened, path)
            readers = [await _connect(opened, path, "PRAGMA query_only=ON") for _ in range(_READERS)]
            return cls(writer, readers, opened.pop_all())

    async def close(self) -> None:
        await self._opened.aclose()

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Connection]:
        """All or nothing, also when the task is cancelled half-way."""
        async with self._writing:
            try:
                await self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                await self._writer.execute("COMMIT")
            except BaseException:
                # A cancelled statement still runs on the connection's thread. The rollback queues up behind
                # it there, so it is right even if this wait is cancelled too.
                await asyncio.shield(self._writer.rollback())
                raise

    @asynccontextmanager
    async def lent(self) -> AsyncGenerator[None]:
        """Nobody of this process writes inside, but another process may, for as long as it takes.

        A transaction of ours would wait for it at the file, and give up after five seconds.
        """
        async with self._writing:
            yield

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Connection]:
        reader = await self._readers.get()
        try:
            yield reader
        finally:
            self._readers.put_nowait(reader)

    @asynccontextmanager
    async def snapshot(self) -> AsyncGenerator[Connection]:
        """One state of everything, for many reads, whatever is written meanwhile."""
        async with self.read() as reader:
            await reader.execute("BEGIN")
            try:
                yield reader
            finally:
                await asyncio.shield(reader.rollback())


def _prepare(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_MS / 1000)
    except (OSError, sqlite3.OperationalError) as error:
        raise StartupError(f"The database {path} cannot be opened: {error}.") from error
    try:
        if (answer := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise StartupError(_damaged(path, answer))
        migrate(connection)  # refuses a newer file before anything is written
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.DatabaseError as error:
        readable = isinstance(error, sqlite3.OperationalError)
        reason = f"The database {path} cannot be used: {error}." if readable else _damaged(path, str(error))
        raise StartupError(reason) from error
    finally:
        connection.close()


def _damaged(path: Path, detail: str) -> str:
    detail = " ".join(detail.split())
    return (
        f"The database {path} is damaged ({detail}). Nothing was changed: "
        "move it away, or put a backup in its place."
    )


async def _connect(opened: AsyncExitStack, path: Path, *pragmas: str) -> Connection:
    connection = Connection(lambda: sqlite3.connect(path, isolation_level=None), iter_chunk_size=64)
    await opened.enter_async_context(connection)
    for pragma in (f"PRAGMA busy_timeout={_BUSY_MS}", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON",
                   "PRAGMA trusted_schema=OFF", *pragmas):  # fmt: skip
        await connection.execute(pragma)
    return connection
