"""Buttons and selects whose custom_id says what they do, so that they work after months and restarts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import discord

from bot.domain.markup import visible
from bot.errors import UserError

MAX_CUSTOM_ID = 100  # characters


def custom_id(kind: str, action: str, *args: str | int) -> str:
    """kind:action:arg:arg, in which no argument holds a colon. Raises ValueError when it is too long for Discord."""
    parts = [kind, action, *map(str, args)]
    text = ":".join(parts)
    if len(text) > MAX_CUSTOM_ID or text.count(":") != len(parts) - 1:
        raise ValueError(f"no custom_id: {text!r}")
    return text


class _Routed(discord.ui.DynamicItem[Any], template=r"$^"):
    """A component that hands its press to the client's table of actions."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Any:  # type: ignore[override]
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:  # type: ignore[override]
        values = (interaction.data or {}).get("values", [])  # of a menu of channels or roles: their ids
        await interaction.client.press(interaction, self.custom_id, list(values))


class ActionButton(_Routed, template=r"b:[a-z-]+(:.*)?"):
    pass


class ActionSelect(_Routed, template=r"s:[a-z-]+(:.*)?"):
    pass


def number(text: str, most: int = 2**64 - 1) -> int:
    """A number that a custom_id carries. Raises UserError when it is none, so the button is not of this version."""
    if not (text.isascii() and text.isdecimal()) or int(text) > most:
        raise UserError("error-old-button")
    return int(text)


def button(
    label: str,
    action: str,
    *args: str | int,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    disabled: bool = False,
) -> ActionButton:
    """A button that calls the handler registered under `action` with these arguments."""
    return ActionButton(
        discord.ui.Button(
            label=visible(label)[:80], style=style, disabled=disabled, custom_id=custom_id("b", action, *args)
        )
    )


def link(label: str, url: str) -> discord.ui.Button[Any]:
    return discord.ui.Button(label=label[:80], url=url)


def select(
    placeholder: str, options: Sequence[discord.SelectOption], action: str, *args: str | int
) -> ActionSelect:
    """A menu of at most 25 options; the handler finds the choice in `values`."""
    return ActionSelect(
        discord.ui.Select(
            placeholder=placeholder[:150], options=list(options)[:25], custom_id=custom_id("s", action, *args)
        )
    )


def channel_select(
    placeholder: str, types: Sequence[discord.ChannelType], action: str, *args: str | int
) -> ActionSelect:
    """A menu of the server's channels; the handler finds the id in `values`."""
    return ActionSelect(
        discord.ui.ChannelSelect(
            placeholder=placeholder[:150], channel_types=list(types), custom_id=custom_id("s", action, *args)
        )
    )


def role_select(placeholder: str, action: str, *args: str | int) -> ActionSelect:
    """A menu of the server's roles; the handler finds the id in `values`."""
    return ActionSelect(
        discord.ui.RoleSelect(placeholder=placeholder[:150], custom_id=custom_id("s", action, *args))
    )


def option(label: str, value: str, description: str = "", emoji: str | None = None) -> discord.SelectOption:
    return discord.SelectOption(
        label=visible(label)[:100] or "-",
        value=value,
        description=visible(description)[:100] or None,
        emoji=emoji,
    )
