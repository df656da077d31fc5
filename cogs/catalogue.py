"""/catalogue: what moderators teach the bot for their server; here the words that mean the same."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.display import clip
from bot.domain.markup import escape
from bot.domain.synonyms import Group
from bot.domain.viewer import Viewer
from bot.i18n import texts
from bot.services.curation import CurationService
from cogs._actions import number, option, select
from cogs._card import Card, bullets, small
from cogs._catalogue_add import add_add
from cogs._catalogue_edit import add_edit
from cogs._catalogue_exchange import add_exchange
from cogs._catalogue_history import add_history
from cogs._catalogue_hosts import add_hosts
from cogs._catalogue_names import add_names
from cogs._catalogue_publish import add_publish
from cogs._catalogue_ways import add_ways
from cogs._commands import said
from cogs._moderators import for_moderators, server_of
from cogs._pages import last_page, page_of, turning

PAGE = 8  # groups of the longest words, which just fit a message
_LARGEST_ID = 2**63 - 1  # that a database holds


@for_moderators
class Catalogue(commands.GroupCog, name="catalogue", description=said("command-catalogue")):
    def __init__(self, bot: MicroDramaBot, curation: CurationService) -> None:
        self.bot = bot
        self.curation = curation
        bot.actions |= {"synonyms": self.turn, "synonyms-remove": self.remove}
        assert self.app_command is not None
        group = self.app_command
        add_add(group, bot)
        add_edit(group, bot)
        add_names(group, bot)
        add_ways(group, bot)
        add_hosts(group, bot)
        add_publish(group, bot)
        add_history(group, bot)
        add_exchange(group, bot)

    @app_commands.command(name="synonyms", description=said("command-catalogue-synonyms"))
    @app_commands.describe(words=said("command-catalogue-synonyms-words"))
    async def synonyms(self, interaction: Interaction, words: str = "") -> None:
        guild = server_of(interaction)
        viewer = await self.bot.viewer(interaction)
        added = await self.curation.add_synonyms(guild, words) if words.strip() else None
        groups = await self.curation.synonym_groups(guild)
        await interaction.response.send_message(view=synonyms_card(groups, 0, viewer, added), ephemeral=True)

    async def turn(self, press: Press) -> None:
        """Another page, in place."""
        guild, (_, page) = server_of(press.interaction), press.take(2)
        await self._show(press, guild, page_of(page))

    async def remove(self, press: Press) -> None:
        """Removes a group; that another moderator was quicker changes nothing."""
        guild, (page,) = server_of(press.interaction), press.take(1)
        at = page_of(page)
        await self.curation.remove_synonyms(guild, number(press.values[0], _LARGEST_ID))
        await self._show(press, guild, at)

    async def _show(self, press: Press, guild: int, page: int) -> None:
        view = synonyms_card(await self.curation.synonym_groups(guild), page, press.viewer)
        await press.interaction.response.edit_message(view=view)


def synonyms_card(
    groups: Sequence[Group], page: int, viewer: Viewer, added: Group | None = None
) -> discord.ui.LayoutView:
    """A page of groups with a menu to remove one, or the last page when the list has become shorter."""
    t, language = texts(), viewer.language
    card = Card().text(f"## {t(language, 'synonyms-heading')}", small(t(language, "synonyms-intro")))
    if added:
        card.text(t(language, "synonyms-added", words=_words(added)))
    if not groups:
        return card.text(t(language, "synonyms-empty")).view()
    last = last_page(len(groups), PAGE)
    page = min(page, last)
    shown = groups[page * PAGE : (page + 1) * PAGE]
    card.line().text(bullets(map(_words, shown)))
    options = [option(clip(" · ".join(group.words), 100), str(group.id)) for group in shown]
    card.row(select(t(language, "synonyms-remove"), options, "synonyms-remove", page))
    if last:
        card.row(*turning("synonyms", page, last, viewer))
        first = 1 + page * PAGE
        counted = t(language, "list-part", first=first, last=first + len(shown) - 1, total=len(groups))
        card.text(small(counted))
    return card.view()


def _words(group: Group) -> str:
    return escape(" · ".join(group.words))


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Catalogue(bot, bot.app.curation))
