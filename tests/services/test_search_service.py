"""The search service: hits with their titles, pages of them, what is clear, and words that a server has of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.config import Settings
from bot.domain.filters import Filters
from bot.domain.guides import Standing, recipes
from bot.domain.model import Availability, Platform, Route, Text, Title, Trope
from bot.store import records
from bot.store.db import Database
from bot.store.records import Row
from tests.made_up import collect, put, remove, stocked, title
from tests.serving import Served, serving

HERE, THERE = 5, 6
SNAKE = title("snake", "贪吃蛇", "Greedy Snake", tropes=("revenge",), synopsis="A courier rides at night.")
TITLES = (
    SNAKE,
    title("map", "夜行地图", "Night Journey Map", ("Nightly Map", "alias"), tropes=("slice",),
          routes=(Route(platform="rednote", regions=("TW",)),)),
    *(title(f"twin-{n:02}", f"Twin Number {n}", year=1990 + n, tropes=("revenge",)) for n in range(40)),
)  # fmt: skip


def _said(text: str, chinese: str = "") -> Text:
    return Text(en=text, zh_cn=chinese or text)


REDNOTE = Platform(
    id="rednote", name="Rednote", kind="social", summary=_said("An app."), sources=("a newspaper",),
    availability=(Availability(region="TW", status="available"),),
)  # fmt: skip
TROPES = (
    Trope(id="revenge", group="power", name=_said("Revenge", "复仇"), synonyms=("payback",)),
    Trope(id="slice", group="genre", name=_said("Slice of life", "日常")),
)


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with stocked(tmp_path / "bot.db", TITLES) as database:
        async with database.transaction() as db:
            rows = [("tropes", one) for one in TROPES] + [("platforms", REDNOTE)]
            await records.put(
                db,
                [Row(kind, one.id, one.model_dump_json(by_alias=True), None, False) for kind, one in rows],
                1,
            )
        async with serving(database, tmp_path / "bot.db") as opened:
            yield opened


async def test_a_hit_has_its_title_and_the_name_that_matched(served: Served) -> None:
    for typed, name, kind in (
        ("tcs", "贪吃蛇", "original"),
        ("greedy snek", "Greedy Snake", "official"),
        ("nightly", "Nightly Map", "alias"),
        ("a courier at night", "courier night", "plot"),
    ):
        found = await served.search.find(typed)
        one, hit = found.titles[0]
        assert (hit.matched, hit.kind, hit.title_id) == (name, kind, one.id)


async def test_one_obvious_answer(served: Served) -> None:
    for typed, clear in (("tcs", True), ("贪吃蛇", True), ("twin number", False), ("payback", False), ("", False),
                         (" 《》 ", False), ("no such thing", False), ("revenge", False)):  # fmt: skip
        assert (await served.search.find(typed)).clear is clear, typed


async def test_pages_are_parts_of_one_list(served: Served) -> None:
    for typed in ("twin", "payback", "", "复仇"):
        whole = await served.search.find(typed, limit=100)
        assert whole.total == len(whole.titles) >= 40
        parts = [await served.search.find(typed, offset=offset, limit=9) for offset in range(0, 54, 9)]
        assert [one for part in parts for one in part.titles] == whole.titles
        assert {part.total for part in parts} == {whole.total}
        assert (await served.search.find(typed, offset=500)).titles == []


async def test_what_is_not_found_has_its_nearest_names(served: Served) -> None:
    found = await served.search.find("gready snaek hunter")
    assert (found.titles, found.total, found.clear) == ([], 0, False)
    assert [one.id for one in found.nearest][:1] == ["snake"]
    assert (await served.search.find("贪吃蛇")).nearest == []
    assert (await served.search.find("qwxzjkv")).nearest == []


async def test_completing_gives_the_best_few(served: Served) -> None:
    ids = [one.id for one, _ in await served.search.complete("greedy sn")]
    assert ids[:1] == ["snake"]
    assert len(await served.search.complete("twin")) == 25
    assert len(await served.search.complete("", limit=7)) == 7
    assert await served.search.complete("gready snaek hunter") == [], "nothing that is merely the nearest"


async def test_every_way_to_filter(served: Served) -> None:
    await collect(served.database, "best", "snake", "twin-03")
    await served.catalogue.refresh(force=True)
    for filters, expected in (
        (Filters(trope="slice"), ["map"]),
        (Filters(platform="rednote"), ["map"]),
        (Filters(region="TW"), ["map"]),
        (Filters(region="GB"), []),
        (Filters(collection="best"), ["twin-03", "snake"]),
        (Filters(collection="best", trope="revenge"), ["twin-03", "snake"]),
        (Filters(collection="best", trope="slice"), []),
        (Filters(language="ko"), []),
    ):
        found = await served.search.find("", filters)
        assert [one.id for one, _ in found.titles] == expected, filters
        assert found.total == len(expected)
    assert [one.id for one, _ in (await served.search.find("greedy", Filters(collection="best"))).titles] == [
        "snake"
    ]


@pytest.mark.parametrize("region", ["TW", "US", "CN", "GB", "IN"])
async def test_a_country_finds_what_has_a_documented_way_there(settings: Settings, region: str) -> None:
    """In the shipped catalogue: the filter and the card of a title say the same."""
    database = await Database.open(settings.database_path)
    try:
        async with serving(database, settings.database_path) as shipped:
            async with database.read() as db:
                titles = [Title.model_validate_json(row.body) for row in await records.all_of(db, "titles")]
            platforms = shipped.catalogue.platforms.entries
            expected = {
                one.id
                for one in titles
                if any(
                    recipe.standing <= Standing.WORLDWIDE for recipe in recipes(one, region, platforms, [])
                )
            }
            found = await shipped.search.find("", Filters(region=region), limit=500)
            assert {one.id for one, _ in found.titles} == expected
    finally:
        await database.close()


async def test_words_of_a_server_count_only_there(served: Served) -> None:
    assert "snake" not in await served.found("hunger", HERE)
    await served.curation.add_synonyms(HERE, "hunger, courier")
    assert (await served.found("hunger", HERE))[:1] == ["snake"]
    assert "snake" not in await served.found("hunger", THERE)
    assert "snake" not in await served.found("hunger", 0)
    [group] = await served.curation.synonym_groups(HERE)
    await served.curation.remove_synonyms(HERE, group.id)
    assert "snake" not in await served.found("hunger", HERE)


async def test_a_change_is_found_at_once(served: Served) -> None:
    await put(served.database, title("new", "Winter Sun", year=2050))
    assert (await served.found("winter sun", 0))[:1] == ["new"]
    assert (await served.found("", 0))[:1] == ["new"]
    await put(served.database, title("new", "Summer Moon", year=2050))
    await served.catalogue.refresh(force=True)
    assert "new" not in await served.found("winter sun", 0)
    assert (await served.found("summer moon", 0))[:1] == ["new"]
    await remove(served.database, "new")
    await served.catalogue.refresh(force=True)
    assert "new" not in [*await served.found("summer moon", 0), *await served.found("", 0)]


async def test_a_title_that_was_deleted_since_is_left_out(served: Served) -> None:
    """The row is gone, as if it went between the search and the reading; the index still has it."""
    async with served.database.transaction() as db:
        await records.delete(db, [("titles", "snake")])
    assert "snake" not in await served.found("贪吃蛇", 0)
    assert await served.search.mentioned("《贪吃蛇》") == []


async def test_a_name_that_was_taken_away_since_does_not_matter(served: Served) -> None:
    """The index still knows a third name that the title just read no longer has."""
    async with served.database.transaction() as db:
        [row] = await records.rows_of(db, "titles", ["map"])
        shorter = title("map", "夜行地图").model_dump_json(exclude_defaults=True, by_alias=True)
        await records.put(db, [row._replace(body=shorter)], 1)
    [(one, _), *_] = (await served.search.find("nightly map")).titles
    assert one.id == "map"


async def test_what_is_alike(served: Served) -> None:
    similar = await served.catalogue.similar("snake", limit=3)
    assert [one.title.id for one in similar] == ["twin-39", "twin-38", "twin-37"], "the newest of equals"
    assert [trope.id for one in similar for trope in one.shared] == ["revenge"] * 3
    assert [one.title.id for one in await served.catalogue.similar("map")] == []
