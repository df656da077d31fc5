"""The forms of a suggestion: what a member types, and what a moderator changes of it before approving."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.client import Interaction
from bot.domain.forms import Values
from bot.domain.markup import visible
from bot.domain.suggested import CORRECTABLE, LANGUAGES
from bot.domain.suggestion import FIELDS, Body, Kind, typed
from bot.domain.viewer import Viewer
from bot.domain.words import language_name
from bot.i18n import texts
from cogs._actions import option
from cogs._modals import Input, Modal

Submitted = Callable[[Interaction, Body], Awaitable[None]]
TITLES = {
    Kind.TITLE: "suggest-form-title",
    Kind.CORRECTION: "suggest-form-correction",
    Kind.NAME: "suggest-form-name",
}
LABELS = {
    "chinese": "suggest-chinese",
    "english": "suggest-english",
    "where": "suggest-where",
    "link": "suggest-link",
    "about": "suggest-about",
    "what": "suggest-what",
    "value": "suggest-value",
    "source": "suggest-source",
    "name": "suggest-name",
    "language": "suggest-language",
}
WHAT = {
    "chinese": "suggest-chinese",
    "english": "suggest-english",
    "year": "suggest-year",
    "episodes": "suggest-episodes",
    "director": "suggest-director",
    "company": "suggest-company",
    "cast": "suggest-cast",
    "about": "suggest-about",
    "link": "suggest-link",
    "other": "suggest-other",
}
_HINTS = {"link": "suggest-hint-link"}
_MUST = frozenset({"what", "value", "name", "language"})
_LONG = 200  # characters; what may be longer gets several lines


class SuggestionForm(Modal):
    """`submitted` is given what was typed, cleaned, and answers the interaction."""

    def __init__(self, viewer: Viewer, kind: Kind, body: Body, submitted: Submitted) -> None:
        async def read(interaction: Interaction, values: Values) -> None:
            await submitted(interaction, typed(kind, values))

        super().__init__(texts()(viewer.language, TITLES[kind]), read)
        for name, longest in FIELDS[kind].items():
            item = _input(viewer, name, longest, body.get(name, ""))
            self.add(item, texts()(viewer.language, LABELS[name]), _hint(viewer, name, longest, item))


class LineForm(Modal):
    """One field of words; `said` answers the interaction."""

    def __init__(
        self, title: str, label: str, longest: int, said: Callable[[Interaction, str], Awaitable[None]],
        *, begins: str = "",
    ) -> None:  # fmt: skip
        async def read(interaction: Interaction, values: Values) -> None:
            await said(interaction, values["line"])

        super().__init__(title, read)
        long = longest > _LONG
        field = discord.ui.TextInput[Any](
            custom_id="line",
            style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
            max_length=longest,
            default=visible(begins)[:longest] or None,
        )
        self.add(field, label)


def _input(viewer: Viewer, name: str, longest: int, value: str) -> Input:
    if name in ("what", "language"):
        return discord.ui.Select[Any](custom_id=name, options=_options(viewer, name, value))
    return discord.ui.TextInput[Any](
        custom_id=name,
        style=discord.TextStyle.paragraph if longest > _LONG and name != "link" else discord.TextStyle.short,
        max_length=longest,
        required=name in _MUST,
        default=visible(value)[:longest] or None,
    )


def _options(viewer: Viewer, name: str, value: str) -> list[discord.SelectOption]:
    if name == "what":
        options = [option(texts()(viewer.language, WHAT[what]), what) for what in CORRECTABLE]
    else:
        options = [option(language_name(code, viewer.language), code) for code in LANGUAGES]
    for one in options:
        one.default = one.value == value
    return options


def _hint(viewer: Viewer, name: str, longest: int, item: Input) -> str:
    t, language = texts(), viewer.language
    hint = t(language, _HINTS[name], most=longest) if name in _HINTS else ""
    if not hint and isinstance(item, discord.ui.TextInput):
        hint = t(language, "suggest-hint", most=longest)
    return hint
