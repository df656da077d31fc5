"""What somebody follows, as cards: one thing with where they are told of it, and the list of all."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.following import FollowKind, Telling, Way
from bot.domain.markup import escape
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._actions import ActionButton, button, option, select
from cogs._card import Card, small
from cogs._followed import KINDS, Named, value
from cogs._pages import last_page, turning
from cogs._times import zone_name

PAGE = 15
WAYS = {
    Way.SERVER: "follow-way-server",
    Way.DM: "follow-way-dm",
    Way.COMMAND: "follow-way-command",
}


def shown(one: Named) -> str:
    """In an answer: the mention of a member is live there, and rings for nobody."""
    return one.name if one.follow.kind is FollowKind.LIST else escape(one.name)


def followed_card(one: Named, how: str, viewer: Viewer) -> discord.ui.LayoutView:
    """That it is followed, and how they are told."""
    t, language = texts(), viewer.language
    card = Card().text(t(language, "follow-done", what=shown(one))).text(small(how))
    if viewer.region is None:
        card.text(small(t(language, "follow-no-region")))
    buttons = [_switch(one, viewer, on=False)]
    if one.follow.kind is FollowKind.TITLE:
        buttons.append(button(t(language, "button-watchlist-add"), "mine-add", one.follow.target))
    return card.row(*buttons, button(t(language, "button-following"), "following")).view()


def unfollowed_card(
    one: Named, elsewhere: Sequence[str], viewer: Viewer, *, here: int
) -> discord.ui.LayoutView:
    """That it is not followed any more, where it still is, and the way back."""
    t, language = texts(), viewer.language
    card = Card().text(t(language, "follow-undone", what=shown(one)))
    if elsewhere:
        card.text(small(t(language, "follow-elsewhere-still", servers=escape(", ".join(elsewhere)))))
    if one.follow.guild == here:
        return card.row(_switch(one, viewer, on=True)).view()
    return card.row(button(t(language, "button-following"), "following")).view()


def _switch(one: Named, viewer: Viewer, *, on: bool) -> ActionButton:
    label = texts()(viewer.language, "button-follow-again" if on else "button-unfollow")
    return button(label, "hear-set", one.follow.kind, one.follow.target, int(on))


def how(telling: Telling, channel: int, viewer: Viewer, server: str = "") -> str:
    """`server` is the name of another one, if the channel is there."""
    t, language = texts(), viewer.language
    if telling.way is Way.DM:
        return t(language, "follow-how-dm")
    if telling.way is Way.SERVER and channel:
        mention = f"<#{channel}>"
        if server:
            return t(language, "follow-how-elsewhere", channel=mention, server=escape(server))
        return t(language, "follow-how-server", channel=mention)
    return t(language, "follow-how-command")


def list_card(
    follows: Sequence[Named], page: int, telling: Telling, channel: int, viewer: Viewer
) -> discord.ui.LayoutView:
    """A page of what is followed, with a menu to stop, and how one is told."""
    t, language = texts(), viewer.language
    last = last_page(len(follows), PAGE)
    page = min(page, last)
    here = follows[page * PAGE : (page + 1) * PAGE]
    card = Card().text(f"## {t(language, 'follow-heading', count=len(follows))}")
    if not follows:
        card.text(t(language, "follow-nothing"))
    card.text(*(f"- {shown(one)} · {_about(one, viewer)}" for one in here))
    if here:
        card.row(_menu(here, viewer, page))
    if last:
        card.row(*turning("following-page", page, last, viewer))
    if len({one.follow[:2] for one in follows}) < len(follows):
        card.text(small(t(language, "follow-several-places")))
    return _told_how(card.line(), telling, channel, viewer).view()


def _about(one: Named, viewer: Viewer) -> str:
    return f"{texts()(viewer.language, KINDS[one.follow.kind])} · {escape(one.where)}"


def _menu(follows: Sequence[Named], viewer: Viewer, page: int) -> discord.ui.Item:  # type: ignore[type-arg]
    t, language = texts(), viewer.language
    options = [
        option(t(language, "follow-kind-list") if one.follow.kind is FollowKind.LIST else one.name,
               value(one.follow), f"{t(language, KINDS[one.follow.kind])} · {one.where}")
        for one in follows
    ]  # fmt: skip
    return select(t(language, "follow-choose-remove"), options, "hear-drop", page)


def _told_how(card: Card, telling: Telling, channel: int, viewer: Viewer) -> Card:
    t, language = texts(), viewer.language
    quiet = ""
    if telling.quiet_from is not None and telling.quiet_to is not None:
        hours = f"{telling.quiet_from:02}:00–{telling.quiet_to:02}:00"
        quiet = t(language, "follow-quiet", hours=hours, zone=escape(zone_name(telling.zone, language)))
    card.text(
        how(telling, channel, viewer),
        t(language, "follow-closed") if telling.closed else "",
        quiet if telling.way is Way.DM else "",
        small(t(language, "follow-no-region")) if viewer.region is None else "",
    )
    ways = [option(t(language, key), way) for way, key in WAYS.items()]
    card.row(select(t(language, "follow-choose-way"), ways, "hear-way"))
    if telling.way is Way.DM:
        buttons = [button(t(language, "button-follow-quiet"), "hear-quiet")]
        if quiet:
            buttons.append(button(t(language, "button-clear"), "hear-loud"))
        card.row(*buttons)
    return card


def several_card(follows: Sequence[Named], viewer: Viewer) -> discord.ui.LayoutView:
    """Which of several things that one was told of is to be followed no more."""
    return Card().text(texts()(viewer.language, "follow-which")).row(_menu(follows, viewer, 0)).view()
