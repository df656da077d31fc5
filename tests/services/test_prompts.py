"""Whoever decides at once, a question is posted once; whoever looks at once, a week has one."""

from __future__ import annotations

import asyncio

import pytest

from bot.app import App
from bot.domain.model import Language
from bot.domain.prompt import Week, Wish
from bot.errors import NotFound, UserError
from bot.services.prompts import PromptService
from tests.made_up import remove, title

HERE, THERE, CHANNEL = 7, 77, 70


async def test_many_decide_at_once_and_one_has_decided(app: App) -> None:
    seen = await app.prompts.draft(HERE, CHANNEL, Wish(), Language.EN)
    results = await asyncio.gather(
        *(app.prompts.decide(HERE, seen.post.id, seen.prompt.id) for _ in range(20)), return_exceptions=True
    )
    assert sum(not isinstance(one, BaseException) for one in results) == 1
    assert {one.key for one in results if isinstance(one, UserError)} == {"error-prompt-over"}
    assert (await app.prompts.page(HERE, 10, 0))[1] == 1


async def test_many_look_at_once_and_a_week_has_one(app: App) -> None:
    week = await app.prompts.set_week(Week(HERE, CHANNEL, 4, 1200, "UTC", Language.EN))
    others = [PromptService(app.database, app.catalogue) for _ in range(10)]
    await asyncio.gather(*(one.tick(week.next_at) for one in others))
    assert (await app.prompts.page(HERE, 10, 0))[1] == 1


async def test_after_weeks_away_there_is_one_and_the_next_is_ahead(app: App) -> None:
    week = await app.prompts.set_week(Week(HERE, CHANNEL, 4, 1200, "UTC", Language.EN))
    back = week.next_at + 40 * 86_400
    for _ in range(3):
        await app.prompts.tick(back)
    assert (await app.prompts.page(HERE, 10, 0))[1] == 1
    again = await app.prompts.week(HERE)
    assert again and back < again.next_at <= back + 7 * 86_400


async def test_another_server_can_do_nothing_with_it(app: App) -> None:
    seen = await app.prompts.draft(HERE, CHANNEL, Wish(), Language.EN)
    for act in (app.prompts.another, app.prompts.decide):
        with pytest.raises(UserError, match="error-prompt-over"):
            await act(THERE, seen.post.id, seen.prompt.id)
    assert await app.prompts.get(THERE, seen.post.id) is None
    assert await app.prompts.page(THERE, 10, 0) == ([], 0)


async def test_what_is_shown_may_be_gone(app: App) -> None:
    seen = await app.prompts.draft(HERE, CHANNEL, Wish(), Language.EN)
    with pytest.raises(UserError, match="error-prompt-over"):
        await app.prompts.decide(HERE, seen.post.id, "no-such-question")
    own = await app.editing.add(HERE, title("night", "Night Rider"), 1)
    about = await app.prompts.draft(HERE, CHANNEL, Wish(title_id=own.title_id), Language.EN)
    await remove(app.database, own.title_id)
    await app.catalogue.refresh(force=True)
    with pytest.raises(NotFound):
        await app.prompts.decide(HERE, about.post.id, about.prompt.id)


async def test_old_drafts_and_posts_are_forgotten_and_what_waits_is_not(app: App) -> None:
    day = 24 * 3600
    draft = await app.prompts.draft(HERE, CHANNEL, Wish(), Language.EN)
    waiting = await app.prompts.draft(HERE, CHANNEL, Wish(), Language.EN)
    await app.prompts.decide(HERE, waiting.post.id, waiting.prompt.id)
    made = waiting.post.made_at
    await app.prompts.forget(made + day - 60)
    assert await app.prompts.get(HERE, draft.post.id)
    await app.prompts.forget(made + day + 60)
    assert await app.prompts.get(HERE, draft.post.id) is None
    await app.prompts.forget(made + 4 * 366 * day)
    assert await app.prompts.get(HERE, waiting.post.id), "nothing is lost"
    async with app.database.transaction() as db:
        await db.execute("UPDATE prompt_posts SET state = 'sent'")
    await app.prompts.forget(made + 4 * 366 * day)
    assert await app.prompts.get(HERE, waiting.post.id) is None
