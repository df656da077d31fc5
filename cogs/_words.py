"""A form for several lines of a moderator's own words; an option of a command takes one line only."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.client import Interaction
from bot.domain.markup import clean
from bot.domain.viewer import Viewer
from bot.i18n import texts

LONGEST = 1500  # characters


def words_of(typed: str) -> str:
    """Without what cannot be seen."""
    return clean(typed, LONGEST)


class WordsModal(discord.ui.Modal):
    """`said` answers the interaction."""

    def __init__(self, viewer: Viewer, said: Callable[[Interaction, str], Awaitable[None]]) -> None:
        t, language = texts(), viewer.language
        super().__init__(title=t(language, "announce-form-title"), timeout=900)
        self._said = said
        self.field = discord.ui.TextInput[Any](
            custom_id="words", style=discord.TextStyle.paragraph, max_length=LONGEST
        )
        self.add_item(discord.ui.Label(text=t(language, "announce-form-text"), component=self.field))

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        await self._said(interaction, self.field.value)

    async def on_error(self, interaction: Interaction, error: Exception) -> None:  # type: ignore[override]
        await interaction.client.report(interaction, error)
