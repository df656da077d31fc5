"""What tests of commands share: reading an answer, and doing what an actor of simcord cannot."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import discord
from simcord import interactions
from simcord.backend import serializers
from simcord.results import ResponseMessage

from bot.app import App
from bot.client import MicroDramaBot
from bot.domain.model import Language, Title
from bot.i18n import texts
from bot.services.indexing import indexed
from bot.store import records
from cogs._actions import ActionButton, ActionSelect
from tests.conftest import Server, delivering, stop_delivering, texts_of, walk


def shown(message: Any) -> str:
    """Everything that one reads in a message."""
    return "\n".join(filter(None, (message.content, texts_of(message.components))))


def kinds(message: Any, kind: int) -> list[dict[str, Any]]:
    """The components of one of Discord's types: 2 buttons, 3 menus."""
    return [component for component in walk(message.components) if component["type"] == kind]


def labels(message: Any) -> list[str]:
    """The buttons of a message, in order."""
    return [button["label"] for button in kinds(message, 2)]


def options(message: Any) -> list[str]:
    """The values of the first menu of a message."""
    return [option["value"] for option in kinds(message, 3)[0]["options"]]


def say(key: str, language: Language = Language.EN, /, **params: str | int) -> str:
    """A text of the locale files; tests that only ask whether a sentence comes need not know its words."""
    return texts()(language, key, **params)


async def find(server: Server, query: str = "", /, **filters: Any) -> Any:
    """The message that answers /find."""
    if query:
        filters["query"] = query
    return (await server.member.slash(server.channel, "find", **filters)).response


async def watch(server: Server, title: str, region: str = "") -> Any:
    """The message that answers /how-to-watch."""
    where = {"region": region} if region else {}
    return (await server.member.slash(server.channel, "how-to-watch", title=title, **where)).response


async def restart(server: Server) -> None:
    """A new process takes over: the same database and server, an empty memory."""
    await stop_delivering(server.env)
    bot = MicroDramaBot(server.app, always_sync=True, shard_count=1, paced=False)
    await server.env.restart_bot(bot)
    await delivering(server.app)


async def left_behind(server: Server, custom_id: str, values: Sequence[str] = ()) -> ResponseMessage:
    """A message with one component as no version of the bot makes it now; a menu when there are values."""
    item = (
        ActionSelect(
            discord.ui.Select(
                custom_id=custom_id, options=[discord.SelectOption(label=v, value=v) for v in values]
            )
        )
        if values
        else ActionButton(discord.ui.Button(label="old", custom_id=custom_id))
    )
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.ActionRow(item))
    sent = await server.env.bot.get_channel(server.channel.id).send(view=view)
    return ResponseMessage(server.env, server.env.backend.get_message(server.channel.id, sent.id))


async def press_at_once(server: Server, message: Any, *custom_ids: str) -> None:
    """Presses that arrive together; simcord's actors wait for one answer before the next press."""
    backend = server.env.backend
    stored = backend.get_message(message.channel_id, message.id)
    for custom_id in custom_ids:
        record, payload = interactions.base_payload(
            backend,
            type=3,
            channel_id=message.channel_id,
            guild_id=server.guild.id,
            user_id=server.member.id,
            data={"custom_id": custom_id, "component_type": 2},
        )
        record.source_message_id = message.id
        backend.emit(
            "INTERACTION_CREATE", {**payload, "message": dict(serializers.message_payload(backend, stored))}
        )
    await server.env.settle()


def stored(app: App) -> str:
    """Every value in the database as text, but for those of the full-text index, which cannot be read back."""
    with closing(sqlite3.connect(app.settings.database_path)) as database:
        tables = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        ).fetchall()
        rows = [row for (table,) in tables for row in database.execute(f'SELECT * FROM "{table}"')]  # noqa: S608
    return "\n".join(map(str, rows))


def callbacks(server: Server) -> list[dict[str, Any]]:
    """What the bot answered to interactions, in order."""
    return [r.json for r in server.env.http_requests if r.path.endswith("/callback")]


async def add_title(app: App, **fields: Any) -> Title:
    """One more title, as if a curator had added it."""
    title = Title.model_validate({"sources": ["a newspaper"], "confidence": "medium", **fields})
    row = records.Row(
        "titles", title.id, title.model_dump_json(exclude_defaults=True, by_alias=True), None, True
    )
    async with app.database.transaction() as db:
        async with indexed(db, [title.id]):
            await records.put(db, [row], int(time.time()))
        await records.bump(db)
    await app.catalogue.refresh(force=True)
    return title


def moderator(server: Server, name: str = "sam") -> Any:
    """One more member, who may manage the server."""
    role = server.guild.create_role(f"{name}'s", permissions=discord.Permissions(manage_guild=True))
    return server.guild.add_member(server.env.create_user(name), roles=[role])


def demote(server: Server, member: Any) -> None:
    """Takes all roles from a member."""
    server.env.backend.get_guild(server.guild.id).members[member.id].role_ids.clear()


def own_application(server: Server, member: Any) -> None:
    """Discord says that it is theirs, so they are a curator."""
    server.env.bot.application.owner = member.user


def elsewhere(server: Server) -> Server:
    """Another server that has the bot, with a channel and a member of its own."""
    guild = server.env.create_guild("Other fans")
    member = guild.add_member(server.env.create_user("olga"))
    return Server(server.env, server.app, guild, guild.create_text_channel("general"), member)


def give_command(server: Server, name: str, member: Any) -> None:
    """What an administrator can do in the server's settings: show a command to somebody it is not meant for."""
    command = server.env.backend.find_command(name, None)
    server.guild.set_command_permissions(int(command["id"]), {member: True})
