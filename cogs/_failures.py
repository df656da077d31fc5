"""Which failures of a request are Discord's or the network's fault: it may have been done, and works later."""

from __future__ import annotations

import discord

from bot.pacing import FAULTS

FAILURES = (discord.HTTPException, discord.RateLimited, *FAULTS)


def is_passing(error: Exception) -> bool:
    """False for a refusal: nothing was done, and asking again changes nothing."""
    return not isinstance(error, discord.HTTPException) or error.status >= 500 or error.status == 429
