"""What the store keeps: catalogue records, derived forms, notes to itself, members' settings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.model import Language
from bot.domain.viewer import Preferences, TitleOrder
from bot.store import members, records
from bot.store.db import Connection, Database
from bot.store.records import Row

ODD = "'; DROP TABLE records; -- 貪吃蛇 \N{GRINNING FACE} \u202e %_\\"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "bot.db")
    yield opened
    await opened.close()


def row(identity: str, kind: str = "titles", body: str = "{}", edited: bool = False) -> Row:
    return Row(kind, identity, body, None, edited)


async def bodies(db: Connection, kind: str, ids: list[str]) -> list[str]:
    return [found.body for found in await records.get_many(db, kind, ids)]


async def test_records_by_kind_and_id(database: Database) -> None:
    async with database.transaction() as db:
        await records.put(db, [row("b"), row("a", body=ODD), row("a", kind="terms", body='{"x":1}')], 1)
    async with database.read() as db:
        assert await records.get_many(db, "titles", ["a"]) == [row("a", body=ODD)]
        assert await bodies(db, "terms", ["a"]) == ['{"x":1}']
        assert await bodies(db, "terms", ["b"]) == await bodies(db, "titles", [ODD]) == []
        assert [found.id for found in await records.all_of(db, "titles")] == ["a", "b"]
        assert await records.all_of(db, "platforms") == []


async def test_put_replaces_all_of_a_row(database: Database) -> None:
    first, second = Row("titles", "a", "old", "hash", False), Row("titles", "a", "new", None, True)
    async with database.transaction() as db:
        await records.put(db, [first], 1)
        await records.put(db, [second], 2)
        assert await records.all_of(db, "titles") == [second]
        assert list(await db.execute_fetchall("SELECT updated_at FROM records")) == [(2,)]
        await records.put(db, [], 3)
        assert await records.all_of(db, "titles") == [second]


async def test_many_come_in_the_order_asked_for(database: Database) -> None:
    ids = [f"t{number}" for number in range(1500)]  # more than a statement may have parameters in old SQLite
    async with database.transaction() as db:
        await records.put(db, [row(identity, body=identity) for identity in ids], 1)
        await records.put(db, [row("t7", kind="terms", body="another kind")], 1)
    async with database.read() as db:
        assert await bodies(db, "titles", ids[::-1]) == ids[::-1]
        assert await bodies(db, "titles", ["t7", "gone", ODD, "t3"]) == ["t7", "t3"]
        assert await bodies(db, "titles", ["t7", "t7"]) == ["t7", "t7"]
        assert await bodies(db, "titles", []) == []


async def test_own_records_are_their_servers(database: Database) -> None:
    own = row("own")._replace(guild=7)
    async with database.transaction() as db:
        await records.put(db, [row("all", body='{"year": 2025}'), own, row("old", body='{"year": 1990}')], 1)
    async with database.read() as db:
        for guild in (0, 8):
            assert await records.get_many(db, "titles", ["own", "all"], guild) == [
                row("all", body='{"year": 2025}')
            ]
        assert [found.id for found in await records.get_many(db, "titles", ["own", "all"], 7)] == [
            "own",
            "all",
        ]
        assert [found.id for found in await records.all_of(db, "titles")] == ["all", "old"]
        assert await records.rows_of(db, "titles", ["own", "gone"]) == [own]
        assert await records.title_ids(db) == ["all", "old", "own"], "the newest first, whoever owns them"


async def test_delete_takes_only_what_is_named(database: Database) -> None:
    async with database.transaction() as db:
        await records.put(db, [row("a"), row("b"), row("a", kind="terms")], 1)
        await records.delete(db, [("titles", "a"), ("titles", "gone")])
        assert [r.id for r in await records.all_of(db, "titles")] == ["b"]
        assert [r.id for r in await records.all_of(db, "terms")] == ["a"]


async def test_forms(database: Database) -> None:
    async with database.transaction() as db:
        await records.put_forms(db, {"贪吃蛇": "1", ODD: "2"})
        await records.put_forms(db, {"贪吃蛇": "3"})
        assert await records.forms(db, ["贪吃蛇", ODD, "gone"]) == {"贪吃蛇": "3", ODD: "2"}
        assert await records.forms(db, [ODD]) == {ODD: "2"}
        assert await records.forms(db, []) == {}
        await records.clear_forms(db)
        assert await records.forms(db, ["贪吃蛇", ODD]) == {}


async def test_notes_and_the_version(database: Database) -> None:
    async with database.transaction() as db:
        assert await records.meta(db, "version") is None
        await records.bump(db)
        await records.bump(db)
        await records.set_meta(db, ODD, ODD)
    async with database.read() as db:
        assert await records.meta(db, "version") == "2"
        assert await records.meta(db, ODD) == ODD


async def test_members(database: Database) -> None:
    chosen = Preferences(Language.ZH_TW, "TW", TitleOrder.CHINESE)
    largest = 2**63 - 1  # Discord's ids are 64 bits and will not reach the sign for decades
    async with database.transaction() as db:
        assert await members.get(db, largest) == Preferences()
        await members.put(db, largest, Preferences(region="GB"), 1)
        await members.put(db, largest, chosen, 2)
        await members.put(db, 1, Preferences(), 3)
        assert await members.get(db, largest) == chosen
        assert await members.get(db, 1) == Preferences()
        assert await members.delete(db, largest) is True
        assert await members.delete(db, largest) is False
        assert await members.get(db, largest) == Preferences()
        assert list(await db.execute_fetchall("SELECT user_id FROM members")) == [(1,)]
