"""Watch parties on Discord: their events, messages and reminders, each made once, whatever ends in between."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

import discord

from bot.client import MicroDramaBot
from bot.domain.bands import Band
from bot.domain.home import HOME
from bot.domain.model import Title
from bot.domain.party import Party, State
from bot.domain.viewer import Preferences, Viewer, language_of
from bot.errors import UserError
from bot.pacing import once
from bot.services.catalogue import CatalogueService, Watch
from bot.services.parties import PartyService
from bot.services.servers import ServerService
from cogs._party_cards import (
    MARKER,
    event_description,
    event_name,
    party_card,
    reference,
    reminder_card,
)
from cogs._party_event import is_refusal, refusal
from cogs._party_thread import band_thread, open_thread

log = logging.getLogger(__name__)
_READ = 300  # messages looked through after a fault
_UNKNOWN = -1  # instead of a message's id: it may be there, and we may not look


class PartyWire:
    """Each method does one step of a party that was claimed, and says in the database how far it has come."""

    def __init__(
        self, bot: MicroDramaBot, parties: PartyService, catalogue: CatalogueService, servers: ServerService
    ) -> None:
        self._bot = bot
        self._parties = parties
        self._catalogue = catalogue
        self._servers = servers

    def viewer(self, guild: int) -> Viewer:
        """Everybody in a server: what its moderators chose, and nobody's own."""
        settings, server = self._servers.get(guild), self._bot.get_guild(guild)
        spoken = language_of(server.preferred_locale.value if server else "")
        preferences = Preferences(language=settings.language or spoken)
        return Viewer.of(0, "", preferences, guild, settings.region or None)

    async def title(self, party: Party) -> tuple[Title | None, Watch | None]:
        """Nothing of a title that was removed meanwhile; ways to watch where the server said from where."""
        found = await self._catalogue.titles([party.title_id], party.guild)
        region = self.viewer(party.guild).region
        if not found or not region:
            return (found[0] if found else None), None
        return found[0], await self._catalogue.watch(party.title_id, region, party.guild)

    # -- making: the event, the message, the thread

    async def make(self, party: Party) -> Party:
        """Raises UserError, and leaves a draft, when Discord does not allow it. What went wrong is its host's news
        until they have been told."""
        title, watch = await self.title(party)
        server = self._bot.get_guild(party.guild)
        if server is None or server.unavailable:
            raise RuntimeError(f"server {party.guild} is not there")
        if title is None:
            await self._parties.done(party, state=State.DRAFT, news="error-party-gone")
            raise UserError("error-party-gone")
        if not party.event:
            event = await self._find_event(server, party) if party.tries > 1 else 0
            if not event and party.at <= datetime.now(UTC).timestamp():
                return await self._parties.done(party, state=State.CANCELLED, news="party-too-late")
            try:
                event = event or await self._create(server, party, title, watch)
            except discord.HTTPException as error:
                if not is_refusal(error):
                    raise
                await self._parties.done(party, state=State.DRAFT, news=refusal(error).key)
                raise refusal(error) from error
            party = await self._parties.note(party, event=event)
        party = await self._post(server, party, title, watch)
        news = "" if party.message else "party-not-posted"
        return await self._parties.done(party, state=State.MADE, news=news)

    async def _create(self, server: discord.Guild, party: Party, title: Title, watch: Watch | None) -> int:
        viewer = self.viewer(party.guild)
        name, about = event_name(party, title, viewer), event_description(party, title, watch, viewer)
        starts, ends, privacy = _moment(party.at), _moment(party.ends), discord.PrivacyLevel.guild_only
        place = server.get_channel(party.place) if party.place else None
        with once():  # there is no nonce: made twice, it would be there twice
            if isinstance(place, discord.VoiceChannel | discord.StageChannel):
                is_stage = isinstance(place, discord.StageChannel)
                kind = discord.EntityType.stage_instance if is_stage else discord.EntityType.voice
                made = await server.create_scheduled_event(
                    name=name, description=about, start_time=starts, end_time=ends, privacy_level=privacy,
                    channel=place, entity_type=kind,
                )  # fmt: skip
            else:
                made = await server.create_scheduled_event(
                    name=name, description=about, start_time=starts, end_time=ends, privacy_level=privacy,
                    location=_location(server, party.channel), entity_type=discord.EntityType.external,
                )  # fmt: skip
        return made.id

    async def _band(self, party: Party) -> Band | None:
        """In whose thread it is talked about."""
        place = await self._bot.app.homes.of_thread(party.guild, party.thread) if party.thread else None
        return place.band if place and place.band != HOME else None

    async def _find_event(self, server: discord.Guild, party: Party) -> int:
        """One that was made just before we were stopped; 0 for none."""
        ours = await self._parties.events(party.guild)
        for event in await server.fetch_scheduled_events(with_counts=False):
            if (event.description or "").endswith(reference(party)) and event.id not in ours:
                return event.id
        return 0

    async def _post(self, server: discord.Guild, party: Party, title: Title, watch: Watch | None) -> Party:
        if not party.message:
            if not party.thread and (thread := await band_thread(self._bot, server, party, title)):
                party = await self._parties.note(party, thread=thread)
            mark = f"{MARKER}:{party.id}"
            found = await self._find_message(party.channel, mark) if party.tries > 1 else 0
            view = party_card(party, title, watch, await self._band(party), self.viewer(party.guild))
            message = found or await self._send(party.channel, view, f"p{party.id}")
            if message in (0, _UNKNOWN):
                return party
            party = await self._parties.note(party, message=message)
        if not party.thread:
            name = event_name(party, title, self.viewer(party.guild))
            party = await self._parties.note(party, thread=await open_thread(self._bot, party, name))
        return party

    # -- afterwards

    async def remind(self, party: Party) -> None:
        """Where it is talked about; in its channel when the thread is gone."""
        title, watch = await self.title(party)
        if title:
            view = reminder_card(party, title, watch, self.viewer(party.guild))
            for place in dict.fromkeys(filter(None, (party.thread, party.channel))):
                marks = party.url, f"<t:{party.at}:R>"  # both stand in the party's own message, too
                found = await self._find_message(place, *marks, but=party.message) if party.tries > 1 else 0
                if found or await self._send(place, view, f"r{party.id}{party.at}"):
                    break
        await self._parties.done(party, told=party.at)

    async def redraw(self, party: Party) -> None:
        title, watch = await self.title(party)
        if title and party.message:
            channel = self._bot.get_partial_messageable(party.channel, guild_id=party.guild)
            view = party_card(party, title, watch, await self._band(party), self.viewer(party.guild))
            try:
                await channel.get_partial_message(party.message).edit(
                    view=view, allowed_mentions=discord.AllowedMentions.none()
                )
            except discord.HTTPException as error:
                if not is_refusal(error):
                    raise
                log.info("Party %s cannot be shown as it is now: %s", party.id, error)
        await self._parties.drawn(party)

    async def end(self, party: Party) -> None:
        await self._parties.done(party, state=State.OVER, stale=1)

    # -- messages

    async def _send(self, place: int, view: discord.ui.LayoutView, nonce: str) -> int:
        """The message, also one that was sent with this nonce just before; 0 when Discord does not take it."""
        try:
            return (await self._bot.get_partial_messageable(place).send(view=view, nonce=nonce)).id
        except discord.HTTPException as error:
            if not is_refusal(error):
                raise
            log.info("A watch party cannot be made known in %s: %s", place, error)
            return 0

    async def _find_message(self, place: int, *marks: str, but: int = 0) -> int:
        """Of ours with all of these in it, among the latest; 0 for none."""
        try:
            async for message in self._bot.get_partial_messageable(place).history(limit=_READ):
                is_ours = self._bot.user is not None and message.author.id == self._bot.user.id
                said = _components(message) if is_ours and message.id != but else ""
                if said and all(mark in said for mark in marks):
                    return message.id
        except discord.Forbidden:
            return _UNKNOWN
        except discord.NotFound:
            return 0
        return 0


def _components(message: discord.Message) -> str:
    return json.dumps([component.to_dict() for component in message.components])


def _location(server: discord.Guild, channel: int) -> str:
    known = server.get_channel_or_thread(channel)
    return f"#{known.name}"[:100] if known else server.name[:100]


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
