"""Writes titles of one scope with all that hangs on them: the index, the history, and the posts that tell of them."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.editing import Change, override_id, version
from bot.domain.model import Title
from bot.domain.patch import difference
from bot.errors import UserError
from bot.services import happened
from bot.services.indexing import Filing, Progress, file_titles, foresee, indexed
from bot.store import changes, layers, outbox, records
from bot.store.changes import Stored
from bot.store.db import Connection, Database
from bot.store.layers import Layer
from bot.store.records import Row

MOST_OWN = 2_000  # titles of one server
MOST_CHANGES = 20_000  # that are remembered of one server; of what all share, every one is
_MANY = 50  # titles from which on it pays to work out beforehand how they are filed


class Outdated(UserError):
    """Somebody else has saved meanwhile; `current` is what they made of it, None if they removed it."""

    def __init__(self, title_id: str, current: Title | None) -> None:
        super().__init__("error-outdated")
        self.title_id = title_id
        self.current = current


@dataclass(frozen=True)
class Prepared:
    """Titles with everything that can be worked out before anybody has to wait for them."""

    guild: int
    titles: Sequence[Title]
    versions: Sequence[str]  # of what each of them replaces
    bodies: Sequence[str]  # JSON
    new: int  # how many there were not before
    forms: Mapping[str, str]  # JSON by name, of those that nobody has derived yet
    filing: Filing = field(default_factory=Filing)
    passed: dict[str, str] = field(default_factory=dict[str, str])  # JSON of what was found unchanged, by id


async def check_room(db: Connection, guild: int, new: int) -> None:
    """Raises UserError when a server would have too many titles of its own."""
    if guild and new and await layers.count_own(db, guild) + new > MOST_OWN:
        raise UserError("error-titles-full", most=MOST_OWN)


async def prepare(
    database: Database,
    guild: int,
    titles: Sequence[Title],
    before: Sequence[Title | None],
    forms: Mapping[str, str],
) -> Prepared:
    """`titles` are complete, with what each replaces."""
    prepared = await asyncio.to_thread(_prepared, guild, titles, before, forms)
    if len(titles) >= _MANY:
        async with database.read() as db:
            rows = await records.get_many(db, "titles", _ids(titles), guild)
            await asyncio.to_thread(_note_unchanged, prepared, rows)
            await db.run(lambda direct: foresee(direct, _filed_later(prepared, rows), forms, prepared.filing))
            filed = _filed_as(guild, _ids(titles))
            await db.run(lambda direct: file_titles(direct, filed, prepared.filing))
    return prepared


def _prepared(
    guild: int, titles: Sequence[Title], before: Sequence[Title | None], forms: Mapping[str, str]
) -> Prepared:
    bodies = [
        json.dumps(title.model_dump(mode="json", exclude_defaults=True, by_alias=True), ensure_ascii=False)
        for title in titles
    ]
    new = sum(one is None for one in before)
    return Prepared(guild, titles, [version(one) for one in before], bodies, new, forms)


def _note_unchanged(prepared: Prepared, rows: Sequence[Row]) -> None:
    wanted = dict(zip(_ids(prepared.titles), prepared.versions, strict=True))
    for row in rows:
        if version(prepared.filing.title(row.body)) == wanted[row.id]:
            prepared.passed[row.id] = row.body
    for body in prepared.bodies:
        prepared.filing.title(body)


def _filed_later(prepared: Prepared, rows: Sequence[Row]) -> list[tuple[Title, int]]:
    """The titles with the ids and servers that they are going to be filed under."""
    guild, shared = prepared.guild, {row.id for row in rows if not row.guild}
    return [
        (title.model_copy(update={"id": override_id(title.id, guild)}), guild)
        if guild and title.id in shared
        else (title, guild)
        for title in prepared.titles
    ]


async def store(
    db: Connection,
    prepared: Prepared,
    by: int,
    batch: str = "",
    progress: Progress = lambda _done, _all: None,
    quiet: bool = False,
) -> list[Change]:
    """In a transaction. Raises Outdated when one is not what it was, UserError when an id is taken or there are too
    many. `quiet`: followers are not told.
    """
    guild, ids = prepared.guild, _ids(prepared.titles)
    rows = {row.id: row for row in await records.rows_of(db, "titles", ids)}
    current = {row.id: row.body for row in await records.get_many(db, "titles", ids, guild)}
    await asyncio.to_thread(_check, prepared, rows, current)
    await check_room(db, guild, prepared.new)
    await records.put_forms(db, dict(prepared.forms))
    became = await asyncio.to_thread(_layers, prepared, rows)
    return await write(db, guild, became, by, batch, filing=prepared.filing, progress=progress, quiet=quiet)


async def write(
    db: Connection, guild: int, writes: Sequence[tuple[str, Layer | None]], by: int, batch: str = "",
    undoes: Sequence[int] = (), filing: Filing | None = None, progress: Progress = lambda _done, _all: None,
    quiet: bool = False,
) -> list[Change]:  # fmt: skip
    """Store each layer, with the index, the posts that tell of it, and its line in the history."""
    now, ids = int(time.time()), [title_id for title_id, _ in writes]
    filing = filing or Filing()
    async with indexed(db, _filed_as(guild, ids), filing, progress):
        was, before = await layers.get_many(db, guild, ids), await seen(db, guild, ids, filing)
        await layers.put_many(db, guild, writes, now)
        after = await seen(db, guild, ids, filing)
    undone = undoes or [0] * len(ids)
    made = [
        Change(0, guild, title_id, before.get(title_id), after.get(title_id), by, now, batch, old)
        for title_id, old in zip(ids, undone, strict=True)
    ]
    lines = [
        Stored(change, was.get(title_id), became)
        for change, (title_id, became) in zip(made, writes, strict=True)
    ]
    numbers = await changes.add(db, lines)
    if guild:
        await changes.forget_beyond(db, guild, MOST_CHANGES)
    for title_id in await outbox.told(db, ids):
        await outbox.edit(db, title_id, now, guild)
    if not quiet:
        await happened.changes(db, guild, ((before.get(title_id), after.get(title_id)) for title_id in ids))
    await records.bump(db)
    return [replace(change, id=number) for change, number in zip(made, numbers, strict=True)]


async def seen(
    db: Connection, guild: int, ids: Sequence[str], filing: Filing | None = None
) -> dict[str, Title]:
    """What a scope sees of these titles, by id."""
    known = filing or Filing()
    rows = await records.get_many(db, "titles", ids, guild)
    return await asyncio.to_thread(lambda: {row.id: known.title(row.body) for row in rows})


def _ids(titles: Sequence[Title]) -> list[str]:
    return [title.id for title in titles]


def _filed_as(guild: int, ids: Sequence[str]) -> list[str]:
    return [*ids, *(override_id(title_id, guild) for title_id in ids if guild)]


def _check(prepared: Prepared, rows: Mapping[str, Row], current: Mapping[str, str]) -> None:
    nothing = version(None)
    for title, was in zip(prepared.titles, prepared.versions, strict=True):
        body = current.get(title.id)
        if was == nothing and title.id in rows:
            raise UserError("error-id-taken", id=title.id)
        if body is not None and body == prepared.passed.get(title.id):
            continue
        now = None if body is None else prepared.filing.title(body)
        if version(now) != was:
            raise Outdated(title.id, now)


def _layers(prepared: Prepared, rows: Mapping[str, Row]) -> list[tuple[str, Layer | None]]:
    pairs = zip(prepared.titles, prepared.bodies, strict=True)
    return [(title.id, _layer(prepared.guild, body, rows.get(title.id))) for title, body in pairs]


def _layer(guild: int, body: str, row: Row | None) -> Layer | None:
    """What to store so that the scope sees this; None when it sees that of everybody."""
    if guild and row and not row.guild:
        patch = difference(json.loads(row.body), json.loads(body))
        return Layer("override", json.dumps(patch, ensure_ascii=False)) if patch else None
    return Layer("record", body, row.shipped if row else None, edited=True)
