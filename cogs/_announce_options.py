"""The options of /announce channel: what can be chosen, and what is offered while somebody types."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, cast

import discord
from discord import app_commands

from bot.client import Interaction
from cogs._choices import Choices, entry_choices, language_choices, region_choices
from cogs._commands import said
from cogs._times import zone_choices

T = TypeVar("T")
Complete = Callable[[Interaction, str], Awaitable[Choices]]
KINDS = {
    discord.ChannelType.text: "text",
    discord.ChannelType.news: "news",
    discord.ChannelType.forum: "forum",
}


class Typed(app_commands.Transformer):
    """Words, with choices offered while they are typed."""

    def __init__(self, complete: Complete, longest: int = 100) -> None:
        self._complete = complete
        self._longest = longest

    @property
    def max_value(self) -> int:
        return self._longest

    async def transform(self, interaction: discord.Interaction[Any], value: Any, /) -> str:
        return str(value)

    async def autocomplete(self, interaction: discord.Interaction[Any], value: Any, /) -> Any:
        return await self._complete(cast(Interaction, interaction), str(value))


class Place(app_commands.Transformer):
    """A channel as Discord describes it in the command, with our permissions in it."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return list(KINDS)

    async def transform(self, interaction: discord.Interaction[Any], value: Any, /) -> Any:
        return value


async def _tropes(interaction: Interaction, typed: str) -> Choices:
    viewer = await interaction.client.viewer(interaction)
    return entry_choices(interaction.client.app.catalogue.tropes, viewer, typed)


async def _platforms(interaction: Interaction, typed: str) -> Choices:
    viewer = await interaction.client.viewer(interaction)
    return entry_choices(interaction.client.app.catalogue.platforms, viewer, typed)


async def _collections(interaction: Interaction, typed: str) -> Choices:
    viewer = await interaction.client.viewer(interaction)
    return entry_choices(interaction.client.app.catalogue.collections, viewer, typed)


async def _languages(interaction: Interaction, typed: str) -> Choices:
    viewer = await interaction.client.viewer(interaction)
    return language_choices(interaction.client.app.catalogue, viewer, typed)


async def _regions(interaction: Interaction, typed: str) -> Choices:
    return region_choices(await interaction.client.viewer(interaction), typed)


async def _zones(interaction: Interaction, typed: str) -> Choices:
    return zone_choices(typed, (await interaction.client.viewer(interaction)).language)


async def _thread_names(_: Interaction, typed: str) -> Choices:
    """With a place for the title, which nobody would guess how to write."""
    typed = typed.strip()
    names = [typed] if "{title}" in typed else ["{title}", f"{typed} {{title}}", typed]
    distinct = dict.fromkeys(name[:100].strip() for name in names)
    return [app_commands.Choice(name=name, value=name) for name in distinct if name]


PlaceOption = app_commands.Transform[app_commands.AppCommandChannel, Place()]
TropeOption = app_commands.Transform[str, Typed(_tropes)]
PlatformOption = app_commands.Transform[str, Typed(_platforms)]
CollectionOption = app_commands.Transform[str, Typed(_collections)]
SpokenOption = app_commands.Transform[str, Typed(_languages)]
RegionOption = app_commands.Transform[str, Typed(_regions)]
ZoneOption = app_commands.Transform[str, Typed(_zones)]
ThreadOption = app_commands.Transform[str, Typed(_thread_names)]
HourOption = app_commands.Range[int, 0, 23]

_DESCRIBED = {
    "trope": "command-announce-trope",
    "platform": "command-announce-platform",
    "collection": "command-announce-collection",
    "spoken": "command-announce-spoken",
    "region": "command-announce-region",
    "origin": "command-announce-origin",
    "language": "command-announce-language",
    "role": "command-announce-role",
    "thread": "command-announce-thread",
    "archive": "command-announce-archive",
    "tags": "command-announce-tags",
    "publish": "command-announce-publish",
    "when": "command-announce-when",
    "hour": "command-announce-hour",
    "weekday": "command-announce-weekday",
    "zone": "command-announce-zone",
    "quiet": "command-announce-quiet",
}
WORDS: dict[str, dict[Any, str]] = {  # the choices, by option and value
    "origin": {
        "all": "announce-origin-all",
        "shared": "announce-origin-shared",
        "own": "announce-origin-own",
    },
    "language": {
        "en": "announce-in-english",
        "zh-CN": "announce-in-simplified",
        "zh-TW": "announce-in-traditional",
    },
    "archive": {
        60: "announce-archive-hour",
        1440: "announce-archive-day",
        4320: "announce-archive-days",
        10080: "announce-archive-week",
    },
    "when": {
        "instant": "announce-when-instant",
        "hourly": "announce-when-hourly",
        "daily": "announce-when-daily",
        "weekly": "announce-when-weekly",
    },
    "weekday": {
        0: "announce-on-monday",
        1: "announce-on-tuesday",
        2: "announce-on-wednesday",
        3: "announce-on-thursday",
        4: "announce-on-friday",
        5: "announce-on-saturday",
        6: "announce-on-sunday",
    },
}
WITHOUT = {
    "trope": "announce-trope",
    "platform": "announce-platform",
    "collection": "announce-collection",
    "spoken": "announce-spoken",
    "region": "announce-region",
    "role": "announce-role",
    "threads": "announce-threads",
    "tags": "announce-tags",
    "quiet": "announce-quiet",
}


def described(command: T) -> T:
    """Decorates a command that has the options of a channel."""
    command = app_commands.describe(
        channel=said("command-announce-place"), **{name: said(key) for name, key in _DESCRIBED.items()}
    )(command)
    choices = {
        name: [app_commands.Choice(name=said(key), value=value) for value, key in values.items()]
        for name, values in WORDS.items()
    }
    return app_commands.choices(**choices)(command)
