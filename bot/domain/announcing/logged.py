"""One row of the log that moderators read: a request to Discord, and what became of it."""

from __future__ import annotations

from typing import NamedTuple

from bot.domain.announcing.delivery import DeliveryState, Step


class Logged(NamedTuple):
    post: str
    channel: int
    step: Step
    state: DeliveryState
    reason: str  # a key of the outcome table
    due: int  # not before this time, UTC seconds
    attempts: int  # that may have reached Discord
    settled_at: int  # 0: not yet
    message: int  # 0: not sent
    thread: int  # 0: none
    events: int  # how many the post tells of
    title_id: str  # of the first
