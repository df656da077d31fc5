"""Work that nobody waits for: it begins when the answer has been sent, and its failure is the log's alone."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager

import discord

from bot.client import Interaction
from cogs._failures import FAILURES

log = logging.getLogger(__name__)
_ANSWERS = (
    discord.InteractionResponseType.channel_message,
    discord.InteractionResponseType.deferred_channel_message,  # which has been written since
)


@contextmanager
def afterwards() -> Generator[None]:
    try:
        yield
    except Exception:  # whatever it is, the member has their answer
        log.exception("What was searched for could not be counted.")


def can_follow(interaction: Interaction) -> bool:
    """Whether something can be said after the answer to a command: nothing can follow a form."""
    return interaction.response.type in _ANSWERS


async def _nothing() -> None:
    pass


@asynccontextmanager
async def or_another_time(give_back: Callable[[], Awaitable[None]] = _nothing) -> AsyncGenerator[None]:
    """When telling news fails, whatever the reason, what counts as told already is given back."""
    try:
        yield
    except FAILURES as error:
        log.info("News waits for the member's next command: %s", error)
        await give_back()
    except Exception:  # ours
        log.exception("News waits for the member's next command.")
        await give_back()
