"""Names and descriptions of commands, in English here and in every language for Discord."""

from __future__ import annotations

from discord import app_commands

from bot.domain.model import Language
from bot.i18n import texts


def said(key: str, **extras: str) -> app_commands.locale_str:
    """A text of the locale files that Discord shows in each member's language."""
    return app_commands.locale_str(texts()(Language.EN, key), key=key, **extras)
