"""Whatever people do to titles, to take it back step by step gives what was there before, exactly."""

from __future__ import annotations

import asyncio
import json
import random
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.app import App, services
from bot.config import Settings
from bot.domain.editing import Change, own_id, version
from bot.domain.model import Name, Title
from bot.domain.patch import difference, merged
from bot.errors import UserError
from bot.services import reindexing
from bot.services.derive import derive_forms
from bot.services.editing import Outdated
from bot.store import records
from bot.store.db import Database
from bot.store.search.reader import SearchReader
from tests.made_up import title

GUILDS = [0, 7, 77]
SLUGS = ["first-love", "second-sight", "third-time", "night"]
NAMES = ["Night Rider", "夜骑", "头发", "Hairy Tale"]
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "year": st.sampled_from([None, 2020, 2026]),
        "country": st.sampled_from([None, "CN", "TW"]),
        "director": st.sampled_from([None, "Somebody"]),
        "tropes": st.sampled_from([(), ("revenge",)]),
        "names": st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True).map(
            lambda texts: tuple(Name(text=text, language="zh-Hans", kind="original") for text in texts)
        ),
        "synopsis": st.none(),
    },
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["save", "save", "remove", "undo", "import"]), st.sampled_from(GUILDS),
              st.sampled_from(SLUGS), FIELDS, st.integers(0, 9)),
    max_size=50,
)  # fmt: skip

FIFTY = [
    (
        ("save", "import", "save", "remove", "undo")[at % 5],
        GUILDS[at % 3],
        SLUGS[at % 4],
        {"year": 2000 + at},
        at % 7,
    )
    for at in range(50)
]


@pytest.fixture(scope="module")
def begun(shelf_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which nothing has to be derived for what is done here."""
    path = Path(shutil.copy(shelf_database, tmp_path_factory.mktemp("begun") / "bot.db"))

    async def derive() -> None:
        async with _opened(path) as app, app.database.transaction() as db:
            await records.put_forms(db, derive_forms([title("x", *NAMES)]))

    asyncio.run(derive())
    return path


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
@example(steps=FIFTY)
def test_taken_back_step_by_step(begun: Path, steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_there_and_back(Path(shutil.copy(begun, folder)), steps))


@asynccontextmanager
async def _opened(path: Path) -> AsyncIterator[App]:
    """Without loading anything, as that was done."""
    database, reader = await Database.open(path, checked=True), SearchReader(path)
    try:
        yield services(Settings(database_path=path), database, reader)
    finally:
        await reader.close()
        await database.close()


async def _there_and_back(path: Path, steps: list[Any]) -> None:
    """After each single change is taken back, everything is as it was before that change was made."""
    async with _opened(path) as app:
        done: list[
            tuple[int, int, list[Any]]
        ] = []  # what was stored before, with the change that was made then
        before = await _stored(app)
        for step in steps:
            await _do(app, *step)
            if change := await _newest(app, done[-1][1] if done else 0):
                done.append((change.guild, change.id, before))
                before = await _stored(app)
        for guild, change_id, was in reversed(done):
            await app.editing.undo(guild, change_id, 5)
            assert await _stored(app) == was
        assert await reindexing.problems(app.database) == []


async def _newest(app: App, known: int) -> Change | None:
    """Made since the one that is known, if any was."""
    newest = [one for guild in GUILDS for one in await app.editing.history(guild, "", 1, 0)]
    return max((one for one in newest if one.id > known), key=lambda one: one.id, default=None)


async def _do(app: App, what: str, guild: int, slug: str, fields: dict[str, Any], number: int) -> None:
    title_id = own_id(slug, guild) if guild and slug == "night" else slug
    try:
        seen = await app.editing.seen(guild, title_id)
    except UserError:
        seen = None
    try:
        match what:
            case "save" if seen:
                await app.editing.save(guild, _with(seen, fields), version(seen), 5)
            case "save":
                await app.editing.add(guild, _with(title(slug, "Night Rider"), fields), 5)
            case "remove" if seen:
                await app.editing.remove(guild, title_id, version(seen), 5)
            case "undo":
                if some := await app.editing.history(guild, "", 10, 0):
                    await app.editing.undo(guild, some[min(number, len(some) - 1)].id, 5)
            case "import" if seen:
                both = [(seen, _with(seen, fields)), (None, title(own_id(f"new-{number}", guild), "夜骑"))]
                await app.editing.apply(guild, both, 5, f"import {random.random()}")
            case _:
                pass
    except (Outdated, UserError):
        pass


def _with(one: Title, fields: dict[str, Any]) -> Title:
    return one.model_copy(update=fields)


async def _stored(app: App) -> list[Any]:
    """Everything that is kept of titles, but when it was written."""
    tables = {
        "records": "SELECT kind, id, body, shipped, edited, guild FROM records ORDER BY kind, id",
        "overrides": "SELECT guild, title_id, patch FROM overrides ORDER BY 1, 2",
        "removed": "SELECT title_id FROM removed ORDER BY 1",
    }
    async with app.database.read() as db:
        return [[tuple(row) for row in await db.execute_fetchall(sql)] for sql in tables.values()]


JSON = st.recursive(
    st.one_of(st.integers(0, 3), st.sampled_from(["a", "b"]), st.lists(st.integers(0, 2), max_size=2)),
    lambda inner: st.dictionaries(st.sampled_from("xyz"), inner, max_size=3), max_leaves=8,
)  # fmt: skip
OBJECTS = st.dictionaries(st.sampled_from("pqr"), JSON, max_size=3)


@given(OBJECTS, OBJECTS)
def test_a_patch_makes_the_new_of_the_old_in_sqlite(old: dict[str, Any], new: dict[str, Any]) -> None:
    patch = difference(old, new)
    assert (patch == {}) == (old == new)
    [(made,)] = sqlite3.connect(":memory:").execute(
        "SELECT json_patch(?, ?)", (json.dumps(old), json.dumps(patch))
    )
    assert json.loads(made) == merged(old, patch) == new


@pytest.mark.parametrize("slug", ["a", "a-b", "x" * 60])
def test_ids_of_a_servers_own_stay_ids(slug: str) -> None:
    made = own_id(slug, 7)
    assert Title.model_validate({**title("x", "Y").model_dump(), "id": made}).id == made
    assert own_id(made, 7) == made != own_id(slug, 77)
