"""/review: what waits for moderators and curators, in sections: suggestions, and what was searched for in vain."""

from __future__ import annotations

from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import App
from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from cogs._choices import resolve_title
from cogs._commands import said
from cogs._misses import PAGE, misses_card
from cogs._modals import open_form
from cogs._moderators import for_moderators, server_of
from cogs._pages import last_page, page_of
from cogs._proposed import proposer
from cogs._review_cards import sections
from cogs._reviewing import failing_view, queue_view, waiting, where
from cogs._subscribed import TitleOption
from cogs._suggest_form import LineForm
from cogs._titles import heading

_LONGEST_NAME = 100  # characters of what a moderator types to say which title


class Review(commands.Cog):
    def __init__(self, bot: MicroDramaBot, app: App) -> None:
        self.bot = bot
        self.app = app
        bot.actions |= {
            "section": self.section,
            "misses": self.turn,
            "miss-done": self.done,
            "miss-name": self.name,
        }

    @app_commands.command(name="review", description=said("command-review"))
    @app_commands.describe(propose=said("command-review-propose"))
    @for_moderators
    async def review(self, interaction: Interaction, propose: TitleOption = "") -> None:
        """What waits longest is shown: suggestions, else searches; a curator may have everybody's queue alone."""
        if propose:
            await self._propose(interaction, propose)
            return
        viewer, lists = await self.bot.viewer(interaction), await waiting(self.app, interaction)
        if lists.ours is None:
            view = await queue_view(self.app, interaction, viewer, 0, 0)
        elif lists.ours or not lists.misses:
            view = await queue_view(self.app, interaction, viewer, server_of(interaction), 0)
        else:
            view = await self._misses(interaction, viewer, 0)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def _propose(self, interaction: Interaction, typed: str) -> None:
        """A title of the server's own, or what it says differently of another, to the curators."""
        guild, viewer = server_of(interaction), await self.bot.viewer(interaction)
        title = await resolve_title(self.app.search, self.app.catalogue, viewer, typed)
        await self.app.proposing.propose_title(guild, title.id, proposer(interaction))
        await interaction.response.send_message(texts()(viewer.language, "review-proposed"), ephemeral=True)

    async def section(self, press: Press) -> None:
        """Another of the lists, in place."""
        (name,) = press.take(1)
        if name == "misses":
            server_of(press.interaction)
            view = await self._misses(press.interaction, press.viewer, 0)
        elif name in ("failing", "anywhere"):
            guild, _ = await where(press.interaction, "1" if name == "anywhere" else "0")
            view = await failing_view(self.app, press.interaction, press.viewer, guild)
        elif name in ("ours", "everybody"):
            guild, _ = await where(press.interaction, "1" if name == "everybody" else "0")
            view = await queue_view(self.app, press.interaction, press.viewer, guild, 0)
        else:
            raise UserError("error-old-button")
        await press.interaction.response.edit_message(view=view)

    # -- searches in vain

    async def turn(self, press: Press) -> None:
        """Another page, in place."""
        server_of(press.interaction)
        _, page = press.take(2)
        view = await self._misses(press.interaction, press.viewer, page_of(page))
        await press.interaction.response.edit_message(view=view)

    async def done(self, press: Press) -> None:
        """Takes one off the list; that another moderator was quicker changes nothing."""
        guild, (page,) = server_of(press.interaction), press.take(1)
        at = page_of(page)
        await self.app.curation.forget_miss(guild, press.values[0])
        view = await self._misses(press.interaction, press.viewer, at)
        await press.interaction.response.edit_message(view=view)

    async def name(self, press: Press) -> None:
        """What was searched becomes a name of a title: which one, a form asks."""
        server_of(press.interaction)
        page_of(press.take(1)[0])
        t, language = texts(), press.viewer.language
        submitted = partial(self._name, text=press.values[0])
        form = LineForm(
            t(language, "review-miss-form"), t(language, "review-which"), _LONGEST_NAME, submitted
        )
        await open_form(press.interaction, form)

    async def _name(self, interaction: Interaction, typed: str, text: str) -> None:
        guild, viewer = server_of(interaction), await self.bot.viewer(interaction)
        found = await resolve_title(self.app.search, self.app.catalogue, viewer, typed)
        await interaction.response.defer()
        title = await self.app.reviewing.name_miss(guild, text, found.id, interaction.user.id)
        await interaction.edit_original_response(view=await self._misses(interaction, viewer, 0))
        named = texts()(viewer.language, "review-miss-named", title=heading(title, viewer))
        await interaction.followup.send(named, ephemeral=True)

    async def _misses(self, interaction: Interaction, viewer: Viewer, page: int) -> discord.ui.LayoutView:
        """This page, or the last when the list has become shorter."""
        guild, curation = server_of(interaction), self.app.curation
        misses, total = await curation.misses(guild, page * PAGE, PAGE)
        if total and not misses:
            page = last_page(total, PAGE)
            misses, total = await curation.misses(guild, page * PAGE, PAGE)
        lists = sections("misses", await waiting(self.app, interaction), viewer)
        return misses_card(misses, page, total, viewer, lists)


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Review(bot, bot.app))
