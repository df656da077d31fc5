"""What follows from each answer of Discord's: sent, again later, held until a permission returns, or given up.

Codes: discord.com/developers/docs/topics/opcodes-and-status-codes
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.announcing.delivery import Delivery, DeliveryState, Step
from bot.domain.announcing.subscription import State

MAX_AGE = 24 * 3600  # seconds from the first attempt to the last
CLOUDFLARE_PAUSE = 600.0  # seconds; to be doubled each time in a row, up to the next
CLOUDFLARE_MOST = 3600.0
_BACK_OFF_MOST = 300
_NETWORK_MOST = 10  # what never reached Discord burdens nobody, and goes on soon when the network is back
_HOUR = 3600


class Fault(StrEnum):
    """No answer, or one that cannot be right."""

    TIMEOUT = "timeout"
    RESET = "reset"
    MISMATCH = "mismatch"  # the message that came back is in another channel


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one request, good or bad."""

    status: int = 0  # of HTTP; 0: none
    code: int = 0  # Discord's own, in an error's body
    retry_after: float = 0  # seconds, of a 429's body
    is_global: bool = False  # a 429 for all requests, not for a route
    via: bool = True  # False: not from Discord but from the network in front of it
    fault: Fault | None = None
    message: int = 0  # ids of what was made
    thread: int = 0


@dataclass(frozen=True, slots=True)
class Settled:
    """What a row of the outbox becomes."""

    state: DeliveryState
    reason: str
    not_before: int = 0
    message: int = 0
    thread: int = 0
    follow: tuple[Step, ...] = ()  # rows that the success of a message makes
    untouched: bool = False  # this attempt made nothing for certain: it does not count


@dataclass(frozen=True, slots=True)
class Decision:
    """What a row becomes, and what happens beside it."""

    settled: Settled
    channel: State | None = None  # what the channel's subscription becomes, with the same reason
    stop_event: bool = False  # a fault of ours: it would fail in each channel
    pause: float = 0  # seconds without any request
    slow: bool = False  # fewer requests for a while
    stop_all: bool = False  # the token is no longer good


Wait = Callable[[Answer, int, float], float]  # (answer, attempts, chance) to seconds


def _back_off(_: Answer, attempts: int, chance: float) -> float:
    """Full jitter, so that what failed together does not come again together."""
    return chance * min(_BACK_OFF_MOST, 2 ** min(attempts, 16))


def _soon(_: Answer, attempts: int, chance: float) -> float:
    return chance * min(_NETWORK_MOST, 2 ** min(attempts, 16))


def _as_told(answer: Answer, *_: float) -> float:
    return max(1.0, answer.retry_after)


def _hourly(*_: object) -> float:
    return _HOUR


def _long(*_: object) -> float:
    return CLOUDFLARE_PAUSE


def _at_once(*_: object) -> float:
    return 0


@dataclass(frozen=True, slots=True)
class _Rule:
    reason: str
    state: DeliveryState
    wait: Wait = _at_once  # of a state that is pending
    untouched: bool = False
    channel: State | None = None
    message_only: bool = False  # whether `channel` and `stop_event` are for the message step alone
    stop_event: bool = False
    pause: Wait | None = None
    slow: bool = False
    stop_all: bool = False


_SENT = _Rule("sent", DeliveryState.SENT)
_DELETED = _Rule("message-deleted", DeliveryState.SENT)  # it was there, and somebody removed it
_RETRY = _Rule("server-error", DeliveryState.PENDING, _back_off)
_RATE = _Rule("rate-limit", DeliveryState.PENDING, _as_told, untouched=True)
_GLOBAL = _Rule("rate-limit", DeliveryState.PENDING, _as_told, untouched=True, pause=_as_told, slow=True)
_CLOUDFLARE = _Rule("network-block", DeliveryState.PENDING, _long, untouched=True, pause=_long)
_TOKEN = _Rule("token", DeliveryState.PENDING, _hourly, untouched=True, stop_all=True)
_NO_ACCESS = _Rule("no-access", DeliveryState.BLOCKED, untouched=True, channel=State.BLOCKED)
_NO_PERMISSION = _Rule("no-permission", DeliveryState.BLOCKED, untouched=True, channel=State.BLOCKED)
_GONE = _Rule("channel-gone", DeliveryState.CANCELLED, channel=State.DISABLED)
_CHANNEL_KIND = _Rule("channel-kind", DeliveryState.DEAD, channel=State.PAUSED, message_only=True)
_TAG = _Rule("forum-tag", DeliveryState.DEAD, channel=State.PAUSED, message_only=True)
_THREADS_FULL = _Rule("threads-full", DeliveryState.PENDING, _hourly)
_THREAD_CLOSED = _Rule("thread-closed", DeliveryState.PENDING, _hourly)
_FILTERED = _Rule("filtered", DeliveryState.DEAD)
_NOT_OURS = _Rule("refused", DeliveryState.DEAD)
_MALFORMED = _Rule("malformed", DeliveryState.DEAD, message_only=True, stop_event=True)

_BY_FAULT = {
    Fault.TIMEOUT: _Rule("timeout", DeliveryState.PENDING, _back_off),
    Fault.RESET: _Rule("reset", DeliveryState.PENDING, _soon),
    Fault.MISMATCH: _Rule("mismatch", DeliveryState.UNKNOWN),
}
_BY_CODE = {
    10008: _DELETED,  # on creating, too: the first message of this nonce has been removed
    160004: _SENT,  # a thread has been made from this message
    40033: _SENT,  # has been published
    130000: _RETRY,  # overloaded
    40062: _RETRY,
    20022: _RATE,  # edits of published messages
    20028: _RATE,
    20029: _RATE,
    40333: _CLOUDFLARE,
    50014: _TOKEN,
    50001: _NO_ACCESS,
    50013: _NO_PERMISSION,
    10003: _GONE,
    10004: _GONE,  # the server
    50024: _CHANNEL_KIND,
    50008: _CHANNEL_KIND,
    50068: _CHANNEL_KIND,
    40058: _CHANNEL_KIND,
    40067: _TAG,  # one is required
    10087: _TAG,  # it is gone
    160006: _THREADS_FULL,
    160007: _THREADS_FULL,
    160005: _THREAD_CLOSED,
    50083: _THREAD_CLOSED,
    200000: _FILTERED,
    200001: _FILTERED,
    240000: _FILTERED,
    50005: _NOT_OURS,
    50035: _MALFORMED,
    50006: _MALFORMED,
    50109: _MALFORMED,
}
_BY_STATUS = {401: _TOKEN, 403: _NO_PERMISSION, 404: _NOT_OURS, 408: _RETRY, 429: _RATE}
_BY_HUNDREDS = {2: _SENT, 4: _MALFORMED, 5: _RETRY}
# Every reason a row can have: texts for moderators must have each.
REASONS = frozenset(
    rule.reason
    for rules in (_BY_FAULT, _BY_CODE, _BY_STATUS, _BY_HUNDREDS)
    for rule in rules.values()
) | {"expired"}  # fmt: skip


def decide(delivery: Delivery, answer: Answer, now: int, chance: float) -> Decision:
    """`now` in UTC seconds; `chance` from 0 to 1 spreads what is tried again. Gives up after MAX_AGE."""
    rule = _rule(answer)
    applies = delivery.step is Step.MESSAGE or not rule.message_only
    return Decision(
        settled=_settled(rule, delivery, answer, now, chance),
        channel=rule.channel if applies else None,
        stop_event=rule.stop_event and applies,
        pause=rule.pause(answer, delivery.attempts, chance) if rule.pause else 0,
        slow=rule.slow,
        stop_all=rule.stop_all,
    )


def held(reason: str) -> Settled:
    """A permission is missing, as was known without asking Discord."""
    return Settled(DeliveryState.BLOCKED, reason, untouched=True)


def later(reason: str, not_before: int) -> Settled:
    """It was claimed but not asked for: an outage, quiet hours, or the program is ending."""
    return Settled(DeliveryState.PENDING, reason, not_before, untouched=True)


def _rule(answer: Answer) -> _Rule:
    """The most telling sign first."""
    if answer.fault:
        return _BY_FAULT[answer.fault]
    if not answer.via and answer.status in (403, 429):
        return _CLOUDFLARE
    if answer.status == 429 and answer.is_global:
        return _GLOBAL
    return (
        _BY_CODE.get(answer.code)
        or _BY_STATUS.get(answer.status)
        or _BY_HUNDREDS.get(answer.status // 100, _RETRY)
    )


def _settled(rule: _Rule, delivery: Delivery, answer: Answer, now: int, chance: float) -> Settled:
    if rule.state is DeliveryState.SENT:
        made = delivery.message if answer.code == 160004 else answer.thread  # a thread has its message's id
        return Settled(rule.state, rule.reason, message=answer.message, thread=made)
    if rule.state is not DeliveryState.PENDING:
        return Settled(rule.state, rule.reason, untouched=rule.untouched)
    is_old = delivery.first_at and now - delivery.first_at > MAX_AGE
    if is_old and not rule.untouched:
        return Settled(DeliveryState.DEAD, "expired")
    wait = math.ceil(rule.wait(answer, delivery.attempts, chance))
    return Settled(rule.state, rule.reason, now + wait, untouched=rule.untouched)
