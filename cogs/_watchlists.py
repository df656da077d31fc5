"""A watchlist as a card: a page of titles with what their member does with them, and what can be done with the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import discord

from bot.domain.following import FollowKind
from bot.domain.viewer import Viewer
from bot.domain.watchlist import Sort, WatchState
from bot.errors import UserError
from bot.i18n import texts
from bot.services.catalogue import CatalogueService
from bot.services.watchlists import Watched
from cogs._actions import button, number, option, select
from cogs._card import Card, small
from cogs._pages import last_page, page_of, turning
from cogs._titles import facts, open_menu, readable_name

PAGE = 10
ALL = "all"
STATES = {
    WatchState.WANT: "watchlist-want",
    WatchState.WATCHING: "watchlist-watching",
    WatchState.DONE: "watchlist-done",
    WatchState.DROPPED: "watchlist-dropped",
}
SORTS = {
    Sort.CHANGED: "watchlist-by-changed",
    Sort.ADDED: "watchlist-by-added",
    Sort.NAME: "watchlist-by-name",
    Sort.STATE: "watchlist-by-state",
}


@dataclass(frozen=True)
class Page:
    """Of whose list, in which order, and which part of it."""

    owner: int
    sort: Sort = Sort.CHANGED
    state: WatchState | None = None
    number: int = 0

    def args(self) -> tuple[str | int, ...]:
        return self.owner, self.sort, self.state or ALL, self.number

    @classmethod
    def parse(cls, args: Sequence[str]) -> Page:
        """The reverse of args(). Raises UserError."""
        owner, sort, state, page = args
        try:
            return cls(number(owner), Sort(sort), None if state == ALL else WatchState(state), page_of(page))
        except ValueError:
            raise UserError("error-old-button") from None


def watchlist_card(
    page: Page, entries: Sequence[Watched], viewer: Viewer, catalogue: CatalogueService, *, is_shared: bool
) -> discord.ui.LayoutView:
    """Its member can share it and write it into a file; others can follow it."""
    t, language = texts(), viewer.language
    is_mine, last = page.owner == viewer.user_id, last_page(len(entries), PAGE)
    page = replace(page, number=min(page.number, last))
    here = entries[page.number * PAGE : (page.number + 1) * PAGE]
    heading = (
        t(language, "watchlist-mine") if is_mine else t(language, "watchlist-of", member=f"<@{page.owner}>")
    )
    card = Card().text(f"## {heading}", small(_about(page, len(entries), viewer)))
    card.text(*(_line(one, viewer) for one in here))
    if not here:
        card.text(t(language, "watchlist-empty"))
    else:
        card.row(open_menu((one.title for one in here), viewer, catalogue.platforms, viewer.user_id))
    if last:
        card.row(*turning("watchlist", page.number, last, viewer, lambda to: replace(page, number=to).args()))
    orders = [option(t(language, key), sort) for sort, key in SORTS.items()]
    card.row(select(t(language, "watchlist-choose-sort"), orders, "mine-sort", *page.args()))
    return card.row(*_buttons(page, viewer, is_mine=is_mine, is_shared=is_shared)).view()


def _about(page: Page, count: int, viewer: Viewer) -> str:
    t, language = texts(), viewer.language
    parts = [t(language, "watchlist-count", count=count), t(language, SORTS[page.sort])]
    if page.state:
        parts.append(t(language, STATES[page.state]))
    return " · ".join(parts)


def _line(one: Watched, viewer: Viewer) -> str:
    state = texts()(viewer.language, STATES[one.entry.state])
    about = " · ".join(filter(None, (state, facts(one.title, viewer))))
    return f"- **{readable_name(one.title, viewer)}**\n{small(about)}"


def _buttons(page: Page, viewer: Viewer, *, is_mine: bool, is_shared: bool) -> list[discord.ui.Item]:  # type: ignore[type-arg]
    t, language = texts(), viewer.language
    if not is_mine:
        return [button(t(language, "button-follow"), "follow", FollowKind.LIST, page.owner)]
    share = t(language, "button-watchlist-private" if is_shared else "button-watchlist-share")
    return [
        button(share, "mine-share", int(not is_shared), *page.args()),
        button(t(language, "button-watchlist-export"), "mine-export"),
    ]
