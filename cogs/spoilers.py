"""The message menu "Mark as spoiler for…": a member says what a message gives away, and moderators are asked."""

from __future__ import annotations

import logging
import re
from functools import partial
from hashlib import blake2s

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.bands import Band
from bot.domain.hiding import Attached, Spoiler
from bot.errors import UserError
from bot.i18n import texts
from cogs._actions import number
from cogs._card import Card
from cogs._choices import resolve_title
from cogs._commands import said
from cogs._failures import FAILURES
from cogs._homes import Homes
from cogs._modals import open_form
from cogs._permissions import LOG, without
from cogs._spoiler_cards import Marked, request_card, which_card
from cogs._spoiler_desk import LARGEST_ID, SpoilerDesk
from cogs._suggest_form import LineForm

log = logging.getLogger(__name__)
_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
_INSTALLED = app_commands.AppInstallationType(guild=True, user=False)
_LONGEST_TITLE = 100  # characters
_BAND = re.compile(r"([0-9]{1,4})-([0-9]{1,4})")


class Spoilers(commands.Cog):
    def __init__(self, bot: MicroDramaBot) -> None:
        self.bot = bot
        self.app = bot.app
        self.homes = Homes(bot)
        self.desk = SpoilerDesk(bot, self.homes)
        bot.actions |= {"mark-band": self.choose_band, "mark-title": self.other_title}
        self.menu = app_commands.ContextMenu(
            name=said("command-mark-spoiler"),
            callback=self.mark,
            allowed_contexts=_SERVERS,
            allowed_installs=_INSTALLED,
        )
        bot.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    async def mark(self, interaction: Interaction, message: discord.Message) -> None:
        """In a drama's home that drama is meant; elsewhere a form asks which."""
        viewer = await self.bot.viewer(interaction)
        if self.bot.user is not None and message.author.id == self.bot.user.id:
            raise UserError("error-spoiler-ours")
        if not message.content.strip() and not message.attachments:
            raise UserError("error-spoiler-empty")
        place = await self.app.homes.of_thread(viewer.guild, message.channel.id)
        draft = Spoiler(
            guild=viewer.guild, channel=message.channel.id, message=message.id, author=message.author.id,
            author_name=message.author.display_name, text=message.content,
            files=tuple(Attached(one.url, one.size) for one in message.attachments), asker=viewer.user_id,
            title_id=place.title_id if place else "",
        )  # fmt: skip
        draft = await self.app.hiding.draft(draft)
        if place is None:
            await self._ask_title(interaction, draft)
            return
        view = which_card(await self._marked(draft), viewer)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def _marked(self, one: Spoiler) -> Marked:
        """With what its drama is today; a home that was merged counts as the one it is part of."""
        title = await self.app.catalogue.title(one.title_id, one.guild)
        talk = await self.homes.talk(one.guild, title)
        return Marked(one, talk.title, await self.app.homes.bands(one.guild, talk.title))

    async def _ask_title(self, interaction: Interaction, one: Spoiler) -> None:
        viewer = await self.bot.viewer(interaction)
        t, language = texts(), viewer.language
        submitted = partial(self._titled, identity=one.id)
        form = LineForm(
            t(language, "spoiler-form"), t(language, "spoiler-form-title"), _LONGEST_TITLE, submitted
        )
        await open_form(interaction, form)

    async def _titled(self, interaction: Interaction, typed: str, identity: int) -> None:
        viewer = await self.bot.viewer(interaction)
        one = await self.app.hiding.mine(viewer.guild, viewer.user_id, identity)
        title = await resolve_title(self.app.search, self.app.catalogue, viewer, typed)
        view = which_card(await self._marked(await self.app.hiding.place(one, title.id)), viewer)
        if interaction.message is None:
            await interaction.response.send_message(view=view, ephemeral=True)
        else:
            await interaction.response.edit_message(view=view)

    # -- what its reporter chooses

    async def other_title(self, press: Press) -> None:
        identity = number(press.take(1)[0], LARGEST_ID)
        one = await self.app.hiding.mine(press.viewer.guild, press.viewer.user_id, identity)
        await self._ask_title(press.interaction, one)

    async def choose_band(self, press: Press) -> None:
        """Now moderators have it."""
        viewer, identity = press.viewer, number(press.take(1)[0], LARGEST_ID)
        one = await self.app.hiding.mine(viewer.guild, viewer.user_id, identity)
        marked = await self._marked(one)
        parts = _BAND.fullmatch(press.values[0])
        band = Band(int(parts[1]), int(parts[2])) if parts else None
        if band is None or band not in marked.bands:
            raise UserError("error-discuss-band")
        sent = await self.app.hiding.send(one, band)
        t, language = texts(), viewer.language
        await press.interaction.response.edit_message(view=_thanks(t(language, "spoiler-sent")))
        await self._tell(press.interaction, Marked(sent, marked.title, marked.bands))

    async def _tell(self, interaction: Interaction, marked: Marked) -> None:
        """The log channel, if there is one and it can be told; /review has it in any case."""
        guild = interaction.guild
        channel = guild.get_channel(self.app.servers.get(guild.id).log_channel) if guild else None
        if guild is None or not isinstance(channel, discord.TextChannel):
            return
        if without(channel.permissions_for(guild.me), LOG):
            return
        view = request_card(marked, self.homes.viewer(guild), at_review=False)
        nonce = blake2s(f"marked|{marked.spoiler.id}".encode()).hexdigest()[:25]
        try:
            await channel.send(view=view, nonce=nonce)
        except FAILURES as error:
            log.warning("Log channel %s could not be told of a spoiler: %s", channel.id, error)


def _thanks(words: str) -> discord.ui.LayoutView:
    return Card().text(words).view()


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Spoilers(bot))
