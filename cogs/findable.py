"""Makes what a member described findable: a moderator turns its words into a name, or a synonym of one in plots."""

from __future__ import annotations

from functools import partial

import discord
from discord.ext import commands

from bot.app import App
from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.markup import clean, quoted
from bot.domain.misses import text_of
from bot.domain.model import Title
from bot.domain.names import clip, fold
from bot.domain.question import LONGEST, Question, State, phrase, plot_name
from bot.domain.synonyms import MOST_LETTERS
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from cogs._actions import button, number
from cogs._card import Card, small
from cogs._desk_drawing import DeskDrawing
from cogs._modals import open_form
from cogs._moderators import server_of
from cogs._suggest_form import LineForm
from cogs._titles import heading

LARGEST_ID = 2**63 - 1
NAME, PLOT = "name", "plot"
_LONGEST = {NAME: 100, PLOT: MOST_LETTERS}  # characters of the phrase


class Findable(commands.Cog):
    def __init__(self, bot: MicroDramaBot, app: App) -> None:
        self.bot = bot
        self.app = app
        self.drawing = DeskDrawing(bot, app)
        bot.actions |= {"begin-findable": self.begin, "make-findable": self.chosen}

    async def begin(self, press: Press) -> None:
        """What there is to choose, for a moderator's eyes only."""
        one, title = await self._solved(press.interaction, press.take(1)[0])
        t, language = texts(), press.viewer.language
        card = Card().text(
            t(language, "findable-how", title=heading(title, press.viewer)),
            f"“{quoted(one.description, 300)}”",
        )
        card.row(
            button(t(language, "button-findable-name"), "make-findable", one.id, NAME),
            button(t(language, "button-findable-plot"), "make-findable", one.id, PLOT),
        )
        view = card.text(small(t(language, "findable-hint"))).view()
        await press.interaction.response.send_message(view=view, ephemeral=True)

    async def chosen(self, press: Press) -> None:
        """Words that are short enough are taken as they are; a form shortens others."""
        identity, kind = press.take(2)
        if kind not in _LONGEST:
            raise UserError("error-old-button")
        one, _ = await self._solved(press.interaction, identity)
        words = _words(one.description, kind)
        if len(words) <= _LONGEST[kind]:
            await self._make(press.interaction, words, identity=identity, kind=kind)
            return
        t, language = texts(), press.viewer.language
        form = LineForm(
            t(language, "findable-form"), t(language, "findable-words"), _LONGEST[kind],
            partial(self._make, identity=identity, kind=kind), begins=_begin(words, _LONGEST[kind]),
        )  # fmt: skip
        await open_form(press.interaction, form)

    async def _make(self, interaction: Interaction, typed: str, identity: str, kind: str) -> None:
        one, title = await self._solved(interaction, identity)
        viewer, words = await self.bot.viewer(interaction), _words(typed, kind)
        if not fold(words):
            raise UserError("error-findable-empty")
        await interaction.response.defer()
        if kind == NAME:
            await self.app.reviewing.name_miss(one.guild, words, title.id, viewer.user_id)
        else:
            await self._synonym(one.guild, words, title)
        await self.app.curation.forget_miss(one.guild, text_of(one.description))
        await self.app.desk.made_findable(one.guild, one.id)
        view = await self._made(one, words, title, viewer)
        await interaction.edit_original_response(view=view)
        await self.drawing.redraw(one)

    async def _synonym(self, guild: int, words: str, title: Title) -> None:
        """Whoever searches the plots for the words looks for the title's name too. Raises UserError."""
        name = plot_name(title)
        if not name or name == words:
            raise UserError("error-findable-plot")
        await self.app.curation.add_synonyms(guild, f"{words}, {name}")

    async def _made(self, one: Question, words: str, title: Title, viewer: Viewer) -> discord.ui.LayoutView:
        """Whether a search for the words finds it now."""
        found = await self.app.search.find(clip(fold(words)).strip(), guild=one.guild)
        is_found = title.id in [known.id for known, _ in found.titles]
        key = "findable-made" if is_found else "findable-not-found"
        name = heading(title, viewer)
        return Card().text(texts()(viewer.language, key, words=quoted(words, 100), title=name)).view()

    async def _solved(self, interaction: Interaction, identity: str) -> tuple[Question, Title]:
        """For moderators. Raises UserError."""
        guild = server_of(interaction)
        one = (await self.app.desk.board(guild, number(identity, LARGEST_ID))).question
        if one.state is not State.SOLVED or not one.description:
            raise UserError("error-desk-gone")
        return one, await self.app.catalogue.title(one.title_id, guild)


def _words(typed: str, kind: str) -> str:
    """As a name, what was typed; for the plot, what a search reads of it."""
    return clean(typed.replace("\n", " "), LONGEST) if kind == NAME else phrase(typed)


def _begin(words: str, longest: int) -> str:
    """As many whole words as there is room for; of what is written without blanks, as many letters."""
    end = words.rfind(" ", 0, longest + 1)
    return words[: end if end > longest // 2 else longest]


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Findable(bot, bot.app))
