"""/identify: "what drama is this?": the best matches first, and if it is none of them, a question to the others."""

from __future__ import annotations

from collections import Counter
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import App
from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.links import official_link
from bot.domain.names import clip, fold
from bot.domain.question import LONGEST, Question, State, described, excerpt, parts
from bot.domain.suggestion import FIELDS, Kind
from bot.domain.viewer import Viewer
from bot.errors import UserError
from bot.i18n import texts
from bot.services.desk import AlreadyOpen
from cogs._actions import button, link, number
from cogs._afterwards import afterwards, can_follow, tell_each
from cogs._card import Card
from cogs._commands import said
from cogs._desk_cards import asked_card, news_card
from cogs._desk_drawing import DeskDrawing
from cogs._desk_pictures import MOST_BYTES
from cogs._desk_posts import is_refused
from cogs._matches import MOST, Match, match_card, nowhere_card
from cogs._permissions import named
from cogs._titles import title_card

LARGEST_ID = 2**63 - 1
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


class Identify(commands.Cog):
    def __init__(self, bot: MicroDramaBot, app: App) -> None:
        self.bot = bot
        self.app = app
        self.drawing = DeskDrawing(bot, app)
        bot.actions |= {"it-was": self.it_was, "ask-others": self.ask_others}

    @app_commands.command(name="identify", description=said("command-identify"))
    @app_commands.describe(
        description=said("command-identify-description"),
        image=said("command-identify-image"),
        link=said("command-identify-link"),
    )
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.guild_only()
    async def identify(
        self,
        interaction: Interaction,
        description: app_commands.Range[str, 1, LONGEST],
        image: discord.Attachment | None = None,
        link: app_commands.Range[str, 0, LONGEST] = "",
    ) -> None:
        viewer, words = await self.bot.viewer(interaction), described(description)
        if not fold(words):
            raise UserError("error-identify-empty")
        picture, address = _picture(image), await self._official(viewer.guild, link)
        found = await self._matches(words, viewer.guild)
        draft = await self.app.desk.draft(viewer.guild, viewer.user_id, words, picture, address)
        view = match_card(draft, found, viewer, self.app.catalogue)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def _matches(self, words: str, guild: int) -> list[Match]:
        """Titles that are named in it, then what it tells of as a whole, then what most of its clauses tell of."""
        search = self.app.search
        named = await search.mentioned(words, guild=guild)
        told = await search.find(clip(fold(words)).strip(), guild=guild, limit=MOST)
        each: dict[str, Match] = {}
        for title, hit in (*named, *told.titles, *await self._by_parts(words, guild)):
            each.setdefault(title.id, (title, hit))
        return list(each.values())[:MOST]

    async def _by_parts(self, words: str, guild: int) -> list[Match]:
        best: dict[str, Match] = {}
        scores: Counter[str] = Counter()
        for part in parts(words):
            for title, hit in (await self.app.search.find(clip(part), guild=guild, limit=MOST)).titles:
                scores[title.id] += round(hit.score * 1000)
                if title.id not in best or best[title.id][1].score < hit.score:
                    best[title.id] = (title, hit)
        return [best[identity] for identity, _ in scores.most_common(MOST)]

    async def _official(self, guild: int, typed: str) -> str:
        """The address, if one was given. Raises UserError with what is wrong with it."""
        if not typed.strip():
            return ""
        added = await self.app.editing.hosts(guild)
        hosts = [
            host for platform in self.app.catalogue.platforms.entries.values() for host in platform.hosts
        ]
        try:
            return official_link(typed, [*hosts, *(host for some in added.values() for host in some)])
        except UserError as error:
            if error.key == "error-link-foreign":  # it speaks of one app and lists its sites
                raise UserError("error-identify-host", host=error.params["host"]) from None
            raise

    # -- buttons under the matches

    async def it_was(self, press: Press) -> None:
        """The card of what they meant, in place of the matches."""
        identity, title_id = press.take(2)
        title = await self.app.catalogue.title(title_id, press.viewer.guild)
        view = title_card(title, press.viewer, self.app.catalogue)
        await press.interaction.response.edit_message(view=view)
        with afterwards():
            await self.app.desk.drop(press.viewer.user_id, number(identity, LARGEST_ID))
            self.app.popularity.note(press.viewer.guild, title.id)

    async def ask_others(self, press: Press) -> None:
        """Ask the others: the row first, then the post, so that whatever fails there is one."""
        viewer, interaction = press.viewer, press.interaction
        one = await self.app.desk.mine(viewer.user_id, number(press.take(1)[0], LARGEST_ID))
        if one.guild != viewer.guild:
            raise UserError("error-desk-gone")
        channel = self.app.servers.get(viewer.guild).desk_channel
        if one.state is State.DRAFT and (reason := self._cannot(viewer, channel)):
            await interaction.response.edit_message(view=await self._nowhere(one, reason, viewer))
            return
        try:
            one, is_ours = await self.app.desk.ask(viewer.user_id, one.id, channel)
        except AlreadyOpen as error:
            await interaction.response.send_message(view=self._other(error.question, viewer), ephemeral=True)
            return
        if not is_ours:
            await interaction.response.send_message(view=self._asked(one, viewer), ephemeral=True)
            return
        await interaction.response.defer()
        await interaction.edit_original_response(view=await self._posted(one, viewer))

    def _cannot(self, viewer: Viewer, channel: int) -> str:
        """Why nobody can be asked here; empty when they can."""
        t, language = texts(), viewer.language
        if not channel:
            return t(language, "identify-no-desk")
        if not self.drawing.posts.is_seen(viewer.guild):
            return ""  # an outage: it is posted when it is over
        lacks = self.drawing.posts.lacks(viewer.guild, channel)
        if lacks is None:
            return t(language, "identify-desk-gone")
        if lacks:
            return t(language, "identify-lacks", channel=f"<#{channel}>", list=named(lacks, viewer))
        return ""

    async def _nowhere(self, one: Question, reason: str, viewer: Viewer) -> discord.ui.LayoutView:
        """Moderators learn what was looked for, and the member can suggest it."""
        await self.app.curation.miss(viewer.guild, one.description)
        body = {"about": excerpt(one.description, FIELDS[Kind.TITLE]["about"])}
        draft = await self.app.suggesting.draft(viewer.guild, viewer.user_id, Kind.TITLE, "", body)
        return nowhere_card(reason, draft.id, viewer)

    async def _posted(self, one: Question, viewer: Viewer) -> discord.ui.LayoutView:
        if is_refused(await self.drawing.send(one)):
            await self.app.desk.refused(one)
            reason = texts()(viewer.language, "identify-refused", channel=f"<#{one.channel}>")
            return await self._nowhere(one, reason, viewer)
        return self._asked(await self.app.desk.mine(viewer.user_id, one.id), viewer)

    def _asked(self, one: Question, viewer: Viewer) -> discord.ui.LayoutView:
        return asked_card(one, self.drawing.is_forum(one.channel), viewer)

    def _other(self, one: Question, viewer: Viewer) -> discord.ui.LayoutView:
        """The open question that is in the way, and how to close it."""
        t, language = texts(), viewer.language
        items: list[discord.ui.Item[Any]] = [
            button(t(language, "button-desk-close"), "close-question", one.id)
        ]
        if one.message:
            items.insert(0, link(t(language, "button-look"), self.drawing.place(one)))
        return Card().text(t(language, "error-desk-open")).row(*items).view()

    # -- what became of it

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, _: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu
    ) -> None:
        if can_follow(interaction):
            untold = await self.app.desk.news(interaction.user.id, interaction.guild_id or 0)
            await tell_each(interaction, untold, self.app.desk.set_untold, self._news)

    async def _news(self, one: Question, viewer: Viewer) -> discord.ui.LayoutView | None:
        titles = await self.app.catalogue.titles([one.title_id], one.guild) if one.title_id else []
        return news_card(one, titles[0] if titles else None, self.drawing.is_forum(one.channel), viewer)


def _picture(image: discord.Attachment | None) -> str:
    """Its address at Discord, for as long as it takes to ask. Raises UserError for a file that is no picture."""
    if image is None:
        return ""
    if (image.content_type or "").split(";")[0] not in _PICTURES:
        raise UserError("error-identify-picture")
    if image.size > MOST_BYTES:
        raise UserError("error-identify-large", most=MOST_BYTES // 2**20)
    return image.url


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Identify(bot, bot.app))
