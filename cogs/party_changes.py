"""Move and Cancel under a watch party, for its host and for moderators: the event is changed, the party follows."""

from __future__ import annotations

import time
from functools import partial

import discord
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.party import Party, Seen, State
from bot.domain.spoken_time import moment, needs_zone
from bot.errors import UserError
from bot.i18n import texts
from bot.services.parties import PartyService
from cogs._modals import open_form
from cogs._moderators import is_moderator
from cogs._party_cards import MARKER, sure_card
from cogs._party_event import cancel, move, unstopped
from cogs._party_form import time_form
from cogs._party_wire import PartyWire


class PartyChanges(commands.Cog):
    def __init__(self, bot: MicroDramaBot, parties: PartyService) -> None:
        self.bot = bot
        self.parties = parties
        self.wire = PartyWire(bot, parties, bot.app.catalogue, bot.app.servers)
        bot.actions |= {
            MARKER: self.ask_time,
            "meet-cancel": self.ask_whether,
            "meet-cancelled": self.cancel,
        }

    async def ask_time(self, press: Press) -> None:
        party = await self._theirs(press.interaction, press.take(1)[0])
        form = time_form(press.viewer, "", partial(self._move, identity=party.id))
        await open_form(press.interaction, form)

    async def _move(self, interaction: Interaction, typed: str, identity: str) -> None:
        """The event first: whatever happens then, the party follows it."""
        party = await self._theirs(interaction, identity)
        viewer = await self.bot.viewer(interaction)
        zone = await self.parties.zone(party.guild, interaction.user.id)
        if not zone and needs_zone(typed):
            raise UserError("error-party-zone")
        at = moment(typed, zone or "UTC", int(time.time()))
        await interaction.response.defer(ephemeral=True, thinking=True)
        server = interaction.guild
        assert server is not None
        await self._follow(party, await unstopped(move(server, party, at)))
        text = texts()(viewer.language, "party-moved", when=f"<t:{at}:F>")
        await interaction.followup.send(text, ephemeral=True)

    async def ask_whether(self, press: Press) -> None:
        party = await self._theirs(press.interaction, press.take(1)[0])
        title, _ = await self.wire.title(party)
        view = sure_card(party, title, press.viewer)
        await press.interaction.response.send_message(view=view, ephemeral=True)

    async def cancel(self, press: Press) -> None:
        """In the place of the question."""
        party = await self._theirs(press.interaction, press.take(1)[0])
        await press.interaction.response.defer()
        server = press.interaction.guild
        assert server is not None
        await self._follow(party, await unstopped(cancel(server, party)))
        text = texts()(press.viewer.language, "party-cancelled")
        view = discord.ui.LayoutView(timeout=None).add_item(discord.ui.TextDisplay(text))
        await press.interaction.edit_original_response(view=view)

    async def _theirs(self, interaction: Interaction, identity: str) -> Party:
        """One that is on, for who may change it. Raises UserError."""
        if interaction.guild_id is None:
            raise UserError("error-party-here")
        party = await self.parties.get(interaction.guild_id, identity)
        if party.host != interaction.user.id and not is_moderator(interaction):
            raise UserError("error-party-not-yours")
        if party.state is not State.MADE:
            raise UserError("error-party-ended")
        return party

    async def _follow(self, party: Party, now: Seen | None) -> None:
        """Now, as the gateway may take its time; the message is drawn anew by whoever does next steps.

        Raises UserError when the event is gone, and the party with it.
        """
        await self.parties.followed(party.guild, party.event, now)
        self.bot.dispatch("party_change")
        if now is None:
            raise UserError("error-party-ended")


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(PartyChanges(bot, bot.app.parties))
