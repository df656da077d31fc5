"""Announcements for many channels: written into a database beforehand, and looked for in Discord afterwards."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bot.domain.announcing.event import Event
from bot.domain.announcing.subscription import Subscription, Threads, Wishes
from bot.store import events, outbox, subscriptions
from bot.store.db import Database
from tests.conftest import walk
from tests.wire.standin.world import FORUM, NEWS, TEXT, Channel, World

Manner = Literal["plain", "thread", "forum", "news"]
_MARKER = ":post:"
_PER_GUILD = 25  # channels: as many as one server may have
_OPEN = "state IN ('pending', 'sending')"
_OPEN_ROWS = f"""
    SELECT post, step, state, attempts || ' attempts', reason, 'in', not_before - :now, 's' FROM deliveries
    WHERE {_OPEN} ORDER BY not_before LIMIT 20
"""  # noqa: S608
_SETTLED = f"""
    SELECT id, channel, message, thread FROM posts p
    WHERE NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.post = p.id AND d.{_OPEN})
"""  # noqa: S608


@dataclass
class Found:
    """What became of the posts; each is named by its id."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)  # the database names a message that is not there
    unfinished: list[str] = field(default_factory=list)  # without the thread, or not published
    open: list[str] = field(default_factory=list)  # rows that are still to be settled, and what they wait for
    states: Counter[str] = field(default_factory=Counter)  # of the rows of the outbox
    integrity: str = ""


def make_channels(world: World, count: int, manners: dict[Manner, int]) -> dict[str, Manner]:
    """Channels of several servers; so many of each manner, the others plain. Manners by channel."""
    made = world.add_channels(count, _PER_GUILD)
    wanted = iter([manner for manner, number in manners.items() for _ in range(number)])
    chosen: dict[str, Manner] = {}
    for channel in made:
        chosen[channel.id] = manner = next(wanted, "plain")
        channel.kind = {"forum": FORUM, "news": NEWS}.get(manner, TEXT)
    return chosen


async def fill(path: Path, world: World, manners: dict[str, Manner], rounds: int) -> int:
    """Each channel is to have so many posts, due now. How many that are in all."""
    database, now = await Database.open(path), int(time.time())
    wanting = [_subscription(world.channel(channel), manner) for channel, manner in manners.items()]  # type: ignore[arg-type]
    try:
        async with database.transaction() as db:
            for subscription in wanting:
                await subscriptions.put(db, subscription)
            for number in range(rounds):
                event = _event(number, now)
                await events.put(db, event)
                places = (outbox.Place(one, now, f"{number}-{one.channel}") for one in wanting)
                await outbox.gather_all(db, event, places)
    finally:
        await database.close()
    return rounds * len(wanting)


def _subscription(channel: Channel, manner: Manner) -> Subscription:
    kind: Literal["text", "news", "forum"] = (
        "forum" if manner == "forum" else "news" if manner == "news" else "text"
    )
    threads = Threads(name="Talk") if manner == "thread" else None
    wishes = Wishes(kind=kind, threads=threads, publish=manner == "news")
    return Subscription(channel=int(channel.id), guild=int(channel.guild.id), wishes=wishes)


def _event(number: int, now: int) -> Event:
    """A title first; then moderators' own words, as titles that are overdue would become one post."""
    at = now - 100 + number
    if number == 0:
        return Event(id="event-0", kind="title", title_id="greedy-snake", at=at, made_at=at)
    return Event(id=f"event-{number}", kind="post", text=f"News number {number}", at=at, made_at=at)


def open_rows(path: Path) -> int:
    """Requests that are still to be made, as another process sees it."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return db.execute(f"SELECT count(*) FROM deliveries WHERE {_OPEN}").fetchone()[0]  # noqa: S608


def compare(path: Path, world: World, manners: dict[str, Manner]) -> Found:
    """The database with what stands in Discord."""
    found, told = Found(), told_in(world)
    with closing(sqlite3.connect(path)) as db:
        found.states.update(state for (state,) in db.execute("SELECT state FROM deliveries"))
        found.integrity = " ".join(
            str(row[0])
            for check in ("integrity_check", "foreign_key_check")
            for row in db.execute(f"PRAGMA {check}")
        )
        found.open += [" ".join(map(str, row)) for row in db.execute(_OPEN_ROWS, {"now": int(time.time())})]
        rows = db.execute(_SETTLED).fetchall()
    for post, channel, message, thread in rows:
        copies = told.get((str(channel), post), [])
        if not copies:
            found.lost.append(post)
        elif len(copies) > 1:
            found.doubled.append(post)
        elif copies != [str(message)]:
            found.unlike.append(post)
        elif not _is_finished(world, manners[str(channel)], str(channel), str(message), thread):
            found.unfinished.append(post)
    return found


def told_in(world: World) -> dict[tuple[str, str], list[str]]:
    """Ids of the messages of each post in each channel."""
    told: dict[tuple[str, str], list[str]] = {}
    for guild in world.guilds.values():
        for channel in (*guild.channels.values(), *guild.threads.values()):
            for message in channel.messages.values():
                place = channel.parent or channel
                told.setdefault((place.id, next(_posts_of(message))), []).append(message["id"])
    return told


def _posts_of(message: dict[str, object]) -> Iterator[str]:
    """Which post a message is, by its buttons."""
    for component in walk(message["components"]):  # type: ignore[arg-type]
        custom_id = str(component.get("custom_id", ""))
        if _MARKER in custom_id:
            yield custom_id.partition(_MARKER)[2].partition(":")[0]
    yield ""


def _is_finished(world: World, manner: Manner, channel: str, message: str, thread: int) -> bool:
    if manner == "thread":
        return thread == int(message) and world.channel(message) is not None
    if manner == "news":
        place = world.channel(channel)
        return place is not None and bool(place.messages[message]["flags"] & 1)
    return True
