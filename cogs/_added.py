"""Cards on the way of a new title: what may be the same, and what is still to do once it is saved."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.display import english_name
from bot.domain.markup import escape
from bot.domain.model import Title
from bot.domain.viewer import Viewer
from bot.i18n import texts
from bot.services.catalogue import CatalogueService
from cogs._actions import button, select
from cogs._card import Card, bullets, small
from cogs._drafts import MINUTES
from cogs._editor import flag_of, propose_button, scope_line
from cogs._titles import facts, heading, open_menu, readable_name, title_option, where

_SUCCESS = discord.ButtonStyle.success


def alike_card(
    new: Title, alike: Sequence[Title], guild: int, token: str, viewer: Viewer, catalogue: CatalogueService
) -> discord.ui.LayoutView:
    """One menu opens a card to look at, the other one takes what was typed as names of it."""
    t, language = texts(), viewer.language
    name = escape(new.names[0].text)
    card = Card().text(f"## {t(language, 'alike-heading')}", t(language, "alike-intro", name=name))
    for title in alike:
        known = (facts(title, viewer), *where(title, viewer, catalogue.platforms)[:2])
        card.text(f"**{readable_name(title, viewer)}**", small(" · ".join(filter(None, known))))
    card.row(open_menu(alike, viewer, catalogue.platforms, viewer.user_id))
    options = [title_option(title, viewer, catalogue.platforms) for title in alike]
    card.row(select(t(language, "alike-same"), options, "add-as-name", token))
    card.row(
        button(t(language, "button-save-anyway"), "add-anyway", token, style=_SUCCESS),
        button(t(language, "button-correct"), "add-again", token),
    )
    return card.text(scope_line(guild, viewer), small(t(language, "form-kept", minutes=MINUTES))).view()


def saved_card(title: Title, guild: int, viewer: Viewer, key: str) -> discord.ui.LayoutView:
    """`key`: what has happened."""
    t, language, args = texts(), viewer.language, (flag_of(guild), title.id)
    card = Card().text(t(language, key, title=heading(title, viewer)), scope_line(guild, viewer))
    if lacking := _lacking(title, viewer):
        card.text(t(language, "lacks-heading"), bullets(lacking))
    card.row(
        button(t(language, "button-add-way"), "way-add", *args),
        button(t(language, "button-edit"), "edit-title", *args),
        button(t(language, "button-publish-ask"), "publish-ask", *args, style=_SUCCESS),
        *propose_button(title, guild, viewer),
    )
    return card.text(small(t(language, "adding-undo"))).view()


def _lacking(title: Title, viewer: Viewer) -> list[str]:
    t, language = texts(), viewer.language
    lacks = {
        "lacks-way": not title.routes,
        "lacks-english": english_name(title) is None,
        "lacks-about": title.synopsis is None,
        "lacks-tropes": not title.tropes,
        "lacks-year": title.year is None,
    }
    return [t(language, key) for key, is_lacking in lacks.items() if is_lacking]
