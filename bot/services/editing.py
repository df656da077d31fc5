"""Changes of titles: one at a time, seen by whoever comes after, and each can be taken back."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.announcing.event import Event
from bot.domain.editing import Change, override_id, own_id, version
from bot.domain.model import Title
from bot.domain.patch import difference
from bot.errors import NotFound, UserError
from bot.services.announcing import AnnouncingService
from bot.services.catalogue import CatalogueService
from bot.services.deriving import Derived, completed
from bot.services.indexing import indexed
from bot.store import changes, layers, outbox, records
from bot.store.db import Connection, Database
from bot.store.layers import Layer

MOST_OWN = 2_000  # titles of one server


class Outdated(UserError):
    """Somebody else has saved meanwhile; `current` is what they made of it, None if they removed it."""

    def __init__(self, current: Title | None) -> None:
        super().__init__("error-outdated")
        self.current = current


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

    async def add(self, guild: int, title: Title, by: int) -> Change:
        """A server's own title gets an id that no other server's has. Raises UserError."""
        if guild:
            title = title.model_copy(update={"id": own_id(title.id, guild)})
        return (await self.apply(guild, [(None, title)], by))[0]

    async def save(self, guild: int, title: Title, seen: str, by: int) -> Change:
        """`seen` is the version that the change started from. Raises Outdated, NotFound.

        A server's words for a shared title are kept apart: only what differs, for that server alone.
        """
        before = await self.seen(guild, title.id)
        if version(before) != seen:
            raise Outdated(before)
        return (await self.apply(guild, [(before, title)], by))[0]

    async def remove(self, guild: int, title_id: str, seen: str, by: int) -> Change:
        """Of a shared title, a server removes what it says differently. Raises Outdated, NotFound."""
        before = await self.seen(guild, title_id)
        if version(before) != seen:
            raise Outdated(before)
        async with self._database.transaction() as db:
            was = await layers.get(db, guild, title_id)
            if was is None:
                raise UserError("error-not-own-title")
            became = Layer("removed") if was.shipped else None
            [change] = await self._write(db, guild, [(title_id, became)], by)
        await self._catalogue.refresh(force=True)
        return change

    # -- many

    async def apply(
        self, guild: int, titles: Sequence[tuple[Title | None, Title]], by: int, batch: str = ""
    ) -> list[Change]:
        """All or nothing: each title with what it was when the change was made. Raises Outdated, UserError."""
        derived = await self._derived(titles)
        async with self._database.transaction() as db:
            await records.put_forms(db, derived.forms)
            writes: list[tuple[str, Layer | None]] = []
            for (before, _), title in zip(titles, derived.titles, strict=True):
                await _check(db, guild, before, title.id)
                writes.append((title.id, await _layer(db, guild, title)))
            added = sum(before is None for before, _ in titles)
            if guild and added and await layers.count_own(db, guild) + added > MOST_OWN:
                raise UserError("error-titles-full", most=MOST_OWN)
            made = await self._write(db, guild, writes, by, batch)
        await self._catalogue.refresh(force=True)
        self._announcing.news.set()
        return made

    async def _derived(self, titles: Sequence[tuple[Title | None, Title]]) -> Derived:
        names = [name.text for _, title in titles for name in title.names]
        async with self._database.read() as db:
            known = set(await records.forms(db, names))
        return await completed([title for _, title in titles], [old for old, _ in titles if old], known)

    async def _write(
        self, db: Connection, guild: int, writes: Sequence[tuple[str, Layer | None]], by: int,
        batch: str = "", undoes: Sequence[int] = (),
    ) -> list[Change]:  # fmt: skip
        """Store each layer, with the index, the posts that tell of it, and its line in the history."""
        now, made = int(time.time()), list[Change]()
        ids = [title_id for title_id, _ in writes]
        filed = [*ids, *(override_id(title_id, guild) for title_id in ids if guild)]
        async with indexed(db, filed):
            for at, (title_id, became) in enumerate(writes):
                was, before = await layers.get(db, guild, title_id), await _seen(db, guild, title_id)
                await layers.put(db, guild, title_id, became, now)
                after = await _seen(db, guild, title_id)
                change = Change(
                    0, guild, title_id, before, after, by, now, batch, undoes[at] if undoes else 0
                )
                number = await changes.add(db, change, was, became)
                made.append(replace(change, id=number))
                await outbox.edit(db, title_id, now, guild)
        await records.bump(db)
        return made

    # -- what was

    async def history(self, guild: int, title_id: str, limit: int, offset: int) -> list[Change]:
        """Of one title, or of all for "", the newest first."""
        async with self._database.read() as db:
            return await changes.history(db, guild, title_id, limit, offset)

    async def undo(self, guild: int, change_id: int, by: int) -> list[Change]:
        """Put back what was stored, of an import all of it; to undo that redoes. Raises NotFound, Outdated."""
        async with self._database.transaction() as db:
            one = await changes.get(db, guild, change_id)
            if one is None:
                raise NotFound("error-no-change")
            undone = await changes.of_batch(db, guild, one.change.batch) or [one]
            for stored in undone:
                if not _is_same(await layers.get(db, guild, stored.change.title_id), stored.became):
                    raise Outdated(await _seen(db, guild, stored.change.title_id))
            writes = [(stored.change.title_id, stored.was) for stored in undone]
            ids = [stored.change.id for stored in undone]
            batch = uuid.uuid4().hex if one.change.batch else ""
            made = await self._write(db, guild, writes, by, batch, ids)
            await changes.set_undone(db, ids, undone=True)
            if redone := [stored.change.undoes for stored in undone if stored.change.undoes]:
                await changes.set_undone(db, redone, undone=False)
        await self._catalogue.refresh(force=True)
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
        async with self._database.transaction() as db:
            await layers.add_host(db, guild, platform, host)


def _is_same(one: Layer | None, other: Layer | None) -> bool:
    """A new release may have noted meanwhile which shipped text it follows."""
    return (one and one._replace(shipped=None)) == (other and other._replace(shipped=None))


async def _seen(db: Connection, guild: int, title_id: str) -> Title | None:
    rows = await records.get_many(db, "titles", [title_id], guild)
    return Title.model_validate_json(rows[0].body) if rows else None


async def _check(db: Connection, guild: int, before: Title | None, title_id: str) -> None:
    """Raises Outdated when the title is not what it was, UserError when a new id is taken."""
    current = await _seen(db, guild, title_id)
    if before is None and (current or await records.rows_of(db, "titles", [title_id])):
        raise UserError("error-id-taken", id=title_id)
    if version(current) != version(before):
        raise Outdated(current)


async def _layer(db: Connection, guild: int, title: Title) -> Layer | None:
    """What to store so that the scope sees this; None when it sees that of everybody."""
    body = json.dumps(title.model_dump(mode="json", exclude_defaults=True, by_alias=True), ensure_ascii=False)
    rows = await records.rows_of(db, "titles", [title.id])
    if guild and rows and not rows[0].guild:
        patch = difference(json.loads(rows[0].body), json.loads(body))
        return Layer("override", json.dumps(patch, ensure_ascii=False)) if patch else None
    return Layer("record", body, rows[0].shipped if rows else None, edited=True)
