"""Builds the search index anew beside the old one, which answers meanwhile, and checks the one there is."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

from bot.config import ROOT
from bot.errors import StartupError
from bot.services.derive import FORMS_AT, FORMS_VERSION, derive_names, languages
from bot.services.indexing import BUILDING_VERSION, LIVE_VERSION, VERSION, file_titles
from bot.store import records
from bot.store.db import Connection, Database
from bot.store.search import tables, verify, write
from bot.store.search.tables import BUILDING, LIVE

log = logging.getLogger(__name__)
_CHUNK = 250  # titles written in one transaction: others wait no longer than for these

Progress = Callable[[int, int], None]  # titles done, titles in all


async def is_current(database: Database) -> bool:
    """Whether the index was made as this version makes it, and nothing in it was found to be wrong."""
    async with database.read() as db:
        return await write.exists(db, LIVE) and await records.meta(db, LIVE_VERSION) == VERSION


async def is_missing(database: Database) -> bool:
    async with database.read() as db:
        return not await write.exists(db, LIVE)


async def is_derived(database: Database) -> bool:
    """Whether the readings of all names are there; to derive them takes 100 MB of dictionaries."""
    async with database.read() as db:
        return await records.meta(db, FORMS_AT) == FORMS_VERSION


async def rebuild(database: Database, progress: Progress = lambda _done, _all: None) -> int:
    """Build the index, going on where a killed attempt stopped; how many titles it has.

    Titles may change meanwhile: `indexed` writes them into both. Several may build at once, which is only slower.
    """
    while True:
        ids = await _begin(database)
        if await _fill(database, ids, progress) and await _finish(database):
            return len(ids)
        if await is_current(database):
            log.info("Another process has finished the search index.")
            return len(ids)
        log.warning("What was built of the search index is damaged: it is begun again.")


async def _begin(database: Database) -> list[str]:
    async with database.transaction() as db:
        if not await _is_being_built(db):
            await write.create(db, BUILDING)
            await records.set_meta(db, BUILDING_VERSION, VERSION)
        return await records.title_ids(db)


async def _is_being_built(db: Connection) -> bool:
    """False when somebody has finished it, or noted that it is damaged."""
    return await records.meta(db, BUILDING_VERSION) == VERSION and await write.exists(db, BUILDING)


async def _fill(database: Database, ids: list[str], progress: Progress) -> bool:
    """File all titles, some at a time; False when that has become useless."""
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        async with database.transaction() as db:
            if not await _is_being_built(db):
                return False
            there = await write.present(db, some, BUILDING)
            missing = [identity for identity in some if identity not in there]
            await _derive_stale(db, missing)
            await db.run(
                lambda connection, ids=missing: tables.add(connection, file_titles(connection, ids), BUILDING)
            )
        progress(start + len(some), len(ids))
    return True


async def _derive_stale(db: Connection, ids: list[str]) -> None:
    """Forms of names that an older version derived, or nobody."""
    rows = await records.rows_of(db, "titles", ids)
    names = languages(
        (name["text"], name["language"]) for row in rows for name in json.loads(row.body)["names"]
    )
    if await records.meta(db, FORMS_AT) == FORMS_VERSION:
        known = await records.forms(db, list(names))
        names = {text: language for text, language in names.items() if text not in known}
    if names:
        await records.put_forms(db, await asyncio.to_thread(derive_names, names))


async def _finish(database: Database) -> bool:
    async with database.transaction() as db:
        if not await _is_being_built(db):
            return False
        await write.promote(db)
        await records.set_meta(db, LIVE_VERSION, VERSION)
        await records.set_meta(db, BUILDING_VERSION, "")
        await records.set_meta(db, FORMS_AT, FORMS_VERSION)
        await records.bump(db)
        return True


async def rebuild_apart(path: Path) -> None:
    """`rebuild` in a child process, so that the bot answers as quickly as ever. Raises StartupError."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from bot.services.reindexing import main; main()", str(path.absolute()),  # noqa: ASYNC240 — no I/O
        cwd=ROOT,
        start_new_session=True,  # Ctrl-C in a terminal is for us to answer
    )  # fmt: skip
    try:
        await child.wait()
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode:
        raise StartupError("The search index could not be built anew. Run `bot reindex`.")


def main() -> None:
    """The child: the database as argument."""

    async def work() -> None:
        database = await Database.open(Path(sys.argv[1]))
        try:
            await rebuild(database)
        finally:
            await database.close()

    asyncio.run(work())


async def problems(database: Database, progress: Progress = lambda _done, _all: None) -> list[str]:
    """What is wrong with the index, as sentences; empty when it is what a rebuild would make."""
    if not await is_current(database):
        return ["The search index is missing, damaged or of another version: run `bot reindex`."]
    found = [problem async for problem in _wrong(database, progress)]
    return [f"The search index is wrong: {'; '.join(found[:5])}. Run `bot reindex`."] if found else []


async def _wrong(database: Database, progress: Progress) -> AsyncGenerator[str]:
    expected = verify.Expected()
    async with database.snapshot() as db:  # others may write meanwhile: a large index takes a minute
        ids = await records.title_ids(db)
        for start in range(0, len(ids), _CHUNK):
            some = ids[start : start + _CHUNK]
            filed = await db.run(lambda connection, ids=some: file_titles(connection, ids))
            for title_id in await expected.add(db, filed):
                yield f"{title_id} is not in it"
            progress(start + len(some), len(ids))
        async for problem in expected.different(db):
            yield problem
    async with database.transaction() as db:
        async for problem in expected.different_words(db):
            yield problem
