"""/catalogue publish: a title as its announcement would look, and the button that announces it."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.announcing.subscription import Wishes
from bot.domain.model import Title
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from cogs._actions import button, number
from cogs._card import Card, small
from cogs._commands import said
from cogs._curators import scope_of
from cogs._editor import Editor, flag_of, is_everywhere
from cogs._posts import render
from cogs._subscribed import TitleOption, language_here
from cogs._titles import heading


def add_publish(group: app_commands.Group, bot: MicroDramaBot) -> None:
    """One more command of a group, and what its buttons do."""
    publishing = _Publishing(Editor(bot))
    bot.actions |= {"publish-ask": publishing.ask, "publish": publishing.publish}

    @group.command(name="publish", description=said("command-catalogue-publish"))
    @app_commands.describe(
        title=said("command-catalogue-which"), everywhere=said("command-catalogue-everywhere")
    )
    async def show(interaction: Interaction, title: TitleOption, everywhere: bool = False) -> None:
        guild, viewer, seen = await publishing.editor.named(interaction, title, everywhere)
        await publishing.preview(interaction, guild, viewer, seen)


class _Publishing:
    """The button carries the announcement's id, so that to press it twice announces once."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self._announcing = editor.bot.app.announcing

    async def ask(self, press: Press) -> None:
        flag, title_id = press.take(2)
        guild, title = await self.editor.seen(press.interaction, flag, title_id)
        await self.preview(press.interaction, guild, press.viewer, title)

    async def preview(self, interaction: Interaction, guild: int, viewer: Viewer, title: Title) -> None:
        """As the first channel gets it. Raises UserError when there is nothing to announce, or nowhere."""
        await self._check(guild, title)
        ours = await self._announcing.subscriptions(interaction.guild_id or 0)
        first = ours[0] if ours else None
        wishes = first.wishes if first else Wishes(language=language_here(interaction))
        post = self._announcing.preview(guild, first.channel if first else 0, title, wishes)
        await interaction.response.send_message(view=render(post, self.editor.catalogue), ephemeral=True)
        await interaction.followup.send(view=_ask_card(title, guild, interaction.id, viewer), ephemeral=True)

    async def publish(self, press: Press) -> None:
        (flag, title_id, event), interaction = press.take(3), press.interaction
        guild = await scope_of(interaction, is_everywhere(flag))
        title = await self.editor.editing.seen(guild, title_id)
        await self._check(guild, title)
        count = await self.editor.editing.publish(guild, title, str(number(event)))
        key = "publishing-done" if count else "publishing-nobody"
        text = texts()(press.viewer.language, key, count=count, title=heading(title, press.viewer))
        await interaction.response.edit_message(view=Card().text(text).view())

    async def _check(self, guild: int, title: Title) -> None:
        if title.hoax:
            raise UserError("error-announce-hoax")
        if guild and not await self._announcing.subscriptions(guild):
            raise UserError("error-announce-no-channel")


def _ask_card(title: Title, guild: int, event: int, viewer: Viewer) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    card = Card().text(t(language, "publishing-ask" if guild else "publishing-ask-everywhere"))
    if not title.routes:
        card.text(small(t(language, "lacks-way")))
    label = t(language, "button-publish")
    args = (flag_of(guild), title.id, event)
    return card.row(button(label, "publish", *args, style=discord.ButtonStyle.success)).view()
