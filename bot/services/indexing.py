"""Keeps the search index in line with the titles, in the transaction that changes them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager

from bot.domain.editing import shared_id
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
    before = await db.run(lambda connection: _filed_with_versions(connection, ids))
    yield
    for prefix in await db.run(lambda connection: _refile(connection, before, ids)):
        await _note_damage(db, prefix)


def _filed_with_versions(db: Direct, ids: Sequence[str]) -> dict[str, Filed]:
    """By id, servers' versions of the titles too."""
    every = [*ids, *sources.overrides(db, ids)]
    return {title.title_id: title for title in file_titles(db, every)}


def _refile(db: Direct, before: Mapping[str, Filed], ids: Sequence[str]) -> list[str]:
    """The prefixes of the indexes that turned out to be damaged."""
    after = _filed_with_versions(db, ids)
    every = dict.fromkeys([*ids, *before, *after])
    changed = [identity for identity in every if before.get(identity) != after.get(identity)]
    old = [before[identity] for identity in changed if identity in before]
    new = [after[identity] for identity in changed if identity in after]
    return tables.replace(db, old, new)


def file_titles(db: Direct, ids: Sequence[str]) -> list[Filed]:
    """Those of the titles that exist, as they are filed. A name whose forms are missing is searched as written."""
    titles = [
        (Title.model_validate_json(body).model_copy(update={"id": identity}), guild)
        for identity, body, guild in sources.titles(db, ids)
    ]
    texts = [name.text for title, _ in titles for name in title.names]
    forms = {text: forms_from_json(body) for text, body in sources.forms(db, texts).items()}
    collections = sources.collections(db, [shared_id(identity) for identity in ids])
    found: list[Filed] = []
    for title, guild in titles:
        derived = [_forms_of(name, forms) for name in title.names]
        found.append(filed(entry(title, derived, collections.get(shared_id(title.id), ()), guild)))
    return found


def _forms_of(name: Name, forms: Mapping[str, Forms]) -> Forms:
    """Forms are kept by the text alone, which may be a name in Japanese too."""
    return forms.get(name.text, Forms()) if name.language.startswith("zh") else Forms()


async def _note_damage(db: Connection, prefix: str) -> None:
    key = LIVE_VERSION if prefix == LIVE else BUILDING_VERSION
    if await records.meta(db, key) == VERSION:  # an older one is replaced anyway
        await records.set_meta(db, key, DAMAGED)
