"""A card that walks an announcement's way to each channel and says where it stopped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord

from bot.domain.announcing.subscription import Wishes
from bot.domain.announcing.why import Passage, Stage
from bot.domain.filters import Filters
from bot.domain.model import Title
from bot.domain.viewer import Viewer
from bot.i18n import texts
from bot.services.catalogue import CatalogueService
from cogs._announce_options import WORDS
from cogs._card import Card, small
from cogs._lists import filter_names
from cogs._pages import last_page, turning
from cogs._reasons import reason_text
from cogs._titles import heading

PAGE = 8  # channels
Walks = Sequence[tuple[int, Sequence[Passage]]]  # by channel; 0 when the server has none
_STAGES = {
    Stage.ANNOUNCED: "announce-stage-announced",
    Stage.SUBSCRIBED: "announce-stage-subscribed",
    Stage.ACTIVE: "announce-stage-active",
    Stage.WANTED: "announce-stage-wanted",
    Stage.PERMITTED: "announce-stage-permitted",
    Stage.DUE: "announce-stage-due",
    Stage.SENT: "announce-stage-sent",
}


def why_card(
    title: Title,
    walks: Walks,
    wishes: Mapping[int, Wishes],
    page: int,
    viewer: Viewer,
    catalogue: CatalogueService,
) -> discord.ui.LayoutView:
    """The stages it passed, and in bold the one that stopped it."""
    t, language = texts(), viewer.language
    card = Card().text(f"## {t(language, 'announce-why-heading', title=heading(title, viewer))}")
    last = last_page(len(walks), PAGE)
    page = min(page, last)
    for channel, passages in walks[page * PAGE : (page + 1) * PAGE]:
        names = [_line(passage, wishes.get(channel), viewer, catalogue) for passage in passages]
        passed = " → ".join(name for name, passage in zip(names, passages, strict=True) if passage.passed)
        stopped = [name for name, passage in zip(names, passages, strict=True) if not passage.passed]
        card.text(f"<#{channel}>" if channel else "", small(passed), *(f"**{name}**" for name in stopped))
    if last:
        card.row(*turning("why", page, last, viewer, lambda to: (title.id, to)))
    return card.view()


def _line(passage: Passage, wishes: Wishes | None, viewer: Viewer, catalogue: CatalogueService) -> str:
    """A stage in a few words, or why it was not passed, each with its time where that says something."""
    t, language = texts(), viewer.language
    when = f" <t:{passage.at}:R>" if passage.at else ""
    if passage.passed:
        return t(language, _STAGES[passage.stage]) + when
    if passage.stage is Stage.WANTED and wishes:
        return t(language, "reason-unwanted", list=_wish(passage.reason, wishes, viewer, catalogue))
    reason = reason_text(passage.reason, viewer)
    if passage.stage is Stage.DUE:
        reason = reason or t(language, "reason-time")
    return (reason or t(language, _STAGES[passage.stage])).replace("**", "") + when


def _wish(name: str, wishes: Wishes, viewer: Viewer, catalogue: CatalogueService) -> str:
    """The wish that keeps a title out, as people call it."""
    if name == "origin":
        return texts()(viewer.language, WORDS["origin"][wishes.origin])
    only = Filters(
        trope=wishes.trope if name == "trope" else "",
        platform=wishes.platform if name == "platform" else "",
        collection=wishes.collection if name == "collection" else "",
        language=wishes.spoken if name == "spoken" else "",
        region=wishes.region if name == "region" else "",
    )
    return filter_names(only, viewer, catalogue)
