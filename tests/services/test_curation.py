"""Searches without an answer and words that mean the same, through the service: per server, shared by moderators."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.synonyms import MOST_GROUPS, MOST_LETTERS, MOST_WORDS
from bot.errors import UserError
from bot.services import curation as module
from bot.services.curation import MOST_MISSES, CurationService
from bot.services.remembered import Remembered
from bot.store.db import Database
from tests.store.cancelling import cancelled_at

HERE, THERE = 123456789012345678, 2


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "bot.db")
    yield opened
    await opened.close()


@pytest.fixture
def curation(database: Database) -> CurationService:
    return CurationService(database)


async def missed(curation: CurationService, guild: int = HERE) -> dict[str, int]:
    return {miss.text: miss.count for miss in (await curation.misses(guild, 0, 100))[0]}


# -- searches that found nothing


async def test_one_search_in_many_spellings_is_one_miss(curation: CurationService) -> None:
    for query in ("Noodle CEO", "noodle ceo!", "  ｎｏｏｄｌｅ　ＣＥＯ", "《noodle》 CEO", "no\0odle ceo"):
        await curation.miss(HERE, query)
    for query in ("賣麵的我", "卖面的我"):
        await curation.miss(HERE, query)
    assert await missed(curation) == {"noodle ceo": 5, "卖面的我": 2}


@pytest.mark.parametrize("query", ["", "   ", "!?", "😀", "\0", "\ud800", "\u3164", "\u2800\u200b"])
async def test_what_cannot_be_read_is_no_miss(curation: CurationService, query: str) -> None:
    await curation.miss(HERE, query)
    assert await missed(curation) == {}


async def test_a_long_query_is_cut(curation: CurationService) -> None:
    await curation.miss(HERE, "a" * 6000)
    await curation.miss(HERE, "b " * 3000)
    assert {len(text) for text in await missed(curation)} == {80, 79}


async def test_servers_do_not_mix(curation: CurationService) -> None:
    await curation.miss(HERE, "ours")
    await curation.miss(0, "in a direct message")
    assert await missed(curation, THERE) == {}
    await curation.forget_miss(THERE, "ours")
    assert await missed(curation) == {"ours": 1} and await missed(curation, 0) == {"in a direct message": 1}


async def test_a_miss_is_forgotten_and_may_come_back(curation: CurationService) -> None:
    await curation.miss(HERE, "noodles")
    await curation.forget_miss(HERE, "noodles")
    await curation.forget_miss(HERE, "noodles")
    assert await curation.misses(HERE, 0, 10) == ([], 0)
    await curation.miss(HERE, "noodles")
    assert await missed(curation) == {"noodles": 1}


async def test_a_flood_of_misses_has_an_end(
    curation: CurationService, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_MISSES >= 500
    monkeypatch.setattr(module, "MOST_MISSES", 5)
    for query in ("wanted", "wanted", *(f"noise {n}" for n in range(20))):
        await curation.miss(HERE, query)
    kept, total = await curation.misses(HERE, 0, 100)
    assert total == 5 and [kept[0].text, kept[0].count] == ["wanted", 2]
    assert "noise 19" in {miss.text for miss in kept}, "a new one gets its chance"


async def test_misses_at_once_are_all_counted(curation: CurationService) -> None:
    await asyncio.gather(*(curation.miss(HERE, "noodles") for _ in range(20)))
    assert await missed(curation) == {"noodles": 20}


# -- words that mean the same


async def words(curation: CurationService, guild: int = HERE) -> list[str]:
    """Newest first."""
    return [" · ".join(group.words) for group in await curation.synonym_groups(guild)]


@pytest.mark.parametrize(
    "typed",
    ["courier, delivery rider", "courier/delivery rider", "courier;delivery rider", "courier、delivery rider",
     "courier，delivery rider", "courier\ndelivery rider", " ,courier ,, delivery  rider,", "courier；delivery rider",
     "courier, COURIER, delivery rider"],
)  # fmt: skip
async def test_words_are_parted_by_any_sign_people_use(curation: CurationService, typed: str) -> None:
    group = await curation.add_synonyms(HERE, typed)
    assert group.words == ("courier", "delivery rider")
    assert await curation.synonyms(HERE) == (("courier", "delivery rider"),)


async def test_words_are_shown_as_typed_and_searched_folded(curation: CurationService) -> None:
    await curation.add_synonyms(HERE, "外賣騎手, Mother-in-law, CEO’s")
    assert await words(curation) == ["外賣騎手 · Mother-in-law · CEO’s"]
    assert await curation.synonyms(HERE) == (("外卖骑手", "mother in law", "ceos"),)


LONG = "x" * MOST_LETTERS


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "few"), (" , ; ", "few"), ("courier", "few"), ("courier, Courier", "few"), ("courier, \0", "few"),
        (", ".join(map(str, range(MOST_WORDS + 1))), "many"), ("a," * 3 + "b, " + "c," * 3000 + "d", None),
        (", ".join(map(str, range(6000))), "many"),
        (f"{LONG}x, b", "long"), (f"{LONG}, b", None), ("短" * 41 + ",b", "long"), ("y" * 6000, "long"),
        ("a" + "!" * 100 + ", b", "long"),
        ("😀, courier", "signs"), ("courier, ---", "signs"), ("@everyone, <@1>, **b**", None),
    ],
)  # fmt: skip
async def test_each_mistake_has_its_sentence(curation: CurationService, typed: str, key: str | None) -> None:
    if key is None:
        assert await curation.add_synonyms(HERE, typed)
        return
    with pytest.raises(UserError) as refused:
        await curation.add_synonyms(HERE, typed)
    assert refused.value.key == f"error-synonyms-{key}"
    assert await words(curation) == []


async def test_a_shared_word_joins_groups(curation: CurationService) -> None:
    await curation.add_synonyms(HERE, "courier, delivery rider")
    await curation.add_synonyms(HERE, "boss, CEO")
    await curation.add_synonyms(HERE, "biker, motorcyclist")
    joined = await curation.add_synonyms(HERE, "COURIER, biker, 骑手")
    # The newest of the old groups first, then what is new, each as it was first typed.
    assert joined.words == ("biker", "motorcyclist", "courier", "delivery rider", "骑手")
    assert await words(curation) == [" · ".join(joined.words), "boss · CEO"]
    assert set(await curation.synonyms(HERE)) == {joined.folded(), ("boss", "ceo")}


async def test_words_that_are_a_group_already_change_nothing(curation: CurationService) -> None:
    group = await curation.add_synonyms(HERE, "a, b, c")
    assert await curation.add_synonyms(HERE, "C, a") == group
    assert await curation.synonym_groups(HERE) == [group]


async def test_a_joined_group_has_a_limit_too(curation: CurationService) -> None:
    await curation.add_synonyms(HERE, "a, b, c, d, e, f")
    await curation.add_synonyms(HERE, "1, 2, 3, 4")
    before = await curation.synonym_groups(HERE)
    with pytest.raises(UserError) as refused:
        await curation.add_synonyms(HERE, "a, 1, new")
    assert refused.value.key == "error-synonyms-merged" and refused.value.params["count"] == 11
    assert await curation.synonym_groups(HERE) == before
    assert len((await curation.add_synonyms(HERE, "a, 1")).words) == MOST_WORDS


async def test_a_server_has_so_many_groups(curation: CurationService) -> None:
    for number in range(MOST_GROUPS):
        await curation.add_synonyms(HERE, f"a{number}, b{number}")
    with pytest.raises(UserError) as refused:
        await curation.add_synonyms(HERE, "one, more")
    assert refused.value.key == "error-synonyms-full"
    assert await curation.add_synonyms(HERE, "a1, more"), "a group that is there can grow"
    assert await curation.add_synonyms(THERE, "one, more"), "another server has its own"


async def test_another_servers_words_are_not_ours(curation: CurationService) -> None:
    ours = await curation.add_synonyms(HERE, "a, b")
    await curation.add_synonyms(THERE, "a, z")
    assert await curation.synonyms(HERE) == (("a", "b"),)
    assert await curation.synonyms(0) == ()
    await curation.remove_synonyms(THERE, ours.id)
    assert await words(curation) == ["a · b"]


async def test_removed_words_stop_at_once(curation: CurationService) -> None:
    group = await curation.add_synonyms(HERE, "a, b")
    assert await curation.synonyms(HERE)
    await curation.remove_synonyms(HERE, group.id)
    await curation.remove_synonyms(HERE, group.id)
    assert await curation.synonyms(HERE) == () and await words(curation) == []


async def test_a_menu_of_before_cannot_remove_what_it_did_not_show(curation: CurationService) -> None:
    old = await curation.add_synonyms(HERE, "a, b")
    await curation.add_synonyms(HERE, "b, c")  # by another moderator
    await curation.remove_synonyms(HERE, old.id)
    assert await words(curation) == ["a · b · c"]


async def test_two_moderators_at_once_lose_nothing(curation: CurationService) -> None:
    pairs = [f"a, b{n}" for n in range(MOST_WORDS - 1)]
    await asyncio.gather(*(curation.add_synonyms(HERE, pair) for pair in pairs))
    (group,) = await curation.synonyms(HERE)
    assert sorted(group) == sorted(["a", *(f"b{n}" for n in range(MOST_WORDS - 1))])


async def test_two_processes_at_once_lose_nothing(curation: CurationService, tmp_path: Path) -> None:
    other = await Database.open(tmp_path / "bot.db")
    try:
        at = itertools.cycle((curation, CurationService(other)))
        await asyncio.gather(*(next(at).add_synonyms(HERE, f"a, b{n}") for n in range(MOST_WORDS - 1)))
    finally:
        await other.close()
    assert len((await curation.synonym_groups(HERE))[0].words) == MOST_WORDS
    assert len(await curation.synonym_groups(HERE)) == 1


async def test_a_cancelled_change_is_made_or_not(curation: CurationService, database: Database) -> None:
    await curation.add_synonyms(HERE, "a, b")
    for position in range(30):
        cancelled = await cancelled_at(curation.add_synonyms(HERE, "b, c"), position)
        assert await words(curation) in (["a · b"], ["a · b · c"])
        if not cancelled:
            break
        for group in await curation.synonym_groups(HERE):
            await curation.remove_synonyms(HERE, group.id)
        await curation.add_synonyms(HERE, "a, b")
    else:
        raise AssertionError("it never came to its end")


async def test_words_outlive_a_restart(tmp_path: Path) -> None:
    for expected in ((), (("a", "b"),)):
        database = await Database.open(tmp_path / "again.db")
        curation = CurationService(database)
        assert await curation.synonyms(HERE) == expected
        await curation.add_synonyms(HERE, "a, b")
        await database.close()


# -- what is kept in memory


async def test_search_reads_words_from_memory(curation: CurationService, database: Database) -> None:
    await curation.add_synonyms(HERE, "a, b")
    assert await curation.synonyms(HERE) == (("a", "b"),)
    await database.close()
    assert await curation.synonyms(HERE) == (("a", "b"),)
    assert await curation.synonyms(0) == (), "nobody moderates direct messages"


async def test_words_of_another_process_count_after_a_while(
    curation: CurationService, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, now = CurationService(database), 1000.0
    monkeypatch.setattr("bot.services.remembered.time.monotonic", lambda: now)
    assert await curation.synonyms(HERE) == ()
    await other.add_synonyms(HERE, "a, b")
    assert await curation.synonyms(HERE) == ()
    now += 11
    assert await curation.synonyms(HERE) == (("a", "b"),)


async def test_what_was_read_before_a_change_is_not_kept() -> None:
    reading, go_on, value = asyncio.Event(), asyncio.Event(), "old"

    async def read(_: int) -> str:
        found = value
        reading.set()
        await go_on.wait()
        return found

    remembered = Remembered(read, 60)
    asked = asyncio.create_task(remembered.get(1))
    await reading.wait()
    value = "new"
    remembered.forget(1)
    go_on.set()
    assert await asked == "old" and await remembered.get(1) == "new"


async def test_memory_has_room_for_so_many_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.services.remembered._SERVERS", 2)
    read: list[int] = []

    async def reads(guild: int) -> int:
        read.append(guild)
        return guild

    remembered = Remembered(reads, 60)
    for guild in (1, 2, 2, 3, 3, 2, 1):
        assert await remembered.get(guild) == guild
    assert read == [1, 2, 3, 1]
