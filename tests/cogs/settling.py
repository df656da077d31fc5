"""What tests of /setup and /doctor share: walking through the steps, and what a server has chosen."""

from __future__ import annotations

from typing import Any

from tests.cogs.acting import say
from tests.conftest import Server, custom_id


async def begin(server: Server, member: Any) -> Any:
    answer = await member.slash(server.channel, "setup")
    assert answer.ephemeral
    return answer.response


async def step(member: Any, card: Any, name: str) -> None:
    """Go on or back to a step that a button of the card leads to."""
    await member.click(card, custom_id=f"b:setup:{name}")


async def pick(member: Any, card: Any, menu: str, value: Any) -> Any:
    return await member.select(card, [value], custom_id=custom_id(card, f"s:set-{menu}"))


async def walk_to(member: Any, card: Any, name: str) -> None:
    for one in ("zone", "news", "log", "role", "talk", "follow", "desk", "done"):
        await step(member, card, one)
        if one == name:
            return


def chosen(server: Server) -> Any:
    return server.app.servers.get(server.guild.id)


REFUSED = say("error-managers-only")
