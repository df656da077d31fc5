"""/follow: what a member wants to hear of, and where they are told; with the buttons of cards and notices."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextvars import Context

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import App
from bot.client import Interaction, MicroDramaBot, Press
from bot.domain.following import Follow, FollowKind, Way
from bot.domain.viewer import Viewer
from bot.errors import UserError
from cogs._announce_options import CollectionOption, PlatformOption, TropeOption
from cogs._choices import resolve_filters, resolve_title
from cogs._commands import said
from cogs._follow_cards import followed_card, how, list_card, several_card, unfollowed_card
from cogs._followed import FollowedOption, check, chosen, followed, named, place, where
from cogs._modals import open_form
from cogs._notices import NOTICE
from cogs._pages import page_of
from cogs._quiet import QuietModal
from cogs._subscribed import TitleOption

log = logging.getLogger(__name__)


class Following(commands.GroupCog, name="follow", description=said("command-follow")):
    def __init__(self, bot: MicroDramaBot, app: App) -> None:
        self.bot = bot
        self.app = app
        self.following = app.following
        self._opening: set[asyncio.Task[None]] = set()
        bot.actions |= {
            "follow": self.press,
            "hear-set": self.switch,
            "hear-drop": self.drop,
            "following": self.show,
            "following-page": self.turn,
            "hear-way": self.choose_way,
            "hear-quiet": self.ask_quiet,
            "hear-loud": self.end_quiet,
            NOTICE: self.noticed,
        }

    @app_commands.command(name="add", description=said("command-follow-add"))
    @app_commands.describe(
        title=said("command-follow-title"),
        trope=said("command-follow-trope"),
        collection=said("command-follow-collection"),
        platform=said("command-follow-platform"),
        member=said("command-follow-member"),
    )
    async def add(
        self,
        interaction: Interaction,
        title: TitleOption = "",
        trope: TropeOption = "",
        collection: CollectionOption = "",
        platform: PlatformOption = "",
        member: discord.User | None = None,
    ) -> None:
        viewer = await self.bot.viewer(interaction)
        found = resolve_filters(self.app.catalogue, viewer, trope, platform, collection, "", "")
        here = place(self.bot, viewer)
        wanted = [
            Follow(FollowKind.COLLECTION, found.collection, here),
            Follow(FollowKind.PLATFORM, found.platform, here),
            Follow(FollowKind.TROPE, found.trope, here),
        ]
        if title:
            one = await resolve_title(self.app.search, self.app.catalogue, viewer, title)
            wanted.append(Follow(FollowKind.TITLE, one.id, here))
        if member:
            wanted.append(Follow(FollowKind.LIST, str(member.id), here))
        wanted = [follow for follow in wanted if follow.target]
        if len(wanted) != 1:
            raise UserError("error-follow-one")
        await check(self.app, wanted[0], viewer)
        await self.following.follow(viewer.user_id, wanted[0], viewer.language)
        view = await self._answer(wanted[0], viewer, is_followed=True)
        await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command(name="list", description=said("command-follow-list"))
    async def list_(self, interaction: Interaction) -> None:
        viewer = await self.bot.viewer(interaction)
        await interaction.response.send_message(view=await self._list(viewer), ephemeral=True)

    @app_commands.command(name="remove", description=said("command-follow-remove"))
    @app_commands.describe(what=said("command-follow-what"))
    async def remove(self, interaction: Interaction, what: FollowedOption) -> None:
        viewer = await self.bot.viewer(interaction)
        try:
            follow = chosen(what, place(self.bot, viewer))
        except UserError:
            raise UserError("error-follow-not") from None
        if not await self.following.unfollow(viewer.user_id, follow):
            raise UserError("error-follow-not")
        view = await self._answer(follow, viewer, is_followed=False)
        await interaction.response.send_message(view=view, ephemeral=True)

    # -- buttons of cards, announcements and notices: each for whoever presses

    async def press(self, press: Press) -> None:
        """Follow, or no longer."""
        follow = followed(*press.take(2), guild=place(self.bot, press.viewer))
        await check(self.app, follow, press.viewer)
        is_followed = await self.following.toggle(press.viewer.user_id, follow, press.viewer.language)
        view = await self._answer(follow, press.viewer, is_followed=is_followed)
        await press.interaction.response.send_message(view=view, ephemeral=True)

    async def switch(self, press: Press) -> None:
        """As the button says, in place."""
        kind, target, wanted = press.take(3)
        follow = followed(kind, target, place(self.bot, press.viewer))
        if wanted == "1":
            await check(self.app, follow, press.viewer)
            await self.following.follow(press.viewer.user_id, follow, press.viewer.language)
        else:
            await self.following.unfollow(press.viewer.user_id, follow)
        view = await self._answer(follow, press.viewer, is_followed=wanted == "1")
        await press.interaction.response.edit_message(view=view)

    async def noticed(self, press: Press) -> None:
        """Hear no more of what a notice told them of."""
        told = await self.following.followed_by(press.viewer.user_id, press.take(1)[0])
        if not told:
            raise UserError("error-follow-not-told")
        if len(told) > 1:
            view = several_card(await named(self.bot, told, press.viewer), press.viewer)
        else:
            await self.following.unfollow(press.viewer.user_id, told[0])
            view = await self._answer(told[0], press.viewer, is_followed=False)
        await press.interaction.response.send_message(view=view, ephemeral=True)

    async def drop(self, press: Press) -> None:
        """A choice of a menu: of the list, or of what a notice told of."""
        follow = chosen(press.values[0], place(self.bot, press.viewer))
        await self.following.unfollow(press.viewer.user_id, follow)
        view = await self._list(press.viewer, page_of(press.take(1)[0]))
        await press.interaction.response.edit_message(view=view)

    # -- the list, and how one is told

    async def show(self, press: Press) -> None:
        press.take(0)
        await press.interaction.response.send_message(view=await self._list(press.viewer), ephemeral=True)

    async def turn(self, press: Press) -> None:
        view = await self._list(press.viewer, page_of(press.take(2)[1]))
        await press.interaction.response.edit_message(view=view)

    async def choose_way(self, press: Press) -> None:
        """Direct messages need a channel. It is made now, but takes its turn among other requests: no answer waits."""
        press.take(0)
        await self.following.choose(press.viewer.user_id, way=_way(press.values[0]), closed=False)
        await press.interaction.response.edit_message(view=await self._list(press.viewer))
        if press.values[0] == Way.DM:
            task = Context().run(asyncio.create_task, self._open(press.viewer.user_id))
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)

    async def _open(self, user: int) -> None:
        """Make the channel of a member's direct messages, unless Discord refuses."""
        try:
            channel = await self.bot.create_dm(discord.Object(user))
        except discord.Forbidden:
            await self.following.closed(user)
        except discord.HTTPException as error:
            log.info("A channel for direct messages will be made at the next start: %s", error)
        else:
            await self.following.opened(user, channel.id)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """For those who chose so just before the program ended."""
        for user in await self.following.without_channel():
            await self._open(user)

    async def cog_unload(self) -> None:
        for task in self._opening:
            task.cancel()

    async def ask_quiet(self, press: Press) -> None:
        press.take(0)
        telling = await self.following.telling(press.viewer.user_id)
        preferred = (await self.app.members.preferences(press.viewer.user_id)).zone
        zone = telling.zone or preferred or self.app.servers.get(press.viewer.guild).zone
        await open_form(press.interaction, QuietModal(press.viewer, zone, self._quiet))

    async def _quiet(self, interaction: Interaction, hours: tuple[int, int], zone: str) -> None:
        viewer = await self.bot.viewer(interaction)
        await self.following.choose(viewer.user_id, quiet_from=hours[0], quiet_to=hours[1], zone=zone)
        await interaction.response.edit_message(view=await self._list(viewer))

    async def end_quiet(self, press: Press) -> None:
        press.take(0)
        await self.following.choose(press.viewer.user_id, quiet_from=None, quiet_to=None)
        await press.interaction.response.edit_message(view=await self._list(press.viewer))

    # -- answers

    async def _answer(self, follow: Follow, viewer: Viewer, *, is_followed: bool) -> discord.ui.LayoutView:
        [one] = await named(self.bot, [follow], viewer)
        places = [
            known.guild for known in await self.following.of_member(viewer.user_id) if known[:2] == follow[:2]
        ]
        if is_followed:
            return followed_card(one, await self._how(follow, places, viewer), viewer)
        elsewhere = [where(self.bot, guild, viewer) for guild in places]
        return unfollowed_card(one, elsewhere, viewer, here=place(self.bot, viewer))

    async def _how(self, follow: Follow, places: Sequence[int], viewer: Viewer) -> str:
        """Of the servers in which something is followed, the newest first, the one in which they are told of it."""
        telling = await self.following.telling(viewer.user_id)
        guild = next((one for one in places if self._channel(one)), follow.guild)
        server = "" if guild == follow.guild else where(self.bot, guild, viewer)
        return how(telling, self._channel(guild), viewer, server)

    def _channel(self, guild: int) -> int:
        """In which followers of a server are mentioned; 0: none."""
        return self.app.servers.get(guild).follow_channel if guild else 0

    async def _list(self, viewer: Viewer, page: int = 0) -> discord.ui.LayoutView:
        follows = await named(self.bot, await self.following.of_member(viewer.user_id), viewer)
        telling = await self.following.telling(viewer.user_id)
        return list_card(follows, page, telling, self._channel(place(self.bot, viewer)), viewer)


def _way(value: str) -> Way:
    try:
        return Way(value)
    except ValueError:
        raise UserError("error-old-button") from None


async def setup(bot: MicroDramaBot) -> None:
    await bot.add_cog(Following(bot, bot.app))
