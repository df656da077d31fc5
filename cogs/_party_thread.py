"""Where a watch party is talked about: in the band of its episodes, or in a thread under its message."""

from __future__ import annotations

import discord

from bot.client import MicroDramaBot
from bot.domain import display
from bot.domain.bands import band_of
from bot.domain.model import Title
from bot.domain.party import Party
from bot.errors import UserError
from cogs._homes import Homes

_EXISTS = 160004  # Discord's code for a message that has its thread already
_NAME = 100  # characters


async def band_thread(bot: MicroDramaBot, server: discord.Guild, party: Party, title: Title) -> int:
    """Of the band in which the party ends; 0 where the server has chosen no place for talk, or none can be opened."""
    homes = Homes(bot)
    talk = await homes.talk(server.id, title)
    known = await bot.app.homes.place(server.id, talk.title.id)
    if not known and not bot.app.servers.get(server.id).talk_channel:
        return 0
    bands = await bot.app.homes.bands(
        server.id, talk.title
    )  # of today: earlier ones only stay where people talked
    band = band_of(bands, party.last) if party.last else bands[-1]
    try:
        return (await homes.open(server, talk.title, band, here=party.channel)).id
    except UserError:
        return 0


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
