"""Answers about the catalogue: find, browse, a title's page, how to watch it, what is like it."""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter
from dataclasses import dataclass

from bot.domain import display, guides
from bot.domain.catalogue import KINDS, Catalogue
from bot.domain.filters import ANYTHING, Filters
from bot.domain.guides import Recipe
from bot.domain.model import Collection, Guide, Platform, Route, Term, Title, Trope
from bot.domain.names import Forms
from bot.domain.search import Entry, Hit, Index, entry, is_clear
from bot.domain.vocabulary import Vocabulary
from bot.errors import NotFound
from bot.services.derive import forms_from_json
from bot.store import records
from bot.store.db import Database
from bot.store.records import Row

MAX_RESULTS = 500  # hits that one search pages through
_NEAREST_FLOOR = 0.3  # how weak a hit may be to stand under "did you mean"
_GOOD_PLOT = 0.75  # a plot that has nearly all of the words
_RECENT = 1_000  # titles kept as they were read, until the catalogue changes
_RECHECK_SECONDS = 2.0  # how soon a change made by the command line shows up


@dataclass(frozen=True)
class Found:
    """The answer to a search: titles with what matched, best first."""

    titles: list[tuple[Title, Hit]]
    total: int
    clear: bool  # the first is what they meant
    nearest: list[Title]  # only when nothing was found


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


class CatalogueService:
    """Keeps the index and the vocabularies in memory, reads titles when they are asked for."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._version: str | None = None
        self._checked = 0.0
        self._reloading = asyncio.Lock()
        self._adopt(Catalogue(), {}, Index([]))

    # -- keeping up with the database

    async def refresh(self, *, force: bool = False) -> None:
        """Read everything anew if another process, or a load, has changed the catalogue."""
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
            if version == self._version:
                return
            rows = {kind: await records.all_of(db, kind) for kind in KINDS}
            derived = await records.forms(db)
        # A large catalogue takes seconds; meanwhile the old one answers.
        loaded, forms, index = await asyncio.to_thread(_build, rows, derived)
        self._adopt(loaded, forms, index)
        self._version = version

    def _adopt(self, loaded: Catalogue, forms: dict[str, Forms], index: Index) -> None:
        self._index = index
        self._forms = forms
        self._recent: dict[str, Title] = {}
        self.platforms = Vocabulary[Platform](loaded.platforms)
        self.tropes = Vocabulary[Trope](loaded.tropes)
        self.collections = Vocabulary[Collection](loaded.collections)
        self.terms = Vocabulary[Term](loaded.terms)
        self._guides: list[Guide] = list(loaded.guides.values())
        self._tropes_of = {
            title.id: frozenset(title.tropes) for title in loaded.titles.values() if not title.hoax
        }
        self.languages = sorted({title.language for title in loaded.titles.values() if title.language})
        counted = Counter(trope for tropes in self._tropes_of.values() for trope in tropes)
        self._weight = {trope: math.log(1 + len(self._tropes_of) / count) for trope, count in counted.items()}

    # -- searching

    async def find(
        self, query: str, filters: Filters = ANYTHING, *, offset: int = 0, limit: int = 25
    ) -> Found:
        """Titles by any name or by words of the plot; by date when there is no query."""
        await self.refresh()
        hits = self._index.find(query, facets=filters.facets(), limit=MAX_RESULTS)
        page = hits[offset : offset + limit]
        nearest = [] if hits else await self._nearest(query)
        return Found(
            titles=await self._with_titles(page),
            total=len(hits),
            clear=bool(query.strip()) and _is_the_one(hits),
            nearest=nearest,
        )

    async def mentioned(self, text: str) -> list[tuple[Title, Hit]]:
        """Titles that somebody's message speaks of."""
        await self.refresh()
        return await self._with_titles(self._index.mentions(text))

    async def _with_titles(self, hits: list[Hit]) -> list[tuple[Title, Hit]]:
        titles = {title.id: title for title in await self._titles([hit.title_id for hit in hits])}
        return [(titles[hit.title_id], hit) for hit in hits if hit.title_id in titles]

    async def _nearest(self, query: str) -> list[Title]:
        hits = self._index.find(query, limit=5, floor=_NEAREST_FLOOR)
        return await self._titles([hit.title_id for hit in hits])

    # -- one title

    async def title(self, title_id: str) -> Title:
        """Raises NotFound."""
        await self.refresh()
        titles = await self._titles([title_id])
        if not titles:
            raise NotFound("error-no-title")
        return titles[0]

    async def watch(self, title_id: str, region: str) -> Watch:
        """Every documented way from one country. Raises NotFound."""
        title = await self.title(title_id)
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

    async def similar(self, title_id: str, limit: int = 5) -> list[Similar]:
        """Titles that share the rarest tropes. Raises NotFound."""
        title = await self.title(title_id)
        mine = frozenset(title.tropes)
        scores = {
            other: sum(self._weight[trope] for trope in mine & tropes)
            for other, tropes in self._tropes_of.items()
            if other != title_id and mine & tropes
        }
        best = sorted(scores, key=lambda other: (-scores[other], other))[:limit]
        return [Similar(other, self._shared(mine, other)) for other in await self._titles(best)]

    def _shared(self, mine: frozenset[str], other: Title) -> list[Trope]:
        shared = sorted(mine & frozenset(other.tropes), key=lambda trope: (-self._weight[trope], trope))
        return [self.tropes.entries[trope] for trope in shared if trope in self.tropes.entries]

    def forms(self, name: str) -> Forms | None:
        """The scripts and the pinyin of a name, if it is in the catalogue."""
        return self._forms.get(name)

    # -- collections

    def collections_of(self, title_id: str) -> list[Collection]:
        return [c for c in self.collections.entries.values() if title_id in c.titles]

    async def titles_of(self, collection: Collection) -> list[Title]:
        return await self._titles(list(collection.titles))

    async def _titles(self, ids: list[str]) -> list[Title]:
        """Those of the ids that exist, in their order."""
        recent = self._recent  # a refresh meanwhile starts a new one
        if len(recent) > _RECENT:
            recent.clear()
        if missing := [title_id for title_id in ids if title_id not in recent]:
            async with self._database.read() as db:
                bodies = await records.get_many(db, "titles", missing)
            titles = map(Title.model_validate_json, bodies)
            recent |= {title.id: title for title in titles}
        return [recent[title_id] for title_id in ids if title_id in recent]


def _is_the_one(hits: list[Hit]) -> bool:
    """Whether the first hit is what they meant. A single hit by few words of a plot is only a guess."""
    if len(hits) == 1:
        return hits[0].kind != "plot" or hits[0].score >= _GOOD_PLOT
    return is_clear(hits)


def _build(rows: dict[str, list[Row]], derived: dict[str, str]) -> tuple[Catalogue, dict[str, Forms], Index]:
    loaded = Catalogue(
        **{
            kind: {row.id: model.model_validate_json(row.body) for row in rows[kind]}
            for kind, model in KINDS.items()
        }  # type: ignore[reportArgumentType]  # KINDS pairs each kind with its model
    )
    forms = {text: forms_from_json(body) for text, body in derived.items()}
    return loaded, forms, Index(_entries(loaded, forms))


def _entries(catalogue: Catalogue, forms: dict[str, Forms]) -> list[Entry]:
    """What the index knows of each title. A name whose forms are missing is searched as it is written."""
    collections = list(catalogue.collections.values())
    return [
        entry(title, [forms.get(name.text, Forms()) for name in title.names], catalogue.tropes, collections)
        for title in catalogue.titles.values()
    ]
