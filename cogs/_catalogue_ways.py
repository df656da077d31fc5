"""/catalogue watch: the ways to watch a title, each with its link, what to type there and where it works."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import discord
from discord import app_commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.forms import Values
from bot.domain.model import Route, Title
from bot.domain.viewer import Viewer
from bot.domain.way_forms import (
    WAY,
    find_way,
    has_way,
    hosts_of,
    shown_way,
    successor,
    way,
    way_digest,
    with_way,
)
from bot.i18n import texts
from cogs._actions import button
from cogs._announce_options import PlatformOption
from cogs._commands import said
from cogs._conflict import conflict_card, who_changed
from cogs._curators import scope_of
from cogs._drafts import Drafts
from cogs._editor import Editor, flag_of, is_everywhere
from cogs._forms import Form, fill_in, working
from cogs._subscribed import TitleOption
from cogs._ways import way_card, ways_card


@dataclass(frozen=True)
class Rewritten:
    """What a form made of a way, `old`: none for a new one."""

    guild: int
    before: Title
    new: Route
    old: Route | None

    @property
    def digest(self) -> str:
        return way_digest(self.old) if self.old else ""

    def into(self, title: Title) -> Title:
        return with_way(title, self.new, self.digest)


def add_ways(group: app_commands.Group, bot: MicroDramaBot) -> None:
    """One more command of a group, and what its buttons do."""
    ways = _Ways(Editor(bot))
    bot.actions |= {
        "ways": ways.turn,
        "way": ways.one,
        "way-add": ways.add,
        "way-edit": ways.edit,
        "way-checked": ways.checked,
        "way-remove": ways.remove,
        "way-mine": ways.save_mine,
    }

    @group.command(name="watch", description=said("command-catalogue-watch"))
    @app_commands.describe(
        title=said("command-catalogue-which"),
        platform=said("command-catalogue-watch-platform"),
        everywhere=said("command-catalogue-everywhere"),
    )
    async def show(
        interaction: Interaction, title: TitleOption, platform: PlatformOption = "", everywhere: bool = False
    ) -> None:
        await ways.show(interaction, title, platform, everywhere)


class _Ways:
    """A button carries the scope, the title, and of one way what it was."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._drafts: Drafts[Rewritten] = Drafts()
        self._platforms = lambda: editor.catalogue.platforms  # a refresh replaces them

    async def show(self, interaction: Interaction, typed: str, platform: str, everywhere: bool) -> None:
        """With a platform, the form of a new way opens at once."""
        guild, viewer, title = await self._editor.named(interaction, typed, everywhere)
        if platform:
            await self._ask(interaction, guild, title, {"service": platform[:60]})
            return
        view = ways_card(title, guild, viewer, self._platforms())
        await interaction.response.send_message(view=view, ephemeral=True)

    async def turn(self, press: Press) -> None:
        """All ways, in place."""
        flag, title_id = press.take(2)
        guild, title = await self._editor.seen(press.interaction, flag, title_id)
        view = ways_card(title, guild, press.viewer, self._platforms())
        await press.interaction.response.edit_message(view=view)

    async def one(self, press: Press) -> None:
        flag, title_id = press.take(2)
        guild, title = await self._editor.seen(press.interaction, flag, title_id)
        route = find_way(title, press.values[0])
        view = way_card(title, route, guild, press.viewer, self._platforms())
        await press.interaction.response.edit_message(view=view)

    # -- the form

    async def add(self, press: Press) -> None:
        flag, title_id = press.take(2)
        guild, title = await self._editor.seen(press.interaction, flag, title_id)
        await self._ask(press.interaction, guild, title, {})

    async def edit(self, press: Press) -> None:
        flag, title_id, digest = press.take(3)
        guild, title = await self._editor.seen(press.interaction, flag, title_id)
        route = find_way(title, digest)
        values = shown_way(route, self._platforms(), self._editor.reader(press.viewer))
        await self._ask(press.interaction, guild, title, values, route)

    async def _ask(
        self, interaction: Interaction, guild: int, before: Title, values: Values, old: Route | None = None
    ) -> None:
        viewer = await self._editor.bot.viewer(interaction)

        async def filled(interaction: Interaction, values: Values) -> None:
            await self._filled(interaction, guild, before, values, old)

        form = Form(texts()(viewer.language, "form-way-heading"), WAY, filled)
        await fill_in(interaction, viewer, form, values)

    async def _filled(
        self, interaction: Interaction, guild: int, before: Title, values: Values, old: Route | None
    ) -> None:
        await scope_of(interaction, not guild)
        viewer, platforms = await self._editor.bot.viewer(interaction), self._platforms()
        hosts = hosts_of(platforms, await self._editor.editing.hosts(guild))
        new = way(values, old, platforms, hosts, self._editor.reader(viewer), _today())
        await working(interaction)
        await self._put(interaction, Rewritten(guild, before, new, old), viewer)

    async def _put(self, interaction: Interaction, mine: Rewritten, viewer: Viewer) -> None:
        """Saves, or shows what another moderator has made of that way meanwhile."""
        current = await self._editor.editing.seen(mine.guild, mine.before.id)
        if mine.old and not has_way(current, mine.digest):
            await self._conflict(interaction, mine, current, viewer)
            return
        await self._change(interaction, mine.guild, current.id, mine.into)

    # -- somebody else was quicker

    async def _conflict(
        self, interaction: Interaction, mine: Rewritten, current: Title, viewer: Viewer
    ) -> None:
        """To save takes the place of what the other made of it, or puts it back where they removed it."""
        t, language = texts(), viewer.language
        again = Rewritten(mine.guild, current, mine.new, successor(mine.before, current, mine.old))
        token = self._drafts.keep(interaction, again)
        who = await who_changed(self._editor, mine.guild, current.id)
        save = button(t(language, "button-save-mine"), "way-mine", token, style=discord.ButtonStyle.success)
        keep = button(t(language, "button-keep-theirs"), "ways", flag_of(mine.guild), current.id)
        view = conflict_card(mine.before, current, mine.into(mine.before), who, viewer, save, keep)
        await interaction.edit_original_response(view=view)

    async def save_mine(self, press: Press) -> None:
        interaction, token = press.interaction, press.take(1)[0]
        await scope_of(interaction, not self._drafts.get(interaction, token).guild)
        await working(interaction)
        with self._drafts.using(interaction, token) as mine:
            await self._put(interaction, mine, press.viewer)

    # -- one way

    async def checked(self, press: Press) -> None:
        """Somebody has looked today: it is so."""
        guild, title_id, digest = await self._of(press)

        def change(title: Title) -> Title:
            return with_way(title, find_way(title, digest).model_copy(update={"as_of": _today()}), digest)

        await self._save(press.interaction, guild, title_id, change)

    async def remove(self, press: Press) -> None:
        guild, title_id, digest = await self._of(press)
        await self._save(press.interaction, guild, title_id, lambda title: with_way(title, None, digest))

    async def _of(self, press: Press) -> tuple[int, str, str]:
        flag, title_id, digest = press.take(3)
        return await scope_of(press.interaction, is_everywhere(flag)), title_id, digest

    async def _save(
        self, interaction: Interaction, guild: int, title_id: str, change: Callable[[Title], Title]
    ) -> None:
        await working(interaction)
        await self._change(interaction, guild, title_id, change)

    async def _change(
        self, interaction: Interaction, guild: int, title_id: str, change: Callable[[Title], Title]
    ) -> None:
        viewer = await self._editor.bot.viewer(interaction)
        title = await self._editor.change(guild, title_id, change, interaction.user.id)
        view: discord.ui.LayoutView = ways_card(title, guild, viewer, self._platforms())
        await interaction.edit_original_response(view=view)


def _today() -> str:
    return time.strftime("%Y-%m-%d", time.gmtime())
