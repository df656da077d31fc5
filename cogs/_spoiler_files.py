"""The files of a message that is to be hidden, read from Discord again: they are gone soon after their message is."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator

import discord

from bot.client import MicroDramaBot
from bot.domain.hiding import Attached
from bot.errors import UserError
from cogs._cdn import is_discords, read

MOST = 10  # files of a message
_MEGABYTE = 1024 * 1024
_TOGETHER = 50 * _MEGABYTE  # they are in memory for as long as it takes to send them
_ODD = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 80  # characters of a name; its end says what it is


async def again(bot: MicroDramaBot, files: tuple[Attached, ...], limit: int) -> list[discord.File]:
    """All of them, behind a spoiler; `limit`: bytes that a file may have there. Raises UserError when they cannot all
    be posted again; what Discord or the network fails with is raised as it is."""
    _check(files, limit)
    return [file async for file in _read(bot, files)]


def _check(files: tuple[Attached, ...], limit: int) -> None:
    """Before anything is read. Raises UserError."""
    if not all(file.size and is_discords(file.address) for file in files):
        raise UserError("error-spoiler-expired")
    most = max((file.size for file in files), default=0)
    if len(files) > MOST or most > limit or sum(file.size for file in files) > _TOGETHER:
        raise UserError(
            "error-spoiler-large", most=MOST, size=limit // _MEGABYTE, total=_TOGETHER // _MEGABYTE
        )


async def _read(bot: MicroDramaBot, files: tuple[Attached, ...]) -> AsyncIterator[discord.File]:
    """Their addresses say which file of which message they are."""
    for at, file in enumerate(files, 1):
        try:
            data = await read(bot, file.address)
        except (discord.NotFound, discord.Forbidden):  # its signature has ended, or somebody has removed it
            raise UserError("error-spoiler-expired") from None
        name = _ODD.sub("_", file.address.partition("?")[0].rpartition("/")[2])[-_LONGEST:]
        yield discord.File(io.BytesIO(data), filename=f"{at}_{name}", spoiler=True)
