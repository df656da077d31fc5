"""What a watch party looks like: the draft that its host reads first, its message, its reminder, its event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.domain import display
from bot.domain.bands import Band
from bot.domain.guides import Recipe, Standing
from bot.domain.markup import clean, code, escape
from bot.domain.model import Title
from bot.domain.party import Party, State, is_guessed
from bot.domain.viewer import Viewer
from bot.domain.vocabulary import entry_name
from bot.domain.way_forms import way_digest
from bot.i18n import texts
from bot.services.catalogue import Watch
from cogs._actions import button, link
from cogs._card import Card, bullets, small
from cogs._recipes import NO_ROUTE
from cogs._times import zone_name
from cogs._titles import heading
from cogs._zones import zone_select

MARKER = "meet-move"  # in a custom_id of the message, in front of the party's id
_PRIMARY, _DANGER = discord.ButtonStyle.primary, discord.ButtonStyle.danger
_NAME, _DESCRIPTION = 100, 1000  # characters of an event's
_ENDED = {State.CANCELLED: "party-is-cancelled", State.OVER: "party-is-over"}


# -- for the host alone


def ask_zone_card(party: Party, viewer: Viewer) -> discord.ui.LayoutView:
    card = Card().text(texts()(viewer.language, "party-ask-zone"))
    return card.row(zone_select(viewer, "meet-zone", party.id)).view()


def draft_card(party: Party, title: Title, zone: str, viewer: Viewer) -> discord.ui.LayoutView:
    """What Create would make, said back before it does."""
    t, language = texts(), viewer.language
    card = Card().text(f"### {t(language, 'party-ask')}")
    card.text(
        *_facts(party, title, viewer),
        _where(party, viewer),
        t(language, "party-posted", channel=f"<#{party.channel}>"),
    )
    if zone:
        card.text(small(t(language, "party-zone", text=code(party.typed), zone=zone_name(zone, language))))
    return card.row(
        button(t(language, "button-party-create"), "meet-make", party.id, style=_PRIMARY),
        button(t(language, "button-party-time"), "meet-when", party.id),
        button(t(language, "button-party-zone"), "meet-zones", party.id),
    ).view()


def unclear_card(party: Party, reason: str, viewer: Viewer) -> discord.ui.LayoutView:
    """Nothing but the time has to be said again."""
    t, language = texts(), viewer.language
    card = Card().text(reason, t(language, "party-examples"))
    return card.row(
        button(t(language, "button-party-time"), "meet-when", party.id, style=_PRIMARY),
        button(t(language, "button-party-zone"), "meet-zones", party.id),
    ).view()


def made_card(party: Party, viewer: Viewer) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    key = "party-made" if party.state is State.MADE else "party-making"
    card = Card().text(t(language, key, channel=f"<#{party.channel}>"))
    if party.state is State.MADE and not party.message:
        card.text(t(language, "party-not-posted"))
    return card.row(*_interested(party, viewer)).view()


def news_card(party: Party, title: Title | None, viewer: Viewer) -> discord.ui.LayoutView:
    """What went wrong after its host was told to wait, and the way to try again."""
    t, language = texts(), viewer.language
    name = heading(title, viewer) if title else t(language, "desk-title-gone")
    card = Card().text(f"### {t(language, 'party-heading', title=name)}")
    if party.state is State.MADE:
        return card.text(t(language, party.news)).row(*_interested(party, viewer)).view()
    card.text(t(language, "party-not-made", when=f"<t:{party.at}:F>"), t(language, party.news))
    if party.state is State.DRAFT and title:
        card.row(
            button(t(language, "button-party-create"), "meet-make", party.id, style=_PRIMARY),
            button(t(language, "button-party-time"), "meet-when", party.id),
        )
    return card.view()


def sure_card(party: Party, title: Title | None, viewer: Viewer) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    name = heading(title, viewer) if title else party.title_id
    card = Card().text(t(language, "party-sure", title=name, when=f"<t:{party.at}:F>"))
    return card.row(
        button(t(language, "button-party-sure"), "meet-cancelled", party.id, style=_DANGER)
    ).view()


# -- for everybody, in the language of the server


def party_card(
    party: Party, title: Title, watch: Watch | None, band: Band | None, viewer: Viewer
) -> discord.ui.LayoutView:
    """When, what, where, how to get it ready; what is over has no buttons that change it. `band`: in whose thread it
    is talked about. A button leads there, since it asks who has not come so far."""
    t, language = texts(), viewer.language
    card = Card().text(f"## 🍿 {t(language, 'party-heading', title=heading(title, viewer))}")
    if party.state in _ENDED:
        card.text(f"**{t(language, _ENDED[party.state])}**")
    host = t(language, "party-host", host=f"<@{party.host}>") if party.host else ""
    own = t(language, "party-talk", thread=f"<#{party.thread}>") if party.thread and not band else ""
    card.text(*_facts(party, title, viewer), _where(party, viewer), host, own)
    card.line().text(t(language, "party-ready"), bullets(recipe(title, watch, viewer)))
    ready = ready_buttons(title, watch, viewer)
    if party.state in _ENDED:
        return card.row(*ready).view()
    card.row(*_interested(party, viewer), *ready)
    talk = [button(t(language, "button-party-talk"), "band", title.id, *band)] if band else []
    return card.row(
        *talk,
        button(t(language, "button-party-move"), MARKER, party.id),
        button(t(language, "button-party-cancel"), "meet-cancel", party.id),
    ).view()


def reminder_card(party: Party, title: Title, watch: Watch | None, viewer: Viewer) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    card = Card().text(t(language, "party-starts", title=heading(title, viewer), when=f"<t:{party.at}:R>"))
    card.text(t(language, "party-episodes", list=span(party, title, viewer)), _where(party, viewer))
    card.text(bullets(recipe(title, watch, viewer)))
    return card.row(*_interested(party, viewer), *ready_buttons(title, watch, viewer)).view()


def recipe(title: Title, watch: Watch | None, viewer: Viewer) -> list[str]:
    """What to type and where, if the server said from where; else the words alone, as every app has its own place."""
    t, language = texts(), viewer.language
    best = _best(watch)
    if best is None:
        return [t(language, "party-type", words=code(display.original_name(title)))]
    where = escape(entry_name(best.platform, language))
    return [t(language, "party-type-in", words=code(best.words[0]), platform=where)]


def ready_buttons(title: Title, watch: Watch | None, viewer: Viewer) -> list[Any]:
    """Each member gets the recipe of their own country, and the title to copy."""
    t, language, best = texts(), viewer.language, _best(watch)
    at = way_digest(best.route) if best else NO_ROUTE
    return [
        button(t(language, "button-copy"), "copy", title.id, at, "name", style=_PRIMARY),
        button(t(language, "button-watch"), "watch", title.id),
    ]


# -- the event


def event_name(party: Party, title: Title, viewer: Viewer) -> str:
    """Plain: nothing is live in the name of an event."""
    episodes = f" {_numbers(party)}" if party.first else ""
    name = clean(display.heading(title, viewer.order), 4 * _NAME).replace("\n", " ")
    name = texts()(viewer.language, "party-heading", title=name)
    return display.clip(name, _NAME - len(episodes)) + episodes


def event_description(party: Party, title: Title, watch: Watch | None, viewer: Viewer) -> str:
    """Ends with the party's id, by which the event is found again."""
    t, language = texts(), viewer.language
    mark = reference(party)
    lines = [t(language, "party-episodes", list=span(party, title, viewer)), *recipe(title, watch, viewer)]
    lines.append(t(language, "party-ready-event"))
    return f"{display.clip(chr(10).join(lines), _DESCRIPTION - len(mark) - 1)}\n{mark}"


def reference(party: Party) -> str:
    return f"#{party.id}"


def span(party: Party, title: Title, viewer: Viewer) -> str:
    t, language = texts(), viewer.language
    if not party.first:
        return t(language, "party-all-of" if title.episodes else "party-all", count=title.episodes or 0)
    return t(language, "party-some", numbers=_numbers(party))


def _numbers(party: Party) -> str:
    return f"{party.first}–{party.last}" if party.first != party.last else str(party.first)


def _facts(party: Party, title: Title, viewer: Viewer) -> list[str]:
    t, language = texts(), viewer.language
    hours, minutes = divmod(party.minutes, 60)
    long = t(language, "time-hours" if hours else "time-minutes", hours=hours, minutes=minutes)
    params: Mapping[str, str] = {"when": f"<t:{party.at}:F>", "relative": f"<t:{party.at}:R>"}
    return [
        t(language, "party-title", title=heading(title, viewer)),
        t(language, "party-when", **params),
        t(language, "party-episodes", list=span(party, title, viewer)),
        "" if is_guessed(party, title) else t(language, "party-long", time=long),
    ]


def _where(party: Party, viewer: Viewer) -> str:
    t, language = texts(), viewer.language
    if party.place:
        return t(language, "party-place", channel=f"<#{party.place}>")
    return t(language, "party-own-app")


def _interested(party: Party, viewer: Viewer) -> list[Any]:
    return [link(texts()(viewer.language, "button-party-interested"), party.url)] if party.event else []


def _best(watch: Watch | None) -> Recipe | None:
    best = watch.recipes[0] if watch and watch.recipes else None
    return best if best and best.standing < Standing.ELSEWHERE else None
