"""Forms that moderators fill in, prefilled, and given back with what was typed when something in them is wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord

from bot.client import Interaction
from bot.domain.forms import Input, Values
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from cogs._actions import option
from cogs._modals import EMPTY, Modal, open_form

_LINE = 200  # characters; an input for more has several lines


@dataclass(frozen=True)
class Form:
    """`submitted` answers the interaction, and may raise Mistaken or UserError. `words`: choices that are no keys."""

    title: str
    inputs: Sequence[Input]
    submitted: Callable[[Interaction, Values], Awaitable[None]]
    words: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])


async def fill_in(interaction: Interaction, viewer: Viewer, form: Form, values: Values) -> None:
    """Opens the form with what is there. Raises UserError when that is longer than a form takes."""
    if any(len(values.get(one.name, "")) > one.longest for one in form.inputs if not _is_menu(form, one)):
        raise UserError("error-form-too-long")
    await open_form(
        interaction, FormModal(viewer, form), {one.name: values.get(one.name, "") for one in form.inputs}
    )


async def working(interaction: Interaction) -> None:
    """Saving takes a second or two: the answer replaces the message with the button, or is a new one."""
    if interaction.message is None:
        await interaction.response.defer(ephemeral=True, thinking=True)
    else:
        await interaction.response.defer()


def _is_menu(form: Form, one: Input) -> bool:
    return bool(one.choices or form.words.get(one.name))


class FormModal(Modal):
    def __init__(self, viewer: Viewer, form: Form) -> None:
        super().__init__(form.title, form.submitted)
        for one in form.inputs:
            item = _menu(viewer, form, one) if _is_menu(form, one) else _line(one)
            self.add(item, texts()(viewer.language, one.label), _hint(viewer, one, item))


def _menu(viewer: Viewer, form: Form, one: Input) -> discord.ui.Select[Any]:
    t, language = texts(), viewer.language
    words = form.words.get(one.name) or {choice: t(language, key) for choice, key in one.choices.items()}
    options = [option(label, choice or EMPTY) for choice, label in words.items()]
    least = 0 if one.most > 1 else 1
    return discord.ui.Select(
        custom_id=one.name,
        options=options,
        min_values=least,
        max_values=min(one.most, len(options)),
        required=bool(least),
    )


def _line(one: Input) -> discord.ui.TextInput[Any]:
    return discord.ui.TextInput(
        custom_id=one.name,
        style=discord.TextStyle.paragraph
        if one.lines or one.longest > 2 * _LINE + 200
        else discord.TextStyle.short,
        max_length=one.longest,
        required=one.required,
    )


def _hint(viewer: Viewer, one: Input, item: discord.ui.Item[Any]) -> str:
    """What it takes, and how much of it."""
    key = one.hint or ("form-hint" if isinstance(item, discord.ui.TextInput) else "")
    return texts()(viewer.language, key, most=one.longest) if key else ""
