"""Import and export with a real database that has the shipped catalogue."""

import asyncio
import csv
import io
import json
import shutil
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.config import ROOT
from bot.domain.exchange.imports import Plan, combine
from bot.domain.model import Title
from bot.mistakes import line, what
from bot.services.announcing import AnnouncingService
from bot.services.catalogue import CatalogueService
from bot.services.derive import forms_from_json
from bot.services.prepare import Prepared, prepare
from bot.services.transfer import ImportRefused, apply, export_csv, export_json, read_titles
from bot.store import records
from bot.store.db import Database
from bot.store.records import Row
from bot.store.search.reader import SearchReader
from tests.exchange import csv_file, json_file
from tests.store.cancelling import cancelled_at

NEW = {"id": "new-one", "original": "新剧", "confidence": "high", "sources": "https://example.org/a"}


@pytest.fixture(scope="session")
def shipped() -> Prepared:
    return prepare(ROOT / "data/catalogue")


@pytest.fixture(scope="session")
def loaded(shipped: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("transfer") / "bot.db"
    asyncio.run(_load(path, shipped))
    return path


async def _load(path: Path, shipped: Prepared) -> None:
    opened = await Database.open(path)
    async with opened.transaction() as db:
        rows = [Row(kind, identity, body, "hash", False) for (kind, identity), body in shipped.bodies.items()]
        await records.put(db, rows, 1)
        await records.put_forms(db, shipped.forms)
    await opened.close()


@pytest.fixture
async def database(loaded: Path, tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(Path(shutil.copy(loaded, tmp_path / "bot.db")))
    yield opened
    await opened.close()


async def _exported(database: Database, identity: str) -> dict[str, Any]:
    titles = json.loads(await export_json(database))["titles"]
    return next(title for title in titles if title["id"] == identity)


async def _row(database: Database, identity: str) -> Row:
    async with database.read() as db:
        return next(row for row in await records.all_of(db, "titles") if row.id == identity)


async def _version(database: Database) -> str | None:
    async with database.read() as db:
        return await records.meta(db, "version")


def _whats(plan: Plan) -> str:
    return "\n".join(map(line, plan.problems))


# --- export -----------------------------------------------------------------------------------------


async def test_json_is_sorted_stable_and_without_derived_texts(database: Database) -> None:
    text = await export_json(database)
    body = json.loads(text)
    ids = [title["id"] for title in body["titles"]]
    assert (body["format"], body["version"]) == ("microdrama-catalogue", 1)
    assert ids == sorted(ids) and len(ids) > 300
    assert "derived" not in text and "贪吃蛇" in text and '"hoax": false' not in text
    assert text == await export_json(database)


async def test_csv_is_what_excel_reads(database: Database) -> None:
    text = await export_csv(database)
    assert text.startswith("\ufeffid,original,english,") and text.endswith("\r\n")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))}
    assert len(rows) > 300
    snake = rows["greedy-snake"]
    assert (snake["original"], snake["english"], snake["routes"]) == ("贪吃蛇", "Greedy Snake", "xiaohongshu")
    assert snake["tropes"].split(" | ")[:2] == ["crime", "revenge"]


# --- round trips ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("export", "name"), [(export_json, "a.json"), (export_csv, "a.csv")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
async def test_our_own_export_changes_nothing(
    database: Database, export: Any, name: str, encoding: str
) -> None:
    text: str = await export(database)
    plan = await read_titles(text.removeprefix("\ufeff").encode(encoding), database, name)
    assert (plan.added, plan.changed, plan.problems) == ([], [], []) and plan.unchanged > 300
    before = await _version(database)
    await apply(database, plan)
    assert await _version(database) == before
    assert not (await _row(database, "greedy-snake")).edited


@pytest.mark.parametrize(("export", "name"), [(export_json, "a.json"), (export_csv, "a.csv")])
async def test_an_export_fills_an_empty_catalogue(database: Database, export: Any, name: str) -> None:
    text: str = await export(database)
    async with database.transaction() as db:
        gone = [("titles", row.id) for row in await records.all_of(db, "titles")]
        await records.delete(db, gone)
        await records.clear_forms(db)
    plan = await read_titles(text.encode(), database, name)
    assert not plan.problems and len(plan.added) == len(gone)
    await apply(database, plan)
    assert await export(database) == text
    async with database.read() as db:
        assert forms_from_json((await records.forms(db, ["贪吃蛇"]))["贪吃蛇"]).pinyin == "tān chī shé"


# --- edits ------------------------------------------------------------------------------------------


async def test_an_edit_in_a_spreadsheet(database: Database) -> None:
    edit = {"id": "greedy-snake", "synopsis_zh_cn": "餐馆老板娘复仇。", "english": "Greedy Snake | The Snake"}
    plan = await read_titles(csv_file(edit), database, "edit.csv")
    assert (plan.added, plan.changed, plan.unchanged) == ([], [("greedy-snake", ["names", "synopsis"])], 0)
    before, version = await _exported(database, "greedy-snake"), await _version(database)
    await apply(database, plan)
    row, after = await _row(database, "greedy-snake"), await _exported(database, "greedy-snake")
    assert (row.edited, row.shipped) == (True, "hash")
    assert Title.model_validate_json(row.body).synopsis.zh_tw_derived == "餐館老闆娘復仇。"  # type: ignore[union-attr]
    assert after["synopsis"] == {**before["synopsis"], "zh-CN": "餐馆老板娘复仇。"}
    assert after["routes"] == before["routes"] and "note" in after["routes"][0]
    assert await _version(database) != version


async def test_a_new_title(database: Database) -> None:
    cells = {**NEW, "tropes": "Revenge | 复仇 | Strong female lead", "episodes": "80.0", "hoax": "TRUE",
             "routes": "reelshort=https://www.reelshort.com/x"}  # fmt: skip
    plan = await read_titles(csv_file(cells), database, "new.csv")
    assert plan.added == ["new-one"] and not plan.problems
    await apply(database, plan)
    title = Title.model_validate_json((await _row(database, "new-one")).body)
    assert title.tropes == ("revenge", "strong-female-lead")
    assert (title.episodes, title.hoax, title.names[0].language) == (80, True, "zh-Hans")
    assert (await _row(database, "new-one")).shipped is None
    async with database.read() as db:
        assert forms_from_json((await records.forms(db, ["新剧"]))["新剧"]).traditional == "新劇"


async def test_json_replaces_the_whole_record(database: Database) -> None:
    raw = await _exported(database, "greedy-snake")
    del raw["synopsis"]
    plan = await read_titles(json_file({**raw, "year": 2025}), database, "a.json")
    assert plan.changed == [("greedy-snake", ["year", "synopsis"])]


async def test_derived_texts_in_a_file_are_left_out(database: Database) -> None:
    raw = await _exported(database, "greedy-snake")
    raw["synopsis"]["zh-TW-derived"] = "x"
    assert (await read_titles(json_file(raw), database)).unchanged == 1


async def test_a_row_that_ends_early_leaves_the_rest_alone(database: Database) -> None:
    plan = await read_titles(b"id,year,english,tropes\ngreedy-snake,2025\n", database, "a.csv")
    assert plan.changed == [("greedy-snake", ["year"])] and not plan.problems


async def test_a_title_that_names_a_trope_that_is_gone(database: Database) -> None:
    async with database.transaction() as db:
        await records.delete(db, [("tropes", "revenge")])
    for export, name in ((export_json, "a.json"), (export_csv, "a.csv")):
        assert not (await read_titles((await export(database)).encode(), database, name)).problems
    plan = await read_titles(csv_file({"id": "greedy-snake", "year": "2025"}), database, "a.csv")
    assert _whats(plan) == "a.csv line 2: tropes: there is no 'revenge'"


async def test_a_mistake_that_leaves_the_stored_title_is_still_told(database: Database) -> None:
    tropes = " | ".join([*(await _exported(database, "greedy-snake"))["tropes"], "revnge"])
    plan = await read_titles(csv_file({"id": "greedy-snake", "tropes": tropes}), database, "a.csv")
    assert "there is no trope “revnge”" in _whats(plan) and not plan.unchanged


# --- files ----------------------------------------------------------------------------------------


async def test_files_on_disk(database: Database, tmp_path: Path) -> None:
    (tmp_path / "titles.csv").write_bytes(csv_file({**NEW, "year": "x"}))
    assert (await read_titles(tmp_path / "titles.csv", database)).problems[0].place == "titles.csv line 2"
    [problem] = (await read_titles(tmp_path / "none.csv", database)).problems
    assert line(problem) == "none.csv: (file): cannot be read: No such file or directory"
    assert "cannot be read" in _whats(await read_titles(tmp_path, database))


# --- all or nothing ---------------------------------------------------------------------------------


async def test_a_plan_with_problems_is_refused(database: Database) -> None:
    plan = await read_titles(csv_file(NEW, {**NEW, "id": "b", "year": "x"}), database, "a.csv")
    before = await export_json(database)
    with pytest.raises(ImportRefused, match=r"1 mistake, .*a\.csv line 3: year: “x” is not a whole number"):
        await apply(database, plan)
    assert await export_json(database) == before


async def test_a_plan_out_of_date_is_refused(database: Database) -> None:
    first = await read_titles(csv_file({"id": "greedy-snake", "year": "2024"}), database, "a.csv")
    late = await read_titles(csv_file({"id": "greedy-snake", "year": "2025"}), database, "b.csv")
    new = await read_titles(csv_file(NEW), database, "c.csv")
    await apply(database, first)
    with pytest.raises(ImportRefused, match="greedy-snake has been changed since"):
        await apply(database, combine([new, late]))
    assert "new-one" not in await export_json(database)
    await apply(database, new)
    with pytest.raises(ImportRefused, match="There is a title new-one by now"):
        await apply(database, new)


async def test_a_title_of_a_servers_own_is_not_taken_from_it(database: Database) -> None:
    plan = await read_titles(csv_file(NEW), database, "a.csv")
    async with database.transaction() as db:
        await records.put(db, [Row("titles", "new-one", "{}", None, True, guild=7)], 1)
    with pytest.raises(ImportRefused, match="There is a title new-one by now"):
        await apply(database, plan)


async def test_followers_hear_only_of_an_import_that_is_announced(database: Database) -> None:
    route = {"id": "greedy-snake", "routes": "xiaohongshu | reelshort=https://www.reelshort.com/x"}
    announcing = AnnouncingService(database, CatalogueService(database, SearchReader(Path())))
    for service, told in ((None, 0), (announcing, 1)):
        await apply(database, await read_titles(csv_file(route), database, "a.csv"), service)
        async with database.read() as db:
            [(count,)] = await db.execute_fetchall("SELECT count(*) FROM happenings")
        assert count == told
        await apply(
            database, await read_titles(csv_file({**route, "routes": "xiaohongshu"}), database, "a.csv")
        )


async def test_several_files_as_one(database: Database) -> None:
    other = await read_titles(csv_file({**NEW, "id": "other"}), database, "a.csv")
    new = await read_titles(csv_file(NEW), database, "a.csv")
    assert what(combine([new, new]).problems[0]) == "“new-one” is already in a.csv line 2"
    await apply(database, combine([new, other]))
    exported = await export_json(database)
    assert '"new-one"' in exported and '"other"' in exported


def _every_title_changed(text: str) -> bytes:
    body = json.loads(text)
    return json.dumps({**body, "titles": [{**title, "director": "X"} for title in body["titles"]]}).encode()


async def test_a_fault_half_way_leaves_nothing(database: Database) -> None:
    before = await export_json(database)
    plan = await read_titles(_every_title_changed(before), database, "a.json")
    async with database.transaction() as db:
        await db.execute(
            "CREATE TRIGGER fault BEFORE INSERT ON records WHEN NEW.id = 'greedy-snake'"
            " BEGIN SELECT RAISE(ABORT, 'disk'); END"
        )
    with pytest.raises(sqlite3.DatabaseError, match="disk"):
        await apply(database, plan)
    assert await export_json(database) == before and await _version(database) is None


async def test_a_cancelled_apply_leaves_nothing(database: Database) -> None:
    some = [title for title in json.loads(await export_json(database))["titles"] if title["id"] < "b"]
    plan = await read_titles(json_file(*({**title, "director": "X"} for title in some)), database, "a.json")
    assert len(plan.writes) == len(some) > 15
    stopped = 0
    for position in range(1_000):
        if not await cancelled_at(apply(database, plan), position) or await _version(database):
            break  # cancelled after the commit, all of it is there
        stopped += 1
        assert await _edited(database) == 0
    assert stopped > 8 and (await _edited(database), await _version(database)) == (len(some), "1")


async def _edited(database: Database) -> int:
    async with database.read() as db:
        return sum(row.edited for row in await records.all_of(db, "titles"))
