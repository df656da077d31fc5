"""Tells moderators once, at the next command that any of them uses, which channels no longer get announcements."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot
from bot.domain.announcing.subscription import Subscription
from bot.domain.display import clip
from bot.domain.viewer import Viewer
from bot.i18n import texts
from bot.services.announcing import AnnouncingService
from cogs._moderators import is_moderator
from cogs._reasons import reason_text

_LONGEST = 2000  # characters of a message


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
            lines = (_line(one, viewer) for one in stopped)
            await interaction.followup.send(clip("\n\n".join(lines), _LONGEST), ephemeral=True)


def _line(one: Subscription, viewer: Viewer) -> str:
    reason = reason_text(one.reason, viewer)
    return texts()(viewer.language, "announce-problem", channel=f"<#{one.channel}>", reason=reason)


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Stopped(bot, bot.app.announcing))
