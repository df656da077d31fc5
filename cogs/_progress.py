"""How far long work is, told now and then in the message that began it. The work never waits for Discord."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

import discord

from bot.client import Interaction
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._card import Card, small

EVERY = 2.0  # seconds at least between two words of it


class _Progress:
    def __init__(self) -> None:
        self.percent = 0
        self._over = False
        self._told = time.monotonic()
        self._news = asyncio.Event()

    def note(self, percent: int) -> None:
        self.percent = percent
        if time.monotonic() - self._told >= EVERY:
            self._told = time.monotonic()
            self._news.set()

    def end(self) -> None:
        self._over = True
        self._news.set()

    async def more(self) -> bool:
        """Waits for something to tell; False when it is over."""
        await self._news.wait()
        self._news.clear()
        return not self._over


@asynccontextmanager
async def told(interaction: Interaction, viewer: Viewer, key: str) -> AsyncGenerator[Callable[[int], None]]:
    """Inside, whatever percentage is noted is shown, with the text of that key; afterwards nothing comes any more."""
    progress = _Progress()
    following = asyncio.create_task(_follow(interaction, viewer, key, progress))
    try:
        yield progress.note
    finally:
        progress.end()
        await asyncio.wait({following})


async def _follow(interaction: Interaction, viewer: Viewer, key: str, progress: _Progress) -> None:
    while await progress.more():
        await show(interaction, working(viewer, key, progress.percent))


async def show(interaction: Interaction, view: discord.ui.LayoutView) -> None:
    with contextlib.suppress(discord.HTTPException):  # who has dismissed the message wants to know no more
        await interaction.edit_original_response(view=view)


def working(viewer: Viewer, key: str, percent: int = 0) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    return Card().text(t(language, key, percent=percent), small(t(language, "import-others"))).view()
