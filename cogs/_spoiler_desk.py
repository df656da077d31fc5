"""What moderators do with a message that gives too much away: post it again hidden, remove it, or leave it."""

from __future__ import annotations

import discord

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.hiding import Spoiler
from bot.domain.viewer import Viewer
from bot.errors import NotFound
from bot.i18n import texts
from cogs._actions import number
from cogs._card import Card
from cogs._homes import Gone, Homes
from cogs._moderators import server_of
from cogs._review_cards import sections
from cogs._reviewing import waiting
from cogs._spoiler_cards import Marked, none_card, request_card
from cogs._spoiler_wire import SpoilerWire

LARGEST_ID = 2**63 - 1


class SpoilerDesk:
    """The same buttons under /review and in the log channel."""

    def __init__(self, bot: MicroDramaBot, homes: Homes) -> None:
        self._bot = bot
        self._app = bot.app
        self._homes = homes
        self._wire = SpoilerWire(bot, homes)
        bot.actions |= {
            "hide": self.hide,
            "hide-not": self.leave,
            "why-hidden": self.explain,
            "spoilers": self.section,
        }

    async def section(self, press: Press) -> None:
        """What waits longest, in the place of another list of /review."""
        press.take(0)
        await press.interaction.response.edit_message(view=await self._next(press.interaction, press.viewer))

    async def leave(self, press: Press) -> None:
        """It gives nothing away."""
        guild, (identity, at_review) = server_of(press.interaction), press.take(2)
        await self._app.hiding.decline(guild, number(identity, LARGEST_ID))
        words = texts()(press.viewer.language, "spoiler-left")
        if at_review == "1":
            view = await self._next(press.interaction, press.viewer)
        else:
            view = _decided(words, press.interaction.user)
        await press.interaction.response.edit_message(view=view)

    async def hide(self, press: Press) -> None:
        """Once, whoever presses at once. First it stands hidden, then the original goes, and only then it is decided:
        whoever presses after a crash goes on."""
        interaction, viewer, guild_id = press.interaction, press.viewer, server_of(press.interaction)
        identity, where, at_review = press.take(3)
        guild = interaction.guild
        assert guild is not None  # there are moderators of servers only
        one = await self._app.hiding.get(guild_id, number(identity, LARGEST_ID))
        marked = await self._marked(one)
        await interaction.response.defer()
        try:
            target = await self._wire.target(guild, marked, where, viewer)
        except Gone:
            await self._offer_anew(interaction, marked, viewer, at_review=at_review == "1")
            return
        repost = await self._app.hiding.claim(guild_id, one.id)
        link = await self._wire.post(target, marked, repost)
        removed = await self._wire.remove(guild, one, viewer)
        await self._app.hiding.done(repost)
        words = f"{texts()(viewer.language, 'spoiler-done', link=link)}\n{removed}"
        if at_review == "1":
            await interaction.edit_original_response(view=await self._next(interaction, viewer))
            await interaction.followup.send(words, ephemeral=True)
        else:
            await interaction.edit_original_response(view=_decided(words, interaction.user))

    async def _offer_anew(
        self, interaction: Interaction, marked: Marked, viewer: Viewer, *, at_review: bool
    ) -> None:
        """The thread of its band was deleted."""
        assert interaction.guild is not None
        lists = sections("spoilers", await waiting(self._app, interaction), viewer) if at_review else None
        reader = viewer if at_review else self._homes.viewer(interaction.guild)
        view = request_card(marked, reader, at_review=at_review, sections=lists, gone=True)
        await interaction.edit_original_response(view=view)

    async def explain(self, press: Press) -> None:
        press.take(1)
        words = texts()(press.viewer.language, "spoiler-why")
        await press.interaction.response.send_message(words, ephemeral=True)

    # -- cards

    async def _marked(self, one: Spoiler) -> Marked:
        title = await self._app.catalogue.title(one.title_id, one.guild)
        talk = await self._homes.talk(one.guild, title)
        return Marked(one, talk.title, talk.bands)

    async def _next(self, interaction: Interaction, viewer: Viewer) -> discord.ui.LayoutView:
        """What waits longest, and the other lists."""
        guild = server_of(interaction)
        marked = await self._oldest(guild)
        lists = sections("spoilers", await waiting(self._app, interaction), viewer)
        if marked is None:
            return none_card(lists, viewer)
        return request_card(marked, viewer, at_review=True, sections=lists)

    async def _oldest(self, guild: int) -> Marked | None:
        """What is about a drama that was removed meanwhile is taken off the list."""
        while (queue := await self._app.hiding.queue(guild))[0]:
            [one], _ = queue
            try:
                return await self._marked(one)
            except NotFound:
                await self._app.hiding.decline(guild, one.id)
        return None


def _decided(words: str, who: discord.abc.User) -> discord.ui.LayoutView:
    """In the log channel: the words, and who decided."""
    return Card().text(words, who.mention).view()
