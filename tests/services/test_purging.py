"""A server that has removed the bot is forgotten after 30 days, whole, in bites, and unless it comes back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.app import App, open_app
from bot.config import Settings
from bot.domain.editing import Change, version
from bot.domain.following import Follow, FollowKind, Happening, Way, What
from bot.domain.model import Language
from bot.services import purging, reindexing
from bot.services.purging import KEPT, PurgingService
from bot.store import changes, happenings, searches
from bot.store.changes import Stored
from bot.store.purging import PURGED, departed
from tests.made_up import title

HERE, THERE, EVERYBODY, SAM, NOW = 7_000_007, 8_000_008, 0, 5, int(time.time())
LATER = NOW + KEPT + 3600  # the suite takes minutes between this line and the tests
TABLES = list(dict.fromkeys(one.table for one in PURGED))
MEMBERS = {one.table for one in PURGED if one.instead}  # a member's, and only told where
# What the bot reads in between.
READ = {"state": "waiting", "body": "{}", "words": "[]", "targets": "[]", "files": "[]"}


@pytest.fixture
async def app(shelf_settings: Settings) -> AsyncIterator[App]:
    async with open_app(shelf_settings) as opened:
        yield opened
        assert await reindexing.problems(opened.database) == []


async def fill(app: App, guild: int) -> None:
    """A row of the server in every table that may hold one, whatever tables there are; and titles."""
    async with app.database.transaction() as db:
        await db.execute("PRAGMA defer_foreign_keys=ON")
        for table in TABLES:
            info = await db.execute_fetchall(f"PRAGMA table_info({table})")
            row = {column: _value(column, kind, guild) for _, column, kind, *_ in info}
            names, places = ", ".join(row), ", ".join(f":{column}" for column in row)
            await db.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", row)  # noqa: S608
    await app.editing.add(guild, title("night", "Night Rider", "夜骑"), SAM)
    seen = await app.editing.seen(guild, "first-love")
    await app.editing.save(guild, seen.model_copy(update={"director": f"D{guild}"}), version(seen), SAM)


def _value(column: str, kind: str, guild: int) -> Any:
    if column in READ:
        return READ[column]
    return guild if kind == "INTEGER" else str(guild)


async def kept(app: App, guild: int) -> dict[str, int]:
    """How many rows of each table hold the server's id in any column."""
    found: dict[str, int] = {}
    async with app.database.read() as db:
        rows = await db.execute_fetchall("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in rows:
            if table not in MEMBERS and not table.startswith(("sqlite_", "search_", "building_")):
                values = await db.execute_fetchall(f"SELECT * FROM {table}")  # noqa: S608
                if count := sum(guild in row or str(guild) in row for row in values):
                    found[table] = count
    return found


def nowhere(_: int) -> bool:
    return False


async def test_all_of_it_and_nothing_else(app: App) -> None:
    for guild in (HERE, THERE):
        await fill(app, guild)
    before = await kept(app, THERE)
    assert before.keys() >= {*TABLES, "records", "overrides"} - MEMBERS
    await app.purging.left(HERE)
    await app.purging.purge(LATER, nowhere)
    assert await kept(app, HERE) == {}
    assert await kept(app, THERE) == before
    async with app.database.read() as db:
        for table in sorted(MEMBERS):
            rows = await db.execute_fetchall(f"SELECT user_id, guild FROM {table} ORDER BY user_id")  # noqa: S608
            assert [tuple(row) for row in rows] == [(HERE, 0), (THERE, THERE)], "it is its member's"
    assert not (await app.search.find("night rider", guild=HERE)).titles
    assert (await app.search.find("night rider", guild=THERE)).titles
    assert (await app.catalogue.title("first-love", HERE)).director is None
    assert (await app.catalogue.title("first-love", THERE)).director == f"D{THERE}"


async def test_what_a_member_has_not_heard_yet_stays_theirs(app: App) -> None:
    """Also of a server that never had the bot, in which they use it themselves."""
    await app.following.follow(SAM, Follow(FollowKind.TITLE, "first-love", HERE), Language.EN)
    await app.following.choose(SAM, way=Way.COMMAND)
    news = [
        Happening(id=kind, kind=kind, title_id="first-love", band="1–10", made_at=int(time.time()) + 1)
        for kind in ("announced", "band")
    ]
    async with app.database.transaction() as db:
        await happenings.add(db, news)
    while await app.noticing.spread(NOW):
        pass
    await app.purging.present([THERE])
    await app.purging.purge(LATER, nowhere)
    news = await app.following.news(SAM, THERE)
    assert news
    assert [(one.title.id, [why.what for why in one.reasons]) for one in news.told] == [
        ("first-love", [What.ANNOUNCED])
    ]


async def test_not_before_thirty_days_and_not_while_it_is_here(app: App) -> None:
    await fill(app, HERE)
    before = await kept(app, HERE)
    await app.purging.left(HERE)
    await app.purging.purge(NOW + KEPT - 60, nowhere)
    await app.purging.purge(LATER, lambda guild: guild == HERE)
    assert await kept(app, HERE) == before | {"departures": before.get("departures", 0) + 1}


async def test_a_server_that_comes_back_keeps_everything(app: App) -> None:
    await fill(app, HERE)
    before = await kept(app, HERE)
    await app.purging.left(HERE)
    await app.purging.returned(HERE)
    await app.purging.returned(THERE)  # never left
    await app.purging.purge(LATER, nowhere)
    assert await kept(app, HERE) == before


async def test_it_goes_on_after_a_restart_and_stops_when_the_server_returns(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purging, "_BITE", 1)
    async with app.database.transaction() as db:
        for number in range(40):
            await searches.add_miss(db, HERE, f"m{number}", NOW)
    await app.purging.left(HERE)

    async def left_over() -> int:
        return (await app.curation.misses(HERE, 0, 100))[1]

    async def interrupted() -> None:
        """As if the program ended in the middle."""
        task, before = (
            asyncio.create_task(PurgingService(app.database).purge(LATER, nowhere)),
            await left_over(),
        )
        while await left_over() == before:  # noqa: ASYNC110 — there is no event for it
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task})

    await interrupted()
    some = await left_over()
    assert 0 < some < 40
    async with asyncio.timeout(10):
        task = asyncio.create_task(app.purging.purge(LATER, nowhere))
        while await left_over() == some:  # noqa: ASYNC110
            await asyncio.sleep(0)
        await app.purging.returned(HERE)
        await task
    rest = await left_over()
    assert 0 < rest < some, "it came back in the middle"
    await app.purging.left(HERE)
    await app.purging.purge(LATER, nowhere)
    assert await left_over() == 0


async def test_who_is_missing_at_a_start_has_left_and_who_is_there_has_not(app: App) -> None:
    await fill(app, HERE)
    await app.servers.change(THERE, region="GB")
    await app.purging.present([THERE])
    async with app.database.read() as db:
        first = await departed(db)
    assert first.keys() == {HERE}
    await app.purging.present([])
    await app.purging.present([HERE])
    async with app.database.read() as db:
        assert (await departed(db)).keys() == {THERE}
    await app.purging.purge(LATER, nowhere)
    await app.servers.refresh(force=True)
    assert app.servers.get(THERE).region == "", "what servers chose is read anew"


async def test_the_first_time_counts(app: App) -> None:
    await app.purging.left(HERE)
    async with app.database.transaction() as db:
        await db.execute("UPDATE departures SET left_at = 5")
    await app.purging.left(HERE)
    async with app.database.read() as db:
        assert await departed(db) == {HERE: 5}


async def test_what_is_too_old_expires(app: App) -> None:
    year, day = 366 * 24 * 3600, 24 * 3600
    async with app.database.transaction() as db:
        await searches.add_miss(db, HERE, "old", NOW - year - day)
        await searches.add_miss(db, HERE, "new", NOW - year + day)
        await searches.add_asked(db, {(HERE, "first-love"): 3}, NOW - year - day)
        await searches.add_asked(db, {(THERE, "first-love"): 3}, NOW - year + day)
    await app.purging.expire(NOW)
    assert [miss.text for miss in (await app.curation.misses(HERE, 0, 10))[0]] == ["new"]
    async with app.database.read() as db:
        assert await searches.most_asked(db, HERE, 10) == []
        assert await searches.most_asked(db, THERE, 10) == ["first-love"]


async def test_the_history_of_servers_goes_back_a_year_and_that_of_all_to_the_beginning(app: App) -> None:
    for guild in (HERE, EVERYBODY):
        for made_at in (NOW - 400 * 24 * 3600, NOW):
            change = Change(0, guild, "first-love", None, None, 5, made_at, "an import")
            async with app.database.transaction() as db:
                await changes.add(db, [Stored(change, None, None)])
    await app.purging.expire(NOW)
    async with app.database.read() as db:
        assert [one.made_at for one in await changes.history(db, HERE, "", 10, 0)] == [NOW]
        assert len(await changes.history(db, EVERYBODY, "", 10, 0)) == 2


@pytest.mark.parametrize(("most", "left"), [(5, 5), (4, 4), (3, 2), (2, 2), (1, 1), (0, 0)])
async def test_what_one_import_has_changed_goes_together(app: App, most: int, left: int) -> None:
    async with app.database.transaction() as db:
        for at, batch in enumerate(["", "one", "one", "", ""]):
            made_at = NOW if at < 4 else NOW + 1
            await changes.add(db, [Stored(Change(0, HERE, "x", None, None, 5, made_at, batch), None, None)])
        await changes.forget_beyond(db, HERE, most)
        assert len(await changes.history(db, HERE, "", 10, 0)) == left
