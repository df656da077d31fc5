"""Why an announcement is, or is not, in a channel: the stages it passes on its way, and where it stopped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.announcing.delivery import DeliveryState
from bot.domain.announcing.event import Event
from bot.domain.announcing.logged import Logged
from bot.domain.announcing.subscription import State, Subscription


class Stage(StrEnum):
    """In the order in which an announcement passes them."""

    ANNOUNCED = "announced"  # reason: not-announced, scheduled, cancelled, stopped
    SUBSCRIBED = "subscribed"  # not-subscribed, other-channels, subscribed-later
    ACTIVE = "active"  # the reason that the subscription has
    WANTED = "wanted"  # the wish that keeps it out: trope, platform …
    PERMITTED = "permitted"  # the reason that the delivery has, or the permission that is missing
    DUE = "due"  # the reason it was put off, or nothing; `at` is when it is due
    SENT = "sent"  # waiting-turn, under-way, or the reason it was given up


@dataclass(frozen=True, slots=True)
class Passage:
    stage: Stage
    passed: bool
    reason: str = ""  # why not
    at: int = 0  # UTC seconds: when it passed, or will


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one announcement and one channel."""

    now: int
    event: Event | None = None
    subscription: Subscription | None = None
    mismatch: str | None = None  # the wish that keeps the title out
    lacks: str = ""  # a permission that is missing now
    logged: Logged | None = None  # its message there


def passages(case: Case) -> list[Passage]:
    """Every stage up to the one that stopped it, or all."""
    walked: list[Passage] = []
    for passage in _walk(case):
        walked.append(passage)
        if not passage.passed:
            break
    return walked


def _walk(case: Case) -> Iterator[Passage]:
    """What has been gathered into a post was wanted then, whatever channels wish for now."""
    yield _announced(case)
    if case.logged and case.logged.state is DeliveryState.SENT:
        yield from (Passage(stage, True) for stage in list(Stage)[1:-1])
        yield Passage(Stage.SENT, True, at=case.logged.settled_at)
        return
    yield _subscribed(case)
    yield _active(case)
    yield Passage(Stage.WANTED, case.logged is not None or not case.mismatch, case.mismatch or "")
    if not case.logged:
        yield _too_late(case)
        return
    yield _permitted(case, case.logged)
    yield _due(case, case.logged)
    yield _unsent(case.logged)


def _announced(case: Case) -> Passage:
    if case.event is None:
        return Passage(Stage.ANNOUNCED, False, "not-announced")
    if case.event.state == "published" or case.logged:
        return Passage(Stage.ANNOUNCED, True, at=case.event.at)
    return Passage(Stage.ANNOUNCED, False, case.event.state, case.event.at)


def _subscribed(case: Case) -> Passage:
    if case.subscription is None:
        return Passage(Stage.SUBSCRIBED, False, "not-subscribed")
    chosen = case.event.channels if case.event else ()
    if chosen and case.subscription.channel not in chosen:
        return Passage(Stage.SUBSCRIBED, False, "other-channels")
    return Passage(Stage.SUBSCRIBED, True)


def _active(case: Case) -> Passage:
    stopped = case.subscription is not None and case.subscription.state in (State.PAUSED, State.DISABLED)
    if case.subscription is None or not stopped:
        return Passage(Stage.ACTIVE, True)
    state = case.subscription.state
    return Passage(Stage.ACTIVE, False, case.subscription.reason or state.value, case.subscription.changed_at)


def _too_late(case: Case) -> Passage:
    """Wanted now, and yet in no post: the channel came, or changed its wishes, after the announcement."""
    return Passage(Stage.SUBSCRIBED, False, "subscribed-later", case.event.at if case.event else 0)


def _permitted(case: Case, logged: Logged) -> Passage:
    if logged.state is DeliveryState.BLOCKED:
        return Passage(Stage.PERMITTED, False, case.lacks or logged.reason, logged.settled_at)
    return Passage(Stage.PERMITTED, not case.lacks, case.lacks)


def _due(case: Case, logged: Logged) -> Passage:
    waits = logged.state is DeliveryState.PENDING and logged.due > case.now
    return Passage(Stage.DUE, not waits, logged.reason if waits else "", logged.due)


_OPEN = {DeliveryState.PENDING: "waiting-turn", DeliveryState.SENDING: "under-way"}


def _unsent(logged: Logged) -> Passage:
    return Passage(Stage.SENT, False, _OPEN.get(logged.state, logged.reason), logged.settled_at)
