"""Opens and finds the threads in which a server talks about a drama: each is there once, whoever asks at once."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from hashlib import blake2s

import discord

from bot.client import MicroDramaBot
from bot.domain.bands import Band
from bot.domain.home import HOME, Place
from bot.domain.model import Title
from bot.domain.viewer import Preferences, Viewer, language_of
from bot.errors import UserError
from bot.pacing import once
from bot.services.homes import LEASE, Claim
from cogs._failures import FAILURES, is_passing
from cogs._home_cards import Talk, band_view, home_view, marker, thread_name
from cogs._home_marks import find_message, find_post
from cogs._home_tags import fitting
from cogs._permissions import TALK, named, without

Parent = discord.TextChannel | discord.ForumChannel
_PATIENCE = 25.0  # seconds to wait for another who is opening the same
_LOOK = 0.2  # seconds between two looks
_WEEK = 10_080  # minutes until a thread rests: the most there is
# What Discord says no with: Discord's code → what a member reads.
_REFUSALS = {
    40067: "error-discuss-tag",
    50001: "error-discuss-forbidden",
    50013: "error-discuss-forbidden",
    160006: "error-discuss-full",
}
_HAS_THREAD, _UNKNOWN_MESSAGE = 160004, 10008


class Gone(UserError):
    """The thread of a place was deleted; it can be opened anew."""

    def __init__(self, place: Place) -> None:
        super().__init__("error-discuss-gone")
        self.place = place


class Homes:
    """Each method may be called by anybody at any time, in several processes."""

    def __init__(self, bot: MicroDramaBot) -> None:
        self._bot = bot
        self._homes = bot.app.homes
        self._drawing: set[int] = set()  # threads of homes

    async def open(
        self,
        guild: discord.Guild,
        title: Title,
        band: Band | None = None,
        *,
        here: int = 0,
        asker: Viewer | None = None,
    ) -> discord.Thread:
        """The home of a drama, or the thread of a band, which wants the home. `here`: the channel to take when the
        server has not chosen one. Raises Gone, or another UserError in the words of the asker."""
        talk = await self.talk(guild.id, title)
        home = await self._open(guild, talk, HOME, asker, self._parent_id(guild, here))
        if band is None:
            return home
        return await self._open(guild, talk, band, asker, home.parent_id)

    async def talk(self, guild: int, title: Title) -> Talk:
        """Of the title, or of the one whose home it is part of."""
        home = await self._homes.home(guild, title.id)
        if home.merged_into:
            found = await self._bot.app.catalogue.titles([home.merged_into], guild)
            if found:
                title, home = found[0], await self._homes.home(guild, found[0].id)
        merged = await self._homes.merged(guild, title.id)
        return Talk(title, home, await self._homes.listed(guild, title), tuple(merged))

    async def redraw(self, guild: discord.Guild, title: Title) -> None:
        """The first message of a home, as it is today, when it shows something else: other bands, other facts."""
        talk = await self.talk(guild.id, title)
        place = await self._homes.place(guild.id, talk.title.id)
        if place is None or place.thread in self._drawing:
            return
        view = self.view(talk, HOME, self.viewer(guild))
        digest = _digest(view)
        if await self._homes.shown(place) == digest:
            return
        self._drawing.add(place.thread)  # whoever comes meanwhile need not do the same
        try:
            await self.replace(guild, place, view)
            await self._homes.show(place, digest)
        finally:
            self._drawing.discard(place.thread)

    async def replace(self, guild: discord.Guild, place: Place, view: discord.ui.LayoutView) -> None:
        """What the first message of a place shows; nothing happens when somebody has deleted it."""
        is_post = place.message == place.thread and isinstance(
            guild.get_channel(place.channel), discord.ForumChannel
        )
        where = self._bot.get_partial_messageable(
            place.thread if is_post else place.channel, guild_id=guild.id
        )
        try:
            await where.get_partial_message(place.message).edit(
                view=view, allowed_mentions=discord.AllowedMentions.none()
            )
        except (discord.NotFound, discord.Forbidden):
            return

    def viewer(self, guild: discord.Guild) -> Viewer:
        """Everybody who reads a thread there, of whom nobody's country is known."""
        language = self._bot.app.servers.get(guild.id).language
        language = language or language_of(guild.preferred_locale.value)
        return Viewer.of(0, "", Preferences(language=language), guild.id)

    async def thread(self, guild: discord.Guild, place: Place) -> discord.Thread:
        """Of a place that has been opened, taken out of the archive unless it is locked. Raises Gone, UserError."""
        thread = guild.get_thread(place.thread)
        try:
            if thread is None or thread.archived:
                found = await guild.fetch_channel(place.thread)
                if not isinstance(found, discord.Thread):
                    raise Gone(place)
                thread = found
            if thread.archived and not thread.locked:
                thread = await thread.edit(archived=False)
        except discord.NotFound:
            raise Gone(place) from None
        except discord.Forbidden:
            raise UserError("error-discuss-forbidden", channel=f"<#{place.channel}>") from None
        except FAILURES:
            raise UserError("error-discuss-later") from None
        return thread

    # -- one place

    async def _open(
        self, guild: discord.Guild, talk: Talk, band: Band, asker: Viewer | None, parent: int
    ) -> discord.Thread:
        """Found, or opened here, or by whoever was quicker."""
        if known := await self._homes.place(guild.id, talk.title.id, band):
            return await self.thread(guild, known)
        if talk.home.locked:
            raise UserError("error-discuss-closed")
        self._allowed(guild, parent, asker or self.viewer(guild))
        loop = asyncio.get_running_loop()
        until = loop.time() + _PATIENCE
        while loop.time() < until:
            found = await self._homes.claim(guild.id, talk.title.id, band, parent)
            if isinstance(found, Place):
                return await self.thread(guild, found)
            if found is not None:
                return await self._opened(guild, talk, found)
            await asyncio.sleep(_LOOK)
        raise UserError("error-discuss-busy")

    async def _opened(self, guild: discord.Guild, talk: Talk, claim: Claim) -> discord.Thread:
        """Whatever happens on the way, whoever comes next can go on."""
        if not isinstance(guild.get_channel(claim.place.channel), Parent):  # deleted since an earlier try
            await self._homes.give_up(claim, nothing_made=True)
            raise UserError("error-discuss-later")
        try:
            async with asyncio.timeout(LEASE * 2 / 3):
                return await self._make(guild, talk, claim)
        except FAILURES as error:
            code = getattr(error, "code", 0)
            was_sent = await self._homes.is_sent(claim) and code != _UNKNOWN_MESSAGE
            await self._homes.give_up(claim, nothing_made=not is_passing(error) and not was_sent)
            if is_passing(error):
                raise UserError("error-discuss-later") from None
            key = _REFUSALS.get(code, "error-discuss-refused")
            raise UserError(key, channel=f"<#{claim.place.channel}>", code=str(code)) from None
        except Exception:
            await self._homes.give_up(claim, nothing_made=False)
            raise

    async def _make(self, guild: discord.Guild, talk: Talk, claim: Claim) -> discord.Thread:
        """The first message, and the thread that it begins; what an earlier try has made is taken."""
        place, message, viewer = claim.place, claim.place.message, self.viewer(guild)
        channel = guild.get_channel(place.channel)
        name, mark = thread_name(talk, place.band, viewer), marker(talk.title.id, place.band)
        if isinstance(channel, discord.ForumChannel):
            if place.again and not message:
                message = await find_post(channel, name, mark, place.begun_at, guild.me.id) or 0
            if not message:
                message = await self._post(channel, talk, place.band, name)
            await self._is_open(claim, talk, message, viewer)
            return await self.thread(guild, replace(place, thread=message))
        assert isinstance(channel, discord.TextChannel)
        if place.again and not message:
            message = await find_message(channel, mark, place.begun_at, guild.me.id) or 0
        if not message:
            sent = await channel.send(view=self.view(talk, place.band, viewer), nonce=claim.nonce)
            message = sent.id
        await self._homes.sent(claim, message)
        thread = await self._start(channel, message, name)
        await self._is_open(claim, talk, message, viewer)  # the thread of a message has its id
        return thread or await self.thread(guild, replace(place, thread=message))

    async def _is_open(self, claim: Claim, talk: Talk, message: int, viewer: Viewer) -> None:
        place = await self._homes.opened(claim, message, message)
        if place.band == HOME and not place.again:  # what an earlier try has made may show something older
            await self._homes.show(place, _digest(self.view(talk, HOME, viewer)))

    async def _post(self, forum: discord.ForumChannel, talk: Talk, band: Band, name: str) -> int:
        may = forum.permissions_for(forum.guild.me).manage_threads
        tags = fitting(forum, talk.title, self._bot.app.catalogue, moderated=may)
        view = self.view(talk, band, self.viewer(forum.guild))
        with once():  # there is no nonce: made twice, it would be there twice
            made = await forum.create_thread(
                name=name, view=view, applied_tags=tags, auto_archive_duration=_WEEK
            )
        return made.thread.id

    async def _start(self, channel: discord.TextChannel, message: int, name: str) -> discord.Thread | None:
        """None when it is there already."""
        try:
            return await channel.get_partial_message(message).create_thread(
                name=name, auto_archive_duration=_WEEK
            )
        except discord.HTTPException as error:
            if error.code != _HAS_THREAD:
                raise
            return None

    def view(self, talk: Talk, band: Band, viewer: Viewer) -> discord.ui.LayoutView:
        if band == HOME:
            return home_view(talk, viewer, self._bot.app.catalogue)
        return band_view(talk, band, viewer)

    # -- where

    def _parent_id(self, guild: discord.Guild, here: int) -> int:
        return self._bot.app.servers.get(guild.id).talk_channel or here

    def _allowed(self, guild: discord.Guild, parent: int, asker: Viewer) -> None:
        """Raises UserError when there cannot be threads there, or we may not make any."""
        channel = guild.get_channel(parent)
        if not isinstance(channel, Parent):
            chosen = self._bot.app.servers.get(guild.id).talk_channel
            raise UserError("error-discuss-place" if chosen == parent and chosen else "error-discuss-nowhere")
        kind = "forum" if isinstance(channel, discord.ForumChannel) else "thread"
        if lacks := without(channel.permissions_for(guild.me), TALK[kind]):
            raise UserError("error-discuss-lacks", channel=channel.mention, list=named(lacks, asker))


def _digest(view: discord.ui.LayoutView) -> str:
    return blake2s(json.dumps(view.to_components()).encode()).hexdigest()[:16]
