"""Messages that give too much away: members mark them, moderators decide, and each is posted again at most once."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, replace
from hashlib import blake2s

from bot.domain.bands import Band
from bot.domain.hiding import Spoiler, Stage
from bot.errors import UserError
from bot.store import spoilers
from bot.store.db import Connection, Database

_DAY = 24 * 3600
_DRAFTS, _KEPT = _DAY, 30 * _DAY  # seconds for which drafts, and everything else, are kept
_MOST = 10  # that one member can mark in a day
_LEASE = 60  # seconds: more than the requests of one decision take


@dataclass(frozen=True)
class Repost:
    """The right to post a message again. `again`: an earlier try has ended somewhere in between."""

    spoiler: Spoiler
    owner: str
    again: bool

    @property
    def nonce(self) -> str:
        text = f"spoiler|{self.spoiler.id}|{self.spoiler.begun_at}"
        return blake2s(text.encode()).hexdigest()[:25]


class HidingService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def draft(self, one: Spoiler) -> Spoiler:
        """Raises UserError for a message that was marked before, whose files can be read for another day then, and for
        a member who marks too much."""
        now = int(time.time())
        async with self._database.transaction() as db:
            known = await spoilers.known(db, one.guild, one.message)
            if known:
                await spoilers.renew(db, one.guild, one.message, one.files)
            else:
                await _check_quota(db, one, now)
                one = await spoilers.draft(db, replace(one, created_at=now))
        if known:
            raise UserError("error-spoiler-known")
        return one

    async def forget_old(self) -> None:
        """Drafts of yesterday, and what was marked a month ago."""
        now = int(time.time())
        async with self._database.transaction() as db:
            await spoilers.forget_before(db, now - _DRAFTS, now - _KEPT)

    async def mine(self, guild: int, user: int, identity: int) -> Spoiler:
        """Raises UserError when it is not there, or not theirs."""
        async with self._database.read() as db:
            found = await spoilers.get(db, guild, identity)
        if found is None or found.asker != user:
            raise UserError("error-spoiler-gone")
        return found

    async def place(self, one: Spoiler, title_id: str) -> Spoiler:
        """Which drama it gives away."""
        async with self._database.transaction() as db:
            await spoilers.place(db, one.id, title_id)
        return replace(one, title_id=title_id)

    async def send(self, one: Spoiler, band: Band) -> Spoiler:
        """To the moderators. Raises UserError when they have it already."""
        now = int(time.time())
        async with self._database.transaction() as db:
            await _check_quota(db, one, now)
            if not await spoilers.send(db, one.id, band):
                raise UserError("error-spoiler-known")
        return replace(one, band=band, stage=Stage.OPEN)

    # -- moderators

    async def queue(self, guild: int, limit: int = 1) -> tuple[list[Spoiler], int]:
        """What waits, the oldest first, and how much it is."""
        async with self._database.read() as db:
            return await spoilers.queue(db, guild, limit)

    async def get(self, guild: int, identity: int) -> Spoiler:
        """Raises UserError when there is none, or it is decided."""
        async with self._database.read() as db:
            found = await spoilers.get(db, guild, identity)
        if found is None or found.stage is not Stage.OPEN:
            raise UserError("error-spoiler-decided")
        return found

    async def claim(self, guild: int, identity: int) -> Repost:
        """Raises UserError when another moderator was quicker."""
        owner = secrets.token_hex(8)
        async with self._database.transaction() as db:
            before = await spoilers.claim(db, guild, identity, owner, int(time.time()), _LEASE)
            now = await spoilers.get(db, guild, identity)
        if before is None or now is None:
            raise UserError("error-spoiler-decided")
        return Repost(now, owner, again=before.begun_at > 0)

    async def done(self, repost: Repost) -> None:
        """It is posted. What it said is no longer kept."""
        one, now = repost.spoiler, int(time.time())
        async with self._database.transaction() as db:
            await spoilers.decide(db, one.guild, one.id, Stage.DONE, now, repost.owner)

    async def give_up(self, repost: Repost, *, nothing_made: bool) -> None:
        async with self._database.transaction() as db:
            await spoilers.give_up(db, repost.spoiler.id, repost.owner, nothing_made=nothing_made)

    async def decline(self, guild: int, identity: int) -> None:
        """Raises UserError when another moderator was quicker."""
        async with self._database.transaction() as db:
            if not await spoilers.decide(db, guild, identity, Stage.DECLINED, int(time.time())):
                raise UserError("error-spoiler-decided")


async def _check_quota(db: Connection, one: Spoiler, now: int) -> None:
    if await spoilers.count_since(db, one.guild, one.asker, now - _DAY) >= _MOST:
        raise UserError("error-spoiler-many", most=_MOST)
