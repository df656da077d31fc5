"""Two moderators have changed the same thing: the second one sees both, and chooses."""

from __future__ import annotations

import discord

from bot.domain.editing import Change
from bot.domain.model import Title
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._actions import ActionButton
from cogs._card import Card, bullets, small
from cogs._changed import what_changed
from cogs._drafts import MINUTES
from cogs._editor import Editor
from cogs._titles import heading


async def who_changed(editor: Editor, guild: int, title_id: str) -> str:
    """The last one; empty for nobody in particular."""
    last = await editor.editing.history(guild, title_id, 1, 0)
    return f"<@{last[0].made_by}>" if last and last[0].made_by else ""


def conflict_card(
    before: Title, theirs: Title, mine: Title, who: str, viewer: Viewer, *choices: ActionButton
) -> discord.ui.LayoutView:
    """What the other changed, and what this form would; both from what this moderator started with."""
    t, language = texts(), viewer.language
    card = Card().text(f"## {t(language, 'conflict-heading', title=heading(theirs, viewer))}")
    card.text(t(language, "conflict-intro", who=who or t(language, "conflict-somebody")))
    card.text(f"**{t(language, 'conflict-theirs')}**", bullets(_between(before, theirs, viewer)))
    card.text(f"**{t(language, 'conflict-yours')}**", bullets(_between(before, mine, viewer)))
    return card.row(*choices).text(small(t(language, "form-kept", minutes=MINUTES))).view()


def _between(before: Title, after: Title, viewer: Viewer) -> list[str]:
    return what_changed(Change(0, 0, before.id, before, after, 0, 0), viewer)
