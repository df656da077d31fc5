"""Titles that nobody made, put into a real database the way the bot does it: in one transaction with the index."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.domain.model import Collection, Name, NameKind, Text, Title
from bot.domain.names import HANZI
from bot.services import reindexing
from bot.services.derive import FORMS_AT, FORMS_VERSION, derive_forms
from bot.services.indexing import indexed
from bot.store import records
from bot.store.db import Connection, Database
from bot.store.records import Row

Named = str | tuple[str, NameKind] | Name


def title(identity: str, *names: Named, synopsis: str = "", **fields: Any) -> Title:
    """A title by its names; the first is the original one, a bare other one is official."""
    if synopsis:
        fields["synopsis"] = Text(en=synopsis, zh_cn=synopsis)
    spelled = tuple(_name(name, "official" if at else "original") for at, name in enumerate(names))
    return Title(
        id=identity, names=spelled, **{"sources": ("a newspaper",), "confidence": "medium", **fields}
    )


def _name(named: Named, usual: NameKind) -> Name:
    if isinstance(named, Name):
        return named
    text, kind = (named, usual) if isinstance(named, str) else named
    return Name(text=text, language="zh-Hans" if HANZI.search(text) else "en", kind=kind)


def collection(identity: str, *titles: str) -> Collection:
    said = Text(en=identity, zh_cn=identity)
    return Collection(id=identity, name=said, summary=said, titles=titles)


async def put(database: Database, *titles: Title, guild: int = 0) -> None:
    """New titles, or other versions of those there are; guild: the server whose own they are."""
    async with database.transaction() as db:
        async with indexed(db, [one.id for one in titles]):
            await _write(db, titles, guild)
        await records.bump(db)


async def _write(db: Connection, titles: Iterable[Title], guild: int) -> None:
    rows = [Row("titles", one.id, _body(one), None, True, guild) for one in titles]
    await records.put(db, rows, 1)
    await records.put_forms(db, derive_forms(titles))


async def remove(database: Database, *ids: str) -> None:
    async with database.transaction() as db:
        async with indexed(db, ids):
            await records.delete(db, [("titles", identity) for identity in ids])
        await records.bump(db)


async def collect(database: Database, identity: str, *titles: str) -> None:
    """The titles, and no others, are in the collection."""
    async with database.transaction() as db:
        old = await records.rows_of(db, "collections", [identity])
        before = [member for row in old for member in Collection.model_validate_json(row.body).titles]
        async with indexed(db, sorted({*before, *titles})):
            row = Row("collections", identity, _body(collection(identity, *titles)), None, True)
            await records.put(db, [row], 1)
        await records.bump(db)


def _body(record: Title | Collection) -> str:
    return record.model_dump_json(exclude_defaults=True, by_alias=True)


@asynccontextmanager
async def stocked(
    path: Path, titles: Iterable[Title], own: Mapping[int, Sequence[Title]] | None = None
) -> AsyncIterator[Database]:
    """A database with everybody's titles, those of single servers by guild, and an index of all of them."""
    database = await Database.open(path)
    try:
        async with database.transaction() as db:
            for guild, some in {0: tuple(titles), **(own or {})}.items():
                await _write(db, some, guild)
            await records.set_meta(db, FORMS_AT, FORMS_VERSION)
            await records.bump(db)
        await reindexing.rebuild(database)
        yield database
    finally:
        await database.close()


def stock(path: Path, titles: Iterable[Title], own: Mapping[int, Sequence[Title]] | None = None) -> Path:
    """The same for a test that does not wait: the file."""

    async def fill() -> None:
        async with stocked(path, titles, own):
            pass

    asyncio.run(fill())
    return path
