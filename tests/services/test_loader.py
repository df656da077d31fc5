"""The database follows the catalogue's files, keeps what people edited, and survives mistakes and kills."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from bot.config import ROOT
from bot.domain.catalogue import KINDS
from bot.domain.model import Language, Title
from bot.domain.names import to_taiwan
from bot.errors import StartupError
from bot.services.derive import forms_from_json
from bot.services.loader import Loaded, load_shipped
from bot.store import records
from bot.store.db import Database
from bot.store.records import Row
from tests import shelf


@pytest.fixture(scope="module")
def first_load(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder and a database with it loaded, made once; copied by `loaded`."""
    place = tmp_path_factory.mktemp("first")
    folder = shelf.write(place / "catalogue")

    async def load() -> None:
        database = await Database.open(place / "bot.db")
        assert await load_shipped(database, folder) == Loaded(added=shelf.RECORDS)
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
        return Title.model_validate_json(await records.get(db, "titles", identity) or "")


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
        forms = {text: forms_from_json(body) for text, body in (await records.forms(db)).items()}
    assert forms["头发"].readings[0] == "tou fa" and forms["头发"].traditional == "頭髮"
    assert set(forms) == {"头发", "First Love", "第二眼"}


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
    assert said == ["reading", "writing"]
    assert (await title(database, "first-love")).confidence == "medium"
    rows = await everything(database)
    assert ("titles", "third-time") in rows and ("titles", "second-sight") not in rows
    assert await version(database) != was, "other processes are told"


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
        assert {"别的", "第三眼", "头发"} <= (await records.forms(db)).keys()


# --- mistakes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("mistake", ["wrong country", "bad TOML", "no folder"])
async def test_mistakes_keep_the_old_catalogue(
    database: Database, folder: Path, mistake: str, caplog: pytest.LogCaptureFixture
) -> None:
    before, was = await everything(database), await version(database)
    good = Path(shutil.copytree(folder, folder.with_name("good")))
    _break(folder, mistake)
    shelf_gone = mistake == "no folder"
    assert await load_shipped(database, folder) is None
    assert await everything(database) == before and await version(database) == was
    assert "bot check" in caplog.text and ("titles/first-love" in caplog.text or shelf_gone)
    if not shelf_gone:
        shutil.copytree(good, folder, dirs_exist_ok=True)
        assert await load_shipped(database, folder) is None, "put right again, it is what is loaded"


@pytest.mark.parametrize("mistake", ["wrong country", "no folder"])
async def test_mistakes_without_an_old_catalogue_stop_the_start(
    empty: Database, folder: Path, mistake: str
) -> None:
    _break(folder, mistake)
    with pytest.raises(StartupError, match=r"mistakes?.*bot check") as refused:
        await load_shipped(empty, folder)
    assert "\n" not in str(refused.value)
    assert await everything(empty) == {}


def _break(folder: Path, mistake: str) -> None:
    match mistake:
        case "wrong country":
            shelf.change(folder, "titles/first-love.toml", '"CN"', '"XX"')
        case "bad TOML":
            (folder / "titles/first-love.toml").write_text('id = "first-love')
        case "no folder":
            shutil.rmtree(folder)


# --- kills ----------------------------------------------------------------------------------------

# argv: database, folder, and where to stop: a step of the progress, or a number of statements after "writing".
CHILD = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.services.loader import load_shipped
from bot.store.db import Database

def die():
    os.kill(os.getpid(), signal.SIGKILL)

async def main():
    path, folder, where = sys.argv[1:]
    database = await Database.open(Path(path))
    left = int(where) if where.isdigit() else None
    async def counted():
        seen = 0
        def trace(statement):
            nonlocal seen
            seen += 1
            if seen == left:
                die()
        await database._writer.set_trace_callback(trace)
    if left is not None:
        await counted()  # from now on
    await load_shipped(database, Path(folder), lambda step: die() if step == where else None)

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
@pytest.mark.parametrize("where", ["reading", "writing", "4", "12"])
async def test_killed_during_the_first_load(folder: Path, tmp_path: Path, where: str) -> None:
    path = tmp_path / "killed.db"
    _run_killed(tmp_path, str(path), str(folder), where)
    database = await Database.open(path)
    try:
        assert await everything(database) == {}, "nothing is there before all of it is"
        if where in ("reading", "12"):  # a load takes a second
            assert await load_shipped(database, folder) == Loaded(added=shelf.RECORDS)
            assert await load_shipped(database, folder) is None
    finally:
        await database.close()


def _run_killed(place: Path, *arguments: str) -> None:
    script = place / "child.py"
    script.write_text(CHILD)
    command = [sys.executable, str(script), *arguments]
    with (place / "output").open("wb") as output:  # no pipe: a worker that is left would hold it open
        child = psutil.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stdout=output, stderr=output)
        workers: list[psutil.Process] = []
        while child.poll() is None:
            workers = workers_of(child) or workers
            time.sleep(0.01)
    assert child.returncode == -signal.SIGKILL, (place / "output").read_text()
    ended(workers)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_killed_while_the_worker_reads(tmp_path: Path) -> None:
    """The shipped catalogue: no worker is left behind, and the second start is complete."""
    find = [sys.executable, "-m", "bot", "find", "--json", "tan chi she"]
    environment = {"DATABASE_PATH": str(tmp_path / "bot.db"), "PATH": "/usr/bin:/bin"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    first = psutil.Popen(find, cwd=ROOT, env=environment, **quiet)
    workers = wait_for(lambda: workers_of(first))
    first.kill()
    first.wait()
    assert workers and ended(workers), "a worker is left behind"
    second = subprocess.run(
        find, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert [json.loads(line)["id"] for line in second.stdout.splitlines()][:1] == ["greedy-snake"]


def workers_of(process: psutil.Process) -> list[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        return process.children()
    return []


def ended(workers: list[psutil.Process]) -> bool:
    """Whether they end by themselves; if not, they are ended."""
    _, left = psutil.wait_procs(workers, timeout=20)
    for worker in left:
        worker.kill()
    return not left


def wait_for(condition: Callable[[], Any], seconds: float = 20) -> Any:
    end = time.monotonic() + seconds
    while not (result := condition()) and time.monotonic() < end:
        time.sleep(0.01)
    return result


# --- Taiwan's texts -------------------------------------------------------------------------------


TAIWAN = {
    "她把头发留长，然后发现真相，出发去发布会。": "她把頭髮留長，然後發現真相，出發去發布會。",
    "他的里面是公里以外的故里。": "他的裡面是公里以外的故里。",
    "后来皇后和太后站在车后。": "後來皇后和太后站在車後。",
    "干净的干部干杯，一干二净，若干年后干扰乾隆。": "乾淨的幹部乾杯，一乾二淨，若干年後干擾乾隆。",
    "只有一只船，两只手，只好走。": "只有一隻船，兩隻手，只好走。",
    "面馆里吃面，见面时面对面。": "麵館裡吃麵，見面時面對面。",
    "系统里关系密切，系着领带。": "系統裡關係密切，繫著領帶。",
    "松了一口气的松树。": "鬆了一口氣的松樹。",
    "台湾的舞台，台词。": "台灣的舞台，台詞。",
    "复仇、重复、恢复、复杂。": "復仇、重複、恢復、複雜。",
    "山谷里的谷子，稻谷。": "山谷裡的穀子，稻穀。",
    "准备获准，标准。": "準備獲准，標準。",
    "几乎茶几。": "幾乎茶几。",
    "丑角很丑。": "丑角很醜。",
    "一出戏演出。": "一齣戲演出。",
    "她被诬陷，斗争中征服长征。": "她被誣陷，鬥爭中征服長征。",
    "“引号”和‘里面的’。": "「引號」和『裡面的』。",
    # What shipped sentences say.
    "她把老总错认成相亲对象。": "她把老總錯認成相親對象。",
    "联姻对象声明只谈婚姻。": "聯姻對象聲明只談婚姻。",
    "一眼看穿物件价值": "一眼看穿物件價值",
    "由央视频、中央广播电视总台与清华大学制作。": "由央視頻、中央廣播電視總台與清華大學製作。",
    "小红书自制短剧，据报道横屏拍摄。": "小紅書自製短劇，據報導橫式拍攝。",
    "她亮明了身份，一名郁郁不得志的歌手。": "她亮明了身份，一名鬱鬱不得志的歌手。",
    "背负着罪名，不受摆布，宣布上线首周登上周榜。": "背負著罪名，不受擺布，宣布上線首週登上週榜。",
    "视频": "影片", "网络": "網路", "账号": "帳號", "登录": "登入", "软件": "軟體", "屏幕": "螢幕",
    "短信": "簡訊", "程序员": "程式設計師", "信息": "資訊", "出租车": "計程車",
}  # fmt: skip


def test_derived_texts_are_taiwans() -> None:
    derived = {mainland: to_taiwan(mainland) for mainland in TAIWAN}
    assert {mainland: text for mainland, text in derived.items() if text != TAIWAN[mainland]} == {}


async def test_what_a_human_wrote_is_not_derived(database: Database) -> None:
    async with database.read() as db:
        trope = json.loads(await records.get(db, "tropes", "revenge") or "")
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
