"""/how-to-watch: the recipe for a title from where the member is, and the title to copy."""

from __future__ import annotations

import re

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, MicroDramaBot, Press
from bot.domain import display
from bot.domain.evidence import Way
from bot.domain.model import Route, Title
from bot.domain.names import Forms
from bot.domain.regions import is_country
from bot.domain.viewer import Viewer
from bot.domain.way_forms import way_digest
from bot.errors import UserError
from bot.i18n import texts
from bot.services.catalogue import CatalogueService
from bot.services.catalogue import Watch as Ways
from bot.services.curation import CurationService
from bot.services.evidence import EvidenceService
from bot.services.members import MemberService
from bot.services.popularity import PopularityService
from bot.services.search import SearchService
from cogs._actions import number
from cogs._afterwards import afterwards
from cogs._choices import (
    Choices,
    NothingFound,
    region_choices,
    resolve_region,
    resolve_title,
    title_choices,
)
from cogs._commands import said
from cogs._modals import open_form
from cogs._recipes import NO_ROUTE, ask_region_card, recipe_card
from cogs._regions import OTHER, RegionModal

_DIGEST = re.compile(r"[0-9a-f]{8}")


class Watch(commands.Cog):
    def __init__(
        self,
        bot: MicroDramaBot,
        catalogue: CatalogueService,
        search: SearchService,
        members: MemberService,
        curation: CurationService,
        popularity: PopularityService,
        evidence: EvidenceService,
    ) -> None:
        self.evidence = evidence
        self.bot = bot
        self.catalogue = catalogue
        self.search = search
        self.members = members
        self.curation = curation
        self.popularity = popularity
        bot.actions |= {
            "watch": self.watch,
            "region": self.choose_region,
            "ask-region": self.ask_region,
            "route": self.route,
            "copy": self.copy,
            "vote": self.vote,
        }

    @app_commands.command(name="how-to-watch", description=said("command-how-to-watch"))
    @app_commands.describe(
        title=said("command-how-to-watch-title"), region=said("command-how-to-watch-region")
    )
    async def how_to_watch(self, interaction: Interaction, title: str, region: str = "") -> None:
        viewer = await self.bot.viewer(interaction)
        try:
            found = await resolve_title(self.search, self.catalogue, viewer, title)
        except NothingFound as error:
            await self.bot.report(interaction, error)
            with afterwards():
                await self.curation.miss(viewer.guild, title)
            return
        where = resolve_region(region) if region else viewer.region
        view = await self._answer(found.id, viewer, where)
        await interaction.response.send_message(view=view, ephemeral=True)
        self.popularity.note(viewer.guild, found.id)

    @how_to_watch.autocomplete("title")
    async def complete_title(self, interaction: Interaction, current: str) -> Choices:
        return await title_choices(self.search, self.catalogue, await self.bot.viewer(interaction), current)

    @how_to_watch.autocomplete("region")
    async def complete_region(self, interaction: Interaction, current: str) -> Choices:
        return region_choices(await self.bot.viewer(interaction), current)

    async def _answer(self, title_id: str, viewer: Viewer, region: str | None) -> discord.ui.LayoutView:
        if region is None:
            return ask_region_card(title_id, viewer)
        return recipe_card(await self._watch(title_id, region, viewer), viewer)

    async def _watch(self, title_id: str, region: str, viewer: Viewer) -> Ways:
        return await self.evidence.weighed(
            await self.catalogue.watch(title_id, region, viewer.guild), viewer.guild
        )

    # -- buttons and menus

    async def watch(self, press: Press) -> None:
        title = await self.catalogue.title(press.take(1)[0], press.viewer.guild)
        view = await self._answer(title.id, press.viewer, press.viewer.region)
        await press.interaction.response.send_message(view=view, ephemeral=True)
        self.popularity.note(press.viewer.guild, title.id)

    async def ask_region(self, press: Press) -> None:
        view = ask_region_card(press.take(1)[0], press.viewer)
        await press.interaction.response.edit_message(view=view)

    async def choose_region(self, press: Press) -> None:
        """Remember the country and show the recipe in the place of the question."""
        (title_id,), (value,) = press.take(1), press.values

        async def chosen(interaction: Interaction, region: str) -> None:
            await self.members.choose_region(press.viewer.user_id, region)
            view = recipe_card(await self._watch(title_id, region, press.viewer), press.viewer)
            await interaction.response.edit_message(view=view)

        if value == OTHER:
            await open_form(press.interaction, RegionModal(press.viewer, chosen))
        else:
            await chosen(press.interaction, value)

    async def route(self, press: Press) -> None:
        """Another of the ways, in place."""
        title_id, region = press.take(2)
        ways = await self._watch(title_id, region, press.viewer)
        view = recipe_card(ways, press.viewer, _mark(press.values[0]))
        await press.interaction.response.edit_message(view=view)

    async def vote(self, press: Press) -> None:
        """Worked, or did not, in place: the card says what members say now."""
        title_id, at, region, worked = press.take(4)
        title = await self.catalogue.title(title_id, press.viewer.guild)
        route = _way(title, at)
        if route is None or not is_country(region):
            raise UserError("error-old-button")
        way, user = Way(title.id, route.platform, region), press.interaction.user
        made_at = discord.utils.snowflake_time(user.id).timestamp()
        is_yes = worked == "1"
        await self.evidence.vote(user.id, press.viewer.guild, way, worked=is_yes, account_made_at=made_at)
        ways = await self._watch(title.id, region, press.viewer)
        key = "vote-thanks" if is_yes or len(ways.recipes) < 2 else "vote-thanks-others"
        view = recipe_card(ways, press.viewer, at, texts()(press.viewer.language, key))
        await press.interaction.response.edit_message(view=view)

    async def copy(self, press: Press) -> None:
        """The characters and nothing else, so that a long press on a phone copies just them."""
        title_id, at, form = press.take(3)
        title = await self.catalogue.title(title_id, press.viewer.guild)
        name = _typed_name(title, at, self.catalogue)
        text = _form(await self.catalogue.forms(name), name, form)
        await press.interaction.response.send_message(
            text or texts()(press.viewer.language, "copy-no-pinyin"), ephemeral=True
        )


def _typed_name(title: Title, at: str, catalogue: CatalogueService) -> str:
    """What is typed on this way; the original name when there is no way, or no longer."""
    route = None if at == NO_ROUTE else _way(title, at)
    return catalogue.typed_name(title, route) if route else display.original_name(title)


def _way(title: Title, at: str) -> Route | None:
    """None when it is no longer as it was shown."""
    mark = _mark(at)
    return next((route for route in title.routes if way_digest(route) == mark), None)


def _mark(text: str) -> str:
    """The digest of a way. Buttons of an older version have its place instead, at which there may be another by now:
    then "", which is no way's. Raises UserError for anything else."""
    if _DIGEST.fullmatch(text):
        return text
    number(text)
    return ""


def _form(forms: Forms | None, name: str, form: str) -> str | None:
    """Raises UserError for a form that no button of ours asks for."""
    match form:
        case "name":
            return name
        case "traditional":
            return (forms and forms.traditional) or name
        case "pinyin":
            return forms.pinyin if forms else None
        case _:
            raise UserError("error-old-button")


async def setup(bot: MicroDramaBot) -> None:
    app = bot.app
    await bot.add_cog(
        Watch(bot, app.catalogue, app.search, app.members, app.curation, app.popularity, app.evidence)
    )
