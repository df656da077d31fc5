"""What a server puts before the curators: proposing it, and reading all of it."""

from __future__ import annotations

import io

import discord
from discord.ext import commands

from bot.app import App
from bot.client import MicroDramaBot, Press
from bot.domain.forms import Reader
from bot.domain.suggestion import RECORD
from bot.errors import UserError
from bot.i18n import texts
from cogs._moderators import server_of
from cogs._proposed import in_full, is_whole, proposer
from cogs._reviewing import identity, where


class Proposals(commands.Cog):
    def __init__(self, bot: MicroDramaBot, app: App) -> None:
        self.app = app
        bot.actions |= {
            "propose-approved": self.propose,
            "propose-title": self.propose_title,
            "proposal": self.show,
        }

    async def propose(self, press: Press) -> None:
        """What was approved here."""
        guild = server_of(press.interaction)
        number = identity(press.take(1)[0])
        await self.app.proposing.propose(guild, number, proposer(press.interaction))
        await _proposed(press)

    async def propose_title(self, press: Press) -> None:
        """A title of the server's own, or what it says differently of a shared one."""
        guild = server_of(press.interaction)
        (title_id,) = press.take(1)
        await self.app.proposing.propose_title(guild, title_id, proposer(press.interaction))
        await _proposed(press)

    async def show(self, press: Press) -> None:
        """Every letter of what a curator decides on: a card has not the room for it."""
        number, scope = press.take(2)
        guild, _ = await where(press.interaction, scope)
        one = await self.app.reviewing.get(guild, identity(number))
        if not is_whole(one):
            raise UserError("error-old-button")
        about = None if RECORD in one.body else await self.app.editing.seen(guild, one.title_id)
        reader = Reader(press.viewer.language, self.app.catalogue.tropes)
        data = in_full(one, about, press.viewer, reader).encode()
        file = discord.File(io.BytesIO(data), filename="proposal.txt")
        await press.interaction.response.send_message(file=file, ephemeral=True)


async def _proposed(press: Press) -> None:
    said = texts()(press.viewer.language, "review-proposed")
    await press.interaction.response.send_message(said, ephemeral=True)


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Proposals(bot, bot.app))
