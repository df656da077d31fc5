"""Who may not suggest anything in a server any more: moderators say so, and take it back."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord.ext import commands

from bot.client import MicroDramaBot, Press
from bot.domain.viewer import Viewer
from bot.i18n import texts
from bot.services.reviewing import ReviewingService
from bot.services.suggesting import SuggestingService
from cogs._actions import button, number
from cogs._card import Card, small
from cogs._moderators import server_of
from cogs._reviewing import identity

_MOST = 10  # on one card


class Blocked(commands.Cog):
    def __init__(
        self, bot: MicroDramaBot, reviewing: ReviewingService, suggesting: SuggestingService
    ) -> None:
        self.reviewing = reviewing
        self.suggesting = suggesting
        bot.actions |= {"block": self.block, "unblock": self.unblock, "blocked": self.show}

    async def block(self, press: Press) -> None:
        """Whoever made this suggestion; what they have sent stays until it is decided."""
        guild = server_of(press.interaction)
        one = await self.reviewing.get(guild, identity(press.take(1)[0]))
        blocked = await self.suggesting.block(guild, one.user_id)
        view = blocked_card(blocked, press.viewer)
        await press.interaction.response.send_message(view=view, ephemeral=True)

    async def unblock(self, press: Press) -> None:
        guild = server_of(press.interaction)
        blocked = await self.suggesting.unblock(guild, number(press.take(1)[0]))
        await press.interaction.response.edit_message(view=blocked_card(blocked, press.viewer))

    async def show(self, press: Press) -> None:
        guild = server_of(press.interaction)
        view = blocked_card(await self.suggesting.blocked(guild), press.viewer)
        await press.interaction.response.send_message(view=view, ephemeral=True)


def blocked_card(blocked: Sequence[tuple[int, int]], viewer: Viewer) -> discord.ui.LayoutView:
    """Each member and since when, the newest first, with a button to take it back."""
    t, language = texts(), viewer.language
    card = Card().text(f"## {t(language, 'blocked-heading')}")
    if not blocked:
        return card.text(t(language, "blocked-none")).view()
    card.text(small(t(language, "blocked-hint")))
    for user, at in blocked[:_MOST]:
        allow = button(t(language, "button-unblock"), "unblock", user)
        card.beside(allow, t(language, "blocked-line", member=f"<@{user}>", when=f"<t:{at}:R>"))
    if (more := len(blocked) - _MOST) > 0:
        card.text(small(t(language, "blocked-more", count=more)))
    return card.view()


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Blocked(bot, bot.app.reviewing, bot.app.suggesting))
