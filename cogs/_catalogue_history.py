"""/catalogue history, undo and remove: who changed what when, and taking it back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord
from discord import app_commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain import display
from bot.domain.editing import Change, version
from bot.domain.model import Title
from bot.domain.viewer import Viewer
from bot.i18n import texts
from cogs._actions import button, number, option, select
from cogs._card import Card, bullets, small
from cogs._changed import in_short, what_changed
from cogs._choices import resolve_title
from cogs._commands import said
from cogs._curators import scope_of
from cogs._pages import page_of, turning
from cogs._progress import show, told, working
from cogs._subscribed import TitleOption
from cogs._titles import heading

PAGE = 5  # changes
_LARGEST_ID = 2**63 - 1  # that a database holds

Answer = Callable[[discord.ui.LayoutView], Awaitable[None]]  # to an interaction that has none yet


def add_history(group: app_commands.Group, bot: MicroDramaBot) -> None:
    """Three more commands of a group, and what their buttons do."""
    history = History(bot)
    bot.actions |= {"changes": history.turn, "undo": history.take_back, "delete-title": history.confirm}
    everywhere = said("command-catalogue-everywhere")

    @group.command(name="history", description=said("command-catalogue-history"))
    @app_commands.describe(title=said("command-catalogue-history-title"), everywhere=everywhere)
    async def show(interaction: Interaction, title: TitleOption = "", everywhere: bool = False) -> None:
        await history.show(interaction, title, everywhere)

    @group.command(name="undo", description=said("command-catalogue-undo"))
    @app_commands.describe(everywhere=everywhere)
    async def undo(interaction: Interaction, everywhere: bool = False) -> None:
        await history.undo_last(interaction, everywhere)

    @group.command(name="remove", description=said("command-catalogue-remove"))
    @app_commands.describe(title=said("command-catalogue-remove-title"), everywhere=everywhere)
    async def remove(interaction: Interaction, title: TitleOption, everywhere: bool = False) -> None:
        await history.ask(interaction, title, everywhere)


class History:
    """A button carries whether it is about everybody's catalogue, and of which title."""

    def __init__(self, bot: MicroDramaBot) -> None:
        self._bot = bot
        self._editing = bot.app.editing
        self._exchanging = bot.app.exchanging

    async def show(self, interaction: Interaction, typed: str, everywhere: bool) -> None:
        guild, viewer = await scope_of(interaction, everywhere), await self._bot.viewer(interaction)
        title = await self._title(typed, viewer) if typed else None
        view = await self._card(guild, title.id if title else "", 0, viewer)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def turn(self, press: Press) -> None:
        """Another page, in place."""
        _, everywhere, title_id, page = press.take(4)
        guild = await scope_of(press.interaction, everywhere == "1")
        view = await self._card(guild, title_id, page_of(page), press.viewer)
        await press.interaction.response.edit_message(view=view)

    async def take_back(self, press: Press) -> None:
        """One that was chosen from the menu. That it was changed since, or taken back already, is said."""
        (everywhere, title_id, page), interaction = press.take(3), press.interaction
        guild = await scope_of(interaction, everywhere == "1")
        change_id = number(press.values[0], _LARGEST_ID)

        async def answer(view: discord.ui.LayoutView) -> None:
            await interaction.response.edit_message(view=view)

        said = await self._undo(guild, change_id, interaction, press.viewer, answer)
        view = await self._card(guild, title_id, page_of(page), press.viewer, said)
        await (show(interaction, view) if interaction.response.is_done() else answer(view))

    async def undo_last(self, interaction: Interaction, everywhere: bool) -> None:
        guild, viewer = await scope_of(interaction, everywhere), await self._bot.viewer(interaction)
        last = await self._editing.last(guild)

        async def answer(view: discord.ui.LayoutView) -> None:
            await interaction.response.send_message(view=view, ephemeral=True)

        said = await self._undo(guild, last, interaction, viewer, answer)
        view = await self._card(guild, "", 0, viewer, said)
        await (show(interaction, view) if interaction.response.is_done() else answer(view))

    async def _undo(
        self, guild: int, change_id: int, interaction: Interaction, viewer: Viewer, answer: Answer
    ) -> str:
        """What to say of it. Of many titles it takes a while, and the answer says meanwhile how far it is."""
        t, by = texts(), interaction.user.id
        if not await self._exchanging.is_long(guild, change_id):
            count = await self._exchanging.undo(guild, change_id, by, lambda _: None)
            return t(viewer.language, "change-undone", count=count)
        await answer(working(viewer, "undo-working"))
        try:
            async with told(interaction, viewer, "undo-working") as note:
                count = await self._exchanging.undo(guild, change_id, by, note)
        except Exception as error:  # else the message would say for ever how far it is
            return await interaction.client.explain(interaction, error)
        return t(viewer.language, "change-undone", count=count)

    # -- removing

    async def ask(self, interaction: Interaction, typed: str, everywhere: bool) -> None:
        guild, viewer = await scope_of(interaction, everywhere), await self._bot.viewer(interaction)
        title = await self._title(typed, viewer)
        seen = await self._editing.seen(guild, title.id)
        t, args = texts(), (int(not guild), title.id, version(seen))
        card = Card().text(t(viewer.language, "remove-ask", title=heading(seen, viewer)))
        card.text(small(t(viewer.language, "remove-ask-everywhere" if everywhere else "remove-ask-here")))
        label = t(viewer.language, "button-remove")
        card.row(button(label, "delete-title", *args, style=discord.ButtonStyle.danger))
        await interaction.response.send_message(view=card.view(), ephemeral=True)

    async def confirm(self, press: Press) -> None:
        (everywhere, title_id, seen), interaction = press.take(3), press.interaction
        guild = await scope_of(interaction, everywhere == "1")
        change = await self._editing.remove(guild, title_id, seen, interaction.user.id)
        text = texts()(press.viewer.language, "remove-done", title=_name(change, press.viewer))
        await interaction.response.edit_message(view=Card().text(text).view())

    # -- what both need

    async def _title(self, typed: str, viewer: Viewer) -> Title:
        return await resolve_title(self._bot.app.search, self._bot.app.catalogue, viewer, typed)

    async def _card(
        self, guild: int, title_id: str, page: int, viewer: Viewer, said: str = ""
    ) -> discord.ui.LayoutView:
        changes = await self._editing.history(guild, title_id, PAGE + 1, page * PAGE)
        if not changes and page:
            return await self._card(guild, title_id, 0, viewer, said)
        return history_card(changes[:PAGE], guild, title_id, page, len(changes) > PAGE, viewer, said)


def history_card(
    changes: list[Change],
    guild: int,
    title_id: str,
    page: int,
    has_more: bool,
    viewer: Viewer,
    said: str = "",
) -> discord.ui.LayoutView:
    """The newest first, with a menu to take one back."""
    t, language, everywhere = texts(), viewer.language, int(not guild)
    card = (
        Card().text(said or None).text(f"## {t(language, 'history-heading' if guild else 'history-shared')}")
    )
    if not changes:
        return card.text(t(language, "history-empty")).view()
    for change in changes:
        card.text(f"**{_name(change, viewer)}**", small(_about(change, viewer)))
        card.text(bullets(what_changed(change, viewer)))
    if undoable := [change for change in changes if not change.undone]:
        options = [
            option(_label(change, viewer), str(change.id), in_short(change, viewer)) for change in undoable
        ]
        card.row(select(t(language, "history-undo"), options, "undo", everywhere, title_id, page))
    if page or has_more:
        last = page + has_more
        card.row(*turning("changes", page, last, viewer, lambda to: (everywhere, title_id, to)))
    return card.view()


def _about(change: Change, viewer: Viewer) -> str:
    t, language = texts(), viewer.language
    who = f"<@{change.made_by}>" if change.made_by else t(language, "change-by-nobody")
    parts = [f"<t:{change.made_at}:f>", who]
    if change.batch:
        parts.append(t(language, "change-import"))
    if change.undoes:
        parts.append(t(language, "change-takes-back"))
    if change.undone:
        parts.append(t(language, "change-taken-back"))
    return " · ".join(parts)


def _label(change: Change, viewer: Viewer) -> str:
    title = change.after or change.before
    return display.heading(title, viewer.order) if title else change.title_id


def _name(change: Change, viewer: Viewer) -> str:
    title = change.after or change.before
    return heading(title, viewer) if title else change.title_id
