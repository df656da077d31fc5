"""Why an announcement waits or failed, in a sentence for moderators that says what to do."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.announcing.subscription import Subscription
from bot.domain.markup import quoted
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._permissions import NAMES, named

SENTENCES = {
    "channel-gone": "reason-channel-gone",
    "channel-kind": "reason-channel-kind",
    "forum-tag": "reason-forum-tag",
    "threads-full": "reason-threads-full",
    "thread-closed": "reason-thread-closed",
    "filtered": "reason-filtered",
    "refused": "reason-refused",
    "malformed": "reason-malformed",
    "mismatch": "reason-mismatch",
    "no-access": "reason-no-access",
    "no-permission": "reason-no-permission",
    "expired": "reason-expired",
    "server-error": "reason-again",
    "timeout": "reason-again",
    "reset": "reason-again",
    "rate-limit": "reason-rate",
    "network-block": "reason-network",
    "token": "reason-token",
    "message-deleted": "reason-deleted",
    "outage": "reason-outage",
    "quiet-hours": "reason-quiet",
    "cancelled": "reason-cancelled",
    "stopped": "reason-malformed",
    "paused": "reason-paused",
    "removed": "reason-removed",
    "disabled": "reason-channel-gone",
    "not-announced": "reason-not-announced",
    "scheduled": "reason-scheduled",
    "not-subscribed": "reason-not-subscribed",
    "other-channels": "reason-other-channels",
    "subscribed-later": "reason-subscribed-later",
    "waiting-turn": "reason-turn",
    "under-way": "reason-under-way",
    "unknown": "reason-unclear",
}
UNREMARKABLE = frozenset(("", "sent"))


MOST = 2000  # characters of a message


def stopped_text(stopped: Iterable[Subscription], viewer: Viewer, room: int = MOST) -> str:
    """A note about channels that get no announcements any more: as many as fit, each in full."""
    lines = [
        texts()(
            viewer.language,
            "announce-problem",
            channel=f"<#{one.channel}>",
            reason=reason_text(one.reason, viewer),
        )
        for one in stopped
    ]
    shown = lines
    while len("\n\n".join(shown)) > room:
        lines.pop()
        shown = [*lines, "…"]
    return "\n\n".join(shown)


def reason_text(reason: str, viewer: Viewer) -> str:
    """A permission's name says that it is missing."""
    if reason in UNREMARKABLE:
        return ""
    if reason in NAMES:
        return texts()(viewer.language, "reason-lacks", list=named([reason], viewer))
    key = SENTENCES.get(reason)
    return (
        texts()(viewer.language, key)
        if key
        else texts()(viewer.language, "reason-other", code=quoted(reason))
    )
