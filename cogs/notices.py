"""Tells members at their next command what they follow, when it could not be told otherwise."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from bot.services.following import FollowingService, News
from cogs._afterwards import can_follow, or_another_time
from cogs._notices import mine_view, news_view
from cogs._pages import page_of


class Notices(commands.Cog):
    def __init__(self, bot: MicroDramaBot, following: FollowingService) -> None:
        self.bot = bot
        self.following = following
        bot.actions |= {"more-news": self.more, "notice-mine": self.mine}

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, _: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu
    ) -> None:
        if not can_follow(interaction):
            return
        news = await self.following.news(interaction.user.id, interaction.guild_id or 0)
        if news is None:
            return
        async with or_another_time(lambda: self.following.wait_again(news)):
            view = await self._view(news, await self.bot.viewer(interaction))
            await interaction.followup.send(view=view, ephemeral=True)

    async def more(self, press: Press) -> None:
        """What waits still, without another command."""
        press.take(0)
        viewer, response = press.viewer, press.interaction.response
        news = await self.following.news(viewer.user_id, viewer.guild)
        if news is None:
            await response.send_message(texts()(viewer.language, "follow-told-all"), ephemeral=True)
            return
        try:
            await response.send_message(view=await self._view(news, viewer), ephemeral=True)
        except Exception:  # which whoever pressed reads of
            await self.following.wait_again(news)
            raise

    async def mine(self, press: Press) -> None:
        """What a message in a channel has for whoever presses, or the next page of it."""
        letter, post, page = press.take(3)
        told = await self.following.told_by(press.viewer.user_id, post)
        if not told:
            raise UserError("error-follow-not-told")
        view, response = mine_view(told, post, page_of(page), press.viewer), press.interaction.response
        if letter == "o":
            await response.send_message(view=view, ephemeral=True)
        else:
            await response.edit_message(view=view)

    async def _view(self, news: News, viewer: Viewer) -> discord.ui.LayoutView:
        telling = await self.following.telling(viewer.user_id)
        return news_view(news, viewer, is_closed=telling.closed)


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Notices(bot, bot.app.following))
