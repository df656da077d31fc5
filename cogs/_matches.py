"""What a description may mean: the best matches, each with why it is one, before anybody else is asked."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain import display
from bot.domain.markup import escape, quoted
from bot.domain.model import Title
from bot.domain.question import LONGEST, Question, told_tropes
from bot.domain.search import Hit
from bot.domain.viewer import Viewer
from bot.domain.vocabulary import entry_name
from bot.i18n import texts
from bot.services.catalogue import CatalogueService
from cogs._actions import button
from cogs._card import Card, small
from cogs._matched import in_list
from cogs._titles import facts, readable_name

MOST = 5
_NAME = 200  # characters of a title
Match = tuple[Title, Hit]


def match_card(
    one: Question, found: Sequence[Match], viewer: Viewer, catalogue: CatalogueService
) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    heading = t(language, "identify-found" if found else "identify-nothing")
    card = Card().text(f"### {heading}", small(quoted(one.description, LONGEST)))
    for title, hit in found:
        it_is = button(t(language, "button-it-was"), "it-was", one.id, title.id)
        name = display.clip(readable_name(title, viewer), _NAME)
        card.beside(
            it_is,
            f"**{name}**",
            small(facts(title, viewer)),
            small(why(one.description, title, hit, viewer, catalogue)),
        )
    style = discord.ButtonStyle.secondary if found else discord.ButtonStyle.primary
    label = t(language, "button-none-of-these" if found else "button-ask-others")
    return card.row(button(label, "ask-others", one.id, style=style)).view()


def why(description: str, title: Title, hit: Hit, viewer: Viewer, catalogue: CatalogueService) -> str:
    """Words of the plot or the name that matched, and the tropes that were named."""
    t, language = texts(), viewer.language
    matched = in_list(hit, title, viewer) or t(language, "identify-by-name")
    tropes = told_tropes(description, title.tropes, catalogue.tropes)
    named = escape(" · ".join(entry_name(trope, language) for trope in tropes))
    return " · ".join(filter(None, (matched, t(language, "identify-by-tropes", list=named) if named else "")))


def nowhere_card(reason: str, draft: int, viewer: Viewer) -> discord.ui.LayoutView:
    """Nobody can be asked; what there is instead. `draft` is of a suggestion that tells what was described."""
    t, language = texts(), viewer.language
    card = Card().text(reason, t(language, "identify-instead"))
    return card.row(button(t(language, "button-suggest-it"), "draft-again", draft)).view()
