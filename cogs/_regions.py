"""Choosing a country: the likeliest ones in a menu, any other in a small form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.client import Interaction
from bot.domain import regions
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._actions import ActionSelect, option, select
from cogs._choices import resolve_region

OTHER = "other"


def region_select(viewer: Viewer, action: str, *args: str, asks: str = "") -> ActionSelect:
    """The handler of `action` finds a country code, or OTHER, in `values`."""
    t, language = texts(), viewer.language
    options = [
        option(regions.name(code, language), code, emoji=regions.flag(code)) for code in regions.COMMON
    ]
    options.append(option(t(language, "watch-other-region"), OTHER, emoji="🌍"))
    return select(asks or t(language, "watch-choose-region"), options, action, *args)


class RegionModal(discord.ui.Modal):
    """Any country, by name or code; `chosen` answers the interaction."""

    def __init__(self, viewer: Viewer, chosen: Callable[[Interaction, str], Awaitable[None]]) -> None:
        t, language = texts(), viewer.language
        super().__init__(title=t(language, "region-modal-title"), timeout=900)
        self._chosen = chosen
        self.field = discord.ui.TextInput[Any](
            custom_id="country", placeholder=t(language, "region-modal-hint"), max_length=60
        )
        self.add_item(discord.ui.Label(text=t(language, "region-modal-label"), component=self.field))

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        await self._chosen(interaction, resolve_region(self.field.value))

    async def on_error(self, interaction: Interaction, error: Exception) -> None:  # type: ignore[override]
        await interaction.client.report(interaction, error)
