"""What a moderator does with a title that was approved: announce it, or propose it to everybody."""

from __future__ import annotations

from discord.ext import commands

from bot.app import App
from bot.client import MicroDramaBot, Press
from bot.i18n import texts
from cogs._card import Card
from cogs._moderators import server_of
from cogs._reviewing import identity, where
from cogs._titles import heading


class Approved(commands.Cog):
    def __init__(self, bot: MicroDramaBot, app: App) -> None:
        self.app = app
        bot.actions |= {
            "publish-approved": self.announce,
            "publish-not": self.announce_not,
            "propose-approved": self.propose,
            "propose-title": self.propose_title,
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

    async def propose(self, press: Press) -> None:
        guild = server_of(press.interaction)
        number = identity(press.take(1)[0])
        await self.app.proposing.propose(guild, number, press.viewer.user_id, _server_name(press))
        await self._proposed(press)

    async def propose_title(self, press: Press) -> None:
        """For the card of any title of a server's own."""
        guild = server_of(press.interaction)
        (title_id,) = press.take(1)
        await self.app.proposing.propose_title(guild, title_id, press.viewer.user_id, _server_name(press))
        await self._proposed(press)

    async def _proposed(self, press: Press) -> None:
        said = texts()(press.viewer.language, "review-proposed")
        await press.interaction.response.send_message(said, ephemeral=True)


def _server_name(press: Press) -> str:
    return press.interaction.guild.name if press.interaction.guild else ""


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Approved(bot, bot.app))
