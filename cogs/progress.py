"""/progress: how far a member is in a drama, for their own eyes unless they share it."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain import display
from bot.domain.bands import END, numbers
from bot.domain.markup import escape, quoted
from bot.domain.model import Title
from bot.domain.progress import Progress
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from cogs._actions import button, option, select
from cogs._card import Card, bullets, small
from cogs._choices import resolve_title
from cogs._commands import said
from cogs._home_cards import progress_line, public_line
from cogs._modals import open_form
from cogs._pages import last_page, page_of, turning
from cogs._subscribed import TitleOption
from cogs._suggest_form import LineForm
from cogs._titles import heading

_PAGE = 10
_LONGEST = 10  # characters of an episode that is typed


class ProgressCog(commands.Cog, name="Progress"):
    def __init__(self, bot: MicroDramaBot) -> None:
        self.bot = bot
        self.app = bot.app
        bot.actions |= {
            "my-progress": self.mine,
            "progress": self.turn,
            "note-episode": self.ask,
            "show-progress": self.share,
            "drop-one": self.remove,
            "drop-progress": self.drop,
        }

    @app_commands.command(name="progress", description=said("command-progress"))
    @app_commands.describe(title=said("command-progress-title"), episode=said("command-progress-episode"))
    async def progress(
        self,
        interaction: Interaction,
        title: TitleOption = "",
        episode: app_commands.Range[int, 1, END] | None = None,
    ) -> None:
        """Without an episode all that is kept; within a drama's thread the title can be left out."""
        viewer = await self.bot.viewer(interaction)
        if episode is None:
            view = await self._list(viewer, 0)
            await interaction.response.send_message(view=view, ephemeral=True)
            return
        found = await self._title(interaction, viewer, title)
        now = await self.app.progress.move(viewer.user_id, found, episode)
        view = one_card(found, now, viewer)
        if now.shared and interaction.guild_id:
            line = public_line(interaction.user.display_name, found, now.episode, viewer)
            await interaction.response.send_message(line)
            await interaction.followup.send(view=view, ephemeral=True)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)

    async def _title(self, interaction: Interaction, viewer: Viewer, typed: str) -> Title:
        if typed.strip():
            return await resolve_title(self.app.search, self.app.catalogue, viewer, typed)
        place = await self.app.homes.of_thread(viewer.guild, interaction.channel_id or 0)
        if place is None or not viewer.guild:
            raise UserError("error-progress-which")
        return await self.app.catalogue.title(place.title_id, viewer.guild)

    # -- buttons

    async def mine(self, press: Press) -> None:
        """Of the drama in whose thread the button stands."""
        title = await self.app.catalogue.title(press.take(3)[0], press.viewer.guild)
        now = await self.app.progress.get(press.viewer.user_id, title.id)
        view = one_card(title, now, press.viewer)
        await press.interaction.response.send_message(view=view, ephemeral=True)

    async def ask(self, press: Press) -> None:
        title = await self.app.catalogue.title(press.take(1)[0], press.viewer.guild)
        t, language = texts(), press.viewer.language

        async def submitted(interaction: Interaction, typed: str) -> None:
            found = numbers(typed)
            if len(found) != 1:
                raise UserError("error-discuss-episodes", text=quoted(typed, 40))
            now = await self.app.progress.move(interaction.user.id, title, found[0])
            viewer = await self.bot.viewer(interaction)
            await interaction.response.edit_message(view=one_card(title, now, viewer))

        form = LineForm(
            t(language, "progress-form"), t(language, "progress-form-episode"), _LONGEST, submitted
        )
        await open_form(press.interaction, form)

    async def share(self, press: Press) -> None:
        """Switches it. What is shared is said here at once, as a line for everybody."""
        title_id, wanted = press.take(2)
        title = await self.app.catalogue.title(title_id, press.viewer.guild)
        now = await self.app.progress.share(press.viewer.user_id, title.id, wanted == "1")
        await press.interaction.response.edit_message(view=one_card(title, now, press.viewer))
        if now and now.shared and press.interaction.guild_id:
            name = press.interaction.user.display_name
            await press.interaction.followup.send(public_line(name, title, now.episode, press.viewer))

    async def drop(self, press: Press) -> None:
        """What is kept of the drama that the card shows."""
        title = await self.app.catalogue.title(press.take(1)[0], press.viewer.guild)
        await self.app.progress.remove(press.viewer.user_id, title.id)
        await press.interaction.response.edit_message(view=one_card(title, None, press.viewer))

    async def remove(self, press: Press) -> None:
        """One of the list."""
        page = page_of(press.take(1)[0])
        await self.app.progress.remove(press.viewer.user_id, press.values[0])
        await press.interaction.response.edit_message(view=await self._list(press.viewer, page))

    async def turn(self, press: Press) -> None:
        _, page = press.take(2)
        view = await self._list(press.viewer, page_of(page))
        await press.interaction.response.edit_message(view=view)

    async def _list(self, viewer: Viewer, page: int) -> discord.ui.LayoutView:
        """This page, or the last when there are fewer by now."""
        every = await self.app.progress.all(viewer.user_id)
        page = min(page, last_page(len(every), _PAGE))
        shown = every[page * _PAGE : (page + 1) * _PAGE]
        ids = [one.title_id for one in shown]
        titles = {title.id: title for title in await self.app.catalogue.titles(ids, viewer.guild)}
        return list_card(shown, titles, page, len(every), viewer)


def one_card(title: Title, now: Progress | None, viewer: Viewer) -> discord.ui.LayoutView:
    """Of one drama, with what can be changed."""
    t, language = texts(), viewer.language
    card = Card().text(
        f"### {heading(title, viewer)}", progress_line(title, now.episode if now else 0, viewer)
    )
    card.text(small(t(language, "progress-shared" if now and now.shared else "progress-private")))
    buttons: list[Any] = [button(t(language, "button-move"), "note-episode", title.id)]
    if now:
        share = t(language, "button-unshare" if now.shared else "button-share")
        buttons.append(button(share, "show-progress", title.id, int(not now.shared)))
        buttons.append(button(t(language, "button-drop"), "drop-progress", title.id))
    return card.row(*buttons).view()


def list_card(
    shown: list[Progress], titles: dict[str, Title], page: int, total: int, viewer: Viewer
) -> discord.ui.LayoutView:
    """All that is kept of a member's progress; titles of other servers only by their ids."""
    t, language = texts(), viewer.language
    card = Card().text(f"## {t(language, 'progress-heading')}")
    if not shown:
        return card.text(t(language, "progress-empty")).view()
    card.text(bullets(_line(one, titles.get(one.title_id), viewer) for one in shown))
    options = [option(_label(one, titles.get(one.title_id), viewer), one.title_id) for one in shown]
    card.row(select(t(language, "progress-choose"), options, "drop-one", page))
    if total > _PAGE:
        card.row(*turning("progress", page, last_page(total, _PAGE), viewer))
    return card.view()


def _name(one: Progress, title: Title | None, viewer: Viewer) -> str:
    return heading(title, viewer) if title else escape(one.title_id)


def _label(one: Progress, title: Title | None, viewer: Viewer) -> str:
    return display.heading(title, viewer.order) if title else one.title_id


def _line(one: Progress, title: Title | None, viewer: Viewer) -> str:
    if title is None:
        where = texts()(viewer.language, "progress-at", episode=str(one.episode))
    else:
        where = progress_line(title, one.episode, viewer)
    shared = f" · {texts()(viewer.language, 'progress-is-shared')}" if one.shared else ""
    return f"**{_name(one, title, viewer)}** · {where}{shared}"


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(ProgressCog(bot))
