"""Settings of a server come back as they were, each server's apart, and each change is noticed by all processes."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.domain.model import Language
from bot.domain.server import NOTHING, ServerSettings
from bot.store import servers, subscriptions
from bot.store.db import Connection
from tests.store.outboxes import ELSEWHERE, GUILD, opened

FULL = ServerSettings(
    region="GB", language=Language.ZH_TW, zone="Asia/Taipei", log_channel=2**62, role=2**61, talk="forum",
    talk_channel=2**60, updated_at=5,
)  # fmt: skip


@pytest.fixture
async def db() -> AsyncIterator[Connection]:
    async with opened() as connection:
        yield connection


async def test_they_come_back_as_they_were(db: Connection) -> None:
    assert await servers.get(db, GUILD) == NOTHING and await servers.every(db) == {}
    await servers.put(db, GUILD, FULL)
    assert await servers.get(db, GUILD) == FULL
    changed = FULL.model_copy(update={"region": "", "updated_at": 6})
    await servers.put(db, GUILD, changed)
    assert await servers.get(db, GUILD) == changed


async def test_each_server_has_its_own(db: Connection) -> None:
    await servers.put(db, GUILD, FULL)
    assert await servers.get(db, ELSEWHERE) == NOTHING
    await servers.put(db, ELSEWHERE, NOTHING)
    assert await servers.every(db) == {GUILD: FULL, ELSEWHERE: NOTHING}


async def test_the_version_rises_with_each_change(db: Connection) -> None:
    seen = [await servers.version(db)]
    for guild in (GUILD, ELSEWHERE, GUILD):
        await servers.put(db, guild, FULL)
        seen.append(await servers.version(db))
    assert seen == [0, 1, 2, 3]


async def test_who_was_told_of_one_state_was_not_told_of_the_next(db: Connection) -> None:
    from bot.domain.announcing.subscription import State, Subscription

    for channel, guild in ((2, ELSEWHERE), (1, GUILD), (3, GUILD)):
        await subscriptions.put(db, Subscription(channel=channel, guild=guild))
        await subscriptions.set_state(db, channel, State.BLOCKED, "view_channel", 10)
    found = await subscriptions.untold_anywhere(db)
    assert [one.guild for one in found] == sorted(one.guild for one in found) and len(found) == 3
    mine = next(one for one in found if one.channel == 1)
    await subscriptions.set_state(db, 1, State.DISABLED, "channel-gone", 20)
    await subscriptions.told_of(db, mine, 30)
    assert 1 in [one.channel for one in await subscriptions.untold_anywhere(db)]
    await subscriptions.told_of(
        db, next(o for o in await subscriptions.untold_anywhere(db) if o.channel == 1), 30
    )
    assert sorted(one.channel for one in await subscriptions.untold_anywhere(db)) == [2, 3]
