"""Empties the outbox: claims what is due, has it sent, and writes down what became of it, once and in one process."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from dataclasses import replace

from bot.domain.announcing.delivery import Delivery, DeliveryState, Step, nonce
from bot.domain.announcing.outcome import Answer, Fault, Settled, decide, held, later
from bot.domain.announcing.post import Item, Post
from bot.domain.announcing.subscription import State, Subscription, Wishes
from bot.domain.announcing.timing import awake
from bot.services.announcing import AnnouncingService
from bot.services.breaker import Breaker
from bot.services.canary import Canary
from bot.services.gate import Gate
from bot.services.leading import Leader
from bot.services.moment import Moment
from bot.services.noticing import NoticingService
from bot.services.settling import settle, stop
from bot.services.wire import Wire
from bot.store import events, outbox, subscriptions
from bot.store.db import Database

log = logging.getLogger(__name__)
IN_FLIGHT = 64
ATTEMPT = 20.0  # seconds
_CLAIMED = 16  # rows of one claim
_SAFE = 60  # seconds in which Discord surely remembers a nonce
_START = outbox.LEASE - 2 * ATTEMPT - 5  # seconds: what begins later may outlast its lease
_OUTAGE = 30  # seconds until the next look
_LONGEST_SLEEP = 30.0  # seconds
_MESSAGES = (Step.MESSAGE, Step.NOTICE)


class DeliveryService:
    """`run` until cancelled; what was claimed is sent to its end within `drain`'s time."""

    def __init__(
        self,
        database: Database,
        announcing: AnnouncingService,
        noticing: NoticingService,
        wire: Wire,
        breaker: Breaker | None = None,
    ) -> None:
        self._database = database
        self._announcing = announcing
        self._noticing = noticing
        self._wire = wire
        self._leader = Leader(database)
        self.is_leading = False  # it is this process, of all on the database, that tells servers what happens
        self._tasks: set[asyncio.Task[None]] = set()
        self._canary = Canary()
        self._gate = Gate(breaker or Breaker())

    async def run(self) -> None:
        """Deliver, or wait for the process that does to be gone."""
        while True:
            await self._leader.lead()
            self.is_leading = True
            keeping = asyncio.create_task(self._leader.keep())
            try:
                while not keeping.done():
                    await self._turn()
            finally:
                self.is_leading = False
                keeping.cancel()
                with suppress(asyncio.CancelledError):
                    await keeping
            log.warning("Another process delivers announcements now.")

    async def drain(self, seconds: float) -> None:
        """After `run` has been cancelled: let requests under way end, then leave everything to the next process."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        await self._leader.give_up()

    # -- one turn

    async def _turn(self) -> None:
        self._announcing.news.clear()
        await self._announcing.tick(_now())
        has_more = await self._noticing.spread(_now())
        at = Moment.now()
        claimed = await self._claim()
        for delivery in claimed:
            task = asyncio.create_task(self._deliver(delivery, at))
            self._tasks.add(task)
            task.add_done_callback(self._ended)
        if not claimed and not has_more:
            await self._rest()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._announcing.news.set()
        if not task.cancelled() and (error := task.exception()):
            log.error("A delivery failed in a way that was not foreseen.", exc_info=error)

    async def _claim(self) -> list[Delivery]:
        free = min(_CLAIMED, IN_FLIGHT - len(self._tasks))
        if free <= 0 or self._gate.wait(Moment.now().steady):
            return []
        async with self._database.transaction() as db:
            return await outbox.claim(db, self._leader.owner, _now(), free)

    async def _rest(self) -> None:
        """Until there is news, or the next row or scheduled event is due."""
        now = time.time()
        async with self._database.read() as db:
            due = await outbox.next_due(db)
            soon = await events.due(db, int(now + _LONGEST_SLEEP))
        moments = [event.at for event in soon] + ([] if due is None else [due])
        seconds = min([max(0.25, moment - now) for moment in moments], default=_LONGEST_SLEEP)
        paused = self._gate.wait(Moment.now().steady)
        with suppress(TimeoutError):
            async with asyncio.timeout(min(max(seconds, paused), _LONGEST_SLEEP)):
                await self._announcing.news.wait()

    # -- one delivery

    async def _deliver(self, delivery: Delivery, claimed: Moment) -> None:
        subscription = await self._subscription(delivery)
        if subscription is None:
            await settle(self._database, delivery, Settled(DeliveryState.CANCELLED, "removed"))
        elif stays := self._stays(delivery, subscription) or await self._turn_of(delivery):
            is_blocked = stays.state is DeliveryState.BLOCKED
            await settle(self._database, delivery, stays, State.BLOCKED if is_blocked else None)
        else:
            try:
                await self._tell(delivery, subscription, claimed)
            except outbox.DifferentMessage as error:
                log.error("An announcement came twice: %s", error)
            except Exception:  # in us: it must not come again and again at once
                log.exception("A delivery failed in a way that was not foreseen.")
                await self._apply(delivery, subscription, (), Answer(fault=Fault.RESET))

    async def _subscription(self, delivery: Delivery) -> Subscription | None:
        """None when the channel is not to have it any more."""
        if delivery.step is Step.NOTICE:
            return await self._noticing.subscription(delivery)
        async with self._database.read() as db:
            return await subscriptions.get(db, delivery.guild, delivery.channel)

    def _stays(self, delivery: Delivery, subscription: Subscription) -> Settled | None:
        """What needs no request: a pause, quiet hours after a downtime, a permission that is missing, an outage."""
        now = _now()
        if subscription.state is State.PAUSED:
            return held(subscription.reason or "paused")
        if subscription.state is State.DISABLED:
            return Settled(DeliveryState.CANCELLED, "channel-gone")
        if delivery.step in _MESSAGES and (then := awake(subscription.wishes.timing, now)) > now:
            return later("quiet-hours", then)
        lacks = self._wire.lacks(delivery.channel, delivery.guild, subscription.wishes)
        if lacks is None:
            return later("outage", now + _OUTAGE)
        return held(lacks) if lacks else None

    async def _turn_of(self, delivery: Delivery) -> Settled | None:
        """Messages to followers do not come one upon another. What may have been sent has had its turn."""
        if delivery.step is not Step.NOTICE or delivery.attempts > 1:
            return None
        then = await self._noticing.free_at(delivery.channel)
        return later("waiting-turn", then) if then > _now() else None

    async def _tell(self, delivery: Delivery, subscription: Subscription, claimed: Moment) -> None:
        if delivery.step is Step.NOTICE:
            await self._tell_followers(delivery, subscription, claimed)
            return
        post = await self._announcing.post(delivery.post, subscription)
        if delivery.step is not Step.MESSAGE:
            await self._ask(delivery, subscription, post, claimed)
            return
        async with self._canary.turn(post.items[0].event.id if post.items else ""):
            post = replace(post, items=await self._published(post))
            if against := _against(delivery, post):
                await settle(self._database, delivery, Settled(DeliveryState.CANCELLED, against))
            else:
                await self._ask(delivery, subscription, post, claimed)

    async def _tell_followers(self, delivery: Delivery, subscription: Subscription, claimed: Moment) -> None:
        post = await self._noticing.post(delivery.post, subscription)
        if post.told:
            await self._ask(delivery, subscription, post, claimed)
        else:  # they have unfollowed it, or it is not so any more
            await settle(self._database, delivery, Settled(DeliveryState.CANCELLED, "cancelled"))

    async def _published(self, post: Post) -> tuple[Item, ...]:
        """Without what was stopped while this waited for its turn."""
        async with self._database.read() as db:
            told = await events.of_post(db, post.id)
        published = {event.id for event in told if event.state == "published"}
        return tuple(item for item in post.items if item.event.id in published)

    async def _ask(self, delivery: Delivery, subscription: Subscription, post: Post, claimed: Moment) -> None:
        """Unless it has waited so long that another may have it by now, or nothing may be sent any more."""
        if claimed.age() > _START or self._gate.wait(Moment.now().steady):
            await settle(self._database, delivery, later("waiting-turn", _now()))
            return
        answer = await self._asked(delivery, post)
        await self._apply(delivery, subscription, post.items, answer)

    async def _asked(self, delivery: Delivery, post: Post) -> Answer | None:
        """None when it may have been sent and nobody can look."""
        if self._may_be_there(delivery, post):
            found = await self._timed(self._wire.find(delivery, post))
            if found is None or found.message or found.fault or found.status >= 400:
                return found
        match delivery.step:
            case Step.MESSAGE | Step.NOTICE:
                work: Awaitable[Answer | None] = self._wire.send(
                    post, nonce(self._leader.salt, post.id, post.channel, delivery.step)
                )
            case Step.THREAD:
                work = self._wire.thread(delivery, post)
            case Step.PUBLISH:
                work = self._wire.publish(delivery)
            case Step.EDIT:
                work = self._wire.edit(delivery, post)
        return await self._timed(work)

    def _may_be_there(self, delivery: Delivery, post: Post) -> bool:
        """Tried before, and no nonce protects it: too long ago, or a forum's post, which has none."""
        if delivery.step not in _MESSAGES or delivery.attempts < 2:
            return False
        return post.wishes.kind == "forum" or not 0 <= _now() - delivery.first_at <= _SAFE

    async def _timed(self, work: Awaitable[Answer | None]) -> Answer | None:
        try:
            async with asyncio.timeout(ATTEMPT):
                return await work
        except TimeoutError:
            return Answer(fault=Fault.TIMEOUT)

    async def _apply(
        self, delivery: Delivery, subscription: Subscription, items: Sequence[Item], answer: Answer | None
    ) -> None:
        if answer is None:
            await settle(self._database, delivery, Settled(DeliveryState.UNKNOWN, "unknown"))
            return
        decision = decide(delivery, answer, _now(), random.random())
        settled, channel = decision.settled, decision.channel
        self._gate.note(answer, decision, Moment.now().steady)
        if settled.state is DeliveryState.SENT and delivery.step is Step.MESSAGE:
            settled = replace(settled, follow=_follow(subscription.wishes))
            channel = State.ACTIVE if subscription.state is State.BLOCKED else None
            for item in items:
                self._canary.sent(item.event.id)
        await settle(self._database, delivery, settled, channel)
        if decision.stop_event:
            await stop(
                self._database, [item.event for item in items if not self._canary.is_proved(item.event.id)]
            )


def _against(delivery: Delivery, post: Post) -> str:
    """Why a post is not sent after all: it was stopped, or nothing of what it tells is there any more."""
    if not post.items:
        return "stopped"
    has_news = any(item.title or item.event.kind == "post" for item in post.items)
    return "" if has_news or delivery.attempts > 1 else "cancelled"


def _follow(wishes: Wishes) -> tuple[Step, ...]:
    threads = (Step.THREAD,) if wishes.threads and wishes.kind != "forum" else ()
    return (*threads, *((Step.PUBLISH,) if wishes.publish and wishes.kind == "news" else ()))


def _now() -> int:
    return int(time.time())
