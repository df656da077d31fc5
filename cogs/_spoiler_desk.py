"""What moderators do with a message that gives too much away: post it again hidden, remove it, or leave it."""

from __future__ import annotations

import asyncio

import discord

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.hiding import Spoiler
from bot.domain.viewer import Viewer
from bot.errors import NotFound, UserError
from bot.i18n import texts
from bot.services.hiding import Repost
from cogs._actions import number
from cogs._card import Card
from cogs._failures import FAILURES, is_passing
from cogs._home_marks import find_message
from cogs._homes import Homes
from cogs._moderators import server_of
from cogs._permissions import named, without
from cogs._review_cards import sections
from cogs._reviewing import waiting
from cogs._spoiler_cards import Marked, hidden, marker, none_card, request_card

LARGEST_ID = 2**63 - 1
_SECONDS = 40  # for the requests of one decision; less than its lease
Channel = discord.TextChannel | discord.Thread


class SpoilerDesk:
    """The same buttons under /review and in the log channel."""

    def __init__(self, bot: MicroDramaBot, homes: Homes) -> None:
        self._bot = bot
        self._app = bot.app
        self._homes = homes
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
        """Once, whoever presses at once. First it stands hidden, then the original goes."""
        interaction, viewer, guild_id = press.interaction, press.viewer, server_of(press.interaction)
        identity, where, at_review = press.take(3)
        guild = interaction.guild
        assert guild is not None  # there are moderators of servers only
        one = await self._app.hiding.get(guild_id, number(identity, LARGEST_ID))
        marked = await self._marked(one)
        await interaction.response.defer()
        target = await self._target(guild, marked, where, viewer)
        repost = await self._app.hiding.claim(guild_id, one.id)
        link = await self._post(target, marked, repost)
        await self._app.hiding.done(repost)
        words = (
            f"{texts()(viewer.language, 'spoiler-done', link=link)}\n{await self._remove(guild, one, viewer)}"
        )
        if at_review == "1":
            await interaction.edit_original_response(view=await self._next(interaction, viewer))
            await interaction.followup.send(words, ephemeral=True)
        else:
            await interaction.edit_original_response(view=_decided(words, interaction.user))

    async def _target(self, guild: discord.Guild, marked: Marked, where: str, viewer: Viewer) -> Channel:
        """Raises UserError for a channel that is gone, or in which we may not write."""
        one = marked.spoiler
        if where == "band":
            return await self._homes.open(
                guild, marked.title, one.band, here=_parent(guild, one), asker=viewer
            )
        if where != "here":
            raise UserError("error-old-button")
        channel = guild.get_channel_or_thread(one.channel)
        if not isinstance(channel, Channel):
            raise UserError("error-spoiler-channel")
        writing = "send_messages_in_threads" if isinstance(channel, discord.Thread) else "send_messages"
        needed = ("view_channel", "read_message_history", writing)
        if lacks := without(channel.permissions_for(guild.me), needed):
            raise UserError("error-discuss-lacks", channel=channel.mention, list=named(lacks, viewer))
        return channel

    async def _post(self, target: Channel, marked: Marked, repost: Repost) -> str:
        """The address of the message. Whatever an earlier try has made is taken. Raises UserError."""
        view, file = hidden(marked, self._homes.viewer(target.guild))
        one, me = repost.spoiler, target.guild.me.id
        try:
            async with asyncio.timeout(_SECONDS):
                found = await find_message(target, marker(one), one.begun_at, me) if repost.again else None
                if found is None:
                    files = [file] if file else []
                    found = (await target.send(view=view, files=files, nonce=repost.nonce)).id
                return target.get_partial_message(found).jump_url
        except FAILURES as error:
            await self._app.hiding.give_up(repost, nothing_made=not is_passing(error))
            if is_passing(error):
                raise UserError("error-discuss-later") from None
            code = str(getattr(error, "code", 0))
            raise UserError("error-spoiler-refused", channel=target.mention, code=code) from None
        except Exception:
            await self._app.hiding.give_up(repost, nothing_made=False)
            raise

    async def _remove(self, guild: discord.Guild, one: Spoiler, viewer: Viewer) -> str:
        """What became of the original."""
        t, language = texts(), viewer.language
        channel = guild.get_channel_or_thread(one.channel)
        lacks = t(
            language,
            "spoiler-not-removed",
            channel=f"<#{one.channel}>",
            list=named(["manage_messages"], viewer),
        )
        if isinstance(channel, Channel) and not channel.permissions_for(guild.me).manage_messages:
            return lacks
        where = self._bot.get_partial_messageable(one.channel, guild_id=guild.id)
        try:
            await where.get_partial_message(one.message).delete()
        except discord.NotFound:
            return t(language, "spoiler-was-gone")
        except discord.Forbidden:
            return lacks
        except FAILURES:
            return t(language, "spoiler-remove-later")
        return t(language, "spoiler-removed")

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


def _parent(guild: discord.Guild, one: Spoiler) -> int:
    """Where a home is opened when the server has chosen no place: the channel of the message."""
    channel = guild.get_channel_or_thread(one.channel)
    return channel.parent_id if isinstance(channel, discord.Thread) else one.channel


def _decided(words: str, who: discord.abc.User) -> discord.ui.LayoutView:
    """In the log channel: the words, and who decided."""
    return Card().text(words, who.mention).view()
