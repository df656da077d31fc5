"""Cards about channels with announcements: what each wants, how it is doing, and what it lacks."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.client import Interaction
from bot.domain.announcing.subscription import Mode, State, Subscription, Timing, Wishes
from bot.domain.display import clip
from bot.domain.filters import Filters
from bot.domain.markup import escape
from bot.domain.viewer import Viewer
from bot.i18n import texts
from bot.services.catalogue import CatalogueService
from cogs._announce_options import WORDS
from cogs._card import Card, small
from cogs._lists import filter_names
from cogs._pages import last_page, turning
from cogs._reasons import reason_text
from cogs._times import zone_name

PAGE = 5  # channels
_LONGEST = 2000  # characters of an answer
STATES = {
    State.ACTIVE: "announce-state-active",
    State.PAUSED: "announce-state-paused",
    State.BLOCKED: "announce-state-blocked",
    State.DISABLED: "announce-state-disabled",
}


def channel_card(
    said: str, subscription: Subscription, notes: Sequence[str], viewer: Viewer, catalogue: CatalogueService
) -> discord.ui.LayoutView:
    """What was done, what the channel wants now, and what is still in its way."""
    card = Card().text(said, *_about(subscription, viewer, catalogue))
    if notes:
        card.line().text("\n\n".join(notes))
    return card.view()


def channels_card(
    subscriptions: Sequence[Subscription], page: int, viewer: Viewer, catalogue: CatalogueService
) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    card = Card().text(f"## {t(language, 'announce-channels-heading')}")
    if not subscriptions:
        return card.text(t(language, "announce-channels-empty")).view()
    last = last_page(len(subscriptions), PAGE)
    page = min(page, last)
    for one in subscriptions[page * PAGE : (page + 1) * PAGE]:
        card.text(f"**<#{one.channel}>** · {t(language, STATES[one.state])}", *_about(one, viewer, catalogue))
    if last:
        card.row(*turning("channels", page, last, viewer))
        first, end = 1 + page * PAGE, min(len(subscriptions), (page + 1) * PAGE)
        card.text(small(t(language, "list-part", first=first, last=end, total=len(subscriptions))))
    return card.view()


async def answer(interaction: Interaction, text: str) -> None:
    """A sentence, for the moderator alone."""
    await interaction.response.send_message(clip(text, _LONGEST), ephemeral=True)


def _about(one: Subscription, viewer: Viewer, catalogue: CatalogueService) -> list[str]:
    t, language, wishes = texts(), viewer.language, one.wishes
    lines = [
        t(language, "announce-about", list=_what(wishes, viewer, catalogue)),
        t(language, "announce-how", list=" · ".join(_how(wishes, viewer))),
        t(language, "announce-time", list=" · ".join(_when(wishes.timing, viewer))),
    ]
    if one.state is not State.ACTIVE and one.reason:
        lines.append(reason_text(one.reason, viewer))
    return [small(line) for line in lines]


def _what(wishes: Wishes, viewer: Viewer, catalogue: CatalogueService) -> str:
    filters = Filters(wishes.trope, wishes.platform, wishes.collection, wishes.spoken, wishes.region)
    names = filter_names(filters, viewer, catalogue)
    origin = "" if wishes.origin == "all" else texts()(viewer.language, WORDS["origin"][wishes.origin])
    return " · ".join(filter(None, (names, origin))) or texts()(viewer.language, "announce-filters-none")


def _how(wishes: Wishes, viewer: Viewer) -> list[str]:
    t, language = texts(), viewer.language
    parts = [t(language, WORDS["language"][wishes.language])]
    if wishes.role:
        parts.append(t(language, "announce-mentions", role=f"<@&{wishes.role}>"))
    if wishes.threads:
        parts.append(t(language, "announce-threaded", name=escape(wishes.threads.name)))
        parts.append(t(language, WORDS["archive"][wishes.threads.archive_minutes]))
    if wishes.tags:
        parts.append(t(language, "announce-tagged", count=len(wishes.tags)))
    if wishes.publish:
        parts.append(t(language, "announce-published"))
    return parts


def _when(timing: Timing, viewer: Viewer) -> list[str]:
    """The clock's zone only where the clock matters."""
    t, language = texts(), viewer.language
    match timing.mode:
        case Mode.DAILY:
            parts = [t(language, "announce-daily-at", hour=timing.hour)]
        case Mode.WEEKLY:
            day = t(language, WORDS["weekday"][timing.weekday])
            parts = [t(language, "announce-weekly-at", day=day, hour=timing.hour)]
        case _:
            parts = [t(language, WORDS["when"][timing.mode])]
    if timing.quiet_from is not None and timing.quiet_to is not None:
        hours = {"from": f"{timing.quiet_from:02}:00", "to": f"{timing.quiet_to:02}:00"}
        parts.append(t(language, "announce-quiet-at", **hours))
    if len(parts) > 1 or timing.mode in (Mode.DAILY, Mode.WEEKLY):
        parts.append(zone_name(timing.zone, language))
    return parts
