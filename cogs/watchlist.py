"""/watchlist: a member's own titles, what they do with them, and whether others may look."""

from __future__ import annotations

import io
from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import App
from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.viewer import Viewer
from bot.domain.watchlist import Sort, WatchState
from bot.errors import UserError
from bot.i18n import texts
from cogs._actions import button
from cogs._card import Card
from cogs._choices import resolve_title
from cogs._commands import said
from cogs._subscribed import TitleOption
from cogs._titles import heading
from cogs._watchlists import SORTS, STATES, Page, watchlist_card

_STATES = [app_commands.Choice(name=said(key), value=state.value) for state, key in STATES.items()]
_SORTS = [app_commands.Choice(name=said(key), value=sort.value) for sort, key in SORTS.items()]


class Watchlist(commands.GroupCog, name="watchlist", description=said("command-watchlist")):
    def __init__(self, bot: MicroDramaBot, app: App) -> None:
        self.bot = bot
        self.app = app
        self.lists = app.watchlists
        bot.actions |= {
            "watchlist": self.turn,
            "mine-sort": self.sort,
            "mine-share": self.share,
            "mine-export": self.export,
            "mine-add": self.add_pressed,
        }

    @app_commands.command(name="add", description=said("command-watchlist-add"))
    @app_commands.describe(title=said("command-watchlist-title"), state=said("command-watchlist-state"))
    @app_commands.choices(state=_STATES)
    async def add(self, interaction: Interaction, title: TitleOption, state: str = "") -> None:
        viewer = await self.bot.viewer(interaction)
        found = await resolve_title(self.app.search, self.app.catalogue, viewer, title)
        view = await self._put(found.id, WatchState(state) if state else None, viewer)
        await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command(name="list", description=said("command-watchlist-list"))
    @app_commands.describe(
        member=said("command-watchlist-member"),
        state=said("command-watchlist-only"),
        sort=said("command-watchlist-sort"),
    )
    @app_commands.choices(state=_STATES, sort=_SORTS)
    async def list_(
        self,
        interaction: Interaction,
        member: discord.User | None = None,
        state: str = "",
        sort: str = "changed",
    ) -> None:
        viewer = await self.bot.viewer(interaction)
        owner = member.id if member else viewer.user_id
        page = Page(owner, Sort(sort), WatchState(state) if state else None)
        await interaction.response.send_message(view=await self._card(page, viewer), ephemeral=True)

    @app_commands.command(name="remove", description=said("command-watchlist-remove"))
    @app_commands.describe(title=said("command-watchlist-title"))
    async def remove(self, interaction: Interaction, title: TitleOption) -> None:
        viewer = await self.bot.viewer(interaction)
        found = await resolve_title(self.app.search, self.app.catalogue, viewer, title)
        if not await self.lists.remove(viewer.user_id, found.id):
            raise UserError("error-watchlist-not")
        text = texts()(viewer.language, "watchlist-removed", title=heading(found, viewer))
        await interaction.response.send_message(text, ephemeral=True)

    # -- buttons and menus

    async def turn(self, press: Press) -> None:
        await self._show(press, Page.parse(press.take(5)[1:]))

    async def sort(self, press: Press) -> None:
        page = Page.parse([*press.take(4)[:1], press.values[0], *press.take(4)[2:]])
        await self._show(press, replace(page, number=0))

    async def share(self, press: Press) -> None:
        wanted, *rest = press.take(5)
        page = Page.parse(rest)
        if page.owner != press.viewer.user_id:
            raise UserError("error-not-yours")
        await self.lists.share(press.viewer.user_id, shared=wanted == "1")
        await self._show(press, page)

    async def export(self, press: Press) -> None:
        press.take(0)
        viewer = press.viewer
        body = await self.lists.export(viewer.user_id, viewer.guild, viewer.order)
        file = discord.File(io.BytesIO(body.encode()), filename="watchlist.csv")
        text = texts()(viewer.language, "watchlist-exported")
        await press.interaction.response.send_message(text, file=file, ephemeral=True)

    async def add_pressed(self, press: Press) -> None:
        view = await self._put(press.take(1)[0], None, press.viewer)
        await press.interaction.response.send_message(view=view, ephemeral=True)

    # -- answers

    async def _put(self, title_id: str, state: WatchState | None, viewer: Viewer) -> discord.ui.LayoutView:
        """Without a state it is added as one to watch, and what is there already stays as it is."""
        title = await self.app.catalogue.title(title_id, viewer.guild)
        key = "watchlist-put"
        if state:
            await self.lists.put(viewer.user_id, title.id, state)
        elif state := await self.lists.add(viewer.user_id, title.id):
            key = "watchlist-already"
        t, language = texts(), viewer.language
        known = t(language, STATES[state or WatchState.WANT])
        words = t(language, key, title=heading(title, viewer), state=known)
        see = button(t(language, "button-watchlist"), "watchlist", "o", *Page(viewer.user_id).args())
        return Card().text(words).row(see).view()

    async def _show(self, press: Press, page: Page) -> None:
        view = await self._card(page, press.viewer)
        await press.interaction.response.edit_message(view=view)

    async def _card(self, page: Page, viewer: Viewer) -> discord.ui.LayoutView:
        """Raises UserError for a list that is not shared."""
        is_shared = await self.lists.is_shared(page.owner)
        if page.owner != viewer.user_id and not is_shared:
            raise UserError("error-watchlist-private")
        entries = await self.lists.listed(page.owner, viewer.guild, viewer.order, page.sort, page.state)
        return watchlist_card(page, entries, viewer, self.app.catalogue, is_shared=is_shared)


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Watchlist(bot, bot.app))
