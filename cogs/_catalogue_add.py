"""/catalogue add: a new title from a form, after a look at what may be the same."""

from __future__ import annotations

from dataclasses import dataclass

from discord import app_commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.display import is_chinese
from bot.domain.forms import Values
from bot.domain.model import Title
from bot.domain.new_title import NAME_LONGEST, NEW, new_title, with_name
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._added import alike_card, saved_card
from cogs._commands import said
from cogs._curators import scope_of
from cogs._drafts import Drafts
from cogs._editor import Editor
from cogs._forms import Form, fill_in, working
from cogs._moderators import server_of
from cogs._pages import page_of
from cogs._subscribed import language_here
from cogs._titles import title_card

_ALIKE = 5  # titles that may be the same
_SAME = ("original", "official", "service", "alias", "gloss")  # kinds of names that a hit may be by


@dataclass(frozen=True)
class _Draft:
    guild: int  # whose title it will be
    title: Title
    values: Values
    searched: str  # in vain, which made somebody add it; else empty


def add_add(group: app_commands.Group, bot: MicroDramaBot) -> None:
    """One more command of a group, and what its buttons do."""
    adding = _Adding(Editor(bot))
    bot.actions |= {
        "add-anyway": adding.save_anyway,
        "add-as-name": adding.save_as_name,
        "add-again": adding.again,
        "miss-title": adding.ask_for_searched,
    }

    @group.command(name="add", description=said("command-catalogue-add"))
    @app_commands.describe(everywhere=said("command-catalogue-everywhere"))
    async def add(interaction: Interaction, everywhere: bool = False) -> None:
        await adding.ask(interaction, await scope_of(interaction, everywhere), {})


class _Adding:
    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._drafts: Drafts[_Draft] = Drafts()

    async def ask_for_searched(self, press: Press) -> None:
        """Begun with what members searched for in vain; in the list of that until it is saved."""
        guild, searched = server_of(press.interaction), press.values[0]
        page_of(press.take(1)[0])
        name = "chinese" if is_chinese(searched) else "english"
        await self.ask(press.interaction, guild, {name: searched[:NAME_LONGEST]}, searched)

    async def ask(self, interaction: Interaction, guild: int, values: Values, searched: str = "") -> None:
        """Nobody types in vain: a server that has all it may have is told before the form opens."""
        await self._editor.editing.check_room(guild)
        viewer = await self._editor.bot.viewer(interaction)

        async def filled(interaction: Interaction, values: Values) -> None:
            await self._filled(interaction, guild, values, searched)

        title = texts()(viewer.language, "form-add-heading")
        await fill_in(interaction, viewer, Form(title, NEW, filled), values)

    async def _filled(self, interaction: Interaction, guild: int, values: Values, searched: str) -> None:
        """Saves at once what is like nothing that there is."""
        await scope_of(interaction, not guild)
        viewer = await self._editor.bot.viewer(interaction)
        source = texts()(language_here(interaction), "source-moderators" if guild else "source-curators")
        title = new_title(values, source, str(interaction.id), self._editor.reader(viewer))
        await working(interaction)
        alike = await self._alike(title, interaction.guild_id or 0)
        draft = _Draft(guild, title, values, searched)
        if not alike:
            await self._show(
                interaction, await self._add(draft, interaction.user.id), guild, viewer, "adding-done"
            )
            return
        token = self._drafts.keep(interaction, draft)
        view = alike_card(title, alike, guild, token, viewer, self._editor.catalogue)
        await interaction.edit_original_response(view=view)

    async def _alike(self, title: Title, guild: int) -> list[Title]:
        """By each of the names, not by the plot; each title once."""
        found: dict[str, Title] = {}
        for name in title.names:
            hits = await self._editor.search.find(name.text, guild=guild, limit=_ALIKE)
            found |= {one.id: one for one, hit in hits.titles if hit.kind in _SAME}
        return list(found.values())[:_ALIKE]

    # -- what may be the same

    async def again(self, press: Press) -> None:
        draft = self._drafts.get(press.interaction, press.take(1)[0])
        await scope_of(press.interaction, not draft.guild)
        await self.ask(press.interaction, draft.guild, draft.values, draft.searched)

    async def save_anyway(self, press: Press) -> None:
        token, interaction = await self._token(press), press.interaction
        await working(interaction)
        with self._drafts.using(interaction, token) as draft:
            title = await self._add(draft, interaction.user.id)
        await self._show(interaction, title, draft.guild, press.viewer, "adding-done")

    async def save_as_name(self, press: Press) -> None:
        """It is there already: what was typed are more names of it."""
        token, interaction = await self._token(press), press.interaction
        await working(interaction)

        def change(title: Title) -> Title:
            known = {name.text for name in title.names}
            for name in draft.title.names:
                if name.text not in known:
                    title = with_name(title, name.model_copy(update={"kind": "alias"}))
            return title

        with self._drafts.using(interaction, token) as draft:
            title = await self._editor.change(draft.guild, press.values[0], change, interaction.user.id)
            await self._found(draft)
        await self._show(interaction, title, draft.guild, press.viewer, "adding-named")

    async def _token(self, press: Press) -> str:
        """Of a draft that is there, for who may save it."""
        token = press.take(1)[0]
        await scope_of(press.interaction, not self._drafts.get(press.interaction, token).guild)
        return token

    # -- saving

    async def _add(self, draft: _Draft, by: int) -> Title:
        change = await self._editor.editing.add(draft.guild, draft.title, by)
        await self._found(draft)
        return change.after or draft.title

    async def _found(self, draft: _Draft) -> None:
        """What was searched for is there from now on."""
        if draft.searched:
            await self._editor.bot.app.curation.forget_miss(draft.guild, draft.searched)

    async def _show(
        self, interaction: Interaction, title: Title, guild: int, viewer: Viewer, key: str
    ) -> None:
        """As members see it, and under that what is still to do."""
        view = title_card(title, viewer, self._editor.catalogue)
        await interaction.edit_original_response(view=view)
        await interaction.followup.send(view=saved_card(title, guild, viewer, key), ephemeral=True)
