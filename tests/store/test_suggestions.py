"""Rows of suggestions: each queue apart, numbers never used again, and what is old or forgotten is gone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.suggestion import Kind, State, Suggestion
from bot.store import suggestions
from bot.store.db import Database

MIA, LIN, OURS, THEIRS = 1, 2, 10, 20
ONE = Suggestion(0, OURS, MIA, Kind.TITLE, "", {"english": "x", "about": "“'龙"}, State.OPEN, created_at=100)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "bot.db")
    yield opened
    await opened.close()


async def add(database: Database, *many: Suggestion) -> list[int]:
    async with database.transaction() as db:
        return [await suggestions.add(db, one) for one in many]


async def test_what_is_written_is_read(database: Database) -> None:
    full = Suggestion(
        0, OURS, MIA, Kind.NAME, "snake", {"name": "y"}, State.DECLINED, "drama", "words", "why?", "because",
        100, 200, LIN, told=False, dm=True, from_guild=THEIRS,
    )  # fmt: skip
    [number] = await add(database, full)
    async with database.read() as db:
        assert await suggestions.get(db, OURS, number) == replace(full, id=number)
    async with database.transaction() as db:
        changed = replace(full, id=number, state=State.OPEN, body={"name": "z"}, told=True, dm=False)
        await suggestions.put(db, changed)
    async with database.read() as db:
        assert await suggestions.get(db, OURS, number) == changed


async def test_a_queue_is_one_servers(database: Database) -> None:
    numbers = await add(database, ONE, replace(ONE, guild=THEIRS), replace(ONE, guild=0, from_guild=OURS))
    async with database.read() as db:
        for guild, number in zip((OURS, THEIRS, 0), numbers, strict=True):
            assert [one.id for one in await suggestions.waiting(db, guild, 0, 10)] == [number]
            assert await suggestions.count_waiting(db, guild) == 1
            others = [n for n in numbers if n != number]
            assert [await suggestions.get(db, guild, n) for n in others] == [None, None]


async def test_order_of_a_queue(database: Database) -> None:
    rows = [(300, State.OPEN), (100, State.ASKED), (200, State.OPEN), (50, State.DECLINED), (10, State.DRAFT)]
    await add(database, *(replace(ONE, created_at=at, state=state) for at, state in rows))
    async with database.read() as db:
        assert [one.created_at for one in await suggestions.waiting(db, OURS, 0, 10)] == [200, 300, 100]
        assert [one.created_at for one in await suggestions.waiting(db, OURS, 1, 1)] == [300]


async def test_drafts_are_their_members_alone(database: Database) -> None:
    [number] = await add(database, replace(ONE, state=State.DRAFT))
    async with database.read() as db:
        assert await suggestions.get(db, OURS, number) is None
        assert await suggestions.of_member(db, LIN, number) is None
        assert await suggestions.of_member(db, MIA, number) is not None


async def test_numbers_are_never_used_again(database: Database) -> None:
    """A button that stays behind must not lead to something else."""
    [first] = await add(database, ONE)
    async with database.transaction() as db:
        await suggestions.forget_member(db, MIA)
    [second] = await add(database, ONE)
    assert second > first


async def test_forgetting(database: Database) -> None:
    states = (State.DRAFT, State.OPEN, State.ASKED, State.APPROVED, State.MERGED, State.DECLINED)
    await add(database, *(replace(ONE, state=state, told=False, answer="mine") for state in states))
    await add(
        database, replace(ONE, user_id=LIN), replace(ONE, user_id=LIN, state=State.APPROVED, decided_by=MIA)
    )
    async with database.transaction() as db:
        assert await suggestions.forget_member(db, MIA)
        assert not await suggestions.forget_member(db, MIA)
        assert await suggestions.all_of_member(db, MIA) == []
        assert [one.decided_by for one in await suggestions.all_of_member(db, LIN)] == [0, 0]
        assert await suggestions.untold(db, 0, 0, any_server=True) == []
        rows = list(await db.execute_fetchall("SELECT state, user_id, answer FROM suggestions ORDER BY id"))
    assert rows[:3] == [("approved", 0, ""), ("merged", 0, ""), ("declined", 0, "")] and len(rows) == 5


async def test_what_is_old_is_deleted(database: Database) -> None:
    await add(
        database,
        replace(ONE, state=State.DRAFT),
        replace(ONE, state=State.DECLINED, decided_at=100),
        replace(ONE, state=State.DECLINED, decided_at=900),
        ONE,
    )
    async with database.transaction() as db:
        await suggestions.delete_old(db, 500, 500)
        left = await suggestions.all_of_member(db, MIA)
    assert [(one.state, one.decided_at) for one in left] == [(State.DECLINED, 900), (State.OPEN, 0)]


async def test_news_are_of_their_server_until_they_are_told(database: Database) -> None:
    untold = replace(ONE, state=State.APPROVED, told=False)
    await add(database, untold, replace(untold, guild=THEIRS), replace(untold, guild=0, from_guild=THEIRS))
    async with database.transaction() as db:
        [one] = await suggestions.untold(db, MIA, OURS, any_server=False)
        assert await suggestions.untold(db, LIN, THEIRS, any_server=False) == []
        assert len(await suggestions.untold(db, MIA, THEIRS, any_server=False)) == 2
        await suggestions.set_told(db, replace(one, state=State.ASKED))
        assert len(await suggestions.untold(db, MIA, 0, any_server=True)) == 3, (
            "it says something else by now"
        )
        await suggestions.set_told(db, one)
        assert await suggestions.untold(db, MIA, OURS, any_server=False) == []
        assert len(await suggestions.untold(db, MIA, 0, any_server=True)) == 2
