"""/me: a member's own settings, everything kept about them, and the way to delete it."""

from __future__ import annotations

import io
import json
from enum import StrEnum
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain import regions
from bot.domain.model import Language
from bot.domain.viewer import Preferences, TitleOrder, Viewer
from bot.errors import UserError
from bot.i18n import texts
from bot.services.members import MemberService
from cogs._actions import option, select
from cogs._card import Card
from cogs._commands import said
from cogs._modals import open_form
from cogs._regions import OTHER, RegionModal, region_select
from cogs._times import zone_name, zone_of
from cogs._zones import OTHER as ZONE_OTHER
from cogs._zones import ZoneModal, zone_select

E = TypeVar("E", bound=StrEnum)
_AUTO = "auto"


class Me(commands.GroupCog, name="me", description=said("command-me")):
    def __init__(self, bot: MicroDramaBot, members: MemberService) -> None:
        self.bot = bot
        self.members = members
        bot.actions |= {
            "my-language": self.choose_language,
            "my-order": self.choose_order,
            "my-region": self.choose_region,
            "my-zone": self.choose_zone,
        }

    @app_commands.command(name="settings", description=said("command-me-settings"))
    async def settings(self, interaction: Interaction) -> None:
        await interaction.response.send_message(view=await self._card(interaction), ephemeral=True)

    @app_commands.command(name="export", description=said("command-me-export"))
    async def export(self, interaction: Interaction) -> None:
        viewer = await self.bot.viewer(interaction)
        body = json.dumps(await self.members.export(interaction.user.id), indent=2, ensure_ascii=False)
        file = discord.File(io.BytesIO(body.encode()), filename="my-data.json")
        await interaction.response.send_message(
            texts()(viewer.language, "me-exported"), file=file, ephemeral=True
        )

    @app_commands.command(name="forget", description=said("command-me-forget"))
    async def forget(self, interaction: Interaction) -> None:
        viewer = await self.bot.viewer(interaction)
        key = "me-forgotten" if await self.members.forget(interaction.user.id) else "me-nothing"
        await interaction.response.send_message(texts()(viewer.language, key), ephemeral=True)

    # -- menus of the settings card; each shows the card anew, in the language chosen

    async def choose_language(self, press: Press) -> None:
        value = press.values[0]
        chosen = None if value == _AUTO else _choice(Language, value)
        await self.members.choose_language(press.viewer.user_id, chosen)
        await self._show_again(press.interaction)

    async def choose_order(self, press: Press) -> None:
        await self.members.choose_order(press.viewer.user_id, _choice(TitleOrder, press.values[0]))
        await self._show_again(press.interaction)

    async def choose_region(self, press: Press) -> None:
        if press.values[0] == OTHER:
            await open_form(press.interaction, RegionModal(press.viewer, self._save_region))
        else:
            await self._save_region(press.interaction, press.values[0])

    async def _save_region(self, interaction: Interaction, region: str) -> None:
        await self.members.choose_region(interaction.user.id, region)
        await self._show_again(interaction)

    async def choose_zone(self, press: Press) -> None:
        if press.values[0] == ZONE_OTHER:
            await open_form(press.interaction, ZoneModal(press.viewer, self._save_zone))
        else:
            await self._save_zone(press.interaction, zone_of(press.values[0]))

    async def _save_zone(self, interaction: Interaction, zone: str) -> None:
        await self.members.choose_zone(interaction.user.id, zone)
        await self._show_again(interaction)

    async def _show_again(self, interaction: Interaction) -> None:
        await interaction.response.edit_message(view=await self._card(interaction))

    async def _card(self, interaction: Interaction) -> discord.ui.LayoutView:
        preferences = await self.members.preferences(interaction.user.id)
        viewer = Viewer.of(interaction.user.id, str(interaction.locale), preferences)
        return settings_card(viewer, preferences)


def _choice(choices: type[E], value: str) -> E:
    """The choice that a menu carries. Raises UserError when a menu of an older version carries another."""
    try:
        return choices(value)
    except ValueError:
        raise UserError("error-old-button") from None


def settings_card(viewer: Viewer, preferences: Preferences) -> discord.ui.LayoutView:
    """What is chosen, and a menu for each choice."""
    t, language = texts(), viewer.language
    chosen = preferences.language
    region = (
        regions.name(preferences.region, language) if preferences.region else t(language, "me-region-none")
    )
    zone = zone_name(preferences.zone, language) if preferences.zone else ""
    card = Card().text(f"## {t(language, 'me-heading')}")
    card.text(
        t(language, "me-region", region=region),
        t(
            language,
            "me-language",
            language=t(language, f"language-{chosen}" if chosen else "me-language-auto"),
        ),
        t(language, "me-order", order=t(language, f"order-{viewer.order}")),
        t(language, "me-zone", zone=zone) if zone else t(language, "me-zone-none"),
    )
    card.row(region_select(viewer, "my-region"))
    card.row(select(t(language, "me-choose-language"), _languages(viewer), "my-language"))
    card.row(select(t(language, "me-choose-order"), _orders(viewer), "my-order"))
    return card.row(zone_select(viewer, "my-zone")).view()


def _languages(viewer: Viewer) -> list[Any]:
    t = texts()
    each = [option(t(viewer.language, f"language-{language}"), language) for language in Language]
    return [option(t(viewer.language, "me-language-auto"), _AUTO), *each]


def _orders(viewer: Viewer) -> list[Any]:
    return [option(texts()(viewer.language, f"order-{order}"), order) for order in TitleOrder]


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Me(bot, bot.app.members))
