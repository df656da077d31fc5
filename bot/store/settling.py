"""What became of a request: its row of the outbox is settled once, whoever tells it first."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.announcing.delivery import Delivery, DeliveryState, Step
from bot.domain.announcing.outcome import Settled
from bot.store.db import Connection, Direct


class DifferentMessage(Exception):
    """A post has been sent twice: its nonce should have made that impossible."""


async def settle(db: Connection, delivery: Delivery, settled: Settled, now: int) -> bool:
    """Whether it counted: anything but a success counts only under the lease it was claimed with.

    Raises DifferentMessage when another message is known for the post; nothing is changed then.
    """
    if settled.state is DeliveryState.SENT:
        return await db.run(lambda direct: _succeed(direct, delivery, settled, now))
    return await db.run(lambda direct: _fail(direct, delivery, settled, now))


_IS_OURS = "state = 'sending' AND owner = :owner AND attempts = :attempts"


def _key(delivery: Delivery) -> dict[str, str | int]:
    return {
        "post": delivery.post, "step": delivery.step.value, "owner": delivery.owner,
        "attempts": delivery.attempts, "revision": delivery.revision,
    }  # fmt: skip


def _fail(db: Direct, delivery: Delivery, settled: Settled, now: int) -> bool:
    values = {
        **_key(delivery), "state": settled.state.value, "reason": settled.reason, "now": now,
        "not_before": settled.not_before or now, "untouched": settled.untouched,
    }  # fmt: skip
    cursor = db.execute(
        "UPDATE deliveries SET state = :state, reason = :reason, not_before = :not_before, owner = '',"  # noqa: S608
        " lease_until = 0, settled_at = :now, attempts = attempts - :untouched,"
        " first_at = CASE WHEN attempts = :untouched THEN 0 ELSE first_at END"
        f" WHERE post = :post AND step = :step AND {_IS_OURS}",
        values,
    )
    if cursor.rowcount and settled.state is DeliveryState.DEAD:
        _renew_edit(db, delivery, now)
    return cursor.rowcount > 0


def _succeed(db: Direct, delivery: Delivery, settled: Settled, now: int) -> bool:
    if delivery.step is Step.EDIT:
        return _edited(db, delivery, settled, now)
    values = {**_key(delivery), "message": settled.message, "thread": settled.thread, "now": now}
    if delivery.step in (Step.MESSAGE, Step.NOTICE):
        _record_message(db, values)
    db.execute("UPDATE posts SET thread = :thread WHERE id = :post AND thread = 0", values)
    cursor = db.execute(
        "UPDATE deliveries SET state = 'sent', reason = :reason, owner = '', lease_until = 0, settled_at = :now"
        " WHERE post = :post AND step = :step AND state <> 'sent'",
        {**values, "reason": settled.reason},
    )
    if cursor.rowcount and settled.message:
        _follow(db, delivery, settled.follow, now)
    return cursor.rowcount > 0


def _record_message(db: Direct, values: dict[str, str | int]) -> None:
    rows = db.execute("SELECT message FROM posts WHERE id = :post", values).fetchall()
    known = next((message for (message,) in rows), 0)  # none: whom it was for has been forgotten meanwhile
    if known and values["message"] and known != values["message"]:
        raise DifferentMessage(f"post {values['post']} is message {known} and message {values['message']}")
    db.execute("UPDATE posts SET message = :message WHERE id = :post AND message = 0", values)


def _follow(db: Direct, delivery: Delivery, steps: Sequence[Step], now: int) -> None:
    """The rows that a sent message makes; an edit too when facts have changed since its first attempt."""
    [(revision,)] = db.execute(
        "SELECT revision FROM deliveries WHERE post = :post AND step = :step", _key(delivery)
    ).fetchall()
    edits = (Step.EDIT,) if revision and delivery.step is Step.MESSAGE else ()
    db.executemany(
        "INSERT INTO deliveries (post, step, channel, guild, state, not_before, attempts, first_at, owner,"
        " lease_until, reason, settled_at, revision)"
        " VALUES (:post, :step, :channel, :guild, 'pending', :now, 0, 0, '', 0, '', 0, :revision)"
        " ON CONFLICT (post, step) DO NOTHING",
        [
            {"post": delivery.post, "step": step.value, "channel": delivery.channel, "guild": delivery.guild,
             "now": now, "revision": revision}
            for step in (*steps, *edits)
        ],
    )  # fmt: skip


def _edited(db: Direct, delivery: Delivery, settled: Settled, now: int) -> bool:
    """A late success of an older revision says nothing of the newer one that is under way."""
    cursor = db.execute(
        "UPDATE deliveries SET state = 'sent', reason = :reason, owner = '', lease_until = 0, settled_at = :now"  # noqa: S608
        f" WHERE post = :post AND step = :step AND state <> 'sent' AND (revision <= :revision OR {_IS_OURS})",
        {**_key(delivery), "reason": settled.reason, "now": now},
    )
    if cursor.rowcount:
        _renew_edit(db, delivery, now)
    return cursor.rowcount > 0


def _renew_edit(db: Direct, delivery: Delivery, now: int) -> None:
    """Facts have changed again while it was under way."""
    db.execute(
        "UPDATE deliveries SET state = 'pending', not_before = :now, attempts = 0, first_at = 0"
        " WHERE post = :post AND step = :step AND step = 'edit' AND revision > :revision",
        {**_key(delivery), "now": now},
    )
