"""Keeps the search index in line with the titles, in the transaction that changes them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager

from bot.domain.model import Name, Title
from bot.domain.names import Forms
from bot.domain.search import INDEX_VERSION, Filed, entry, filed
from bot.services.derive import FORMS_VERSION, forms_from_json
from bot.store import records
from bot.store.db import Connection
from bot.store.search import write
from bot.store.search.write import LIVE

VERSION = f"{INDEX_VERSION}.{FORMS_VERSION}"  # of what an index was made with
LIVE_VERSION, BUILDING_VERSION = "search_version", "search_building"  # where the two are written down
DAMAGED = "damaged"


@asynccontextmanager
async def indexed(db: Connection, ids: Sequence[str]) -> AsyncGenerator[None]:
    """Whatever happens to these titles inside is in the index at the end, and in one that is being built too.

    A change of a collection is a change of the titles that come to it or leave it.
    """
    before = {title.title_id: title for title in await file_titles(db, ids)}
    yield
    after = {title.title_id: title for title in await file_titles(db, ids)}
    changed = [identity for identity in ids if before.get(identity) != after.get(identity)]
    old = [before[identity] for identity in changed if identity in before]
    new = [after[identity] for identity in changed if identity in after]
    for prefix in await write.replace(db, old, new):
        await _note_damage(db, prefix)


async def file_titles(db: Connection, ids: Sequence[str]) -> list[Filed]:
    """Those of the titles that exist, as they are filed. A name whose forms are missing is searched as written."""
    rows = await records.rows_of(db, "titles", ids)
    if not rows:
        return []
    titles = [(Title.model_validate_json(row.body), row.guild) for row in rows]
    texts = [name.text for title, _ in titles for name in title.names]
    forms = {text: forms_from_json(body) for text, body in (await records.forms(db, texts)).items()}
    member_of = await _memberships(db)
    return [
        filed(entry(title, [_forms_of(name, forms) for name in title.names], member_of[title.id], guild))
        for title, guild in titles
    ]


def _forms_of(name: Name, forms: Mapping[str, Forms]) -> Forms:
    """Forms are kept by the text alone, which may be a name in Japanese too."""
    return forms.get(name.text, Forms()) if name.language.startswith("zh") else Forms()


async def _memberships(db: Connection) -> defaultdict[str, list[str]]:
    """The collections of each title that is in any."""
    member_of: defaultdict[str, list[str]] = defaultdict(list)
    for row in await records.all_of(db, "collections"):
        for title_id in json.loads(row.body).get("titles", ()):
            member_of[title_id].append(row.id)
    return member_of


async def _note_damage(db: Connection, prefix: str) -> None:
    key = LIVE_VERSION if prefix == LIVE else BUILDING_VERSION
    if await records.meta(db, key) == VERSION:  # an older one is replaced anyway
        await records.set_meta(db, key, DAMAGED)
