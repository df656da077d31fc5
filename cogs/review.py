"""/review: what waits for the moderators of a server; for now, what its members searched for in vain."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.markup import quoted
from bot.domain.misses import Miss
from bot.domain.viewer import Viewer
from bot.i18n import texts
from bot.services.curation import CurationService
from cogs._actions import option, select
from cogs._card import Card, small
from cogs._commands import said
from cogs._moderators import for_moderators, server_of
from cogs._pages import last_page, page_of, turning

PAGE = 10


class Review(commands.Cog):
    def __init__(self, bot: MicroDramaBot, curation: CurationService) -> None:
        self.bot = bot
        self.curation = curation
        bot.actions |= {"misses": self.turn, "miss-done": self.done}

    @app_commands.command(name="review", description=said("command-review"))
    @for_moderators
    async def review(self, interaction: Interaction) -> None:
        guild = server_of(interaction)
        view = await self._card(guild, await self.bot.viewer(interaction), 0)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def turn(self, press: Press) -> None:
        """Another page, in place."""
        guild, (_, page) = server_of(press.interaction), press.take(2)
        view = await self._card(guild, press.viewer, page_of(page))
        await press.interaction.response.edit_message(view=view)

    async def done(self, press: Press) -> None:
        """Takes one off the list; that another moderator was quicker changes nothing."""
        guild, (page,) = server_of(press.interaction), press.take(1)
        at = page_of(page)
        await self.curation.forget_miss(guild, press.values[0])
        await press.interaction.response.edit_message(view=await self._card(guild, press.viewer, at))

    async def _card(self, guild: int, viewer: Viewer, page: int) -> discord.ui.LayoutView:
        """This page, or the last when the list has become shorter."""
        misses, total = await self.curation.misses(guild, page * PAGE, PAGE)
        if total and not misses:
            page = last_page(total, PAGE)
            misses, total = await self.curation.misses(guild, page * PAGE, PAGE)
        return misses_card(misses, page, total, viewer)


def misses_card(misses: Sequence[Miss], page: int, total: int, viewer: Viewer) -> discord.ui.LayoutView:
    """What was searched in vain, with a menu to take one off the list."""
    t, language = texts(), viewer.language
    card = Card().text(f"## {t(language, 'review-heading')}")
    if not misses:
        return card.text(t(language, "review-empty")).view()
    card.text(small(t(language, "review-misses")))
    card.text(*[_line(miss, viewer) for miss in misses])
    options = [option(miss.text, miss.text) for miss in misses]
    card.row(select(t(language, "review-done"), options, "miss-done", page))
    if total > PAGE:
        card.row(*turning("misses", page, last_page(total, PAGE), viewer))
        first = 1 + page * PAGE
        shown = t(language, "list-part", first=first, last=first + len(misses) - 1, total=total)
        card.text(small(shown))
    return card.line().text(small(t(language, "review-hint"))).view()


def _line(miss: Miss, viewer: Viewer) -> str:
    when = f"<t:{miss.last_at}:R>"
    return texts()(viewer.language, "review-miss", count=miss.count, text=quoted(miss.text), when=when)


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Review(bot, bot.app.curation))
