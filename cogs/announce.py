"""/announce: moderators publish, schedule and preview announcements, and read what became of each and why."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.announcing.event import Event
from bot.domain.announcing.subscription import Wishes
from bot.domain.markup import clean, escape
from bot.domain.model import Title
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from bot.services.announcing import AnnouncingService
from bot.services.catalogue import CatalogueService
from bot.services.search import SearchService
from cogs._actions import number
from cogs._announce_channels import Channels
from cogs._announce_log import PAGE, log_card
from cogs._announce_options import ZoneOption
from cogs._announce_why import why_card
from cogs._announcements import answer
from cogs._choices import resolve_title
from cogs._commands import said
from cogs._lists import PAGE as LIST
from cogs._lists import Ask, list_card
from cogs._modals import open_form
from cogs._moderators import for_moderators, server_of
from cogs._pages import page_of
from cogs._permissions import lacking
from cogs._posts import MARKER, render, thread_name
from cogs._subscribed import (
    ScheduledOption,
    TitleOption,
    WhichOption,
    language_here,
    subscribed,
    zone_here,
)
from cogs._times import moment, zone_of
from cogs._titles import heading
from cogs._words import LONGEST, WordsModal, words_of

Note = app_commands.Range[str, 1, 1000]
Words = app_commands.Range[str, 1, LONGEST]
_LARGEST_ID = 2**63 - 1


@for_moderators
class Announce(commands.GroupCog, name="announce", description=said("command-announce")):
    def __init__(
        self,
        bot: MicroDramaBot,
        announcing: AnnouncingService,
        catalogue: CatalogueService,
        search: SearchService,
    ) -> None:
        self.bot = bot
        self.announcing = announcing
        self.catalogue = catalogue
        self.search = search
        assert self.app_command is not None
        self.app_command.add_command(Channels(bot, announcing, catalogue))
        bot.actions |= {MARKER: self.posted, "log": self.turn, "why": self.turn_why}

    # -- publishing

    @app_commands.command(name="title", description=said("command-announce-title"))
    @app_commands.describe(
        title=said("command-announce-title-title"), note=said("command-announce-title-note")
    )
    async def title(self, interaction: Interaction, title: TitleOption, note: Note = "") -> None:
        guild, viewer = server_of(interaction), await self.bot.viewer(interaction)
        found = await self._announceable(guild, viewer, title)
        event = _event(interaction, kind="title", title_id=found.id, text=words_of(note))
        await self._publish(interaction, event, heading(found, viewer))

    @app_commands.command(name="post", description=said("command-announce-post"))
    @app_commands.describe(text=said("command-announce-post-text"), channel=said("command-announce-which"))
    async def post(self, interaction: Interaction, text: Words = "", channel: WhichOption = "") -> None:
        """A command takes one line; for more of them a form opens."""
        guild, viewer = server_of(interaction), await self.bot.viewer(interaction)
        only = (await subscribed(interaction, channel)).channel if channel else 0
        if not await self.announcing.subscriptions(guild):
            raise UserError("error-announce-no-channel")
        if text:
            await self._say(interaction, text, only)
        else:
            await open_form(interaction, WordsModal(viewer, partial(self._say, channel=only)))

    async def _say(self, interaction: Interaction, text: str, channel: int) -> None:
        """Publish a moderator's own words, from the command or its form."""
        server_of(interaction)
        words = words_of(text)
        if not words:
            raise UserError("error-announce-no-words")
        viewer = await self.bot.viewer(interaction)
        event = _event(interaction, kind="post", text=words, channels=(channel,) if channel else ())
        await self._publish(interaction, event, texts()(viewer.language, "announce-words"))

    @app_commands.command(name="schedule", description=said("command-announce-schedule"))
    @app_commands.describe(
        title=said("command-announce-title-title"),
        at=said("command-announce-schedule-at"),
        zone=said("command-announce-zone"),
        note=said("command-announce-title-note"),
    )
    async def schedule(
        self, interaction: Interaction, title: TitleOption, at: str, zone: ZoneOption = "", note: Note = ""
    ) -> None:
        guild, viewer = server_of(interaction), await self.bot.viewer(interaction)
        found = await self._announceable(guild, viewer, title)
        here = zone_of(zone) if zone else await zone_here(interaction)
        when = moment(at, here, int(time.time()))
        event = _event(interaction, kind="title", title_id=found.id, text=words_of(note))
        await self.announcing.schedule(event.model_copy(update={"state": "scheduled", "at": when}))
        stamps = {"when": f"<t:{when}:f>", "relative": f"<t:{when}:R>"}
        name = heading(found, viewer)
        await answer(interaction, texts()(viewer.language, "announce-scheduled", title=name, **stamps))

    @app_commands.command(name="cancel", description=said("command-announce-cancel"))
    @app_commands.describe(announcement=said("command-announce-cancel-announcement"))
    async def cancel(self, interaction: Interaction, announcement: ScheduledOption) -> None:
        guild, viewer = server_of(interaction), await self.bot.viewer(interaction)
        event = await self.announcing.cancel(guild, clean(announcement))
        if event is None:
            raise UserError("error-announce-no-scheduled")
        titles = await self.catalogue.titles([event.title_id], guild) if event.title_id else []
        name = heading(titles[0], viewer) if titles else texts()(viewer.language, "announce-words")
        text = texts()(viewer.language, "announce-cancelled", title=name, when=f"<t:{event.at}:f>")
        await answer(interaction, text)

    # -- looking

    @app_commands.command(name="preview", description=said("command-announce-preview"))
    @app_commands.describe(title=said("command-announce-title-title"), channel=said("command-announce-which"))
    async def preview(self, interaction: Interaction, title: TitleOption, channel: WhichOption = "") -> None:
        guild, viewer = server_of(interaction), await self.bot.viewer(interaction)
        found = await self._announceable(guild, viewer, title)
        ours = await self.announcing.subscriptions(guild)
        one = await subscribed(interaction, channel) if channel else next(iter(ours), None)
        wishes = one.wishes if one else Wishes(language=language_here(interaction))
        post = self.announcing.preview(guild, one.channel if one else 0, found, wishes)
        await interaction.response.send_message(view=render(post, self.catalogue), ephemeral=True)
        key = "announce-preview" if one else "announce-preview-none"
        notes = [texts()(viewer.language, key, channel=f"<#{one.channel if one else 0}>")]
        if wishes.threads or wishes.kind == "forum":
            name = escape(thread_name(post))
            notes.append(texts()(viewer.language, "announce-preview-thread", name=name))
        await interaction.followup.send("\n".join(notes), ephemeral=True)

    @app_commands.command(name="log", description=said("command-announce-log"))
    @app_commands.describe(channel=said("command-announce-which"))
    async def log(self, interaction: Interaction, channel: WhichOption = "") -> None:
        server_of(interaction)
        only = (await subscribed(interaction, channel)).channel if channel else 0
        view = await self._log(await self.bot.viewer(interaction), only, 0)
        await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command(name="why", description=said("command-announce-why"))
    @app_commands.describe(title=said("command-announce-title-title"))
    async def why(self, interaction: Interaction, title: TitleOption) -> None:
        server_of(interaction)
        viewer = await self.bot.viewer(interaction)
        found = await resolve_title(self.search, self.catalogue, viewer, title)
        await interaction.response.send_message(view=await self._why(found, viewer, 0), ephemeral=True)

    async def _why(self, title: Title, viewer: Viewer, page: int) -> discord.ui.LayoutView:
        walks = await self.announcing.why(viewer.guild, title, partial(lacking, self.bot))
        ours = await self.announcing.subscriptions(viewer.guild)
        wishes = {one.channel: one.wishes for one in ours}
        return why_card(title, walks, wishes, page, viewer, self.catalogue)

    async def _log(self, viewer: Viewer, channel: int, page: int) -> discord.ui.LayoutView:
        rows = await self.announcing.log(viewer.guild, channel or None, PAGE + 1, page * PAGE)
        shown = rows[:PAGE]
        titles = await self.catalogue.titles([row.title_id for row in shown if row.title_id], viewer.guild)
        by_id = {title.id: title for title in titles}
        return log_card(shown, by_id, page, len(rows) > PAGE, channel, viewer)

    # -- buttons and menus

    async def turn(self, press: Press) -> None:
        """Another page of the log, in place."""
        server_of(press.interaction)
        _, channel, page = press.take(3)
        view = await self._log(press.viewer, number(channel, _LARGEST_ID), page_of(page))
        await press.interaction.response.edit_message(view=view)

    async def turn_why(self, press: Press) -> None:
        guild, (_, title_id, page) = server_of(press.interaction), press.take(3)
        title = await self.catalogue.title(title_id, guild)
        view = await self._why(title, press.viewer, page_of(page))
        await press.interaction.response.edit_message(view=view)

    async def posted(self, press: Press) -> None:
        """A press on a post: its id, then the title to watch; a menu opens a title; the id alone browses."""
        match press.args, press.values:
            case [_, title_id], []:
                await self.bot.actions["watch"](replace(press, args=[title_id]))
            case [_], [_, *_]:
                await self.bot.actions["open"](replace(press, args=["0"]))  # nobody asked for this list
            case [_], []:
                await self._browse(press)
            case _:
                raise UserError("error-old-button")

    async def _browse(self, press: Press) -> None:
        """The catalogue, for whoever pressed and for them alone."""
        found = await self.search.find("", guild=press.viewer.guild, limit=LIST)
        view = list_card(Ask(press.viewer.user_id), found, press.viewer, self.catalogue)
        await press.interaction.response.send_message(view=view, ephemeral=True)

    # -- answers

    async def _announceable(self, guild: int, viewer: Viewer, typed: str) -> Title:
        """Raises UserError."""
        title = await resolve_title(self.search, self.catalogue, viewer, typed)
        if title.hoax:
            raise UserError("error-announce-hoax")
        return title

    async def _publish(self, interaction: Interaction, event: Event, name: str) -> None:
        viewer = await self.bot.viewer(interaction)
        if not await self.announcing.subscriptions(event.guild):
            raise UserError("error-announce-no-channel")
        reached = await self.announcing.announce(event)
        nobody = "announce-done-none" if event.title_id else "announce-done-nobody"
        key = "announce-done" if reached else nobody
        await answer(interaction, texts()(viewer.language, key, title=name, count=reached))


def _event(interaction: Interaction, **fields: Any) -> Event:
    """Named after the interaction, so that one which Discord sends twice announces once. Who it was is not kept."""
    now = int(time.time())
    return Event(id=f"{interaction.id}", guild=server_of(interaction), at=now, made_at=now, **fields)


async def setup(bot: MicroDramaBot) -> None:
    app = bot.app
    await bot.add_cog(Announce(bot, app.announcing, app.catalogue, app.search))
