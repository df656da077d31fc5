"""What tests of /discuss share: asking for a drama's home, its bands, and many members at once."""

from __future__ import annotations

from typing import Any

import discord
from simcord import interactions
from simcord.backend import serializers

from tests.cogs.acting import add_title, moderator
from tests.conftest import Server, walk

ID = "ninety-episodes"
IT = {"title": f"title:{ID}"}


async def drama(server: Server, identity: str = ID, **fields: Any) -> Any:
    """One with 90 episodes: 1–10, 11–30, 31–60, 61–end."""
    name = fields.pop("name", "The Ninety")
    names = [{"text": name, "language": "en", "kind": "original"}]
    return await add_title(server.app, id=identity, names=names, **{"episodes": 90, **fields})


async def discuss(server: Server, member: Any = None, /, channel: Any = None, **typed: Any) -> Any:
    """The message that answers, for the member's eyes only."""
    answer = await (member or server.member).slash(channel or server.channel, "discuss", **{**IT, **typed})
    assert answer.ephemeral
    return (answer.followups or [answer.response])[-1]


async def press(member: Any, message: Any, starts: str) -> Any:
    """What a press leads to: a new answer, else the message it stands on."""
    answer = await member.click(message, custom_id=ids(message, starts)[0])
    if answer.modal:
        return answer
    return (answer.followups or [answer.response])[-1] or message


def ids(message: Any, starts: str) -> list[str]:
    """The custom_ids that begin so, in order."""
    found = [str(one.get("custom_id", "")) for one in walk(message.components)]
    return [one for one in found if one.startswith(starts)]


def made(server: Server, path: str = "/threads") -> int:
    """How many requests there were to make a thread."""
    return sum(one.method == "POST" and one.path.endswith(path) for one in server.env.http_requests)


def managing(server: Server) -> Any:
    """A moderator, in a server where the bot may manage threads and messages."""
    bot = server.guild.create_role(
        "the bot's",
        permissions=discord.Permissions(manage_threads=True, manage_messages=True, manage_channels=True),
    )
    server.env.backend.get_guild(server.guild.id).members[server.env.bot.user.id].role_ids.append(bot.id)
    return moderator(server)


def thread_of(server: Server, name: str) -> Any:
    """The thread whose name ends so."""
    backend = server.env.backend
    found = [one for one in backend.channels.values() if one.is_thread and str(one.name).endswith(name)]
    assert len(found) == 1, [one.name for one in found]
    return next(
        one for channel in server.guild.channels.values() for one in channel.threads if one.id == found[0].id
    )


async def slash_at_once(server: Server, members: list[Any], channel: Any = None, **typed: str) -> None:
    """/discuss of many members, all of which arrive before the first is answered."""
    backend = server.env.backend
    root = backend.find_command("discuss", None)
    options = [{"name": name, "type": 3, "value": value} for name, value in {**IT, **typed}.items()]
    for member in members:
        _, payload = interactions.base_payload(
            backend, type=2, channel_id=(channel or server.channel).id, guild_id=server.guild.id,
            user_id=member.id, data={"id": root["id"], "name": "discuss", "type": 1, "options": options},
        )  # fmt: skip
        backend.emit("INTERACTION_CREATE", payload)
    await server.env.settle()


async def click_at_once(server: Server, members: list[Any], message: Any, custom_id: str) -> None:
    """One button of a public message, pressed by many before the first is answered."""
    backend = server.env.backend
    stored = backend.get_message(message.channel_id, message.id)
    for member in members:
        record, payload = interactions.base_payload(
            backend, type=3, channel_id=message.channel_id, guild_id=server.guild.id, user_id=member.id,
            data={"custom_id": custom_id, "component_type": 2},
        )  # fmt: skip
        record.source_message_id = message.id
        shown = dict(serializers.message_payload(backend, stored))
        backend.emit("INTERACTION_CREATE", {**payload, "message": shown})
    await server.env.settle()
