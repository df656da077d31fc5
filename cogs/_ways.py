"""The ways to watch a title as a moderator sees them: all of them, and one with what can be done about it."""

from __future__ import annotations

import discord

from bot.domain.display import clip
from bot.domain.markup import code, escape
from bot.domain.model import Platform, Route, Title
from bot.domain.viewer import Viewer
from bot.domain.vocabulary import Vocabulary, entry_name
from bot.domain.way_forms import region_name, way_digest
from bot.domain.words import partial_date
from bot.i18n import texts
from cogs._actions import button, option, select
from cogs._card import Card, small
from cogs._editor import flag_of, scope_line
from cogs._titles import heading

_LONGEST = 150  # characters of a line in the list of all


def ways_card(
    title: Title, guild: int, viewer: Viewer, platforms: Vocabulary[Platform]
) -> discord.ui.LayoutView:
    t, language, args = texts(), viewer.language, (flag_of(guild), title.id)
    card = Card().text(
        f"## {t(language, 'ways-heading', title=heading(title, viewer))}", scope_line(guild, viewer)
    )
    if not title.routes:
        card.text(t(language, "ways-none"))
    card.text(
        *[
            f"- **{escape(_service(route, viewer, platforms))}** {clip(_known(route, viewer), _LONGEST)}"
            for route in title.routes
        ]
    )
    options = [
        option(_service(route, viewer, platforms), way_digest(route), _plain(route, viewer))
        for route in title.routes
    ]
    if distinct := list({one.value: one for one in options}.values()):
        card.row(select(t(language, "ways-choose"), distinct, "way", *args))
    return card.row(button(t(language, "button-add-way"), "way-add", *args)).view()


def way_card(
    title: Title, route: Route, guild: int, viewer: Viewer, platforms: Vocabulary[Platform]
) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    args = (flag_of(guild), title.id, way_digest(route))
    card = Card().text(f"## {escape(_service(route, viewer, platforms))}", small(heading(title, viewer)))
    facts = [
        ("form-link", escape(route.url or "")),
        ("form-words", " · ".join(code(words) for words in route.search)),
        ("form-regions", escape(_regions(route, viewer))),
        ("form-note", escape(route.note.to(language)) if route.note else ""),
        ("ways-checked", partial_date(route.as_of, language) if route.as_of else ""),
    ]
    card.text(
        *[f"**{t(language, label)}**: {value or t(language, 'ways-unknown')}" for label, value in facts]
    )
    card.row(
        button(t(language, "button-edit"), "way-edit", *args),
        button(t(language, "button-checked"), "way-checked", *args),
        button(t(language, "button-remove"), "way-remove", *args, style=discord.ButtonStyle.danger),
        button(t(language, "button-all-ways"), "ways", *args[:2]),
    )
    return card.text(scope_line(guild, viewer)).view()


def _service(route: Route, viewer: Viewer, platforms: Vocabulary[Platform]) -> str:
    platform = platforms.entries.get(route.platform)
    return entry_name(platform, viewer.language) if platform else route.platform


def _regions(route: Route, viewer: Viewer) -> str:
    return " · ".join(region_name(code, viewer.language) for code in route.regions)


def _known(route: Route, viewer: Viewer) -> str:
    return escape(_plain(route, viewer))


def _plain(route: Route, viewer: Viewer) -> str:
    date = partial_date(route.as_of, viewer.language) if route.as_of else ""
    return " · ".join(filter(None, (route.url, *route.search[:2], _regions(route, viewer), date)))
