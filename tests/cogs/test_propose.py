"""What a server approved can be proposed to everybody; curators decide, and no one else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.app import open_app
from bot.config import Settings
from bot.domain.model import Title
from bot.services.proposing import Proposer
from tests.cogs.acting import elsewhere, find, kinds, left_behind, moderator, say, shown
from tests.cogs.editing import behind_their_back, fill
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


async def everybodys(server: Server, cara: Any) -> Any:
    """The curators' queue."""
    card = await review(server, cara)
    await press(cara, card, "section:everybody")
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
    link = "https://drama.example/1"
    await server.app.editing.add_host(server.guild.id, "youtube", "drama.example")
    sam, cara = moderator(server), curator(server)
    await suggest(server, english="Dragon one zzqx", link=link)
    card = await review(server, sam)
    await press(sam, card, "approve:")
    await press(sam, card, "propose-approved")
    one, _, _ = await server.app.reviewing.queue(0, 0)
    assert one and "drama.example" not in str(one.body)
    card = await everybodys(server, cara)
    await press(cara, card, "approve:")
    shared = await server.app.editing.seen(0, one.title_id)
    assert (shared.routes[0].url, shared.sources) == (None, (say("source-server"),))
    ours = await server.app.editing.seen(server.guild.id, one.title_id)
    assert (ours.routes[0].url, ours.sources) == (link, (link,)), "at home it stays"


async def test_curators_see_all_of_a_title(server: Server) -> None:
    """A card has no room for the longest; the file has."""
    fields = {
        "cast": [f"Actor {n}" for n in range(200)], "director": "Dora zzqx", "company": "Acme zzqx",
        "characters": [{"name": "素兰", "latin": "Sulan zzqx"}], "setting": {"en": "Sea", "zh-CN": "海边 zzqx"},
        "caution": {"en": "Note zzqx", "zh-CN": "注意"}, "sources": ["https://news.example/zzqx"],
        "routes": [{"platform": "youtube", "search": ["words zzqx"], "note": {"en": "n", "zh-CN": "路注 zzqx"}}],
    }  # fmt: skip
    names = [{"text": f"Name {n} zzqx", "language": "en", "kind": "alias"} for n in range(12)]
    title = Title.model_validate({"id": "whole", "names": names, "confidence": "community", **fields})
    sam, cara = moderator(server), curator(server)
    made = await server.app.editing.add(server.guild.id, title, sam.id)
    await sam.slash(server.channel, "review", propose=f"title:{made.title_id}")
    card = await everybodys(server, cara)
    safe(card)
    for text in ("Name 11 zzqx", "Dora zzqx", "Acme zzqx", "Sulan zzqx", "海边 zzqx", "Note zzqx",
                 "news.example/zzqx", "words zzqx", "路注 zzqx", "Actor 1"):  # fmt: skip
        assert text in shown(card), text
    answer = await press(cara, card, "proposal:")
    whole = (await answer.response.attachments[0].read()).decode()
    assert answer.ephemeral and "Actor 199" in whole and "Actor 199" not in shown(card)


async def test_at_home_it_is_there_once_and_what_members_have_of_it_stays(server: Server) -> None:
    sam, mia, other = moderator(server), server.member, elsewhere(server)
    await proposed(server, sam)
    one, _, _ = await server.app.reviewing.queue(0, 0)
    assert one
    it = {"title": f"title:{one.title_id}"}
    await mia.slash(server.channel, "follow add", **it)
    await mia.slash(server.channel, "watchlist add", **it)
    await mia.slash(server.channel, "progress", **it, episode=3)
    cara = curator(other)
    await press(cara, await everybodys(other, cara), "approve:")
    listed = await find(server, "barbecue of the dragon king")
    assert "Barbecue of the Dragon King" in shown(listed) and "how-to-watch" not in actions(listed)
    assert not kinds(listed, 3), "one card, and no list to choose from"
    for command in ("follow list", "watchlist list", "progress"):
        assert "Barbecue" in shown((await mia.slash(server.channel, command)).response), command
    assert "Barbecue" in shown(await find(other, "龙王的烧烤摊"))
    history = await sam.slash(server.channel, "catalogue history", **it)
    assert say("change-removed") in shown(history.response) and f"<@{cara.id}>" not in shown(history.response)


async def test_at_home_it_comes_back_when_curators_take_it_out_again(server: Server) -> None:
    sam, cara, editing = moderator(server), curator(server), server.app.editing
    await proposed(server, sam)
    before = (await server.app.reviewing.queue(0, 0))[0]
    assert before
    own = await editing.seen(server.guild.id, before.title_id)
    await press(cara, await everybodys(server, cara), "approve:")
    again = await sam.slash(server.channel, "catalogue undo")
    assert again.response.content == say("error-undo-shared")
    await cara.slash(server.channel, "catalogue undo", everywhere=True)
    await sam.slash(server.channel, "catalogue undo")
    assert await editing.seen(server.guild.id, before.title_id) == own
    assert "龙王的烧烤摊" in shown(await find(server, "龙王的烧烤摊"))
    assert "龙王的烧烤摊" not in shown(await find(elsewhere(server), "Barbecue of the Dragon King"))


async def test_what_a_server_says_differently_is_proposed_as_a_change(server: Server) -> None:
    sam, cara = moderator(server), curator(server)
    await behind_their_back(server, server.guild.id, sam.id, director="Dora zzqx", year=2025)
    card = (await sam.slash(server.channel, "catalogue edit", title="title:greedy-snake")).response
    for key in ("review-proposed", "error-suggest-proposed"):
        assert (await press(sam, card, "propose-title")).response.content == say(key)
    await behind_their_back(server, 0, company="Acme zzqx")
    queue = await everybodys(server, cara)
    assert "Dora zzqx" in shown(queue) and "2026 → 2025" in shown(queue) and "Acme" not in shown(queue)
    assert "approve-edited" not in actions(queue)
    await press(cara, queue, "approve:")
    shared = await server.app.editing.seen(0, "greedy-snake")
    assert (shared.director, shared.year, shared.company) == ("Dora zzqx", 2025, "Acme zzqx")
    [told] = (await sam.slash(server.channel, "privacy")).followups
    assert "Greedy Snake" in shown(told)


async def test_two_corrections_of_one_title_are_two_proposals(server: Server) -> None:
    sam = moderator(server)
    for what, value in (("year", "2025"), ("director", "Dora")):
        await about(server, "correction", what=what, value=value)
        card = await review(server, sam)
        await press(sam, card, "approve:")
        answer = await press(sam, card, "propose-approved")
        assert answer.response.content == say("review-proposed"), what
    assert (await server.app.reviewing.queue(0, 0))[2] == 2


async def test_a_new_title_can_be_proposed_from_its_card(server: Server) -> None:
    sam = moderator(server)
    form = await sam.slash(server.channel, "catalogue add")
    answer = await fill(sam, form, english="Dragon one zzqx")
    await press(sam, answer.followups[0], "propose-title")
    one, _, total = await server.app.reviewing.queue(0, 0)
    assert one and total == 1 and "Dragon one zzqx" in one.body["record"]


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
    await server.app.proposing.propose(server.guild.id, 1, Proposer(sam.id, name, "x"))
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
