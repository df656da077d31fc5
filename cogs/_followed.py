"""What can be followed: found from the options of a command, named in an answer, and shown as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import discord
from discord import app_commands

from bot.app import App
from bot.client import Interaction
from bot.domain import display
from bot.domain.following import Follow, FollowKind, Telling, Way
from bot.domain.markup import escape
from bot.domain.model import Collection, Platform, Trope
from bot.domain.names import fold
from bot.domain.viewer import Viewer
from bot.domain.vocabulary import Vocabulary, entry_name
from bot.errors import NotFound, UserError
from bot.i18n import texts
from cogs._actions import ActionButton, button, number, option, select
from cogs._announce_options import Typed
from cogs._card import Card, small
from cogs._choices import Choices
from cogs._pages import last_page, turning
from cogs._times import zone_name

E = TypeVar("E", Collection, Platform, Trope)
PAGE = 15
_LARGEST_ID = 2**63 - 1
_MOST = 25
_KINDS = {
    FollowKind.TITLE: "follow-kind-title",
    FollowKind.LIST: "follow-kind-list",
    FollowKind.COLLECTION: "follow-kind-collection",
    FollowKind.PLATFORM: "follow-kind-platform",
    FollowKind.TROPE: "follow-kind-trope",
}
WAYS = {
    Way.SERVER: "follow-way-server",
    Way.DM: "follow-way-dm",
    Way.COMMAND: "follow-way-command",
}


def followed(kind: str, target: str, guild: int = 0) -> Follow:
    """What a button or a choice carries. Raises UserError when it is not of this version."""
    try:
        return Follow(FollowKind(kind), target, guild)
    except ValueError:
        raise UserError("error-old-button") from None


async def check(app: App, follow: Follow, viewer: Viewer) -> None:
    """Whether there is such a thing, and they may know of it. Raises UserError."""
    catalogue = app.catalogue
    match follow.kind:
        case FollowKind.TITLE:
            await catalogue.title(follow.target, viewer.guild)
        case FollowKind.LIST if follow.target == str(viewer.user_id):
            raise UserError("error-follow-own-list")
        case FollowKind.LIST:
            if not await app.watchlists.is_shared(number(follow.target, _LARGEST_ID)):
                raise UserError("error-watchlist-private")
        case FollowKind.COLLECTION:
            _check_entry(catalogue.collections, follow.target)
        case FollowKind.PLATFORM:
            _check_entry(catalogue.platforms, follow.target)
        case FollowKind.TROPE:
            _check_entry(catalogue.tropes, follow.target)


def _check_entry(vocabulary: Vocabulary[E], identity: str) -> None:
    if identity not in vocabulary.entries:
        raise NotFound("error-old-button")


async def names(app: App, follows: Sequence[Follow], viewer: Viewer) -> list[str]:
    """What each is called here, plain; of what is gone, its id."""
    ids = {(one.target, one.guild) for one in follows if one.kind is FollowKind.TITLE}
    titles: dict[str, str] = {}
    for guild in {guild for _, guild in ids} & {0, viewer.guild}:
        found = await app.catalogue.titles([target for target, place in ids if place == guild], guild)
        titles |= {title.id: display.heading(title, viewer.order) for title in found}
    shared = await app.catalogue.titles([target for target, _ in ids if target not in titles])
    titles |= {title.id: display.heading(title, viewer.order) for title in shared}
    return [_name(app, one, titles, viewer) for one in follows]


def _name(app: App, one: Follow, titles: dict[str, str], viewer: Viewer) -> str:
    catalogue = app.catalogue
    match one.kind:
        case FollowKind.TITLE:
            return titles.get(one.target) or texts()(viewer.language, "follow-elsewhere")
        case FollowKind.LIST:
            return f"<@{one.target}>"
        case FollowKind.COLLECTION:
            return _entry(catalogue.collections, one.target, viewer)
        case FollowKind.PLATFORM:
            return _entry(catalogue.platforms, one.target, viewer)
        case FollowKind.TROPE:
            return _entry(catalogue.tropes, one.target, viewer)


def _entry(vocabulary: Vocabulary[E], target: str, viewer: Viewer) -> str:
    entry = vocabulary.entries.get(target)
    return entry_name(entry, viewer.language) if entry else target


def shown(one: Follow, name: str) -> str:
    """In an answer: the mention of a member is live there, and rings for nobody."""
    return name if one.kind is FollowKind.LIST else escape(name)


def followed_card(
    one: Follow, name: str, telling: Telling, place: str, viewer: Viewer, *, is_followed: bool
) -> discord.ui.LayoutView:
    """That it is followed or not any more, where they are told, and the way back."""
    t, language = texts(), viewer.language
    key = "follow-done" if is_followed else "follow-undone"
    card = Card().text(t(language, key, what=shown(one, name)))
    if not is_followed:
        return card.row(_switch(one, viewer, on=True)).view()
    card.text(small(_how(telling, place, viewer)))
    if viewer.region is None:
        card.text(small(t(language, "follow-no-region")))
    buttons = [_switch(one, viewer, on=False)]
    if one.kind is FollowKind.TITLE:
        buttons.append(button(t(language, "button-watchlist-add"), "mine-add", one.target))
    return card.row(*buttons, button(t(language, "button-following"), "following")).view()


def _switch(one: Follow, viewer: Viewer, *, on: bool) -> ActionButton:
    label = texts()(viewer.language, "button-follow-again" if on else "button-unfollow")
    return button(label, "hear-set", one.kind, one.target, int(on))


def _how(telling: Telling, place: str, viewer: Viewer) -> str:
    t, language = texts(), viewer.language
    if telling.way is Way.DM:
        return t(language, "follow-how-dm")
    if telling.way is Way.SERVER and place:
        return t(language, "follow-how-server", channel=place)
    return t(language, "follow-how-command")


def list_card(
    follows: Sequence[Follow], called: Sequence[str], page: int, telling: Telling, place: str, viewer: Viewer
) -> discord.ui.LayoutView:
    """A page of what is followed, with a menu to stop, and how one is told."""
    t, language = texts(), viewer.language
    last = last_page(len(follows), PAGE)
    page = min(page, last)
    shown_now = list(zip(follows, called, strict=True))[page * PAGE : (page + 1) * PAGE]
    card = Card().text(f"## {t(language, 'follow-heading', count=len(follows))}")
    if not follows:
        card.text(t(language, "follow-nothing"))
    card.text(*(f"- {shown(one, name)} · {t(language, _KINDS[one.kind])}" for one, name in shown_now))
    if follows:
        options = [
            option(_label(one, name, viewer), f"{one.kind}:{one.target}", t(language, _KINDS[one.kind]))
            for one, name in shown_now
        ]
        card.row(select(t(language, "follow-choose-remove"), options, "hear-drop", page))
    if last:
        card.row(*turning("following-page", page, last, viewer))
    return _told_how(card.line(), telling, place, viewer).view()


def _label(one: Follow, name: str, viewer: Viewer) -> str:
    return texts()(viewer.language, "follow-kind-list") if one.kind is FollowKind.LIST else name


def _told_how(card: Card, telling: Telling, place: str, viewer: Viewer) -> Card:
    t, language = texts(), viewer.language
    quiet = ""
    if telling.quiet_from is not None and telling.quiet_to is not None:
        hours = f"{telling.quiet_from:02}:00–{telling.quiet_to:02}:00"
        quiet = t(language, "follow-quiet", hours=hours, zone=escape(zone_name(telling.zone, language)))
    card.text(
        _how(telling, place, viewer),
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


def several_card(follows: Sequence[Follow], called: Sequence[str], viewer: Viewer) -> discord.ui.LayoutView:
    """Which of several things that one was told of is to be followed no more."""
    t, language = texts(), viewer.language
    options = [
        option(_label(one, name, viewer), f"{one.kind}:{one.target}", t(language, _KINDS[one.kind]))
        for one, name in zip(follows, called, strict=True)
    ]
    menu = select(t(language, "follow-choose-remove"), options, "hear-drop", 0)
    return Card().text(t(language, "follow-which")).row(menu).view()


def place_of(app: App, viewer: Viewer) -> str:
    """The channel in which followers of a server are mentioned."""
    channel = app.servers.get(viewer.guild).follow_channel if viewer.guild else 0
    return f"<#{channel}>" if channel else ""


async def _own_follows(interaction: Interaction, typed: str) -> Choices:
    """A member's own, whatever they are called."""
    app, viewer = interaction.client.app, await interaction.client.viewer(interaction)
    follows = await app.following.of_member(viewer.user_id)
    called = [_plain(interaction, one, name, viewer)
              for one, name in zip(follows, await names(app, follows, viewer), strict=True)]  # fmt: skip
    wanted = fold(typed)
    return [
        app_commands.Choice(name=display.clip(name, 100), value=f"{one.kind}:{one.target}")
        for one, name in zip(follows, called, strict=True)
        if wanted in fold(name) and len(f"{one.kind}:{one.target}") <= 100
    ][:_MOST]


def _plain(interaction: Interaction, one: Follow, name: str, viewer: Viewer) -> str:
    """A choice shows a mention letter by letter."""
    kind = texts()(viewer.language, _KINDS[one.kind])
    if one.kind is not FollowKind.LIST:
        return f"{name} · {kind}"
    user = interaction.client.get_user(int(one.target))
    return f"{kind} · {user.display_name if user else one.target}"


FollowedOption = app_commands.Transform[str, Typed(_own_follows)]
