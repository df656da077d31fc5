"""What moderators do with a drama's home: lock, rename, and choose other bands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import discord

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.bands import END, count_of, starts_in
from bot.domain.bands import MOST as MOST_BANDS
from bot.domain.home import HOME, Place
from bot.domain.markup import clean, quoted
from bot.domain.model import Title
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from cogs._actions import button
from cogs._card import Card, small
from cogs._failures import FAILURES
from cogs._home_cards import Talk, thread_name
from cogs._home_merging import Answer, rest, unmerge_buttons
from cogs._home_threads import edit
from cogs._homes import Homes
from cogs._modals import open_form
from cogs._moderators import server_of
from cogs._permissions import named
from cogs._suggest_form import LineForm

_LONGEST_NAME, _LONGEST_STARTS = 80, 60  # characters


class HomeDesk:
    """Each press is checked again: a button outlives the role of the one it was made for."""

    def __init__(self, bot: MicroDramaBot, homes: Homes, answer: Answer) -> None:
        self._bot = bot
        self._app = bot.app
        self._homes = homes
        self._answer = answer
        bot.actions |= {
            "lock-home": self.lock,
            "rename-home": self.rename,
            "reband-home": self.choose_bands,
        }

    # -- lock

    async def lock(self, press: Press) -> None:
        """All its threads, or none of them any more: for that the bot must be allowed to manage threads."""
        server_of(press.interaction)
        title, wanted = press.take(2)
        guild, talk = await self._talk(press.interaction, title)
        places = await self._app.homes.places(guild.id, talk.title.id)
        self._check_managing(guild, places, press.viewer)
        await press.interaction.response.defer()
        locked = wanted == "1"
        await self._app.homes.change(guild.id, talk.title.id, locked=locked)
        left = await self._edit_all(guild, places, locked=locked, archived=False)
        await self._show(press.interaction, talk, press.viewer, left)

    def _check_managing(self, guild: discord.Guild, places: list[Place], viewer: Viewer) -> None:
        """Raises UserError before anything is half done."""
        for place in places:
            channel = guild.get_channel(place.channel)
            if channel and not channel.permissions_for(guild.me).manage_threads:
                lacks = named(["manage_threads"], viewer)
                raise UserError("error-discuss-lacks", channel=channel.mention, list=lacks)

    # -- rename

    async def rename(self, press: Press) -> None:
        server_of(press.interaction)
        _, talk = await self._talk(press.interaction, press.take(1)[0])
        t, language = texts(), press.viewer.language
        submitted = partial(self._renamed, title=talk.title.id)
        begins = talk.home.name or thread_name(talk, HOME, press.viewer)
        form = LineForm(
            t(language, "home-form-rename"), t(language, "home-name"), _LONGEST_NAME, submitted, begins=begins
        )
        await open_form(press.interaction, form)

    async def _renamed(self, interaction: Interaction, typed: str, title: str) -> None:
        server_of(interaction)
        guild, talk = await self._talk(interaction, title)
        name = clean(typed.replace("\n", " "), _LONGEST_NAME)
        if not name:
            raise UserError("error-home-name")
        await interaction.response.defer()
        await self._app.homes.change(guild.id, talk.title.id, name=name)
        talk, viewer, left = await self._homes.talk(guild.id, talk.title), self._homes.viewer(guild), 0
        for place in await self._app.homes.places(guild.id, talk.title.id):
            left += await self._edit_all(guild, [place], name=thread_name(talk, place.band, viewer))
        await self._show(interaction, talk, await self._bot.viewer(interaction), left)

    # -- bands

    async def choose_bands(self, press: Press) -> None:
        server_of(press.interaction)
        _, talk = await self._talk(press.interaction, press.take(1)[0])
        guild = server_of(press.interaction)
        t, language = texts(), press.viewer.language
        now = ", ".join(str(band.first) for band in await self._app.homes.bands(guild, talk.title))
        submitted = partial(self._banded, title=talk.title.id)
        form = LineForm(
            t(language, "home-form-bands"), t(language, "home-starts"), _LONGEST_STARTS, submitted, begins=now
        )
        await open_form(press.interaction, form)

    async def _banded(self, interaction: Interaction, typed: str, title: str) -> None:
        """Threads of bands that are none any more stay, and are listed after the others."""
        server_of(interaction)
        guild, talk = await self._talk(interaction, title)
        most = count_of(talk.title) or END
        starts = starts_in(typed, most)
        if starts is None:
            raise UserError("error-home-starts", text=quoted(typed, 60), most=most, bands=MOST_BANDS)
        await interaction.response.defer()
        await self._app.homes.change(guild.id, talk.title.id, starts=starts)
        await self._show(interaction, talk, await self._bot.viewer(interaction), 0)

    # -- shared

    async def _talk(self, interaction: Interaction, title: str) -> tuple[discord.Guild, Talk]:
        """Raises UserError when the server has no such title."""
        assert interaction.guild is not None  # there are moderators of servers only
        found = await self._app.catalogue.title(title, interaction.guild.id)
        return interaction.guild, await self._homes.talk(interaction.guild.id, found)

    async def _edit_all(self, guild: discord.Guild, places: list[Place], **fields: Any) -> int:
        """How many threads Discord did not change; those that are gone do not count."""
        failures = [await edit(guild, place, **fields) for place in places]
        return sum(failure is not None for failure in failures)

    async def _show(self, interaction: Interaction, talk: Talk, viewer: Viewer, left: int) -> None:
        """The home's first message and the moderator's card as they are now."""
        assert interaction.guild is not None
        try:
            await self._homes.redraw(interaction.guild, talk.title)
        except FAILURES:
            left += 1
        view = await self._answer(
            interaction, await self._homes.talk(interaction.guild.id, talk.title), viewer
        )
        if view:
            await interaction.edit_original_response(view=view)
        if left:
            await interaction.followup.send(rest(left, viewer).strip(), ephemeral=True)


def controls(card: Card, talk: Talk, merged: Sequence[Title], viewer: Viewer) -> None:
    """What moderators have under the answer to /discuss. `merged`: titles that are part of this home."""
    t, language, title = texts(), viewer.language, talk.title.id
    card.line().text(small(t(language, "home-for-moderators")))
    card.row(
        button(t(language, "button-unlock" if talk.home.locked else "button-lock"), "lock-home", title,
               int(not talk.home.locked)),
        button(t(language, "button-rename"), "rename-home", title),
        button(t(language, "button-merge-home"), "merge-home", title),
        button(t(language, "button-bands"), "reband-home", title),
    )  # fmt: skip
    card.row(*unmerge_buttons(merged, viewer))
