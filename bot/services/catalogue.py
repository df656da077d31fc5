"""What is known of titles besides how to find them: pages, ways to watch, what is like them, and vocabularies."""

from __future__ import annotations

import asyncio
import math
import time
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from bot.domain import display, guides
from bot.domain.catalogue import KINDS
from bot.domain.editing import shared_id
from bot.domain.evidence import Evidence
from bot.domain.guides import Recipe
from bot.domain.model import Collection, Guide, Platform, Route, Term, Text, Title, Trope
from bot.domain.names import Forms
from bot.domain.prompt import Prompt
from bot.domain.search import Hit, Lookup, Scope, alike
from bot.domain.vocabulary import Vocabulary
from bot.errors import NotFound
from bot.services.derive import forms_from_json
from bot.store import layers, records
from bot.store.db import Database
from bot.store.search.reader import SearchReader

_RECENT = 400  # titles kept as they were read, until the catalogue changes
_HOAXES = 5  # that may be among what is like a title, and are not shown
_RECHECK_SECONDS = 2.0  # how soon a change made by the command line shows up
_COUNTING_SECONDS = 10.0  # this is no search: nobody waits for it but a start
_SMALL = tuple(kind for kind in KINDS if kind != "titles")  # read whole and kept


@dataclass(frozen=True)
class Similar:
    title: Title
    shared: list[Trope]  # rarest first


@dataclass(frozen=True)
class Watch:
    """How to watch a title from one country."""

    title: Title
    region: str
    recipes: list[Recipe]  # best first
    elsewhere: list[tuple[Platform, str]]  # services to look in, with a link, when no source names one
    evidence: dict[str, Evidence] = field(default_factory=dict[str, Evidence])  # of members, by platform


class CatalogueService:
    """Keeps the vocabularies in memory, reads titles when they are asked for."""

    def __init__(self, database: Database, reader: SearchReader) -> None:
        self._database = database
        self._reader = reader
        self._checked = 0.0
        self._reloading = asyncio.Lock()
        self._overridden: dict[int, set[str]] = {}  # titles by server, of which it says something differently
        self.version: str | None = None  # changes with every change of the catalogue
        self._adopt({kind: {} for kind in _SMALL}, _FacetCounts())

    # -- keeping up with the database

    async def refresh(self, *, force: bool = False) -> None:
        """Read the vocabularies anew if another process, or a load, has changed the catalogue."""
        now = time.monotonic()
        recent = now - self._checked < _RECHECK_SECONDS
        if not force and (recent or self._reloading.locked()):
            return
        self._checked = now
        async with self._reloading:
            await self._reload()

    async def _reload(self) -> None:
        async with self._database.read() as db:
            version = await records.meta(db, "version")
            if version == self.version:
                return
            rows = {kind: await records.all_of(db, kind) for kind in _SMALL}
            self._overridden = await layers.overridden(db)
        loaded = {
            kind: {row.id: KINDS[kind].model_validate_json(row.body) for row in rows[kind]} for kind in rows
        }
        counts = await self._reader.call(_facet_counts, Scope(), _COUNTING_SECONDS)
        self._adopt(loaded, counts)
        self.version = version

    def _adopt(self, loaded: dict[str, dict[str, Any]], counts: _FacetCounts) -> None:
        # With the server whose own it is. What a server says differently is kept under that server.
        self._recent: dict[tuple[str, int], tuple[int, Title]] = {}
        self.platforms = Vocabulary[Platform](loaded["platforms"])
        self.tropes = Vocabulary[Trope](loaded["tropes"])
        self.collections = Vocabulary[Collection](loaded["collections"])
        self.terms = Vocabulary[Term](loaded["terms"])
        self.prompts: list[Prompt] = list(loaded["prompts"].values())
        self._guides: list[Guide] = list(loaded["guides"].values())
        self.languages = sorted(counts.languages)
        self._weight = {trope: math.log(1 + counts.titles / n) for trope, n in counts.tropes.items()}

    def tags(self) -> dict[str, tuple[str, ...]]:
        """What people call the tropes and collections that titles are tagged with, by facet."""
        tropes = {f"trope:{t.id}": (*_said(t.name), *t.synonyms) for t in self.tropes.entries.values()}
        return tropes | {
            f"collection:{c.id}": (*_said(c.name), *c.also, *c.search_terms)
            for c in self.collections.entries.values()
        }

    # -- one title

    async def title(self, title_id: str, guild: int = 0) -> Title:
        """Raises NotFound."""
        await self.refresh()
        titles = await self.titles([title_id], guild)
        if not titles:
            raise NotFound("error-no-title")
        return titles[0]

    async def watch(self, title_id: str, region: str, guild: int = 0) -> Watch:
        """Every documented way from one country. Raises NotFound."""
        title = await self.title(title_id, guild)
        found = guides.recipes(title, region, self.platforms.entries, self._guides)
        elsewhere: list[tuple[Platform, str]] = []
        if not found and title.language == "zh" and not title.hoax:
            words = display.original_name(title)
            elsewhere = guides.search_elsewhere(self.platforms.entries.values(), region, words)
        return Watch(title, region, found, elsewhere)

    def typed_name(self, title: Title, route: Route) -> str:
        """What one types to find a title on the service of a route."""
        platform = self.platforms.entries.get(route.platform)
        return guides.words_to_type(title, route, platform)[0] if platform else display.original_name(title)

    async def similar(self, title_id: str, guild: int = 0, limit: int = 5) -> list[Similar]:
        """Titles that share the rarest tropes. Raises NotFound."""
        title = await self.title(title_id, guild)
        weights = {f"trope:{trope}": self._weight[trope] for trope in title.tropes if trope in self._weight}
        wanted = limit + 1 + _HOAXES  # it is like itself
        ids = await self._reader.call(lambda index: alike(index, weights, wanted), Scope(guild))
        ids = list(dict.fromkeys(map(shared_id, ids)))
        others = [other for other in await self.titles(ids, guild) if other.id != title_id and not other.hoax]
        return [Similar(other, self._shared(title, other)) for other in others[:limit]]

    def _shared(self, title: Title, other: Title) -> list[Trope]:
        shared = sorted(set(title.tropes) & set(other.tropes), key=lambda t: (-self._weight.get(t, 0), t))
        return [self.tropes.entries[trope] for trope in shared if trope in self.tropes.entries]

    async def forms(self, name: str) -> Forms | None:
        """The scripts and the pinyin of a name, if it is in the catalogue."""
        async with self._database.read() as db:
            derived = await records.forms(db, [name])
        return forms_from_json(derived[name]) if name in derived else None

    def as_seen(self, hits: list[Hit], guild: int) -> list[Hit]:
        """What a server says differently of a title stands in for what everybody else sees."""
        hidden = self._overridden.get(guild, ())
        return [replace(hit, title_id=shared_id(hit.title_id)) for hit in hits if hit.title_id not in hidden]

    # -- collections

    def collections_of(self, title_id: str) -> list[Collection]:
        return [c for c in self.collections.entries.values() if title_id in c.titles]

    async def titles_of(self, collection: Collection, guild: int = 0) -> list[Title]:
        return await self.titles(list(collection.titles), guild)

    async def titles(self, ids: list[str], guild: int = 0) -> list[Title]:
        """Those of the ids that exist for a server, in their order."""
        recent = self._recent  # a refresh meanwhile starts a new one
        own = self._overridden.get(guild, ())
        keys = [(title_id, guild if title_id in own else 0) for title_id in ids]
        if missing := [key[0] for key in keys if key not in recent]:
            async with self._database.read() as db:
                rows = await records.get_many(db, "titles", missing, guild)
            places = dict(keys)
            recent |= {
                (row.id, places[row.id]): (row.guild, Title.model_validate_json(row.body)) for row in rows
            }
        known = [recent[key] for key in keys if key in recent]
        for oldest in list(islice(recent, max(0, len(recent) - _RECENT))):
            del recent[oldest]
        return [title for owner, title in known if owner in (0, guild)]


@dataclass(frozen=True)
class _FacetCounts:
    """How many titles there are of each."""

    titles: int = 0
    tropes: dict[str, int] = field(default_factory=dict[str, int])
    languages: dict[str, int] = field(default_factory=dict[str, int])


def _said(text: Text) -> tuple[str, ...]:
    return text.en, text.zh_cn  # traditional folds to the latter


def _facet_counts(index: Lookup) -> _FacetCounts:
    return _FacetCounts(index.counts([""]).get("", 0), index.facets("trope"), index.facets("language"))
