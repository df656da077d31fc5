"""/catalogue names: what a title is called, one name more, one name less."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.forms import Values
from bot.domain.markup import escape
from bot.domain.model import Language, Name, Title
from bot.domain.new_title import (
    KINDS,
    NAME_LANGUAGES,
    name_digest,
    name_inputs,
    new_name,
    with_name,
    without_name,
)
from bot.domain.viewer import Viewer
from bot.domain.words import script_name
from bot.i18n import texts
from cogs._actions import button, option, select
from cogs._card import Card, bullets
from cogs._commands import said
from cogs._curators import scope_of
from cogs._editor import Editor, flag_of, is_everywhere, scope_line
from cogs._forms import Form, fill_in, working
from cogs._pages import last_page, page_of, turning
from cogs._subscribed import TitleOption
from cogs._titles import heading

PAGE = 10  # names of the longest kind, which just fit a message


def add_names(group: app_commands.Group, bot: MicroDramaBot) -> None:
    """One more command of a group, and what its buttons do."""
    names = _Names(Editor(bot))
    bot.actions |= {"names": names.turn, "name-add": names.ask, "name-remove": names.remove}

    @group.command(name="names", description=said("command-catalogue-names"))
    @app_commands.describe(
        title=said("command-catalogue-which"), everywhere=said("command-catalogue-everywhere")
    )
    async def show(interaction: Interaction, title: TitleOption, everywhere: bool = False) -> None:
        guild, viewer, seen = await names.editor.named(interaction, title, everywhere)
        await interaction.response.send_message(view=names_card(seen, guild, 0, viewer), ephemeral=True)


class _Names:
    def __init__(self, editor: Editor) -> None:
        self.editor = editor

    async def turn(self, press: Press) -> None:
        """Another page, in place."""
        _, flag, title_id, page = press.take(4)
        guild, title = await self.editor.seen(press.interaction, flag, title_id)
        await press.interaction.response.edit_message(
            view=names_card(title, guild, page_of(page), press.viewer)
        )

    async def remove(self, press: Press) -> None:
        """That another moderator was quicker changes nothing."""
        (flag, title_id, page), interaction = press.take(3), press.interaction
        guild, at, digest = await scope_of(interaction, is_everywhere(flag)), page_of(page), press.values[0]
        await working(interaction)
        title = await self.editor.change(
            guild, title_id, lambda seen: without_name(seen, digest), interaction.user.id
        )
        await interaction.edit_original_response(view=names_card(title, guild, at, press.viewer))

    async def ask(self, press: Press) -> None:
        flag, title_id = press.take(2)
        await self.editor.seen(press.interaction, flag, title_id)
        t, language = texts(), press.viewer.language
        codes = {"": t(language, "form-by-script")} | {
            code: script_name(code, language) for code in NAME_LANGUAGES
        }

        async def filled(interaction: Interaction, values: Values) -> None:
            await self._add(interaction, flag, title_id, values)

        form = Form(t(language, "form-name-heading"), name_inputs(codes), filled, {"language": codes})
        await fill_in(press.interaction, press.viewer, form, {"kind": "alias"})

    async def _add(self, interaction: Interaction, flag: str, title_id: str, values: Values) -> None:
        guild, viewer = (
            await scope_of(interaction, is_everywhere(flag)),
            await self.editor.bot.viewer(interaction),
        )
        name = new_name(values)
        await working(interaction)
        title = await self.editor.change(
            guild, title_id, lambda seen: with_name(seen, name), interaction.user.id
        )
        last = last_page(len(title.names), PAGE)
        await interaction.edit_original_response(view=names_card(title, guild, last, viewer))


def names_card(title: Title, guild: int, page: int, viewer: Viewer) -> discord.ui.LayoutView:
    t, language, args = texts(), viewer.language, (flag_of(guild), title.id)
    last = last_page(len(title.names), PAGE)
    page = min(page, last)
    shown = title.names[page * PAGE : (page + 1) * PAGE]
    card = Card().text(
        f"## {t(language, 'names-heading', title=heading(title, viewer))}", scope_line(guild, viewer)
    )
    card.text(bullets(f"{escape(name.text)} · {_about(name, language)}" for name in shown))
    options = [option(name.text, name_digest(name), _about(name, language)) for name in shown]
    distinct = list({one.value: one for one in options}.values())
    card.row(select(t(language, "names-remove"), distinct, "name-remove", *args, page))
    card.row(button(t(language, "button-add-name"), "name-add", *args))
    if last:
        card.row(*turning("names", page, last, viewer, lambda to: (*args, to)))
    return card.view()


def _about(name: Name, language: Language) -> str:
    return f"{script_name(name.language, language)} · {texts()(language, KINDS[name.kind])}"
