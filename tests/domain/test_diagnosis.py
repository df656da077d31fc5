"""Findings stand in order of harm, and what cannot be seen is not said to be wrong."""

from __future__ import annotations

from itertools import permutations

import pytest

from bot.domain.announcing.delivery import DeliveryState, Step
from bot.domain.announcing.logged import Logged
from bot.domain.announcing.subscription import State, Subscription, Wishes
from bot.domain.diagnosis import Chosen, Finding, Place, Role, Sight, Spot, Trouble, diagnose
from bot.domain.model import Language
from bot.domain.prompt import Week
from bot.domain.server import NOTHING, ServerSettings

HISTORY = ("read_message_history",)
FINE = Sight({1: Place()}, {})


def one(channel: int = 1, state: State = State.ACTIVE, reason: str = "", **wishes: int) -> Subscription:
    return Subscription(
        channel=channel, guild=9, state=state, reason=reason, wishes=Wishes.model_validate(wishes)
    )


def row(state: DeliveryState, reason: str = "filtered", channel: int = 1) -> Logged:
    return Logged("p", channel, Step.MESSAGE, state, reason, 0, 1, 0, 0, 0, 1, "")


def troubles(found: list[Finding]) -> list[Trouble]:
    return [finding.trouble for finding in found]


@pytest.mark.parametrize(
    ("subscription", "sight", "trouble"),
    [
        (one(), FINE, []),
        (one(), Sight({}, {}), [Trouble.GONE]),
        (one(state=State.DISABLED, reason="channel-gone"), Sight({}, {}), [Trouble.GONE]),
        (one(state=State.DISABLED, reason="channel-gone"), FINE, [Trouble.STOPPED]),
        (one(state=State.DISABLED, reason="channel-gone"), None, [Trouble.STOPPED]),
        (one(state=State.PAUSED, reason="paused"), FINE, [Trouble.PAUSED]),
        (one(state=State.PAUSED, reason="forum-tag"), FINE, [Trouble.STOPPED]),
        (one(state=State.BLOCKED, reason="no-access"), FINE, [Trouble.BLOCKED]),
        (
            one(state=State.BLOCKED, reason="send_messages"),
            Sight({1: Place(("send_messages",))}, {}),
            [Trouble.LACKS],
        ),
        (one(), Sight({1: Place(("send_messages",), HISTORY)}, {}), [Trouble.LACKS]),
        (one(), Sight({1: Place(misses=HISTORY)}, {}), [Trouble.HISTORY]),
        (one(role=5), FINE, [Trouble.ROLE_GONE]),
        (one(role=5), Sight({1: Place()}, {(1, 5): Role(is_silent=True)}), [Trouble.ROLE_SILENT]),
        (one(role=5), Sight({1: Place()}, {(1, 5): Role()}), []),
        (one(role=5), None, []),
    ],
)
def test_one_channel(subscription: Subscription, sight: Sight | None, trouble: list[Trouble]) -> None:
    assert troubles(diagnose(Chosen(NOTHING, [subscription]), [], (), sight)) == trouble


def test_nothing_is_set_up() -> None:
    assert troubles(diagnose(Chosen(NOTHING), [], (), FINE)) == [Trouble.NOTHING]
    cleared = ServerSettings(updated_at=5)
    assert troubles(diagnose(Chosen(cleared), [], (), None)) == [Trouble.NOTHING]
    assert troubles(diagnose(Chosen(ServerSettings(zone="UTC")), [], (), FINE)) == [Trouble.NO_CHANNEL]


def test_places_and_moderators() -> None:
    chosen = Chosen(ServerSettings(log_channel=2, talk="thread", talk_channel=3, role=4), [one()])
    gone = Sight({1: Place()}, {}, has_moderators=False)
    found = troubles(diagnose(chosen, [], (), gone))
    assert found == [Trouble.TALK_GONE, Trouble.MODERATORS_GONE, Trouble.LOG_GONE]
    places = {Spot.LOG: Place(("view_channel",)), Spot.TALK: Place(("send_messages",))}
    found = troubles(diagnose(chosen, [], (), Sight({1: Place()}, {}, places)))
    assert found == [Trouble.TALK_LACKS, Trouble.LOG_LACKS]
    assert diagnose(chosen, [], (), None) == []
    assert diagnose(Chosen(NOTHING, [one()]), [], (), gone) == []


def test_a_weekly_question_and_watch_parties() -> None:
    week = Week(9, 2, 0, 0, "UTC", Language.EN)
    assert troubles(diagnose(Chosen(NOTHING, [], week), [], (), FINE)) == [
        Trouble.PROMPT_GONE,
        Trouble.NO_CHANNEL,
    ]
    sight = Sight({1: Place()}, {}, {Spot.PROMPT: Place(misses=("send_polls",))}, lacks=("create_events",))
    found = diagnose(Chosen(NOTHING, [one()], week), [], (), sight)
    assert [(f.trouble, f.lacks) for f in found] == [
        (Trouble.NO_EVENTS, ("create_events",)), (Trouble.NO_POLLS, ("send_polls",)),
    ]  # fmt: skip


def test_posts_are_counted_by_channel_and_reason() -> None:
    failed = [
        row(DeliveryState.DEAD), row(DeliveryState.UNKNOWN, "unknown"), row(DeliveryState.DEAD),
        row(DeliveryState.DEAD, "refused"), row(DeliveryState.DEAD, channel=7),
    ]  # fmt: skip
    found = diagnose(Chosen(NOTHING, [one()]), failed, (), FINE)
    assert [(f.trouble, f.reason, f.count) for f in found] == [
        (Trouble.GAVE_UP, "filtered", 2), (Trouble.GAVE_UP, "refused", 1), (Trouble.UNCLEAR, "unknown", 1),
    ]  # fmt: skip


def test_the_worst_first_whatever_the_order_of_channels() -> None:
    channels = [one(1), one(2, State.PAUSED, "paused"), one(3), one(4)]
    sight = Sight({2: Place(), 3: Place(("view_channel",)), 4: Place()}, {})
    for order in permutations(channels):
        found = troubles(diagnose(Chosen(NOTHING, order), [], {4}, sight))
        assert found == [Trouble.GONE, Trouble.LACKS, Trouble.BARREN, Trouble.PAUSED]
