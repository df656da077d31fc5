"""The database follows the catalogue's files, keeps what people edited, and survives mistakes."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.catalogue import KINDS
from bot.domain.model import Language, Title
from bot.errors import StartupError
from bot.services.derive import forms_from_json
from bot.services.loader import Loaded, load_shipped
from bot.store import events, records
from bot.store.db import Database
from bot.store.records import Row
from tests import shelf


@pytest.fixture(scope="module")
def first_load(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder and a database with it loaded, made once; the tests work on copies."""
    place = tmp_path_factory.mktemp("first")
    folder = shelf.write(place / "catalogue")

    async def load() -> None:
        database = await Database.open(place / "bot.db")
        try:
            assert await load_shipped(database, folder) == Loaded(added=shelf.RECORDS)
        finally:
            await database.close()

    asyncio.run(load())
    return folder, place / "bot.db"


@pytest.fixture
def folder(first_load: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(first_load[0], tmp_path / "catalogue"))


@pytest.fixture
async def database(first_load: tuple[Path, Path], tmp_path: Path) -> AsyncIterator[Database]:
    """With the folder loaded."""
    shutil.copy(first_load[1], tmp_path / "bot.db")
    opened = await Database.open(tmp_path / "bot.db")
    yield opened
    await opened.close()


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "empty.db")
    yield opened
    await opened.close()


async def everything(database: Database) -> dict[tuple[str, str], Row]:
    async with database.read() as db:
        return {(kind, row.id): row for kind in KINDS for row in await records.all_of(db, kind)}


async def version(database: Database) -> str | None:
    async with database.read() as db:
        return await records.meta(db, "version")


async def title(database: Database, identity: str) -> Title:
    async with database.read() as db:
        [row] = await records.get_many(db, "titles", [identity])
    return Title.model_validate_json(row.body)


async def edit(database: Database, identity: str, **changes: str) -> None:
    """As a curator or an import does."""
    async with database.transaction() as db:
        row = next(row for row in await records.all_of(db, "titles") if row.id == identity)
        body = json.dumps(json.loads(row.body) | changes, ensure_ascii=False)
        await records.put(db, [row._replace(body=body, edited=True)], 1)


# --- what a load changes --------------------------------------------------------------------------


async def test_first_load(database: Database) -> None:
    rows = await everything(database)
    assert len(rows) == shelf.RECORDS
    assert all(row.shipped and not row.edited for row in rows.values())
    assert (await title(database, "first-love")).names[0].text == "头发"
    async with database.read() as db:
        found = await records.forms(db, ["头发", "First Love", "第二眼", "复仇"])
    forms = {text: forms_from_json(body) for text, body in found.items()}
    assert forms["头发"].readings[0] == "tou fa" and forms["头发"].traditional == "頭髮"
    assert set(forms) == {"头发", "First Love", "第二眼"}, "only names of titles are derived"


async def test_no_change_is_no_load(database: Database, folder: Path) -> None:
    before, was = await everything(database), await version(database)
    said: list[str] = []
    assert await load_shipped(database, folder, said.append) is None
    assert said == [] and await version(database) == was
    (folder / "README.md").write_text("not part of it")
    (folder / "titles/first-love.toml").touch()
    assert await load_shipped(database, folder) is None
    assert await everything(database) == before


async def test_changed_new_and_removed_files(database: Database, folder: Path) -> None:
    was = await version(database)
    shelf.change(folder, "titles/first-love.toml", '"high"', '"medium"')
    (folder / "titles/second-sight.toml").rename(folder / "titles/third-time.toml")
    shelf.change(folder, "titles/third-time.toml", "second-sight", "third-time")
    shelf.change(folder, "collections/both.toml", "second-sight", "third-time")
    said: list[str] = []
    assert await load_shipped(database, folder, said.append) == Loaded(added=1, changed=2, removed=1)
    assert said == ["reading", "writing", "done"]
    assert (await title(database, "first-love")).confidence == "medium"
    rows = await everything(database)
    assert ("titles", "third-time") in rows and ("titles", "second-sight") not in rows
    assert await version(database) != was, "other processes are told"


async def test_news_of_a_new_version_is_announced_and_the_first_load_is_no_news(
    database: Database, folder: Path
) -> None:
    async with database.read() as db:
        assert await events.due(db, 1 << 40) == []
    shelf.change(folder, "titles/first-love.toml", 'country = "CN"', 'last_aired = "2026-02"')
    shelf.change(folder, "titles/second-sight.toml", '"medium"', '"high"')
    new = (folder / "titles/second-sight.toml").read_text().replace("second-sight", "third-time")
    (folder / "titles/third-time.toml").write_text(new)
    await load_shipped(database, folder)
    async with database.read() as db:
        told = await events.due(db, 1 << 40)
    assert {(one.kind, one.title_id) for one in told} == {
        ("completed", "first-love"),
        ("title", "third-time"),
    }
    await load_shipped(database, folder)
    async with database.read() as db:
        assert await events.due(db, 1 << 40) == told


async def test_what_people_edited_is_kept(database: Database, folder: Path) -> None:
    await edit(database, "first-love", confidence="medium", director="Somebody")
    shelf.change(folder, "titles/first-love.toml", 'country = "CN"', 'country = "TW"')
    shelf.change(folder, "titles/second-sight.toml", '"medium"', '"high"')
    before = (await everything(database))["titles", "first-love"]
    assert await load_shipped(database, folder) == Loaded(changed=1, kept=1)
    after = (await everything(database))["titles", "first-love"]
    assert after.body == before.body and after.edited
    assert after.shipped != before.shipped, "it is known which shipped text it was last compared with"
    assert await load_shipped(database, folder) is None


async def test_edited_imported_and_removed(database: Database, folder: Path) -> None:
    """A file that goes takes its record along, but never one that people edited or imported."""
    await edit(database, "first-love", director="Somebody")
    async with database.transaction() as db:
        await records.put(
            db, [Row("titles", "imported", "{}", None, True), Row("terms", "own", "{}", None, False)], 1
        )
    (folder / "titles/first-love.toml").unlink()
    (folder / "titles/second-sight.toml").unlink()
    shelf.change(folder, "collections/both.toml", '["first-love", "second-sight"]', "[]")
    assert await load_shipped(database, folder) == Loaded(changed=1, removed=1)
    assert {key for key in await everything(database) if key[0] in ("titles", "terms")} == {
        ("titles", "first-love"), ("titles", "imported"), ("terms", "own"), ("terms", "duanju"),
    }  # fmt: skip


async def test_forms_of_imported_names_stay(database: Database, folder: Path) -> None:
    async with database.transaction() as db:
        await records.put_forms(db, {"别的": '{"readings": []}'})
    shelf.change(folder, "titles/second-sight.toml", "第二眼", "第三眼")
    assert await load_shipped(database, folder) == Loaded(changed=1)
    async with database.read() as db:
        names = ["别的", "第三眼", "头发"]
        assert list(await records.forms(db, names)) == sorted(names)


# --- mistakes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("mistake", ["wrong country", "bad TOML"])
async def test_mistakes_keep_the_old_catalogue(
    database: Database, folder: Path, mistake: str, caplog: pytest.LogCaptureFixture
) -> None:
    before, was = await everything(database), await version(database)
    good = shelf.FILES["titles/first-love.toml"]
    _break(folder, mistake)
    assert await load_shipped(database, folder) is None
    assert await everything(database) == before and await version(database) == was
    assert "bot check" in caplog.text and "titles/first-love" in caplog.text
    (folder / "titles/first-love.toml").write_text(good, encoding="utf-8")
    assert await load_shipped(database, folder) is None, "put right again, it is what is loaded"


async def test_mistakes_without_an_old_catalogue_stop_the_start(empty: Database, folder: Path) -> None:
    _break(folder, "wrong country")
    with pytest.raises(StartupError, match=r"mistakes?.*bot check") as refused:
        await load_shipped(empty, folder)
    assert "\n" not in str(refused.value)
    assert await everything(empty) == {}


async def test_a_folder_that_is_not_there_stops_the_start(database: Database, folder: Path) -> None:
    """It is a wrong setting, not an empty catalogue: nothing is removed."""
    before = await everything(database)
    with pytest.raises(StartupError, match=re.escape(str(folder / "nowhere"))):
        await load_shipped(database, folder / "nowhere")
    assert await everything(database) == before


def _break(folder: Path, mistake: str) -> None:
    if mistake == "bad TOML":
        (folder / "titles/first-love.toml").write_text('id = "first-love')
    else:
        shelf.change(folder, "titles/first-love.toml", '"CN"', '"XX"')


# --- Taiwan's texts --------------------------------------------------------------------------------


async def test_what_a_human_wrote_is_not_derived(database: Database) -> None:
    async with database.read() as db:
        [row] = await records.get_many(db, "tropes", ["revenge"])
        trope = json.loads(row.body)
    assert trope["name"] == {"en": "Revenge", "zh-CN": "复仇", "zh-TW": "復仇"}


async def test_every_text_is_completed_at_any_depth(database: Database) -> None:
    def texts(value: object) -> list[dict[str, str]]:
        if isinstance(value, list):
            return [text for part in value for text in texts(part)]
        if not isinstance(value, dict):
            return []
        own = [value] if "zh-CN" in value else []
        return own + [text for part in value.values() for text in texts(part)]

    rows = await everything(database)
    found = [text for row in rows.values() for text in texts(json.loads(row.body))]
    assert len(found) == 10
    assert all(("zh-TW" in text) != ("zh-TW-derived" in text) for text in found)
    synopsis = (await title(database, "first-love")).synopsis
    assert synopsis and synopsis.to(Language.ZH_TW) == "她把頭髮留長，後來發現皇后在裡面吃麵。"
    steps = json.loads(rows["guides", "rednote"].body)["steps"]
    assert steps[1]["zh-TW-derived"] == "貼上「{title}」。"
