"""/catalogue synonyms: moderators say which words mean the same in their server."""

from __future__ import annotations

from typing import Any

import pytest
from simcord import SetupError

from bot.domain.model import Language
from bot.services.curation import CurationService
from tests.cogs.acting import (
    callbacks,
    demote,
    elsewhere,
    find,
    give_command,
    kinds,
    labels,
    left_behind,
    moderator,
    options,
    restart,
    say,
    shown,
)
from tests.cogs.test_hostile import TYPED, harmless
from tests.conftest import Server

REFUSED = say("error-moderators-only")


async def synonyms(server: Server, member: Any, words: str = "") -> Any:
    given = {"words": words} if words else {}
    answer = await member.slash(server.channel, "catalogue synonyms", **given)
    assert answer.ephemeral and not answer.followups
    return answer.response


async def groups(server: Server) -> list[tuple[str, ...]]:
    """Newest first."""
    return [group.words for group in await server.app.curation.synonym_groups(server.guild.id)]


async def test_words_are_added_and_listed(server: Server) -> None:
    sam = moderator(server)
    assert "There are none yet." in shown(await synonyms(server, sam))
    added = await synonyms(server, sam, "courier, delivery rider, 外賣騎手")
    assert "These now mean the same: **courier · delivery rider · 外賣騎手**" in shown(added)
    await synonyms(server, sam, "boss／CEO")
    card = await synonyms(server, sam)
    text = shown(card)
    assert "now mean the same" not in text
    assert text.index("- boss · CEO") < text.index("- courier · delivery rider · 外賣騎手")
    assert len(options(card)) == 2 and labels(card) == []
    assert set(await server.app.curation.synonyms(server.guild.id)) == {
        ("courier", "delivery rider", "外卖骑手"),
        ("boss", "ceo"),
    }


async def test_a_word_that_has_a_group_joins_it(server: Server) -> None:
    sam = moderator(server)
    await synonyms(server, sam, "courier, delivery rider")
    card = await synonyms(server, sam, "Courier, biker")
    assert "These now mean the same: **courier · delivery rider · biker**" in shown(card)
    assert await groups(server) == [("courier", "delivery rider", "biker")]


async def test_mistakes_are_told_in_a_sentence(server: Server) -> None:
    sam = moderator(server)
    await synonyms(server, sam, "a, b, c, d, e, f")
    await synonyms(server, sam, "1, 2, 3, 4, 5, 6")
    for words, sentence in (
        ("courier", say("error-synonyms-few")),
        (", ".join("abcdefghijk"), say("error-synonyms-many", most=10)),
        ("a, 1", say("error-synonyms-merged", count=12, most=10)),
        ("x" * 41 + ", y", say("error-synonyms-long", text="x" * 41, most=40)),
        ("**!**, y", say("error-synonyms-signs", text=r"\*\*!\*\*")),
    ):
        answer = await synonyms(server, sam, words)
        assert answer.content == sentence and not answer.components
    assert len(await groups(server)) == 2


async def test_a_group_is_removed(server: Server) -> None:
    sam = moderator(server)
    await synonyms(server, sam, "a, b")
    card = await synonyms(server, sam, "c, d")
    await sam.select(card, [options(card)[0]])
    assert await groups(server) == [("a", "b")]
    assert "c · d" not in shown(card) and "- a · b" in shown(card)
    await sam.select(card, options(card))
    assert "There are none yet." in shown(card)


async def test_pages(server: Server) -> None:
    for number in range(17):
        await server.app.curation.add_synonyms(server.guild.id, f"a{number}, b{number}")
    sam = moderator(server)
    card = await synonyms(server, sam)
    seen = options(card)
    for _ in range(2):
        await sam.click(card, label="Next ›")
        seen += options(card)
    assert len(set(seen)) == 17 and "-# 17–17 of 17" in shown(card)
    await sam.select(card, options(card))
    assert "-# 9–16 of 16" in shown(card), "the page that is gone gives way to the one before"


async def test_a_hundred_groups_of_the_longest_words(server: Server) -> None:
    for number in range(100):
        words = [f"{number:03}{letter}".ljust(40, "x") for letter in "abcdefghij"]
        await server.app.curation.add_synonyms(server.guild.id, ", ".join(words))
    sam = moderator(server)
    card = await synonyms(server, sam)
    assert shown(card).count("\n- ") + shown(card).startswith("- ") == 8 and "-# 1–8 of 100" in shown(card)
    assert "…" not in shown(card).replace("……", ""), "every word can be read"
    refused = await synonyms(server, sam, "one, more")
    assert refused.content == say("error-synonyms-full", most=100)


async def test_two_moderators_at_once(server: Server) -> None:
    sam, kim = moderator(server), moderator(server, "kim")
    mine = await synonyms(server, sam, "a, b")
    theirs = await synonyms(server, kim, "b, c")
    await sam.select(mine, options(mine))  # shows what was there before
    assert await groups(server) == [("a", "b", "c")], "what was not shown is not removed"
    assert "- a · b · c" in shown(mine)
    await kim.select(theirs, options(theirs))
    await sam.select(mine, options(mine))
    assert "There are none yet." in shown(mine)


async def test_search_knows_the_words_of_its_server_at_once(server: Server) -> None:
    sam, other = moderator(server), elsewhere(server)
    none = "No documented drama matches “zzqx”."
    assert none in shown(await find(server, "zzqx"))
    card = await synonyms(server, sam, "zzqx, werewolf")
    assert none not in shown(await find(server, "zzqx"))
    assert none in shown(await find(other, "zzqx"))
    await sam.select(card, options(card))
    assert none in shown(await find(server, "zzqx"))


# -- who may


async def test_it_is_not_there_for_members_and_in_direct_messages(server: Server) -> None:
    assert "catalogue synonyms" not in server.member.available_commands(server.channel)
    assert "catalogue synonyms" in moderator(server).available_commands(server.channel)
    for act in (
        lambda: server.member.slash(server.channel, "catalogue synonyms"),
        lambda: server.member.user.slash("catalogue synonyms"),
    ):
        with pytest.raises(SetupError):
            await act()


async def test_a_member_who_was_given_the_command_is_refused_in_a_sentence(server: Server) -> None:
    give_command(server, "catalogue", server.member)
    for words in ("", "a, b"):
        assert (await synonyms(server, server.member, words)).content == REFUSED
    assert await groups(server) == []


async def test_buttons_and_menus_check_again(server: Server) -> None:
    for number in range(9):
        await server.app.curation.add_synonyms(server.guild.id, f"a{number}, b{number}")
    sam = moderator(server)
    card = await synonyms(server, sam)
    demote(server, sam)
    for act in (lambda: sam.click(card, label="Next ›"), lambda: sam.select(card, [options(card)[0]])):
        answer = await act()
        assert answer.ephemeral and answer.response.content == REFUSED
    assert len(await groups(server)) == 9


async def test_another_servers_moderator_sees_and_changes_nothing_of_ours(server: Server) -> None:
    group = await server.app.curation.add_synonyms(server.guild.id, "a, b")
    other = elsewhere(server)
    otto = moderator(other, "otto")
    assert "There are none yet." in shown(await synonyms(other, otto))
    ours = await left_behind(other, "s:synonyms-remove:0", [str(group.id)])
    await otto.select(ours, [str(group.id)])
    assert await groups(server) == [("a", "b")] and await groups(other) == []


# -- time passes


async def test_after_a_restart(server: Server) -> None:
    sam = moderator(server)
    card = await synonyms(server, sam, "a, b")
    await restart(server)
    assert await CurationService(server.app.database).synonyms(server.guild.id) == (("a", "b"),)
    await sam.select(card, options(card))
    assert "There are none yet." in shown(card)


async def test_buttons_of_another_version(server: Server) -> None:
    sam = moderator(server)
    for custom_id in (
        "b:synonyms",
        "b:synonyms:n",
        "b:synonyms:n:x",
        "b:synonyms:n:-1",
        "b:synonyms:n:0:more",
    ):
        old = await left_behind(server, custom_id)
        assert (await sam.click(old, label="old")).response.content == say("error-old-button"), custom_id
    for custom_id, value in (
        ("s:synonyms-remove", "1"),
        ("s:synonyms-remove:x", "1"),
        ("s:synonyms-remove:0", "x"),
        ("s:synonyms-remove:0", "-1"),
        ("s:synonyms-remove:0", str(2**63)),
        ("s:synonyms-remove:0:0", "1"),
    ):
        old = await left_behind(server, custom_id, [value])
        assert (await sam.select(old, [value])).response.content == say("error-old-button"), custom_id
    far = await left_behind(server, f"b:synonyms:n:{2**63}")
    await sam.click(far, label="old")
    assert "There are none yet." in shown(far)


# -- anything typed


async def test_anything_typed_is_shown_letter_by_letter(server: Server) -> None:
    sam = moderator(server)
    for number, typed in enumerate(TYPED):
        for words in (typed, f"{typed}, other{number}", f"x{number}, {typed[:50]}"):
            before = len(callbacks(server))
            harmless(await synonyms(server, sam, words))
            assert len(callbacks(server)) == before + 1
    card = await synonyms(server, sam)
    while await groups(server):
        harmless(card)
        assert all(option["label"].strip() for option in kinds(card, 3)[0]["options"])
        await sam.select(card, [options(card)[0]])
    assert "There are none yet." in shown(card), "each can be removed"


@pytest.mark.parametrize("language", [Language.ZH_CN, Language.ZH_TW])
async def test_in_the_moderators_language(server: Server, language: Language) -> None:
    sam = moderator(server)
    await server.speaks(sam, language)
    assert say("synonyms-empty", language) in shown(await synonyms(server, sam))
    added = await synonyms(server, sam, "骑手，外卖员")
    assert say("synonyms-added", language, words="骑手 · 外卖员") in shown(added)
    assert (await synonyms(server, sam, "骑手")).content == say("error-synonyms-few", language)
