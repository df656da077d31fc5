"""Merges a drama's home into another's, and takes it out again: decided first, then shown, also after a crash."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

import discord

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain import display
from bot.domain.home import Home, Place
from bot.domain.model import Title
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from cogs._actions import ActionButton, button, option, select
from cogs._card import Card, bullets
from cogs._choices import resolve_title
from cogs._failures import FAILURES, is_passing
from cogs._home_cards import Talk, moved_view
from cogs._home_threads import edit, may_lock
from cogs._homes import Homes
from cogs._modals import open_form
from cogs._moderators import server_of
from cogs._suggest_form import LineForm
from cogs._titles import heading

Answer = Callable[[Interaction, Talk, Viewer], Awaitable[discord.ui.LayoutView | None]]
_LONGEST_TITLE = 100  # characters
_MOST_MERGED = 5  # buttons to take one out again


class HomeMerging:
    """Each press is checked again: a button outlives the role of the one it was made for."""

    def __init__(self, bot: MicroDramaBot, homes: Homes, answer: Answer) -> None:
        self._bot = bot
        self._app = bot.app
        self._homes = homes
        self._answer = answer
        self._one = asyncio.Lock()  # at a time: two that undo each other's work would leave half of each
        bot.actions |= {
            "merge-home": self.ask,
            "merge-sure": self.merge,
            "merge-not": self.leave,
            "unmerge-home": self.take_out,
        }

    async def ask(self, press: Press) -> None:
        server_of(press.interaction)
        _, talk = await self._talk(press.interaction, press.take(1)[0])
        t, language = texts(), press.viewer.language
        submitted = partial(self._typed, title=talk.title.id)
        form = LineForm(t(language, "home-form-merge"), t(language, "home-into"), _LONGEST_TITLE, submitted)
        await open_form(press.interaction, form)

    async def _typed(self, interaction: Interaction, typed: str, title: str) -> None:
        """What would happen, for two dramas that are named: so far nothing has."""
        server_of(interaction)
        guild, talk = await self._talk(interaction, title)
        viewer = await self._bot.viewer(interaction)
        found = await resolve_title(self._app.search, self._app.catalogue, viewer, typed)
        into = await self._into(guild, talk, found)
        threads = len(await self._app.homes.places(guild.id, talk.title.id))
        await interaction.response.edit_message(view=sure_card(talk.title, into.title, threads, viewer))

    async def leave(self, press: Press) -> None:
        server_of(press.interaction)
        _, talk = await self._talk(press.interaction, press.take(1)[0])
        await press.interaction.response.defer()
        await self._show(press, talk)

    async def merge(self, press: Press) -> None:
        """The other home is there before this one closes."""
        server_of(press.interaction)
        guild, talk = await self._talk(press.interaction, press.take(1)[0])
        found = await self._app.catalogue.title(press.values[0], guild.id)
        into = await self._into(guild, talk, found)
        places = await self._app.homes.places(guild.id, talk.title.id)
        await press.interaction.response.defer()
        here = places[0].channel if places else 0
        thread = await self._homes.open(guild, into.title, here=here, asker=press.viewer)
        await self._app.homes.merge(guild.id, talk.title.id, into.title.id)
        left = await self.settle(guild, talk.title.id)
        await self.resume(guild)  # what was part of it before is part of the other now
        await self._show(press, into)
        words = texts()(
            press.viewer.language,
            "home-merged",
            title=heading(talk.title, press.viewer),
            thread=thread.mention,
        )
        await press.interaction.followup.send(f"{words}{rest(left, press.viewer)}", ephemeral=True)

    async def take_out(self, press: Press) -> None:
        """What was a home of its own is one again."""
        server_of(press.interaction)
        title_id = press.take(1)[0]
        guild, into = await self._talk(press.interaction, title_id)
        title = await self._app.catalogue.title(title_id, guild.id)
        await press.interaction.response.defer()
        await self._app.homes.take_out(guild.id, title.id)
        left = await self.settle(guild, title.id)
        await self._show(press, into)
        words = texts()(press.viewer.language, "home-taken-out", title=heading(title, press.viewer))
        await press.interaction.followup.send(f"{words}{rest(left, press.viewer)}", ephemeral=True)

    # -- what the threads show

    async def resume(self, guild: discord.Guild) -> None:
        """Goes on with what was decided when the program ended, or when Discord did not answer."""
        for title in await self._app.homes.unsettled(guild.id):
            await self.settle(guild, title)

    async def settle(self, guild: discord.Guild, title: str) -> int:
        """The threads of a title as was decided last. How many Discord did not change."""
        async with self._one:
            home = await self._app.homes.home(guild.id, title)
            if not home.unsettled:
                return 0
            failures = []
            for place in await self._app.homes.places(guild.id, title):
                change = self._close if home.merged_into else self._reopen
                if failure := await change(guild, home, place):
                    failures.append(failure)
            if not any(map(is_passing, failures)):
                await self._app.homes.settled(guild.id, title, home.merged_into)
            return len(failures)

    async def _close(self, guild: discord.Guild, home: Home, place: Place) -> Exception | None:
        """Locked where we may; else it only rests, and wakes up when somebody writes."""
        into = await self._app.homes.place(guild.id, home.merged_into)
        title = await self._app.catalogue.titles([place.title_id], guild.id)
        if into and title:
            view = moved_view(title[0], f"<#{into.thread}>", self._homes.viewer(guild))
            if failure := await self._replace(guild, place, view):
                return failure
        lock = {"locked": True} if may_lock(guild, place) else {}
        return await edit(guild, place, archived=True, **lock)

    async def _reopen(self, guild: discord.Guild, home: Home, place: Place) -> Exception | None:
        lock = {"locked": home.locked} if may_lock(guild, place) else {}
        if failure := await edit(guild, place, archived=False, **lock):
            return failure
        title = await self._app.catalogue.titles([place.title_id], guild.id)
        if not title:
            return None
        talk = await self._homes.talk(guild.id, title[0])
        return await self._replace(
            guild, place, self._homes.view(talk, place.band, self._homes.viewer(guild))
        )

    async def _replace(
        self, guild: discord.Guild, place: Place, view: discord.ui.LayoutView
    ) -> Exception | None:
        try:
            await self._homes.replace(guild, place, view)
        except FAILURES as error:
            return error
        return None

    # -- shared

    async def _talk(self, interaction: Interaction, title: str) -> tuple[discord.Guild, Talk]:
        """Raises UserError when the server has no such title."""
        assert interaction.guild is not None  # there are moderators of servers only
        found = await self._app.catalogue.title(title, interaction.guild.id)
        return interaction.guild, await self._homes.talk(interaction.guild.id, found)

    async def _into(self, guild: discord.Guild, talk: Talk, found: Title) -> Talk:
        """Raises UserError when that is the same home."""
        into = await self._homes.talk(guild.id, found)
        if into.title.id == talk.title.id:
            raise UserError("error-discuss-merge")
        return into

    async def _show(self, press: Press, talk: Talk) -> None:
        """The moderator's card of a home, as it is now."""
        view = await self._answer(press.interaction, talk, press.viewer)
        if view:
            await press.interaction.edit_original_response(view=view)


def sure_card(title: Title, into: Title, threads: int, viewer: Viewer) -> discord.ui.LayoutView:
    """Names both. A menu decides, since a button has no room for the ids of two."""
    t, language = texts(), viewer.language
    names = {"title": heading(title, viewer), "into": heading(into, viewer)}
    card = Card().text(f"### {t(language, 'home-sure', **names)}")
    lines = ("home-sure-closed", "home-sure-discuss", "home-sure-progress", "home-sure-undo")
    card.text(bullets(t(language, line, count=threads, **names) for line in lines))
    label = t(language, "home-sure-yes", into=display.heading(into, viewer.order))
    card.row(select(t(language, "home-sure-choose"), [option(label, into.id)], "merge-sure", title.id))
    return card.row(button(t(language, "button-merge-not"), "merge-not", title.id)).view()


def unmerge_buttons(merged: Sequence[Title], viewer: Viewer) -> list[ActionButton]:
    t, language = texts(), viewer.language
    return [
        button(
            t(language, "button-unmerge", title=display.heading(one, viewer.order)), "unmerge-home", one.id
        )
        for one in merged[:_MOST_MERGED]
    ]


def rest(left: int, viewer: Viewer) -> str:
    return f"\n{texts()(viewer.language, 'home-left', count=left)}" if left else ""
