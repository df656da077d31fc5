"""Keeps the search index in line with the titles, in the transaction that changes them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager

from bot.domain.model import Name, Title
from bot.domain.names import Forms
from bot.domain.search import INDEX_VERSION, Filed, entry, filed
from bot.services.derive import FORMS_VERSION, forms_from_json
from bot.store import records
from bot.store.db import Connection, Direct
from bot.store.search import sources, tables
from bot.store.search.tables import LIVE

VERSION = f"{INDEX_VERSION}.{FORMS_VERSION}"  # of what an index was made with
LIVE_VERSION, BUILDING_VERSION = "search_version", "search_building"  # where the two are written down
DAMAGED = "damaged"


@asynccontextmanager
async def indexed(db: Connection, ids: Sequence[str]) -> AsyncGenerator[None]:
    """Whatever happens to these titles inside is in the index at the end, and in one that is being built too.

    A change of a collection is a change of the titles that come to it or leave it.
    """
    before = await db.run(lambda connection: file_titles(connection, ids))
    yield
    for prefix in await db.run(lambda connection: _refile(connection, before, ids)):
        await _note_damage(db, prefix)


def _refile(db: Direct, filed_before: Sequence[Filed], ids: Sequence[str]) -> list[str]:
    """The prefixes of the indexes that turned out to be damaged."""
    before = {title.title_id: title for title in filed_before}
    after = {title.title_id: title for title in file_titles(db, ids)}
    changed = [identity for identity in ids if before.get(identity) != after.get(identity)]
    old = [before[identity] for identity in changed if identity in before]
    new = [after[identity] for identity in changed if identity in after]
    return tables.replace(db, old, new)


def file_titles(db: Direct, ids: Sequence[str]) -> list[Filed]:
    """Those of the titles that exist, as they are filed. A name whose forms are missing is searched as written."""
    titles = [(Title.model_validate_json(body), guild) for body, guild in sources.titles(db, ids)]
    texts = [name.text for title, _ in titles for name in title.names]
    forms = {text: forms_from_json(body) for text, body in sources.forms(db, texts).items()}
    collections = sources.collections(db, ids)
    return [
        filed(entry(title, [_forms_of(name, forms) for name in title.names], collections.get(title.id, ()), guild))
        for title, guild in titles
    ]  # fmt: skip


def _forms_of(name: Name, forms: Mapping[str, Forms]) -> Forms:
    """Forms are kept by the text alone, which may be a name in Japanese too."""
    return forms.get(name.text, Forms()) if name.language.startswith("zh") else Forms()


async def _note_damage(db: Connection, prefix: str) -> None:
    key = LIVE_VERSION if prefix == LIVE else BUILDING_VERSION
    if await records.meta(db, key) == VERSION:  # an older one is replaced anyway
        await records.set_meta(db, key, DAMAGED)
