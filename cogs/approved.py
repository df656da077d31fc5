"""What a moderator does with a title that was approved: announce it, or not."""

from __future__ import annotations

from discord.ext import commands

from bot.app import App
from bot.client import MicroDramaBot, Press
from bot.i18n import texts
from cogs._card import Card
from cogs._reviewing import identity, where
from cogs._titles import heading


class Approved(commands.Cog):
    def __init__(self, bot: MicroDramaBot, app: App) -> None:
        self.app = app
        bot.actions |= {
            "publish-approved": self.announce,
            "publish-not": self.announce_not,
        }

    async def announce(self, press: Press) -> None:
        number, scope = press.take(2)
        guild, _ = await where(press.interaction, scope)
        title, count = await self.app.reviewing.announce(guild, identity(number))
        key = "announce-done" if count else "announce-done-none"
        said = texts()(press.viewer.language, key, title=heading(title, press.viewer), count=count)
        await press.interaction.response.edit_message(view=Card().text(said).view())

    async def announce_not(self, press: Press) -> None:
        await where(press.interaction, press.take(1)[0])
        said = texts()(press.viewer.language, "review-not-announced")
        await press.interaction.response.edit_message(view=Card().text(said).view())


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Approved(bot, bot.app))
