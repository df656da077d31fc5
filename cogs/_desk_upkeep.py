"""What the desk does by itself: finishes and corrects posts, closes old questions, lists once a week what is open."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import partial

from bot.app import App
from bot.client import MicroDramaBot
from bot.domain.announcing.outcome import Answer
from bot.domain.question import Question, State, WeekList, Why
from bot.i18n import texts
from bot.services.desk_upkeep import DeskUpkeep, is_tried_out
from cogs._desk_drawing import DeskDrawing
from cogs._desk_posts import Draft, is_gone, is_refused

log = logging.getLogger(__name__)


class OutOfReach(Exception):
    """Discord does not answer, or hides the server: it is for later."""


class Upkeep:
    def __init__(self, bot: MicroDramaBot, app: App) -> None:
        self._app = app
        self._upkeep = DeskUpkeep(app.database)
        self._drawing = DeskDrawing(bot, app)

    async def tend(self) -> None:
        """Whatever a server is in trouble with keeps no other waiting."""
        await self._app.servers.refresh()
        await self._upkeep.expire()
        away: set[int] = set()
        for one in await self._upkeep.unposted():
            await _attend(away, one.guild, partial(self._finish, one))
        for one in await self._upkeep.stale():
            await _attend(away, one.guild, partial(self._redraw, one))
        for week_list in await self._upkeep.unfinished():
            await _attend(away, week_list.guild, partial(self._finish_list, week_list))
        for guild in await self._upkeep.due():
            await _attend(away, guild, partial(self._list, guild))

    async def forget(self) -> None:
        await self._upkeep.forget()

    async def channel_gone(self, channel: int) -> None:
        await self._upkeep.place_gone(channel, Why.CHANNEL_GONE)

    async def thread_gone(self, thread: int, parent: int) -> None:
        """Only a forum's thread is the post; in a text channel it is a talk below a message that has its id."""
        if self._drawing.is_forum(parent):
            await self._upkeep.place_gone(thread, Why.POST_GONE)

    # -- questions

    async def _finish(self, one: Question) -> None:
        """Its post may be there: whoever made it did not come to write that down."""
        board = await self._app.desk.board(one.guild, one.id)
        draft = await self._drawing.draft(board)
        found = await self._found(draft)
        if found:
            await self._app.desk.posted(one, found)
        elif found is None or one.state is not State.OPEN or is_tried_out(one.first_at):
            await self._upkeep.gone(one, Why.UNPOSTED)
        else:
            answer = await self._drawing.send(one)
            if is_refused(answer):
                await self._upkeep.gone(one, Why.UNPOSTED)
            elif not answer.message:
                _reached(answer)

    async def _found(self, draft: Draft) -> int | None:
        """The message; 0 when there is none, None when nobody can tell, or could for too long. Raises OutOfReach."""
        try:
            return await self._looked(draft)
        except OutOfReach:
            if is_tried_out(draft.first_at):
                return None
            raise

    async def _looked(self, draft: Draft) -> int | None:
        """Raises OutOfReach."""
        posts = self._drawing.posts
        if posts.is_away(draft.guild):
            raise OutOfReach("the server has an outage")
        if posts.lacks(draft.guild, draft.channel) is None:
            return None  # the channel is gone, or the server is
        found = await posts.find(draft)
        if found is None or is_refused(found):
            return None
        _reached(found)
        return found.message

    async def _redraw(self, one: Question) -> None:
        if not self._drawing.posts.is_seen(one.guild):
            return
        answer = await self._drawing.redraw(one)
        if answer is None:
            return
        if is_gone(answer):
            await self._upkeep.gone(one, Why.POST_GONE)
        elif is_refused(answer):  # it stays as it is
            await self._app.desk.shown(one)
        else:
            _reached(answer)

    # -- lists

    async def _list(self, guild: int) -> None:
        channel = self._app.servers.get(guild).desk_channel
        posts = self._drawing.posts
        if not channel or not posts.is_seen(guild) or posts.lacks(guild, channel) != []:
            return
        if one := await self._upkeep.begin(guild, channel):
            await self._send_list(one)

    async def _finish_list(self, one: WeekList) -> None:
        found = await self._found(await self._list_draft(one))
        if found or found is None or is_tried_out(one.at):
            await self._upkeep.listed(one, found or 0)
        else:
            await self._send_list(one)

    async def _send_list(self, one: WeekList) -> None:
        answer = await self._drawing.posts.send(await self._list_draft(one))
        if answer.message or is_refused(answer):
            await self._upkeep.listed(one, answer.message)
        else:
            _reached(answer)

    async def _list_draft(self, one: WeekList) -> Draft:
        language = self._drawing.everybody(one.guild).language
        return await self._drawing.list_draft(one, texts()(language, "desk-list"))


async def _attend(away: set[int], guild: int, work: Callable[[], Awaitable[None]]) -> None:
    """Unless the server was out of reach a moment ago: `away` are those that were."""
    if guild in away:
        return
    try:
        await work()
    except OutOfReach as error:
        away.add(guild)
        log.info("Questions of server %d wait for a while: %s", guild, error)
    except Exception:  # a fault of ours, which must not hold up everything else each time
        log.warning("A question of server %d waits for a while.", guild, exc_info=True)


def _reached(answer: Answer) -> None:
    """Raises OutOfReach."""
    if answer.fault or not 200 <= answer.status < 300:
        raise OutOfReach(answer.fault or f"Discord answered {answer.status}")
