"""Where a watch party is talked about: one thread for each, under its message."""

from __future__ import annotations

import discord

from bot.client import MicroDramaBot
from bot.domain import display
from bot.domain.party import Party

_EXISTS = 160004  # Discord's code for a message that has its thread already
_NAME = 100  # characters


async def open_thread(bot: MicroDramaBot, party: Party, name: str) -> int:
    """The thread of the party's message, made or found; 0 where none can be."""
    message = bot.get_partial_messageable(party.channel, guild_id=party.guild).get_partial_message(
        party.message
    )
    try:
        return (await message.create_thread(name=display.clip(name, _NAME))).id
    except discord.HTTPException as error:
        if error.code == _EXISTS:
            return party.message  # a thread has the id of the message that it hangs on
        if error.status >= 500 or error.status == 429:
            raise
        return 0
