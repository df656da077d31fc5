"""Changes of titles: one at a time, seen by whoever comes after, and each can be taken back."""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence

from bot.domain.announcing.event import Event
from bot.domain.editing import Change, own_id, version
from bot.domain.model import Title
from bot.errors import NotFound, UserError
from bot.services import sharing, undoing, writing
from bot.services.announcing import AnnouncingService
from bot.services.catalogue import CatalogueService
from bot.services.deriving import completed
from bot.services.writing import MOST_OWN, Outdated
from bot.store import changes, layers, records
from bot.store.db import Connection, Database
from bot.store.layers import Layer

MOST_HOSTS = 25  # that a server has added: as many as one menu shows
__all__ = ["MOST_HOSTS", "MOST_OWN", "EditingService", "Outdated"]


class EditingService:
    """A scope is a server, or 0 for the catalogue that all share. Who may change it is for the caller to ask."""

    def __init__(
        self, database: Database, catalogue: CatalogueService, announcing: AnnouncingService
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._announcing = announcing

    # -- one title

    async def seen(self, guild: int, title_id: str) -> Title:
        """What the scope sees now. Raises NotFound."""
        async with self._database.read() as db:
            title = await _seen(db, guild, title_id)
        if title is None:
            raise NotFound("error-no-title")
        return title

    async def check_room(self, guild: int) -> None:
        """Raises UserError when a server can have no title more of its own."""
        async with self._database.read() as db:
            await writing.check_room(db, guild, 1)

    async def add(self, guild: int, title: Title, by: int) -> Change:
        """A server's own title gets an id that no other server's has. Raises UserError."""
        if guild:
            title = title.model_copy(update={"id": own_id(title.id, guild)})
        return (await self.apply(guild, [(None, title)], by))[0]

    async def share(self, guild: int, title: Title, by: int, proposed_by: int) -> Title:
        """A title that a server has proposed is everybody's from now on; its own one makes way. Raises UserError."""
        async with self._database.transaction() as db:
            shared = await sharing.share(db, guild, title, by, proposed_by)
        if shared is None:  # the server has removed it meanwhile
            return (await self.add(0, title, by)).after or title
        await self.noticed()
        return shared

    async def save(self, guild: int, title: Title, seen: str, by: int) -> Change:
        """`seen` is the version that the change started from. Raises Outdated, NotFound.

        A server's words for a shared title are kept apart: only what differs, for that server alone.
        """
        before = await self.seen(guild, title.id)
        if version(before) != seen:
            raise Outdated(title.id, before)
        return (await self.apply(guild, [(before, title)], by))[0]

    async def remove(self, guild: int, title_id: str, seen: str, by: int) -> Change:
        """Of a shared title, a server removes what it says differently. Raises Outdated, NotFound."""
        before = await self.seen(guild, title_id)
        if version(before) != seen:
            raise Outdated(title_id, before)
        async with self._database.transaction() as db:
            was = await layers.get(db, guild, title_id)
            if was is None:
                raise UserError("error-not-own-title")
            became = Layer("removed") if was.shipped else None
            [change] = await writing.write(db, guild, [(title_id, became)], by)
        await self._catalogue.refresh(force=True)
        return change

    # -- many

    async def apply(
        self, guild: int, titles: Sequence[tuple[Title | None, Title]], by: int, batch: str = ""
    ) -> list[Change]:
        """All or nothing: each title with what it was when the change was made. Raises Outdated, UserError."""
        names = [name.text for _, title in titles for name in title.names]
        async with self._database.read() as db:
            known = set(await records.forms(db, names))
        before = [old for old, _ in titles]
        derived = await completed([new for _, new in titles], [old for old in before if old], known)
        prepared = await writing.prepare(self._database, guild, derived.titles, before, derived.forms)
        async with self._database.transaction() as db:
            made = await writing.store(db, prepared, by, batch)
        await self.noticed()
        return made

    async def noticed(self) -> None:
        """Titles have changed: what is kept of them is read anew, and the posts that tell of them are corrected."""
        await self._catalogue.refresh(force=True)
        self._announcing.news.set()

    # -- what was

    async def history(self, guild: int, title_id: str, limit: int, offset: int) -> list[Change]:
        """Of one title, or of all for "", the newest first."""
        async with self._database.read() as db:
            return await changes.history(db, guild, title_id, limit, offset)

    async def last(self, guild: int) -> int:
        """The change that would be the next to take back. Raises NotFound."""
        async with self._database.read() as db:
            change_id = await changes.last(db, guild)
        if not change_id:
            raise NotFound("error-nothing-to-undo", most=writing.MOST_CHANGES)
        return change_id

    async def undo(self, guild: int, change_id: int, by: int) -> list[Change]:
        """Put back what was stored, of an import all of it; to undo that redoes. Raises NotFound, Outdated."""
        async with self._database.transaction() as db:
            undone = await undoing.asked(db, guild, change_id)
            batch = uuid.uuid4().hex if undone[0].change.batch else ""
            made = await undoing.put_back(db, guild, undone, by, batch)
        await self.noticed()
        return made

    # -- beside the titles

    async def publish(self, guild: int, title: Title, event_id: str) -> int:
        """Announce it; in how many channels."""
        now = int(time.time())
        event = Event(id=event_id, kind="title", guild=guild, title_id=title.id, at=now, made_at=now)
        return await self._announcing.announce(event)

    async def hosts(self, guild: int) -> dict[str, tuple[str, ...]]:
        """Hosts by platform, of those that the server has added to the official ones."""
        async with self._database.read() as db:
            pairs = await layers.hosts(db, guild)
        return {platform: tuple(h for p, h in pairs if p == platform) for platform, _ in pairs}

    async def add_host(self, guild: int, platform: str, host: str) -> None:
        """Raises UserError when there are too many."""
        async with self._database.transaction() as db:
            known = await layers.hosts(db, guild)
            if (platform, host) not in known and len(known) >= MOST_HOSTS:
                raise UserError("error-hosts-many", most=MOST_HOSTS)
            await layers.add_host(db, guild, platform, host)

    async def remove_host(self, guild: int, platform: str, host: str) -> None:
        async with self._database.transaction() as db:
            await layers.remove_host(db, guild, platform, host)


async def _seen(db: Connection, guild: int, title_id: str) -> Title | None:
    return (await writing.seen(db, guild, [title_id])).get(title_id)
