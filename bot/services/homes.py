"""The home of each drama in a server: opened once, found again for ever, and what its moderators change of it."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, replace
from hashlib import blake2s

from bot.domain.bands import END, Band, bands, count_of
from bot.domain.following import Happening
from bot.domain.home import HOME, Home, Place
from bot.domain.model import Title
from bot.errors import UserError
from bot.services.servers import ServerService
from bot.store import happenings, homes
from bot.store.db import Connection, Database

LEASE = 60  # seconds for which whoever opens a place has it to themselves; more than their requests may take


@dataclass(frozen=True)
class Claim:
    """The right to open a place."""

    place: Place
    owner: str

    @property
    def nonce(self) -> str:
        """The same for each try, so that Discord makes no second message of it."""
        p = self.place
        return blake2s(f"{p.guild}|{p.title_id}|{p.band}|{p.begun_at}".encode()).hexdigest()[:25]


class HomeService:
    def __init__(self, database: Database, servers: ServerService) -> None:
        self._database = database
        self._servers = servers

    async def home(self, guild: int, title_id: str) -> Home:
        async with self._database.read() as db:
            return await homes.home(db, guild, title_id)

    async def bands(self, guild: int, title: Title) -> tuple[Band, ...]:
        """As they are now; of a home that is not open yet, as they would be."""
        starts = (await self.home(guild, title.id)).starts
        if not starts and await self.place(guild, title.id) is None:
            starts = self._servers.get(guild).starts
        return bands(count_of(title), starts)

    async def listed(self, guild: int, title: Title) -> tuple[Band, ...]:
        """Those of now, then earlier ones in which somebody has talked."""
        now = await self.bands(guild, title)
        opened = [place.band for place in await self.places(guild, title.id)]
        return (*now, *(band for band in opened if band != HOME and band not in now))

    async def places(self, guild: int, title_id: str) -> list[Place]:
        """Those that have been opened, the home first."""
        async with self._database.read() as db:
            return await homes.places(db, guild, title_id)

    async def place(self, guild: int, title_id: str, band: Band = HOME) -> Place | None:
        """None when it has not been opened."""
        return next((one for one in await self.places(guild, title_id) if one.band == band), None)

    async def of_thread(self, guild: int, thread: int) -> Place | None:
        """Which place a thread is, if any."""
        async with self._database.read() as db:
            return await homes.of_thread(db, guild, thread)

    # -- opening, once, whoever asks at once

    async def claim(self, guild: int, title_id: str, band: Band, channel: int) -> Claim | Place | None:
        """A Place that is open, or a Claim to open it; None while another is at it."""
        owner, wanted = secrets.token_hex(8), Place(guild, title_id, band, channel)
        async with self._database.transaction() as db:
            place = await homes.claim(db, wanted, owner, int(time.time()), LEASE)
            if place and not place.thread and band == HOME:
                await self._choose_bands(db, guild, title_id)
        return Claim(place, owner) if place and not place.thread else place

    async def _choose_bands(self, db: Connection, guild: int, title_id: str) -> None:
        """Those of the server, which it may change later for others."""
        home, starts = await homes.home(db, guild, title_id), self._servers.get(guild).starts
        if starts and not home.starts:
            await homes.put(db, guild, title_id, replace(home, starts=starts))

    async def sent(self, claim: Claim, message: int) -> None:
        """Its first message is there. Raises UserError when somebody else has taken over."""
        async with self._database.transaction() as db:
            if not await homes.set_message(db, claim.place, claim.owner, message):
                raise UserError("error-discuss-busy")

    async def is_sent(self, claim: Claim) -> bool:
        async with self._database.read() as db:
            return await homes.has_message(db, claim.place)

    async def opened(self, claim: Claim, message: int, thread: int) -> Place:
        """Followers hear of a band, not of the home. Raises UserError when somebody else has taken over."""
        place = replace(claim.place, message=message, thread=thread)
        async with self._database.transaction() as db:
            await homes.set_message(db, place, claim.owner, message)
            if not await homes.set_thread(db, place, claim.owner, thread):
                raise UserError("error-discuss-busy")
            if place.band != HOME:
                await happenings.add(db, [_news(place)])
        return place

    async def give_up(self, claim: Claim, *, nothing_made: bool) -> None:
        """nothing_made: Discord has refused. Else something may be there, and the next one looks for it first."""
        async with self._database.transaction() as db:
            await (homes.withdraw if nothing_made else homes.give_up)(db, claim.place, claim.owner)

    async def shown(self, place: Place) -> str:
        """A digest of what its first message shows; empty: unknown."""
        async with self._database.read() as db:
            return await homes.shown(db, place)

    async def show(self, place: Place, digest: str) -> None:
        async with self._database.transaction() as db:
            await homes.show(db, place, digest)

    async def gone(self, place: Place) -> None:
        """The thread was deleted."""
        async with self._database.transaction() as db:
            await homes.forget(db, place)

    # -- what moderators change

    async def change(
        self,
        guild: int,
        title_id: str,
        *,
        starts: tuple[int, ...] | None = None,
        name: str | None = None,
        locked: bool | None = None,
    ) -> Home:
        async with self._database.transaction() as db:
            before = await homes.home(db, guild, title_id)
            after = replace(
                before,
                starts=before.starts if starts is None else starts,
                name=before.name if name is None else name,
                locked=before.locked if locked is None else locked,
            )
            await homes.put(db, guild, title_id, after)
        return after

    async def merge(self, guild: int, title_id: str, into: str) -> None:
        """Raises UserError for a home that is part of the other's, or is the same."""
        async with self._database.transaction() as db:
            target = await homes.home(db, guild, into)
            if into == title_id or target.merged_into:
                raise UserError("error-discuss-merge")
            before = await homes.home(db, guild, title_id)
            await homes.put(db, guild, title_id, replace(before, merged_into=into, unsettled=True))
            await homes.move_merged(db, guild, title_id, into)

    async def take_out(self, guild: int, title_id: str) -> str:
        """Whose home it was part of; "" when it was not."""
        async with self._database.transaction() as db:
            before = await homes.home(db, guild, title_id)
            if before.merged_into:
                await homes.put(db, guild, title_id, replace(before, merged_into="", unsettled=True))
        return before.merged_into

    async def merged(self, guild: int, into: str) -> list[str]:
        """The titles that are part of a home, but its own."""
        async with self._database.read() as db:
            return await homes.merged(db, guild, into)

    async def unsettled(self, guild: int) -> list[str]:
        """The titles that were merged or taken out, while their threads may not show it yet."""
        async with self._database.read() as db:
            return await homes.unsettled(db, guild)

    async def settled(self, guild: int, title_id: str, merged_into: str) -> None:
        """Its threads show that it is part of that home, or of none."""
        async with self._database.transaction() as db:
            await homes.settle(db, guild, title_id, merged_into)


def _news(place: Place) -> Happening:
    first, last = place.band
    return Happening(
        id=str(place.thread), kind="band", guild=place.guild, title_id=place.title_id,
        band=f"{first}+" if last >= END else f"{first}–{last}", made_at=int(time.time()),
    )  # fmt: skip
