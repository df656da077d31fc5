"""/find and the message menu "Find this drama": from whatever a member remembers to the card of a title."""

from __future__ import annotations

from dataclasses import dataclass, replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.filters import ANYTHING, Filters
from bot.domain.names import clip, fold
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from bot.services.catalogue import CatalogueService
from bot.services.curation import CurationService
from bot.services.popularity import PopularityService
from bot.services.search import SearchService
from cogs._afterwards import afterwards
from cogs._choices import (
    Choices,
    entry_choices,
    language_choices,
    region_choices,
    resolve_filters,
    title_choices,
)
from cogs._collections import collection_card
from cogs._commands import said
from cogs._lists import PAGE, Ask, list_card, mentions_card, none_card
from cogs._titles import similar_card, sources_card, title_card


@dataclass(frozen=True)
class Answer:
    """What a search is answered with, and what is to be kept of it afterwards."""

    view: discord.ui.LayoutView
    opened: str = ""  # the id of the title whose card it is
    missed: str = ""  # the query that found nothing


class Find(commands.Cog):
    def __init__(
        self,
        bot: MicroDramaBot,
        catalogue: CatalogueService,
        search: SearchService,
        curation: CurationService,
        popularity: PopularityService,
    ) -> None:
        self.bot = bot
        self.catalogue = catalogue
        self.search = search
        self.curation = curation
        self.popularity = popularity
        bot.actions |= {
            "open": self.open,
            "list": self.turn,
            "similar": self.similar,
            "sources": self.sources,
        }
        # discord.py allows no message menu as a method's decorator, so it is added by hand.
        self.menu = app_commands.ContextMenu(name=said("command-find-this"), callback=self.find_this)
        bot.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    @app_commands.command(name="find", description=said("command-find"))
    @app_commands.describe(
        query=said("command-find-query"),
        trope=said("command-find-trope"),
        platform=said("command-find-platform"),
        collection=said("command-find-collection"),
        language=said("command-find-language"),
        region=said("command-find-region"),
        private=said("command-find-private"),
    )
    async def find(
        self,
        interaction: Interaction,
        query: str = "",
        trope: str = "",
        platform: str = "",
        collection: str = "",
        language: str = "",
        region: str = "",
        private: bool = False,
    ) -> None:
        viewer = await self.bot.viewer(interaction)
        await self.catalogue.refresh()
        filters = resolve_filters(self.catalogue, viewer, trope, platform, collection, language, region)
        answer = await self._answer(viewer, query, filters)
        await interaction.response.send_message(view=answer.view, ephemeral=private)
        with afterwards():
            await self._count(answer, viewer, filters)

    async def _answer(self, viewer: Viewer, query: str, filters: Filters) -> Answer:
        """The card, list or advice that answers a search."""
        if query.startswith("title:"):
            title = await self.catalogue.title(query.removeprefix("title:"), viewer.guild)
            return Answer(title_card(title, viewer, self.catalogue), opened=title.id)
        if filters == Filters(collection=filters.collection) and filters.collection and not query.strip():
            collection = self.catalogue.collections.entries[filters.collection]
            titles = await self.catalogue.titles_of(collection)
            return Answer(collection_card(collection, titles, viewer, self.catalogue))
        ask = Ask(viewer.user_id, clip(fold(query)).strip(), filters)
        found = await self.search.find(ask.query, filters, guild=viewer.guild, limit=PAGE)
        only_signs = bool(query.strip()) and not ask.query  # emoji, say: that is no wish to browse
        if only_signs or not found.titles:
            return Answer(none_card(query, ask, found.nearest, viewer, self.catalogue), missed=ask.query)
        if found.clear:
            title, hit = found.titles[0]
            return Answer(title_card(title, viewer, self.catalogue, hit), opened=title.id)
        return Answer(list_card(ask, found, viewer, self.catalogue, shown=query))

    async def _count(self, answer: Answer, viewer: Viewer, filters: Filters) -> None:
        if answer.opened:
            self.popularity.note(viewer.guild, answer.opened)
        if answer.missed:
            if filters != ANYTHING and (await self.search.find(answer.missed, guild=viewer.guild)).titles:
                return  # only the filters hid it
            await self.curation.miss(viewer.guild, answer.missed)

    @find.autocomplete("query")
    async def complete_query(self, interaction: Interaction, current: str) -> Choices:
        return await title_choices(self.search, self.catalogue, await self.bot.viewer(interaction), current)

    @find.autocomplete("trope")
    async def complete_trope(self, interaction: Interaction, current: str) -> Choices:
        return entry_choices(self.catalogue.tropes, await self.bot.viewer(interaction), current)

    @find.autocomplete("platform")
    async def complete_platform(self, interaction: Interaction, current: str) -> Choices:
        return entry_choices(self.catalogue.platforms, await self.bot.viewer(interaction), current)

    @find.autocomplete("collection")
    async def complete_collection(self, interaction: Interaction, current: str) -> Choices:
        return entry_choices(self.catalogue.collections, await self.bot.viewer(interaction), current)

    @find.autocomplete("language")
    async def complete_language(self, interaction: Interaction, current: str) -> Choices:
        return language_choices(self.catalogue, await self.bot.viewer(interaction), current)

    @find.autocomplete("region")
    async def complete_region(self, interaction: Interaction, current: str) -> Choices:
        return region_choices(await self.bot.viewer(interaction), current)

    async def find_this(self, interaction: Interaction, message: discord.Message) -> None:
        """Reads the one message it is used on; the answer is for the member alone."""
        viewer = await self.bot.viewer(interaction)
        text = "\n".join([message.content, *(e.title or "" for e in message.embeds)]).strip()
        if not text:
            await interaction.response.send_message(
                texts()(viewer.language, "mentions-empty"), ephemeral=True
            )
            return
        found = await self.search.mentioned(text, guild=viewer.guild)
        if not found:
            await interaction.response.send_message(texts()(viewer.language, "mentions-none"), ephemeral=True)
            return
        if len(found) > 1:
            await interaction.response.send_message(
                view=mentions_card(found, viewer, self.catalogue), ephemeral=True
            )
            return
        title, hit = found[0]
        await interaction.response.send_message(
            view=title_card(title, viewer, self.catalogue, hit), ephemeral=True
        )
        self.popularity.note(viewer.guild, title.id)

    # -- buttons and menus

    async def open(self, press: Press) -> None:
        """A choice of a list. The asker's card stands beside their list; anybody else sees their own alone."""
        title = await self.catalogue.title(press.values[0], press.viewer.guild)
        (asker,) = press.take(1)
        ephemeral = is_private(press) or str(press.viewer.user_id) != asker
        await press.interaction.response.send_message(
            view=title_card(title, press.viewer, self.catalogue), ephemeral=ephemeral
        )
        self.popularity.note(press.viewer.guild, title.id)

    async def turn(self, press: Press) -> None:
        """Another page, in place. Only for the one who asked."""
        ask = Ask.parse(press.take(9)[1:])
        if ask.asker != press.viewer.user_id:
            raise UserError("error-not-yours")
        guild = press.viewer.guild
        found = await self.search.find(
            ask.query, ask.filters, guild=guild, offset=ask.page * PAGE, limit=PAGE
        )
        if not found.titles:  # the catalogue has shrunk since
            found = await self.search.find(ask.query, ask.filters, guild=guild, limit=PAGE)
            ask = replace(ask, page=0)
        view = (
            list_card(ask, found, press.viewer, self.catalogue)
            if found.titles
            else none_card(ask.query, ask, found.nearest, press.viewer, self.catalogue)
        )
        await press.interaction.response.edit_message(view=view)

    async def similar(self, press: Press) -> None:
        title = await self.catalogue.title(press.take(1)[0], press.viewer.guild)
        similar = await self.catalogue.similar(title.id, press.viewer.guild)
        view = similar_card(title, similar, press.viewer, self.catalogue.platforms)
        await press.interaction.response.send_message(view=view, ephemeral=True)

    async def sources(self, press: Press) -> None:
        title = await self.catalogue.title(press.take(1)[0], press.viewer.guild)
        await press.interaction.response.send_message(view=sources_card(title, press.viewer), ephemeral=True)


def is_private(press: Press) -> bool:
    """Whether the message with the component is for one member alone; then so are the answers to it."""
    message = press.interaction.message
    return message is not None and message.flags.ephemeral


async def setup(bot: MicroDramaBot) -> None:
    app = bot.app
    await bot.add_cog(Find(bot, app.catalogue, app.search, app.curation, app.popularity))
