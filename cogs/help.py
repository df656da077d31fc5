"""/help and /privacy: what the bot can do here, for this member, and what it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot
from bot.domain.model import Language
from bot.i18n import texts
from cogs._card import Card, bullets, small
from cogs._commands import said
from cogs._moderators import has_role, is_manager


class Help(commands.Cog):
    def __init__(self, bot: MicroDramaBot) -> None:
        self.bot = bot

    @app_commands.command(name="help", description=said("command-help"))
    async def help(self, interaction: Interaction) -> None:
        viewer = await self.bot.viewer(interaction)
        t, language = texts(), viewer.language
        usable = list(_usable(self.bot.tree, interaction))
        for_all = [_line(c, language) for c in usable if _needed(c) is None]
        for_moderators = [_line(c, language) for c in usable if _needed(c) is not None]
        card = Card().text(f"## {t(language, 'help-heading')}", t(language, "help-intro"))
        card.text(t(language, "help-start"), t(language, "help-menu", name=t(language, "command-find-this")))
        card.line().text(t(language, "help-commands"), bullets(for_all))
        if for_moderators:
            card.text(t(language, "help-moderators"), bullets(for_moderators))
            if not is_manager(interaction):
                card.text(small(t(language, "help-by-role")))
        await interaction.response.send_message(view=card.view(), ephemeral=True)

    @app_commands.command(name="privacy", description=said("command-privacy"))
    async def privacy(self, interaction: Interaction) -> None:
        viewer = await self.bot.viewer(interaction)
        t, language = texts(), viewer.language
        paragraphs = [
            t(language, f"privacy-{part}")
            for part in (
                "kept",
                "why",
                "suggestions",
                "rights",
                "away",
                "server",
                "settings",
                "prompts",
                "removed",
                "messages",
            )
        ]
        card = Card().text(f"## {t(language, 'privacy-heading')}", "\n\n".join(paragraphs))
        await interaction.response.send_message(view=card.view(), ephemeral=True)


def _usable(
    tree: app_commands.CommandTree[Any], interaction: Interaction
) -> Iterator[app_commands.Command[Any, ..., Any]]:
    """The slash commands whose default permissions, or role, this member has here, by name."""
    by_role = has_role(interaction)
    commands_found = [c for c in tree.walk_commands() if isinstance(c, app_commands.Command)]
    for command in sorted(commands_found, key=lambda c: c.qualified_name):
        needed = _needed(command)
        is_given = by_role and "managers" not in command.extras
        if needed is None or needed <= interaction.permissions or is_given:
            yield command


def _needed(command: app_commands.Command[Any, ..., Any]) -> discord.Permissions | None:
    return (command.root_parent or command).default_permissions


def _line(command: app_commands.Command[Any, ..., Any], language: Language) -> str:
    return f"**/{command.qualified_name}** · {_described(command, language)}"


def _described(command: app_commands.Command[Any, ..., Any], language: Language) -> str:
    text: app_commands.locale_str | None = command._locale_description  # type: ignore[reportPrivateUsage]  # discord.py shows only the default language
    return texts()(language, text.extras["key"]) if text else command.description


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Help(bot))
