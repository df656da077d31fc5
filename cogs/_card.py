"""A card: one coloured box of texts and rows of buttons, within Discord's limits by construction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import discord

from bot.domain.display import clip

MAX_TEXT = 4000  # characters over all texts of a message
_ACCENT = 0xC8342B
_SEEN = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp4", ".mov", ".webm")  # in a gallery


class Card:
    """Collects texts and rows; `view()` is the message. A text that no longer fits is clipped, then left out."""

    def __init__(self, room: int = MAX_TEXT) -> None:
        self._container = discord.ui.Container[Any](accent_colour=_ACCENT)
        self._room = room

    def text(self, *paragraphs: str | None) -> Card:
        """Paragraphs under each other; empty ones are skipped."""
        content = clip("\n".join(p for p in paragraphs if p), self._room) if self._room > 20 else ""
        if content:
            self._room -= len(content)
            self._container.add_item(discord.ui.TextDisplay(content))
        return self

    def line(self) -> Card:
        self._container.add_item(discord.ui.Separator())
        return self

    def beside(self, button: discord.ui.Item[Any], *paragraphs: str | None) -> Card:
        """Paragraphs with a button at their side; without room for them the button alone."""
        content = clip("\n".join(p for p in paragraphs if p), self._room) if self._room > 20 else "…"
        self._room -= len(content)
        self._container.add_item(discord.ui.Section(discord.ui.TextDisplay(content), accessory=button))
        return self

    def picture(self, address: str) -> Card:
        self._container.add_item(discord.ui.MediaGallery(discord.MediaGalleryItem(address)))
        return self

    def hidden(self, names: Sequence[str]) -> Card:
        """Files that are sent along, behind a spoiler: pictures and films beside each other, others below."""
        shown = [name for name in names if name.lower().endswith(_SEEN)]
        if shown:
            pictures = [discord.MediaGalleryItem(f"attachment://{name}", spoiler=True) for name in shown]
            self._container.add_item(discord.ui.MediaGallery(*pictures))
        for name in names:
            if name not in shown:
                self._container.add_item(discord.ui.File[Any](f"attachment://{name}", spoiler=True))
        return self

    def row(self, *items: discord.ui.Item[Any]) -> Card:
        """Buttons side by side, five to a row, or one select."""
        for start in range(0, len(items), 5):
            self._container.add_item(discord.ui.ActionRow(*items[start : start + 5]))
        return self

    def view(self) -> discord.ui.LayoutView:
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(self._container)
        view.stop()  # presses are routed by their custom_id; discord.py would keep the view for 15 minutes
        return view


def below(view: discord.ui.LayoutView, *items: discord.ui.Item[Any]) -> discord.ui.LayoutView:
    """One more row of buttons, under a card that is made already."""
    return view.add_item(discord.ui.ActionRow[Any](*items))


def bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def small(text: str) -> str:
    """Discord's small print, line by line."""
    return "\n".join(f"-# {line}" for line in text.splitlines() if line)
