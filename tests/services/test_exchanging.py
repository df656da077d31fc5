"""Files of titles mean a scope's own, are whose who uploaded them, and an export comes back as nothing new."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import App, open_app
from bot.config import Settings
from bot.domain.editing import own_id
from bot.domain.model import Title
from bot.errors import UserError
from bot.services import reindexing
from bot.services.exchanging import ExchangingService
from bot.services.writing import MOST_OWN
from tests import made_up
from tests.domain.test_sheet import TITLES
from tests.exchange import ROW, SAM, bring, csv_file, dump, json_file, many, quiet

HERE, THERE, EVERYBODY = 7, 77, 0
_RAW = re.compile("[=+\\-@\t\r\n\0＝＋－＠]")  # what a spreadsheet runs


@pytest.fixture
async def app(shelf_settings: Settings) -> AsyncIterator[App]:
    async with open_app(shelf_settings) as opened:
        yield opened
        assert await reindexing.problems(opened.database) == []


@pytest.fixture
def service(app: App) -> ExchangingService:
    return app.exchanging


# -- scopes


async def test_a_servers_own_titles_keep_their_ids_and_are_its_own(
    app: App, service: ExchangingService
) -> None:
    assert await bring(service, HERE, csv_file(ROW)) == 1
    seen = await app.editing.seen(HERE, own_id("night", HERE))
    assert seen.names[0].text == "夜骑"
    again = await service.read(HERE, csv_file({**ROW, "year": "2026"}), SAM)
    assert (again.added, again.changed) == (0, 1), "the id that the file says still means it"
    assert (await service.read(THERE, csv_file(ROW), SAM)).added == 1
    _, count = await service.export(THERE, "csv")
    assert count == 0
    twice = await service.read(HERE, csv_file(ROW, {**ROW, "id": own_id("night", HERE)}), SAM)
    assert twice.mistakes == 1 and twice.problems[0].key == "mistake-twice"


async def test_a_shared_title_is_overridden_and_comes_back(app: App, service: ExchangingService) -> None:
    await bring(service, HERE, csv_file({"id": "first-love", "country": "TW"}))
    assert (await app.editing.seen(HERE, "first-love")).country == "TW"
    assert (await app.editing.seen(EVERYBODY, "first-love")).country == "CN"
    data, count = await service.export(HERE, "json")
    assert count == 1 and json.loads(data)["titles"][0]["country"] == "TW"
    await bring(service, HERE, csv_file({"id": "first-love", "country": "CN"}))
    assert (await service.export(HERE, "csv"))[1] == 0, "nothing is different any more"


async def test_hosts_that_a_server_trusts_are_its_own(app: App, service: ExchangingService) -> None:
    data = csv_file({"id": "first-love", "routes": "rednote=https://more.example/1"})
    assert (await service.read(HERE, data, SAM)).problems[0].field == "routes"
    await app.editing.add_host(HERE, "rednote", "more.example")
    assert (await service.read(HERE, data, SAM)).mistakes == 0
    assert (await service.read(THERE, data, SAM)).mistakes == 1
    assert (await service.read(EVERYBODY, data, SAM)).mistakes == 1


async def test_how_many_of_its_own_a_server_can_have(app: App, service: ExchangingService) -> None:
    with pytest.raises(UserError, match="error-titles-full") as full:
        await service.read(HERE, many(MOST_OWN + 1), SAM)
    assert full.value.params == {"most": MOST_OWN}
    assert await bring(service, HERE, many(MOST_OWN)) == MOST_OWN
    with pytest.raises(UserError, match="error-titles-full"):
        await service.read(HERE, csv_file(ROW), SAM)
    assert (await service.read(EVERYBODY, csv_file(ROW), SAM)).added == 1
    assert (await service.read(HERE, csv_file({"id": "first-love", "year": "2026"}), SAM)).changed == 1


async def test_what_was_read_is_whose_who_uploaded_it(service: ExchangingService) -> None:
    found = await service.read(HERE, csv_file(ROW), SAM)
    for guild, by in ((THERE, SAM), (EVERYBODY, SAM), (HERE, SAM + 1)):
        with pytest.raises(UserError, match="error-import-gone"):
            await service.apply(found.token, guild, by, quiet)
    later = await service.read(HERE, csv_file({**ROW, "year": "2026"}), SAM)
    with pytest.raises(UserError, match="error-import-gone"):
        await service.apply(found.token, HERE, SAM, quiet)
    assert await service.apply(later.token, HERE, SAM, quiet) == 1


async def test_it_can_be_undone_and_done_again(app: App, service: ExchangingService) -> None:
    before = dump(app)
    await bring(service, HERE, csv_file(ROW, {**ROW, "id": "day"}))
    change = (await app.editing.history(HERE, "", 1, 0))[0]
    assert len(await app.editing.undo(HERE, change.id, SAM)) == 2
    kept = [row for row in dump(app) if row.startswith(("records", "overrides", "search"))]
    assert kept == [row for row in before if row.startswith(("records", "overrides", "search"))]


# -- out and in again


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(TITLES, min_size=1, max_size=12, unique_by=lambda one: one.id), st.sampled_from(["csv", "json"])
)
async def test_an_export_is_nothing_new(app: App, titles: list[Title], kind: str) -> None:
    """Of any titles: an empty difference, and no cell that a spreadsheet would run."""
    own = [title.model_copy(update={"id": own_id(title.id, HERE)}) for title in titles]
    await made_up.put(app.database, *own, guild=HERE)
    try:
        data, count = await app.exchanging.export(HERE, kind)
        assert count == len(own)
        if kind == "csv":
            cells = [
                cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row
            ]
            assert cells and not any(_RAW.match(cell) for cell in cells)
        found = await app.exchanging.read(HERE, data, SAM)
        assert (found.added, found.changed, found.unchanged, found.mistakes) == (0, 0, len(own), 0)
    finally:
        await made_up.remove(app.database, *(title.id for title in own))


async def test_formulas_go_out_harmless_and_come_back(app: App, service: ExchangingService) -> None:
    names = ["=1+1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", "'=1", "\"; =cmd|' /C calc'!A0"]
    await bring(service, HERE, json_file(*(_titled(f"f-{at}", name) for at, name in enumerate(names))))
    data, _ = await service.export(HERE, "csv")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert not any(_RAW.match(cell) for row in rows for cell in row)
    assert {row[1].removeprefix("'") for row in rows[1:]} >= {"=1+1", "@x", "'=1"}
    assert b"\r\n" in data and data.startswith(b"\xef\xbb\xbf")
    found = await service.read(HERE, data, SAM)
    assert (found.unchanged, found.mistakes, found.token) == (len(names), 0, "")


def _titled(identity: str, name: str) -> dict[str, Any]:
    names = [{"text": name, "language": "en", "kind": "original"}]
    return {"id": identity, "names": names, "sources": ["s"], "confidence": "high", "director": name}
