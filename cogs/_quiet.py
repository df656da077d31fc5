"""Hours in which a member wants no direct message, in the clock of where they are: a small form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.client import Interaction
from bot.domain.forms import Values
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._modals import Modal
from cogs._times import quiet_hours, zone_name, zone_of


class QuietModal(Modal):
    """`chosen` answers the interaction."""

    def __init__(
        self,
        viewer: Viewer,
        zone: str,
        chosen: Callable[[Interaction, tuple[int, int], str], Awaitable[None]],
    ) -> None:
        t, language = texts(), viewer.language

        async def submitted(interaction: Interaction, values: Values) -> None:
            await chosen(interaction, quiet_hours(values["hours"]), zone_of(values["zone"]))

        super().__init__(t(language, "follow-quiet-title"), submitted)
        known = zone_name(zone, language).partition(" (")[0] if zone else None
        hours = discord.ui.TextInput[Any](custom_id="hours", placeholder="22-8", max_length=20)
        where = discord.ui.TextInput[Any](
            custom_id="zone", placeholder=t(language, "setup-zone-hint"), max_length=60, default=known
        )
        self.add(hours, t(language, "follow-quiet-label"))
        self.add(where, t(language, "setup-zone-label"))
