"""Presses every button and uses every menu of an answer, and those of the answers to that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.cogs.acting import kinds, left_behind
from tests.conftest import Server

SELECTS = range(3, 9)  # Discord's types of menus
Press = tuple[Any, str, list[Any]]  # a message, a custom_id, what is chosen


async def walked(
    server: Server, member: Any, message: Any, presses: dict[str, Press], forms: dict[str, Any]
) -> None:
    """Press whatever does something new, and what is in the answers to that."""
    if message is None:
        return
    for identity, values in components(server, message):
        action = identity.split(":")[1]
        if action not in presses:
            presses[action] = (message, identity, values)
            answer = await pressed(server, member, presses[action])
            if answer.modal:
                forms[action] = answer
            await walked(server, member, answer.response, presses, forms)


def components(server: Server, message: Any) -> Iterator[tuple[str, list[Any]]]:
    """Each that can be pressed now, with something to choose."""
    for one in (part for kind in (2, *SELECTS) for part in kinds(message, kind)):
        if one.get("custom_id") and not one.get("disabled"):
            some = one["options"][:1] if one["type"] == 3 else []
            channels = [server.channel] if one["type"] == 8 else []
            yield one["custom_id"], [*(option["value"] for option in some), *channels]


async def pressed(server: Server, member: Any, press: Press) -> Any:
    """A message that has moved on is on somebody's screen as it was."""
    message, identity, values = press
    if (identity, values) not in components(server, message):
        values = [str(getattr(value, "id", value)) for value in values]
        message = await left_behind(server, identity, values)
    if identity.startswith("s:"):
        return await member.select(message, values, custom_id=identity)
    return await member.click(message, custom_id=identity)
