"""Cards about what became of announcements: the log of deliveries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord

from bot.domain.announcing.delivery import DeliveryState, Step
from bot.domain.announcing.logged import Logged
from bot.domain.display import clip
from bot.domain.model import Title
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._card import Card, small
from cogs._pages import turning
from cogs._reasons import reason_text
from cogs._titles import heading

PAGE = 8
_LONGEST = 160  # characters of a name
STATES = {
    DeliveryState.PENDING: "announce-delivery-pending",
    DeliveryState.SENDING: "announce-delivery-sending",
    DeliveryState.SENT: "announce-delivery-sent",
    DeliveryState.BLOCKED: "announce-delivery-blocked",
    DeliveryState.DEAD: "announce-delivery-dead",
    DeliveryState.CANCELLED: "announce-delivery-cancelled",
    DeliveryState.UNKNOWN: "announce-delivery-unknown",
}
_STEPS = {
    Step.MESSAGE: "announce-step-message",
    Step.THREAD: "announce-step-thread",
    Step.PUBLISH: "announce-step-publish",
    Step.EDIT: "announce-step-edit",
    Step.NOTICE: "announce-step-message",
}
_OPEN = (DeliveryState.PENDING, DeliveryState.SENDING)


def log_card(
    rows: Sequence[Logged], titles: Mapping[str, Title], page: int, more: bool, channel: int, viewer: Viewer
) -> discord.ui.LayoutView:
    """A page, newest first; `channel` 0 is all of the server's, `more` is whether there is another page."""
    t, language = texts(), viewer.language
    card = Card().text(f"## {t(language, 'announce-log-heading')}")
    if not rows:
        return card.text(t(language, "announce-log-empty")).view()
    card.text(*(_entry(row, titles, viewer) for row in rows))
    if page or more:
        last = page + 1 if more else page
        buttons = turning("log", page, last, viewer, lambda to: (channel, to))
        card.row(*buttons[:3])  # nobody counted the pages, so there is no button to the last
    return card.view()


def _entry(row: Logged, titles: Mapping[str, Title], viewer: Viewer) -> str:
    """**Post** sent · #new-titles · Greedy Snake · two days ago; under it the link and the reason."""
    t, language = texts(), viewer.language
    done = f"**{t(language, _STEPS[row.step])}** · {t(language, STATES[row.state])}"
    when = f"<t:{row.settled_at if row.state not in _OPEN and row.settled_at else row.due}:R>"
    under = [reason_text(row.reason, viewer)]
    if row.attempts > 1:
        under.append(t(language, "announce-log-again", count=row.attempts))
    first = f"{done} · <#{row.channel}> · {when} · {_about(row, titles, viewer)}{_link(row, viewer)}"
    return "\n".join(filter(None, (first, small(" · ".join(filter(None, under))))))


def _about(row: Logged, titles: Mapping[str, Title], viewer: Viewer) -> str:
    t, title = texts(), titles.get(row.title_id)
    if row.step is Step.NOTICE:
        return t(viewer.language, "announce-log-notice")
    name = clip(heading(title, viewer), _LONGEST) if title else t(viewer.language, "announce-log-words")
    return (
        t(viewer.language, "announce-log-title", title=name, count=row.events - 1) if row.events > 1 else name
    )


def _link(row: Logged, viewer: Viewer) -> str:
    """Discord shows it as the name of the channel or thread that it opens."""
    if not row.message:
        return ""
    place = f"{row.thread}" if row.step is Step.THREAD and row.thread else f"{row.channel}/{row.message}"
    return f" · https://discord.com/channels/{viewer.guild}/{place}"
