"""Sends conversation starters once, whatever fails, and counts the votes of polls that are over."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable
from typing import Protocol, TypeVar

from bot.domain.announcing.delivery import Delivery, DeliveryState, Step, nonce
from bot.domain.announcing.outcome import MAX_AGE, Answer, Fault, Settled, decide
from bot.domain.prompt import HOURS
from bot.domain.prompt_post import PostState, PromptPost, Tally
from bot.services.moment import Moment
from bot.store import prompts
from bot.store.db import Database

A = TypeVar("A")
_ATTEMPT = 20.0  # seconds that a request may take
_LEASE = 90  # seconds
_START = _LEASE - 2 * _ATTEMPT - 5  # seconds: what begins later may outlast its lease
_SAFE = 60  # seconds in which Discord surely remembers a nonce
_OUTAGE = 30  # seconds until the next look
_HELD = 300  # seconds until a permission is looked for again
_FINAL = 10  # seconds that Discord has to close a poll
_UNCOUNTED = 60  # seconds until it is asked for again
_PATIENCE = 3600  # seconds after which votes count as they are
_FINISHED = {
    DeliveryState.SENT: PostState.SENT,
    DeliveryState.DEAD: PostState.DEAD,
    DeliveryState.CANCELLED: PostState.CANCELLED,
    DeliveryState.UNKNOWN: PostState.UNKNOWN,
}


class Wire(Protocol):
    """What this needs of Discord; cogs/_prompt_wire.py has it."""

    def lacks(self, post: PromptPost) -> str | None:
        """The permission that is missing, or ""; None while nobody can tell, as in an outage."""
        ...

    def has_poll(self, post: PromptPost) -> bool:
        """Whether it would be a poll there."""
        ...

    def send(self, post: PromptPost, nonce: str) -> Awaitable[Answer]: ...

    def find(self, post: PromptPost) -> Awaitable[Answer | None]:
        """The message, if the channel has it: an answer with no message if not, None if it cannot be read."""
        ...

    def tally(self, post: PromptPost) -> Awaitable[Tally | Answer]: ...


class PromptSending:
    def __init__(self, database: Database, wire: Wire) -> None:
        self._database = database
        self._wire = wire

    async def send_due(self) -> None:
        async with self._database.read() as db:
            waiting = await prompts.due(db, _now())
        for post in waiting:
            await self.send(post.id)

    async def send(self, post_id: str) -> None:
        """Unless somebody else is sending it, or it is not its time."""
        at = Moment.now()
        async with self._database.transaction() as db:
            post = await prompts.claim(db, post_id, _now(), _LEASE)
        if post is None:
            return
        lacks = self._wire.lacks(post)
        if lacks is None:
            await self._put_off(post, "outage", _now() + _OUTAGE)
        elif lacks:
            await self._hold(post, lacks)
        elif at.age() > _START:
            await self._put_off(post, "waiting-turn", _now())
        else:
            is_poll = self._wire.has_poll(post)
            await self._note(post, await self._asked(post), is_poll=is_poll)

    async def _asked(self, post: PromptPost) -> Answer | None:
        """None when it may have been sent and nobody can look."""
        if post.attempts > 1 and not 0 <= _now() - post.first_at <= _SAFE:
            found = await _timed(self._wire.find(post))
            if found is None or found.message or found.fault or found.status >= 400:
                return found
        return await _timed(self._wire.send(post, nonce("prompt", post.id, post.channel, Step.MESSAGE)))

    async def _note(self, post: PromptPost, answer: Answer | None, *, is_poll: bool) -> None:
        if answer is None:
            await self._settle(post, Settled(DeliveryState.UNKNOWN, "unknown"), 0)
            return
        tried = Delivery(post.id, Step.MESSAGE, post.channel, post.guild, 0, post.attempts, post.first_at)
        settled = decide(tried, answer, _now(), random.random()).settled
        if settled.state is DeliveryState.BLOCKED:
            await self._hold(post, settled.reason)
        elif settled.state is DeliveryState.PENDING:
            await self._put_off(post, settled.reason, settled.not_before, untouched=settled.untouched)
        else:
            is_open = is_poll and settled.message
            await self._settle(post, settled, _now() + HOURS * 3600 + _FINAL if is_open else 0)

    async def _hold(self, post: PromptPost, reason: str) -> None:
        """Until the permission is there, for a day."""
        if _now() - post.made_at > MAX_AGE:
            await self._settle(post, Settled(DeliveryState.DEAD, reason), 0)
        else:
            await self._put_off(post, reason, _now() + _HELD)

    async def _put_off(self, post: PromptPost, reason: str, then: int, *, untouched: bool = True) -> None:
        async with self._database.transaction() as db:
            await prompts.put_off(db, post, reason, then, untouched=untouched)

    async def _settle(self, post: PromptPost, settled: Settled, ends_at: int) -> None:
        state = _FINISHED[settled.state]
        async with self._database.transaction() as db:
            await prompts.settle(db, post, state, settled.reason, message=settled.message, ends_at=ends_at)

    # -- polls

    async def count_ended(self) -> None:
        """One request for each poll that is over."""
        async with self._database.read() as db:
            over = await prompts.ended(db, _now())
        for post in over:
            await self._count(post)

    async def _count(self, post: PromptPost) -> None:
        if self._wire.lacks(post) is None:  # an outage
            found: Tally | Answer = Answer(fault=Fault.RESET)
        else:
            found = await _timed(self._wire.tally(post))
        is_late = _now() - post.ends_at > _PATIENCE
        async with self._database.transaction() as db:
            if isinstance(found, Tally) and (found.is_final or is_late):
                await prompts.counted(db, post, found.counts, "")
            elif isinstance(found, Answer) and found.status == 404:
                await prompts.counted(db, post, (), "message-deleted")
            elif _now() - post.ends_at > MAX_AGE:
                await prompts.counted(db, post, (), "expired")
            else:
                await prompts.ask_later(db, post, _now() + _UNCOUNTED)

    # -- telling

    async def untold(self) -> list[PromptPost]:
        async with self._database.read() as db:
            return await prompts.untold(db)

    async def told(self, post: PromptPost) -> None:
        async with self._database.transaction() as db:
            await prompts.told(db, post)


async def _timed(work: Awaitable[A]) -> A | Answer:
    try:
        async with asyncio.timeout(_ATTEMPT):
            return await work
    except TimeoutError:
        return Answer(fault=Fault.TIMEOUT)


def _now() -> int:
    return int(time.time())
