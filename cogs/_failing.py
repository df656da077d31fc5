"""The list of ways to watch that did not work for several members, with menus to mend one and to count anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord

from bot.domain import display, regions
from bot.domain.evidence import Failing, Way
from bot.domain.markup import escape
from bot.domain.model import Platform, Title
from bot.domain.viewer import Viewer
from bot.domain.vocabulary import Vocabulary, entry_name
from bot.errors import UserError
from bot.i18n import texts
from cogs._actions import option, select
from cogs._card import Card, small
from cogs._editor import flag_of
from cogs._review_cards import Waiting, sections
from cogs._titles import heading

MOST = 10


def failing_card(
    failing: Sequence[Failing],
    titles: Mapping[str, Title],
    platforms: Vocabulary[Platform],
    guild: int,
    waiting: Waiting,
    viewer: Viewer,
) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    card = Card().text(f"## {t(language, 'failing-heading' if guild else 'failing-heading-anywhere')}")
    lists = sections("failing" if guild else "anywhere", waiting, viewer)
    if not failing:
        return card.text(t(language, "failing-empty")).row(*lists).view()
    card.text(small(t(language, "failing-hint" if guild else "failing-hint-anywhere")))
    lines: list[str] = []
    options: list[discord.SelectOption] = []
    for one in failing:
        title, service = titles.get(one.way.title_id), _service(one.way, platforms, viewer)
        region = regions.name(one.way.region, language)
        name = heading(title, viewer) if title else escape(one.way.title_id)
        lines.append(
            t(language, "failing-line", title=name, platform=escape(service), region=region,
              count=one.failed, when=f"<t:{one.last}:R>")
        )  # fmt: skip
        label = display.heading(title, viewer.order) if title else one.way.title_id
        options.append(option(label, value_of(one.way), f"{service} · {region}"))
    card.text(*lines)
    for key, action in (("failing-mend", "mend-way"), ("failing-reset", "reset-votes")):
        card.row(select(t(language, key), options, action, flag_of(guild)))
    return card.row(*lists).view()


def value_of(way: Way) -> str:
    """What a menu carries of a way: 100 characters at most, as ids of titles and services are short together."""
    return "/".join(way)[:100]


def way_of(value: str) -> Way:
    """Raises UserError for a value that no menu of ours has."""
    parts = value.split("/")
    if len(parts) != len(Way._fields):
        raise UserError("error-old-button")
    return Way(*parts)


def _service(way: Way, platforms: Vocabulary[Platform], viewer: Viewer) -> str:
    platform = platforms.entries.get(way.platform)
    return entry_name(platform, viewer.language) if platform else way.platform
