"""Followers of one title, written into a database beforehand, and looked for in Discord afterwards."""

from __future__ import annotations

import itertools
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bot.domain.following import Happening, Reach
from bot.domain.notice import MOST_MEMBERS, MOST_TEXT
from bot.domain.server import ServerSettings
from bot.store import happenings, servers
from bot.store.db import Connection, Database
from tests.conftest import texts_of
from tests.wire.standin.world import Channel, World

TITLE = "greedy-snake"
REGION, ELSEWHERE = "GB", "FR"
_LANGUAGE = "en"
_PROGRESS = """
    SELECT (SELECT count(*) FROM notices),
        (SELECT count(*) FROM deliveries WHERE step = 'notice' AND state = 'sent'),
        (SELECT count(*) FROM happenings WHERE done >= 0)
            + (SELECT count(*) FROM deliveries WHERE step = 'notice' AND state IN ('pending', 'sending'))
"""
# A quarter of an hour is over at once, and so are the minutes between two messages to one channel.
_NOW = (
    """
    UPDATE deliveries SET not_before = 0
    WHERE step = 'notice' AND state = 'pending' AND attempts = 0 AND not_before > :soon
    """,
    "UPDATE deliveries SET settled_at = 1 WHERE step = 'notice' AND state = 'sent' AND settled_at > 1",
)


@dataclass
class Followers:
    """Who is to be told where, and who is not to be told."""

    in_servers: dict[int, str] = field(default_factory=dict[int, str])  # channels by member
    in_messages: dict[int, str] = field(default_factory=dict[int, str])
    others: set[int] = field(default_factory=set[int])


@dataclass
class Heard:
    lost: list[int] = field(default_factory=list[int])
    doubled: list[int] = field(default_factory=list[int])
    wrong: list[str] = field(default_factory=list[str])  # told where they should not be, or beyond a limit
    messages: int = 0
    states: Counter[str] = field(
        default_factory=Counter[str]
    )  # of the notices, and of the rows of the outbox
    integrity: str = ""

    @property
    def is_whole(self) -> bool:
        return not (self.lost or self.doubled or self.wrong) and self.integrity == "ok"


async def fill(path: Path, world: World, count: int, in_each: int, by_message: int, others: int) -> Followers:
    """One title is followed in each server and by direct message, and can be watched in their country from now on."""
    found, users = Followers(), itertools.count(10**18)
    channels = world.add_channels(count, 1)
    messages = world.add_channels(by_message, 500)
    database = await Database.open(path)
    try:
        async with database.transaction() as db:
            for channel in channels:
                settings = ServerSettings(follow_channel=int(channel.id))
                await servers.put(db, int(channel.guild.id), settings)
                for user in itertools.islice(users, in_each):
                    await _follower(db, user, int(channel.guild.id), REGION)
                    found.in_servers[user] = channel.id
            for channel, user in zip(messages, users, strict=False):
                await _follower(db, user, int(channels[0].guild.id), REGION, channel)
                found.in_messages[user] = channel.id
            for user in itertools.islice(users, others):
                await _follower(db, user, int(channels[0].guild.id), ELSEWHERE)
                found.others.add(user)
    finally:
        await database.close()
    return found


async def happen(path: Path) -> None:
    """The title can be watched in one more country."""
    database = await Database.open(path)
    try:
        async with database.transaction() as db:
            await happenings.add(db, [happening()])
    finally:
        await database.close()


def happening() -> Happening:
    way = Reach(platform="reelshort", regions=(REGION,))
    return Happening(id="one", kind="changed", title_id=TITLE, after=(way,), made_at=int(time.time()))


async def _follower(
    db: Connection, user: int, guild: int, region: str, messages: Channel | None = None
) -> None:
    await db.execute(
        "INSERT INTO follows (user_id, kind, target, guild, made_at) VALUES (:user, 'title', :title, :guild, 0)",
        {"user": user, "title": TITLE, "guild": guild},
    )
    await db.execute(
        "INSERT INTO members (user_id, language, region, updated_at) VALUES (:user, :language, :region, 0)",
        {"user": user, "language": _LANGUAGE, "region": region},
    )
    if messages:
        await db.execute(
            "INSERT INTO tellings (user_id, way, channel, closed, language, zone, pressed, pressed_at)"
            " VALUES (:user, 'dm', :channel, 0, 'en', '', '', 0)",
            {"user": user, "channel": int(messages.id)},
        )


class Progress(NamedTuple):
    noticed: int  # followers
    sent: int  # messages
    left: int  # happenings and messages that are still to be looked after


def progress(path: Path) -> Progress:
    """As another process sees it; what was gathered is due at once."""
    with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as db:
        for statement in _NOW:
            db.execute(statement, {"soon": int(time.time()) + 60})
        return Progress(*db.execute(_PROGRESS).fetchone())


def heard(path: Path, world: World, followers: Followers) -> Heard:
    """What stands in Discord, beside what should."""
    found, told = Heard(), Counter[int]()
    owners = {channel: user for user, channel in followers.in_messages.items()}
    for channel, text in _messages(world):
        named = [int(user) for user in re.findall(r"<@(\d+)>", text)]
        found.messages += 1
        if channel in owners:
            told[owners[channel]] += 1
            found.wrong += [channel] * bool(named)
            continue
        told.update(named)
        strangers = [user for user in named if followers.in_servers.get(user) != channel]
        found.wrong += [channel] * (bool(strangers) or len(named) > MOST_MEMBERS or len(text) > MOST_TEXT)
    expected = followers.in_servers.keys() | followers.in_messages.keys()
    found.lost = sorted(expected - told.keys())
    found.doubled = sorted(user for user, times in told.items() if times > 1 or user in followers.others)
    with closing(sqlite3.connect(path)) as db:
        for table in ("notices", "deliveries"):
            found.states.update(
                f"{table} {state}"
                for (state,) in db.execute(f"SELECT state FROM {table}")  # noqa: S608
            )
        found.integrity = db.execute("PRAGMA integrity_check").fetchone()[0]
    return found


def _messages(world: World) -> Iterator[tuple[str, str]]:
    for guild in world.guilds.values():
        for channel in guild.channels.values():
            for message in channel.messages.values():
                yield channel.id, texts_of(message["components"])
