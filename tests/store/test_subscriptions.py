"""A channel's wishes are kept as they were, per server, and moderators are told of a change once."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.domain.announcing.subscription import Mode, State, Subscription, Threads, Timing, Wishes
from bot.domain.model import Language
from bot.store import subscriptions
from bot.store.db import Connection
from tests.store.outboxes import ELSEWHERE, GUILD, opened

ODD = "'; DROP TABLE subscriptions; -- 貪吃蛇 \u202e {title}"
FULL = Subscription(
    channel=2**62, guild=GUILD, state=State.BLOCKED, reason="no-permission", changed_at=5, told_at=6,
    wishes=Wishes(
        kind="forum", trope="revenge", platform="xiaohongshu", collection="best", spoken="zh", region="GB",
        origin="own", language=Language.ZH_TW, role=2**61, threads=Threads(name=ODD, archive_minutes=60),
        tags=(2**60, 1), publish=True,
        timing=Timing(mode=Mode.WEEKLY, hour=0, weekday=6, zone="Asia/Taipei", quiet_from=22, quiet_to=8),
    ),
)  # fmt: skip


@pytest.fixture
async def db() -> AsyncIterator[Connection]:
    async with opened() as connection:
        yield connection


def plain(channel: int, guild: int = GUILD, state: State = State.ACTIVE) -> Subscription:
    return Subscription(channel=channel, guild=guild, state=state)


async def test_they_come_back_as_they_were(db: Connection) -> None:
    await subscriptions.put(db, FULL)
    assert await subscriptions.get(db, GUILD, FULL.channel) == FULL
    changed = FULL.model_copy(update={"wishes": Wishes(), "state": State.ACTIVE, "reason": ""})
    await subscriptions.put(db, changed)
    assert await subscriptions.of_guild(db, GUILD) == [changed]


async def test_another_server_neither_sees_nor_deletes_them(db: Connection) -> None:
    await subscriptions.put(db, FULL)
    await subscriptions.put(db, plain(1, ELSEWHERE))
    assert await subscriptions.get(db, ELSEWHERE, FULL.channel) is None
    assert not await subscriptions.delete(db, ELSEWHERE, FULL.channel)
    assert [s.channel for s in await subscriptions.of_guild(db, GUILD)] == [FULL.channel]
    assert await subscriptions.delete(db, GUILD, FULL.channel)
    assert not await subscriptions.delete(db, GUILD, FULL.channel)
    assert await subscriptions.of_guild(db, ELSEWHERE) == [plain(1, ELSEWHERE)]


async def test_a_blocked_channel_still_wants(db: Connection) -> None:
    for channel, state in enumerate(State, start=1):
        await subscriptions.put(db, plain(channel, state=state))
    await subscriptions.put(db, plain(9, ELSEWHERE))
    assert {s.state for s in await subscriptions.wanting(db, GUILD)} == {State.ACTIVE, State.BLOCKED}
    assert [s.channel for s in await subscriptions.wanting(db, 0)] == [9, 1, 3], "by server"
    assert await subscriptions.wanting(db, 3) == []


async def tell(db: Connection, now: int) -> None:
    for one in await subscriptions.untold(db, GUILD):
        await subscriptions.told_of(db, one, now)


async def test_moderators_are_told_once_for_each_change(db: Connection) -> None:
    for channel in (1, 2, 3):
        await subscriptions.put(db, plain(channel))
    assert await subscriptions.set_state(db, 1, State.BLOCKED, "no-permission", 100)
    assert await subscriptions.set_state(db, 2, State.PAUSED, "", 100), "their own doing: nothing to tell"
    assert not await subscriptions.set_state(db, 9, State.PAUSED, "", 100)
    assert [s.channel for s in await subscriptions.untold(db, GUILD)] == [1]
    assert await subscriptions.untold(db, ELSEWHERE) == []
    await tell(db, 100)
    assert await subscriptions.untold(db, GUILD) == []
    assert not await subscriptions.set_state(db, 1, State.BLOCKED, "no-permission", 200), "nothing new"
    assert await subscriptions.untold(db, GUILD) == []
    assert await subscriptions.set_state(db, 1, State.DISABLED, "channel-gone", 100), "in the same second"
    assert [s.reason for s in await subscriptions.untold(db, GUILD)] == ["channel-gone"]
    await tell(db, 50)
    assert await subscriptions.untold(db, GUILD) == [], "whatever the clock says"
