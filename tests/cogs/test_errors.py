"""What goes wrong ends in one sentence: old buttons, ids that lead nowhere, a database that fails."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator

import pytest

from bot.app import App
from bot.domain.model import Language
from tests.cogs.acting import callbacks, find, left_behind, say, shown, watch
from tests.conftest import Server, open_server

SELF = "{self}"  # the id of the member who presses


# -- presses that no message of today carries

_OLD_BUTTONS = [
    "b:nope",
    "b:nope:1:2:3",
    "b:list",
    "b:list:x",
    "b:list:n:x:{self}::::::revenge",
    "b:list:n:-1:{self}::::::revenge",
    "b:list:n:²:{self}::::::revenge",
    "b:list:n::{self}::::::revenge",
    "b:list:n:0:somebody::::::revenge",
    "b:list:n:0:{self}:revenge",
    "b:list:n:0:{self}:::::revenge",  # before there were regions
    "b:list:n:0:{self}::::::revenge:more",
    "b:copy",
    "b:copy:greedy-snake",
    "b:copy:greedy-snake:0",
    "b:copy:greedy-snake:0:shout",
    "b:copy:greedy-snake:0:name:more",
    "b:copy:greedy-snake:-1:name",
    "b:copy:greedy-snake:x:name",
    "b:copy:greedy-snake:²:name",
    "b:watch",
    "b:similar",
    "b:sources",
    "b:ask-region",
]


_OLD_MENUS = [
    ("s:nope", "x"),
    ("s:open", "greedy-snake"),
    ("s:region", "GB"),
    ("s:region:greedy-snake:more", "GB"),
    ("s:route", "0"),
    ("s:route:greedy-snake", "0"),
    ("s:route:greedy-snake:GB", "x"),
    ("s:route:greedy-snake:GB", "-1"),
    ("s:route:greedy-snake:GB", "²"),
    ("s:my-language", "tlh"),
    ("s:my-order", "random"),
]


async def test_buttons_of_another_version(server: Server) -> None:
    wrong: dict[str, str] = {}
    for custom_id in _OLD_BUTTONS:
        old = await left_behind(server, custom_id.replace(SELF, str(server.member.id)))
        answer = await server.member.click(old, label="old")
        if not answer.ephemeral or answer.response.content != say("error-old-button"):
            wrong[custom_id] = shown(answer.response)
    assert not wrong
    assert len(callbacks(server)) == len(_OLD_BUTTONS)


async def test_menus_of_another_version(server: Server) -> None:
    wrong: dict[str, str] = {}
    for custom_id, value in _OLD_MENUS:
        old = await left_behind(server, custom_id, [value])
        answer = await server.member.select(old, [value])
        if not answer.ephemeral or answer.response.content != say("error-old-button"):
            wrong[f"{custom_id} {value}"] = shown(answer.response)
    assert not wrong


async def test_copying_from_a_way_that_is_gone_gives_the_original_name(server: Server) -> None:
    for at in ("99", "-"):
        old = await left_behind(server, f"b:copy:greedy-snake:{at}:name")
        assert (await server.member.click(old, label="old")).response.content == "贪吃蛇", at


async def test_a_way_that_is_gone_shows_another(server: Server) -> None:
    old = await left_behind(server, "s:route:greedy-snake:GB", ["9"])
    await server.member.select(old, ["9"])
    assert "### Xiaohongshu" in shown(old)


# -- ids that lead nowhere


async def test_buttons_of_a_title_that_is_gone(server: Server) -> None:
    for identity in ("gone", "..", "GREEDY-SNAKE", "x" * 60, "' OR 1=1 --", "贪吃蛇", ""):
        for action in ("watch:{}", "similar:{}", "sources:{}", "copy:{}:0:name"):
            old = await left_behind(server, "b:" + action.format(identity))
            answer = await server.member.click(old, label="old")
            assert answer.ephemeral and answer.response.content == say("error-no-title"), (action, identity)


async def test_menus_with_ids_that_lead_nowhere(server: Server) -> None:
    for custom_id, value, sentence in (
        ("s:open:1", "gone", say("error-no-title")),
        ("s:region:gone", "GB", say("error-no-title")),
        ("s:route:gone:GB", "0", say("error-no-title")),
        ("s:region:greedy-snake", "ZZ", say("error-unknown-region", text="ZZ")),
        ("s:my-region", "ZZ", say("error-unknown-region", text="ZZ")),
        ("s:term:0", "gone", say("error-unknown-term", text="gone")),
    ):
        old = await left_behind(server, custom_id, [value])
        answer = await server.member.select(old, [value])
        assert answer.ephemeral and answer.response.content == sentence, custom_id


async def test_a_country_that_is_none_is_not_remembered(server: Server) -> None:
    old = await left_behind(server, "s:my-region", ["**ZZ**"])
    answer = await server.member.select(old, ["**ZZ**"])
    assert answer.response.content == say("error-unknown-region", text=r"\*\*ZZ\*\*")
    assert (await server.app.members.preferences(server.member.id)).region is None


async def test_filters_in_an_old_button_that_no_longer_exist(server: Server) -> None:
    old = await left_behind(server, f"b:list:n:0:{server.member.id}:gone:gone:gone:xx:ZZ:revenge")
    await server.member.click(old, label="old")
    assert "No documented drama matches “revenge”." in shown(old)


async def test_stale_choices_of_autocomplete(server: Server) -> None:
    for answer in (await find(server, "title:gone"), await watch(server, "title:gone", "GB")):
        assert answer.ephemeral and answer.content == say("error-no-title")


async def test_errors_speak_the_members_language(server: Server) -> None:
    await server.speaks(server.member, Language.ZH_TW)
    assert (await find(server, "title:gone")).content == say("error-no-title", Language.ZH_TW)
    old = await left_behind(server, "b:nope")
    answer = await server.member.click(old, label="old")
    assert answer.response.content == say("error-old-button", Language.ZH_TW)


# -- failures of ours


@pytest.fixture
async def failing(app: App) -> AsyncIterator[Server]:
    """A server whose bot loses its database: here errors are expected."""
    async with open_server(app) as opened:
        yield opened


def code_in(text: str) -> str:
    """The code that the sentence about a failure gives to the member."""
    pattern = re.escape(say("error-unknown", code="CODE")).replace("CODE", "([0-9a-f]{6})")
    found = re.fullmatch(pattern, text)
    assert found, text
    return found[1]


async def test_a_failing_database_is_told_with_a_code_that_is_in_the_log(
    failing: Server, caplog: pytest.LogCaptureFixture
) -> None:
    card, asked = await find(failing, "tan chi she"), await watch(failing, "tan chi she")
    several = await find(failing, "revenge")
    message = await failing.member.send(failing.channel, "《贪吃蛇》")
    await failing.app.database.close()
    member, channel = failing.member, failing.channel
    answers = [
        await member.slash(channel, "find", query="贪吃蛇"),
        await member.slash(channel, "how-to-watch", title="贪吃蛇"),
        await member.slash(channel, "me settings"),
        await member.slash(channel, "me export"),
        await member.slash(channel, "me forget"),
        await member.slash(channel, "glossary"),
        await member.slash(channel, "help"),
        await member.context_menu(channel, "Find this drama", message),
        await member.click(card, label="How to watch"),
        await member.click(card, label="Sources"),
        await member.click(several, label="Next ›"),
        await member.select(several, ["greedy-snake"]),
        await member.select(asked, ["GB"]),
    ]
    codes = [code_in(answer.response.content) for answer in answers]
    assert all(answer.ephemeral and not answer.followups for answer in answers)
    assert len(set(codes)) == len(codes)
    logged = [r for r in caplog.get_records("call") if r.getMessage().startswith("Failure ")]
    assert [r.getMessage().split()[1] for r in logged] == codes
    assert all(r.exc_info for r in logged), "with the traceback"
    assert failing.member.name not in "".join(r.getMessage() for r in logged)
    caplog.clear()


async def test_a_failing_database_in_a_form(failing: Server, caplog: pytest.LogCaptureFixture) -> None:
    asked = await watch(failing, "tan chi she")
    form = await failing.member.select(asked, ["other"])
    await failing.app.database.close()
    answer = await failing.member.submit_modal(form, {"country": "PT"})
    code = code_in(answer.response.content)
    assert answer.ephemeral and f"Failure {code} " in caplog.text
    caplog.clear()


async def test_autocomplete_of_a_failing_database_offers_nothing(
    failing: Server, caplog: pytest.LogCaptureFixture
) -> None:
    await failing.app.database.close()
    for command, option in (("find", "query"), ("how-to-watch", "title"), ("glossary", "term")):
        assert await failing.member.autocomplete(failing.channel, command, option, "tan") == []
    caplog.clear()


async def test_discord_refusing_an_answer_is_logged_and_nothing_else(
    failing: Server, caplog: pytest.LogCaptureFixture
) -> None:
    card = await find(failing, "tan chi she")
    failing.env.inject_error("POST", "/interactions/*/*/callback", status=404, times=2)
    answer = await failing.member.click(card, label="Sources")
    assert answer.response is None
    warnings = [r.getMessage() for r in caplog.get_records("call") if r.levelno == logging.WARNING]
    assert any("Could not answer interaction" in warning for warning in warnings)
    caplog.clear()
    assert "163.com" in shown((await failing.member.click(card, label="Sources")).response)
