"""Hides a message on Discord: posted again behind a spoiler, at most once, and only then the original is removed."""

from __future__ import annotations

import asyncio

import discord

from bot.client import MicroDramaBot
from bot.domain.hiding import Spoiler
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from bot.services.hiding import Repost
from cogs._failures import FAILURES, is_passing
from cogs._home_marks import find_message
from cogs._homes import Gone, Homes
from cogs._permissions import named, without
from cogs._spoiler_cards import Marked, hidden, marker
from cogs._spoiler_files import MOST, again

_SECONDS = 40  # for the requests of one decision; less than its lease
Channel = discord.TextChannel | discord.Thread


class SpoilerWire:
    def __init__(self, bot: MicroDramaBot, homes: Homes) -> None:
        self._bot = bot
        self._app = bot.app
        self._homes = homes

    async def target(self, guild: discord.Guild, marked: Marked, where: str, viewer: Viewer) -> Channel:
        """Raises UserError for a channel that is gone, or in which we may not write; Gone for a thread that was
        deleted, unless it is wanted anew."""
        channel = await self._channel(guild, marked, where, viewer)
        needed = ["view_channel", "read_message_history"]
        needed.append("send_messages_in_threads" if isinstance(channel, discord.Thread) else "send_messages")
        needed += ["attach_files"] if marked.spoiler.files else []
        if lacks := without(channel.permissions_for(guild.me), needed):
            raise UserError("error-discuss-lacks", channel=channel.mention, list=named(lacks, viewer))
        return channel

    async def _channel(self, guild: discord.Guild, marked: Marked, where: str, viewer: Viewer) -> Channel:
        if where == "band":
            return await self._band(guild, marked, viewer)
        if where == "anew":
            return await self._anew(guild, marked, viewer)
        if where != "here":
            raise UserError("error-old-button")
        channel = guild.get_channel_or_thread(marked.spoiler.channel)
        if not isinstance(channel, Channel):
            raise UserError("error-spoiler-channel")
        return channel

    async def _band(self, guild: discord.Guild, marked: Marked, viewer: Viewer) -> Channel:
        here = _parent(guild, marked.spoiler)
        return await self._homes.open(guild, marked.title, marked.spoiler.band, here=here, asker=viewer)

    async def _anew(self, guild: discord.Guild, marked: Marked, viewer: Viewer) -> Channel:
        """Both the home and the band's thread may have been deleted."""
        for _ in range(2):
            try:
                return await self._band(guild, marked, viewer)
            except Gone as gone:
                await self._app.homes.gone(gone.place)
        return await self._band(guild, marked, viewer)

    async def post(self, target: Channel, marked: Marked, repost: Repost) -> str:
        """The address of the message. Whatever an earlier try has made is taken. Raises UserError."""
        one = repost.spoiler
        try:
            async with asyncio.timeout(_SECONDS):
                if repost.again and (made := await self._made(target, marked, repost)):
                    return made
                attached = await again(self._bot, one.files, target.guild.filesize_limit)
                view, files = hidden(marked, attached, self._homes.viewer(target.guild))
                if len(files) > MOST:
                    raise UserError("error-spoiler-many-files", most=MOST)
                return (await target.send(view=view, files=files, nonce=repost.nonce)).jump_url
        except FAILURES as error:
            await self._app.hiding.give_up(repost, nothing_made=not is_passing(error))
            if is_passing(error):
                raise UserError("error-discuss-later") from None
            code = str(getattr(error, "code", 0))
            raise UserError("error-spoiler-refused", channel=target.mention, code=code) from None
        except UserError:
            await self._app.hiding.give_up(repost, nothing_made=True)
            raise
        except Exception:
            await self._app.hiding.give_up(repost, nothing_made=False)
            raise

    async def _made(self, target: Channel, marked: Marked, repost: Repost) -> str:
        """What an earlier try has posted, there or in the other place it may have been meant for; "" for nothing."""
        one, guild = repost.spoiler, target.guild
        band = await self._app.homes.place(guild.id, marked.title.id, one.band)
        ids = dict.fromkeys((target.id, one.channel, band.thread if band else 0))
        for channel in (target if id == target.id else guild.get_channel_or_thread(id) for id in ids):
            if isinstance(channel, Channel):
                found = await find_message(channel, marker(one), one.begun_at, guild.me.id)
                if found:
                    return channel.get_partial_message(found).jump_url
        return ""

    async def remove(self, guild: discord.Guild, one: Spoiler, viewer: Viewer) -> str:
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


def _parent(guild: discord.Guild, one: Spoiler) -> int:
    """Where a home is opened when the server has chosen no place: the channel of the message."""
    channel = guild.get_channel_or_thread(one.channel)
    return channel.parent_id if isinstance(channel, discord.Thread) else one.channel
