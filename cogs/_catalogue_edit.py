"""/catalogue edit: one field of a title at a time, and two moderators who change the same one both see it."""

from __future__ import annotations

from dataclasses import dataclass

import discord
from discord import app_commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.editing import version
from bot.domain.forms import Values
from bot.domain.model import Title
from bot.domain.title_forms import FIELDS, SPOKEN, Changes, changed, shown
from bot.domain.viewer import Viewer
from bot.domain.words import script_name
from bot.errors import UserError
from bot.i18n import texts
from bot.services.editing import Outdated
from cogs._actions import button
from cogs._commands import said
from cogs._conflict import conflict_card, who_changed
from cogs._curators import scope_of
from cogs._drafts import Drafts
from cogs._editor import Editor, flag_of
from cogs._fields import fields_card, label_of
from cogs._forms import Form, fill_in, working
from cogs._subscribed import TitleOption


@dataclass(frozen=True)
class Edit:
    """What a form changed of a title, and of which version."""

    guild: int
    before: Title
    changes: Changes

    @property
    def after(self) -> Title:
        return self.before.model_copy(update=self.changes)


def add_edit(group: app_commands.Group, bot: MicroDramaBot) -> None:
    """One more command of a group, and what its buttons do."""
    editing = _Editing(Editor(bot))
    bot.actions |= {
        "edit-title": editing.show,
        "edit-field": editing.ask,
        "edit-mine": editing.save_mine,
    }

    @group.command(name="edit", description=said("command-catalogue-edit"))
    @app_commands.describe(
        title=said("command-catalogue-which"), everywhere=said("command-catalogue-everywhere")
    )
    async def edit(interaction: Interaction, title: TitleOption, everywhere: bool = False) -> None:
        guild, viewer, seen = await editing.editor.named(interaction, title, everywhere)
        view = fields_card(seen, guild, viewer, editing.editor.reader(viewer))
        await interaction.response.send_message(view=view, ephemeral=True)


class _Editing:
    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self._drafts: Drafts[Edit] = Drafts()

    async def show(self, press: Press) -> None:
        """What is so now, in place."""
        flag, title_id = press.take(2)
        guild, title = await self.editor.seen(press.interaction, flag, title_id)
        view = fields_card(title, guild, press.viewer, self.editor.reader(press.viewer))
        await press.interaction.response.edit_message(view=view)

    async def ask(self, press: Press) -> None:
        """The form of the field that was chosen, with what is there."""
        (flag, title_id), field = press.take(2), press.values[0]
        guild, title = await self.editor.seen(press.interaction, flag, title_id)
        if field not in FIELDS:
            raise UserError("error-old-button")

        async def filled(interaction: Interaction, values: Values) -> None:
            await self._filled(interaction, guild, title, field, values)

        words = {"language": _languages(title, press.viewer)} if field == "language" else {}
        form = Form(label_of(field, press.viewer), FIELDS[field].inputs, filled, words)
        values = shown(title, field, self.editor.reader(press.viewer))
        await fill_in(press.interaction, press.viewer, form, values)

    async def _filled(
        self, interaction: Interaction, guild: int, before: Title, field: str, values: Values
    ) -> None:
        await scope_of(interaction, not guild)
        viewer = await self.editor.bot.viewer(interaction)
        changes = changed(before, field, values, self.editor.reader(viewer))
        await working(interaction)
        await self._save(interaction, Edit(guild, before, changes), viewer)

    async def _save(self, interaction: Interaction, edit: Edit, viewer: Viewer) -> None:
        """Saves, or shows what another moderator has saved meanwhile."""
        title, seen = edit.after, version(edit.before)
        if is_changed := version(title) != seen:
            try:
                made = await self.editor.editing.save(edit.guild, title, seen, interaction.user.id)
                title = made.after or title
            except Outdated as outdated:
                await self._conflict(interaction, edit, outdated.current, viewer)
                return
        view = fields_card(title, edit.guild, viewer, self.editor.reader(viewer), saved=is_changed)
        await interaction.edit_original_response(view=view)

    # -- somebody else was quicker

    async def _conflict(
        self, interaction: Interaction, edit: Edit, current: Title | None, viewer: Viewer
    ) -> None:
        if current is None:
            raise UserError("error-removed-since")
        t, language = texts(), viewer.language
        who = await who_changed(self.editor, edit.guild, current.id)
        token = self._drafts.keep(interaction, Edit(edit.guild, current, edit.changes))
        save = button(t(language, "button-save-mine"), "edit-mine", token, style=discord.ButtonStyle.success)
        keep = button(t(language, "button-keep-theirs"), "edit-title", flag_of(edit.guild), current.id)
        view = conflict_card(edit.before, current, edit.after, who, viewer, save, keep)
        await interaction.edit_original_response(view=view)

    async def save_mine(self, press: Press) -> None:
        """On top of what the other saved: only the field of this form is changed."""
        interaction, token = press.interaction, press.take(1)[0]
        await scope_of(interaction, not self._drafts.get(interaction, token).guild)
        await working(interaction)
        with self._drafts.using(interaction, token) as edit:
            await self._save(interaction, edit, press.viewer)


def _languages(title: Title, viewer: Viewer) -> dict[str, str]:
    """What may be spoken, by code; what is said of the title now is among them."""
    codes = [*SPOKEN, *([title.language] if title.language and title.language not in SPOKEN else [])]
    unknown = {"": texts()(viewer.language, "form-unknown")}
    return unknown | {code: script_name(code, viewer.language) for code in codes}
