"""The desk: members answer each other's "what drama is this?", and the asker or a moderator accepts."""

from __future__ import annotations

from functools import partial
from typing import cast

import discord
from discord.ext import commands

from bot.app import App
from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.names import fold
from bot.domain.question import Board, Question, State, Why, excerpt
from bot.domain.suggestion import FIELDS, Kind
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from cogs._actions import button, number, select
from cogs._card import Card
from cogs._desk_cards import LIST_MARKER, MARKER
from cogs._desk_drawing import DeskDrawing
from cogs._desk_pictures import kept
from cogs._matches import nowhere_card
from cogs._modals import open_form
from cogs._moderators import is_moderator, server_of
from cogs._suggest_form import LineForm
from cogs._titles import heading, title_option

LARGEST_ID = 2**63 - 1
_LONGEST_TITLE = 100  # characters that a member types to say which title
_HITS = 10
_BY = {"asker": Why.ASKER, "moderator": Why.MODERATOR, "removed": Why.REMOVED}


class Desk(commands.Cog):
    def __init__(self, bot: MicroDramaBot, app: App) -> None:
        self.bot = bot
        self.app = app
        self.drawing = DeskDrawing(bot, app)
        bot.actions |= {
            MARKER: self.this_is,
            "answer-is": self.choose,
            "agree": self.agree,
            "accept": self.accept,
            "not-here": self.not_here,
            "close-question": self.ask_to_close,
            "shut-question": self.close,
            LIST_MARKER: self.still_open,
        }

    # -- answering

    async def this_is(self, press: Press) -> None:
        board = await self._open(press, press.take(1)[0])
        t, language = texts(), press.viewer.language
        said = partial(self._typed, number=board.question.id)
        form = LineForm(t(language, "desk-form"), t(language, "desk-form-title"), _LONGEST_TITLE, said)
        await open_form(press.interaction, form)

    async def _typed(self, interaction: Interaction, words: str, number: int) -> None:
        """What was typed, found as /find does: the one that is meant, or several to choose from."""
        viewer = await self.bot.viewer(interaction)
        found = await self.app.search.find(words, guild=viewer.guild, limit=_HITS)
        if not fold(words) or not found.titles:  # signs alone would browse
            await interaction.response.send_message(view=self._not_found(number, viewer), ephemeral=True)
            return
        if found.clear:
            await self._answer(interaction, viewer, number, found.titles[0][0].id)
            return
        t, platforms = texts(), self.app.catalogue.platforms
        options = [title_option(title, viewer, platforms) for title, _ in found.titles]
        card = Card().text(t(viewer.language, "desk-several"))
        card.row(select(t(viewer.language, "desk-form-title"), options, "answer-is", number))
        await interaction.response.send_message(view=card.view(), ephemeral=True)

    def _not_found(self, number: int, viewer: Viewer) -> discord.ui.LayoutView:
        t, language = texts(), viewer.language
        card = Card().text(t(language, "desk-no-title"))
        again = button(t(language, "button-this-is"), MARKER, number, style=discord.ButtonStyle.primary)
        return card.row(again, button(t(language, "button-not-here"), "not-here", number)).view()

    async def choose(self, press: Press) -> None:
        identity = _identity(press.take(1)[0])
        await self._answer(press.interaction, press.viewer, identity, press.values[0])

    async def _answer(self, interaction: Interaction, viewer: Viewer, number: int, title_id: str) -> None:
        title = await self.app.catalogue.title(title_id, viewer.guild)
        await self.app.desk.answer(viewer.guild, number, viewer.user_id, title.id)
        said = texts()(viewer.language, "desk-answered", title=heading(title, viewer))
        await self._show(interaction, viewer, number, said)

    async def agree(self, press: Press) -> None:
        identity, answer = map(_identity, press.take(2))
        await self.app.desk.agree(press.viewer.guild, identity, press.viewer.user_id, answer)
        said = texts()(press.viewer.language, "desk-agreed")
        await self._show(press.interaction, press.viewer, identity, said)

    async def not_here(self, press: Press) -> None:
        """A suggestion that begins with the description; it is for whoever pressed to finish."""
        board, viewer = await self._open(press, press.take(1)[0]), press.viewer
        await self.app.suggesting.check_quota(viewer.guild, viewer.user_id)
        body = {"about": excerpt(board.question.description, FIELDS[Kind.TITLE]["about"])}
        draft = await self.app.suggesting.draft(viewer.guild, viewer.user_id, Kind.TITLE, "", body)
        view = nowhere_card(texts()(viewer.language, "desk-not-here"), draft.id, viewer)
        await press.interaction.response.send_message(view=view, ephemeral=True)

    # -- deciding: for the asker and for moderators

    async def accept(self, press: Press) -> None:
        board, viewer = await self._open(press, press.take(1)[0]), press.viewer
        self._check(press, board.question)
        answer, one = _identity(press.values[0]), board.question
        board = await self.app.desk.accept(viewer.guild, one.id, answer, viewer.user_id)
        self.app.popularity.note(viewer.guild, board.question.title_id)
        await self._show(press.interaction, viewer, one.id, texts()(viewer.language, "desk-accepted"))

    async def ask_to_close(self, press: Press) -> None:
        """Which way, for their eyes only."""
        board = await self.app.desk.board(press.viewer.guild, _identity(press.take(1)[0]))
        one, t, language = board.question, texts(), press.viewer.language
        self._check(press, one)
        kind = "asker" if one.user_id == press.viewer.user_id else "moderator"
        ways = [button(t(language, "button-desk-shut"), "shut-question", one.id, kind)]
        if is_moderator(press.interaction):
            remove = button(
                t(language, "button-desk-remove"),
                "shut-question",
                one.id,
                "removed",
                style=discord.ButtonStyle.danger,
            )
            ways.append(remove)
        card = Card().text(t(language, "desk-close-how")).row(*ways)
        await press.interaction.response.send_message(view=card.view(), ephemeral=True)

    async def close(self, press: Press) -> None:
        identity, kind = press.take(2)
        why, viewer = _BY.get(kind), press.viewer
        if why is None:
            raise UserError("error-old-button")
        board = await self.app.desk.board(viewer.guild, _identity(identity))
        self._check(press, board.question)
        if board.question.user_id != viewer.user_id and why is Why.ASKER:
            why = Why.MODERATOR
        if why is not Why.ASKER:
            server_of(press.interaction)
        before, key = await self.drawing.draft(board), "desk-closed-now"
        one = await self.app.desk.close(viewer.guild, board.question.id, viewer.user_id, why)
        if why is Why.REMOVED:
            key = "desk-removed-now"
        await press.interaction.response.edit_message(view=_sentence(key, viewer))
        # The answer may stand in the very thread that is deleted.
        if why is Why.REMOVED and one.message and await self.drawing.posts.delete(before):
            return
        if why is Why.REMOVED and one.message:
            await press.interaction.edit_original_response(view=_sentence("desk-emptied-now", viewer))
        await self.drawing.redraw(one)

    def _check(self, press: Press, one: Question) -> None:
        """Raises UserError for who neither asked nor moderates."""
        if one.user_id != press.viewer.user_id and not is_moderator(press.interaction):
            raise UserError("error-desk-not-yours")

    # -- the list

    async def still_open(self, press: Press) -> None:
        """What is open by now, for whoever asks."""
        at = _identity(press.take(1)[0])
        view = await self.drawing.list_view(press.viewer.guild, at, press.viewer)
        await press.interaction.response.send_message(view=view, ephemeral=True)

    # -- drawing

    async def _open(self, press: Press, identity: str) -> Board:
        """A question that can still be answered. Raises UserError; a post that says otherwise is corrected."""
        board = await self.app.desk.board(press.viewer.guild, _identity(identity))
        if board.question.state is not State.OPEN:
            raise UserError("error-desk-over")
        return board

    async def _show(self, interaction: Interaction, viewer: Viewer, identity: int, said: str) -> None:
        """The post as it is now: it is the answer where it was pressed, else a sentence is.

        A forum's post has the id of its thread.
        """
        board = await self.app.desk.board(viewer.guild, identity)
        message = interaction.message
        if message is not None and message.flags.ephemeral:
            await interaction.response.edit_message(view=Card().text(said).view())
            await self.drawing.redraw(board.question)
        elif message is not None and board.question.message in (message.id, message.channel.id):
            picture = kept(message) if board.question.image else None
            view, files = await self.drawing.view(board, picture), cast("list[discord.File]", [picture])
            await interaction.response.edit_message(view=view, attachments=files if picture else [])
            await self.app.desk.shown(board.question)
        else:
            await interaction.response.send_message(said, ephemeral=True)
            await self.drawing.redraw(board.question)


def _sentence(key: str, viewer: Viewer) -> discord.ui.LayoutView:
    return Card().text(texts()(viewer.language, key)).view()


def _identity(text: str) -> int:
    return number(text, LARGEST_ID)


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Desk(bot, bot.app))
