"""Pictures of questions: addresses at Discord end soon, so a post carries its own copy, from its first moment on."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass
from urllib.parse import urlsplit

import discord

from bot.client import MicroDramaBot
from bot.pacing import FAULTS
from cogs._cdn import read

MOST_BYTES = 8 * 2**20  # less than Discord takes of a bot
_LONGEST = 20.0  # seconds that it may take to be had
_BEGINNINGS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF87a": "gif", b"GIF89a": "gif"}


@dataclass(frozen=True)
class Kept:
    """A picture that hangs on a post already, as an edit names it: what it does not name, Discord removes."""

    id: int
    filename: str

    def to_dict(self) -> dict[str, str]:
        return {"id": str(self.id), "filename": self.filename}


Picture = discord.File | Kept | None


def address_of(picture: Picture) -> str:
    """As a component of the same message names it; empty without one."""
    return f"attachment://{picture.filename}" if picture else ""


async def taken(bot: MicroDramaBot, address: str) -> discord.File | None:
    """The file that came with a command, from where Discord said it is; None when it cannot be had any more, or is
    no picture."""
    try:
        async with asyncio.timeout(_LONGEST):
            data = await read(bot, address)
    except (ValueError, discord.HTTPException, *FAULTS):  # a timeout is one of them
        return None
    kind = kind_of(data)
    return discord.File(io.BytesIO(data), f"picture.{kind}") if kind else None


def kind_of(data: bytes) -> str:
    """By what is in it, as names lie; empty for what is no picture, or too large."""
    if len(data) > MOST_BYTES:
        return ""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for begins, kind in _BEGINNINGS.items() if data.startswith(begins)), "")


def kept(message: discord.Message) -> Kept | None:
    """The picture of a post; Discord lists it in the component that shows it, and nowhere else."""
    for card in message.components:
        for part in card.children if isinstance(card, discord.Container) else ():
            for item in part.items if isinstance(part, discord.MediaGalleryComponent) else ():
                if item.media.attachment_id:
                    name = urlsplit(item.media.url).path.rpartition("/")[2]
                    return Kept(item.media.attachment_id, name)
    return None
