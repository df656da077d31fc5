"""Changes the threads of a drama's home: what Discord does not change keeps the others from nothing."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.home import Place
from cogs._failures import FAILURES


async def edit(guild: discord.Guild, place: Place, **fields: Any) -> Exception | None:
    """What Discord failed with; a thread that is gone is none."""
    try:
        thread = guild.get_thread(place.thread) or await guild.fetch_channel(place.thread)
        assert isinstance(thread, discord.Thread)
        if thread.archived and fields.get("archived") is not False:
            await thread.edit(archived=False)  # Discord changes nothing else of what rests
        await thread.edit(**fields)
    except discord.NotFound:
        return None
    except FAILURES as error:
        return error
    return None


def may_lock(guild: discord.Guild, place: Place) -> bool:
    channel = guild.get_channel(place.channel)
    return channel is not None and channel.permissions_for(guild.me).manage_threads
