"""What tests of /catalogue share: asking as somebody, filling in a form, and changing a title behind their back."""

from __future__ import annotations

from typing import Any

from bot.domain.editing import version
from bot.domain.model import Title
from tests.cogs.acting import say
from tests.conftest import Server

REFUSED, SNAKE = say("error-moderators-only"), "greedy-snake"
IT = {"title": f"title:{SNAKE}"}


async def ask(server: Server, member: Any, command: str, **typed: Any) -> Any:
    """The message that answers, for the moderator's eyes only."""
    answer = await member.slash(server.channel, f"catalogue {command}", **typed)
    assert answer.ephemeral, command
    return answer.response


async def fill(member: Any, opened: Any, **values: Any) -> Any:
    """What comes of a form that was opened; texts that were in it stay unless they are given."""
    inputs = [row["component"] for row in opened.modal["components"]]
    before = {one["custom_id"]: one["value"] for one in inputs if one.get("value")}
    for one in inputs:
        if chosen := [choice["value"] for choice in one.get("options", []) if choice.get("default")]:
            before[one["custom_id"]] = chosen
    return await member.submit_modal(opened, before | values)


def prefilled(opened: Any) -> dict[str, str]:
    inputs = [row["component"] for row in opened.modal["components"]]
    return {one["custom_id"]: one.get("value") or "" for one in inputs}


async def behind_their_back(server: Server, guild: int, by: int = 0, **fields: Any) -> None:
    editing = server.app.editing
    seen = await editing.seen(guild, SNAKE)
    await editing.save(guild, seen.model_copy(update=fields), version(seen), by)


async def snake(server: Server, guild: int | None = None) -> Title:
    """As the server sees it, or another one."""
    return await server.app.catalogue.title(SNAKE, server.guild.id if guild is None else guild)


async def own_titles(server: Server, guild: int) -> list[Title]:
    """The newest first."""
    changes = await server.app.editing.history(guild, "", 50, 0)
    return [change.after for change in changes if change.before is None and change.after]
