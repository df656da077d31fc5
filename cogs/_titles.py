"""A title as a card, a line of a list, a choice, and the cards about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import discord

from bot.domain import display, words
from bot.domain.catalogue import is_official
from bot.domain.markup import escape
from bot.domain.model import Collection, Language, Platform, Text, Title, Trope
from bot.domain.regions import name as region_name
from bot.domain.search import Hit
from bot.domain.viewer import Viewer
from bot.domain.vocabulary import Vocabulary, entry_name
from bot.i18n import texts
from bot.services.catalogue import CatalogueService, Similar
from cogs._actions import ActionButton, ActionSelect, button, option, select
from cogs._card import MAX_TEXT, Card, bullets, small
from cogs._matched import on_card

_PRIMARY = discord.ButtonStyle.primary
_MAX_SOURCES = 12


def heading(title: Title, viewer: Viewer) -> str:
    return escape(display.heading(title, viewer.order))


def readable_name(title: Title, viewer: Viewer) -> str:
    """The heading, and our translation for those who could not read it."""
    translation = display.gloss(title) if viewer.language is Language.EN else None
    return heading(title, viewer) + (f" ≈ *{escape(translation)}*" if translation else "")


def title_card(
    title: Title,
    viewer: Viewer,
    catalogue: CatalogueService,
    hit: Hit | None = None,
    *,
    room: int = MAX_TEXT,
    at_home: bool = False,
) -> discord.ui.LayoutView:
    """Everything documented about a title, and the ways on. `at_home`: it stands where the title is discussed."""
    card = Card(room)
    card.text(
        f"## {heading(title, viewer)}",
        small(facts(title, viewer)),
        _gloss(title, viewer),
        _hoax(title, viewer),
    )
    card.text(_said(title.synopsis, viewer))
    card.line().text(*_place(title, viewer, catalogue))
    if background := _background(title, viewer):
        card.line().text(*background)
    card.line().text(*map(small, _footer(title, viewer, hit)))
    t = texts()
    card.row(
        button(t(viewer.language, "button-watch"), "watch", title.id, style=_PRIMARY),
        button(t(viewer.language, "button-follow"), "follow", "title", title.id),
        button(t(viewer.language, "button-similar"), "similar", title.id),
        button(t(viewer.language, "button-sources"), "sources", title.id),
        *([discuss_button(title, viewer.language)] if viewer.guild and not at_home else []),
    )
    return card.view()


def discuss_button(title: Title, language: Language) -> ActionButton:
    """For servers only: there are no threads elsewhere."""
    return button(texts()(language, "button-discuss"), "discuss", title.id)


def facts(title: Title, viewer: Viewer) -> str:
    """Year, country, episodes, total time, spoken language, in one line; only what is known."""
    language = viewer.language
    parts = [
        words.partial_date(title.first_aired, language) if title.first_aired else str(title.year or ""),
        region_name(title.country, language) if title.country else "",
        _episodes(title.episodes, language) if title.episodes else "",
        texts()(language, "title-complete") if title.last_aired else "",
        _total(title, viewer),
        _spoken(title.language, language) if title.language else "",
    ]
    return " · ".join(part for part in parts if part)


# A list says these for ten titles, twice; formatting one takes as long as reading a title.
@cache
def _episodes(count: int, language: Language) -> str:
    return texts()(language, "title-episodes", count=count)


@cache
def _spoken(code: str, language: Language) -> str:
    return texts()(language, "title-spoken", language=words.language_name(code, language))


def title_option(title: Title, viewer: Viewer, platforms: Vocabulary[Platform]) -> discord.SelectOption:
    """A choice of a menu: the names, and what tells it from others."""
    label = display.label(title, viewer.order, [], plain=viewer.language is not Language.EN)
    return option(
        label,
        title.id,
        " · ".join(filter(None, (facts(title, viewer), *where(title, viewer, platforms)[:1]))),
    )


def open_menu(
    titles: Iterable[Title], viewer: Viewer, platforms: Vocabulary[Platform], asker: int
) -> ActionSelect:
    """The menu under a list; whose list it is decides who else sees the card that it opens."""
    options = [title_option(title, viewer, platforms) for title in titles]
    return select(texts()(viewer.language, "list-choose"), options, "open", asker)


def where(title: Title, viewer: Viewer, platforms: Vocabulary[Platform]) -> list[str]:
    """The services it is documented on, each once."""
    known = dict.fromkeys(route.platform for route in title.routes)
    return [entry_name(platforms.entries[p], viewer.language) for p in known if p in platforms.entries]


def sources_card(title: Title, viewer: Viewer) -> discord.ui.LayoutView:
    t = texts()
    card = Card().text(f"### {t(viewer.language, 'sources-heading', title=heading(title, viewer))}")
    card.text(bullets(_source(source) for source in title.sources[:_MAX_SOURCES]))
    return card.text(small(t(viewer.language, f"title-confidence-{title.confidence}"))).view()


def similar_card(
    title: Title, similar: Sequence[Similar], viewer: Viewer, platforms: Vocabulary[Platform]
) -> discord.ui.LayoutView:
    """Related titles, each with the tropes it shares."""
    t, language = texts(), viewer.language
    if not similar:
        return Card().text(t(language, "similar-none", title=heading(title, viewer))).view()
    card = Card().text(f"### {t(language, 'similar-heading', title=heading(title, viewer))}")
    for other in similar:
        shared = join(other.shared, viewer)
        card.text(
            f"**{readable_name(other.title, viewer)}**", small(t(language, "similar-shared", list=shared))
        )
    menu = open_menu((other.title for other in similar), viewer, platforms, viewer.user_id)
    return card.row(menu).view()


def join(entries: Sequence[Trope | Collection | Platform], viewer: Viewer) -> str:
    return " · ".join(escape(entry_name(entry, viewer.language)) for entry in entries)


def _gloss(title: Title, viewer: Viewer) -> str | None:
    translation = display.gloss(title)
    return small(texts()(viewer.language, "title-gloss", name=escape(translation))) if translation else None


def _hoax(title: Title, viewer: Viewer) -> str | None:
    return texts()(viewer.language, "title-hoax") if title.hoax else None


def _total(title: Title, viewer: Viewer) -> str:
    if not (title.episodes and title.minutes):
        return ""
    t = texts()
    hours, minutes = divmod(round(title.episodes * title.minutes), 60)
    time = t(viewer.language, "time-hours" if hours else "time-minutes", hours=hours, minutes=minutes)
    return t(viewer.language, "title-total", time=time)


def _place(title: Title, viewer: Viewer, catalogue: CatalogueService) -> list[str]:
    """What kind of drama it is, what it belongs to, where it is."""
    tropes = [catalogue.tropes.entries[i] for i in title.tropes if i in catalogue.tropes.entries]
    places = [escape(place) for place in where(title, viewer, catalogue.platforms)]
    lines = _labelled(
        viewer,
        ("title-tropes", "list", join(tropes, viewer)),
        ("title-collection", "list", join(catalogue.collections_of(title.id), viewer)),
        ("title-where", "list", " · ".join(places)),
    )
    return lines if places or title.hoax else [*lines, texts()(viewer.language, "title-nowhere")]


def _background(title: Title, viewer: Viewer) -> list[str]:
    """Who and what is behind it, and what to know before watching."""
    t, language = texts(), viewer.language
    return _labelled(
        viewer,
        ("title-setting", "text", _said(title.setting, viewer)),
        ("title-based-on", "work", _based_on(title, viewer)),
        ("title-sequel-of", "name", escape(title.sequel_of or "")),
        ("title-director", "name", escape(title.director or "")),
        ("title-cast", "list", escape(" · ".join(title.cast))),
        ("title-characters", "list", escape(" · ".join(_characters(title)))),
        ("title-company", "name", escape(title.company or "")),
        ("title-production", "text", _said(title.production, viewer)),
        ("title-content", "list", " · ".join(t(language, f"content-{note}") for note in title.content)),
        ("title-caution", "text", _said(title.caution, viewer)),
    )


def _labelled(viewer: Viewer, *facts: tuple[str, str, str]) -> list[str]:
    """A line for each (key, parameter, value) that has a value."""
    return [texts()(viewer.language, key, **{param: value}) for key, param, value in facts if value]


def _said(text: Text | None, viewer: Viewer) -> str:
    return escape(text.to(viewer.language)) if text else ""


def _characters(title: Title) -> list[str]:
    return [f"{c.name} ({c.latin})" if c.latin else c.name for c in title.characters]


def _based_on(title: Title, viewer: Viewer) -> str:
    if (based := title.based_on) is None:
        return ""
    t = texts()
    work, author = escape(based.title or ""), escape(based.author or "")
    if work and author:
        return t(viewer.language, "title-based-on-author", work=work, author=author)
    return work or (t(viewer.language, "title-based-on-unnamed", author=author) if author else "")


def _footer(title: Title, viewer: Viewer, hit: Hit | None) -> list[str]:
    t, language = texts(), viewer.language
    lines = [t(language, f"title-ai-{title.ai}")] if title.ai else []
    lines.append(t(language, f"title-confidence-{title.confidence}"))
    if hit and (matched := on_card(hit, title, viewer)):
        lines.append(matched)
    return lines


def _source(source: str) -> str:
    """A link where it can be a safe one; else the words as they are."""
    host = (
        source.split("/")[2] if source.startswith(("https://", "http://")) and source.count("/") > 1 else ""
    )
    if host and is_official(source, [host]) and not set("()<> ") & set(source):
        return f"[{escape(host.removeprefix('www.'))}]({source})"
    return escape(host.removeprefix("www.") or source)
