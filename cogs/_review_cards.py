"""What moderators and curators see of suggestions: one at a time, what was decided, and the other lists that wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord

from bot.domain.markup import quoted
from bot.domain.model import Title
from bot.domain.suggestion import REASONS, RECORD, SERVER, Kind, State, Suggestion, names_of
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._actions import ActionButton, button, link, option, select
from cogs._card import Card, small
from cogs._pages import last_page, turning
from cogs._proposed import is_whole
from cogs._suggested import KINDS, REASON_TEXTS, decided, fields
from cogs._titles import heading

OWN_WORDS = "words"
_GREEN = discord.ButtonStyle.success
_LONGEST = 600  # characters of an answer


@dataclass(frozen=True)
class Waiting:
    """How much there is in each list that this person may see; None: not for them."""

    ours: int | None
    misses: int | None
    failing: int | None
    everybody: int | None
    spoilers: int | None = None
    failing_anywhere: int | None = None
    blocked: int | None = None


@dataclass(frozen=True)
class Queued:
    """A suggestion with its place in the queue, and the titles it concerns."""

    one: Suggestion
    at: int
    total: int
    about: Title | None = None
    existing: Title | None = None  # what the catalogue seems to have of it already
    proposed: str = ""  # by a server, in words


def sections(shown: str, waiting: Waiting, viewer: Viewer) -> list[ActionButton]:
    """A button for each list; the one that is shown cannot be pressed."""
    t, language = texts(), viewer.language
    each = {
        "ours": (waiting.ours, "button-section-ours"),
        "misses": (waiting.misses, "button-section-misses"),
        "failing": (waiting.failing, "button-section-failing"),
        "everybody": (waiting.everybody, "button-section-everybody"),
        "anywhere": (waiting.failing_anywhere, "button-section-failing-anywhere"),
    }
    buttons = [
        button(t(language, key, count=count), "section", name, disabled=name == shown)
        for name, (count, key) in each.items()
        if count is not None
    ]
    if waiting.spoilers is not None:
        label = t(language, "button-section-spoilers", count=waiting.spoilers)
        buttons.append(button(label, "spoilers", disabled=shown == "spoilers"))
    if waiting.blocked:
        buttons.append(button(t(language, "button-blocked", count=waiting.blocked), "blocked"))
    return buttons


def empty_card(everywhere: bool, waiting: Waiting, viewer: Viewer) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    card = Card().text(f"## {t(language, _heading(everywhere))}", t(language, "review-none"))
    return card.row(*sections("everybody" if everywhere else "ours", waiting, viewer)).view()


def queue_card(queued: Queued, everywhere: bool, waiting: Waiting, viewer: Viewer) -> discord.ui.LayoutView:
    """Who suggests what, and everything that can be done with it."""
    one, t, language = queued.one, texts(), viewer.language
    card = Card().text(f"## {t(language, _heading(everywhere))}", small(_from(one, viewer)))
    card.text(*fields(one, queued.about, viewer), queued.proposed)
    if queued.existing:
        card.text(t(language, "review-existing", title=heading(queued.existing, viewer)))
    if (address := one.body.get("link", "")).startswith("https://"):  # of an official host, since it was sent
        card.row(link(t(language, "button-open-link"), address))
    card.text(*_conversation(one, viewer))
    scope = int(everywhere)
    card.line().row(*_decisions(queued, scope, viewer))
    card.row(_decline(one, scope, queued.at, viewer))
    if queued.total > 1:
        last = last_page(queued.total, 1)
        card.row(*turning("queue", queued.at, last, viewer, lambda page: (page, scope)))
        card.text(small(t(language, "review-place", place=queued.at + 1, total=queued.total)))
    return card.row(*sections("everybody" if everywhere else "ours", waiting, viewer)).view()


def decided_card(
    one: Suggestion, title: Title | None, everywhere: bool, at: int, viewer: Viewer
) -> discord.ui.LayoutView:
    """What became of it, who did it, and the ways on."""
    t, language, scope = texts(), viewer.language, int(everywhere)
    card = Card().text(decided(one, title, viewer))
    buttons = [
        button(t(language, "button-review-next"), "queue", "n", at, scope, style=discord.ButtonStyle.primary)
    ]
    if one.state is State.APPROVED and not everywhere:
        buttons.append(button(t(language, "button-propose"), "propose-approved", one.id))
    return card.row(*buttons).view()


def _heading(everywhere: bool) -> str:
    return "review-everybody" if everywhere else "review-suggestions"


def _from(one: Suggestion, viewer: Viewer) -> str:
    t, language = texts(), viewer.language
    who = f"<@{one.user_id}>" if one.user_id else t(language, "suggest-somebody")
    if one.from_guild:
        server = quoted(one.body.get(SERVER, ""), 100)
        who = t(language, "review-from-server", server=server or "…")
    return t(
        language, "review-from", kind=t(language, KINDS[one.kind]), who=who, when=f"<t:{one.created_at}:R>"
    )


def _conversation(one: Suggestion, viewer: Viewer) -> list[str]:
    t, language = texts(), viewer.language
    if not one.question:
        return []
    asked = t(language, "review-asked", question=quoted(one.question, _LONGEST))
    said = t(language, "review-answer", answer=quoted(one.answer, _LONGEST)) if one.answer else ""
    return [asked, said or t(language, "review-unanswered")]


def _decisions(queued: Queued, scope: int, viewer: Viewer) -> list[discord.ui.Item[Any]]:
    one, t, language = queued.one, texts(), viewer.language
    where = (one.id, scope, queued.at)
    each: list[discord.ui.Item[Any]] = [
        button(t(language, "button-approve"), "approve", *where, style=_GREEN)
    ]
    if is_whole(one):  # has more fields than a form, and than a card
        each.append(button(t(language, "button-proposal"), "proposal", one.id, scope))
    else:
        each.append(button(t(language, "button-edit-approve"), "approve-edited", *where))
    if names_of(one.body) or (RECORD in one.body and one.kind is Kind.TITLE):
        each.append(button(t(language, "button-merge"), "merge", *where))
    if one.user_id:
        each.append(button(t(language, "button-ask"), "ask", *where))
    if one.user_id and not one.from_guild:
        each.append(button(t(language, "button-block"), "block", one.id, style=discord.ButtonStyle.danger))
    return each


def _decline(one: Suggestion, scope: int, at: int, viewer: Viewer) -> discord.ui.Item[Any]:
    t, language = texts(), viewer.language
    options = [option(t(language, REASON_TEXTS[reason]), reason) for reason in REASONS]
    options.append(option(t(language, "review-own-words"), OWN_WORDS))
    return select(t(language, "review-decline"), options, "decline", one.id, scope, at)
