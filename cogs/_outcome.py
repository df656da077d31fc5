"""The outcome of a suggestion as its member sees it: after a command, or in a direct message."""

from __future__ import annotations

import logging

import discord

from bot.client import MicroDramaBot
from bot.domain.model import Title
from bot.domain.suggestion import State, Suggestion
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._actions import button
from cogs._card import Card
from cogs._failures import FAILURES
from cogs._suggested import outcome

log = logging.getLogger(__name__)


def outcome_card(one: Suggestion, title: Title | None, viewer: Viewer) -> discord.ui.LayoutView:
    """With a way to answer a question, or to look at the title."""
    t, language = texts(), viewer.language
    card = Card().text(outcome(one, title, viewer))
    if one.state is State.ASKED:
        card.row(
            button(t(language, "button-answer"), "answer-question", one.id, style=discord.ButtonStyle.primary)
        )
    elif title and viewer.guild and one.state is not State.DECLINED:
        card.row(button(t(language, "button-watch"), "watch", title.id))
    return card.view()


async def tell(bot: MicroDramaBot, one: Suggestion, title: Title | None, locale: str) -> None:
    """By direct message; if theirs are closed, or it cannot be sent now, their next command tells them."""
    viewer = await bot.app.members.viewer(one.user_id, locale)
    try:
        channel = await bot.create_dm(discord.Object(one.user_id))
        await channel.send(view=outcome_card(one, title, viewer))
    except FAILURES as error:
        log.info("Suggestion %d: no direct message: %s", one.id, error)
        return
    await bot.app.suggesting.told(one)
