"""Tells moderators once, at the next command that any of them uses, which channels no longer get announcements."""

from __future__ import annotations

from typing import Any

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot
from bot.services.announcing import AnnouncingService
from cogs._afterwards import can_follow, or_another_time
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
        if not can_follow(interaction) or not is_moderator(interaction):
            return
        viewer = await self.bot.viewer(interaction)
        if stopped := await self.announcing.problems(viewer.guild):
            async with or_another_time():
                await interaction.followup.send(stopped_text(stopped, viewer), ephemeral=True)
                await self.announcing.told(stopped)


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Stopped(bot, bot.app.announcing))
