"""No file of titles harms, keeps others waiting, or is written by half."""

from __future__ import annotations

import asyncio
import gzip
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing

import psutil
import pytest

from bot.app import App, open_app
from bot.config import Settings
from bot.errors import UserError
from bot.mistakes import line
from bot.services import exchanging, reindexing
from bot.services.apart import child
from bot.services.exchanging import DryRun, ExchangingService
from tests.exchange import ROW, SAM, bring, csv_file, dump, many, quiet, while_written

HERE, EVERYBODY = 7, 0


@pytest.fixture
async def app(shelf_settings: Settings) -> AsyncIterator[App]:
    async with open_app(shelf_settings) as opened:
        yield opened
        assert await reindexing.problems(opened.database) == []


@pytest.fixture
def service(app: App) -> ExchangingService:
    return app.exchanging


# -- files that mean harm


DEEP = b'{"format": "microdrama-catalogue", "version": 1, "titles": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
TITLE = b'{"format": "microdrama-catalogue", "version": 1, "titles": [{"id": "x", %s}]}'
HARMFUL = {
    "nested": DEEP,
    "brackets": b"[" * 2**20,
    "objects": b'{"a":' * 2**17,
    "a number of a million digits": TITLE % (b'"year": ' + b"9" * 1_000_000),
    "a number beyond all": TITLE % b'"minutes": 1e999',
    "not a number": TITLE % b'"year": NaN',
    "a key twice": TITLE % b'"year": 1, "year": 2',
    "half an escape": TITLE % rb'"director": "\ud800"',
    "UTF-16 without a mark": "id,original".encode("utf-16-le"),
    "UTF-32": "id,original".encode("utf-32"),
    "no encoding": b"id,original\r\nx,\xff\xfe\xfa",
    "a workbook": b"PK\x03\x04" + b"x" * 100,
    "gzip": gzip.compress(b"0" * 50_000_000),
    "a field of a megabyte": b"id,original\r\nx," + b"x" * 2**19 * 2,
    "a quotation that never ends": b'id,original\r\nx,"' + b"x\r\n" * 300_000,
    "commas": b"id" + b"," * 1_000_000,
    "rows": b"id\r\n" + b"a\r\n" * 300_000,
    "blank rows": b"id\r\n" + b"\r\n" * 500_000,
    "nothing": b"",
    "NUL": b"id,original\r\nx,\0\0\0",
}


@pytest.mark.parametrize("kind", HARMFUL)
async def test_no_file_harms(app: App, service: ExchangingService, kind: str) -> None:
    before, began = dump(app), time.monotonic()
    try:
        found = await service.read(HERE, HARMFUL[kind][: exchanging.MOST_BYTES], SAM)
        assert not found.token and (found.mistakes or kind == "blank rows")
        assert all(len(line(problem)) <= 600 for problem in found.problems)
    except UserError as error:
        assert error.key in ("error-import-rows", "error-import-heavy")
    assert time.monotonic() - began < 20 and dump(app) == before


async def test_what_is_too_large_or_too_long(service: ExchangingService) -> None:
    with pytest.raises(UserError, match="error-import-large"):
        await service.read(HERE, b"x" * (exchanging.MOST_BYTES + 1), SAM)
    rows = b"id,year\r\n" + b"".join(b"first-love,2026\r\n" for _ in range(10_001))
    with pytest.raises(UserError, match="error-import-rows"):
        await service.read(HERE, rows, SAM)


async def test_time_is_bounded(service: ExchangingService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchanging, "_READING", 0.01)
    with pytest.raises(UserError, match="error-import-heavy"):
        await service.read(HERE, csv_file(ROW), SAM)
    began = time.monotonic()
    with pytest.raises(UserError, match="error-import-heavy"):
        async with child("tests.services.greedy:main", 3, work="sleep", length=60) as sleeper:
            assert await sleeper.word() == {"begun": True}
            await sleeper.word()
    assert time.monotonic() - began < 10 and not psutil.Process().children()


async def test_memory_is_bounded() -> None:
    async with child("tests.services.greedy:main", 30, work="eat", bytes=2**20) as eater:
        assert [await eater.word(), await eater.word()] == [{"begun": True}, {"size": 2**20}]
    with pytest.raises(UserError, match="error-import-heavy"):
        async with child("tests.services.greedy:main", 30, work="eat", bytes=2**31) as eater:
            assert await eater.word() == {"begun": True}
            await eater.word()


async def test_only_a_few_wait_in_line_and_one_of_each_server(
    service: ExchangingService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchanging, "_WAITING", 3)
    servers = [HERE, HERE, HERE, 8, 9, 10, 11]
    answers = await asyncio.gather(
        *(service.read(guild, csv_file(ROW), SAM + at) for at, guild in enumerate(servers)),
        return_exceptions=True,
    )
    refused = [answer.key for answer in answers if isinstance(answer, UserError)]
    assert refused == ["error-import-turn"] * 2 + ["error-import-busy"] * 2
    assert sum(isinstance(answer, DryRun) for answer in answers) == 3
    assert (await service.read(HERE, csv_file(ROW), SAM)).token


async def test_a_server_that_uploads_a_lot_loses_its_own_plans(
    service: ExchangingService, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = await service.read(HERE, csv_file(ROW), SAM)
    monkeypatch.setattr(exchanging, "_KEPT_BYTES", 700)  # some of them
    theirs = [await service.read(8, csv_file(ROW), SAM + at) for at in range(5)]
    with pytest.raises(UserError, match="error-import-gone"):
        service.forget(theirs[0].token, 8, SAM)
    service.forget(theirs[-1].token, 8, SAM + 4)
    service.forget(mine.token, HERE, SAM)


# -- all or nothing, at ten thousand rows


async def test_a_bad_row_9999_is_told_and_nothing_can_be_applied(
    app: App, service: ExchangingService
) -> None:
    lines = many(10_000).split(b"\r\n")
    lines[9_999] = lines[9_999].replace(b"medium", b"certain")
    before = dump(app)
    found = await service.read(EVERYBODY, b"\r\n".join(lines), SAM)
    assert (found.mistakes, found.token) == (1, "")
    assert found.problems[0].place.strip() == "line 10000" and found.problems[0].field == "confidence"
    assert dump(app) == before


async def test_a_fault_at_row_9999_changes_nothing(app: App, service: ExchangingService) -> None:
    found = await service.read(EVERYBODY, many(10_000, original="剧", english="Drama"), SAM)
    _break_at(app, "t-9998")
    before = dump(app)
    with pytest.raises(UserError, match="error-import-failed"):
        await service.apply(found.token, EVERYBODY, SAM, quiet)
    assert dump(app) == before
    assert await bring(service, EVERYBODY, csv_file(ROW)) == 1, "others can go on"


def _break_at(app: App, title_id: str) -> None:
    """The history, which is written last, refuses one of the titles."""
    with closing(sqlite3.connect(app.settings.database_path)) as db:
        db.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON changes WHEN NEW.title_id = "
            f"'{title_id}' BEGIN SELECT RAISE(ABORT, 'broken for a test'); END"
        )


@pytest.mark.parametrize("how", ["killed while it derives readings", "cancelled while it writes"])
async def test_stopped_half_way_it_changes_nothing(app: App, service: ExchangingService, how: str) -> None:
    found = await service.read(EVERYBODY, many(4_000), SAM)
    before, derives = dump(app), asyncio.Event()
    work = asyncio.create_task(service.apply(found.token, EVERYBODY, SAM, lambda _: derives.set()))
    if how.startswith("killed"):
        await asyncio.wait_for(derives.wait(), 60)
        [process] = psutil.Process().children()
        process.kill()
        with pytest.raises(UserError, match="error-import-heavy"):
            await work
    else:
        await while_written(app)
        work.cancel()
        await asyncio.wait({work})
        assert work.cancelled()
    assert not psutil.Process().children()
    assert dump(app) == before
    assert await bring(service, EVERYBODY, csv_file(ROW)) == 1


async def test_who_only_writes_a_little_waits_and_is_not_refused(
    app: App, service: ExchangingService
) -> None:
    found = await service.read(EVERYBODY, many(3_000), SAM)
    writing = asyncio.create_task(service.apply(found.token, EVERYBODY, SAM, quiet))
    added = 0
    while not writing.done():
        await app.curation.add_synonyms(HERE, f"a{added % 50}, b{added % 50}")
        added += 1
        await asyncio.sleep(0.01)
    assert await writing == 3_000 and added > 10
