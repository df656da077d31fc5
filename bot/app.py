"""The composition root: opens the database, loads the catalogue, hands out services, closes in order."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.config import Settings
from bot.errors import StartupError
from bot.i18n import texts
from bot.services import reindexing
from bot.services.announcing import AnnouncingService
from bot.services.catalogue import CatalogueService
from bot.services.curation import CurationService
from bot.services.desk import DeskService
from bot.services.doctor import DoctorService
from bot.services.editing import EditingService
from bot.services.evidence import EvidenceService
from bot.services.exchanging import ExchangingService
from bot.services.following import FollowingService
from bot.services.hiding import HidingService
from bot.services.homes import HomeService
from bot.services.loader import load_shipped
from bot.services.members import MemberService
from bot.services.noticing import NoticingService
from bot.services.parties import PartyService
from bot.services.popularity import PopularityService
from bot.services.progress import ProgressService
from bot.services.prompts import PromptService
from bot.services.proposing import ProposingService
from bot.services.purging import PurgingService
from bot.services.reviewing import ReviewingService
from bot.services.search import SearchService
from bot.services.servers import ServerService
from bot.services.suggesting import SuggestingService
from bot.services.watchlists import WatchlistService
from bot.store.db import Database
from bot.store.search.reader import SearchReader

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class App:
    """Everything a cog can ask for."""

    settings: Settings
    database: Database
    catalogue: CatalogueService
    search: SearchService
    members: MemberService
    curation: CurationService
    popularity: PopularityService
    announcing: AnnouncingService
    editing: EditingService
    exchanging: ExchangingService
    evidence: EvidenceService
    servers: ServerService
    doctor: DoctorService
    suggesting: SuggestingService
    reviewing: ReviewingService
    proposing: ProposingService
    homes: HomeService
    progress: ProgressService
    hiding: HidingService
    noticing: NoticingService
    following: FollowingService
    watchlists: WatchlistService
    desk: DeskService
    parties: PartyService
    prompts: PromptService
    purging: PurgingService


@asynccontextmanager
async def open_app(
    settings: Settings, progress: Callable[[str], None] = lambda _: None
) -> AsyncGenerator[App]:
    """An App with the shipped catalogue in place. Raises StartupError with a sentence for the host."""
    async with AsyncExitStack() as opened:
        database = await Database.open(settings.database_path)
        opened.push_async_callback(database.close)
        await load_shipped(database, settings.catalogue_path, progress)
        opened.push_async_callback(await _index(database, settings.database_path, progress))
        reader = SearchReader(settings.database_path)
        opened.push_async_callback(reader.close)
        app = services(settings, database, reader)
        opened.push_async_callback(app.popularity.close)
        await app.catalogue.refresh(force=True)
        await app.servers.refresh(force=True)
        texts()
        await app.search.find("")  # makes what the first search would have to wait for
        settle()
        yield app


def services(settings: Settings, database: Database, reader: SearchReader) -> App:
    """Each service with those it needs; nothing is read yet."""
    catalogue = CatalogueService(database, reader)
    curation = CurationService(database)
    popularity = PopularityService(database)
    search = SearchService(reader, catalogue, curation, popularity)
    announcing = AnnouncingService(database, catalogue)
    servers = ServerService(database)
    editing = EditingService(database, catalogue, announcing)
    suggesting = SuggestingService(database, catalogue, search, editing)
    noticing = NoticingService(database, catalogue, servers)
    return App(
        settings=settings,
        database=database,
        catalogue=catalogue,
        search=search,
        members=MemberService(database, servers),
        curation=curation,
        popularity=popularity,
        announcing=announcing,
        editing=editing,
        exchanging=ExchangingService(database, settings.database_path, editing),
        evidence=EvidenceService(database),
        suggesting=suggesting,
        reviewing=ReviewingService(database, editing, suggesting, curation),
        proposing=ProposingService(database, catalogue, editing, suggesting),
        homes=HomeService(database, servers),
        progress=ProgressService(database),
        hiding=HidingService(database),
        desk=DeskService(database),
        prompts=PromptService(database, catalogue),
        purging=PurgingService(database),
        servers=servers,
        noticing=noticing,
        following=FollowingService(database, noticing),
        watchlists=WatchlistService(database, catalogue),
        parties=PartyService(database, servers),
        doctor=DoctorService(database, announcing, search, servers),
    )


def settle() -> None:
    """Keep garbage collections, which stop everything, short: what is loaded stays and need not be walked through,
    the young generations are small (3 ms become 1), and full collections are rare."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(400, 2, 10_000)


async def _index(
    database: Database, path: Path, progress: Callable[[str], None]
) -> Callable[[], Awaitable[None]]:
    """Have a search index; an old one answers while it is built anew. Returns what to call at the end."""
    if await reindexing.is_missing(database):
        try:
            progress("indexing")
            derived = await reindexing.is_derived(database)
            await (reindexing.rebuild(database) if derived else reindexing.rebuild_apart(path))
        finally:
            progress("done")
    if await reindexing.is_current(database):
        return _nothing
    task = asyncio.create_task(_reindex(path))

    async def stop() -> None:
        task.cancel()
        await asyncio.wait({task})

    return stop


async def _reindex(path: Path) -> None:
    log.info("The search index is of another version: it is built anew, and the old one answers meanwhile.")
    try:
        await reindexing.rebuild_apart(path)
        log.info("The search index is up to date.")
    except StartupError as error:
        log.error("%s", error)


async def _nothing() -> None: ...
