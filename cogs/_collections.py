"""The card of a collection: who runs it, what it is for, how to find it, and its titles."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain import words
from bot.domain.markup import code, escape
from bot.domain.model import Collection, Title
from bot.domain.viewer import Viewer
from bot.i18n import texts
from bot.services.catalogue import CatalogueService
from cogs._card import Card, bullets, small
from cogs._titles import facts, open_menu, readable_name


def collection_card(
    collection: Collection, titles: Sequence[Title], viewer: Viewer, catalogue: CatalogueService
) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    card = Card().text(f"## {_name(collection, viewer)}", _since(collection, viewer))
    card.text(escape(collection.summary.to(language)))
    if collection.organisers:
        lines = [
            f"**{escape(o.name.to(language))}** · {escape(o.role.to(language))}"
            for o in collection.organisers
        ]
        card.text(t(language, "collection-run-by"), bullets(lines))
    if collection.how_to_find:
        card.text(t(language, "collection-find"), escape(collection.how_to_find.to(language)))
    if collection.search_terms:
        card.text(t(language, "collection-words", list=" ".join(map(code, collection.search_terms))))
    if titles:
        card.line().text(
            t(language, "collection-titles"), bullets(_line(title, viewer) for title in titles[:25])
        )
        card.row(open_menu(titles[:25], viewer, catalogue.platforms, viewer.user_id))
    return card.view()


def _name(collection: Collection, viewer: Viewer) -> str:
    """In English the Chinese name stands beside it: that is what one types in the app."""
    shown = collection.name.to(viewer.language)
    original = collection.name.zh_cn
    return escape(shown if shown == original or viewer.language != "en" else f"{shown} {original}")


def _since(collection: Collection, viewer: Viewer) -> str | None:
    if not collection.since:
        return None
    date = words.partial_date(collection.since, viewer.language)
    return small(texts()(viewer.language, "collection-since", date=date))


def _line(title: Title, viewer: Viewer) -> str:
    detail = facts(title, viewer)
    return f"**{readable_name(title, viewer)}**" + (f" · {detail}" if detail else "")
