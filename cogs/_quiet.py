"""Hours in which a member wants no direct message, in the clock of where they are: a small form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.client import Interaction
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._times import quiet_hours, zone_name, zone_of


class QuietModal(discord.ui.Modal):
    """`chosen` answers the interaction."""

    def __init__(
        self,
        viewer: Viewer,
        zone: str,
        chosen: Callable[[Interaction, tuple[int, int], str], Awaitable[None]],
    ) -> None:
        t, language = texts(), viewer.language
        super().__init__(title=t(language, "follow-quiet-title"), timeout=900)
        self._chosen = chosen
        known = zone_name(zone, language).partition(" (")[0] if zone else None
        self.hours = discord.ui.TextInput[Any](custom_id="hours", placeholder="22-8", max_length=20)
        self.zone = discord.ui.TextInput[Any](
            custom_id="zone", placeholder=t(language, "setup-zone-hint"), max_length=60, default=known
        )
        self.add_item(discord.ui.Label(text=t(language, "follow-quiet-label"), component=self.hours))
        self.add_item(discord.ui.Label(text=t(language, "setup-zone-label"), component=self.zone))

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        await self._chosen(interaction, quiet_hours(self.hours.value), zone_of(self.zone.value))

    async def on_error(self, interaction: Interaction, error: Exception) -> None:  # type: ignore[override]
        await interaction.client.report(interaction, error)
