"""/discuss: where a server talks about a drama, in bands, so that nobody reads further than they have watched."""

from __future__ import annotations

import logging
from typing import TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.bands import END, Band, band_of, count_of, is_beyond, numbers
from bot.domain.home import HOME, Place
from bot.domain.markup import quoted
from bot.domain.model import Title
from bot.domain.viewer import Viewer
from bot.errors import UserError
from cogs._actions import number
from cogs._choices import resolve_title
from cogs._commands import said
from cogs._failures import FAILURES
from cogs._home_cards import Talk, ask_card, found_card, gone_card, link_card
from cogs._home_desk import HomeDesk, controls
from cogs._home_merging import HomeMerging
from cogs._homes import Gone, Homes
from cogs._moderators import is_moderator
from cogs._subscribed import TitleOption

log = logging.getLogger(__name__)
T = TypeVar("T")


def in_servers(command: T) -> T:
    """Only where there are threads."""
    command = app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)(command)
    command = app_commands.allowed_installs(guilds=True, users=False)(command)
    return app_commands.guild_only(command)


class Discuss(commands.Cog):
    def __init__(self, bot: MicroDramaBot) -> None:
        self.bot = bot
        self.app = bot.app
        self.homes = Homes(bot)
        self.desk = HomeDesk(bot, self.homes, self._answer)
        self.merging = HomeMerging(bot, self.homes, self._answer)
        bot.actions |= {
            "discuss": self.from_card,
            "band": self.band,
            "go-in": self.go_in,
            "further": self.further,
            "anew": self.anew,
        }

    @app_commands.command(name="discuss", description=said("command-discuss"))
    @app_commands.describe(title=said("command-discuss-title"), episodes=said("command-discuss-episodes"))
    @in_servers
    async def discuss(self, interaction: Interaction, title: TitleOption, episodes: str = "") -> None:
        _guild(interaction)
        viewer = await self.bot.viewer(interaction)
        found = await resolve_title(self.app.search, self.app.catalogue, viewer, title)
        await self._discuss(interaction, found, episodes, viewer)

    async def from_card(self, press: Press) -> None:
        """The same from a drama's card or announcement."""
        title = await self.app.catalogue.title(press.take(1)[0], _guild(press.interaction).id)
        await self._discuss(press.interaction, title, "", press.viewer)

    async def _discuss(self, interaction: Interaction, title: Title, episodes: str, viewer: Viewer) -> None:
        guild = _guild(interaction)
        talk = await self.homes.talk(guild.id, title)
        band = await self._band_typed(guild.id, talk, episodes)
        known = await self.app.homes.place(guild.id, talk.title.id)
        here = 0 if known else self._here(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        self.app.popularity.note(guild.id, talk.title.id)
        try:
            home = await self.homes.open(guild, talk.title, here=here, asker=viewer)
            if band is None:
                view = await self._found(interaction, talk, home, viewer)
            else:
                view = await self._enter(guild, talk, band, viewer)
        except Gone as gone:
            view = gone_card(talk, gone.place.band, gone.place.thread, viewer)
        await interaction.edit_original_response(view=view)
        await self._put_right(guild, talk)

    async def _band_typed(self, guild: int, talk: Talk, typed: str) -> Band | None:
        """The band of the last episode that was typed: what is said of several gives away all of them."""
        if not typed.strip():
            return None
        count = count_of(talk.title)
        found = numbers(typed)
        if not found or max(found) < 1 or len(found) > 2:
            raise UserError("error-discuss-episodes", text=quoted(typed, 40))
        if count and max(found) > count:
            raise UserError("error-progress-beyond", most=count)
        return band_of(await self.app.homes.bands(guild, talk.title), max(found))

    def _here(self, interaction: Interaction) -> int:
        """Where a home is opened when the server has chosen no place. Raises UserError for a member who could not
        open a thread there themselves."""
        if self.app.servers.get(_guild(interaction).id).talk_channel:
            return 0
        may = interaction.permissions
        if not (may.administrator or (may.send_messages and may.create_public_threads)):
            raise UserError("error-discuss-not-here")
        channel = interaction.channel
        parent = channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id
        return parent or 0

    async def _put_right(self, guild: discord.Guild, talk: Talk) -> None:
        """What the threads show, where it is no longer so; nobody waits for it."""
        await self.merging.resume(guild)
        try:
            await self.homes.redraw(guild, talk.title)
        except FAILURES as error:
            log.info("The home of %s is shown as it was: %s", talk.title.id, error)

    # -- answers

    async def _answer(
        self, interaction: Interaction, talk: Talk, viewer: Viewer
    ) -> discord.ui.LayoutView | None:
        """The card of /discuss as it is now; None when the home has not been opened."""
        guild = _guild(interaction)
        place = await self.app.homes.place(guild.id, talk.title.id)
        if place is None:
            return None
        try:
            return await self._found(interaction, talk, await self.homes.thread(guild, place), viewer)
        except Gone as gone:
            return gone_card(talk, HOME, gone.place.thread, viewer)

    async def _found(
        self, interaction: Interaction, talk: Talk, home: discord.Thread, viewer: Viewer
    ) -> discord.ui.LayoutView:
        progress = await self.app.progress.at(viewer.user_id, *talk.ids)
        talk = await self.homes.talk(home.guild.id, talk.title)
        card = found_card(talk, home, progress, viewer)
        if is_moderator(interaction):
            merged = await self.app.catalogue.titles(list(talk.merged), home.guild.id)
            controls(card, talk, merged, viewer)
        return card.view()

    async def _enter(
        self, guild: discord.Guild, talk: Talk, band: Band, viewer: Viewer
    ) -> discord.ui.LayoutView:
        """The link to a band's thread, or the question whether they want it."""
        progress = await self.app.progress.at(viewer.user_id, *talk.ids)
        if is_beyond(band, progress):
            return ask_card(talk, band, progress, viewer)
        return await self._link(guild, talk, band, viewer)

    async def _link(
        self, guild: discord.Guild, talk: Talk, band: Band, viewer: Viewer
    ) -> discord.ui.LayoutView:
        try:
            thread = await self.homes.open(guild, talk.title, band, asker=viewer)
        except Gone as gone:
            return gone_card(talk, gone.place.band, gone.place.thread, viewer)
        return link_card(talk, band, thread, viewer)

    # -- buttons

    async def band(self, press: Press) -> None:
        """The answer is for whoever pressed alone."""
        guild, (title, *episodes) = _guild(press.interaction), press.take(3)
        await press.interaction.response.defer(ephemeral=True, thinking=True)
        talk, band = await self._wanted(guild, title, episodes)
        view = await self._enter(guild, talk, band, press.viewer)
        await press.interaction.edit_original_response(view=view)

    async def go_in(self, press: Press) -> None:
        """They know what they do."""
        guild, (title, *episodes) = _guild(press.interaction), press.take(3)
        await press.interaction.response.defer()
        talk, band = await self._wanted(guild, title, episodes)
        view = await self._link(guild, talk, band, press.viewer)
        await press.interaction.edit_original_response(view=view)

    async def further(self, press: Press) -> None:
        """They have come to this band; whoever is beyond its first episode stays there."""
        guild, (title, *episodes) = _guild(press.interaction), press.take(3)
        await press.interaction.response.defer()
        talk, band = await self._wanted(guild, title, episodes)
        await self.app.progress.reach(
            press.viewer.user_id, talk.ids, min(band.first, count_of(talk.title) or END)
        )
        view = await self._link(guild, talk, band, press.viewer)
        await press.interaction.edit_original_response(view=view)

    async def anew(self, press: Press) -> None:
        """In the place of a thread that was deleted; a second press finds what the first has opened."""
        guild, (title, first, last, thread) = _guild(press.interaction), press.take(4)
        found = await self.app.catalogue.title(title, guild.id)
        talk, band = await self.homes.talk(guild.id, found), Band(number(first, 9999), number(last, 9999))
        known = await self.app.homes.place(guild.id, talk.title.id, band)
        here = self._here(press.interaction) if band == HOME else 0
        await press.interaction.response.defer()
        if known and known.thread == number(thread) and await self._is_gone(guild, known):
            await self.app.homes.gone(known)
        try:
            if band == HOME:
                home = await self.homes.open(guild, talk.title, here=here, asker=press.viewer)
                view = await self._found(press.interaction, talk, home, press.viewer)
            else:
                view = await self._enter(guild, talk, band, press.viewer)
        except Gone as gone:
            view = gone_card(talk, gone.place.band, gone.place.thread, press.viewer)
        await press.interaction.edit_original_response(view=view)

    async def _is_gone(self, guild: discord.Guild, place: Place) -> bool:
        try:
            await self.homes.thread(guild, place)
        except Gone:
            return True
        return False

    async def _wanted(self, guild: discord.Guild, title: str, episodes: list[str]) -> tuple[Talk, Band]:
        """Raises UserError for a band that is none any more, and in which nobody has talked."""
        found = await self.app.catalogue.title(title, guild.id)
        talk = await self.homes.talk(guild.id, found)
        band = Band(*(number(episode, 9999) for episode in episodes))
        if band not in talk.bands:
            await self._put_right(guild, talk)
            raise UserError("error-discuss-band")
        return talk, band


def _guild(interaction: Interaction) -> discord.Guild:
    """Raises UserError outside of servers."""
    if interaction.guild is None:
        raise UserError("error-discuss-server")
    return interaction.guild


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Discuss(bot))
