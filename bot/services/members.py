"""A member's own settings: read for every answer, changed by /me, exported and forgotten on request."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from bot.domain import regions
from bot.domain.markup import quoted
from bot.domain.model import Language
from bot.domain.suggestion import exported
from bot.domain.viewer import Preferences, TitleOrder, Viewer
from bot.errors import UserError
from bot.services.servers import ServerService
from bot.store import changes, members, suggestions, votes
from bot.store.db import Database


class MemberService:
    def __init__(self, database: Database, servers: ServerService) -> None:
        self._database = database
        self._servers = servers

    async def viewer(self, user_id: int, locale: str, guild: int = 0) -> Viewer:
        """Who is asking; `locale` is what their Discord app speaks."""
        await self._servers.refresh()
        region = self._servers.get(guild).region or None
        return Viewer.of(user_id, locale, await self.preferences(user_id), guild, region)

    async def preferences(self, user_id: int) -> Preferences:
        async with self._database.read() as db:
            return await members.get(db, user_id)

    async def choose_region(self, user_id: int, region: str) -> None:
        """Raises UserError for a code that is no country."""
        if not regions.is_country(region):
            raise UserError("error-unknown-region", text=quoted(region))
        await self._change(user_id, region=region)

    async def choose_language(self, user_id: int, language: Language | None) -> None:
        """None follows the Discord app again."""
        await self._change(user_id, language=language)

    async def choose_order(self, user_id: int, order: TitleOrder) -> None:
        await self._change(user_id, order=order)

    async def export(self, user_id: int) -> dict[str, Any]:
        """Everything kept about a member, ready for JSON."""
        async with self._database.read() as db:
            language, region, order = (await members.get(db, user_id)).to_columns()
            made = await changes.made_by(db, user_id)
            cast = await votes.of_member(db, user_id)
            suggested = await suggestions.all_of_member(db, user_id)
            decided = await suggestions.decided_by(db, user_id)
        return {
            "user_id": str(user_id), "language": language, "region": region, "title_order": order,
            "changes": [{"title": title, "server": str(guild), "at": at} for title, guild, at in made],
            "votes": [{**way._asdict(), "worked": vote.worked, "at": vote.at} for way, vote in cast],
            "suggestions": [exported(one) for one in suggested],
            "decisions": [{"suggestion": one.id, "server": str(one.guild), "title": one.title_id,
                           "outcome": one.state, "at": one.decided_at} for one in decided],
        }  # fmt: skip

    async def forget(self, user_id: int) -> bool:
        """Delete everything kept about a member; whether there was anything. What they changed,
        and suggestions that were decided, stay without them."""
        async with self._database.transaction() as db:
            changed = await changes.forget_member(db, user_id)
            voted = await votes.forget_member(db, user_id)
            suggested = await suggestions.forget_member(db, user_id)
            return await members.delete(db, user_id) or changed or voted or suggested

    async def _change(self, user_id: int, **changes: Any) -> None:
        async with self._database.transaction() as db:
            preferences = replace(await members.get(db, user_id), **changes)
            await members.put(db, user_id, preferences, int(time.time()))
