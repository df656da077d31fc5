"""/glossary: one word by any of its names, or every word in menus."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.markup import escape
from bot.domain.model import Language
from bot.domain.vocabulary import entry_name
from tests.cogs.acting import kinds, say, shown
from tests.conftest import Server


async def ask(server: Server, **options: str) -> Any:
    answer = await server.member.slash(server.channel, "glossary", **options)
    assert answer.ephemeral
    return answer.response


async def test_a_word_by_any_of_its_names(server: Server) -> None:
    for typed in ("duanju", "Duanju", "短剧", "短劇", "duan ju", "microdrama"):
        text = shown(await ask(server, term=typed))
        assert text.startswith("### Duanju · 短剧 · duǎn jù\n"), typed
        assert "The Chinese word for a micro-drama" in text
        assert "-# Also: micro-drama" in text


@pytest.mark.parametrize("typed", ["qqqq zzzz", "😀", "!?", "**", "x" * 100])
async def test_a_word_that_is_not_there(server: Server, typed: str) -> None:
    answer = await ask(server, term=typed)
    assert "is not in the glossary. Use /glossary alone" in answer.content and not answer.components


@pytest.mark.parametrize("language", Language)
async def test_every_word_in_menus(server: Server, language: Language) -> None:
    await server.speaks(server.member, language)
    terms = server.app.catalogue.terms.entries
    for typed in ({}, {"term": "  "}):
        card = await ask(server, **typed)
        assert shown(card).startswith(f"### {say('glossary-heading', language)}")
        menus = kinds(card, 3)
        values = [option["value"] for menu in menus for option in menu["options"]]
        assert sorted(values) == sorted(terms), "every word once"
        assert len({menu["custom_id"] for menu in menus}) == len(menus) >= 2
        for term in terms.values():
            assert escape(entry_name(term, language)) in shown(card)


async def test_a_word_from_a_menu(server: Server) -> None:
    card = await ask(server)
    for menu in kinds(card, 3):
        value = menu["options"][-1]["value"]
        explained = await server.member.select(card, [value], custom_id=menu["custom_id"])
        term = server.app.catalogue.terms.entries[value]
        assert explained.ephemeral and term.term.en in shown(explained.response)


async def test_words_while_typing(server: Server) -> None:
    choices = await server.member.autocomplete(server.channel, "glossary", "term", "duanj")
    assert {"name": "Duanju", "value": "duanju"} in choices
    await server.speaks(server.member, Language.ZH_TW)
    choices = await server.member.autocomplete(server.channel, "glossary", "term", "duan ju")
    assert {"name": "短劇", "value": "duanju"} in choices
    assert len(await server.member.autocomplete(server.channel, "glossary", "term", "")) == 25
