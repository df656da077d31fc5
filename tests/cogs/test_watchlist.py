"""/watchlist: a member's own until they share it, with what they do with each title."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from bot.domain.editing import version
from bot.domain.model import Language
from bot.domain.watchlist import MOST_WATCHED, WatchState
from tests.cogs.acting import elsewhere, left_behind, options, press_at_once, restart, say, shown, stored
from tests.cogs.following import dragon
from tests.conftest import Server, custom_id
from tests.made_up import title

MUSEUM = "escape-from-the-british-museum"


async def put(server: Server, name: str, who: Any | None = None, /, **more: str) -> Any:
    answer = await (who or server.member).slash(server.channel, "watchlist add", title=name, **more)
    assert answer.ephemeral
    return answer.response


async def listed(server: Server, who: Any | None = None, /, **what: Any) -> Any:
    answer = await (who or server.member).slash(server.channel, "watchlist list", **what)
    assert answer.ephemeral
    return answer.response


async def states(server: Server) -> dict[str, str]:
    kept = (await server.app.members.export(server.member.id))["watchlist"]
    return {one["title_id"]: one["state"] for one in kept}


@pytest.mark.parametrize("language", Language)
async def test_add_change_list_remove(server: Server, language: Language) -> None:
    await server.speaks(server.member, language)
    assert say("watchlist-empty", language) in shown(await listed(server))
    answer = await put(server, "tan chi she")
    assert say("watchlist-want", language) in shown(answer)
    await put(server, f"title:{MUSEUM}", state="watching")
    await put(server, "tan chi she", state="done")
    assert await states(server) == {"greedy-snake": "done", MUSEUM: "watching"}
    await restart(server)
    await server.member.click(answer, label=say("button-watchlist", language))
    assert say("watchlist-done", language) in shown(answer) and "贪吃蛇" in shown(answer)
    for expected in (say("watchlist-removed", language, title="x").split("x")[0], None):
        gone = await server.member.slash(server.channel, "watchlist remove", title="tan chi she")
        assert expected is None or expected in gone.response.content
    assert gone.response.content == say("error-watchlist-not", language)
    assert await states(server) == {MUSEUM: "watching"}


async def test_a_double_click_adds_once(server: Server) -> None:
    answer = await server.member.slash(server.channel, "follow add", title="tan chi she")
    await press_at_once(server, answer.response, *["b:mine-add:greedy-snake"] * 3)
    assert await states(server) == {"greedy-snake": "want"}


@pytest.mark.parametrize("language", Language)
async def test_what_is_on_the_list_stays_as_it_is_until_another_state_is_chosen(
    server: Server, language: Language
) -> None:
    await server.speaks(server.member, language)
    await put(server, "tan chi she", state="done")
    card = (await server.member.slash(server.channel, "follow add", title="tan chi she")).response
    pressed = await server.member.click(card, custom_id="b:mine-add:greedy-snake")
    for answer in (pressed.response, await put(server, "tan chi she")):
        text = shown(answer)
        assert await states(server) == {"greedy-snake": "done"}
        assert say("watchlist-done", language) in text and say("watchlist-want", language) not in text
        assert say("watchlist-already", language, title="|", state="|").split("|")[1] in text
    answer = await put(server, "tan chi she", state="want")
    assert await states(server) == {"greedy-snake": "want"} and say("watchlist-want", language) in shown(
        answer
    )


async def test_sorted_and_filtered(server: Server) -> None:
    await put(server, "tan chi she", state="done")
    await put(server, f"title:{MUSEUM}", state="watching")
    card = await listed(server, sort="name")
    assert options(card)[:2] == [MUSEUM, "greedy-snake"]
    menu = custom_id(card, "s:mine-sort:")
    await server.member.select(card, ["state"], custom_id=menu)
    assert options(card)[:2] == [MUSEUM, "greedy-snake"]
    assert options(await listed(server, state="done"))[:1] == ["greedy-snake"]
    assert say("watchlist-empty") in shown(await listed(server, state="dropped"))


async def test_pages(server: Server) -> None:
    async with server.app.database.read() as db:
        rows = await db.execute_fetchall(
            "SELECT id FROM records WHERE kind = 'titles' AND guild = 0 LIMIT 23"
        )
    for (identity,) in rows:
        await server.app.watchlists.put(server.member.id, identity, WatchState.WANT)
    card = await listed(server)
    assert len(options(card)) == 10
    await server.member.click(card, label=say("button-last"))
    assert len(options(card)) == 3


async def test_nobody_else_sees_it_until_it_is_shared(server: Server) -> None:
    noah = server.join("noah")
    card = await put(server, "tan chi she")
    refused = await listed(server, noah, member=server.member)
    assert refused.content == say("error-watchlist-private")
    await server.member.click(card, label=say("button-watchlist"))
    share = custom_id(card, "b:mine-share:1")
    await server.member.click(card, custom_id=share)
    await restart(server)
    theirs = await listed(server, noah, member=server.member)
    assert "Greedy Snake" in shown(theirs) and "b:follow:list:" in str(theirs.components)
    assert "mine-share" not in str(theirs.components)
    await noah.click(theirs, label=say("button-follow"))
    [one] = await server.app.following.of_member(noah.id)
    assert one.target == str(server.member.id)
    forged = await noah.click(await left_behind(server, share), label="old")
    assert forged.response.content == say("error-not-yours")
    await server.member.click(card, custom_id=custom_id(card, "b:mine-share:0"))
    turned = await noah.select(theirs, ["name"], custom_id=custom_id(theirs, "s:mine-sort:"))
    assert turned.response.content == say("error-watchlist-private")


async def test_a_server_s_own_drama_is_not_shown_in_another(server: Server) -> None:
    own = await server.app.editing.add(server.guild.id, title("secret", "Zqx Secret"), 1)
    await put(server, f"title:{own.title_id}")
    await server.app.watchlists.share(server.member.id, shared=True)
    assert "Zqx" in shown(await listed(server, server.join("noah"), member=server.member))
    other = elsewhere(server)
    same = other.guild.add_member(server.member.user)
    card = (await other.member.slash(other.channel, "watchlist list", member=same)).response
    assert "Zqx" not in shown(card) and own.title_id not in str(card.components)


async def test_as_a_file(server: Server) -> None:
    bad = await server.app.editing.add(server.guild.id, title("bad", "=cmd()|x"), 1)
    await put(server, f"title:{bad.title_id}")
    card = await put(server, "tan chi she", state="dropped")
    await server.member.click(card, label=say("button-watchlist"))
    answer = await server.member.click(card, custom_id="b:mine-export")
    assert answer.ephemeral
    [file] = answer.response.attachments
    text = (await file.read()).decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows["greedy-snake"]["state"] == "dropped" and "贪吃蛇" in rows["greedy-snake"]["title"]
    assert rows[bad.title_id]["title"].startswith("'=")


async def test_a_full_list_says_so(server: Server) -> None:
    async with server.app.database.transaction() as db:
        await db.executemany(
            "INSERT INTO watched VALUES (:user, :title, 'want', 1, 1)",
            [{"user": server.member.id, "title": f"title-{n}"} for n in range(MOST_WATCHED)],
        )
    answer = await put(server, "tan chi she")
    assert answer.content == say("error-watchlist-full", most=MOST_WATCHED)


async def test_a_title_that_is_gone_is_left_out(server: Server) -> None:
    await dragon(server)
    await put(server, "title:dragon-of-the-drains")
    seen = await server.app.editing.seen(0, "dragon-of-the-drains")
    await server.app.editing.remove(0, seen.id, version(seen), 1)
    assert say("watchlist-empty") in shown(await listed(server))


async def test_forget_removes_the_list(server: Server) -> None:
    await put(server, "tan chi she")
    await server.app.watchlists.share(server.member.id, shared=True)
    await server.member.slash(server.channel, "me forget")
    assert str(server.member.id) not in stored(server.app)
    refused = await listed(server, server.join("noah"), member=server.member)
    assert refused.content == say("error-watchlist-private")


@pytest.mark.parametrize(
    "button", ["b:watchlist:n", "b:watchlist:n:1:age:all:0", "b:mine-share:1:x:name:all:0"]
)
async def test_buttons_that_no_version_makes(server: Server, button: str) -> None:
    answer = await server.member.click(await left_behind(server, button), label="old")
    assert answer.response.content == say("error-old-button")
