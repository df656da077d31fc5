"""A title field by field, with a menu of what can be changed."""

from __future__ import annotations

import discord

from bot.domain.display import clip
from bot.domain.forms import TEXT, Reader
from bot.domain.markup import quoted
from bot.domain.model import Title
from bot.domain.title_forms import FIELDS, shown
from bot.domain.viewer import Viewer
from bot.domain.words import script_name
from bot.i18n import texts
from cogs._actions import button, option, select
from cogs._card import Card, small
from cogs._editor import flag_of, propose_button, scope_line
from cogs._titles import heading

_LONGEST = 120  # characters of a value


def fields_card(
    title: Title, guild: int, viewer: Viewer, reader: Reader, *, saved: bool = False
) -> discord.ui.LayoutView:
    t, language, args = texts(), viewer.language, (flag_of(guild), title.id)
    card = Card().text(t(language, "editing-saved") if saved else "")
    card.text(f"## {t(language, 'editing-heading', title=heading(title, viewer))}", scope_line(guild, viewer))
    values = {field: value_of(title, field, viewer, reader) for field in FIELDS}
    card.text(
        *[
            f"**{label_of(field, viewer)}**: {quoted(value, _LONGEST)}"
            for field, value in values.items()
            if value
        ]
    )
    empty = [t(language, key_of(field)) for field, value in values.items() if not value]
    card.text(small(t(language, "editing-empty", list=" · ".join(empty))) if empty else "")
    options = [
        option(label_of(field, viewer), field, clip(value.replace("\n", " "), 100))
        for field, value in values.items()
    ]
    card.row(select(t(language, "editing-choose"), options, "edit-field", *args))
    card.row(
        button(t(language, "button-names"), "names", "e", *args, 0),
        button(t(language, "button-ways"), "ways", *args),
        button(t(language, "button-publish-ask"), "publish-ask", *args),
        *propose_button(title, guild, viewer),
    )
    return card.view()


def label_of(field: str, viewer: Viewer) -> str:
    """As at the start of a line."""
    label = texts()(viewer.language, key_of(field))
    return label[:1].upper() + label[1:]


def key_of(field: str) -> str:
    return f"field-{field.replace('_', '-')}"


def value_of(title: Title, field: str, viewer: Viewer, reader: Reader) -> str:
    """As its form has it; of what is chosen, the words rather than the value."""
    t, language = texts(), viewer.language
    values = shown(title, field, reader)
    if field == "language" and title.language:
        return script_name(title.language, language)
    said: list[str] = []
    for one in FIELDS[field].inputs:
        chosen = values.get(one.name, "")
        keys = [one.choices[value] for value in chosen.split("\n") if value and value in one.choices]
        between = " " if one in TEXT else " · "
        said.append(between.join([t(language, key) for key in keys] or chosen.split("\n")))
    return " · ".join(part for part in said if part)
