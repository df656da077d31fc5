"""A form that is kept while somebody has it before them, so that whatever is typed into it can be given back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

import discord

from bot.client import Interaction
from bot.domain.forms import Values
from bot.domain.markup import visible

FORM = "form:"  # in front of the custom_id of each form
EMPTY = "-"  # for Discord, which takes no empty value of a choice
Input = discord.ui.TextInput[Any] | discord.ui.Select[Any]


class Modal(discord.ui.Modal):
    """Inputs by name. `submitted` answers the interaction, and may raise UserError or Mistaken before or after."""

    def __init__(self, title: str, submitted: Callable[[Interaction, Values], Awaitable[None]]) -> None:
        super().__init__(title=title[:45], timeout=None)
        self.stop()  # what is sent is routed by `cogs.forms`; discord.py would keep the form for ever
        self.submitted = submitted

    def add(self, item: Input, label: str, hint: str = "") -> Modal:
        text, description = label[:45], hint[:100] or None
        return self.add_item(discord.ui.Label[Any](text=text, description=description, component=item))

    def fill(self, values: Values) -> None:
        """What it begins with."""
        for one in self.walk_children():
            if isinstance(one, discord.ui.TextInput) and one.custom_id in values:
                one.default = visible(values[one.custom_id])[: one.max_length] or None
            elif isinstance(one, discord.ui.Select) and one.custom_id in values:
                for option in one.options:
                    option.default = option.value in (values[one.custom_id] or EMPTY).split("\n")


@dataclass(frozen=True)
class Filled:
    """A form with what was typed into it."""

    form: Modal
    values: Values


async def open_form(interaction: Interaction, form: Modal, values: Values | None = None) -> None:
    """Opens it, as the answer to the interaction."""
    form.fill(values or {})
    form.custom_id = FORM + interaction.client.forms.keep(interaction, Filled(form, values or {}))
    await interaction.response.send_modal(form)


def typed_values(interaction: Interaction) -> dict[str, str]:
    """Of a form that was sent, by input; several choices stand on lines of their own."""
    return {one["custom_id"]: _value(one) for one in _inputs(interaction)}


def typed_texts(interaction: Interaction) -> list[str]:
    """Words only: a choice is soon made anew."""
    return [one["value"] for one in _inputs(interaction) if one.get("value", "").strip()]


def _inputs(interaction: Interaction) -> Iterator[dict[str, Any]]:
    rows: list[Any] = list((interaction.data or {}).get("components", []))
    for row in rows:
        yield from row.get("components", [row["component"]] if "component" in row else [])


def _value(one: dict[str, Any]) -> str:
    if "values" in one:
        return "\n".join(value for value in one["values"] if value != EMPTY)
    return one.get("value") or ""
