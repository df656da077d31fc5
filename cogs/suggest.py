"""/suggest and the message menu "Suggest as a title": members propose, for their own eyes and the moderators'."""

from __future__ import annotations

from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.model import Title
from bot.domain.suggestion import Body, Kind, State, Suggestion, read
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from bot.services.catalogue import CatalogueService
from bot.services.search import SearchService
from bot.services.suggesting import SuggestingService
from cogs._actions import button, number
from cogs._card import MAX_TEXT, Card, below, small
from cogs._choices import resolve_title
from cogs._commands import in_servers, said
from cogs._modals import open_form
from cogs._subscribed import TitleOption
from cogs._suggest_form import SuggestionForm
from cogs._suggested import fields
from cogs._titles import title_card

_PRIMARY = discord.ButtonStyle.primary
_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
_INSTALLED = app_commands.AppInstallationType(guild=True, user=False)
LARGEST_ID = 2**63 - 1


@in_servers
class Suggest(commands.GroupCog, name="suggest", description=said("command-suggest")):
    def __init__(
        self,
        bot: MicroDramaBot,
        suggesting: SuggestingService,
        catalogue: CatalogueService,
        search: SearchService,
    ) -> None:
        self.bot = bot
        self.suggesting = suggesting
        self.catalogue = catalogue
        self.search = search
        bot.actions |= {
            "send-anyway": self.send_anyway,
            "draft-again": self.change,
            "tell-me": self.switch_message,
        }
        self.menu = app_commands.ContextMenu(
            name=said("command-suggest-this"),
            callback=self.suggest_this,
            allowed_contexts=_SERVERS,
            allowed_installs=_INSTALLED,
        )
        bot.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    # -- the commands: each opens a form

    @app_commands.command(name="title", description=said("command-suggest-title"))
    async def title(self, interaction: Interaction) -> None:
        await self._open(interaction, Kind.TITLE, "", {})

    @app_commands.command(name="correction", description=said("command-suggest-correction"))
    @app_commands.describe(title=said("command-suggest-of"))
    async def correction(self, interaction: Interaction, title: TitleOption) -> None:
        found = await self._resolve(interaction, title)
        await self._open(interaction, Kind.CORRECTION, found.id, {})

    @app_commands.command(name="name", description=said("command-suggest-name"))
    @app_commands.describe(title=said("command-suggest-of"))
    async def name(self, interaction: Interaction, title: TitleOption) -> None:
        found = await self._resolve(interaction, title)
        await self._open(interaction, Kind.NAME, found.id, {})

    async def suggest_this(self, interaction: Interaction, message: discord.Message) -> None:
        await self._open(interaction, Kind.TITLE, "", read(message.content))

    async def _resolve(self, interaction: Interaction, typed: str) -> Title:
        viewer = await self.bot.viewer(interaction)
        return await resolve_title(self.search, self.catalogue, viewer, typed)

    async def _open(self, interaction: Interaction, kind: Kind, title_id: str, body: Body) -> None:
        """Nobody types in vain: whoever has suggested too much is told before the form opens."""
        guild, viewer = _server(interaction), await self.bot.viewer(interaction)
        await self.suggesting.check_quota(guild, viewer.user_id)
        submitted = partial(self._submitted, kind=kind, title_id=title_id)
        await open_form(interaction, SuggestionForm(viewer, kind, body, submitted))

    # -- what was typed

    async def _submitted(self, interaction: Interaction, body: Body, kind: Kind, title_id: str) -> None:
        """Refuse what cannot be, show what exists, else send it."""
        guild, viewer = _server(interaction), await self.bot.viewer(interaction)
        draft = await self.suggesting.draft(guild, viewer.user_id, kind, title_id, body)
        try:
            await self.suggesting.examine(draft)
            await self.suggesting.check_new(draft)
        except UserError as error:
            view = refused_card(draft, texts()(viewer.language, error.key, **error.params), viewer)
        else:
            existing = await self.suggesting.existing(guild, body) if kind is Kind.TITLE else None
            if existing:
                view = exists_card(draft, existing, viewer, self.catalogue)
            else:
                view = await self._sent(await self.suggesting.send(viewer.user_id, draft.id), viewer)
        await _show(interaction, view)

    async def _sent(self, one: Suggestion, viewer: Viewer) -> discord.ui.LayoutView:
        titles = await self.catalogue.titles([one.title_id], one.guild) if one.title_id else []
        return sent_card(one, titles[0] if titles else None, viewer)

    # -- buttons

    async def send_anyway(self, press: Press) -> None:
        one = await self.suggesting.mine(press.viewer.user_id, number(press.take(1)[0], LARGEST_ID))
        _server(press.interaction)
        if one.state is State.DRAFT:
            await self.suggesting.examine(one)
            await self.suggesting.check_new(one)
        sent = await self.suggesting.send(press.viewer.user_id, one.id)
        await press.interaction.response.edit_message(view=await self._sent(sent, press.viewer))

    async def change(self, press: Press) -> None:
        """The form again, with what was typed."""
        one = await self.suggesting.mine(press.viewer.user_id, number(press.take(1)[0], LARGEST_ID))
        _server(press.interaction)
        if one.state is not State.DRAFT:
            raise UserError("error-suggest-gone")
        submitted = partial(self._submitted, kind=one.kind, title_id=one.title_id)
        form = SuggestionForm(press.viewer, one.kind, one.body, submitted)
        await open_form(press.interaction, form)

    async def switch_message(self, press: Press) -> None:
        identity, wanted = press.take(2)
        wants = wanted == "1"
        one = await self.suggesting.want_message(press.viewer.user_id, number(identity, LARGEST_ID), wants)
        await press.interaction.response.edit_message(view=await self._sent(one, press.viewer))


def _server(interaction: Interaction) -> int:
    """Raises UserError outside of servers."""
    if interaction.guild_id is None:
        raise UserError("error-suggest-here")
    return interaction.guild_id


async def _show(interaction: Interaction, view: discord.ui.LayoutView) -> None:
    """In the place of our own answer that the form was opened from, else as a new one."""
    if interaction.message is None:
        await interaction.response.send_message(view=view, ephemeral=True)
    else:
        await interaction.response.edit_message(view=view)


def sent_card(one: Suggestion, title: Title | None, viewer: Viewer) -> discord.ui.LayoutView:
    """What the moderators will read, and how its member wants to be told."""
    t, language = texts(), viewer.language
    card = Card().text(f"### {t(language, 'suggest-sent')}", *fields(one, title, viewer))
    key = "suggest-told-message" if one.dm else "suggest-told-here"
    card.line().text(small(t(language, key)))
    label = t(language, "button-told-here" if one.dm else "button-told-message")
    return card.row(button(label, "tell-me", one.id, int(not one.dm))).view()


def refused_card(one: Suggestion, reason: str, viewer: Viewer) -> discord.ui.LayoutView:
    """Nothing that was typed is lost."""
    change = button(texts()(viewer.language, "button-change"), "draft-again", one.id, style=_PRIMARY)
    return Card().text(reason, *fields(one, None, viewer)).row(change).view()


def exists_card(
    one: Suggestion, title: Title, viewer: Viewer, catalogue: CatalogueService
) -> discord.ui.LayoutView:
    """The card of the title that they seem to mean, and the way on if they do not."""
    t, language = texts(), viewer.language
    view = title_card(title, viewer, catalogue)
    used = sum(len(i.content) for i in view.walk_children() if isinstance(i, discord.ui.TextDisplay))
    note = small(t(language, "suggest-exists"))
    if used + len(note) <= MAX_TEXT:
        view.add_item(discord.ui.TextDisplay(note))
    anyway = button(t(language, "button-suggest-anyway"), "send-anyway", one.id)
    change = button(t(language, "button-change"), "draft-again", one.id)
    return below(view, anyway, change)


async def setup(bot: MicroDramaBot) -> None:
    app = bot.app
    await bot.add_cog(Suggest(bot, app.suggesting, app.catalogue, app.search))
