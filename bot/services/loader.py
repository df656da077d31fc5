"""Brings the database in line with data/catalogue whenever the files change, except for what people edited."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.domain.announcing.news import news
from bot.domain.catalogue import KINDS
from bot.domain.model import Title
from bot.errors import StartupError
from bot.mistakes import line
from bot.services import happened
from bot.services.announcing import new_event
from bot.services.derive import FORMS_AT, FORMS_VERSION
from bot.services.indexing import indexed
from bot.services.prepare import Prepared, prepare_apart
from bot.store import events, layers, outbox, records
from bot.store.db import Connection, Database
from bot.store.records import Row

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Loaded:
    """How many records a load touched."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0  # differ from the shipped text because people edited them


async def load_shipped(
    database: Database, folder: Path, progress: Callable[[str], None] = lambda _: None
) -> Loaded | None:
    """Bring the database in line with the folder; None when nothing has changed since the last time.

    A folder with mistakes changes nothing. Raises StartupError then only if there is no catalogue to fall back on.
    """
    if not folder.is_dir():  # noqa: ASYNC240 — one look
        raise StartupError(f"CATALOGUE_PATH: there is no folder {folder}.")
    digest = await asyncio.to_thread(_digest, folder)
    async with database.read() as db:
        if await records.meta(db, "shipped") == digest:
            return None
        empty = not await records.all_of(db, "titles")
    try:
        progress("reading")
        prepared = await prepare_apart(folder)
        if prepared.problems:
            return _refused(folder, prepared, empty)
        progress("writing")
        return await _apply(database, prepared, digest)
    finally:
        progress("done")


async def is_current(database: Database, folder: Path) -> bool:
    """Whether what is loaded is what the files say."""
    async with database.read() as db:
        return await records.meta(db, "shipped") == await asyncio.to_thread(_digest, folder)


def _refused(folder: Path, prepared: Prepared, empty: bool) -> None:
    count, first = len(prepared.problems), line(prepared.problems[0])
    message = f"{folder} has {count} mistakes, the first is {first}. Run `bot check`."
    if empty:
        raise StartupError(message)
    log.error("%s The catalogue stays as it was.", message)


async def _apply(database: Database, prepared: Prepared, digest: str) -> Loaded:
    counts = {"added": 0, "changed": 0, "removed": 0, "kept": 0}
    now = int(time.time())
    async with database.transaction() as db:
        stored = {(row.kind, row.id): row for kind in KINDS for row in await records.all_of(db, kind)}
        removed = await layers.removed(db)
        rows: list[Row] = []
        for (kind, identity), body in prepared.bodies.items():
            if kind == "titles" and identity in removed:
                continue
            row, what = _merge(kind, identity, body, stored.get((kind, identity)))
            if what:
                counts[what] += 1
            if row:
                rows.append(row)
        gone = [
            key
            for key, row in stored.items()
            if key not in prepared.bodies and row.shipped is not None and not row.edited
        ]
        counts["removed"] = len(gone)
        async with indexed(db, _touched(rows, gone, stored)):
            await records.put(db, rows, now)
            await records.delete(db, gone)
            await records.put_forms(db, prepared.forms)
        if not stored:
            await records.set_meta(db, FORMS_AT, FORMS_VERSION)
        else:
            titles = [row for row in rows if row.kind == "titles"]
            await _tell(db, [(stored.get((row.kind, row.id)), row) for row in titles], now)
        await records.set_meta(db, "shipped", digest)
        await records.bump(db)
    return Loaded(**counts)


async def _tell(db: Connection, changes: Iterable[tuple[Row | None, Row]], now: int) -> None:
    """Have posts written anew, and announce what is news as soon as somebody delivers."""
    pairs: list[tuple[Title | None, Title]] = []
    for before, after in changes:
        if before:
            await outbox.edit(db, after.id, now)
        old = Title.model_validate_json(before.body) if before else None
        pairs.append((old, Title.model_validate_json(after.body)))
    await happened.changes(db, 0, pairs)
    for pair in pairs:
        for one in news(*pair):
            fields = {"state": "scheduled", "at": now, "title_id": one.title_id, "regions": one.regions}
            await events.put(db, new_event(one.kind, 0, **fields))


def _touched(
    rows: Iterable[Row], gone: Iterable[tuple[str, str]], stored: Mapping[tuple[str, str], Row]
) -> list[str]:
    """Ids of the titles that change, and of those that come to a collection or leave it."""
    ids = {row.id for row in rows if row.kind == "titles"}
    ids |= {identity for kind, identity in gone if kind == "titles"}
    changed = [row for row in rows if row.kind == "collections"]
    changed += [stored[key] for row in changed if (key := (row.kind, row.id)) in stored]
    changed += [stored[key] for key in gone if key[0] == "collections"]
    return sorted(ids.union(*(json.loads(row.body).get("titles", ()) for row in changed)))


def _merge(kind: str, identity: str, body: str, stored: Row | None) -> tuple[Row | None, str | None]:
    """The row to write, if any, and what happened to it."""
    shipped = hashlib.sha256(body.encode()).hexdigest()
    if stored is None:
        return Row(kind, identity, body, shipped, edited=False), "added"
    if stored.edited:
        return stored._replace(shipped=shipped), "kept"
    if stored.body == body:
        return (None if stored.shipped == shipped else stored._replace(shipped=shipped)), None
    return Row(kind, identity, body, shipped, edited=False), "changed"


def _digest(folder: Path) -> str:
    """Changes when a file of the folder does, or the way names are derived."""
    whole = hashlib.sha256(FORMS_VERSION.encode())
    for path in sorted(folder.rglob("*.toml")):
        whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()
