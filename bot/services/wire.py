"""What deliveries need of Discord; bot/posting.py has it on discord.py."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Protocol

from bot.domain.announcing.delivery import Delivery
from bot.domain.announcing.outcome import Answer
from bot.domain.announcing.post import Post
from bot.domain.announcing.subscription import Wishes


class Wire(Protocol):
    """What goes wrong is an answer; only what cannot be foreseen raises."""

    def lacks(self, channel: int, guild: int, wishes: Wishes) -> str | None:
        """The permission that is missing, or ""; None while nobody can tell, as in an outage. No request is made."""
        ...

    def send(self, post: Post, nonce: str) -> Awaitable[Answer]: ...
    def thread(self, delivery: Delivery, post: Post) -> Awaitable[Answer]: ...
    def publish(self, delivery: Delivery) -> Awaitable[Answer]: ...
    def edit(self, delivery: Delivery, post: Post) -> Awaitable[Answer]: ...

    def find(self, delivery: Delivery, post: Post) -> Awaitable[Answer | None]:
        """The message of a post, if the channel has it: an answer with no message if not, None if it cannot be read."""
        ...
