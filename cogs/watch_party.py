"""/watch-party: a member says what to watch when; it is said back, then it becomes an event of Discord's."""

from __future__ import annotations

import logging
import time
from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.markup import clean
from bot.domain.party import Party, State, episodes_of, length
from bot.domain.spoken_time import LONGEST, moment, needs_zone
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from bot.services.catalogue import CatalogueService
from bot.services.members import MemberService
from bot.services.parties import PartyService, TakenOver
from bot.services.search import SearchService
from bot.services.servers import ServerService
from cogs._choices import resolve_title
from cogs._commands import in_servers, said
from cogs._modals import open_form
from cogs._moderators import is_moderator
from cogs._party_cards import ask_zone_card, draft_card, made_card, unclear_card
from cogs._party_event import unstopped
from cogs._party_form import time_form
from cogs._party_wire import PartyWire
from cogs._permissions import VENUE, named, permissions_in, without, without_events
from cogs._subscribed import TitleOption
from cogs._times import zone_of
from cogs._zones import OTHER, ZoneModal

log = logging.getLogger(__name__)
Starts = app_commands.Range[str, 1, LONGEST]
Episodes = app_commands.Range[str, 1, 20]
Venue = discord.VoiceChannel | discord.StageChannel


class WatchParty(commands.Cog):
    def __init__(
        self,
        bot: MicroDramaBot,
        parties: PartyService,
        catalogue: CatalogueService,
        search: SearchService,
        members: MemberService,
        servers: ServerService,
    ) -> None:
        self.bot = bot
        self.parties = parties
        self.catalogue = catalogue
        self.search = search
        self.members = members
        self.wire = PartyWire(bot, parties, catalogue, servers)
        bot.actions |= {
            "meet-zone": self.choose_zone,
            "meet-zones": self.ask_zone,
            "meet-when": self.ask_time,
            "meet-make": self.make,
        }

    @app_commands.command(name="watch-party", description=said("command-watch-party"))
    @app_commands.describe(
        title=said("command-watch-party-title"),
        starts=said("command-watch-party-starts"),
        episodes=said("command-watch-party-episodes"),
        channel=said("command-watch-party-channel"),
    )
    @in_servers
    async def watch_party(
        self,
        interaction: Interaction,
        title: TitleOption,
        starts: Starts,
        episodes: Episodes = "",
        channel: Venue | None = None,
    ) -> None:
        guild, viewer = _server(interaction), await self.bot.viewer(interaction)
        found = await resolve_title(self.search, self.catalogue, viewer, title)
        first, last = episodes_of(episodes, found)
        _check_permissions(interaction, channel, viewer)
        await self.parties.check_quota(guild, viewer.user_id, moderates=is_moderator(interaction))
        thread = interaction.channel.id if isinstance(interaction.channel, discord.Thread) else 0
        draft = await self.parties.draft(
            Party(
                "", guild, interaction.channel_id or 0, viewer.user_id, found.id, first, last, thread=thread,
                place=channel.id if channel else 0, minutes=length(found, first, last),
            )
        )  # fmt: skip
        view = await self._understood(draft, starts, viewer)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def _understood(self, draft: Party, typed: str, viewer: Viewer) -> discord.ui.LayoutView:
        """The draft with this time; or what is in the way of it, with nothing lost."""
        typed = clean(typed.replace("\n", " "), LONGEST)
        zone = await self.parties.zone(draft.guild, draft.host)
        if not zone and needs_zone(typed):
            return ask_zone_card(await self.parties.say_when(draft, typed, 0), viewer)
        try:
            at = moment(typed, zone or "UTC", int(time.time()))
        except UserError as error:
            draft = await self.parties.say_when(draft, typed, 0)
            return unclear_card(draft, texts()(viewer.language, error.key, **error.params), viewer)
        draft = await self.parties.say_when(draft, typed, at)
        title = await self.catalogue.title(draft.title_id, draft.guild)
        return draft_card(draft, title, zone if needs_zone(typed) else "", viewer)

    # -- the draft's buttons, which only its host sees

    async def choose_zone(self, press: Press) -> None:
        draft = await self._mine(press.interaction, press.take(1)[0])
        chosen = partial(self._zone_chosen, identity=draft.id)
        if press.values[0] == OTHER:
            await open_form(press.interaction, ZoneModal(press.viewer, chosen))
        else:
            await chosen(press.interaction, zone_of(press.values[0]))

    async def _zone_chosen(self, interaction: Interaction, zone: str, identity: str) -> None:
        """Remembered as the member's own."""
        draft = await self._mine(interaction, identity)
        await self.members.choose_zone(draft.host, zone)
        await self._show(interaction, draft, draft.typed)

    async def ask_zone(self, press: Press) -> None:
        draft = await self._mine(press.interaction, press.take(1)[0])
        await press.interaction.response.edit_message(view=ask_zone_card(draft, press.viewer))

    async def ask_time(self, press: Press) -> None:
        draft = await self._mine(press.interaction, press.take(1)[0])
        form = time_form(press.viewer, draft.typed, partial(self._time_typed, identity=draft.id))
        await open_form(press.interaction, form)

    async def _time_typed(self, interaction: Interaction, typed: str, identity: str) -> None:
        await self._show(interaction, await self._mine(interaction, identity), typed)

    async def _show(self, interaction: Interaction, draft: Party, typed: str) -> None:
        viewer = await self.bot.viewer(interaction)
        await interaction.response.edit_message(view=await self._understood(draft, typed, viewer))

    async def _mine(self, interaction: Interaction, identity: str) -> Party:
        return await self.parties.my_draft(_server(interaction), interaction.user.id, identity)

    async def make(self, press: Press) -> None:
        """Create: the first press claims it, any other sees what became of it."""
        interaction, identity = press.interaction, press.take(1)[0]
        guild, host = _server(interaction), interaction.user.id
        draft = await self.parties.get(guild, identity)
        venue = interaction.guild.get_channel(draft.place) if interaction.guild and draft.place else None
        if draft.place and not isinstance(venue, Venue):
            raise UserError("error-party-venue")
        party = await self.parties.begin(guild, host, identity, moderates=is_moderator(interaction))
        await interaction.response.defer()
        if party:
            party = await self._made(party)
        else:
            party = await self.parties.get(guild, identity)
        await interaction.edit_original_response(view=made_card(party, press.viewer))

    async def _made(self, party: Party) -> Party:
        """Raises UserError for what Discord does not allow; what only fails now is done by itself later."""
        try:
            party = await unstopped(self.wire.make(party))
            if party.state is State.MADE and party.news:  # the card says so
                await self.parties.heard(party.guild, party.id)
            return party
        except UserError:
            await self.parties.heard(party.guild, party.id)
            raise
        except TakenOver:
            log.info("Party %s is made by another process.", party.id)
        except Exception:
            log.warning("Party %s is made later.", party.id, exc_info=True)
        return await self.parties.get(party.guild, party.id)


def _server(interaction: Interaction) -> int:
    """Raises UserError outside of servers."""
    if interaction.guild_id is None:
        raise UserError("error-party-here")
    return interaction.guild_id


def _check_permissions(interaction: Interaction, channel: Venue | None, viewer: Viewer) -> None:
    """Raises UserError that says what is lacking, and where it is given."""
    have = interaction.app_permissions
    if without_events(have):
        raise UserError("error-party-permission")
    is_thread = isinstance(interaction.channel, discord.Thread)
    post = ("view_channel", "send_messages_in_threads" if is_thread else "send_messages")
    if lacks := without(have, post):
        raise UserError(
            "error-party-channel", channel=f"<#{interaction.channel_id}>", list=named(lacks, viewer)
        )
    if channel and (lacks := without(permissions_in(interaction, channel.id), VENUE[channel.type])):
        raise UserError("error-party-channel", channel=f"<#{channel.id}>", list=named(lacks, viewer))


async def setup(bot: MicroDramaBot) -> None:
    app = bot.app
    await bot.add_cog(WatchParty(bot, app.parties, app.catalogue, app.search, app.members, app.servers))
