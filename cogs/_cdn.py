"""Reads files that Discord keeps, and never anything from an address anywhere else."""

from __future__ import annotations

from bot.client import MicroDramaBot
from bot.domain.catalogue import is_official

_HOSTS = ("cdn.discordapp.com", "media.discordapp.net")


def is_discords(address: str) -> bool:
    """Whether a file stands where Discord keeps what was uploaded."""
    return is_official(address, _HOSTS)


async def read(bot: MicroDramaBot, address: str) -> bytes:
    """The file. Raises ValueError for an address that is not Discord's, and what Discord or the network fails with."""
    if not is_discords(address):
        raise ValueError(f"{address} is not an address of Discord's")
    return await bot.http.get_from_cdn(address)
