"""One request to Discord that has to be made, and in which state it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2s


class Step(StrEnum):
    """Each is a row of its own, so that a failed thread never repeats a message."""

    MESSAGE = "message"
    THREAD = "thread"
    PUBLISH = "publish"
    EDIT = "edit"
    NOTICE = "notice"  # a message to followers; nothing follows it, and no announcement is merged with it


class DeliveryState(StrEnum):
    PENDING = "pending"  # due at its time
    SENDING = "sending"  # under a lease
    SENT = "sent"
    BLOCKED = "blocked"  # until a permission returns
    DEAD = "dead"  # will never be sent
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"  # may have been sent; nobody can tell without reading the channel


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the outbox, with what a sender needs of its post."""

    post: str
    step: Step
    channel: int
    guild: int
    message: int  # of the post; 0: not sent yet
    attempts: int  # that may have reached Discord, this one too
    first_at: int  # of the first of them, UTC seconds
    revision: int = 0
    owner: str = ""  # whose lease it is under


def nonce(salt: str, post: str, channel: int, step: Step) -> str:
    """The same for the same row in every process: Discord answers a repeated request with the first message.

    25 characters are the most it takes; the channel is in it, as Discord looks at the author alone.
    """
    return blake2s(f"{salt}|{post}|{channel}|{step}".encode()).hexdigest()[:25]
