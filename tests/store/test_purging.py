"""Every table and column says what becomes of it: a new one without an answer fails here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.migrate import migrate
from bot.store.purging import KEPT, PURGED, PURGED_TITLES

# Columns that hold a member's id. Each one has its line in tests/test_member_data.py, too.
MEMBERS = {"user_id", "made_by", "decided_by", "author", "asker", "host"}
# Columns by which rows are a server's.
SERVERS = {"guild", "from_guild", "channel"}
ALSO_KEPT = {"departures", "tellings"}  # a channel of theirs is one of direct messages
# Whole numbers that are neither.
NEITHER = {
    "id", "count", "at", "dm", "told", "edited", "episode", "worked", "undoes", "undone", "updated_at",
    "created_at", "decided_at", "made_at", "changed_at", "told_at", "last_at", "left_at", "next_at", "ends_at",
    "settled_at", "first_at", "due", "until", "lease_until", "not_before", "attempts", "revision", "epoch",
    "message", "thread", "weekday", "minute", "first", "last", "begun_at", "locked", "shared", "closed", "unsettled",
    "quiet_from", "quiet_to", "pressed_at", "added_at", "done", "asked_at", "findable", "shown", "question",
    "answer", "place", "minutes", "event", "stale", "lease", "tries",
    "after",  # a member's for the seconds in which a happening's followers are walked through, then 0
}  # fmt: skip

Schema = dict[str, list[tuple[str, str]]]  # columns and their types by table


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Schema]:
    path: Path = tmp_path_factory.mktemp("schema") / "bot.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        migrate(database)
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        yield {
            name: [(column, kind) for _, column, kind, *_ in database.execute(f"PRAGMA table_info({name})")]
            for (name,) in names
            if not name.startswith(("sqlite_", "search_", "building_"))
        }


def test_every_table_says_what_becomes_of_a_server_that_left(schema: Schema) -> None:
    purged = {one.table for one in PURGED}
    named = [*purged, *PURGED_TITLES, *KEPT]
    assert sorted(named) == sorted(schema), "a line in bot/store/purging.py for each table, and no more"
    for table, columns in schema.items():
        if SERVERS & {column for column, _ in columns}:
            assert table not in KEPT or table in ALSO_KEPT, table
    assert all(KEPT.values())


def test_every_number_is_a_member_or_is_not(schema: Schema) -> None:
    unknown = {
        f"{table}.{column}"
        for table, columns in schema.items()
        for column, kind in columns
        if kind == "INTEGER" and column not in MEMBERS | SERVERS | NEITHER
    }
    assert unknown == set(), "does it hold a member's id? Then /me forget and /me export have to know it"
