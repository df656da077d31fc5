"""Whatever happens to titles, and whichever rebuild is broken off, the index is the one a rebuild would make."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import tempfile
from contextlib import closing
from operator import attrgetter
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.domain.model import Name, Title
from bot.domain.search import Scope, Thesaurus, find
from bot.services import reindexing
from bot.store.db import Database
from bot.store.search import write
from bot.store.search.read import SqliteLookup
from tests.index_rows import fts_is_whole, index_rows
from tests.made_up import collect, put, remove, title
from tests.searching import Searching
from tests.store.cancelling import cancelled_at

_IDS = [f"t{number}" for number in range(7)]
_NAMES = ["贪吃蛇", "贪吃蛇第二季", "长路重重", "Greedy Snake", "Greedy Snake 2", "The Snake's Journey", "Journeys",
          "眠り姫の秘密", "CEO 总裁", "The", "مسلسل", Name(text="贪吃蛇", language="ja", kind="alias"),
          Name(text="Tan Chi She", language="zh-Latn", kind="alias")]  # fmt: skip
_SYNOPSES = ["", "A snake goes on a journey.", "总裁在夜里迷路。", "Snakes, snakes; and a ceo."]
_GUILDS = [0, 0, 0, 7, 77]
_QUERIES = ["", "s", "snake", "greedy snek", "tcs", "chang lu", "journey of a ceo", "総裁", "眠り", "贪吃蛇2"]

_ID = st.sampled_from(_IDS)
_TITLE = st.builds(
    lambda identity, names, synopsis, tropes, year: title(
        identity, *names, synopsis=synopsis, tropes=tuple(sorted(tropes)), year=year
    ),
    _ID,
    st.lists(st.sampled_from(_NAMES), min_size=1, max_size=4),  # the same name twice is allowed
    st.sampled_from(_SYNOPSES),
    st.sets(st.sampled_from(["revenge", "rebirth"])),
    st.sampled_from([None, 2020, 2026]),
)


class Indexing(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        self.runner = asyncio.Runner()
        self.chunk = patch.object(reindexing, "_CHUNK", 2)  # so that seven titles take several transactions
        self.chunk.start()
        self.database = self.run(Database.open(self.place / "bot.db"))
        self.run(reindexing.rebuild(self.database))

    def run(self, what: Any) -> Any:
        return self.runner.run(what)

    # --- what happens -----------------------------------------------------------------------------

    @rule(
        some=st.lists(_TITLE, min_size=1, max_size=4, unique_by=lambda one: one.id),
        guild=st.sampled_from(_GUILDS),
    )
    def put(self, some: list[Title], guild: int) -> None:
        """New titles, or others in their place; those that were elsewhere move to the server."""
        self.run(put(self.database, *some, guild=guild))

    @rule(some=st.sets(_ID, min_size=1, max_size=3))
    def remove(self, some: set[str]) -> None:
        self.run(remove(self.database, *sorted(some)))

    @rule(identity=st.sampled_from(["best", "worst"]), members=st.sets(_ID))
    def collect(self, identity: str, members: set[str]) -> None:
        """Some of the members may not exist, or not yet."""
        self.run(collect(self.database, identity, *sorted(members)))

    @rule()
    def rebuild(self) -> None:
        self.run(reindexing.rebuild(self.database))

    @rule(at=st.integers(min_value=0, max_value=60))
    def break_off_a_rebuild(self, at: int) -> None:
        self.run(cancelled_at(reindexing.rebuild(self.database), at))

    @rule(
        at=st.integers(min_value=0, max_value=40),
        some=st.lists(_TITLE, min_size=1, max_size=2, unique_by=lambda one: one.id),
    )
    def break_off_a_change(self, at: int, some: list[Title]) -> None:
        self.run(cancelled_at(put(self.database, *some), at))

    @rule(some=st.lists(_TITLE, min_size=1, max_size=3, unique_by=lambda one: one.id), gone=_ID)
    def change_while_one_rebuilds(self, some: list[Title], gone: str) -> None:
        async def both() -> None:
            await asyncio.gather(
                reindexing.rebuild(self.database), put(self.database, *some), remove(self.database, gone),
                reindexing.rebuild(self.database),
            )  # fmt: skip

        self.run(both())

    # --- what must hold ---------------------------------------------------------------------------

    @invariant()
    def old_index_answers(self) -> None:
        with closing(sqlite3.connect(self.place / "bot.db")) as db:
            shared = {i for (i,) in db.execute("SELECT id FROM records WHERE kind = 'titles' AND guild = 0")}
            hits = find(SqliteLookup(db, Scope(), 60.0), "", Thesaurus())
        assert {hit.title_id for hit in hits} == shared

    def teardown(self) -> None:
        try:
            self.is_as_if_built_now()
        finally:
            self.run(self.database.close())
            self.runner.close()
            self.chunk.stop()
            shutil.rmtree(self.place)

    def is_as_if_built_now(self) -> None:
        path, copy = self.place / "bot.db", self.place / "copy.db"
        assert self.run(reindexing.problems(self.database)) == []
        rows, answers = index_rows(path), self.answers(path)
        with closing(sqlite3.connect(path)) as db, closing(sqlite3.connect(copy)) as to:
            db.backup(to)
        self.run(_build_from_nothing(copy))
        assert index_rows(copy) == rows
        assert self.answers(copy) == answers
        self.run(reindexing.rebuild(self.database))  # completes what was broken off, if anything was
        assert index_rows(path) == rows
        assert self.run(reindexing.problems(self.database)) == []
        assert fts_is_whole(path)

    def answers(self, path: Path) -> dict[tuple[int, str], list[Any]]:
        searching = Searching(path)
        try:
            answers = {
                (guild, typed): searching.find(typed, guild=guild, limit=50)
                for guild in (0, 7)
                for typed in _QUERIES
            }
        finally:
            searching.close()
        # When browsing, titles of one year stand in the order in which they were filed.
        by_id = attrgetter("title_id")
        return {
            asked: hits if len(asked[1]) > 1 else sorted(hits, key=by_id) for asked, hits in answers.items()
        }


async def _build_from_nothing(path: Path) -> None:
    database = await Database.open(path)
    try:
        async with database.transaction() as db:
            for prefix in (write.LIVE, write.BUILDING):
                await write.drop(db, prefix)
        await reindexing.rebuild(database)
        assert await reindexing.problems(database) == []
    finally:
        await database.close()


TestIndexing = Indexing.TestCase
TestIndexing.settings = settings(
    max_examples=12, stateful_step_count=12, suppress_health_check=list(HealthCheck)
)
