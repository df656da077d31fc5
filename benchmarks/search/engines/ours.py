"""The bot's own search, through the parts that the bot uses itself."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Coroutine, Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import bot
from benchmarks.search.catalogue import TROPES
from benchmarks.search.drama import Drama
from benchmarks.search.engines.engine import Added, Scored, Stages, digest
from bot.app import settle
from bot.domain.model import Title
from bot.domain.search import Hit, Scope, Thesaurus, find
from bot.services import reindexing
from bot.services.derive import derive_forms
from bot.services.indexing import indexed
from bot.store import records
from bot.store.db import Connection, Database
from bot.store.records import Row
from bot.store.search.reader import MOST_SECONDS, SearchReader

_FILE = "bot.db"
_CHUNK = 2_000
_BOT = Path(bot.__file__).parent
_BUILDERS = (
    "domain/names.py", "domain/search/entries.py", "domain/search/filing.py", "domain/search/keys.py",
    "domain/search/terms.py", "domain/search/sounds.py", "services/derive.py", "services/indexing.py",
    "store/search/schema.sql", "store/search/write.py",
)  # fmt: skip
_SEARCHERS = ("domain/search", "store/search")
_SCOPE = Scope()
_PATIENCE = 5  # seconds

T = TypeVar("T")


class Ours:
    """Searches run on the thread that asks, so that its processor time can be taken; each is cut as in the bot."""

    name = "ours"
    patient = False

    def stamp(self) -> str:
        return digest([Path(__file__), *(_BOT / file for file in _BUILDERS)])

    def code(self) -> str:
        searching = (file for folder in _SEARCHERS for file in sorted((_BOT / folder).glob("*.*")))
        return digest([Path(__file__), *(_BOT / file for file in _BUILDERS), *searching])

    def build(self, dramas: Iterable[Drama], folder: Path) -> Stages:
        return asyncio.run(_build(dramas, folder / _FILE))

    def open(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._reader = SearchReader(self._path)
        self._thesaurus = Thesaurus({f"trope:{slug}": (name,) for slug, name in TROPES})
        self._loop = asyncio.new_event_loop()
        settle()
        self._database: Database | None = None

    def search(self, text: str, k: int) -> list[str]:
        return [hit.title_id for hit in self._find(text, k)]

    def explain(self, text: str, k: int) -> list[Scored]:
        return [Scored(hit.title_id, hit.score, f"{hit.kind} {hit.matched}") for hit in self._find(text, k)]

    def add(self, drama: Drama) -> Added:
        """The dictionaries that derive the forms are loaded, and the forms derived, before the clock runs."""
        if self._database is None:
            self._database = self._run(Database.open(self._path))
        title = drama.to_title()
        return self._run(_add(self._database, title, derive_forms([title])))

    def close(self) -> None:
        if self._database:
            self._run(self._database.close())
        self._run(self._reader.close())
        self._loop.close()

    def disk_bytes(self, folder: Path) -> int:
        """Of the index alone: the pages of its tables, as SQLite counts them."""
        with closing(sqlite3.connect(folder / _FILE)) as db:
            (size,) = db.execute(
                "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%search\\_%' ESCAPE '\\'"
            ).fetchone()
        return size

    def _find(self, text: str, k: int) -> list[Hit]:
        return self._reader._work(
            lambda index: find(index, text, self._thesaurus, limit=k),
            _SCOPE,
            _PATIENCE if self.patient else MOST_SECONDS,
        )

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(work)


async def _build(dramas: Iterable[Drama], path: Path) -> Stages:
    database = await Database.open(path)
    stages = {"titles": 0.0, "forms": 0.0}
    try:
        waiting = (drama.to_title() for drama in dramas)
        while titles := list(islice(waiting, _CHUNK)):
            began = time.perf_counter()
            forms = derive_forms(titles)
            derived = time.perf_counter()
            async with database.transaction() as db:
                await _put(db, titles, forms)
            stages["forms"] += derived - began
            stages["titles"] += time.perf_counter() - derived
        began = time.perf_counter()
        await reindexing.rebuild(database)
        return {"index": time.perf_counter() - began, **stages}
    finally:
        await database.close()


async def _add(database: Database, title: Title, forms: dict[str, str]) -> Added:
    began = time.perf_counter()
    async with database.transaction() as db:
        inside = time.perf_counter()
        async with indexed(db, [title.id]):
            putting = time.perf_counter()
            await _put(db, [title], forms)
            put = time.perf_counter()
        index = time.perf_counter() - inside - (put - putting)
    return Added((time.perf_counter() - began) * 1000, index * 1000)


async def _put(db: Connection, titles: list[Title], forms: dict[str, str]) -> None:
    rows = [
        Row("titles", title.id, title.model_dump_json(exclude_defaults=True, by_alias=True), None, True)
        for title in titles
    ]
    await records.put(db, rows, int(time.time()))
    await records.put_forms(db, forms)
