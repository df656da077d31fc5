"""Members' settings through the service: choose, read, export, forget."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.domain.model import Language
from bot.domain.viewer import Preferences, TitleOrder, Viewer
from bot.errors import UserError
from bot.services.members import MemberService
from bot.services.servers import ServerService
from bot.store.db import Database

NOTHING: dict[str, Any] = {
    "changes": [], "votes": [], "suggestions": [], "progress": [], "spoilers": [],
    "follows": [], "told": {}, "notices": [],
    "watchlist": [], "watchlist_shared": False, "questions": [], "answers": [], "agreed": [],
    "watch_parties": [], "zone": None, "decisions": [], "blocked": [],
}  # fmt: skip

MIA, LIN = 123456789012345678, 2


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "bot.db")
    yield opened
    await opened.close()


@pytest.fixture
def members(database: Database) -> MemberService:
    return MemberService(database, ServerService(database))


async def test_nobody_is_known_at_first(members: MemberService) -> None:
    assert await members.preferences(MIA) == Preferences()
    assert await members.export(MIA) == {
        "user_id": str(MIA), "language": None, "region": None, "title_order": None, **NOTHING,
    }  # fmt: skip
    assert await members.forget(MIA) is False


@pytest.mark.parametrize(
    ("locale", "language", "order"),
    [
        ("en-US", Language.EN, TitleOrder.ENGLISH),
        ("en-GB", Language.EN, TitleOrder.ENGLISH),
        ("zh-CN", Language.ZH_CN, TitleOrder.CHINESE),
        ("zh-TW", Language.ZH_TW, TitleOrder.CHINESE),
        ("pt-BR", Language.EN, TitleOrder.ENGLISH),
        ("", Language.EN, TitleOrder.ENGLISH),
    ],
)
async def test_the_app_decides_until_the_member_does(
    members: MemberService, locale: str, language: Language, order: TitleOrder
) -> None:
    assert await members.viewer(MIA, locale) == Viewer(MIA, language, None, order)
    await members.choose_language(MIA, Language.ZH_TW)
    assert await members.viewer(MIA, locale) == Viewer(MIA, Language.ZH_TW, None, TitleOrder.CHINESE)
    await members.choose_order(MIA, TitleOrder.ENGLISH)
    assert await members.viewer(MIA, locale) == Viewer(MIA, Language.ZH_TW, None, TitleOrder.ENGLISH)
    await members.choose_language(MIA, None)
    assert await members.viewer(MIA, locale) == Viewer(MIA, language, None, TitleOrder.ENGLISH)


async def test_each_choice_leaves_the_others(members: MemberService) -> None:
    await members.choose_region(MIA, "GB")
    await members.choose_language(MIA, Language.ZH_CN)
    await members.choose_order(MIA, TitleOrder.ENGLISH)
    await members.choose_region(MIA, "TW")
    assert await members.preferences(MIA) == Preferences(Language.ZH_CN, "TW", TitleOrder.ENGLISH)
    assert await members.preferences(LIN) == Preferences()
    assert await members.export(MIA) == {
        "user_id": str(MIA), "language": "zh-CN", "region": "TW", "title_order": "english", **NOTHING,
    }  # fmt: skip


async def test_choices_made_at_once_are_all_kept(members: MemberService) -> None:
    await asyncio.gather(
        members.choose_region(MIA, "GB"),
        members.choose_language(MIA, Language.ZH_TW),
        members.choose_order(MIA, TitleOrder.ENGLISH),
    )
    assert await members.preferences(MIA) == Preferences(Language.ZH_TW, "GB", TitleOrder.ENGLISH)


@pytest.mark.parametrize(
    "region", ["001", "XX", "EU", "gb", "United Kingdom", "", "'; DROP TABLE members; --"]
)
async def test_what_is_no_country_is_refused(members: MemberService, region: str) -> None:
    with pytest.raises(UserError) as refused:
        await members.choose_region(MIA, region)
    assert refused.value.key == "error-unknown-region"
    assert await members.preferences(MIA) == Preferences()


async def test_forgotten_is_gone_from_the_file(members: MemberService, database: Database) -> None:
    await members.choose_region(MIA, "GB")
    await members.choose_region(LIN, "US")
    assert await members.forget(MIA) is True
    assert await members.preferences(MIA) == Preferences()
    async with database.read() as db:
        assert list(await db.execute_fetchall("SELECT user_id FROM members")) == [(LIN,)]
    assert await members.forget(MIA) is False


async def test_settings_outlive_a_restart(tmp_path: Path) -> None:
    for chosen in (Preferences(), Preferences(region="GB")):
        database = await Database.open(tmp_path / "again.db")
        assert await MemberService(database, ServerService(database)).preferences(MIA) == chosen
        await MemberService(database, ServerService(database)).choose_region(MIA, "GB")
        await database.close()
