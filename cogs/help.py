"""/help and /privacy: what the bot can do here, for this member, and what it keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

_Command = app_commands.Command[Any, ..., Any]
_Family = app_commands.Group


class Help(commands.Cog):
    def __init__(self, bot: MicroDramaBot) -> None:
        self.bot = bot

    @app_commands.command(name="help", description=said("command-help"))
    async def help(self, interaction: Interaction) -> None:
        viewer = await self.bot.viewer(interaction)
        t, language = texts(), viewer.language
        usable = list(_usable(self.bot.tree, interaction))
        for_all = _lines([c for c in usable if _needed(c) is None], language)
        for_moderators = _lines([c for c in usable if _needed(c) is not None], language)
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
        parts = (
            "kept", "why", "suggestions", "progress", "following", "questions", "parties",
            "rights", "away", "server", "settings", "prompts", "removed", "messages",
        )  # fmt: skip
        paragraphs = [t(language, f"privacy-{part}") for part in parts]
        card = Card().text(f"## {t(language, 'privacy-heading')}", "\n\n".join(paragraphs))
        await interaction.response.send_message(view=card.view(), ephemeral=True)


def _usable(tree: app_commands.CommandTree[Any], interaction: Interaction) -> Iterator[_Command]:
    """The slash commands whose default permissions, or role, this member has here, by name."""
    by_role = has_role(interaction)
    commands_found = [c for c in tree.walk_commands() if isinstance(c, app_commands.Command)]
    for command in sorted(commands_found, key=lambda c: c.qualified_name):
        needed = _needed(command)
        is_given = by_role and "managers" not in command.extras
        if needed is None or needed <= interaction.permissions or is_given:
            yield command


def _needed(command: _Command) -> discord.Permissions | None:
    return (command.root_parent or command).default_permissions


def _lines(usable: Sequence[_Command], language: Language) -> list[str]:
    """One for each command, or for a family of commands with the names of its members."""
    families: dict[_Command | _Family, list[str]] = {}
    for command in usable:
        family = command.root_parent or command
        families.setdefault(family, []).append(command.qualified_name.removeprefix(family.name).strip())
    return [
        " · ".join(filter(None, [f"**/{family.name}**", ", ".join(names), _described(family, language)]))
        for family, names in families.items()
    ]


def _described(command: _Command | _Family, language: Language) -> str:
    text: app_commands.locale_str | None = command._locale_description  # type: ignore[reportPrivateUsage]  # discord.py shows only the default language
    return texts()(language, text.extras["key"]) if text else command.description


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Help(bot))
