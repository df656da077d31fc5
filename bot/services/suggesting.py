"""Suggestions of members: sent within quotas, and told what became of them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace

from bot.domain.markup import clean
from bot.domain.model import Platform, Title
from bot.domain.names import fold
from bot.domain.suggested import Hosts, all_names, corrected, platform_of, title_of
from bot.domain.suggestion import Body, Kind, State, Suggestion, is_same, names_of
from bot.errors import Forbidden, NotFound, UserError
from bot.services.catalogue import CatalogueService
from bot.services.editing import EditingService
from bot.services.search import SearchService
from bot.store import blocked, suggestions
from bot.store.db import Connection, Database

MOST_A_DAY = 5  # of one member
MOST_IN_SERVER = 50  # of one server, in a day
MOST_WAITING = 20  # of one member
_DAY = 24 * 3600  # seconds
_KEPT = 366 * _DAY  # for which what was decided is kept
LONGEST_ANSWER = 500  # characters
_MOST_COMPARED = 1_000  # that wait


class SuggestingService:
    """What a member does. What moderators do with it is for ReviewingService."""

    def __init__(
        self,
        database: Database,
        catalogue: CatalogueService,
        search: SearchService,
        editing: EditingService,
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._search = search
        self._editing = editing

    # -- before it is sent

    async def check_quota(self, guild: int, user: int) -> None:
        """Raises UserError that says when one may suggest again."""
        async with self._database.read() as db:
            await check_quota(db, guild, user)

    async def draft(self, guild: int, user: int, kind: Kind, title_id: str, body: Body) -> Suggestion:
        """Keep what was typed until the member sends it, or puts it right. A member has one draft."""
        now = int(time.time())
        made = Suggestion(0, guild, user, kind, title_id, body, created_at=now)
        async with self._database.transaction() as db:
            await suggestions.delete_drafts(db, user)
            await suggestions.delete_old(db, now - _DAY, now - _KEPT)
            return replace(made, id=await suggestions.add(db, made))

    async def mine(self, user: int, number: int) -> Suggestion:
        """One of a member's own. Raises NotFound."""
        async with self._database.read() as db:
            found = await suggestions.of_member(db, user, number)
        if found is None:
            raise NotFound("error-suggest-gone")
        return found

    async def examine(self, one: Suggestion) -> None:
        """Raises UserError for what could never be approved."""
        platform = await self.platform(one)
        match one.kind:
            case Kind.TITLE:
                title_of(one, platform, "-")
            case Kind.CORRECTION:
                corrected(await self._editing.seen(one.guild, one.title_id), one.body, platform)
            case Kind.NAME:
                title = await self._editing.seen(one.guild, one.title_id)
                if not names_of(one.body):
                    raise UserError("error-suggest-no-name")
                if fold(one.body["name"]) in {fold(name.text) for name in title.names}:
                    raise UserError("error-suggest-known-name")

    async def check_new(self, one: Suggestion) -> None:
        """Raises UserError when the same waits already: moderators need not read it twice."""
        async with self._database.read() as db:
            waiting = await suggestions.waiting(db, one.guild, 0, _MOST_COMPARED)
        if any(is_same(one, other) for other in waiting):
            raise UserError("error-suggest-again")

    async def platform(self, one: Suggestion) -> str:
        """The service that the link leads to, or that was named; empty for none. Raises UserError for a bad link."""
        await self._catalogue.refresh()
        entries = self._catalogue.platforms.entries
        is_link = one.kind is Kind.CORRECTION and one.body.get("what") == "link"
        if link := one.body.get("value" if is_link else "link", ""):
            return platform_of(link, await self._hosts(one.guild, entries))
        where = fold(one.body.get("where", ""))
        named = (p for p in entries.values() if where in {fold(name) for name in _names(p)})
        return next((p.id for p in named), "") if where else ""

    async def _hosts(self, guild: int, platforms: Mapping[str, Platform]) -> Hosts:
        added = await self._editing.hosts(guild) if guild else {}
        return {p.id: (*p.hosts, *added.get(p.id, ())) for p in platforms.values()}

    async def existing(self, guild: int, body: Body) -> Title | None:
        """The title that is clearly meant, if the catalogue has it."""
        for name in all_names(body):
            found = await self._search.find(name, guild=guild, limit=1)
            if found.clear and found.titles[0][1].kind != "plot":
                return found.titles[0][0]
        return None

    async def send(self, user: int, number: int) -> Suggestion:
        """Put a draft into the queue; once more changes nothing. Raises UserError for a quota, NotFound."""
        async with self._database.transaction() as db:
            one = await suggestions.of_member(db, user, number)
            if one is None:
                raise NotFound("error-suggest-gone")
            if one.state is State.DRAFT:
                await check_quota(db, one.guild, user)
                one = replace(one, state=State.OPEN, created_at=int(time.time()))
                await suggestions.put(db, one)
        return one

    # -- who may not

    async def blocked(self, guild: int) -> list[tuple[int, int]]:
        """Members from whom this server wants no suggestions, and since when; the newest first."""
        async with self._database.read() as db:
            return await blocked.of_server(db, guild)

    async def block(self, guild: int, user: int) -> list[tuple[int, int]]:
        """All who are, then. Raises UserError for nobody."""
        if not user:
            raise UserError("error-suggest-nobody")
        async with self._database.transaction() as db:
            await blocked.put(db, guild, user, int(time.time()))
            return await blocked.of_server(db, guild)

    async def unblock(self, guild: int, user: int) -> list[tuple[int, int]]:
        """All who still are."""
        async with self._database.transaction() as db:
            await blocked.delete(db, guild, user)
            return await blocked.of_server(db, guild)

    # -- afterwards

    async def want_message(self, user: int, number: int, wanted: bool) -> Suggestion:
        """Whether the outcome comes as a direct message. Raises NotFound."""
        async with self._database.transaction() as db:
            one = await suggestions.of_member(db, user, number)
            if one is None:
                raise NotFound("error-suggest-gone")
            one = replace(one, dm=wanted)
            await suggestions.put(db, one)
        return one

    async def answer(self, user: int, number: int, words: str) -> None:
        """To a moderator's question; it goes back into the queue. Raises UserError."""
        said = clean(words, LONGEST_ANSWER)
        if not said:
            raise UserError("error-suggest-no-words")
        async with self._database.transaction() as db:
            one = await suggestions.of_member(db, user, number)
            if one is None or one.state is not State.ASKED:
                raise NotFound("error-suggest-gone")
            await suggestions.put(db, replace(one, state=State.OPEN, answer=said, told=True))

    async def news(self, user: int, guild: int) -> list[Suggestion]:
        """What a member does not know yet of this server; of all, in direct messages."""
        async with self._database.read() as db:
            return await suggestions.untold(db, user, guild, any_server=not guild)

    async def told(self, one: Suggestion) -> None:
        """Its member has read what it says. To be called after that: whoever is killed in between tells it again."""
        async with self._database.transaction() as db:
            await suggestions.set_told(db, one)


async def check_quota(db: Connection, guild: int, user: int) -> None:
    """Raises UserError."""
    if await blocked.has(db, guild, user):
        raise Forbidden("error-suggest-blocked")
    since = int(time.time()) - _DAY
    sent = await suggestions.sent_by_member(db, user, since)
    if len(sent) >= MOST_A_DAY:
        raise UserError("error-suggest-many", most=MOST_A_DAY, when=_when(sent[-MOST_A_DAY]))
    if await suggestions.count_waiting_of_member(db, user) >= MOST_WAITING:
        raise UserError("error-suggest-waiting", most=MOST_WAITING)
    await check_server_quota(db, guild)


async def check_server_quota(db: Connection, guild: int) -> None:
    """Raises UserError."""
    sent = await suggestions.sent_in_server(db, guild, int(time.time()) - _DAY)
    if len(sent) >= MOST_IN_SERVER:
        raise UserError("error-suggest-server", most=MOST_IN_SERVER, when=_when(sent[-MOST_IN_SERVER]))


def _when(sent: int) -> str:
    """When a day has passed since."""
    return f"<t:{sent + _DAY}:R>"


def _names(platform: Platform) -> tuple[str, ...]:
    return (platform.id, platform.name, platform.native_name or "", *platform.also)
