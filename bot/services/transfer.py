"""Import and export of titles for hosts: JSON loses nothing, CSV can be edited as a spreadsheet."""

from __future__ import annotations

import asyncio
import json
import uuid
from pathlib import Path

from bot.domain.announcing.news import news
from bot.domain.catalogue import Catalogue, Problem
from bot.domain.exchange import imports, sheet
from bot.domain.exchange.delimited import write_csv
from bot.domain.exchange.document import MAX_BYTES
from bot.domain.exchange.imports import Plan, own_fields
from bot.domain.exchange.strict_json import write_json
from bot.domain.model import Platform, Title, Trope
from bot.errors import StartupError, UserError
from bot.mistakes import line
from bot.services import writing
from bot.services.announcing import AnnouncingService, new_event
from bot.services.importing import derived
from bot.services.writing import Outdated
from bot.store import records
from bot.store.db import Database


class ImportRefused(StartupError):
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
    """Write all of a plan or nothing, as one import of the history. Raises ImportRefused if it has problems or is out
    of date.

    With a service for it, news is announced and followers are told in the same transaction; how much news there was.
    Posts that tell of changed titles are corrected in any case.
    """
    if plan.problems:
        count = f"{len(plan.problems)} mistake{'s'[: len(plan.problems) > 1]}"
        raise ImportRefused(f"The file has {count}, first {line(plan.problems[0])}. Nothing was changed.")
    if not plan.writes:
        return 0
    titles, forms = await derived(database, [write.title for write in plan.writes])
    prepared = await writing.prepare(database, 0, titles, [write.before for write in plan.writes], forms)
    told = [one for write in plan.writes for one in news(write.before, write.title)]
    try:
        async with database.transaction() as db:
            await writing.store(db, prepared, 0, uuid.uuid4().hex, quiet=announcing is None)
            if announcing:
                for one in told:
                    event = new_event(one.kind, 0, title_id=one.title_id, regions=one.regions)
                    await announcing.publish(db, event)
    except Outdated as error:
        raise _refused(f"The title {error.title_id} has been changed since the file was read") from None
    except UserError as error:  # a title of a server's own has that id
        taken = error.params.get("id", "")
        raise _refused(f"There is a title {taken} by now, new in the catalogue or a server's own") from None
    return len(told) if announcing else 0


def _refused(why: str) -> ImportRefused:
    return ImportRefused(f"{why}. Nothing was changed: import the file again.")


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
