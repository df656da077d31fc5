"""A form for several lines of a moderator's own words; an option of a command takes one line only."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.client import Interaction
from bot.domain.forms import Values
from bot.domain.markup import clean
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._modals import Modal

LONGEST = 1500  # characters


def words_of(typed: str) -> str:
    """Without what cannot be seen."""
    return clean(typed, LONGEST)


class WordsModal(Modal):
    """`said` answers the interaction."""

    def __init__(self, viewer: Viewer, said: Callable[[Interaction, str], Awaitable[None]]) -> None:
        t, language = texts(), viewer.language

        async def submitted(interaction: Interaction, values: Values) -> None:
            await said(interaction, values["words"])

        super().__init__(t(language, "announce-form-title"), submitted)
        style = discord.TextStyle.paragraph
        field = discord.ui.TextInput[Any](custom_id="words", style=style, max_length=LONGEST)
        self.add(field, t(language, "announce-form-text"))
