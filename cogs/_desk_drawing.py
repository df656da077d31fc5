"""Draws the post of a question as it is now, for whoever posts, edits or deletes it."""

from __future__ import annotations

import discord

from bot.app import App
from bot.client import MicroDramaBot
from bot.domain.announcing.outcome import Answer
from bot.domain.model import Title
from bot.domain.question import Board, Question, WeekList, excerpt
from bot.domain.viewer import Preferences, Viewer, language_of
from cogs._desk_cards import LIST_MARKER, MARKER, MOST_LISTED, list_card, place, post_card
from cogs._desk_pictures import Picture, address_of, kept, taken
from cogs._desk_posts import DeskPosts, Draft, marker

_NAME = 100  # characters of a forum's post


class DeskDrawing:
    def __init__(self, bot: MicroDramaBot, app: App) -> None:
        self._bot = bot
        self._app = app
        self.posts = DeskPosts(bot)

    def everybody(self, guild: int) -> Viewer:
        """Who reads a post: the language is the server's, and nobody's country is known."""
        language = self._app.servers.get(guild).language
        server = self._bot.get_guild(guild)
        if language is None:
            language = language_of(server.preferred_locale.value if server else "")
        return Viewer.of(0, "", Preferences(language=language), guild)

    async def view(self, board: Board, picture: Picture) -> discord.ui.LayoutView:
        guild = board.question.guild
        titles = await self.titles(board)
        return post_card(board, titles, self.everybody(guild), address_of(picture))

    async def titles(self, board: Board) -> dict[str, Title]:
        """Of the answers, those that there still are, by id."""
        ids = [answer.title_id for answer in board.answers]
        found = await self._app.catalogue.titles(ids, board.question.guild)
        return {title.id: title for title in found}

    async def draft(self, board: Board, picture: Picture = None) -> Draft:
        one = board.question
        return Draft(
            one.guild, one.channel, await self.view(board, picture), excerpt(one.description, _NAME) or "…",
            marker(MARKER, one.id), one.nonce, one.message, one.first_at, picture,
        )  # fmt: skip

    async def send(self, one: Question) -> Answer:
        """Make its post, and remember it; without its picture when that cannot be had any more."""
        picture = await taken(self._bot, one.image) if one.image else None
        answer = await self.posts.send(await self.draft(Board(one, ()), picture))
        if answer.message:
            await self._app.desk.posted(one, answer.message)
        return answer

    async def redraw(self, one: Question) -> Answer | None:
        """Bring its post in line with what is so now; None when there is none, or it is so already."""
        board = await self._app.desk.board(one.guild, one.id)
        if not board.question.message or board.question.revision == board.question.shown:
            return None
        picture = await self._picture(board.question)
        if isinstance(picture, Answer):
            return picture
        answer = await self.posts.edit(await self.draft(board, picture))
        if 200 <= answer.status < 300:
            await self._app.desk.shown(board.question)
        return answer

    async def _picture(self, one: Question) -> Picture | Answer:
        """What hangs on its post and is to stay; an answer of Discord's when it cannot be read."""
        if not one.image:
            return None
        message = await self.posts.read(one.guild, one.channel, one.message)
        return message if isinstance(message, Answer) else kept(message)

    async def list_view(self, guild: int, at: int, viewer: Viewer) -> discord.ui.LayoutView:
        found, total = await self._app.desk.still_open(guild, MOST_LISTED)
        return list_card([(one, self.place(one)) for one in found], total, at, viewer)

    async def list_draft(self, one: WeekList, name: str) -> Draft:
        view = await self.list_view(one.guild, one.at, self.everybody(one.guild))
        mark = marker(LIST_MARKER, one.at)
        return Draft(one.guild, one.channel, view, name, mark, one.nonce, first_at=one.at)

    def place(self, one: Question) -> str:
        return place(one, self.is_forum(one.channel))

    def is_forum(self, channel: int) -> bool:
        return self.posts.is_forum(channel)
