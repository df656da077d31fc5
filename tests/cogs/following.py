"""What tests of following share: a title that can be watched in more and more places, and what followers read."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from bot.domain.editing import version
from bot.domain.model import Route, Title
from tests.cogs.acting import add_title
from tests.conftest import Server, texts_of

_PATIENCE = 20  # seconds


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits a quarter of an hour."""
    monkeypatch.setattr("bot.domain.notice.GATHER", 0)
    monkeypatch.setattr("bot.domain.notice.PACE", -1)


async def dragon(server: Server, identity: str = "dragon-of-the-drains", **fields: Any) -> Title:
    """A title that can be watched nowhere yet."""
    names = [{"text": "Dragon of the Drains", "language": "en", "kind": "original"}]
    return await add_title(server.app, id=identity, names=names, **fields)


def route(*regions: str, platform: str = "reelshort", **fields: Any) -> Route:
    return Route(platform=platform, regions=regions, **fields)


async def change(
    server: Server, title_id: str = "dragon-of-the-drains", guild: int = 0, **fields: Any
) -> None:
    """As somebody who may would."""
    seen = await server.app.editing.seen(guild, title_id)
    await server.app.editing.save(guild, seen.model_copy(update=fields), version(seen), 1)


async def follow(server: Server, who: Any | None = None, /, **what: Any) -> Any:
    what = what or {"title": "title:dragon-of-the-drains"}
    answer = await (who or server.member).slash(server.channel, "follow add", **what)
    assert answer.ephemeral
    return answer.response


async def in_channel(server: Server) -> Any:
    """The server's channel for followers."""
    channel = server.guild.create_text_channel("for-followers")
    await server.app.servers.change(server.guild.id, follow_channel=channel.id)
    return channel


async def spread(server: Server) -> None:
    """Until everybody was told who could be."""
    async with asyncio.timeout(_PATIENCE):
        while await _open(server):
            server.app.announcing.news.set()
            await asyncio.sleep(0.05)
    await server.env.settle()


@pytest.fixture
def gathering(at_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes goes into one message until the test says that the time for it is over, however slow the machine."""
    monkeypatch.setattr("bot.domain.notice.GATHER", 900)


async def gathered(server: Server) -> None:
    """That time is over, and everybody was told who could be."""
    await spread(server)
    async with server.app.database.transaction() as db:
        await db.execute("UPDATE deliveries SET not_before = 0 WHERE step = 'notice'")
    await spread(server)


async def _open(server: Server) -> int:
    async with server.app.database.read() as db:
        rows = await db.execute_fetchall(
            "SELECT (SELECT count(*) FROM happenings WHERE done >= 0) + (SELECT count(*) FROM deliveries"
            " WHERE step = 'notice' AND state IN ('pending', 'sending') AND not_before <= unixepoch() + 60)"
        )
    return sum(count for (count,) in rows)


def told(server: Server, channel: Any) -> list[dict[str, Any]]:
    """The messages that were sent to a channel, by its handle or id."""
    path = f"/channels/{getattr(channel, 'id', channel)}/messages"
    return [r.json for r in server.env.http_requests if r.method == "POST" and r.path == path]


def words(message: dict[str, Any]) -> str:
    return texts_of(message["components"])


def named(message: dict[str, Any]) -> set[int]:
    return {int(user) for user in re.findall(r"<@(\d+)>", words(message))}


async def later(server: Server, member: Any | None = None, where: Any = None) -> list[Any]:
    """What a member reads besides the answer to their next command."""
    return (await (member or server.member).slash(where or server.channel, "privacy")).followups
