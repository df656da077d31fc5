"""Tells hosts after their next command what went wrong with a watch party that they were told to wait for."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot
from bot.domain.party import Party
from bot.domain.viewer import Viewer
from bot.services.catalogue import CatalogueService
from bot.services.parties import PartyService
from cogs._afterwards import can_follow, tell_each
from cogs._party_cards import news_card


class PartyNews(commands.Cog):
    def __init__(self, parties: PartyService, catalogue: CatalogueService) -> None:
        self.parties = parties
        self.catalogue = catalogue

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, _: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu
    ) -> None:
        if can_follow(interaction):
            untold = await self.parties.news(interaction.user.id, interaction.guild_id or 0)
            await tell_each(interaction, untold, self.parties.set_untold, self._card)

    async def _card(self, party: Party, viewer: Viewer) -> discord.ui.LayoutView:
        titles = await self.catalogue.titles([party.title_id], party.guild)
        return news_card(party, titles[0] if titles else None, viewer)


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(PartyNews(bot.app.parties, bot.app.catalogue))
