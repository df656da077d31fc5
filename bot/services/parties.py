"""Watch parties: drafts, quotas, who may change one, and the next step of each, done by one process at a time."""

from __future__ import annotations

import secrets
import time
from dataclasses import replace
from typing import Any

from bot.domain.party import Party, Seen, State, followed
from bot.errors import NotFound, UserError
from bot.services.servers import ServerService
from bot.store import members, parties
from bot.store.db import Connection, Database

OPEN, A_WEEK = 1, 3  # parties of a member
OPEN_BY_MODERATOR, A_WEEK_BY_MODERATOR = 10, 20
LEASE = 60  # seconds for one step; whoever is killed in it has it taken over afterwards
_DAY = 24 * 3600  # seconds
_KEPT = 90 * _DAY
_MOST = 200  # parties looked at at once


class TakenOver(Exception):
    """Another process has taken this one for dead, and does the step itself."""


class PartyService:
    def __init__(self, database: Database, servers: ServerService) -> None:
        self._database = database
        self._servers = servers

    # -- before it is made

    async def zone(self, guild: int, user: int) -> str:
        """In which a member says when: their own, else the server's; "" when nobody has chosen one."""
        await self._servers.refresh()
        async with self._database.read() as db:
            own = (await members.get(db, user)).zone
        return own or self._servers.get(guild).zone

    async def check_quota(self, guild: int, host: int, *, moderates: bool) -> None:
        """Raises UserError that says when one may host again."""
        async with self._database.read() as db:
            await _check_quota(db, guild, host, moderates=moderates)

    async def draft(self, party: Party) -> Party:
        """Keep what its host asked for, until they press Create."""
        now = int(time.time())
        made = replace(party, id=secrets.token_hex(5), state=State.DRAFT, created_at=now)
        async with self._database.transaction() as db:
            await parties.delete_old(db, now - _DAY, now - _KEPT)
            await parties.add(db, made)
        return made

    async def get(self, guild: int, identity: str) -> Party:
        """Raises NotFound."""
        async with self._database.read() as db:
            found = await parties.get(db, guild, identity)
        if found is None:
            raise NotFound("error-party-gone")
        return found

    async def my_draft(self, guild: int, host: int, identity: str) -> Party:
        """One that its host has not made yet. Raises UserError."""
        return _draft(await self.get(guild, identity), host)

    async def say_when(self, draft: Party, typed: str, at: int) -> Party:
        """Another time for a draft; `at` is 0 for words that are not understood. Raises UserError."""
        async with self._database.transaction() as db:
            _draft(await parties.get(db, draft.guild, draft.id), draft.host)
            await parties.change(db, draft.guild, draft.id, typed=typed, at=at)
        return replace(draft, typed=typed, at=at)

    async def begin(self, guild: int, host: int, identity: str, *, moderates: bool) -> Party | None:
        """Claim a draft in order to make it; None when that has begun already. Raises UserError."""
        now = int(time.time())
        async with self._database.transaction() as db:
            found = await parties.get(db, guild, identity)
            if found and found.host == host and found.is_open:
                return None
            draft = _draft(found, host)
            if not draft.at or draft.at <= now:
                raise UserError("error-party-passed")
            await _check_quota(db, guild, host, moderates=moderates)
            await parties.change(
                db, guild, identity, state=State.MAKING, made_at=now, tries=0, lease=0, news=""
            )
            return await parties.claim(db, identity, now, LEASE)

    # -- steps

    async def due(self) -> list[Party]:
        """Parties for which something is to be done, and nobody does it."""
        async with self._database.read() as db:
            return await parties.due(db, int(time.time()), LEASE, _MOST)

    async def claim(self, identity: str) -> Party | None:
        async with self._database.transaction() as db:
            return await parties.claim(db, identity, int(time.time()), LEASE)

    async def note(self, party: Party, **fields: Any) -> Party:
        """Keep what a step has reached, and the time to go on with it. Raises TakenOver."""
        return await self._change(party, lease=int(time.time()) + LEASE, **fields)

    async def done(self, party: Party, **fields: Any) -> Party:
        """A step is at its end, well or not: whatever is next can begin. Raises TakenOver."""
        return await self._change(party, lease=0, tries=0, **fields)

    async def drawn(self, party: Party) -> None:
        """The message shows the party as it was read; not when it has changed meanwhile."""
        async with self._database.transaction() as db:
            now = await parties.get(db, party.guild, party.id)
            same = now is not None and _shown(now) == _shown(party)
            await parties.change_claimed(db, party, lease=0, tries=0, stale=int(not same))

    async def events(self, guild: int) -> set[int]:
        """Discord's events that belong to a party already."""
        async with self._database.read() as db:
            return await parties.events_in(db, guild)

    # -- what a host was told to wait for

    async def news(self, host: int, guild: int) -> list[Party]:
        """What a host does not know yet of theirs in a server; of all, in direct messages. From now on they know."""
        async with self._database.read() as db:
            if not await parties.untold(db, host, guild):
                return []
        async with self._database.transaction() as db:
            found = await parties.untold(db, host, guild)
            for one in found:
                await parties.change(db, one.guild, one.id, news="")
        return found

    async def set_untold(self, *many: Party) -> None:
        async with self._database.transaction() as db:
            for one in many:
                await parties.change(db, one.guild, one.id, news=one.news)

    async def heard(self, guild: int, identity: str) -> None:
        """Its host is being told right now."""
        async with self._database.transaction() as db:
            await parties.change(db, guild, identity, news="")

    # -- what Discord says

    async def followed(self, guild: int, event: int, seen: Seen | None) -> bool:
        """Do as an event did that was moved, cancelled or ended; whether anything changed."""
        async with self._database.read() as db:
            if await parties.of_event(db, guild, event) is None:
                return False
        async with self._database.transaction() as db:
            party = await parties.of_event(db, guild, event)
            changes = followed(party, seen, int(time.time())) if party else {}
            if party and changes:
                await parties.change(db, guild, party.id, stale=1, **changes)
        return bool(changes)

    async def guilds(self) -> list[int]:
        """Servers with parties that are made and not over."""
        async with self._database.read() as db:
            return await parties.guilds_with_open(db)

    async def made_in(self, guild: int) -> list[Party]:
        async with self._database.read() as db:
            return await parties.made_in(db, guild)

    async def guild_gone(self, guild: int) -> None:
        async with self._database.transaction() as db:
            await parties.delete_guild(db, guild)

    async def _change(self, party: Party, **fields: Any) -> Party:
        async with self._database.transaction() as db:
            if not await parties.change_claimed(db, party, **fields):
                raise TakenOver(party.id)
        return replace(party, **fields)


def _draft(found: Party | None, host: int) -> Party:
    """Raises UserError."""
    if found is None or found.host != host:
        raise NotFound("error-party-gone")
    if found.state is not State.DRAFT:
        raise UserError("error-party-made")
    return found


def _shown(party: Party) -> tuple[Any, ...]:
    """What stands in the message."""
    return party.state, party.at, party.minutes, party.place, party.host, party.thread, party.event


async def _check_quota(db: Connection, guild: int, host: int, *, moderates: bool) -> None:
    """Raises UserError."""
    most_open, most = (OPEN_BY_MODERATOR, A_WEEK_BY_MODERATOR) if moderates else (OPEN, A_WEEK)
    now = int(time.time())
    if await parties.open_of_host(db, guild, host, now) >= most_open:
        raise UserError("error-party-open", most=most_open)
    made = await parties.made_since(db, guild, host, now - 7 * _DAY)
    if len(made) >= most:
        when = f"<t:{made[-most] + 7 * _DAY}:R>"
        raise UserError("error-party-many", most=most, when=when)
