"""Tells members once what became of their suggestions, at their next command or, if they wish, by message."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.suggestion import Suggestion
from bot.domain.viewer import Viewer
from bot.i18n import texts
from bot.services.catalogue import CatalogueService
from bot.services.suggesting import LONGEST_ANSWER, SuggestingService
from cogs._actions import number
from cogs._failures import FAILURES
from cogs._modals import open_form
from cogs._outcome import outcome_card
from cogs._suggest_form import LineForm

log = logging.getLogger(__name__)
_LARGEST_ID = 2**63 - 1


class Outcomes(commands.Cog):
    def __init__(
        self, bot: MicroDramaBot, suggesting: SuggestingService, catalogue: CatalogueService
    ) -> None:
        self.bot = bot
        self.suggesting = suggesting
        self.catalogue = catalogue
        self._telling = set[int]()  # members
        bot.actions |= {"answer-question": self.answer}

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, _: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu
    ) -> None:
        if interaction.response.type is not discord.InteractionResponseType.channel_message:
            return  # nothing can follow a form
        user = interaction.user.id
        if user in self._telling:  # two commands at once tell it once
            return
        self._telling.add(user)
        try:
            await self._tell(interaction)
        except FAILURES as error:  # they will be told another time
            log.info("The outcome of a suggestion could not be told: %s", error)
        finally:
            self._telling.discard(user)

    async def _tell(self, interaction: Interaction) -> None:
        news = await self.suggesting.news(interaction.user.id, interaction.guild_id or 0)
        for one in news:
            view = await self._card(one, await self.bot.viewer(interaction))
            await interaction.followup.send(view=view, ephemeral=True)
            await self.suggesting.told(one)

    async def _card(self, one: Suggestion, viewer: Viewer) -> discord.ui.LayoutView:
        titles = await self.catalogue.titles([one.title_id], one.from_guild or one.guild)
        return outcome_card(one, titles[0] if titles else None, viewer)

    async def answer(self, press: Press) -> None:
        """A form for the answer to a moderator's question."""
        identity = number(press.take(1)[0], _LARGEST_ID)
        one = await self.suggesting.mine(press.viewer.user_id, identity)
        t, language = texts(), press.viewer.language
        submitted = partial(self._answered, identity=one.id)
        form = LineForm(
            t(language, "suggest-answer-form"), t(language, "suggest-answer"), LONGEST_ANSWER, submitted
        )
        await open_form(press.interaction, form)

    async def _answered(self, interaction: Interaction, words: str, identity: int) -> None:
        await self.suggesting.answer(interaction.user.id, identity, words)
        viewer = await self.bot.viewer(interaction)
        await interaction.response.send_message(texts()(viewer.language, "suggest-answered"), ephemeral=True)


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Outcomes(bot, bot.app.suggesting, bot.app.catalogue))
