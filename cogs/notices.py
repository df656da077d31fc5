"""Tells members at their next command what they follow, when it could not be told otherwise."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot
from bot.services.following import FollowingService
from cogs._failures import FAILURES
from cogs._notices import news_view


class Notices(commands.Cog):
    def __init__(self, bot: MicroDramaBot, following: FollowingService) -> None:
        self.bot = bot
        self.following = following

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, _: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu
    ) -> None:
        if interaction.response.type is not discord.InteractionResponseType.channel_message:
            return  # nothing can follow a form
        user = interaction.user.id
        taken, told = await self.following.news(user, interaction.guild_id or 0)
        if not told:
            return
        viewer = await self.bot.viewer(interaction)
        telling = await self.following.telling(user)
        try:
            view = news_view(told, viewer, is_closed=telling.closed)
            await interaction.followup.send(view=view, ephemeral=True)
        except FAILURES:  # they will be told another time
            await self.following.wait_again(user, taken)


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Notices(bot, bot.app.following))
