"""What tests of suggestions share: sending one as a member, and the cards that moderators decide with."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import Any

from bot.domain.suggestion import Suggestion
from bot.store import suggestions
from tests.cogs.acting import kinds
from tests.cogs.test_hostile import harmless
from tests.conftest import Server, custom_id

NEW = {
    "chinese": "龙王的烧烤摊",
    "english": "Barbecue of the Dragon King",
    "where": "Hongguo",
    "about": "A dragon king sells skewers.",
}


async def suggest(server: Server, member: Any | None = None, /, **typed: str) -> Any:
    """/suggest title, with the form filled in; the answer to the form."""
    who = member or server.member
    form = await who.slash(server.channel, "suggest title")
    assert form.modal, form.response.content
    return await who.submit_modal(form, typed or NEW)


async def about(server: Server, kind: str, title: str = "greedy-snake", /, **typed: str) -> Any:
    """/suggest correction or name, with the form filled in."""
    form = await server.member.slash(server.channel, f"suggest {kind}", title=f"title:{title}")
    chosen = {name: [value] if name in ("what", "language") else value for name, value in typed.items()}
    return await server.member.submit_modal(form, chosen)


async def review(server: Server, member: Any) -> Any:
    answer = await member.slash(server.channel, "review")
    assert answer.ephemeral
    return answer.response


async def press(member: Any, card: Any, action: str) -> Any:
    """The button or menu of an action."""
    return await member.click(card, custom_id=custom_id(card, f"b:{action}"))


async def decline(member: Any, card: Any, reason: str) -> Any:
    return await member.select(card, [reason], custom_id=custom_id(card, "s:decline:"))


def actions(message: Any) -> list[str]:
    """What the buttons that can be pressed do."""
    return [
        b["custom_id"].split(":")[1] for b in kinds(message, 2) if "custom_id" in b and not b.get("disabled")
    ]


async def kept(server: Server, member: Any | None = None) -> list[Suggestion]:
    """What is stored of a member's suggestions."""
    async with server.app.database.read() as db:
        return await suggestions.all_of_member(db, (member or server.member).id)


async def add(server: Server, *many: Suggestion) -> None:
    """Suggestions as they may have been stored at another time."""
    async with server.app.database.transaction() as db:
        for one in many:
            await suggestions.add(db, one)


def safe(card: Any) -> None:
    """Nothing of it is live but our own times and mentions."""
    text = re.sub(r"<t:\d+:R>|<@\d+>", "…", json.dumps(card.components, ensure_ascii=False))
    harmless(SimpleNamespace(content=card.content, components=json.loads(text)))
