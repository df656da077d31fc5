"""/catalogue import and export: what a file would change, then all or nothing, and only for whom it may."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.editing import own_id, version
from bot.domain.model import Language
from bot.services import exchanging
from bot.services.writing import MOST_CHANGES
from cogs import _progress
from tests.cogs.acting import (
    demote,
    elsewhere,
    find,
    give_command,
    kinds,
    labels,
    left_behind,
    moderator,
    options,
    own_application,
    press_at_once,
    restart,
    say,
    shown,
)
from tests.cogs.test_hostile import TYPED, harmless
from tests.conftest import Server, custom_id, texts_of
from tests.exchange import csv_file, json_file

NEW = {"id": "moon-baker", "original": "月亮面包师", "english": "Moon Baker of Zzqx", "confidence": "high",
       "sources": "https://example.org/a"}  # fmt: skip
REFUSED = say("error-moderators-only")


@pytest.fixture(autouse=True)
def patient(server: Server) -> None:
    """A child process takes a second or two to start, longer on a busy computer."""
    server.env.settle_timeout = 60.0


async def upload(server: Server, member: Any, data: bytes, name: str = "titles.csv", **given: bool) -> Any:
    answer = await member.slash(server.channel, "catalogue import", file=(name, data), **given)
    assert answer.ephemeral
    return answer


async def card(server: Server, member: Any, *rows: dict[str, str], **given: bool) -> Any:
    return (await upload(server, member, csv_file(*rows), "titles.csv", **given)).response


async def export(server: Server, member: Any, **given: Any) -> list[dict[str, str]]:
    """The rows of what was sent."""
    answer = await member.slash(server.channel, "catalogue export", **given)
    [file] = answer.response.attachments
    assert answer.ephemeral
    return list(csv.DictReader(io.StringIO((await file.read()).decode("utf-8-sig"))))


async def seen(server: Server) -> list[str]:
    return [
        title.id
        for title, _ in (await server.app.search.find("Moon Baker of Zzqx", guild=server.guild.id)).titles
    ]


async def test_a_file_is_shown_first_and_then_applied(server: Server) -> None:
    sam, other = moderator(server), elsewhere(server)
    found = await card(server, sam, NEW, {"id": "nope-nope", **{k: v for k, v in NEW.items() if k != "id"}})
    text = shown(found)
    assert "What this file would change in this server" in text
    assert "New: 2" in text and "Changed: 0" in text and labels(found) == ["Apply", "Cancel"]
    assert await seen(server) == [], "nothing is changed yet"
    await sam.click(found, label="Apply")
    assert say("import-done", count=2) in shown(found) and labels(found) == []
    assert len(await seen(server)) == 2 and "Moon Baker of Zzqx" in shown(await find(server, "moon baker"))
    assert await seen(other) == [] and "Moon Baker" not in shown(await find(other, "moon baker of zzqx"))
    history = await server.app.editing.history(server.guild.id, "", 5, 0)
    assert {change.made_by for change in history} == {sam.id}
    await server.app.editing.undo(server.guild.id, history[0].id, sam.id)
    assert await seen(server) == []


async def test_a_shared_title_is_changed_for_the_server_alone(server: Server) -> None:
    sam, other = moderator(server), elsewhere(server)
    found = await card(server, sam, {"id": "greedy-snake", "director": "Somebody Else"})
    assert "Changed: 1" in shown(found)
    await sam.click(found, label="Apply")
    catalogue = server.app.catalogue
    assert (await catalogue.title("greedy-snake", server.guild.id)).director == "Somebody Else"
    assert (await catalogue.title("greedy-snake", other.guild.id)).director != "Somebody Else"
    [row] = await export(server, sam)
    assert (row["id"], row["director"]) == ("greedy-snake", "Somebody Else")
    assert "Changed: 0" in shown(await card(server, sam, row)), "our own export changes nothing"


async def test_what_is_too_long_for_a_form_is_changed_in_a_file(server: Server) -> None:
    """As the message says: a shared drama is in the server's own file once something else of it has been changed."""
    sam, guild = moderator(server), server.guild.id
    seen = await server.app.editing.seen(0, "greedy-snake")
    long = seen.model_copy(update={"cast": tuple(f"{at} {'x' * 180}" for at in range(20))})
    await server.app.editing.save(0, long, version(seen), sam.id)
    edit = (await sam.slash(server.channel, "catalogue edit", title="title:greedy-snake")).response
    assert (await sam.select(edit, ["cast"])).response.content == say("error-form-too-long")
    await server.app.editing.save(guild, long.model_copy(update={"year": 2020}), version(long), sam.id)
    exported = (await sam.slash(server.channel, "catalogue export", format="json")).response
    data = json.loads(await exported.attachments[0].read())
    data["titles"][0]["cast"][0] = "Somebody Else"
    uploaded = (await upload(server, sam, json.dumps(data).encode(), "titles.json")).response
    await sam.click(uploaded, label="Apply")
    assert (await server.app.catalogue.title("greedy-snake", guild)).cast[0] == "Somebody Else"


async def test_cancel(server: Server) -> None:
    sam = moderator(server)
    found = await card(server, sam, NEW)
    apply = custom_id(found, "b:exchange-apply:")
    await sam.click(found, label="Cancel")
    assert shown(found) == say("import-cancelled")
    late = await left_behind(server, apply)
    await sam.click(late, custom_id=apply)
    assert shown(late) == say("error-import-gone", minutes=15)
    assert await seen(server) == []


# -- what is wrong


async def test_mistakes_are_told_by_line_and_column(server: Server) -> None:
    found = await card(
        server, moderator(server), NEW, {**NEW, "id": "x", "year": "soon", "tropes": "nosuchtrope"}
    )
    text = shown(found)
    assert "There are 2 mistakes" in text and labels(found) == []
    assert "Line 3 · `year`: “soon” is not a whole number" in text and "Line 3 · `tropes`" in text


async def test_many_mistakes_come_as_a_file(server: Server) -> None:
    rows = [{**NEW, "id": f"x-{at}", "year": "soon"} for at in range(25)]
    answer = await upload(server, moderator(server), csv_file(*rows))
    assert shown(answer.response).count("Line ") == 10
    [report] = answer.followups[-1].attachments
    lines = (await report.read()).decode().splitlines()
    assert len(lines) == 25 and lines[-1] == "Line 26: year: “soon” is not a whole number"


async def test_a_file_that_is_too_large_is_not_even_fetched(server: Server) -> None:
    answer = await upload(server, moderator(server), b"x" * (2**20 + 1))
    assert answer.response.content == say("error-import-large", most=1)


async def test_nothing_new(server: Server) -> None:
    sam = moderator(server)
    found = await card(server, sam, {"id": "greedy-snake"})
    assert say("import-nothing") in shown(found) and labels(found) == []


async def test_hostile_cells_are_shown_letter_by_letter(server: Server) -> None:
    sam = moderator(server)
    cells = ["x" + typed.encode("utf-8", "replace").decode() for typed in TYPED]
    for start in range(0, len(cells), 5):
        some = cells[start : start + 5]
        rows = [{**NEW, "id": f"x-{at}", "year": cell, "country": cell} for at, cell in enumerate(some)]
        found = await card(server, sam, *rows)
        harmless(found)
        assert labels(found) == [] and f"There are {2 * len(some)} mistakes" in shown(found)


async def test_json_and_three_languages(server: Server) -> None:
    sam = moderator(server)
    bad = json_file({"id": "x", "names": [], "sources": ["s"], "confidence": "high"})
    for language, heading in (
        (Language.EN, "What this file would change in this server"),
        (Language.ZH_CN, "这个文件会给本服务器带来的改动"),
        (Language.ZH_TW, "這個檔案會為這個伺服器帶來的變更"),
    ):
        await server.speaks(sam, language)
        answer = await upload(server, sam, bad, "titles.json")
        assert heading in shown(answer.response) and "`titles[0]` · `names`" in shown(answer.response)


@pytest.mark.parametrize(
    ("language", "told", "reported"),
    [
        (Language.EN, "Line 2 · `year`: “soon” is not a whole number",
         "Line 12: id: “{id}” is already in line 2"),
        (Language.ZH_CN, "第 2 行 · `year`：“soon”不是整数", "第 12 行：id：“{id}”在第 2 行已经出现过"),
        (Language.ZH_TW, "第 2 行 · `year`：「soon」不是整數", "第 12 行：id：「{id}」在第 2 行已經出現過"),
    ],
)  # fmt: skip
async def test_mistakes_are_told_in_the_moderators_language(
    server: Server, language: Language, told: str, reported: str
) -> None:
    sam = moderator(server)
    await server.speaks(sam, language)
    rows = [{**NEW, "id": f"x-{at}" if at % 10 else "x", "year": "soon"} for at in range(11)]
    answer = await upload(server, sam, csv_file(*rows))
    assert told in shown(answer.response)
    [report] = answer.followups[-1].attachments
    assert (await report.read()).decode().splitlines()[-2] == reported.replace(
        "{id}", own_id("x", server.guild.id)
    )
    broken = await upload(server, sam, b'{"titles": [}', "titles.json")
    assert say("mistake-json-value", language) in shown(broken.response)


# -- presses


async def test_two_presses_at_once_import_once(server: Server) -> None:
    sam = moderator(server)
    found = await card(server, sam, NEW)
    apply = custom_id(found, "b:exchange-apply:")
    server.member = sam
    await press_at_once(server, found, apply, apply)
    await server.env.settle(timeout=60)
    assert (
        len(await server.app.editing.history(server.guild.id, "", 5, 0)) == 1 and len(await seen(server)) == 1
    )


async def test_after_a_restart_it_asks_for_the_file_again(server: Server) -> None:
    sam = moderator(server)
    found = await card(server, sam, NEW)
    app = server.app
    anew = exchanging.ExchangingService(app.database, app.settings.database_path, app.editing)
    server.app = replace(app, exchanging=anew)  # nothing of it is written down
    await restart(server)
    await sam.click(found, label="Apply")
    assert shown(found) == say("error-import-gone", minutes=15) and await seen(server) == []


async def test_it_is_kept_for_a_while(server: Server) -> None:
    sam = moderator(server)
    found = await card(server, sam, NEW)
    await server.env.advance_time(exchanging.KEPT_SECONDS + 1)
    await sam.click(found, label="Apply")
    assert shown(found) == say("error-import-gone", minutes=15) and await seen(server) == []


async def test_a_title_that_changed_meanwhile_stops_all_of_it(server: Server) -> None:
    sam, kim = moderator(server), moderator(server, "kim")
    mine = [
        {"id": identity, "director": "Somebody Else"}
        for identity in ("a-dream-resting-on-the-stars", "greedy-snake")
    ]
    found = await card(server, sam, *mine)
    theirs = await card(server, kim, {"id": "greedy-snake", "director": "A Third"})
    await kim.click(theirs, label="Apply")
    await sam.click(found, label="Apply")
    assert shown(found) == say("error-import-outdated")
    assert [row["id"] for row in await export(server, sam)] == ["greedy-snake"]
    title = await server.app.catalogue.title("greedy-snake", server.guild.id)
    assert title.director == "A Third"


async def test_who_comes_when_many_wait_can_press_again(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = moderator(server)
    found = await card(server, sam, NEW)
    monkeypatch.setattr(exchanging, "_WAITING", 0)
    await sam.click(found, label=say("button-import-apply"))
    assert say("error-import-busy") in shown(found)
    assert labels(found) == [say("button-import-apply"), say("button-import-cancel")]
    monkeypatch.undo()
    await sam.click(found, label=say("button-import-apply"))
    assert say("import-done", count=1) in shown(found)


async def test_a_failure_that_nobody_foresaw_is_told_in_the_place_of_the_progress(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sam = moderator(server)
    found = await card(server, sam, NEW)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    await sam.click(found, label=say("button-import-apply"))
    monkeypatch.undo()
    code = re.search(r"Failure (\w+) in", caplog.text)
    assert code and shown(found) == say("error-unknown", code=code[1])
    caplog.clear()


async def test_progress_moves(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_progress, "EVERY", 0)
    sam = moderator(server)
    own_application(server, sam)
    found = await card(
        server, sam, *({**NEW, "id": f"t-{at}", "original": f"剧{at}"} for at in range(3000)), everywhere=True
    )
    server.env.http_requests.clear()
    await sam.click(found, label="Apply")
    edits = [texts_of(r.json["components"]) for r in server.env.http_requests if r.path.endswith("@original")]
    said = [int(text.partition(":")[2].partition("%")[0]) for text in edits if text.startswith("Importing")]
    assert said and said == sorted(said) and edits[-1] == say("import-done", count=3000)


# -- taking a large one back


@pytest.mark.parametrize("language", [Language.ZH_TW])
async def test_a_large_import_is_taken_back_apart_and_says_how_far_it_is(
    server: Server, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    monkeypatch.setattr(_progress, "EVERY", 0)
    monkeypatch.setattr(exchanging, "MOST_UNDONE_HERE", 1)
    sam = moderator(server)
    await server.speaks(sam, language)
    rows = [{**NEW, "id": f"t-{at}", "original": f"剧{at}"} for at in range(400)]
    await sam.click(await card(server, sam, *rows), label=say("button-import-apply", language))
    answer = await sam.slash(server.channel, "catalogue undo")
    assert answer.ephemeral and say("change-undone", language, count=400) in shown(answer.response)
    assert await seen(server) == [] and say("change-taken-back", language) in shown(answer.response)
    posted = [texts_of(r.json["data"]["components"]) for r in server.env.http_requests
              if r.path.endswith("/callback") and r.json and "components" in r.json.get("data", {})]  # fmt: skip
    assert posted[-1].startswith(say("undo-working", language, percent=0))
    await sam.select(answer.response, [options(answer.response)[0]])
    assert say("change-undone", language, count=400) in shown(answer.response), (
        "to take that back does it again"
    )
    assert len(await seen(server)) > 5


async def test_after_a_large_import_the_change_before_it_can_be_taken_back(server: Server) -> None:
    sam = moderator(server)
    await sam.click(await card(server, sam, NEW), label="Apply")
    rows = [{**NEW, "id": f"t-{at}", "english": "Other"} for at in range(60)]
    await sam.click(await card(server, sam, *rows), label="Apply")
    for count, left in ((60, 1), (1, 0)):
        answer = await sam.slash(server.channel, "catalogue undo")
        assert say("change-undone", count=count) in shown(answer.response)
        assert len(await seen(server)) == left
    answer = await sam.slash(server.channel, "catalogue undo")
    assert answer.response.content == say("error-nothing-to-undo", most=MOST_CHANGES)


async def test_a_large_import_that_was_changed_since_is_not_taken_back(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchanging, "MOST_UNDONE_HERE", 1)
    sam = moderator(server)
    rows = [{"id": one, "director": "A"} for one in ("a-dream-resting-on-the-stars", "greedy-snake")]
    await sam.click(await card(server, sam, *rows), label="Apply")
    await sam.click(await card(server, sam, {"id": "greedy-snake", "director": "B"}), label="Apply")
    history = (await sam.slash(server.channel, "catalogue history")).response
    await sam.select(history, [options(history)[1]])
    assert say("error-changed-since") in shown(history) and len(options(history)) == 3
    assert len(await export(server, sam)) == 2
    demote(server, sam)
    refused = await sam.select(history, [options(history)[0]])
    assert (
        refused.response.content == REFUSED
        and len(await server.app.editing.history(server.guild.id, "", 9, 0)) == 3
    )


# -- who may


async def test_members_and_other_servers_are_refused(server: Server) -> None:
    give_command(server, "catalogue", server.member)
    assert (await upload(server, server.member, csv_file(NEW))).response.content == REFUSED
    answer = await server.member.slash(server.channel, "catalogue export")
    assert answer.response.content == REFUSED
    sam = moderator(server)
    found = await card(server, sam, NEW)
    demote(server, sam)
    for label in ("Apply", "Cancel"):
        answer = await sam.click(found, label=label)
        assert answer.ephemeral and answer.response.content == REFUSED
    assert await seen(server) == []


async def test_another_servers_moderator_cannot_press_our_button(server: Server) -> None:
    found = await card(server, moderator(server), NEW)
    other = elsewhere(server)
    otto, apply = moderator(other, "otto"), custom_id(found, "b:exchange-apply:")
    stolen = await left_behind(other, apply)
    await otto.click(stolen, custom_id=apply)
    assert shown(stolen) == say("error-import-gone", minutes=15)
    assert await seen(server) == [] == await seen(other)
    answer = await otto.slash(other.channel, "catalogue export")
    assert answer.response.content == say("error-export-empty")


async def test_everybodys_catalogue_is_for_curators(server: Server) -> None:
    sam = moderator(server)
    refused = await upload(server, sam, csv_file(NEW), everywhere=True)
    assert refused.response.content == say("error-curators-only")
    own_application(server, sam)
    found = await card(server, sam, NEW, everywhere=True)
    assert "What this file would change for all servers" in shown(found)
    own_application(server, server.member)
    assert (await sam.click(found, label="Apply")).response.content == say("error-curators-only")
    own_application(server, sam)
    await sam.click(found, label="Apply")
    assert await seen(server) == ["moon-baker"] == await seen(elsewhere(server))


async def test_export(server: Server) -> None:
    sam = moderator(server)
    answer = await sam.slash(server.channel, "catalogue export")
    assert answer.response.content == say("error-export-empty")
    rows = await export(server, sam, everywhere=True)
    assert len(rows) == 307 and rows == sorted(rows, key=lambda row: row["id"])
    answer = await sam.slash(server.channel, "catalogue export", format="json", everywhere=True)
    assert answer.response.attachments[0].filename == "titles.json"
    assert not kinds(answer.response, 2)
