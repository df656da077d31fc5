"""The list of ways to watch that did not work for several members, and a menu to count anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord

from bot.domain import display, regions
from bot.domain.evidence import Failing, Way
from bot.domain.markup import escape
from bot.domain.model import Title
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from cogs._actions import ActionButton, option, select
from cogs._card import Card, small
from cogs._titles import heading

MOST = 10


def failing_card(
    failing: Sequence[Failing], titles: Mapping[str, Title], viewer: Viewer, sections: Sequence[ActionButton]
) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    card = Card().text(f"## {t(language, 'failing-heading')}")
    if not failing:
        return card.text(t(language, "failing-empty")).row(*sections).view()
    card.text(small(t(language, "failing-hint")))
    card.text(*[_line(one, titles, viewer) for one in failing])
    options = [option(_label(one, titles, viewer), value_of(one.way), one.way.platform) for one in failing]
    return card.row(select(t(language, "failing-reset"), options, "reset-votes")).row(*sections).view()


def value_of(way: Way) -> str:
    """What a menu carries of a way: 100 characters at most, as ids of titles and services are short together."""
    return "/".join(way)[:100]


def way_of(value: str) -> Way:
    """Raises UserError for a value that no menu of ours has."""
    parts = value.split("/")
    if len(parts) != len(Way._fields):
        raise UserError("error-old-button")
    return Way(*parts)


def _label(one: Failing, titles: Mapping[str, Title], viewer: Viewer) -> str:
    title = titles.get(one.way.title_id)
    return display.heading(title, viewer.order) if title else one.way.title_id


def _name(one: Failing, titles: Mapping[str, Title], viewer: Viewer) -> str:
    title = titles.get(one.way.title_id)
    return heading(title, viewer) if title else one.way.title_id


def _line(one: Failing, titles: Mapping[str, Title], viewer: Viewer) -> str:
    return texts()(
        viewer.language, "failing-line", title=_name(one, titles, viewer), platform=escape(one.way.platform),
        region=regions.name(one.way.region, viewer.language), count=one.failed, when=f"<t:{one.last}:R>",
    )  # fmt: skip
