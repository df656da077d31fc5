"""Work that nobody waits for: it begins when the answer has been sent, and its failure is the log's alone."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import TypeVar

import discord

from bot.client import Interaction
from bot.domain.viewer import Viewer
from cogs._failures import FAILURES

T = TypeVar("T")
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


async def tell_each(
    interaction: Interaction,
    untold: list[T],
    give_back: Callable[..., Awaitable[None]],
    card: Callable[[T, Viewer], Awaitable[discord.ui.LayoutView | None]],
) -> None:
    """A message for each, if there is anything to say of it; `give_back` is given those that could not be told."""
    if not untold:
        return
    async with or_another_time(lambda: give_back(*untold)):
        viewer = await interaction.client.viewer(interaction)
        while untold:
            if view := await card(untold[0], viewer):
                await interaction.followup.send(view=view, ephemeral=True)
            del untold[0]
