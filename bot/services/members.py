"""A member's own settings: read for every answer, changed by /me, exported and forgotten on request."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from bot.domain import hiding, regions
from bot.domain.markup import quoted
from bot.domain.model import Language
from bot.domain.question import Question
from bot.domain.suggestion import exported
from bot.domain.viewer import Preferences, TitleOrder, Viewer
from bot.errors import UserError
from bot.services.servers import ServerService
from bot.store import (
    answers,
    changes,
    follows,
    members,
    notices,
    progress,
    questions,
    spoilers,
    suggestions,
    votes,
    watchlists,
)  # fmt: skip
from bot.store.db import Connection, Database


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
            seen = await progress.of_member(db, user_id)
            marked = await spoilers.of_member(db, user_id)
            following = await _following(db, user_id)
            asked = await questions.all_of_member(db, user_id)
            answered = await answers.of_member(db, user_id)
            agreed = await answers.agreed_by(db, user_id)
        return {
            "user_id": str(user_id), "language": language, "region": region, "title_order": order,
            "changes": [{"title": title, "server": str(guild), "at": at} for title, guild, at in made],
            "votes": [{**way._asdict(), "worked": vote.worked, "at": vote.at} for way, vote in cast],
            "suggestions": [exported(one) for one in suggested],
            "progress": [one._asdict() for one in seen],
            "spoilers": [hiding.exported(one, user_id) for one in marked],
            **following,
            "questions": [_asked(one) for one in asked],
            "answers": [{"title": title, "server": str(guild), "at": at} for guild, title, at in answered],
            "agreed": [{"title": title, "server": str(guild), "at": at} for guild, title, at in agreed],
        }  # fmt: skip

    async def forget(self, user_id: int) -> bool:
        """Delete everything kept about a member; whether there was anything. What they changed,
        suggestions and questions that were decided, and answers, stay without them."""
        async with self._database.transaction() as db:
            changed = await changes.forget_member(db, user_id)
            voted = await votes.forget_member(db, user_id)
            suggested = await suggestions.forget_member(db, user_id)
            seen = await progress.forget_member(db, user_id)
            marked = await spoilers.forget_member(db, user_id)
            followed = await follows.forget_member(db, user_id)
            listed = await watchlists.forget_member(db, user_id)
            asked = await answers.forget_member(db, user_id)
            anything = changed or voted or suggested or seen or marked or followed or listed or asked
            return await members.delete(db, user_id) or anything

    async def _change(self, user_id: int, **changes: Any) -> None:
        async with self._database.transaction() as db:
            preferences = replace(await members.get(db, user_id), **changes)
            await members.put(db, user_id, preferences, int(time.time()))


async def _following(db: Connection, user: int) -> dict[str, Any]:
    """What they follow, how they are told, what they were told, and their list."""
    noticed = await notices.of_member(db, user)
    return {
        "follows": [
            {"kind": one.kind, "what": one.target, "server": str(one.guild), "at": one.made_at}
            for one in await follows.of_member(db, user)
        ],
        "told": (await follows.telling(db, user)).model_dump(mode="json", exclude_defaults=True),
        "notices": [
            {
                "title": one.title_id,
                "what": one.reason.what,
                "state": state,
                "server": str(one.guild),
                "at": at,
            }
            for one, state, at in noticed
        ],
        "watchlist": [one._asdict() for one in await watchlists.of_member(db, user)],
        "watchlist_shared": await watchlists.is_shared(db, user),
    }


def _asked(one: Question) -> dict[str, object]:
    """What a member is shown of a question of theirs; who decided is somebody else's."""
    words = {"description": one.description, "image": one.image, "link": one.link}
    outcome = {"state": one.state, "why": one.why, "title": one.title_id, "at": one.asked_at or one.made_at}
    return {"server": str(one.guild), **words, **outcome}
