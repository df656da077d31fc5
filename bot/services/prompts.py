"""Conversation starters: chosen from the library for a server, posted when its moderators say so, or one a week."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, replace

from bot.domain import display
from bot.domain.model import Language
from bot.domain.prompt import Asked, Prompt, Week, Wish, after, asked, due, fitting, ordered
from bot.domain.prompt_post import PostState, PromptPost
from bot.domain.viewer import Preferences, Viewer
from bot.errors import UserError
from bot.services.catalogue import CatalogueService
from bot.store import prompts
from bot.store.db import Connection, Database

_DAY = 24 * 3600  # seconds, for which a draft can be posted
_KEPT = 3 * 366 * _DAY  # longer than it takes to have asked everything once


@dataclass(frozen=True)
class Preview:
    """What a moderator looks at before it is posted."""

    post: PromptPost
    prompt: Prompt
    asked: Asked


class PromptService:
    def __init__(self, database: Database, catalogue: CatalogueService) -> None:
        self._database = database
        self._catalogue = catalogue

    # -- one at a time

    async def draft(self, guild: int, channel: int, wish: Wish, language: Language) -> Preview:
        """`language` is the posts'. Raises UserError when no prompt is about that."""
        post = PromptPost(uuid.uuid4().hex, guild, channel, wish, language, made_at=_now())
        async with self._database.transaction() as db:
            fit = await self._fitting(db, guild, wish)
            await prompts.add(db, post)
        return await self._preview(post, fit[0])

    async def another(self, guild: int, post_id: str, shown: str) -> Preview:
        """Raises UserError when the draft is gone."""
        async with self._database.read() as db:
            post = _draft(await prompts.get(db, guild, post_id))
            fit = await self._fitting(db, guild, post.wish)
        return await self._preview(post, after(fit, shown))

    async def decide(self, guild: int, post_id: str, shown: str) -> PromptPost:
        """Post what was shown, once. Raises UserError when it is gone, or somebody has been quicker."""
        async with self._database.read() as db:
            post = _draft(await prompts.get(db, guild, post_id))
        prompt = next((one for one in self._catalogue.prompts if one.id == shown), None)
        if prompt is None:
            raise UserError("error-prompt-over")
        seen = await self._preview(post, prompt)
        post = replace(post, prompt=prompt.id, asked=seen.asked, state=PostState.PENDING)
        async with self._database.transaction() as db:
            if not await prompts.decide(db, post, _now()):
                raise UserError("error-prompt-over")
        return post

    async def get(self, guild: int, post_id: str) -> PromptPost | None:
        async with self._database.read() as db:
            return await prompts.get(db, guild, post_id)

    async def page(self, guild: int, limit: int, offset: int) -> tuple[list[PromptPost], int]:
        """The newest first; and how many there are in all."""
        async with self._database.read() as db:
            return await prompts.page(db, guild, limit, offset), await prompts.count(db, guild)

    async def _fitting(self, db: Connection, guild: int, wish: Wish) -> list[Prompt]:
        """In the order in which they are offered. Raises UserError for none."""
        await self._catalogue.refresh()
        found = ordered(fitting(self._catalogue.prompts, wish), await prompts.used(db, guild), guild)
        if not found:
            raise UserError("error-prompt-none")
        return found

    async def _preview(self, post: PromptPost, prompt: Prompt) -> Preview:
        """Raises UserError when its title is gone."""
        wish, language, title = post.wish, post.language, ""
        if wish.title_id:
            order = Viewer.of(0, "", Preferences(language=language)).order
            title = display.heading(await self._catalogue.title(wish.title_id, post.guild), order)
        trope = self._catalogue.tropes.entries.get(wish.trope)
        name = trope.name.to(language) if trope else ""
        return Preview(post, prompt, asked(prompt, language, title, name, wish.title_id))

    # -- one a week

    async def week(self, guild: int) -> Week | None:
        async with self._database.read() as db:
            return await prompts.week(db, guild)

    async def set_week(self, one: Week) -> Week:
        """In place of the one there was; with the first moment."""
        one = replace(one, next_at=due(one, _now()))
        async with self._database.transaction() as db:
            await prompts.put_week(db, one)
        return one

    async def end_week(self, guild: int) -> bool:
        """Whether there was one."""
        async with self._database.transaction() as db:
            return await prompts.end_week(db, guild)

    async def tick(self, now: int) -> None:
        """Weekly prompts whose time has come become posts, once: with the post, the next time is written."""
        async with self._database.read() as db:
            waiting = await prompts.weeks_due(db, now)
        for one in waiting:
            async with self._database.transaction() as db:
                again = await prompts.week(db, one.guild)
                if again and again.next_at <= now:
                    await self._add_weekly(db, again, now)

    async def _add_weekly(self, db: Connection, one: Week, now: int) -> None:
        await prompts.put_week(db, replace(one, next_at=due(one, now)))
        every = fitting(self._catalogue.prompts, Wish())
        for prompt in ordered(every, await prompts.used(db, one.guild), one.guild)[:1]:
            made = PromptPost(
                uuid.uuid4().hex, one.guild, one.channel, Wish(), one.language, prompt.id,
                asked(prompt, one.language), PostState.PENDING, made_at=now,
            )  # fmt: skip
            await prompts.add(db, made)

    # -- forgetting

    async def forget(self, now: int) -> None:
        async with self._database.transaction() as db:
            await prompts.delete_old(db, now - _DAY, now - _KEPT)


def _draft(post: PromptPost | None) -> PromptPost:
    if post is None or post.state is not PostState.DRAFT:
        raise UserError("error-prompt-over")
    return post


def _now() -> int:
    return int(time.time())
