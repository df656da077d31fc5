"""/announce channel: which channels of a server get announcements, which ones, and how they look there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.announcing.subscription import Subscription, Timing, Wishes
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from bot.services.announcing import AnnouncingService
from bot.services.catalogue import CatalogueService
from cogs._announce_options import (
    WITHOUT,
    CollectionOption,
    HourOption,
    PlaceOption,
    PlatformOption,
    RegionOption,
    SpokenOption,
    ThreadOption,
    TropeOption,
    ZoneOption,
    described,
)
from cogs._announcements import answer, channel_card, channels_card
from cogs._commands import said
from cogs._moderators import server_of
from cogs._pages import page_of
from cogs._permissions import cannot_mention, missing, named, permissions_in
from cogs._subscribed import WhichOption, language_here, state_of, subscribed, zone_here
from cogs._wishes import changed


class Channels(app_commands.Group):
    def __init__(
        self, bot: MicroDramaBot, announcing: AnnouncingService, catalogue: CatalogueService
    ) -> None:
        super().__init__(name="channel", description=said("command-announce-channel"))
        self.bot = bot
        self.announcing = announcing
        self.catalogue = catalogue
        bot.actions |= {"channels": self.turn}

    # The options are read from the interaction, which knows which of them were given at all.

    @app_commands.command(name="add", description=said("command-announce-channel-add"))
    @described
    async def add(
        self,
        interaction: Interaction,
        channel: PlaceOption,
        trope: TropeOption | None = None,
        platform: PlatformOption | None = None,
        collection: CollectionOption | None = None,
        spoken: SpokenOption | None = None,
        region: RegionOption | None = None,
        origin: str | None = None,
        language: str | None = None,
        role: discord.Role | None = None,
        thread: ThreadOption | None = None,
        archive: int | None = None,
        tags: str | None = None,
        publish: bool | None = None,
        when: str | None = None,
        hour: HourOption | None = None,
        weekday: int | None = None,
        zone: ZoneOption | None = None,
        quiet: str | None = None,
    ) -> None:
        guild = server_of(interaction)
        if any(one.channel == channel.id for one in await self.announcing.subscriptions(guild)):
            raise UserError("error-announce-exists")
        timing = Timing(zone=await zone_here(interaction))
        wishes = Wishes(language=language_here(interaction), timing=timing)
        fresh = Subscription(channel=channel.id, guild=guild, wishes=wishes)
        await self._save(interaction, fresh, "announce-saved")

    @app_commands.command(name="edit", description=said("command-announce-channel-edit"))
    @described
    @app_commands.describe(without=said("command-announce-without"))
    @app_commands.choices(
        without=[app_commands.Choice(name=said(key), value=name) for name, key in WITHOUT.items()]
    )
    async def edit(
        self,
        interaction: Interaction,
        channel: PlaceOption,
        without: str | None = None,
        trope: TropeOption | None = None,
        platform: PlatformOption | None = None,
        collection: CollectionOption | None = None,
        spoken: SpokenOption | None = None,
        region: RegionOption | None = None,
        origin: str | None = None,
        language: str | None = None,
        role: discord.Role | None = None,
        thread: ThreadOption | None = None,
        archive: int | None = None,
        tags: str | None = None,
        publish: bool | None = None,
        when: str | None = None,
        hour: HourOption | None = None,
        weekday: int | None = None,
        zone: ZoneOption | None = None,
        quiet: str | None = None,
    ) -> None:
        one = await subscribed(interaction, str(channel.id))
        await self._save(interaction, one, "announce-changed")

    @app_commands.command(name="list", description=said("command-announce-channel-list"))
    async def list(self, interaction: Interaction) -> None:
        subscriptions = await self.announcing.subscriptions(server_of(interaction))
        viewer = await self.bot.viewer(interaction)
        view = channels_card(subscriptions, 0, viewer, self.catalogue)
        await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command(name="remove", description=said("command-announce-channel-remove"))
    @app_commands.describe(channel=said("command-announce-which"))
    async def remove(self, interaction: Interaction, channel: WhichOption) -> None:
        one = await subscribed(interaction, channel)
        await self.announcing.unsubscribe(one.guild, one.channel)
        await self._answer(interaction, "announce-removed", one.channel)

    @app_commands.command(name="pause", description=said("command-announce-channel-pause"))
    @app_commands.describe(channel=said("command-announce-which"))
    async def pause(self, interaction: Interaction, channel: WhichOption) -> None:
        one = await subscribed(interaction, channel)
        await self.announcing.pause(one.guild, one.channel)
        await self._answer(interaction, "announce-paused", one.channel)

    @app_commands.command(name="resume", description=said("command-announce-channel-resume"))
    @app_commands.describe(channel=said("command-announce-which"))
    async def resume(self, interaction: Interaction, channel: WhichOption) -> None:
        one = await subscribed(interaction, channel)
        await self.announcing.resume(one.guild, one.channel)
        await self._answer(interaction, "announce-resumed", one.channel)

    async def turn(self, press: Press) -> None:
        """Another page of the list, in place."""
        guild, (_, page) = server_of(press.interaction), press.take(2)
        subscriptions = await self.announcing.subscriptions(guild)
        view = channels_card(subscriptions, page_of(page), press.viewer, self.catalogue)
        await press.interaction.response.edit_message(view=view)

    async def _save(self, interaction: Interaction, before: Subscription, done: str) -> None:
        """Check everything, keep it, and say what is still in the way; a missing permission is no reason to refuse."""
        viewer = await self.bot.viewer(interaction)
        given = {name: value for name, value in interaction.namespace}  # has no keys()
        await self.catalogue.refresh()
        assert interaction.guild is not None
        wishes = changed(before.wishes, given, viewer, self.catalogue, interaction.guild)
        lacks = missing(permissions_in(interaction, given["channel"].id), wishes)
        after = before.model_copy(update={"wishes": wishes, **state_of(before, lacks)})
        await self.announcing.subscribe(after)
        notes = _notes(interaction, after, lacks, given, viewer)
        channel = texts()(viewer.language, done, channel=f"<#{after.channel}>")
        view = channel_card(channel, after, notes, viewer, self.catalogue)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def _answer(self, interaction: Interaction, key: str, channel: int) -> None:
        viewer = await self.bot.viewer(interaction)
        await answer(interaction, texts()(viewer.language, key, channel=f"<#{channel}>"))


def _notes(
    interaction: Interaction, one: Subscription, lacks: list[str], given: Mapping[str, Any], viewer: Viewer
) -> list[str]:
    t, language, channel = texts(), viewer.language, f"<#{one.channel}>"
    have, guild = permissions_in(interaction, given["channel"].id), interaction.guild
    role = guild.get_role(one.wishes.role) if guild and one.wishes.role else None
    notes: list[str] = []
    if lacks:
        notes.append(t(language, "announce-lacks", channel=channel, list=named(lacks, viewer)))
    elif not have.read_message_history:
        notes.append(t(language, "announce-history", list=named(["read_message_history"], viewer)))
    if role and cannot_mention(have, role):
        needed = named(["mention_everyone"], viewer)
        notes.append(t(language, "announce-silent-role", role=role.mention, list=needed))
    return notes
