"""Settings of servers are known without waiting, and a change by another process is noticed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.domain.model import Language
from bot.domain.server import NOTHING
from bot.services import servers as module
from bot.services.members import MemberService
from bot.services.servers import ServerService
from bot.store.db import Database

OURS, THEIRS, MIA = 123456789012345678, 2, 3


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "bot.db")
    yield opened
    await opened.close()


async def test_a_change_leaves_the_rest_and_counts_at_once(database: Database) -> None:
    servers = ServerService(database)
    assert servers.get(OURS) == NOTHING
    await servers.change(OURS, region="GB", language="zh-TW")
    after = await servers.change(OURS, region="IE", role=7)
    assert servers.get(OURS) == after and (after.region, after.language, after.role) == (
        "IE",
        Language.ZH_TW,
        7,
    )
    assert after.updated_at > 0 and servers.get(THEIRS) == NOTHING


async def test_what_no_setting_can_be_changes_nothing(database: Database) -> None:
    servers = ServerService(database)
    before = await servers.change(OURS, region="GB")
    for fields in ({"talk": "letters"}, {"language": "fr"}, {"zones": "x"}, {"role": None}):
        with pytest.raises(ValidationError):
            await servers.change(OURS, **fields)
    assert servers.get(OURS) == before


async def test_a_change_by_another_process_is_noticed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = ServerService(database), ServerService(database)
    await here.refresh(force=True)
    await there.change(OURS, role=7)
    await here.refresh()
    assert here.get(OURS) == NOTHING, "it has looked just now"
    monkeypatch.setattr(module, "_RECHECK_SECONDS", 0.0)
    await here.refresh()
    assert here.get(OURS).role == 7
    await there.change(OURS, role=0)
    await here.refresh()
    assert here.get(OURS).role == 0


async def test_changes_at_once_are_all_kept(database: Database) -> None:
    servers = ServerService(database)
    changes = [{"region": "GB"}, {"zone": "UTC"}, {"role": 5}, {"log_channel": 6}]
    await asyncio.gather(*(servers.change(OURS, **fields) for fields in changes))
    now, fresh = servers.get(OURS), ServerService(database)
    assert (now.region, now.zone, now.role, now.log_channel) == ("GB", "UTC", 5, 6)
    await fresh.refresh(force=True)
    assert fresh.get(OURS) == now


async def test_the_region_of_a_server_stands_in_for_the_members(database: Database) -> None:
    servers = ServerService(database)
    members = MemberService(database, servers)
    await servers.change(OURS, region="GB")
    assert (await members.viewer(MIA, "en-US", OURS)).region == "GB"
    assert (await members.viewer(MIA, "en-US", THEIRS)).region is None
    assert (await members.viewer(MIA, "en-US")).region is None
    await members.choose_region(MIA, "TW")
    assert (await members.viewer(MIA, "en-US", OURS)).region == "TW"
