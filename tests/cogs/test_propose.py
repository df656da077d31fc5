"""What a server approved can be proposed to everybody; curators decide, and no one else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.app import open_app
from bot.config import Settings
from tests.cogs.acting import elsewhere, find, kinds, left_behind, moderator, say, shown
from tests.cogs.suggesting import about, actions, decline, press, review, safe, suggest
from tests.conftest import Server, open_server
from tests.made_up import title

CURATOR = 7_000_000_000_000_000_001


@pytest.fixture
async def server(settings: Settings) -> AsyncIterator[Server]:
    """With a curator in the settings; `curator` makes one of a member."""
    curators = set[int]()
    async with open_app(replace(settings, curators=curators)) as app, open_server(app) as opened:  # type: ignore[arg-type]
        yield opened


def curator(server: Server, name: str = "cara") -> Any:
    cara = moderator(server, name)
    server.app.settings.curators.add(cara.id)  # type: ignore[attr-defined]
    return cara


async def proposed(server: Server, sam: Any) -> Any:
    """A title that was approved here and proposed to everybody; the card with the button."""
    await suggest(server)
    card = await review(server, sam)
    await press(sam, card, "approve:")
    answer = await press(sam, card, "propose-approved")
    assert answer.ephemeral and answer.response.content == say("review-proposed")
    return card


async def test_a_title_reaches_everybody_through_the_curators(server: Server) -> None:
    sam = moderator(server)
    await proposed(server, sam)
    other = elsewhere(server)
    cara = curator(other)
    card = await review(other, cara)
    await press(cara, card, "section:everybody")
    text = shown(card)
    assert "Barbecue of the Dragon King" in text and "Micro-drama fans" in text
    assert f"<@{server.member.id}>" not in text and f"<@{sam.id}>" not in text
    answer = await press(cara, card, "approve:")
    assert "Barbecue" in shown(card) and "propose-approved" not in actions(card)
    assert answer.followups[0].content == say("review-announce-everybody")
    assert "龙王的烧烤摊" in shown(await find(other, "龙王的烧烤摊"))
    [said] = (await sam.slash(server.channel, "privacy")).followups
    assert "龙王的烧烤摊" in shown(said), "the moderator who proposed it is told"


async def test_a_correction_reaches_everybody(server: Server) -> None:
    sam = moderator(server)
    await about(server, "correction", what="year", value="2025")
    card = await review(server, sam)
    await press(sam, card, "approve:")
    await press(sam, card, "propose-approved")
    cara = curator(elsewhere(server))
    card = await review(server, moderator(server, "kim"))
    assert say("button-section-everybody", count=1) not in [b["label"] for b in kinds(card, 2)]
    other = Server(server.env, server.app, cara.guild, cara.guild.create_text_channel("x"), cara)
    card = await review(other, cara)
    await press(cara, card, "section:everybody")
    assert "2025 (now: 2026)" in shown(card)
    await press(cara, card, "approve:")
    assert (await server.app.catalogue.title("greedy-snake")).year == 2025


async def test_proposing_twice_is_refused(server: Server) -> None:
    sam = moderator(server)
    card = await proposed(server, sam)
    again = await press(sam, card, "propose-approved")
    assert again.response.content == say("error-suggest-proposed")


async def test_a_link_that_only_one_server_trusts_stays_there(server: Server) -> None:
    await server.app.editing.add_host(server.guild.id, "youtube", "drama.example")
    sam = moderator(server)
    await suggest(server, english="Dragon one zzqx", link="https://drama.example/1")
    card = await review(server, sam)
    await press(sam, card, "approve:")
    await press(sam, card, "propose-approved")
    one, _, _ = await server.app.reviewing.queue(0, 0)
    assert one and "drama.example/1" not in one.body["record"].partition('"sources"')[0]


async def test_who_is_no_curator_sees_and_decides_nothing(server: Server) -> None:
    sam = moderator(server)
    await proposed(server, sam)
    card = await review(server, sam)
    assert "section:everybody" not in str(card.components)
    refused = say("error-curators-only")
    for custom_id in ("b:section:everybody", "b:approve:2:1:0", "b:merge:2:1:0", "b:ask:2:1:0", "b:queue:n:0:1",
                      "b:publish-approved:2:1", "b:publish-not:1"):  # fmt: skip
        old = await left_behind(server, custom_id)
        assert (await sam.click(old, label="old")).response.content == refused, custom_id
    old = await left_behind(server, "s:decline:2:1:0", ["drama"])
    assert (await sam.select(old, ["drama"])).response.content == refused


async def test_a_curator_who_is_no_longer_one(server: Server) -> None:
    await proposed(server, moderator(server))
    cara = curator(server)
    card = await review(server, cara)
    await press(cara, card, "section:everybody")
    form = await press(cara, card, "merge")
    server.app.settings.curators.clear()  # type: ignore[attr-defined]
    assert (await press(cara, card, "approve:")).response.content == say("error-curators-only")
    assert (await decline(cara, card, "drama")).response.content == say("error-curators-only")
    answer = await cara.submit_modal(form, {"line": "tan chi she"})
    assert answer.response.content == say("error-curators-only")


async def test_only_a_servers_own_titles_can_be_proposed(server: Server) -> None:
    sam = moderator(server)
    old = await left_behind(server, "b:propose-title:greedy-snake")
    assert (await sam.click(old, label="old")).response.content == say("error-suggest-shared")
    await proposed(server, sam)
    own, _, _ = await server.app.reviewing.queue(0, 0)
    other = elsewhere(server)
    otto = moderator(other, "otto")
    assert own is not None
    theirs = await left_behind(other, f"b:propose-title:{own.title_id}")
    assert (await otto.click(theirs, label="old")).response.content == say("error-no-title")
    ours = await left_behind(other, "b:propose-approved:1")
    assert (await otto.click(ours, label="old")).response.content == say("error-suggest-gone")


async def test_a_hostile_name_of_a_server(server: Server) -> None:
    sam = moderator(server)
    await suggest(server)
    await press(sam, await review(server, sam), "approve:")
    name = "**b** @everyone [x](https://evil.example) \u202e"
    await server.app.proposing.propose(server.guild.id, 1, sam.id, name)
    cara = curator(server)
    card = await review(server, cara)
    await press(cara, card, "section:everybody")
    safe(card)


async def test_any_title_of_a_servers_own(server: Server) -> None:
    sam = moderator(server)
    await server.app.editing.add(server.guild.id, title("x", "Dragon one zzqx"), sam.id)
    answer = await sam.slash(server.channel, "review", propose="dragon one zzqx")
    assert answer.ephemeral and answer.response.content == say("review-proposed")
    shared = await sam.slash(server.channel, "review", propose="title:greedy-snake")
    assert shared.response.content == say("error-suggest-shared")
    assert (await server.app.reviewing.queue(0, 0))[2] == 1
