"""Forms that moderators fill in, prefilled, and given back with what was typed when something in them is wrong."""

from __future__ import annotations

import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.forms import Input, Mistaken, Values
from bot.domain.markup import visible
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from cogs._actions import button, option
from cogs._card import Card, bullets, small
from cogs._drafts import MINUTES, Drafts

_OURS = "form:"  # in front of the custom_id of each form
_LINE = 200  # characters; an input for more has several lines


@dataclass(frozen=True)
class Form:
    """`submitted` answers the interaction, and may raise Mistaken before it does. `words`: choices that are no keys."""

    title: str
    inputs: Sequence[Input]
    submitted: Callable[[Interaction, Values], Awaitable[None]]
    words: dict[str, dict[str, str]]


class Forms:
    """Opens forms. What cannot be read is told with a button that opens the same form again."""

    def __init__(self, bot: MicroDramaBot) -> None:
        self._bot = bot
        self._drafts: Drafts[tuple[Form, Values]] = Drafts()
        self._open: dict[str, float] = {}  # until when each form that this process has opened can be sent
        bot.actions |= {"fill-again": self.again}
        bot.add_listener(self._sent, "on_interaction")

    async def ask(self, interaction: Interaction, viewer: Viewer, form: Form, values: Values) -> None:
        """Raises UserError when what is there already is longer than a form takes."""
        if any(len(values.get(one.name, "")) > one.longest for one in form.inputs if not _is_menu(form, one)):
            raise UserError("error-form-too-long")
        now = time.monotonic()
        self._open = {name: until for name, until in self._open.items() if until > now}
        modal = FormModal(viewer, form, values, self._filled)
        self._open[modal.custom_id] = now + MINUTES * 60
        await interaction.response.send_modal(modal)

    async def _sent(self, interaction: Interaction) -> None:
        """A form that was opened before a restart has nobody to read it; its member is told."""
        name = str((interaction.data or {}).get("custom_id", ""))
        is_form = interaction.type is discord.InteractionType.modal_submit and name.startswith(_OURS)
        until = self._open.get(name)
        if is_form and (until is None or until < time.monotonic()):
            await self._bot.report(interaction, UserError("error-draft-gone", minutes=MINUTES))

    async def again(self, press: Press) -> None:
        form, values = self._drafts.get(press.interaction, press.take(1)[0])
        await self.ask(press.interaction, press.viewer, form, values)

    async def _filled(self, interaction: Interaction, form: Form, values: Values) -> None:
        try:
            await form.submitted(interaction, values)
        except Mistaken as mistaken:
            viewer = await self._bot.viewer(interaction)
            token = self._drafts.keep(interaction, (form, values))
            await interaction.response.send_message(
                view=mistakes_card(mistaken, token, viewer), ephemeral=True
            )


def mistakes_card(mistaken: Mistaken, token: str, viewer: Viewer) -> discord.ui.LayoutView:
    t, language = texts(), viewer.language
    card = Card().text(t(language, "form-mistakes"))
    card.text(
        bullets(
            f"**{t(language, one.label)}**: {t(language, one.key, **one.params)}" for one in mistaken.mistakes
        )
    )
    card.row(button(t(language, "button-correct"), "fill-again", token))
    return card.text(small(t(language, "form-kept", minutes=MINUTES))).view()


async def working(interaction: Interaction) -> None:
    """Saving takes a second or two: the answer replaces the message with the button, or is a new one."""
    if interaction.message is None:
        await interaction.response.defer(ephemeral=True, thinking=True)
    else:
        await interaction.response.defer()


def _is_menu(form: Form, one: Input) -> bool:
    return bool(one.choices or form.words.get(one.name))


class FormModal(discord.ui.Modal):
    def __init__(
        self,
        viewer: Viewer,
        form: Form,
        values: Values,
        filled: Callable[[Interaction, Form, Values], Awaitable[None]],
    ) -> None:
        custom_id = _OURS + secrets.token_hex(8)
        super().__init__(title=form.title[:45], custom_id=custom_id, timeout=MINUTES * 60)
        self._form = form
        self._filled = filled
        self._inputs: dict[str, discord.ui.TextInput[Any] | discord.ui.Select[Any]] = {}
        for one in form.inputs:
            value = values.get(one.name, "")
            menu = _menu(viewer, form, one, value) if _is_menu(form, one) else None
            self._inputs[one.name] = item = menu or _line(one, value)
            self.add_item(_labelled(viewer, one, item))

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        values = {
            name: item.value
            if isinstance(item, discord.ui.TextInput)
            else "\n".join(value for value in item.values if value != _EMPTY)
            for name, item in self._inputs.items()
        }
        await self._filled(interaction, self._form, values)

    async def on_error(self, interaction: Interaction, error: Exception) -> None:  # type: ignore[override]
        await interaction.client.report(interaction, error)


_EMPTY = "-"  # for Discord, which takes no empty value


def _menu(viewer: Viewer, form: Form, one: Input, value: str) -> discord.ui.Select[Any]:
    t, language = texts(), viewer.language
    words = form.words.get(one.name) or {choice: t(language, key) for choice, key in one.choices.items()}
    options = [option(label, choice or _EMPTY) for choice, label in words.items()]
    for choice in options:
        choice.default = choice.value in (value or _EMPTY).split("\n")
    least = 0 if one.most > 1 else 1
    return discord.ui.Select(
        custom_id=one.name,
        options=options,
        min_values=least,
        max_values=min(one.most, len(options)),
        required=bool(least),
    )


def _line(one: Input, value: str) -> discord.ui.TextInput[Any]:
    return discord.ui.TextInput(
        custom_id=one.name,
        style=discord.TextStyle.paragraph
        if one.lines or one.longest > 2 * _LINE + 200
        else discord.TextStyle.short,
        max_length=one.longest,
        required=one.required,
        default=visible(value) or None,
    )


def _labelled(viewer: Viewer, one: Input, item: discord.ui.Item[Any]) -> discord.ui.Label[Any]:
    """With what it takes, and how much of it."""
    t, language = texts(), viewer.language
    hint = t(language, one.hint, most=one.longest) if one.hint else ""
    if not hint and isinstance(item, discord.ui.TextInput):
        hint = t(language, "form-hint", most=one.longest)
    return discord.ui.Label(text=t(language, one.label)[:45], description=hint[:100] or None, component=item)
