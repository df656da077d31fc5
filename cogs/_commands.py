"""Names and descriptions of commands, in English here and in every language for Discord."""

from __future__ import annotations

from typing import TypeVar

from discord import app_commands

from bot.domain.model import Language
from bot.i18n import texts

T = TypeVar("T")


def in_servers(command: T) -> T:
    """Decorates a command that is about a server: in direct messages it is not there."""
    command = app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)(command)
    command = app_commands.allowed_installs(guilds=True, users=False)(command)
    return app_commands.guild_only(command)


def said(key: str, **extras: str) -> app_commands.locale_str:
    """A text of the locale files that Discord shows in each member's language."""
    return app_commands.locale_str(texts()(Language.EN, key), key=key, **extras)
