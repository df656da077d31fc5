"""Everything kept about a member is in /me export, and /me forget leaves none of it: table by table."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from bot.app import App
from bot.domain.evidence import Way
from bot.domain.suggestion import Kind
from tests.cogs.acting import stored
from tests.made_up import title
from tests.store.test_purging import MEMBERS

MIA, NOAH, HERE = 123_456_789_012_345_678, 223_456_789_012_345_679, 7_000_007
NEVER = "never a member: who announces is not kept"
# Where a member's id stands, and the part of the export that has what stands there; or why it never does.
COLUMNS = {
    ("members", "user_id"): "region",
    ("changes", "made_by"): "changes",
    ("votes", "user_id"): "votes",
    ("suggestions", "user_id"): "suggestions",
    ("suggestions", "decided_by"): "decisions",
    ("announcements", "made_by"): NEVER,
}


async def live(app: App, user: int) -> None:
    """Do everything that leaves something of a member."""
    await app.members.choose_region(user, "GB")
    await app.editing.add(HERE, title(f"of-{user}", f"Drama {user % 10}"), user)
    await app.evidence.vote(
        user, HERE, Way("greedy-snake", "xiaohongshu", "GB"), worked=True, account_made_at=0
    )
    for number in range(3):
        made = await app.suggesting.draft(
            HERE, user, Kind.TITLE, "", {"english": f"Wish {number} {user % 10}"}
        )
        if number < 2:  # and one stays a draft
            await app.suggesting.send(user, made.id)
            if number == 0:
                await app.reviewing.decline(HERE, made.id, user, "", "no")


def rows(app: App, table: str, column: str, user: int) -> int:
    with closing(sqlite3.connect(app.settings.database_path)) as database:
        asked = f"SELECT count(*) FROM {table} WHERE {column} = ?"  # noqa: S608
        return database.execute(asked, (user,)).fetchone()[0]


def test_every_column_of_a_member_is_named(app: App) -> None:
    with closing(sqlite3.connect(app.settings.database_path)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            (table, column)
            for table in tables
            for _, column, *_ in database.execute(f"PRAGMA table_info('{table}')")
            if column in MEMBERS
        }
    assert found == COLUMNS.keys()


@pytest.mark.parametrize(("table", "column"), COLUMNS)
async def test_the_export_has_it(app: App, table: str, column: str) -> None:
    await live(app, MIA)
    part = COLUMNS[table, column]
    if part == NEVER:
        assert rows(app, table, column, MIA) == 0
        return
    exported: Any = (await app.members.export(MIA))[part]
    assert rows(app, table, column, MIA) == (len(exported) if isinstance(exported, list) else 1) > 0


async def test_forgetting_leaves_none(app: App) -> None:
    for user in (MIA, NOAH):
        await live(app, user)
    others = await app.members.export(NOAH)
    assert await app.members.forget(MIA)
    assert str(MIA) not in stored(app).replace(f"of-{MIA}", ""), "in no table at all"
    assert await app.members.export(NOAH) == others, "nobody else's"
    assert await app.members.forget(MIA) is False


async def test_an_id_is_in_no_other_column(app: App) -> None:
    """Not in one that is not named above."""
    await live(app, MIA)
    with closing(sqlite3.connect(app.settings.database_path)) as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if table.startswith(("search_", "building_", "sqlite_")):
                continue
            cursor = database.execute(f"SELECT * FROM {table}")  # noqa: S608
            for row in cursor:
                for (column, *_), value in zip(cursor.description, row, strict=True):
                    if value == MIA:
                        assert (table, column) in COLUMNS
