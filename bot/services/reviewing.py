"""What moderators and curators do with suggestions; each is decided once."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from weakref import WeakValueDictionary

from bot.domain.editing import own_id, version
from bot.domain.markup import clean
from bot.domain.model import Name, Title
from bot.domain.proposed import changed
from bot.domain.suggested import alias, all_names, corrected, title_of, with_names
from bot.domain.suggestion import (
    CHANGE,
    REASONS,
    SERVER,
    UNDECIDED,
    Body,
    Kind,
    State,
    Suggestion,
    names_of,
)
from bot.errors import NotFound, UserError
from bot.services.curation import CurationService
from bot.services.editing import EditingService
from bot.services.suggesting import SuggestingService
from bot.store import suggestions
from bot.store.db import Database

LONGEST_WORDS = 500  # characters, of a question or a reason


class Decided(UserError):
    """Somebody else was quicker; `suggestion` says who, and what they decided."""

    def __init__(self, suggestion: Suggestion) -> None:
        super().__init__("error-suggest-decided")
        self.suggestion = suggestion


class ReviewingService:
    """A queue is a server's, or for 0 the curators'. Who may decide is for the caller to ask."""

    def __init__(
        self,
        database: Database,
        editing: EditingService,
        suggesting: SuggestingService,
        curation: CurationService,
    ) -> None:
        self._database = database
        self._editing = editing
        self._suggesting = suggesting
        self._curation = curation
        # By server: making a title of a suggestion takes longer than one transaction.
        self._turns = WeakValueDictionary[int, asyncio.Lock]()

    def _deciding(self, guild: int) -> asyncio.Lock:
        """Gone when nobody of the server decides."""
        return self._turns.setdefault(guild, asyncio.Lock())

    # -- the queue

    async def queue(self, guild: int, at: int) -> tuple[Suggestion | None, int, int]:
        """The one at this place, or the last; its place, and how many wait."""
        async with self._database.read() as db:
            total = await suggestions.count_waiting(db, guild)
            at = max(0, min(at, total - 1))
            found = await suggestions.waiting(db, guild, at, 1)
        return (found[0] if found else None), at, total

    async def get(self, guild: int, number: int) -> Suggestion:
        """Raises NotFound when it is not in this queue, or its member has taken it back."""
        async with self._database.read() as db:
            found = await suggestions.get(db, guild, number)
        if found is None:
            raise NotFound("error-suggest-gone")
        return found

    async def undecided(self, guild: int, number: int) -> Suggestion:
        """Raises Decided, NotFound."""
        one = await self.get(guild, number)
        if one.state not in UNDECIDED:
            raise Decided(one)
        return one

    # -- decisions

    async def approve(
        self, guild: int, number: int, by: int, source: str, body: Body | None = None
    ) -> tuple[Suggestion, Title]:
        """Change the catalogue as suggested, or as `body` says instead. Raises Decided and other UserErrors.

        `source` is cited for a title without a link.
        """
        async with self._deciding(guild):
            one = await self.undecided(guild, number)
            if body is not None:
                one = replace(one, body={**_beside(one.body), **body})
            title = await self._carry_out(one, by, source)
            return await self._decide(one, State.APPROVED, by, title_id=title.id), title

    async def merge(self, guild: int, number: int, title_id: str, by: int) -> tuple[Suggestion, Title]:
        """Its names are names of a title that there is. Raises Decided and other UserErrors."""
        async with self._deciding(guild):
            one = await self.undecided(guild, number)
            names = [alias(text, one.body.get("language", "")) for text in _all_names(one)]
            title = await self._name(guild, title_id, names, by)
            return await self._decide(one, State.MERGED, by, title_id=title.id), title

    async def decline(self, guild: int, number: int, by: int, reason: str, words: str = "") -> Suggestion:
        """For one of REASONS, or in words. Raises Decided and other UserErrors."""
        said = clean(words, LONGEST_WORDS)
        if reason not in REASONS and not said:
            raise UserError("error-suggest-no-words")
        async with self._deciding(guild):
            one = await self.undecided(guild, number)
            kept = reason if reason in REASONS else ""
            return await self._decide(one, State.DECLINED, by, reason=kept, words=said)

    async def ask(self, guild: int, number: int, question: str) -> Suggestion:
        """Ask the member something; it stays in the queue. Raises Decided and other UserErrors."""
        said = clean(question, LONGEST_WORDS)
        if not said:
            raise UserError("error-suggest-no-words")
        async with self._deciding(guild):
            one = await self.undecided(guild, number)
            if not one.user_id:
                raise UserError("error-suggest-nobody")
            asked = replace(one, state=State.ASKED, question=said, answer="", told=False)
            async with self._database.transaction() as db:
                await suggestions.put(db, asked)
            return asked

    async def _decide(self, one: Suggestion, state: State, by: int, **fields: str) -> Suggestion:
        """The last word is the database's: the member may have taken it back, another process been quicker."""
        async with self._database.transaction() as db:
            now = await suggestions.get(db, one.guild, one.id)
            if now is None:
                raise NotFound("error-suggest-gone")
            if now.state not in UNDECIDED:
                raise Decided(now)
            told = not one.user_id
            decided = {"state": state, "decided_at": int(time.time()), "decided_by": by, "told": told}
            one = replace(one, **decided, dm=now.dm, answer=now.answer, **fields)
            await suggestions.put(db, one)
        return one

    async def _carry_out(self, one: Suggestion, by: int, source: str) -> Title:
        platform = await self._suggesting.platform(one)
        if one.kind is Kind.TITLE:
            return await self._add(one, title_of(one, platform, source), by)
        if one.kind is Kind.NAME:
            names = [alias(text, one.body.get("language", "")) for text in names_of(one.body)]
            return await self._name(one.guild, one.title_id, names, by)
        before = await self._editing.seen(one.guild, one.title_id)
        after = changed(before, one.body) if CHANGE in one.body else corrected(before, one.body, platform)
        return await self._save(one.guild, before, after, by)

    async def _add(self, one: Suggestion, title: Title, by: int) -> Title:
        """One that is there already is what an attempt that broke off has made."""
        guild = one.guild
        try:
            return await self._editing.seen(guild, own_id(title.id, guild) if guild else title.id)
        except NotFound:
            if one.from_guild:
                return await self._editing.share(one.from_guild, title, by, one.user_id)
            return (await self._editing.add(guild, title, by)).after or title

    async def _name(self, guild: int, title_id: str, names: list[Name], by: int) -> Title:
        before = await self._editing.seen(guild, title_id)
        return await self._save(guild, before, with_names(before, names), by)

    async def _save(self, guild: int, before: Title, after: Title, by: int) -> Title:
        if after != before:
            await self._editing.save(guild, after, version(before), by)
        return after

    # -- of searches in vain

    async def name_miss(self, guild: int, text: str, title_id: str, by: int) -> Title:
        """What was searched is a name of a title from now on. Raises UserError."""
        async with self._deciding(guild):
            title = await self._name(guild, title_id, [alias(text)], by)
        await self._curation.forget_miss(guild, text)
        return title

    # -- what follows

    async def announce(self, guild: int, number: int) -> tuple[Title, int]:
        """Announce the title that was made of it; in how many channels. Twice announces it once. Raises NotFound."""
        one = await self.get(guild, number)
        if one.state is not State.APPROVED:
            raise NotFound("error-suggest-gone")
        title = await self._editing.seen(guild, one.title_id)
        return title, await self._editing.publish(guild, title, f"suggestion-{one.id}")


def _beside(body: Body) -> Body:
    """What no form shows stays as it is."""
    return {name: body[name] for name in (SERVER,) if name in body}


def _all_names(one: Suggestion) -> list[str]:
    """Raises UserError when there is none to merge."""
    if not (names := all_names(one.body)):
        raise UserError("error-suggest-no-name")
    return names
