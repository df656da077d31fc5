"""The small server of the demo: its channels, its members, and what they have done already."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

import discord
import simcord

from bot.app import App
from bot.client import MicroDramaBot
from bot.domain.announcing.subscription import Subscription, Threads, Wishes
from bot.domain.model import Language
from bot.domain.suggestion import Kind
from bot.i18n import texts

# name, display name, language chosen with /me settings, moderator
_MEMBERS = (
    ("mia", "Mia", None, False),
    ("lin", "林", Language.ZH_CN, False),
    ("wei", "薇", Language.ZH_TW, False),
    ("sam", "Sam (moderator)", None, True),
)
# channels that get announcements, and which
_ANNOUNCED = {"new-titles": Wishes(threads=Threads()), "rebirth-only": Wishes(trope="rebirth")}


@dataclass(frozen=True)
class World:
    """A small server in which the bot is at home."""

    env: Any
    guild: Any
    members: dict[str, Any]


@contextlib.asynccontextmanager
async def open_world(app: App) -> AsyncGenerator[World]:
    """The bot, logged in to a simulated server with a few channels and members."""
    # check_errors is for tests: in a demo a failure is answered by the bot's own error handler.
    bot = MicroDramaBot(app, always_sync=True, shard_count=1, paced=False)
    async with simcord.run(bot, check_errors=False) as env:
        user = env.bot.user
        assert user is not None
        await user.edit(username="Micro-drama bot")
        guild = env.create_guild("Micro-drama fans")
        moderators = guild.create_role(
            "Moderators", permissions=discord.Permissions(manage_guild=True, manage_messages=True)
        )
        hidden, shown = (
            discord.PermissionOverwrite(view_channel=False),
            discord.PermissionOverwrite(view_channel=True),
        )
        guild.create_text_channel("general", topic="短剧 · micro-dramas")
        for name, wishes in _ANNOUNCED.items():
            channel = guild.create_text_channel(name)
            await app.announcing.subscribe(Subscription(channel=channel.id, guild=guild.id, wishes=wishes))
        await _set_up(app, guild)
        guild.create_text_channel("moderators", overwrites={guild.default_role: hidden, moderators: shown})
        members: dict[str, Any] = {}
        for name, display, language, moderator in _MEMBERS:
            user = env.create_user(name, global_name=display)
            members[name] = guild.add_member(user, roles=[moderators] if moderator else [])
            if language:
                await app.members.choose_language(user.id, language)
        await _talk(guild, members)
        await _leave_work(app, guild.id, members["wei"].id)
        try:
            yield World(env, guild, members)
        finally:
            for cog in ("Deliveries", "Parties"):  # simcord does not close the bot
                await bot.remove_cog(cog)


async def _set_up(app: App, guild: Any) -> None:
    """What a moderator would choose with /setup."""
    desk = guild.create_text_channel("identify", topic="这是哪部剧？ · what drama is this?")
    talk = guild.create_text_channel("drama-talk")
    news = guild.create_text_channel("following")
    await app.servers.change(
        guild.id, zone="Europe/London", talk="thread",
        talk_channel=talk.id, follow_channel=news.id, desk_channel=desk.id,
    )  # fmt: skip


async def _talk(guild: Any, members: dict[str, Any]) -> None:
    t = texts()
    await members["mia"].send(guild.channels["general"], t(Language.EN, "demo-says-question"))
    await members["lin"].send(guild.channels["general"], t(Language.EN, "demo-says-chinese"))
    await members["sam"].send(guild.channels["new-titles"], t(Language.EN, "demo-says-news"))
    await members["sam"].send(guild.channels["identify"], t(Language.EN, "demo-says-identify"))
    await members["sam"].send(guild.channels["moderators"], t(Language.EN, "demo-says-moderator"))


async def _leave_work(app: App, guild: int, member: int) -> None:
    """What waits for the moderator: a suggestion, and two searches that found nothing."""
    body = {"chinese": "末班电车", "english": "The Last Tram", "where": "Hongguo"}
    about = {"about": texts()(Language.EN, "demo-suggests")}
    draft = await app.suggesting.draft(guild, member, Kind.TITLE, "", body | about)
    await app.suggesting.send(member, draft.id)
    for query in ("tram driver ghost", "tram driver ghost", "the nine lives of aunt qiu"):
        await app.curation.miss(guild, query)
