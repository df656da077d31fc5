"""Reads, writes and exports files of titles in a process of its own, where nobody waits for it."""

from __future__ import annotations

import asyncio
import json
import time
import zlib
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import BinaryIO

from bot.domain.catalogue import Catalogue
from bot.domain.exchange import imports, own, sheet
from bot.domain.exchange.delimited import write_csv
from bot.domain.exchange.imports import Plan, own_fields
from bot.domain.exchange.strict_json import write_json
from bot.domain.exchange.unseen import without_hidden
from bot.domain.model import Platform, Title, Trope
from bot.errors import UserError
from bot.services import undoing, writing
from bot.services.apart import Json, say, serve
from bot.services.derive import complete_texts, derive_forms
from bot.services.indexing import Progress
from bot.services.writing import MOST_OWN, Outdated
from bot.store import layers, records
from bot.store.db import Connection, Database

MOST_ROWS = 10_000
MOST_SENT = 9 * 2**20  # bytes of a file; Discord takes 10 MiB
MOST_KEPT = 8 * 2**20  # bytes of a plan
_REPORTED = 5_000  # mistakes that are told
_CHUNK = 250  # titles at a time
_EVERY = 0.5  # seconds between two words of progress

_Pairs = list[tuple[Title | None, Title]]


# --- reading ----------------------------------------------------------------------------------------


async def plan(asked: Json, given: BinaryIO) -> None:
    """What a file would change in a scope."""
    document = imports.read_document("", given.read(asked["size"]))
    if len(document.entries) > MOST_ROWS:
        raise UserError("error-import-rows", most=MOST_ROWS)
    async with _opened(asked) as database, database.snapshot() as db:
        guild = asked["guild"]
        if guild:
            rows = await records.rows_of(db, "titles", own.ids(document))
            own.mark_own(document, guild, {row.id for row in rows if not row.guild})
        found = without_hidden(imports.plan(document, await _known(db, guild, own.ids(document))))
        added = len(found.added) if guild and not found.problems else 0
        if added and await layers.count_own(db, guild) + added > MOST_OWN:
            raise UserError("error-titles-full", most=MOST_OWN)
    _say_plan(found)


def _say_plan(found: Plan) -> None:
    problems = found.problems
    kept = b"" if problems else _packed([(write.before, write.title) for write in found.writes])
    if len(kept) > MOST_KEPT:
        raise UserError("error-import-heavy")
    told = json.dumps(problems[:_REPORTED]).encode()
    added = sum(write.before is None for write in found.writes)
    say(
        told + kept, added=added, changed=len(found.writes) - added, unchanged=found.unchanged,
        mistakes=len(problems), told=len(told), plan=len(kept),
    )  # fmt: skip


async def _known(db: Connection, guild: int, ids: Sequence[str]) -> Catalogue:
    """What a scope sees of these titles, with the hosts that it trusts."""
    titles = [_own_title(row.body) for row in await records.get_many(db, "titles", ids, guild)]
    platforms = [Platform.model_validate_json(row.body) for row in await records.all_of(db, "platforms")]
    tropes = [Trope.model_validate_json(row.body) for row in await records.all_of(db, "tropes")]
    more = await layers.hosts(db, guild)
    hosts = {p.id: (*p.hosts, *(host for platform, host in more if platform == p.id)) for p in platforms}
    return Catalogue(
        titles={title.id: title for title in titles},
        platforms={p.id: p.model_copy(update={"hosts": hosts[p.id]}) for p in platforms},
        tropes={trope.id: trope for trope in tropes},
    )


def _own_title(body: str) -> Title:
    return Title.model_validate(own_fields(json.loads(body)))


def _packed(pairs: _Pairs) -> bytes:
    bodies = [[None if one is None else imports.to_raw(one) for one in pair] for pair in pairs]
    return zlib.compress(json.dumps(bodies).encode(), 1)


def _unpacked(data: bytes) -> _Pairs:
    pairs = json.loads(zlib.decompress(data))
    return [(old and Title.model_validate(old), Title.model_validate(new)) for old, new in pairs]


# --- writing ----------------------------------------------------------------------------------------


async def apply(asked: Json, given: BinaryIO) -> None:
    """Write a plan: all of it or nothing. What can be worked out is, before the word to begin is waited for."""
    pairs, progress = _unpacked(given.read(asked["size"])), _Progress()
    async with _opened(asked) as database:
        titles, forms = await derived(database, [new for _, new in pairs], progress.deriving)
        before = [old for old, _ in pairs]
        prepared = await writing.prepare(database, asked["guild"], titles, before, forms)
        say(ready=True)
        if not await asyncio.to_thread(given.readline):
            return  # whoever asked is gone
        try:
            async with database.transaction() as db:
                made = await writing.store(db, prepared, asked["by"], asked["batch"], progress.writing)
        except Outdated:
            raise UserError("error-import-outdated") from None
    say(done=len(made))


async def undo(asked: Json, given: BinaryIO) -> None:
    """Take an import back: all of it or nothing."""
    guild, progress = asked["guild"], _Progress()
    async with _opened(asked) as database:
        async with database.read() as db:
            undone = await undoing.asked(db, guild, asked["change"])
            progress.deriving(1, 4)
            filing = await undoing.foreseen(db, guild, undone)
        say(ready=True)
        if not await asyncio.to_thread(given.readline):
            return
        try:
            async with database.transaction() as db:
                made = await undoing.put_back(
                    db, guild, undone, asked["by"], asked["batch"], filing, progress.writing
                )
        except Outdated:
            raise UserError("error-changed-since") from None
    say(done=len(made))


async def derived(
    database: Database, titles: Sequence[Title], progress: Progress = lambda _done, _all: None
) -> tuple[list[Title], dict[str, str]]:
    """The titles complete, and forms as JSON of those of their names that have none. It holds up its process."""
    complete, forms = list[Title](), dict[str, str]()
    for start in range(0, len(titles), _CHUNK):
        some = titles[start : start + _CHUNK]
        async with database.read() as db:
            known = await records.forms(db, [name.text for title in some for name in title.names])
        unknown = [title for title in some if any(name.text not in known for name in title.names)]
        forms |= derive_forms(unknown)
        complete += map(complete_texts, some)
        progress(start + len(some), len(titles))
    return complete, forms


class _Progress:
    """Says how far it is, not more often than anybody wants to know."""

    def __init__(self) -> None:
        self._said = time.monotonic()

    def deriving(self, done: int, count: int) -> None:
        self._say(done, 2 * count)

    def writing(self, done: int, count: int) -> None:
        self._say(count + done, 2 * count)

    def _say(self, done: int, count: int) -> None:
        if time.monotonic() - self._said >= _EVERY:
            self._said = time.monotonic()
            say(percent=100 * done // count)


# --- exporting --------------------------------------------------------------------------------------


async def export(asked: Json, _: BinaryIO) -> None:
    """The titles of a scope: those that all share, or a server's own and what it says differently."""
    guild, raws, size = asked["guild"], list[Json](), 0
    async with _opened(asked) as database, database.snapshot() as db:
        ids = await layers.title_ids(db, guild)
        for start in range(0, len(ids), _CHUNK):
            rows = await records.get_many(db, "titles", ids[start : start + _CHUNK], guild)
            size += sum(len(row.body) for row in rows)
            if size > MOST_SENT:
                raise UserError("error-export-large")
            raws += [imports.to_raw(_own_title(row.body)) for row in rows]
    written = write_csv(map(sheet.row, raws)) if asked["format"] == "csv" else write_json(raws)
    data = written.encode()
    if len(data) > MOST_SENT:
        raise UserError("error-export-large")
    say(data, size=len(data), count=len(raws))


@asynccontextmanager
async def _opened(asked: Json) -> AsyncGenerator[Database]:
    database = await Database.open(Path(asked["path"]), checked=True)
    try:
        yield database
    finally:
        await database.close()


def main() -> None:
    """The child."""
    serve({"plan": plan, "apply": apply, "undo": undo, "export": export})
