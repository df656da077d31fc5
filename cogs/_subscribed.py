"""A server's own channels and scheduled announcements, offered while a moderator types, and found again afterwards."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from discord import app_commands

from bot.client import Interaction
from bot.domain import display
from bot.domain.announcing.event import Event
from bot.domain.announcing.subscription import State, Subscription
from bot.domain.model import Language, Title
from bot.domain.viewer import Viewer, language_of
from bot.errors import UserError
from bot.i18n import texts
from cogs._announce_options import Typed
from cogs._choices import Choices, title_choices
from cogs._moderators import server_of

_MOST = 25
_MARGIN = 30  # seconds


def _may(interaction: Interaction) -> bool:
    try:
        return bool(server_of(interaction))
    except UserError:
        return False


async def _subscribed_channels(interaction: Interaction, typed: str) -> Choices:
    """Those with announcements, also such as are gone; nothing for who may not know."""
    if not _may(interaction):
        return []
    viewer = await interaction.client.viewer(interaction)
    ours = await interaction.client.app.announcing.subscriptions(server_of(interaction))
    named = [(_channel_name(interaction, one.channel, viewer), str(one.channel)) for one in ours]
    wanted = typed.strip().lstrip("#").casefold()
    return [
        app_commands.Choice(name=n[:100], value=v) for n, v in named if wanted in n.casefold() or wanted == v
    ]


def _channel_name(interaction: Interaction, channel: int, viewer: Viewer) -> str:
    found = interaction.guild.get_channel(channel) if interaction.guild else None
    return f"#{found.name}" if found else f"{texts()(viewer.language, 'announce-channel-gone')} ({channel})"


async def subscribed(interaction: Interaction, typed: str) -> Subscription:
    """The subscription of a channel by its id, mention or name. Raises UserError when there is none here."""
    ours = await interaction.client.app.announcing.subscriptions(server_of(interaction))
    wanted = typed.strip().strip("<#>").casefold()
    for one in ours:
        found = interaction.guild.get_channel(one.channel) if interaction.guild else None
        if wanted in (str(one.channel), found.name.casefold() if found else None):
            return one
    raise UserError("error-announce-not-there")


def state_of(before: Subscription, lacks: Sequence[str]) -> dict[str, Any]:
    """A channel that a moderator paused stays so; any other works, or waits for a permission."""
    if before.state is State.PAUSED:
        return {}
    state = State.BLOCKED if lacks else State.ACTIVE
    now = int(time.time())
    # Whoever chose this is told in the answer; it is kept a moment later.
    return {"state": state, "reason": lacks[0] if lacks else "", "told_at": now + _MARGIN}


def language_here(interaction: Interaction) -> Language:
    """What its moderators chose, else what the server speaks, as far as we speak it."""
    chosen = interaction.client.app.servers.get(interaction.guild_id or 0).language
    return chosen or language_of(str(interaction.guild_locale or interaction.locale))


async def zone_here(interaction: Interaction) -> str:
    """What its moderators chose, else what the server's channels go by; UTC when they do not say."""
    guild = server_of(interaction)
    if chosen := interaction.client.app.servers.get(guild).zone:
        return chosen
    ours = await interaction.client.app.announcing.subscriptions(guild)
    return next((one.wishes.timing.zone for one in ours if one.wishes.timing.zone != "UTC"), "UTC")


async def _scheduled(interaction: Interaction, typed: str) -> Choices:
    """What is still to come, the next first."""
    if not _may(interaction):
        return []
    guild, viewer = server_of(interaction), await interaction.client.viewer(interaction)
    events = await interaction.client.app.announcing.scheduled(guild)
    titles = await interaction.client.app.catalogue.titles([e.title_id for e in events if e.title_id], guild)
    zone, by_id = await zone_here(interaction), {title.id: title for title in titles}
    named = [(_event_name(event, by_id, zone, viewer), event.id) for event in events]
    wanted = typed.strip().casefold()
    found = [(name, value) for name, value in named if wanted in name.casefold() or wanted == value]
    return [app_commands.Choice(name=name, value=value) for name, value in found[:_MOST]]


def _event_name(event: Event, titles: dict[str, Title], zone: str, viewer: Viewer) -> str:
    title = titles.get(event.title_id)
    name = display.heading(title, viewer.order) if title else event.text.partition("\n")[0] or event.title_id
    when = datetime.fromtimestamp(event.at, ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")
    return f"{when} {zone} · {display.clip(name, 100 - len(when) - len(zone) - 4)}"


async def _titles(interaction: Interaction, typed: str) -> Choices:
    app = interaction.client.app
    return await title_choices(app.search, app.catalogue, await interaction.client.viewer(interaction), typed)


WhichOption = app_commands.Transform[str, Typed(_subscribed_channels)]
ScheduledOption = app_commands.Transform[str, Typed(_scheduled)]
TitleOption = app_commands.Transform[str, Typed(_titles, longest=200)]
