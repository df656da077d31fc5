"""/review: moderators see what was searched in vain in their server, and take off what is done."""

from __future__ import annotations

import json
import re
import time
from types import SimpleNamespace
from typing import Any

import pytest
from simcord import SetupError

from bot.domain.model import Language
from bot.services import writing
from bot.services.curation import CurationService
from tests.cogs.acting import (
    add_title,
    callbacks,
    demote,
    elsewhere,
    find,
    give_command,
    kinds,
    left_behind,
    moderator,
    options,
    restart,
    say,
    shown,
)
from tests.cogs.test_hostile import TYPED, harmless
from tests.conftest import Server, custom_id

DONE = "s:miss-done:"
REFUSED = say("error-moderators-only")


async def review(server: Server, member: Any) -> Any:
    answer = await member.slash(server.channel, "review")
    assert answer.ephemeral and not answer.followups
    return answer.response


async def miss(server: Server, **counts: int) -> None:
    """Queries of one word and how often each was searched."""
    for query, count in counts.items():
        for _ in range(count):
            await server.app.curation.miss(server.guild.id, query)


async def test_what_members_miss_is_listed_with_how_often_and_when(server: Server) -> None:
    before = int(time.time())
    for query in ("Noodle CEO qqqq", "zzzz xxxx", "noodle ceo, qqqq!"):
        assert "No documented drama matches" in shown(await find(server, query))
    card = await review(server, moderator(server))
    text = shown(card)
    first, second = (line for line in text.splitlines() if "×" in line)
    assert text.startswith("## Searched for, not found") and "/catalogue synonyms" in text
    assert first.startswith("**2×** noodle ceo qqqq · last <t:") and second.startswith("**1×** zzzz xxxx ")
    assert before <= int(first.partition("<t:")[2].partition(":R>")[0]) <= time.time()
    assert options(card) == ["noodle ceo qqqq", "zzzz xxxx"]


async def test_nothing_to_review(server: Server) -> None:
    await find(server, "tan chi she")
    sam = moderator(server)
    card = await review(server, sam)
    assert say("review-none") in shown(card) and not kinds(card, 3)
    await sam.click(card, label="Not found: 0")
    assert "Nothing is waiting for you." in shown(card) and not kinds(card, 3)


async def test_what_is_done_leaves_the_list(server: Server) -> None:
    await miss(server, noodles=2, dumplings=1)
    sam = moderator(server)
    card = await review(server, sam)
    await sam.select(card, ["noodles"], custom_id=custom_id(card, DONE))
    assert options(card) == ["dumplings"] and "noodles" not in shown(card)
    await sam.select(card, ["dumplings"], custom_id=custom_id(card, DONE))
    assert "Nothing is waiting for you." in shown(card)
    await miss(server, noodles=1)
    assert "**1×** noodles" in shown(await review(server, sam)), "it starts anew"


async def test_pages(server: Server) -> None:
    await miss(server, **{f"word{n:02}": 1 for n in range(21)})
    sam = moderator(server)
    card = await review(server, sam)
    pages = [options(card)]
    for _ in range(2):
        await sam.click(card, label="Next ›")
        pages.append(options(card))
    assert [len(page) for page in pages] == [10, 10, 1] and len(
        {text for page in pages for text in page}
    ) == 21
    assert "-# 21–21 of 21" in shown(card)
    await sam.select(card, pages[2], custom_id=custom_id(card, DONE))
    assert "-# 11–20 of 20" in shown(card), "the page that is gone gives way to the one before"
    await sam.click(card, label="« First")
    assert options(card) == pages[0]


async def test_two_moderators_at_once(server: Server) -> None:
    await miss(server, noodles=1, dumplings=1)
    sam, kim = moderator(server), moderator(server, "kim")
    mine, theirs = await review(server, sam), await review(server, kim)
    await sam.select(mine, ["noodles"], custom_id=custom_id(mine, DONE))
    answer = await kim.select(theirs, ["noodles"], custom_id=custom_id(theirs, DONE))
    assert answer.acknowledged and options(theirs) == options(mine) == ["dumplings"]


# -- who may


async def test_it_is_not_there_for_members_and_in_direct_messages(server: Server) -> None:
    assert "review" not in server.member.available_commands(server.channel)
    assert "review" in moderator(server).available_commands(server.channel)
    for act in (
        lambda: server.member.slash(server.channel, "review"),
        lambda: server.member.user.slash("review"),
    ):
        with pytest.raises(SetupError):
            await act()


async def test_a_member_who_was_given_the_command_is_refused_in_a_sentence(server: Server) -> None:
    await miss(server, secret=1)
    give_command(server, "review", server.member)
    answer = await server.member.slash(server.channel, "review")
    assert answer.ephemeral and answer.response.content == REFUSED


async def test_buttons_and_menus_check_again(server: Server) -> None:
    await miss(server, **{f"word{n:02}": 1 for n in range(11)})
    sam = moderator(server)
    card = await review(server, sam)
    demote(server, sam)
    for act in (
        lambda: sam.click(card, label="Next ›"),
        lambda: sam.select(card, ["word03"], custom_id=custom_id(card, DONE)),
    ):
        answer = await act()
        assert answer.ephemeral and answer.response.content == REFUSED
    assert (await server.app.curation.misses(server.guild.id, 0, 1))[1] == 11


async def test_another_servers_moderator_sees_and_changes_nothing_of_ours(server: Server) -> None:
    await miss(server, noodles=1)
    other = elsewhere(server)
    olga = moderator(other, "otto")
    assert say("review-none") in shown(await review(other, olga))
    ours = await left_behind(other, "s:miss-done:0", ["noodles"])
    await olga.select(ours, ["noodles"])
    assert options(await review(server, moderator(server))) == ["noodles"]


# -- time passes


async def test_after_a_restart(server: Server) -> None:
    await miss(server, **{f"word{n:02}": 1 for n in range(11)})
    sam = moderator(server)
    card = await review(server, sam)
    await restart(server)
    await sam.click(card, label="Next ›")
    assert "-# 11–11 of 11" in shown(card)
    again = CurationService(server.app.database)
    assert (await again.misses(server.guild.id, 0, 1))[1] == 11


async def test_buttons_of_another_version(server: Server) -> None:
    sam = moderator(server)
    for pressed in ("b:misses", "b:misses:n", "b:misses:n:x", "b:misses:n:-1", "b:misses:n:0:more"):
        old = await left_behind(server, pressed)
        assert (await sam.click(old, label="old")).response.content == say("error-old-button"), pressed
    for pressed in ("s:miss-done", "s:miss-done:x", "s:miss-done:0:0"):
        old = await left_behind(server, pressed, ["noodles"])
        assert (await sam.select(old, ["noodles"])).response.content == say("error-old-button"), pressed
    far = await left_behind(server, f"b:misses:n:{10**30 % 10**19}")
    await sam.click(far, label="old")
    assert "Nothing is waiting for you." in shown(far)


# -- anything typed


async def test_anything_searched_is_shown_letter_by_letter(server: Server) -> None:
    for typed in TYPED:
        if not typed.startswith("title:"):
            await find(server, typed)
    for typed in TYPED:
        await server.app.curation.miss(server.guild.id, typed)  # also what happened to find something
    sam = moderator(server)
    card, count = await review(server, sam), len(callbacks(server))
    while True:
        harmless(_without_times(card))
        assert all(option["label"].strip() for option in kinds(card, 3)[0]["options"])
        if next(b for b in kinds(card, 2) if b["label"] == "Next ›")["disabled"]:
            break
        await sam.click(card, label="Next ›")
        count += 1
    assert len(callbacks(server)) == count
    everything = len((await server.app.curation.misses(server.guild.id, 0, 100))[0])
    for _ in range(everything):
        await sam.select(card, [options(card)[0]], custom_id=custom_id(card, DONE))
    assert "Nothing is waiting for you." in shown(card), "each can be taken off"


def _without_times(card: Any) -> Any:
    """Discord's timestamps are ours, everything else like them would be somebody's."""
    bare = json.loads(re.sub(r"last <t:\d+:R>", "last", json.dumps(card.components)))
    return SimpleNamespace(content=card.content, components=bare)


@pytest.mark.parametrize("language", [Language.ZH_CN, Language.ZH_TW])
async def test_in_the_moderators_language(server: Server, language: Language) -> None:
    await miss(server, noodles=3)
    sam = moderator(server)
    await server.speaks(sam, language)
    text = shown(await review(server, sam))
    for key in ("review-heading", "review-misses", "review-hint"):
        assert say(key, language) in text
    assert "**3 次** noodles" in text


# -- what a click makes of a search


async def test_a_search_becomes_a_name_of_a_title(server: Server) -> None:
    await miss(server, slitherboy=3)
    sam = moderator(server)
    card = await review(server, sam)
    form = await sam.select(card, ["slitherboy"], custom_id=custom_id(card, "s:miss-name:"))
    answer = await sam.submit_modal(form, {"line": "tan chi she"})
    named = say("review-miss-named", title="Greedy Snake 《贪吃蛇》")
    assert answer.followups[0].content == named and "slitherboy" not in shown(card)
    assert "Greedy Snake" in shown(await find(server, "slitherboy"))
    assert "No documented drama" in shown(await find(elsewhere(server), "slitherboy"))


async def test_a_search_begins_a_title(server: Server) -> None:
    await miss(server, slitherboy=3)
    sam = moderator(server)
    card = await review(server, sam)
    form = await sam.select(card, ["slitherboy"], custom_id=custom_id(card, "s:miss-title:"))
    fields = {
        label["component"]["custom_id"]: label["component"].get("value") for label in form.modal["components"]
    }
    assert fields["english"] == "slitherboy"
    answer = await sam.submit_modal(form, {"english": "Slitherboy", "about": "He slithers."})
    assert "Slitherboy" in shown(card) and say("adding-done", title="Slitherboy") in shown(
        answer.followups[0]
    )
    assert "He slithers." in shown(await find(server, "slitherboy"))
    assert await server.app.curation.misses(server.guild.id, 0, 10) == ([], 0)
    assert "slitherboy" not in shown(await review(server, sam))


async def test_what_is_like_a_search_is_shown_before_it_is_made(server: Server) -> None:
    await miss(server, **{"the greedy snakes": 3})
    sam = moderator(server)
    card = await review(server, sam)
    form = await sam.select(card, ["the greedy snakes"], custom_id=custom_id(card, "s:miss-title:"))
    await sam.submit_modal(form, {"english": "The Greedy Snakes"})
    assert say("alike-heading") in shown(card)
    assert (await server.app.curation.misses(server.guild.id, 0, 10))[1] == 1, "nothing yet"
    await sam.select(card, ["greedy-snake"], custom_id=custom_id(card, "s:add-as-name:"))
    assert (await server.app.curation.misses(server.guild.id, 0, 10))[1] == 0
    assert "Greedy Snake" in shown(await find(server, "the greedy snakes"))


async def test_a_server_that_is_full_begins_no_title_and_nothing_is_left(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    await miss(server, slitherboy=3)
    sam = moderator(server)
    card = await review(server, sam)
    monkeypatch.setattr(writing, "MOST_OWN", 0)
    answer = await sam.select(card, ["slitherboy"], custom_id=custom_id(card, "s:miss-title:"))
    assert answer.response.content == say("error-titles-full", most=0)
    assert (await server.app.reviewing.queue(server.guild.id, 0))[2] == 0


async def test_words_that_fit_several_titles_are_chosen_from(server: Server) -> None:
    await miss(server, slitherboy=3)
    sam = moderator(server)
    for one_id, name in (("zzqxy-a", "Zzqxy Umbrellas"), ("zzqxy-b", "Zzqxy Penguins")):
        await add_title(server.app, id=one_id, names=[{"text": name, "language": "en", "kind": "original"}])
    card = await review(server, sam)
    form = await sam.select(card, ["slitherboy"], custom_id=custom_id(card, "s:miss-name:"))
    answer = await sam.submit_modal(form, {"line": "zzqxy"})
    assert say("form-several") in shown(answer.response) and "zzqxy-b" in options(answer.response)
    answer = await sam.select(answer.response, ["zzqxy-b"])
    assert answer.followups[0].content == say("review-miss-named", title="Zzqxy Penguins")
    assert "Zzqxy Penguins" in shown(await find(server, "slitherboy"))


async def test_forms_of_searches_check_again(server: Server) -> None:
    await miss(server, slitherboy=3)
    sam = moderator(server)
    card = await review(server, sam)
    for menu, typed in (
        ("s:miss-name:", {"line": "tan chi she"}),
        ("s:miss-title:", {"english": "Slitherboy"}),
    ):
        form = await sam.select(card, ["slitherboy"], custom_id=custom_id(card, menu))
        roles = set(server.env.backend.get_guild(server.guild.id).members[sam.id].role_ids)
        demote(server, sam)
        assert (await sam.submit_modal(form, typed)).response.content == REFUSED
        assert (
            await sam.select(card, ["slitherboy"], custom_id=custom_id(card, menu))
        ).response.content == REFUSED
        server.env.backend.get_guild(server.guild.id).members[sam.id].role_ids.extend(roles)
    assert await server.app.editing.history(server.guild.id, "", 10, 0) == []
