"""Questions of members about a drama they cannot name: asked within quotas, answered by others, decided once."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from bot.domain.question import MOST_ANSWERS, MOST_OF_MEMBER, Board, Question, State, Why
from bot.errors import NotFound, UserError
from bot.store import answers, questions
from bot.store.db import Connection, Database

MOST_A_DAY = 3  # of one member
LEASE = 60  # seconds in which whoever posts a question should be done
_DAY = 24 * 3600  # seconds


class AlreadyOpen(UserError):
    """A member has one open question in a server at a time."""

    def __init__(self, question: Question) -> None:
        super().__init__("error-desk-open")
        self.question = question


class DeskService:
    """Who may decide is for the caller to ask."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- asking

    async def draft(self, guild: int, user: int, description: str, image: str, link: str) -> Question:
        """Keep what was described while the member looks at the matches."""
        made = Question(0, guild, user, description, image, link, made_at=_now())
        async with self._database.transaction() as db:
            return replace(made, id=await questions.add(db, made))

    async def mine(self, user: int, number: int) -> Question:
        """Raises NotFound."""
        async with self._database.read() as db:
            found = await questions.of_member(db, user, number)
        if found is None:
            raise NotFound("error-desk-gone")
        return found

    async def drop(self, user: int, number: int) -> None:
        """A draft; nothing happens to what was asked."""
        async with self._database.transaction() as db:
            await questions.delete(db, user, number)

    async def ask(self, user: int, number: int, channel: int) -> tuple[Question, bool]:
        """From now on it is open; whether it was the caller who opened it, and is to post it.

        Raises UserError for a quota, AlreadyOpen, NotFound.
        """
        now = _now()
        async with self._database.transaction() as db:
            one = await questions.of_member(db, user, number)
            if one is None:
                raise NotFound("error-desk-gone")
            if one.state is not State.DRAFT:
                return one, False
            if other := await questions.open_of_member(db, one.guild, user):
                raise AlreadyOpen(other)
            await _check_quota(db, user, now)
            begun = {"asked_at": now, "first_at": now, "until": now + LEASE}
            one = replace(one, state=State.OPEN, channel=channel, **begun)
            await questions.put(db, one)
        return one, True

    async def posted(self, one: Question, message: int) -> None:
        async with self._database.transaction() as db:
            await questions.set_message(db, one.id, message)

    async def refused(self, one: Question) -> None:
        """Discord did not take it: a draft again, that can be asked once more."""
        async with self._database.transaction() as db:
            now = await questions.of_member(db, one.user_id, one.id)
            if now is not None and now.state is State.OPEN:
                nothing = {"channel": 0, "asked_at": 0, "first_at": 0, "until": 0}
                await questions.put(db, replace(now, state=State.DRAFT, **nothing))

    # -- answering

    async def board(self, guild: int, number: int) -> Board:
        """Raises NotFound."""
        async with self._database.snapshot() as db:
            return await _board(db, guild, number)

    async def answer(self, guild: int, number: int, user: int, title_id: str) -> None:
        """A title that is there already is agreed with. Raises UserError, NotFound."""
        async with self._database.transaction() as db:
            board = await _open(db, guild, number)
            known = next((one for one in board.answers if one.title_id == title_id), None)
            if known:
                await _agree(db, board, known.id, user)
                return
            if len(board.answers) >= MOST_ANSWERS:
                raise UserError("error-desk-full", most=MOST_ANSWERS)
            if sum(one.user_id == user for one in board.answers) >= MOST_OF_MEMBER:
                raise UserError("error-desk-answers", most=MOST_OF_MEMBER)
            await answers.add(db, number, title_id, user, _now())
            await questions.touch(db, number)

    async def agree(self, guild: int, number: int, user: int, answer: int) -> None:
        """Instead of what the member agreed with before. Raises UserError, NotFound."""
        async with self._database.transaction() as db:
            await _agree(db, await _open(db, guild, number), answer, user)

    # -- deciding

    async def accept(self, guild: int, number: int, answer: int, by: int) -> Board:
        """Raises UserError, NotFound."""
        async with self._database.transaction() as db:
            board = await _open(db, guild, number)
            chosen = next((one for one in board.answers if one.id == answer), None)
            if chosen is None:
                raise NotFound("error-desk-no-answer")
            await decide(db, board.question, by, state=State.SOLVED, title_id=chosen.title_id)
            return await _board(db, guild, number)

    async def close(self, guild: int, number: int, by: int, why: Why) -> Question:
        """Removed, it loses its words too, also when it was decided. Raises UserError, NotFound."""
        async with self._database.transaction() as db:
            if why is not Why.REMOVED:
                board = await _open(db, guild, number)
                return await decide(db, board.question, by, state=State.CLOSED, why=why)
            one = (await _board(db, guild, number)).question
            empty = {"description": "", "image": "", "link": "", "title_id": ""}
            return await decide(db, one, by, state=State.CLOSED, why=why, **empty)

    async def made_findable(self, guild: int, number: int) -> None:
        """Raises NotFound."""
        async with self._database.transaction() as db:
            one = (await _board(db, guild, number)).question
            await questions.put(db, replace(one, findable=True, revision=one.revision + 1))

    # -- afterwards

    async def news(self, user: int, guild: int) -> list[Question]:
        """What a member does not know yet of this server; of all, in direct messages. From now on they know."""
        async with self._database.read() as db:
            if not await questions.untold(db, user, guild, not guild):
                return []
        async with self._database.transaction() as db:
            found = await questions.untold(db, user, guild, not guild)
            for one in found:
                await questions.set_told(db, one.id, told=True)
        return found

    async def set_untold(self, *many: Question) -> None:
        async with self._database.transaction() as db:
            for one in many:
                await questions.set_told(db, one.id, told=False)

    async def still_open(self, guild: int, limit: int) -> tuple[list[Question], int]:
        """The oldest first; and how many there are in all."""
        async with self._database.snapshot() as db:
            return await questions.open_in(db, guild, limit), await questions.count_open(db, guild)

    async def shown(self, one: Question) -> None:
        """Its post shows this revision."""
        async with self._database.transaction() as db:
            await questions.set_shown(db, one.id, one.revision)


async def _board(db: Connection, guild: int, number: int) -> Board:
    one = await questions.get(db, guild, number)
    if one is None:
        raise NotFound("error-desk-gone")
    return Board(one, await answers.of(db, number))


async def _open(db: Connection, guild: int, number: int) -> Board:
    """Raises UserError when nothing can be answered any more."""
    board = await _board(db, guild, number)
    if board.question.state is not State.OPEN:
        raise UserError("error-desk-over")
    return board


async def _agree(db: Connection, board: Board, answer: int, user: int) -> None:
    chosen = next((one for one in board.answers if one.id == answer), None)
    if chosen is None:
        raise NotFound("error-desk-no-answer")
    if chosen.user_id == user:
        raise UserError("error-desk-own")
    if await answers.agree(db, board.question.id, user, answer, _now()):
        await questions.touch(db, board.question.id)


async def decide(db: Connection, one: Question, by: int, **fields: Any) -> Question:
    """The asker is told unless it was they who decided."""
    told = one.user_id in (0, by)
    decided = {"decided_by": by, "decided_at": _now(), "told": told, "revision": one.revision + 1}
    one = replace(one, **decided, **fields)
    await questions.put(db, one)
    return one


async def _check_quota(db: Connection, user: int, now: int) -> None:
    """Raises UserError."""
    asked = await questions.asked_since(db, user, now - _DAY)
    if len(asked) >= MOST_A_DAY:
        raise UserError("error-desk-many", most=MOST_A_DAY, when=f"<t:{asked[-MOST_A_DAY] + _DAY}:R>")


def _now() -> int:
    return int(time.time())
