"""Tells moderators once, at the next command that any of them uses, which channels no longer get announcements."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot
from bot.services.announcing import AnnouncingService
from cogs._moderators import is_moderator
from cogs._reasons import stopped_text


class Stopped(commands.Cog):
    def __init__(self, bot: MicroDramaBot, announcing: AnnouncingService) -> None:
        self.bot = bot
        self.announcing = announcing

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, _: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu
    ) -> None:
        is_answered = interaction.response.type is discord.InteractionResponseType.channel_message
        if not is_answered or not is_moderator(interaction):  # nothing can follow a form
            return
        viewer = await self.bot.viewer(interaction)
        if stopped := await self.announcing.problems(viewer.guild):
            await interaction.followup.send(stopped_text(stopped, viewer), ephemeral=True)


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Stopped(bot, bot.app.announcing))
