"""Choosing a country: the likeliest ones in a menu, any other in a small form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.client import Interaction
from bot.domain import regions
from bot.domain.forms import Values
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._actions import ActionSelect, option, select
from cogs._choices import resolve_region
from cogs._modals import Modal

OTHER = "other"


def region_select(viewer: Viewer, action: str, *args: str, asks: str = "") -> ActionSelect:
    """The handler of `action` finds a country code, or OTHER, in `values`."""
    t, language = texts(), viewer.language
    options = [
        option(regions.name(code, language), code, emoji=regions.flag(code)) for code in regions.COMMON
    ]
    options.append(option(t(language, "watch-other-region"), OTHER, emoji="🌍"))
    return select(asks or t(language, "watch-choose-region"), options, action, *args)


class RegionModal(Modal):
    """Any country, by name or code; `chosen` answers the interaction."""

    def __init__(self, viewer: Viewer, chosen: Callable[[Interaction, str], Awaitable[None]]) -> None:
        t, language = texts(), viewer.language

        async def submitted(interaction: Interaction, values: Values) -> None:
            await chosen(interaction, resolve_region(values["country"]))

        super().__init__(t(language, "region-modal-title"), submitted)
        hint = t(language, "region-modal-hint")
        field = discord.ui.TextInput[Any](custom_id="country", placeholder=hint, max_length=60)
        self.add(field, t(language, "region-modal-label"))
