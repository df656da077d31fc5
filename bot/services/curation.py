"""What moderators look after: searches that found nothing in their server, and words that mean the same there."""

from __future__ import annotations

import time

from bot.domain.misses import Miss, text_of
from bot.domain.synonyms import MOST_GROUPS, Group, join, parse, sharing
from bot.errors import UserError
from bot.services.remembered import Remembered
from bot.store import searches, synonyms
from bot.store.db import Database

MOST_MISSES = 1_000  # kept of one server
_RECHECK_SECONDS = 10.0  # how soon words that another process has changed count


class CurationService:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._synonyms = Remembered(self._read_synonyms, _RECHECK_SECONDS)

    # -- searches that found nothing

    async def miss(self, guild: int, query: str) -> None:
        """Count a search that found nothing. What cannot be read is no search."""
        if not (text := text_of(query)):
            return
        async with self._database.transaction() as db:
            await searches.add_miss(db, guild, text, int(time.time()))
            if await searches.count_misses(db, guild) > MOST_MISSES:
                await searches.delete_misses_but(db, guild, MOST_MISSES - 1, text)

    async def misses(self, guild: int, offset: int, limit: int) -> tuple[list[Miss], int]:
        """The most frequent first, of those the newest; and how many there are in all."""
        async with self._database.read() as db:
            return await searches.misses(db, guild, offset, limit), await searches.count_misses(db, guild)

    async def forget_miss(self, guild: int, text: str) -> None:
        """Nothing happens when it is gone already."""
        async with self._database.transaction() as db:
            await searches.delete_miss(db, guild, text)

    # -- words that mean the same

    async def synonyms(self, guild: int) -> tuple[tuple[str, ...], ...]:
        """The words of each group, folded, for search; from memory unless they were read long ago."""
        return await self._synonyms.get(guild) if guild else ()

    async def synonym_groups(self, guild: int) -> list[Group]:
        """As they were typed, the newest first."""
        async with self._database.read() as db:
            return await synonyms.groups(db, guild)

    async def add_synonyms(self, guild: int, words: str) -> Group:
        """The group that these words are in now: a new one, or one with those that share a word.

        Raises UserError for what is no group, and when the server has too many.
        """
        typed = parse(words)
        async with self._database.transaction() as db:
            groups = await synonyms.groups(db, guild)
            shared = sharing(typed, groups)
            if not shared and len(groups) >= MOST_GROUPS:
                raise UserError("error-synonyms-full", most=MOST_GROUPS)
            group = Group(time.time_ns(), join(typed, shared))
            if len(shared) == 1 and group.words == shared[0].words:
                return shared[0]  # nothing new
            # A new id: a menu that shows the old words must not remove these.
            await synonyms.delete(db, guild, [old.id for old in shared])
            await synonyms.add(db, guild, group)
        self._synonyms.forget(guild)
        return group

    async def remove_synonyms(self, guild: int, group_id: int) -> None:
        """Nothing happens when it is gone already."""
        async with self._database.transaction() as db:
            await synonyms.delete(db, guild, [group_id])
        self._synonyms.forget(guild)

    async def _read_synonyms(self, guild: int) -> tuple[tuple[str, ...], ...]:
        return tuple(group.folded() for group in await self.synonym_groups(guild))
