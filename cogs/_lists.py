"""Lists of titles that turn pages: what was asked travels in the buttons, so they work after a restart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import discord

from bot.domain.filters import ANYTHING, Filters
from bot.domain.markup import escape, quoted
from bot.domain.model import Title
from bot.domain.regions import in_sentence
from bot.domain.search import Hit
from bot.domain.viewer import Viewer
from bot.domain.vocabulary import entry_name
from bot.domain.words import language_name
from bot.i18n import texts
from bot.services.catalogue import CatalogueService
from bot.services.search import Found
from cogs._actions import MAX_CUSTOM_ID, button, number
from cogs._card import Card, small
from cogs._matched import in_list
from cogs._pages import last_page, page_of, turning
from cogs._titles import facts, open_menu, readable_name, where

PAGE = 10


@dataclass(frozen=True)
class Ask:
    """A search and who asked it."""

    asker: int
    query: str = ""  # folded
    filters: Filters = ANYTHING
    page: int = 0

    def args(self) -> tuple[str | int, ...]:
        """What a button carries. A custom_id is short, so a very long query loses its last words on further pages."""
        f = self.filters
        rest = (self.page, self.asker, f.trope, f.platform, f.collection, f.language, f.region)
        room = MAX_CUSTOM_ID - len("b:list:n:") - sum(len(str(part)) + 1 for part in rest)
        return (*rest, _clip_words(self.query, room))

    @classmethod
    def parse(cls, args: Sequence[str]) -> Ask:
        """The reverse of args(). Raises UserError."""
        page, asker, trope, platform, collection, language, region, query = args
        filters = Filters(trope, platform, collection, language, region)
        return cls(number(asker), query, filters, page_of(page))


def _clip_words(text: str, room: int) -> str:
    """Whole words, as many as fit; half a word if not even one does."""
    if len(text) <= room:
        return text
    end = text.rfind(" ", 0, room + 1)
    return text[: end if end > 0 else room]


def list_card(
    ask: Ask, found: Found, viewer: Viewer, catalogue: CatalogueService, shown: str = ""
) -> discord.ui.LayoutView:
    """One page of results with a menu to open one; `shown` is the query as it was typed."""
    t, language = texts(), viewer.language
    query = quoted(shown or ask.query)
    heading = t(language, "list-heading", query=query) if ask.query else t(language, "list-heading-browse")
    card = Card().text(f"### {heading}", _filter_line(ask.filters, viewer, catalogue))
    card.text(_about_platform(ask, viewer, catalogue))
    card.text(
        *[
            _line(number, *pair, viewer, catalogue)
            for number, pair in enumerate(found.titles, 1 + ask.page * PAGE)
        ]
    )
    card.row(open_menu((title for title, _ in found.titles), viewer, catalogue.platforms, ask.asker))
    if found.total > PAGE:
        last = last_page(found.total, PAGE)
        card.row(*turning("list", ask.page, last, viewer, lambda page: replace(ask, page=page).args()))
    first = 1 + ask.page * PAGE
    key = "list-page-capped" if found.capped else "list-page"
    return card.text(
        small(t(language, key, first=first, last=first + len(found.titles) - 1, total=found.total))
    ).view()


def none_card(
    query: str, ask: Ask, nearest: Sequence[Title], viewer: Viewer, catalogue: CatalogueService
) -> discord.ui.LayoutView:
    """Nothing was found: what comes close, and how to go on."""
    t, language = texts(), viewer.language
    heading_text = t(language, "none-heading", query=quoted(query)) if query else t(language, "list-empty")
    card = Card().text(f"### {heading_text}")
    if filters := filter_names(ask.filters, viewer, catalogue):
        card.text(t(language, "none-filters", list=filters))
    if nearest:
        card.text(t(language, "none-nearest"), *[f"- {readable_name(title, viewer)}" for title in nearest])
        card.row(open_menu(nearest, viewer, catalogue.platforms, ask.asker))
    card.text(small(t(language, "none-advice")))
    everything = replace(ask, query="", filters=ANYTHING)
    return card.row(button(t(language, "button-browse"), "list", "a", *everything.args())).view()


def mentions_card(
    found: Sequence[tuple[Title, Hit]], viewer: Viewer, catalogue: CatalogueService
) -> discord.ui.LayoutView:
    t = texts()
    card = Card().text(f"### {t(viewer.language, 'mentions-heading')}")
    card.text(*[_line(number, *pair, viewer, catalogue) for number, pair in enumerate(found, 1)])
    menu = open_menu((title for title, _ in found), viewer, catalogue.platforms, viewer.user_id)
    return card.row(menu).view()


def filter_names(filters: Filters, viewer: Viewer, catalogue: CatalogueService) -> str:
    """The filters as people call them."""
    chosen = [
        catalogue.tropes.entries.get(filters.trope),
        catalogue.platforms.entries.get(filters.platform),
        catalogue.collections.entries.get(filters.collection),
    ]
    names = [entry_name(entry, viewer.language) for entry in chosen if entry]
    if filters.language:
        names.append(language_name(filters.language, viewer.language))
    if filters.region:
        region = in_sentence(filters.region, viewer.language)
        names.append(texts()(viewer.language, "list-filter-region", region=region))
    return escape(" · ".join(names))


def _filter_line(filters: Filters, viewer: Viewer, catalogue: CatalogueService) -> str | None:
    names = filter_names(filters, viewer, catalogue)
    return small(texts()(viewer.language, "list-filters", list=names)) if names else None


def _about_platform(ask: Ask, viewer: Viewer, catalogue: CatalogueService) -> str | None:
    """What a service is, for somebody who browses it."""
    platform = catalogue.platforms.entries.get(ask.filters.platform)
    return escape(platform.summary.to(viewer.language)) if platform and not ask.query else None


def _line(number: int, title: Title, hit: Hit, viewer: Viewer, catalogue: CatalogueService) -> str:
    """The name, with our translation for those who cannot read it, and under it what tells titles apart."""
    matched = in_list(hit, title, viewer)
    in_plot = hit.kind == "plot"  # ten of these would make a list of thirty lines
    known = (
        facts(title, viewer),
        *where(title, viewer, catalogue.platforms)[:2],
        matched if in_plot else None,
    )
    lines = [f"**{number}.** {readable_name(title, viewer)}", small(" · ".join(filter(None, known)))]
    if matched and not in_plot:
        lines.append(small(matched))
    return "\n".join(filter(None, lines))
