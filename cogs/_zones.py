"""Choosing a time zone: the usual ones in a menu, any other by its city in a small form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.client import Interaction
from bot.domain.forms import Values
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._actions import ActionSelect, option, select
from cogs._modals import Modal
from cogs._times import zone_choices, zone_of

OTHER = "other"


def zone_select(viewer: Viewer, action: str, *args: str) -> ActionSelect:
    """The handler of `action` finds a zone, or OTHER, in `values`."""
    t, language = texts(), viewer.language
    options = [option(one.name, one.value) for one in zone_choices("", language)[:24]]
    options.append(option(t(language, "setup-other-zone"), OTHER, emoji="🌍"))
    return select(t(language, "setup-choose-zone"), options, action, *args)


class ZoneModal(Modal):
    """Any zone, by a city; `chosen` answers the interaction."""

    def __init__(self, viewer: Viewer, chosen: Callable[[Interaction, str], Awaitable[None]]) -> None:
        t, language = texts(), viewer.language

        async def submitted(interaction: Interaction, values: Values) -> None:
            await chosen(interaction, zone_of(values["zone"]))

        super().__init__(t(language, "setup-zone-title"), submitted)
        hint = t(language, "setup-zone-hint")
        field = discord.ui.TextInput[Any](custom_id="zone", placeholder=hint, max_length=60)
        self.add(field, t(language, "setup-zone-label"))
