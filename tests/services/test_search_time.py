"""A search takes no longer than its reader allows: it stops and answers with what it has by then."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.config import Settings
from bot.domain.search import Lookup, Scope, Thesaurus, alike, find, mentions
from bot.services.catalogue import CatalogueService
from bot.store.db import Database
from bot.store.search.reader import SearchReader
from tests.searching import Searching, assert_sound, ids

QUERIES = ["", "b", "billionaire", "bilionaire of teh", "总裁的", "总裁得秘密婚礼", "zong cai de mi mi", "zcdmm",
           "rich man hides from a poor woman", "有钱人 隐藏", "the hidden wedding 总裁", "x" * 80]  # fmt: skip
SCOPES = [Scope(), Scope(7), Scope(7, (frozenset({"language:ko"}),)), Scope(0, (), ("t-1", "t-2"))]
NOTHING = Thesaurus()


@pytest.fixture
async def reader(loaded_database: Path) -> AsyncIterator[SearchReader]:
    opened = SearchReader(loaded_database)
    yield opened
    await opened.close()


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("seconds", [-1.0, 0.0, 0.0001, 0.001])
def test_too_little_time_gives_what_was_found(crowd: Searching, scope: Scope, seconds: float) -> None:
    for typed in QUERIES:
        assert_sound(find(crowd.look(scope, seconds), typed, NOTHING, limit=25), 25)
        assert_sound(mentions(crowd.look(scope, seconds), f"《{typed}》 {typed}"), 10)
    assert len(alike(crowd.look(scope, seconds), {"trope:rich": 1.0, "trope:needle": 3.0}, 5)) <= 5


@pytest.mark.parametrize("scope", SCOPES)
def test_no_time_gives_nothing(crowd: Searching, scope: Scope) -> None:
    for typed in QUERIES:
        assert find(crowd.look(scope, -1.0), typed, NOTHING) == []
        assert mentions(crowd.look(scope, -1.0), typed) == []
    assert alike(crowd.look(scope, -1.0), {"trope:rich": 1.0}, 5) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.one_of(
        st.sampled_from(QUERIES), st.text(alphabet="总裁的秘密婚礼zongcaibillionaire 2", max_size=90)
    ),
    seconds=st.floats(min_value=0.0, max_value=0.003),
)
def test_whenever_it_stops_its_answer_is_sound(crowd: Searching, typed: str, seconds: float) -> None:
    if len(typed.strip()) > 2:
        assert_sound(find(crowd.look(Scope(7), seconds), typed, NOTHING), 25)


def test_an_endless_question_ends(crowd: Searching) -> None:
    """The clock also stops a single statement. The bound is generous: the machine may have other work."""
    started = time.process_time()
    for typed in QUERIES:
        find(crowd.look(Scope(), 0.002), typed, NOTHING, limit=500)
    assert time.process_time() - started < len(QUERIES) * 0.1


async def test_the_reader_counts_for_each_search_anew(reader: SearchReader) -> None:
    def snake(lookup: Lookup) -> list[str]:
        return ids(find(lookup, "greedy snake", NOTHING))

    assert await reader.call(snake, Scope(7), -1.0) == []
    assert (await reader.call(snake, Scope(7), 60.0))[:1] == ["greedy-snake"]
    many = await asyncio.gather(*(reader.call(snake, Scope(), 60.0 * (n % 2) - 1.0) for n in range(20)))
    assert [found[:1] for found in many] == [[], ["greedy-snake"]] * 10


async def test_the_vocabularies_are_read_however_busy_the_machine_is(settings: Settings) -> None:
    """They are no search: what is offered as a filter may not depend on the clock."""

    class Late(SearchReader):
        async def call(self, work, scope, seconds=-1.0):  # type: ignore[no-untyped-def]
            return await super().call(work, scope, seconds)

    database, reader = await Database.open(settings.database_path), Late(settings.database_path)
    try:
        catalogue = CatalogueService(database, reader)
        await catalogue.refresh(force=True)
        assert "zh" in catalogue.languages
    finally:
        await reader.close()
        await database.close()
