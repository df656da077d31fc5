"""Keeps the search index in line with the titles, in the transaction that changes them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
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


_CHUNK = 500  # titles between two words of progress

Progress = Callable[[int, int], None]  # titles done, titles in all


class Filing:
    """How titles are filed, and how they were: what was worked out before a transaction is not done within it."""

    def __init__(self) -> None:
        self._titles: dict[str, Title] = {}
        self._filed: dict[tuple[Title, int, tuple[Forms, ...], tuple[str, ...]], Filed] = {}

    def title(self, body: str) -> Title:
        """Of its JSON."""
        if body not in self._titles:
            self._titles[body] = Title.model_validate_json(body)
        return self._titles[body]

    def file(self, title: Title, guild: int, forms: Sequence[Forms], collections: Sequence[str]) -> Filed:
        key = (title, guild, tuple(forms), tuple(collections))
        if key not in self._filed:
            self._filed[key] = filed(entry(title, forms, collections, guild))
        return self._filed[key]


@asynccontextmanager
async def indexed(
    db: Connection,
    ids: Sequence[str],
    filing: Filing | None = None,
    progress: Progress = lambda _done, _all: None,
) -> AsyncGenerator[None]:
    """Whatever happens to these titles inside is in the index at the end, and in one that is being built too.

    A change of a collection is a change of the titles that come to it or leave it.
    """
    filing = filing or Filing()
    before = await db.run(lambda connection: _filed_with_versions(connection, ids, filing))
    yield
    damaged: set[str] = set()
    every = [*ids, *(set(before) - set(ids))]
    for start in range(0, len(every), _CHUNK):
        some = every[start : start + _CHUNK]
        damaged |= set(await db.run(lambda connection, ids=some: _refile(connection, before, ids, filing)))
        progress(start + len(some), len(every))
    for prefix in sorted(damaged):
        await _note_damage(db, prefix)


def _filed_with_versions(db: Direct, ids: Sequence[str], filing: Filing) -> dict[str, Filed]:
    """By id, servers' versions of the titles too."""
    every = [*ids, *sources.overrides(db, ids)]
    return {title.title_id: title for title in file_titles(db, every, filing)}


def _refile(db: Direct, before: Mapping[str, Filed], ids: Sequence[str], filing: Filing) -> list[str]:
    """The prefixes of the indexes that turned out to be damaged."""
    after = _filed_with_versions(db, ids, filing)
    every = dict.fromkeys([*ids, *after])
    changed = [identity for identity in every if before.get(identity) != after.get(identity)]
    old = [before[identity] for identity in changed if identity in before]
    new = [after[identity] for identity in changed if identity in after]
    return tables.replace(db, old, new)


def file_titles(db: Direct, ids: Sequence[str], filing: Filing | None = None) -> list[Filed]:
    """Those of the titles that exist, as they are filed. A name whose forms are missing is searched as written."""
    filing = filing or Filing()
    titles = [
        (filing.title(body).model_copy(update={"id": identity}), guild)
        for identity, body, guild in sources.titles(db, ids)
    ]
    return foresee(db, titles, {}, filing)


def foresee(
    db: Direct, titles: Sequence[tuple[Title, int]], forms: Mapping[str, str], filing: Filing
) -> list[Filed]:
    """Titles that need not be stored yet, each with the server whose it is; `forms`, JSON, likewise."""
    texts = [name.text for title, _ in titles for name in title.names]
    known = {text: forms_from_json(body) for text, body in {**sources.forms(db, texts), **forms}.items()}
    collections = sources.collections(db, [shared_id(title.id) for title, _ in titles])
    return [
        filing.file(
            title,
            guild,
            [_forms_of(name, known) for name in title.names],
            collections.get(shared_id(title.id), ()),
        )
        for title, guild in titles
    ]


def _forms_of(name: Name, forms: Mapping[str, Forms]) -> Forms:
    """Forms are kept by the text alone, which may be a name in Japanese too."""
    return forms.get(name.text, Forms()) if name.language.startswith("zh") else Forms()


async def _note_damage(db: Connection, prefix: str) -> None:
    key = LIVE_VERSION if prefix == LIVE else BUILDING_VERSION
    if await records.meta(db, key) == VERSION:  # an older one is replaced anyway
        await records.set_meta(db, key, DAMAGED)
