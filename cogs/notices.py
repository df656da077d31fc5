"""Tells members at their next command what they follow, when it could not be told otherwise."""

from __future__ import annotations

from typing import Any

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot
from bot.services.following import FollowingService
from cogs._afterwards import can_follow, or_another_time
from cogs._notices import news_view


class Notices(commands.Cog):
    def __init__(self, bot: MicroDramaBot, following: FollowingService) -> None:
        self.bot = bot
        self.following = following

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, _: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu
    ) -> None:
        if not can_follow(interaction):
            return
        user = interaction.user.id
        taken, told = await self.following.news(user, interaction.guild_id or 0)
        if not told:
            return
        async with or_another_time(lambda: self.following.wait_again(user, taken)):
            viewer = await self.bot.viewer(interaction)
            telling = await self.following.telling(user)
            view = news_view(told, viewer, is_closed=telling.closed)
            await interaction.followup.send(view=view, ephemeral=True)


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Notices(bot, bot.app.following))
