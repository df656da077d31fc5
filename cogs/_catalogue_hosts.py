"""/catalogue host: further websites of a service that a server's moderators trust."""

from __future__ import annotations

import hashlib

import discord
from discord import app_commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.links import new_host
from bot.domain.markup import escape, quoted
from bot.domain.model import Platform
from bot.domain.viewer import Viewer
from bot.domain.vocabulary import Vocabulary, entry_name
from bot.domain.way_forms import Hosts
from bot.errors import UserError
from bot.i18n import texts
from cogs._actions import option, select
from cogs._announce_options import PlatformOption
from cogs._card import Card, bullets, small
from cogs._commands import said
from cogs._moderators import server_of


def add_hosts(group: app_commands.Group, bot: MicroDramaBot) -> None:
    """One more command of a group, and what its menu does."""
    hosts = _Hosts(bot)
    bot.actions |= {"host-remove": hosts.remove}

    @group.command(name="host", description=said("command-catalogue-host"))
    @app_commands.describe(
        platform=said("command-catalogue-host-platform"), host=said("command-catalogue-host-host")
    )
    async def show(
        interaction: Interaction, platform: PlatformOption = "", host: app_commands.Range[str, 1, 200] = ""
    ) -> None:
        await hosts.show(interaction, platform, host)


class _Hosts:
    """Curators change the official hosts with the platforms' own files, so this is about one server alone."""

    def __init__(self, bot: MicroDramaBot) -> None:
        self._bot = bot
        self._editing = bot.app.editing

    async def show(self, interaction: Interaction, platform: str, host: str) -> None:
        guild, viewer = server_of(interaction), await self._bot.viewer(interaction)
        added = ""
        if platform or host:
            found = self._platforms.resolve(platform)
            if found is None:
                raise UserError("error-form-service", text=quoted(platform))
            official = [one for entry in self._platforms.entries.values() for one in entry.hosts]
            added = new_host(host, official)
            await self._editing.add_host(guild, found.id, added)
        view = hosts_card(await self._editing.hosts(guild), viewer, self._platforms, added)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def remove(self, press: Press) -> None:
        """That another moderator was quicker changes nothing."""
        guild = server_of(press.interaction)
        for platform, some in (await self._editing.hosts(guild)).items():
            for host in some:
                if _digest(platform, host) == press.values[0]:
                    await self._editing.remove_host(guild, platform, host)
        view = hosts_card(await self._editing.hosts(guild), press.viewer, self._platforms)
        await press.interaction.response.edit_message(view=view)

    @property
    def _platforms(self) -> Vocabulary[Platform]:
        return self._bot.app.catalogue.platforms


def hosts_card(
    hosts: Hosts, viewer: Viewer, platforms: Vocabulary[Platform], added: str = ""
) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    card = Card().text(f"## {t(language, 'hosts-heading')}", small(t(language, "hosts-intro")))
    if added:
        card.text(t(language, "hosts-added", host=escape(added)))
    pairs = [(platform, host) for platform, some in hosts.items() for host in some]
    if not pairs:
        return card.text(t(language, "hosts-empty")).view()
    named = [(_name(platform, viewer, platforms), platform, host) for platform, host in pairs]
    card.text(bullets(f"{escape(name)}: {escape(host)}" for name, _, host in named))
    options = [option(host, _digest(platform, host), name) for name, platform, host in named]
    return card.row(select(t(language, "hosts-remove"), options, "host-remove")).view()


def _digest(platform: str, host: str) -> str:
    """A menu's value is short."""
    return hashlib.sha256(f"{platform} {host}".encode()).hexdigest()[:12]


def _name(platform: str, viewer: Viewer, platforms: Vocabulary[Platform]) -> str:
    entry = platforms.entries.get(platform)
    return entry_name(entry, viewer.language) if entry else platform
