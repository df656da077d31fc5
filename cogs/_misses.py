"""The list of what members searched for in vain, and what a moderator can make of each."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.markup import quoted
from bot.domain.misses import Miss
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._actions import ActionButton, option, select
from cogs._card import Card, small
from cogs._pages import last_page, turning

PAGE = 10


def misses_card(
    misses: Sequence[Miss], page: int, total: int, viewer: Viewer, sections: Sequence[ActionButton] = ()
) -> discord.ui.LayoutView:
    """What was searched in vain, with menus: make a name of it, or a title, or take it off the list."""
    t, language = texts(), viewer.language
    card = Card().text(f"## {t(language, 'review-heading')}")
    if not misses:
        return card.text(t(language, "review-empty")).row(*sections).view()
    card.text(small(t(language, "review-misses")))
    card.text(*[_line(miss, viewer) for miss in misses])
    options = [option(miss.text, miss.text) for miss in misses]
    card.row(select(t(language, "review-done"), options, "miss-done", page))
    card.row(select(t(language, "review-miss-name"), options, "miss-name", page))
    card.row(select(t(language, "review-miss-title"), options, "miss-title", page))
    if total > PAGE:
        card.row(*turning("misses", page, last_page(total, PAGE), viewer))
        first = 1 + page * PAGE
        shown = t(language, "list-part", first=first, last=first + len(misses) - 1, total=total)
        card.text(small(shown))
    return card.line().text(small(t(language, "review-hint"))).row(*sections).view()


def _line(miss: Miss, viewer: Viewer) -> str:
    when = f"<t:{miss.last_at}:R>"
    return texts()(viewer.language, "review-miss", count=miss.count, text=quoted(miss.text), when=when)
