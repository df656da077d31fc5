"""Writes down what became of a delivery, and with it what that means for its channel or its announcement."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.announcing.delivery import Delivery, DeliveryState, Step
from bot.domain.announcing.event import Event
from bot.domain.announcing.outcome import Settled
from bot.domain.announcing.subscription import State
from bot.store import events, notices, outbox, subscriptions
from bot.store.db import Connection, Database

log = logging.getLogger(__name__)


async def settle(
    database: Database, delivery: Delivery, settled: Settled, channel: State | None = None
) -> None:
    """`channel` is what becomes of it, if the delivery still is ours to tell. Raises outbox.DifferentMessage."""
    now = int(time.time())
    async with database.transaction() as db:
        if delivery.step is Step.NOTICE:
            await _settle_notice(db, delivery, settled, now)
        elif await outbox.settle(db, delivery, settled, now) and channel:
            await _change(db, delivery, channel, settled.reason, now)


_GIVEN_UP = (DeliveryState.DEAD, DeliveryState.CANCELLED)


async def _settle_notice(db: Connection, delivery: Delivery, settled: Settled, now: int) -> None:
    """What cannot be sent is told at the members' next commands instead: nobody waits for a permission."""
    is_closed = settled.state is DeliveryState.BLOCKED
    if is_closed:
        settled = replace(settled, state=DeliveryState.DEAD)
    if not await outbox.settle(db, delivery, settled, now):
        return
    if settled.state is DeliveryState.SENT:
        await notices.told(db, delivery.post)
    elif settled.state in _GIVEN_UP:
        messages = delivery.channel if is_closed and not delivery.guild else 0
        await notices.fall_back(db, delivery.post, messages)


async def _change(db: Connection, delivery: Delivery, state: State, reason: str, now: int) -> None:
    """What a moderator has paused meanwhile stays so, unless the channel is gone."""
    one = await subscriptions.get(db, delivery.guild, delivery.channel)
    if one is None or (one.state not in (State.ACTIVE, State.BLOCKED) and state is not State.DISABLED):
        return
    is_active = state is State.ACTIVE
    await subscriptions.set_state(db, delivery.channel, state, "" if is_active else reason, now)
    if is_active:
        await outbox.unblock(db, delivery.channel, now)
    elif state is State.DISABLED:
        await outbox.cancel_channel(db, delivery.channel, now, reason)
    else:
        await outbox.block(db, delivery.channel, reason, now)


async def stop(database: Database, refused: Sequence[Event]) -> None:
    """Discord has not accepted these in a single channel yet: it would refuse them in all."""
    now = int(time.time())
    async with database.transaction() as db:
        for event in refused:
            await events.set_state(db, event.id, "stopped")
            count = await outbox.cancel_event(db, event.id, now, "stopped")
            log.error("Discord does not accept announcement %s: %d posts were cancelled.", event.id, count)
