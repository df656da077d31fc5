"""/setup: walks whoever manages a server through its settings, and tests each permission that they will need."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain import regions
from bot.domain.announcing.subscription import Subscription, Timing, Wishes
from bot.domain.bands import END, MOST, starts_in
from bot.domain.markup import quoted
from bot.domain.model import Language
from bot.errors import UserError
from bot.i18n import texts
from bot.services.announcing import AnnouncingService
from bot.services.servers import ServerService
from cogs._actions import number
from cogs._announce_options import KINDS
from cogs._commands import said
from cogs._modals import open_form
from cogs._moderators import for_moderators, managed_by
from cogs._permissions import chosen_channel, missing, permissions_in
from cogs._regions import OTHER, RegionModal
from cogs._setup_notes import notes
from cogs._setup_steps import CLEARED, PLACES, TALKS, TEXT, TEXT_OR_FORUM, Step, Walk, step_card
from cogs._subscribed import language_here, state_of, zone_here
from cogs._suggest_form import LineForm
from cogs._times import zone_of
from cogs._zones import ZoneModal

E = TypeVar("E", Step, Language)
_LONGEST_STARTS = 60  # characters


class Setup(commands.Cog):
    def __init__(self, bot: MicroDramaBot, servers: ServerService, announcing: AnnouncingService) -> None:
        self.bot = bot
        self.servers = servers
        self.announcing = announcing
        bot.actions |= {
            "setup": self.turn,
            "set-clear": self.clear,
            "set-region": self.choose_region,
            "set-language": self.choose_language,
            "set-zone": self.choose_zone,
            "set-news": self.choose_news,
            "set-log": self.choose_log,
            "set-role": self.choose_role,
            "set-talk": self.choose_talk,
            "set-place": self.choose_place,
            "set-bands": self.choose_bands,
            "set-follow": self.choose_follow,
            "set-desk": self.choose_desk,
        }

    @app_commands.command(name="setup", description=said("command-setup"), extras={"managers": True})
    @for_moderators
    async def begin(self, interaction: Interaction) -> None:
        managed_by(interaction)
        view = await self._card(interaction, Step.HOME)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def turn(self, press: Press) -> None:
        managed_by(press.interaction)
        await self._show(press.interaction, _one_of(Step, press.take(1)[0]))

    async def clear(self, press: Press) -> None:
        """Take a choice back."""
        step = _one_of(Step, press.take(1)[0])
        await self._keep(press.interaction, step, **CLEARED.get(step, {}))

    # -- menus; each shows its step anew, with what was chosen

    async def choose_region(self, press: Press) -> None:
        managed_by(press.interaction)
        if press.values[0] == OTHER:
            await open_form(press.interaction, RegionModal(press.viewer, self._keep_region))
        else:
            await self._keep_region(press.interaction, press.values[0])

    async def _keep_region(self, interaction: Interaction, region: str) -> None:
        if not regions.is_country(region):
            raise UserError("error-unknown-region", text=quoted(region))
        await self._keep(interaction, Step.HOME, region=region)

    async def choose_language(self, press: Press) -> None:
        await self._keep(press.interaction, Step.HOME, language=_one_of(Language, press.values[0]))

    async def choose_zone(self, press: Press) -> None:
        managed_by(press.interaction)
        if press.values[0] == OTHER:
            await open_form(press.interaction, ZoneModal(press.viewer, self._keep_zone))
        else:
            await self._keep_zone(press.interaction, press.values[0])

    async def _keep_zone(self, interaction: Interaction, zone: str) -> None:
        await self._keep(interaction, Step.ZONE, zone=zone_of(zone))

    async def choose_news(self, press: Press) -> None:
        """Announcements in a channel; one that has them already keeps what it wants, and is tested again."""
        interaction = press.interaction
        guild, channel = managed_by(interaction), _channel(press, KINDS)
        known = {one.channel: one for one in await self.announcing.subscriptions(guild)}
        fresh = Wishes(language=language_here(interaction), timing=Timing(zone=await zone_here(interaction)))
        one = known.get(channel) or Subscription(channel=channel, guild=guild, wishes=fresh)
        kind = KINDS[discord.ChannelType(chosen_channel(interaction, channel)["type"])]
        wishes = one.wishes.model_copy(update={"kind": kind})
        state = state_of(one, missing(permissions_in(interaction, channel), wishes))
        await self.announcing.subscribe(one.model_copy(update={"wishes": wishes, **state}))
        await self._show(interaction, Step.NEWS)

    async def choose_log(self, press: Press) -> None:
        managed_by(press.interaction)
        await self._keep(press.interaction, Step.LOG, log_channel=_channel(press, TEXT))

    async def choose_role(self, press: Press) -> None:
        managed_by(press.interaction)
        await self._keep(press.interaction, Step.ROLE, role=_role(press))

    async def choose_talk(self, press: Press) -> None:
        """A place of the other kind is no place for it."""
        talk = press.values[0]
        if talk not in TALKS:
            raise UserError("error-old-button")
        before = self.servers.get(managed_by(press.interaction))
        place = before.talk_channel if before.talk == talk else 0
        await self._keep(press.interaction, Step.TALK, talk=talk, talk_channel=place)

    async def choose_place(self, press: Press) -> None:
        """The menu says which kind of place it was made for."""
        managed_by(press.interaction)
        talk = press.take(1)[0]
        if talk not in TALKS:
            raise UserError("error-old-button")
        await self._keep(press.interaction, Step.TALK, talk=talk, talk_channel=_channel(press, PLACES[talk]))

    async def choose_bands(self, press: Press) -> None:
        press.take(0)
        starts = self.servers.get(managed_by(press.interaction)).starts
        t, language = texts(), press.viewer.language
        form = LineForm(
            t(language, "home-form-bands"), t(language, "home-starts"), _LONGEST_STARTS, self._keep_bands,
            begins=", ".join(map(str, starts)),
        )  # fmt: skip
        await open_form(press.interaction, form)

    async def _keep_bands(self, interaction: Interaction, typed: str) -> None:
        managed_by(interaction)
        starts = starts_in(typed)
        if starts is None:
            raise UserError("error-home-starts", text=quoted(typed, _LONGEST_STARTS), most=END, bands=MOST)
        await self._keep(interaction, Step.TALK, starts=starts)

    async def choose_follow(self, press: Press) -> None:
        managed_by(press.interaction)
        await self._keep(press.interaction, Step.FOLLOW, follow_channel=_channel(press, TEXT))

    async def choose_desk(self, press: Press) -> None:
        managed_by(press.interaction)
        await self._keep(press.interaction, Step.DESK, desk_channel=_channel(press, TEXT_OR_FORUM))

    # -- answers

    async def _keep(self, interaction: Interaction, step: Step, **fields: Any) -> None:
        await self.servers.change(managed_by(interaction), **fields)
        await self._show(interaction, step)

    async def _show(self, interaction: Interaction, step: Step) -> None:
        await interaction.response.edit_message(view=await self._card(interaction, step))

    async def _card(self, interaction: Interaction, step: Step) -> discord.ui.LayoutView:
        guild, viewer = managed_by(interaction), await self.bot.viewer(interaction)
        settings, subscriptions = self.servers.get(guild), await self.announcing.subscriptions(guild)
        walk = Walk(settings, subscriptions, notes(interaction, settings, subscriptions, viewer))
        return step_card(step, walk, viewer)


def _one_of(choices: type[E], value: str) -> E:
    """Raises UserError when a button of another version carries something else."""
    try:
        return choices(value)
    except ValueError:
        raise UserError("error-old-button") from None


def _channel(press: Press, types: Collection[discord.ChannelType]) -> int:
    """The channel that was chosen, if it is of such a type. Raises UserError."""
    channel = number(press.values[0])
    kind = chosen_channel(press.interaction, channel).get("type")
    if kind not in [one.value for one in types]:
        raise UserError("error-old-button")
    return channel


def _role(press: Press) -> int:
    """The role that was chosen. Raises UserError for one that would make moderators of the wrong members."""
    role = press.interaction.guild.get_role(number(press.values[0])) if press.interaction.guild else None
    if role is None:
        raise UserError("error-setup-role-gone")
    if role.is_default():
        raise UserError("error-setup-everyone")
    if role.managed:
        raise UserError("error-setup-managed", role=quoted(role.name))
    return role.id


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Setup(bot, bot.app.servers, bot.app.announcing))
