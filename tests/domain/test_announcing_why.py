"""Why something was not announced is the first stage it did not pass."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.announcing.delivery import DeliveryState, Step
from bot.domain.announcing.event import Event
from bot.domain.announcing.logged import Logged
from bot.domain.announcing.subscription import State, Subscription
from bot.domain.announcing.why import Case, Passage, Stage, passages

NOW = 1000
EVENT = Event(id="x", kind="title", title_id="snake", at=900)
HERE = Subscription(channel=1, guild=2)
ROW = Logged("p", 1, Step.MESSAGE, DeliveryState.PENDING, "", 950, 0, 0, 0, 0, 1, "snake")
CASE = Case(NOW, EVENT, HERE, logged=ROW)


def in_state(state: State, reason: str = "") -> Subscription:
    return HERE.model_copy(update={"state": state, "reason": reason, "changed_at": 940})


def row(state: DeliveryState, reason: str = "", due: int = 950) -> Logged:
    return ROW._replace(state=state, reason=reason, due=due, settled_at=960)


@pytest.mark.parametrize(
    ("case", "stage", "reason", "at"),
    [
        (Case(NOW), Stage.ANNOUNCED, "not-announced", 0),
        (Case(NOW, EVENT.model_copy(update={"state": "scheduled", "at": 2000}), HERE), Stage.ANNOUNCED, "scheduled",
         2000),
        (Case(NOW, EVENT.model_copy(update={"state": "cancelled"}), HERE), Stage.ANNOUNCED, "cancelled", 900),
        (Case(NOW, EVENT), Stage.SUBSCRIBED, "not-subscribed", 0),
        (Case(NOW, EVENT.model_copy(update={"channels": (7,)}), HERE), Stage.SUBSCRIBED, "other-channels", 0),
        (Case(NOW, EVENT, in_state(State.PAUSED)), Stage.ACTIVE, "paused", 940),
        (Case(NOW, EVENT, in_state(State.DISABLED, "channel-gone")), Stage.ACTIVE, "channel-gone", 940),
        (Case(NOW, EVENT, HERE, "trope"), Stage.WANTED, "trope", 0),
        (Case(NOW, EVENT, HERE), Stage.SUBSCRIBED, "subscribed-later", 900),
        (replace(CASE, subscription=in_state(State.PAUSED)), Stage.ACTIVE, "paused", 940),
        (replace(CASE, logged=row(DeliveryState.BLOCKED, "no-permission")), Stage.PERMITTED, "no-permission", 960),
        (replace(CASE, logged=row(DeliveryState.BLOCKED, "no-permission"), lacks="send_messages"), Stage.PERMITTED,
         "send_messages", 960),
        (replace(CASE, lacks="send_messages"), Stage.PERMITTED, "send_messages", 0),
        (replace(CASE, logged=row(DeliveryState.PENDING, "rate-limit", 1200)), Stage.DUE, "rate-limit", 1200),
        (CASE, Stage.SENT, "waiting-turn", 0),
        (replace(CASE, logged=row(DeliveryState.SENDING)), Stage.SENT, "under-way", 960),
        (replace(CASE, logged=row(DeliveryState.DEAD, "malformed")), Stage.SENT, "malformed", 960),
        (replace(CASE, logged=row(DeliveryState.UNKNOWN, "unclear")), Stage.SENT, "unclear", 960),
        (replace(CASE, logged=row(DeliveryState.CANCELLED, "cancelled"), mismatch="trope"), Stage.SENT, "cancelled",
         960),
    ],
)  # fmt: skip
def test_where_it_stopped(case: Case, stage: Stage, reason: str, at: int) -> None:
    walked = passages(case)
    assert walked[-1] == Passage(stage, False, reason, at)
    assert all(passage.passed for passage in walked[:-1])


@pytest.mark.parametrize("subscription", [HERE, None, in_state(State.PAUSED)])
def test_what_was_sent_passed_them_all(subscription: Subscription | None) -> None:
    """Whatever the channel wishes for now."""
    sent = Case(NOW, EVENT, subscription, "trope", "send_messages", row(DeliveryState.SENT, "sent"))
    walked = passages(sent)
    assert [passage.stage for passage in walked] == list(Stage)
    assert all(passage.passed for passage in walked)
    assert (walked[0].at, walked[-1].at) == (900, 960)
