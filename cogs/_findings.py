"""What is wrong in a server, as a card: each in a sentence, with the exact way to mend it."""

from __future__ import annotations

import time
from collections.abc import Sequence

import discord

from bot.domain.diagnosis import Finding, Trouble
from bot.domain.viewer import Viewer
from bot.i18n import texts
from bot.services.host import Ill
from cogs._actions import button
from cogs._card import Card, bullets, small
from cogs._permissions import named
from cogs._reasons import reason_text

_MOST = 10  # shown at once
_SEVERE = frozenset(list(Trouble)[: list(Trouble).index(Trouble.BARREN)])
# What is wrong, and what to do about it.
_SAID = {
    Trouble.GONE: ("doctor-gone", "doctor-gone-fix"),
    Trouble.STOPPED: ("doctor-stopped", "doctor-stopped-fix"),
    Trouble.LACKS: ("doctor-lacks", "doctor-lacks-fix"),
    Trouble.BLOCKED: ("doctor-blocked", "doctor-blocked-fix"),
    Trouble.PROMPT_GONE: ("doctor-prompt-gone", "doctor-prompt-gone-fix"),
    Trouble.PROMPT_LACKS: ("doctor-prompt-lacks", "doctor-lacks-fix"),
    Trouble.GAVE_UP: ("doctor-gave-up", "doctor-gave-up-fix"),
    Trouble.UNCLEAR: ("doctor-unclear", "doctor-unclear-fix"),
    Trouble.BARREN: ("doctor-barren", "doctor-barren-fix"),
    Trouble.ROLE_GONE: ("doctor-role-gone", "doctor-role-gone-fix"),
    Trouble.ROLE_SILENT: ("doctor-role-silent", "doctor-role-silent-fix"),
    Trouble.PAUSED: ("doctor-paused", "doctor-paused-fix"),
    Trouble.DESK_GONE: ("doctor-desk-gone", "doctor-talk-gone-fix"),
    Trouble.DESK_LACKS: ("doctor-desk-lacks", "doctor-lacks-fix"),
    Trouble.HISTORY: ("doctor-history", "doctor-lacks-fix"),
    Trouble.MODERATORS_GONE: ("doctor-moderators-gone", "doctor-moderators-gone-fix"),
    Trouble.LOG_GONE: ("doctor-log-gone", "doctor-log-gone-fix"),
    Trouble.LOG_LACKS: ("doctor-log-lacks", "doctor-lacks-fix"),
    Trouble.TALK_GONE: ("doctor-talk-gone", "doctor-talk-gone-fix"),
    Trouble.TALK_LACKS: ("doctor-talk-lacks", "doctor-lacks-fix"),
    Trouble.FOLLOW_GONE: ("doctor-follow-gone", "doctor-talk-gone-fix"),
    Trouble.FOLLOW_LACKS: ("doctor-follow-lacks", "doctor-lacks-fix"),
    Trouble.NO_EVENTS: ("doctor-no-events", "doctor-no-events-fix"),
    Trouble.NO_POLLS: ("doctor-no-polls", "doctor-lacks-fix"),
    Trouble.NO_CHANNEL: ("doctor-no-channel", "doctor-no-channel-fix"),
    Trouble.NOTHING: ("doctor-nothing", "doctor-nothing-fix"),
}


def findings_card(
    findings: Sequence[Finding], viewer: Viewer, ills: Sequence[Ill] = ()
) -> discord.ui.LayoutView:
    """The worst first, what the host has to mend, and a button to look again."""
    t, language = texts(), viewer.language
    card = Card().text(f"## {t(language, 'doctor-heading')}")
    if not findings:
        card.text(t(language, "doctor-well"))
    for finding in findings[:_MOST]:
        wrong, mend = sentences(finding, viewer)
        mark = "🔴" if finding.trouble in _SEVERE else "🟡"
        card.text(f"{mark} {wrong}", f"→ {mend}")
    if len(findings) > _MOST:
        card.text(t(language, "doctor-more", count=len(findings) - _MOST))
    if ills:
        told = [t(language, one.key, number=one.number) for one in ills]
        card.line().text(f"**{t(language, 'doctor-host')}**", bullets(told))
    card.row(button(t(language, "button-check-again"), "doctor"))
    return card.text(small(t(language, "doctor-checked", when=f"<t:{int(time.time())}:R>"))).view()


def sentences(finding: Finding, viewer: Viewer) -> tuple[str, str]:
    wrong, mend = _SAID[finding.trouble]
    params: dict[str, str | int] = {
        "channel": f"<#{finding.channel}>",
        "id": str(finding.channel),
        "role": f"<@&{finding.role}>",
        "list": named(list(finding.lacks), viewer),
        "reason": reason_text(finding.reason, viewer),
        "count": finding.count,
    }
    t = texts()
    return t(viewer.language, wrong, **params).strip(), t(viewer.language, mend, **params)
