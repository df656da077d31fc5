"""/doctor: everything that is wrong in a server now, the worst first, each with the way to mend it."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.viewer import Viewer
from bot.services.doctor import DoctorService
from bot.services.host import Ill, ills
from cogs._commands import said
from cogs._curators import is_curator
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
        chosen = await self.doctor.chosen(guild)
        found = await self.doctor.findings(guild, chosen, sight(interaction.guild, chosen))
        return findings_card(found, viewer, await self._of_host(interaction))

    async def _of_host(self, interaction: Interaction) -> list[Ill]:
        """For those who may know."""
        if not await is_curator(interaction):
            return []
        found = await ills(self.bot.app.database, self.bot.app.settings)
        return found if await self.bot.has_sent_commands() else [*found, Ill("doctor-host-commands")]


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Doctor(bot, bot.app.doctor))
