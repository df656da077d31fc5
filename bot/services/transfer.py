"""Import and export of titles for hosts: JSON loses nothing, CSV can be edited as a spreadsheet."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path

from bot.domain.announcing.news import news
from bot.domain.catalogue import Catalogue, Problem
from bot.domain.exchange import imports, sheet
from bot.domain.exchange.delimited import write_csv
from bot.domain.exchange.document import MAX_BYTES
from bot.domain.exchange.imports import Plan, own_fields
from bot.domain.exchange.strict_json import write_json
from bot.domain.model import Platform, Title, Trope
from bot.mistakes import line
from bot.services import happened
from bot.services.announcing import AnnouncingService, new_event
from bot.services.derive import complete_texts, derive_forms
from bot.services.indexing import indexed
from bot.store import outbox, records
from bot.store.db import Database
from bot.store.records import Row


class ImportRefused(ValueError):
    """Why a plan was not applied, as one sentence for the host. Nothing was changed."""


async def export_json(database: Database) -> str:
    """All titles by id. What is derived stays out: another database derives it itself."""
    return write_json([imports.to_raw(title) for title in await _titles(database)])


async def export_csv(database: Database) -> str:
    """One row a title, with a byte order mark and CRLF: encode it as UTF-8 and write it as bytes."""
    return write_csv(sheet.row(imports.to_raw(title)) for title in await _titles(database))


async def read_titles(source: Path | bytes, database: Database, name: str = "import") -> Plan:
    """What a file would change. `name` says what to call bytes, and by its end which format they have.

    Never raises for what is in the file, or for a file that cannot be opened: that is a problem of the plan.
    """
    if isinstance(source, Path):
        name = source.name
        try:
            source = await asyncio.to_thread(_read_file, source)
        except OSError as error:
            why = error.strerror or str(error)
            return Plan(problems=[Problem(name, "(file)", "mistake-unreadable", {"error": why})])
    known = await _known(database)
    return await asyncio.to_thread(_plan, source, name, known)


async def apply(database: Database, plan: Plan, announcing: AnnouncingService | None = None) -> int:
    """Write all of a plan or nothing. Raises ImportRefused if it has problems or is out of date.

    With a service for it, news is announced in the same transaction; how much news there was. Posts that tell of
    changed titles are corrected in any case.
    """
    if plan.problems:
        count = f"{len(plan.problems)} mistake{'s'[: len(plan.problems) > 1]}"
        raise ImportRefused(f"The file has {count}, first {line(plan.problems[0])}. Nothing was changed.")
    if not plan.writes:
        return 0
    bodies, forms = await asyncio.to_thread(_derived, [write.title for write in plan.writes])
    async with database.transaction() as db:
        stored = {row.id: row for row in await records.all_of(db, "titles")}
        _check_fresh(plan, stored)
        rows = [_row(identity, body, stored.get(identity)) for identity, body in bodies.items()]
        async with indexed(db, list(bodies)):
            await records.put(db, rows, int(time.time()))
            await records.put_forms(db, forms)
        await records.bump(db)
        for write in plan.writes:
            if write.before is not None:
                await outbox.edit(db, write.title.id, int(time.time()))
        told = [one for write in plan.writes for one in news(write.before, write.title)]
        if announcing:
            await happened.changes(db, 0, ((write.before, write.title) for write in plan.writes))
            for one in told:
                await announcing.publish(
                    db, new_event(one.kind, 0, title_id=one.title_id, regions=one.regions)
                )
    return len(told) if announcing else 0


def _check_fresh(plan: Plan, stored: dict[str, Row]) -> None:
    for write in plan.writes:
        row = stored.get(write.title.id)
        if (_own_title(row.body) if row else None) != write.before:
            raise ImportRefused(
                f"The title {write.title.id} has been changed since the file was read. Nothing was changed: "
                "import the file again."
            )


def _row(identity: str, body: str, stored: Row | None) -> Row:
    return Row("titles", identity, body, stored.shipped if stored else None, edited=True)


def _derived(titles: list[Title]) -> tuple[dict[str, str], dict[str, str]]:
    bodies = {
        title.id: complete_texts(title).model_dump_json(exclude_defaults=True, by_alias=True)
        for title in titles
    }
    return bodies, derive_forms(titles)


def _plan(data: bytes, name: str, known: Catalogue) -> Plan:
    return imports.plan(imports.read_document(name, data), known)


def _read_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)  # enough to see that it is too large


async def _titles(database: Database) -> list[Title]:
    async with database.read() as db:
        return [_own_title(row.body) for row in await records.all_of(db, "titles")]


async def _known(database: Database) -> Catalogue:
    async with database.read() as db:
        titles = [_own_title(row.body) for row in await records.all_of(db, "titles")]
        platforms = [Platform.model_validate_json(row.body) for row in await records.all_of(db, "platforms")]
        tropes = [Trope.model_validate_json(row.body) for row in await records.all_of(db, "tropes")]
    return Catalogue(
        titles={title.id: title for title in titles},
        platforms={platform.id: platform for platform in platforms},
        tropes={trope.id: trope for trope in tropes},
    )


def _own_title(body: str) -> Title:
    return Title.model_validate(own_fields(json.loads(body)))
