"""/prompt: moderators post conversation starters, now or one a week, and read what members answered."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.prompt import Audience, Week, Wish
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from bot.services.catalogue import CatalogueService
from bot.services.prompts import Preview, PromptService
from bot.services.search import SearchService
from cogs._announce_options import WORDS, Place, TropeOption, ZoneOption
from cogs._announcements import answer
from cogs._choices import resolve_filters, resolve_title
from cogs._commands import said
from cogs._moderators import for_moderators, server_of
from cogs._pages import page_of
from cogs._permissions import PROMPT, named, permissions_in, without
from cogs._prompt_cards import PAGE, posted_card, preview_card, results_card
from cogs._prompt_upkeep import PromptUpkeep
from cogs._subscribed import TitleOption, language_here, zone_here
from cogs._times import time_of_day, zone_name, zone_of

_PLACES = [discord.ChannelType.text, discord.ChannelType.news]
_AUDIENCES = {
    Audience.VIEWERS: "prompt-for-viewers",
    Audience.PRODUCERS: "prompt-for-producers",
    Audience.EDUCATORS: "prompt-for-educators",
}


class _Place(Place):
    """A channel in which a message can be written."""

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return _PLACES


PlaceOption = app_commands.Transform[app_commands.AppCommandChannel, _Place()]


@for_moderators
class Prompts(commands.GroupCog, name="prompt", description=said("command-prompt")):
    def __init__(
        self,
        bot: MicroDramaBot,
        prompts: PromptService,
        catalogue: CatalogueService,
        search: SearchService,
        upkeep: PromptUpkeep,
    ) -> None:
        self.bot = bot
        self.prompts = prompts
        self.catalogue = catalogue
        self.search = search
        self.upkeep = upkeep
        bot.actions |= {"starter-next": self.another, "starter-post": self.decide, "starters": self.turn}

    @app_commands.command(name="post", description=said("command-prompt-post"))
    @app_commands.describe(
        kind=said("command-prompt-kind"),
        trope=said("command-prompt-trope"),
        title=said("command-prompt-title"),
        channel=said("command-prompt-channel"),
    )
    @app_commands.choices(
        kind=[app_commands.Choice(name=said(key), value=str(value)) for value, key in _AUDIENCES.items()]
    )
    async def post(
        self,
        interaction: Interaction,
        kind: str = "",
        trope: TropeOption = "",
        title: TitleOption = "",
        channel: PlaceOption | None = None,
    ) -> None:
        """Shows it; nothing is posted before a press."""
        guild, viewer = server_of(interaction), await self.bot.viewer(interaction)
        place = channel.id if channel else _here(interaction)
        wish = await self._wish(viewer, kind, trope, title)
        seen = await self.prompts.draft(guild, place, wish, language_here(interaction))
        view = self._preview(interaction, seen, viewer)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def _wish(self, viewer: Viewer, kind: str, trope: str, title: str) -> Wish:
        """Raises UserError."""
        await self.catalogue.refresh()
        found = resolve_filters(self.catalogue, viewer, trope, "", "", "", "").trope
        if not title:
            return Wish(kind, found)
        about = await resolve_title(self.search, self.catalogue, viewer, title)
        if about.hoax:
            raise UserError("error-announce-hoax")
        return Wish(kind, found, about.id)

    @app_commands.command(name="weekly", description=said("command-prompt-weekly"))
    @app_commands.describe(
        channel=said("command-prompt-weekly-channel"),
        weekday=said("command-prompt-weekly-weekday"),
        time=said("command-prompt-weekly-time"),
        zone=said("command-announce-zone"),
    )
    @app_commands.choices(
        weekday=[app_commands.Choice(name=said(key), value=day) for day, key in WORDS["weekday"].items()]
    )
    async def weekly(
        self, interaction: Interaction, channel: PlaceOption, weekday: int, time: str, zone: ZoneOption = ""
    ) -> None:
        guild, viewer = server_of(interaction), await self.bot.viewer(interaction)
        here = zone_of(zone) if zone else await zone_here(interaction)
        wanted = Week(guild, channel.id, weekday, time_of_day(time), here, language_here(interaction))
        one = await self.prompts.set_week(wanted)
        t, language, where = texts(), viewer.language, f"<#{one.channel}>"
        when = {"when": f"<t:{one.next_at}:F>", "relative": f"<t:{one.next_at}:R>"}
        lines = [t(language, "prompt-weekly", channel=where, zone=zone_name(here, language), **when)]
        if lacks := without(permissions_in(interaction, one.channel), PROMPT):
            lines.append(t(language, "prompt-lacks", channel=where, list=named(lacks, viewer)))
        await answer(interaction, "\n".join(lines))

    @app_commands.command(name="stop", description=said("command-prompt-stop"))
    async def stop(self, interaction: Interaction) -> None:
        guild, viewer = server_of(interaction), await self.bot.viewer(interaction)
        key = "prompt-stopped" if await self.prompts.end_week(guild) else "prompt-stop-none"
        await answer(interaction, texts()(viewer.language, key))

    @app_commands.command(name="results", description=said("command-prompt-results"))
    async def results(self, interaction: Interaction) -> None:
        guild, viewer = server_of(interaction), await self.bot.viewer(interaction)
        await interaction.response.send_message(view=await self._results(guild, 0, viewer), ephemeral=True)

    async def _results(self, guild: int, page: int, viewer: Viewer) -> discord.ui.LayoutView:
        posts, total = await self.prompts.page(guild, PAGE, page * PAGE)
        misses = await self.upkeep.misses(guild) if any(post.asked.misses for post in posts) else []
        return results_card(posts, page, total, misses, viewer)

    # -- buttons

    async def another(self, press: Press) -> None:
        guild, (post_id, shown) = server_of(press.interaction), press.take(2)
        seen = await self.prompts.another(guild, post_id, shown)
        view = self._preview(press.interaction, seen, press.viewer)
        await press.interaction.response.edit_message(view=view)

    async def decide(self, press: Press) -> None:
        """Post what the card shows; whatever is in the way of it now, it is posted once that is over."""
        interaction: Any = press.interaction
        guild, (post_id, shown) = server_of(interaction), press.take(2)
        decided = await self.prompts.decide(guild, post_id, shown)
        await interaction.response.defer()
        await self.upkeep.send(decided.id)
        post = await self.prompts.get(guild, decided.id) or decided
        await interaction.edit_original_response(view=posted_card(post, press.viewer))

    async def turn(self, press: Press) -> None:
        guild, (_, page) = server_of(press.interaction), press.take(2)
        view = await self._results(guild, page_of(page), press.viewer)
        await press.interaction.response.edit_message(view=view)

    def _preview(self, interaction: Interaction, seen: Preview, viewer: Viewer) -> discord.ui.LayoutView:
        have = permissions_in(interaction, seen.post.channel)
        return preview_card(seen, without(have, (*PROMPT, "send_polls")), viewer)


def _here(interaction: Interaction) -> int:
    """The channel of the command. Raises UserError for a thread or a voice channel."""
    channel = interaction.channel
    if channel is None or channel.type not in _PLACES:
        raise UserError("error-prompt-place")
    return channel.id


async def setup(bot: MicroDramaBot) -> None:
    app = bot.app
    upkeep = PromptUpkeep(bot, app)
    await bot.add_cog(Prompts(bot, app.prompts, app.catalogue, app.search, upkeep))
