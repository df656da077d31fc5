"""/doctor: everything that is wrong in a server now, the worst first, each with the way to mend it."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.viewer import Viewer
from bot.services.doctor import DoctorService
from cogs._commands import said
from cogs._findings import findings_card
from cogs._moderators import for_moderators, server_of
from cogs._sight import sight


class Doctor(commands.Cog):
    def __init__(self, bot: MicroDramaBot, doctor: DoctorService) -> None:
        self.bot = bot
        self.doctor = doctor
        bot.actions |= {"doctor": self.again}

    @app_commands.command(name="doctor", description=said("command-doctor"))
    @for_moderators
    async def examine(self, interaction: Interaction) -> None:
        guild, viewer = server_of(interaction), await self.bot.viewer(interaction)
        view = await self._card(interaction, guild, viewer)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def again(self, press: Press) -> None:
        guild = server_of(press.interaction)
        press.take(0)
        view = await self._card(press.interaction, guild, press.viewer)
        await press.interaction.response.edit_message(view=view)

    async def _card(self, interaction: Interaction, guild: int, viewer: Viewer) -> discord.ui.LayoutView:
        settings, subscriptions = await self.doctor.needs_a_look(guild)
        seen = sight(interaction.guild, settings, subscriptions)
        found = await self.doctor.findings(guild, settings, subscriptions, seen)
        return findings_card(found, viewer)


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Doctor(bot, bot.app.doctor))
