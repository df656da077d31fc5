"""To take a large import back is done apart from the bot: all of it or nothing, with the same refusals as here."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing

import psutil
import pytest

from bot.app import App, open_app
from bot.config import Settings
from bot.domain.editing import version
from bot.errors import NotFound, UserError
from bot.services import exchanging, reindexing
from bot.services.exchanging import ExchangingService
from bot.store import changes
from tests.exchange import ROW, SAM, bring, csv_file, dump, many, quiet, while_written

HERE, THERE, EVERYBODY = 7, 77, 0
ROWS = [
    {**ROW, "id": "first-love", "country": "TW"},
    {**ROW, "country": ""},
    {**ROW, "id": "day", "country": ""},
]
KEPT = ("records", "overrides", "removed")  # the fixture compares the index with them


@pytest.fixture
async def app(shelf_settings: Settings) -> AsyncIterator[App]:
    async with open_app(shelf_settings) as opened:
        yield opened
        assert await reindexing.problems(opened.database) == []


@pytest.fixture
def service(app: App) -> ExchangingService:
    return app.exchanging


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two titles are many."""
    monkeypatch.setattr(exchanging, "MOST_UNDONE_HERE", 1)


def kept(app: App) -> list[str]:
    """But when it was written."""
    return [re.sub(r"\b\d{10}\b", "", row) for row in dump(app) if row.startswith(KEPT)]


async def last(app: App, guild: int) -> int:
    return (await app.editing.history(guild, "", 1, 0))[0].id


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("guild", [HERE, EVERYBODY])
async def test_there_and_back_and_there_again(app: App, service: ExchangingService, guild: int) -> None:
    before = kept(app)
    await bring(service, guild, csv_file(*ROWS))
    after, [made, *_] = kept(app), await app.editing.history(guild, "", 1, 0)
    assert await service.is_long(guild, made.id) and not await service.is_long(THERE, made.id)
    assert await service.undo(guild, made.id, SAM, quiet) == 3
    assert kept(app) == before and (await app.editing.seen(guild, "first-love")).country == "CN"
    history = await app.editing.history(guild, "", 10, 0)
    assert [change.undone for change in history] == [False] * 3 + [True] * 3
    assert {change.undoes for change in history[:3]} == {change.id for change in history[3:]}
    assert (await app.catalogue.title("first-love", guild)).country == "CN", "the bot knows"
    assert await service.undo(guild, await last(app, guild), SAM, quiet) == 3
    assert kept(app) == after


@pytest.mark.parametrize("most", [1, 250])
async def test_the_same_is_refused_apart_and_here(
    app: App, service: ExchangingService, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(exchanging, "MOST_UNDONE_HERE", most)
    await bring(service, HERE, csv_file(*ROWS))
    made = await last(app, HERE)
    seen = await app.editing.seen(HERE, "first-love")
    await app.editing.save(HERE, seen.model_copy(update={"year": 2020}), version(seen), SAM)
    before = dump(app)
    with pytest.raises(UserError, match="error-changed-since"):
        await service.undo(HERE, made, SAM, quiet)
    for guild, change in ((THERE, made), (HERE, 10**6)):
        with pytest.raises(NotFound, match="error-no-change"):
            await service.undo(guild, change, SAM, quiet)
    assert dump(app) == before
    await service.undo(HERE, await last(app, HERE), SAM, quiet)
    assert await service.undo(HERE, made, SAM, quiet) == 3


@pytest.mark.usefixtures("apart")
async def test_of_two_at_once_one_is_told_so(app: App, service: ExchangingService) -> None:
    await bring(service, HERE, csv_file(*ROWS))
    made = await last(app, HERE)
    answers = await asyncio.gather(
        *(service.undo(HERE, made, SAM, quiet) for _ in range(2)), return_exceptions=True
    )
    refused = [answer.key for answer in answers if isinstance(answer, UserError)]
    assert 3 in answers and refused == ["error-import-turn"]


async def test_a_fault_changes_nothing(app: App, service: ExchangingService, apart: None) -> None:
    await bring(service, HERE, csv_file(*ROWS))
    before = dump(app)
    with closing(sqlite3.connect(app.settings.database_path)) as db:
        db.execute(
            "CREATE TRIGGER broken BEFORE UPDATE OF undone ON changes BEGIN SELECT RAISE(ABORT, 'broken'); END"
        )
    with pytest.raises(UserError, match="error-undo-failed"):
        await service.undo(HERE, await last(app, HERE), SAM, quiet)
    assert dump(app) == before


@pytest.mark.parametrize("how", ["killed", "cancelled"])
async def test_stopped_while_it_writes_it_changes_nothing(
    app: App, service: ExchangingService, how: str
) -> None:
    await bring(service, EVERYBODY, many(1_000))
    made, before = await last(app, EVERYBODY), dump(app)
    work = asyncio.create_task(service.undo(EVERYBODY, made, SAM, quiet))
    await while_written(app)
    if how == "killed":
        [process] = psutil.Process().children()
        process.kill()
        with pytest.raises(UserError, match="error-undo-heavy"):
            await work
    else:
        work.cancel()
        await asyncio.wait({work})
        assert work.cancelled()
    assert not psutil.Process().children() and dump(app) == before
    assert await service.undo(EVERYBODY, made, SAM, quiet) == 1_000, "it can be tried again"


@pytest.mark.usefixtures("apart")
async def test_killed_after_all_was_written_it_is_done(
    app: App, service: ExchangingService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchanging, "_CHILD", "tests.services.greedy:dies_when_done")
    found = await service.read(HERE, csv_file(*ROWS), SAM)
    assert await service.apply(found.token, HERE, SAM, quiet) == 3
    assert await service.undo(HERE, await last(app, HERE), SAM, quiet) == 3
    assert (await app.catalogue.title("first-love", HERE)).country == "CN", "the bot knows"
    async with app.database.read() as db:
        assert await changes.size(db, HERE, await last(app, HERE)) == 3
