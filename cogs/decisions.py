"""The buttons of the review queue: approve, change and approve, merge, ask, decline; each decides once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextvars import Context
from dataclasses import dataclass, replace
from functools import partial

from discord.ext import commands

from bot.app import App
from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.forms import Reader
from bot.domain.model import Title
from bot.domain.suggestion import Body, Kind, Suggestion
from bot.errors import UserError
from bot.i18n import texts
from bot.services.reviewing import LONGEST_WORDS, Decided
from cogs._actions import number
from cogs._choices import resolve_title
from cogs._fields import fields_card
from cogs._modals import open_form
from cogs._outcome import tell
from cogs._pages import page_of
from cogs._proposal import preview
from cogs._review_cards import OWN_WORDS
from cogs._reviewing import decided_view, identity, queue_view, where
from cogs._subscribed import language_here
from cogs._suggest_form import LineForm, SuggestionForm

_LONGEST_NAME = 100  # characters of what a moderator types to say which title


@dataclass(frozen=True)
class Case:
    """Which suggestion a button is about, in which queue."""

    id: int
    guild: int
    everywhere: bool
    at: int


class Decisions(commands.Cog):
    def __init__(self, bot: MicroDramaBot, app: App) -> None:
        self.bot = bot
        self.app = app
        self._telling = set[asyncio.Task[None]]()
        bot.actions |= {
            "queue": self.turn,
            "approve": self.approve,
            "approve-edited": self.edit,
            "merge": self.merge,
            "ask": self.ask,
            "decline": self.decline,
        }

    async def turn(self, press: Press) -> None:
        """Another place in the queue, or its first, in place."""
        _, page, scope = press.take(3)
        guild, _ = await where(press.interaction, scope)
        view = await queue_view(self.app, press.interaction, press.viewer, guild, page_of(page))
        await press.interaction.response.edit_message(view=view)

    # -- approving

    async def approve(self, press: Press) -> None:
        await self._approve(press.interaction, None, await _case(press))

    async def edit(self, press: Press) -> None:
        """The member's form, with what they typed."""
        case = await _case(press)
        if one := await self._undecided(press.interaction, case):
            submitted = partial(self._approve, args=press.args)
            form = SuggestionForm(press.viewer, one.kind, one.body, submitted)
            await open_form(press.interaction, form)

    async def _approve(
        self,
        interaction: Interaction,
        body: Body | None,
        case: Case | None = None,
        args: list[str] | None = None,
    ) -> None:
        case = case or await _case_of(interaction, args or [])
        source = texts()(language_here(interaction), "suggest-cited")
        await interaction.response.defer()  # reading new names takes a second
        work = self.app.reviewing.approve(case.guild, case.id, interaction.user.id, source, body)
        one = await self._decided(interaction, case, work)
        if one and one.kind is Kind.TITLE:
            await preview(interaction, one, await self.app.editing.seen(case.guild, one.title_id))
        elif one and one.is_by_hand:
            await self._by_hand(interaction, one)

    async def _by_hand(self, interaction: Interaction, one: Suggestion) -> None:
        """Nothing of the title has changed: what can be changed of it follows."""
        viewer = await self.bot.viewer(interaction)
        title = await self.app.editing.seen(one.guild, one.title_id)
        view = fields_card(title, one.guild, viewer, Reader(viewer.language, self.app.catalogue.tropes))
        await interaction.followup.send(texts()(viewer.language, "review-by-hand"), ephemeral=True)
        await interaction.followup.send(view=view, ephemeral=True)

    # -- the other ways

    async def merge(self, press: Press) -> None:
        case = await _case(press)
        t, language = texts(), press.viewer.language
        said = partial(self._merge, args=press.args)
        form = LineForm(t(language, "button-merge"), t(language, "review-which"), _LONGEST_NAME, said)
        if await self._undecided(press.interaction, case):
            await open_form(press.interaction, form)

    async def _merge(self, interaction: Interaction, typed: str, args: list[str]) -> None:
        case = await _case_of(interaction, args)
        viewer = replace(await self.bot.viewer(interaction), guild=case.guild)
        title = await resolve_title(self.app.search, self.app.catalogue, viewer, typed)
        await interaction.response.defer()
        work = self.app.reviewing.merge(case.guild, case.id, title.id, interaction.user.id)
        await self._decided(interaction, case, work)

    async def ask(self, press: Press) -> None:
        case = await _case(press)
        t, language = texts(), press.viewer.language
        said = partial(self._ask, args=press.args)
        form = LineForm(t(language, "button-ask"), t(language, "review-question"), LONGEST_WORDS, said)
        if await self._undecided(press.interaction, case):
            await open_form(press.interaction, form)

    async def _ask(self, interaction: Interaction, question: str, args: list[str]) -> None:
        case = await _case_of(interaction, args)
        await interaction.response.defer()  # another decision may be under way
        viewer = await self.bot.viewer(interaction)
        try:
            one = await self.app.reviewing.ask(case.guild, case.id, question)
        except Decided as late:
            await self._late(interaction, late, case)
            return
        view = await queue_view(self.app, interaction, viewer, case.guild, case.at)
        await interaction.edit_original_response(view=view)
        await interaction.followup.send(texts()(viewer.language, "review-was-asked"), ephemeral=True)
        await self._tell(interaction, one)

    async def decline(self, press: Press) -> None:
        case, [reason] = await _case(press), press.values
        if reason != OWN_WORDS:
            await press.interaction.response.defer()
            work = self.app.reviewing.decline(case.guild, case.id, press.viewer.user_id, reason)
            await self._decided(press.interaction, case, work)
        elif await self._undecided(press.interaction, case):
            t, language, said = texts(), press.viewer.language, partial(self._decline, args=press.args)
            form = LineForm(t(language, "review-decline"), t(language, "review-why"), LONGEST_WORDS, said)
            await open_form(press.interaction, form)

    async def _decline(self, interaction: Interaction, words: str, args: list[str]) -> None:
        case = await _case_of(interaction, args)
        await interaction.response.defer()
        work = self.app.reviewing.decline(case.guild, case.id, interaction.user.id, "", words)
        await self._decided(interaction, case, work)

    # -- what was decided

    async def _decided(
        self, interaction: Interaction, case: Case, work: Awaitable[Suggestion | tuple[Suggestion, Title]]
    ) -> Suggestion | None:
        """Do it, show it in the place of the card, and tell the member; None when somebody else was quicker."""
        viewer = replace(await self.bot.viewer(interaction), guild=case.guild)
        try:
            done = await work
        except Decided as late:
            await self._late(interaction, late, case)
            return None
        one = done if isinstance(done, Suggestion) else done[0]
        view = await decided_view(self.app, viewer, one, case.everywhere, case.at)
        await interaction.edit_original_response(view=view)
        await self._tell(interaction, one)
        return one

    async def _undecided(self, interaction: Interaction, case: Case) -> Suggestion | None:
        """None, and the card says so, when somebody else was quicker: nobody types in vain."""
        try:
            return await self.app.reviewing.undecided(case.guild, case.id)
        except Decided as late:
            await self._late(interaction, late, case)
            return None

    async def _late(self, interaction: Interaction, late: Decided, case: Case) -> None:
        viewer = replace(await self.bot.viewer(interaction), guild=case.guild)
        view = await decided_view(self.app, viewer, late.suggestion, case.everywhere, case.at)
        if interaction.response.is_done():
            await interaction.edit_original_response(view=view)
        else:
            await interaction.response.edit_message(view=view)
        await interaction.followup.send(texts()(viewer.language, "error-suggest-decided"), ephemeral=True)

    async def _tell(self, interaction: Interaction, one: Suggestion) -> None:
        """A direct message takes its turn among other requests: no moderator waits for it."""
        if not one.dm or one.told:
            return
        titles = await self.app.catalogue.titles([one.title_id], one.guild)
        locale = str(interaction.guild_locale or interaction.locale)
        work = tell(self.bot, one, titles[0] if titles else None, locale)
        task = Context().run(asyncio.create_task, work)  # nobody's answer waits for it
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)


async def _case(press: Press) -> Case:
    return await _case_of(press.interaction, press.args)


async def _case_of(interaction: Interaction, args: list[str]) -> Case:
    """Checks who it is, also when a form is sent. Raises UserError."""
    if len(args) != 3:
        raise UserError("error-old-button")
    guild, everywhere = await where(interaction, args[1])
    return Case(identity(args[0]), guild, everywhere, number(args[2]))


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Decisions(bot, bot.app))
