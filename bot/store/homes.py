"""Homes of dramas and the places in them: one row each, claimed by whoever opens it before Discord is asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.domain.bands import Band
from bot.domain.home import Home, Place, starts_of
from bot.store.db import Connection

_PLACE = "guild, title_id, first, last, channel, message, thread, begun_at"
_KEY = "guild = :guild AND title_id = :title_id AND first = :first AND last = :last"


async def home(db: Connection, guild: int, title_id: str) -> Home:
    rows = await db.execute_fetchall(
        "SELECT starts, name, locked, merged_into, unsettled FROM homes WHERE guild = :guild AND title_id = :title_id",
        {"guild": guild, "title_id": title_id},
    )
    for starts, name, locked, merged_into, unsettled in rows:
        return Home(starts_of(starts), name, bool(locked), merged_into, bool(unsettled))
    return Home()


async def put(db: Connection, guild: int, title_id: str, home: Home) -> None:
    await db.execute(
        "INSERT INTO homes (guild, title_id, starts, name, locked, merged_into, unsettled)"
        " VALUES (:guild, :title_id, :starts, :name, :locked, :merged_into, :unsettled)"
        " ON CONFLICT (guild, title_id) DO UPDATE SET starts = excluded.starts, name = excluded.name,"
        " locked = excluded.locked, merged_into = excluded.merged_into, unsettled = excluded.unsettled",
        {
            "guild": guild, "title_id": title_id, "starts": ",".join(map(str, home.starts)),
            "name": home.name, "locked": home.locked, "merged_into": home.merged_into,
            "unsettled": home.unsettled,
        },
    )  # fmt: skip


async def move_merged(db: Connection, guild: int, old: str, new: str) -> None:
    """What was merged into one title's home is now part of another's."""
    await db.execute(
        "UPDATE homes SET merged_into = :new, unsettled = 1 WHERE guild = :guild AND merged_into = :old",
        {"guild": guild, "old": old, "new": new},
    )


async def merged(db: Connection, guild: int, into: str) -> list[str]:
    """The titles that are part of another's home."""
    rows = await db.execute_fetchall(
        "SELECT title_id FROM homes WHERE guild = :guild AND merged_into = :into ORDER BY title_id",
        {"guild": guild, "into": into},
    )
    return [title_id for (title_id,) in rows]


async def unsettled(db: Connection, guild: int) -> list[str]:
    """The titles whose threads may not show yet what was decided."""
    rows = await db.execute_fetchall(
        "SELECT title_id FROM homes WHERE guild = :guild AND unsettled = 1 ORDER BY title_id",
        {"guild": guild},
    )
    return [title_id for (title_id,) in rows]


async def settle(db: Connection, guild: int, title_id: str, merged_into: str) -> None:
    """Its threads show that; nothing happens when something else was decided meanwhile."""
    await db.execute(
        "UPDATE homes SET unsettled = 0"
        " WHERE guild = :guild AND title_id = :title_id AND merged_into = :merged_into",
        {"guild": guild, "title_id": title_id, "merged_into": merged_into},
    )


async def places(db: Connection, guild: int, title_id: str) -> list[Place]:
    """Those that have been opened, the home first."""
    rows = await db.execute_fetchall(
        f"SELECT {_PLACE} FROM places WHERE guild = :guild AND title_id = :title_id AND thread <> 0"  # noqa: S608
        " ORDER BY first, last",
        {"guild": guild, "title_id": title_id},
    )
    return _places(rows)


async def of_thread(db: Connection, guild: int, thread: int) -> Place | None:
    rows = await db.execute_fetchall(
        f"SELECT {_PLACE} FROM places WHERE guild = :guild AND thread = :thread",  # noqa: S608
        {"guild": guild, "thread": thread},
    )
    return next(iter(_places(rows)), None)


async def claim(db: Connection, wanted: Place, owner: str, now: int, seconds: int) -> Place | None:
    """The place as it is: open, or now the owner's to open. None while another is at it.

    A lease that ends later than any could is of a clock that has been set back, and counts as ended.
    """
    values = {**_key(wanted), "channel": wanted.channel, "owner": owner, "now": now, "seconds": seconds}
    rows = await db.execute_fetchall(
        f"INSERT INTO places ({_PLACE}, owner, until)"  # noqa: S608
        " VALUES (:guild, :title_id, :first, :last, :channel, 0, 0, :now, :owner, :now + :seconds)"
        " ON CONFLICT (guild, title_id, first, last) DO NOTHING RETURNING " + _PLACE,
        values,
    )
    if fresh := _places(rows):
        return fresh[0]
    rows = await db.execute_fetchall(
        "UPDATE places SET owner = :owner, until = :now + :seconds"  # noqa: S608
        f" WHERE {_KEY} AND thread = 0 AND (until <= :now OR until > :now + :seconds) RETURNING {_PLACE}",
        values,
    )
    if resumed := _places(rows, again=True):
        return resumed[0]
    rows = await db.execute_fetchall(f"SELECT {_PLACE} FROM places WHERE {_KEY} AND thread <> 0", values)  # noqa: S608
    return next(iter(_places(rows)), None)


async def set_message(db: Connection, place: Place, owner: str, message: int) -> bool:
    """False when the claim is another's by now."""
    cursor = await db.execute(
        f"UPDATE places SET message = :message WHERE {_KEY} AND owner = :owner AND thread = 0",  # noqa: S608
        {**_key(place), "owner": owner, "message": message},
    )
    return cursor.rowcount > 0


async def has_message(db: Connection, place: Place) -> bool:
    rows = await db.execute_fetchall(f"SELECT message FROM places WHERE {_KEY}", _key(place))  # noqa: S608
    return any(message for (message,) in rows)


async def set_thread(db: Connection, place: Place, owner: str, thread: int) -> bool:
    """It is open. False when the claim is another's by now."""
    cursor = await db.execute(
        f"UPDATE places SET thread = :thread, until = 0 WHERE {_KEY} AND owner = :owner AND thread = 0",  # noqa: S608
        {**_key(place), "owner": owner, "thread": thread},
    )
    return cursor.rowcount > 0


async def shown(db: Connection, place: Place) -> str:
    """A digest of what its first message shows; empty: unknown."""
    rows = await db.execute_fetchall(f"SELECT shown FROM places WHERE {_KEY}", _key(place))  # noqa: S608
    return next((digest for (digest,) in rows), "")


async def show(db: Connection, place: Place, digest: str) -> None:
    await db.execute(
        f"UPDATE places SET shown = :digest WHERE {_KEY} AND message = :message",  # noqa: S608
        {**_key(place), "digest": digest, "message": place.message},
    )


async def give_up(db: Connection, place: Place, owner: str) -> None:
    """Whoever comes next goes on, and looks first whether something has been made."""
    await db.execute(
        f"UPDATE places SET until = 0 WHERE {_KEY} AND owner = :owner AND thread = 0",  # noqa: S608
        {**_key(place), "owner": owner},
    )


async def withdraw(db: Connection, place: Place, owner: str) -> None:
    """Nothing has been made of it."""
    await db.execute(
        f"DELETE FROM places WHERE {_KEY} AND owner = :owner AND thread = 0",  # noqa: S608
        {**_key(place), "owner": owner},
    )


async def forget(db: Connection, place: Place) -> None:
    """Its thread is gone; one that was opened meanwhile stays."""
    await db.execute(
        f"DELETE FROM places WHERE {_KEY} AND thread = :thread",  # noqa: S608
        {**_key(place), "thread": place.thread},
    )


def _key(place: Place) -> dict[str, Any]:
    return {"guild": place.guild, "title_id": place.title_id, **place.band._asdict()}


def _places(rows: Iterable[Any], *, again: bool = False) -> list[Place]:
    return [
        Place(guild, title_id, Band(first, last), channel, message, thread, begun_at, again)
        for guild, title_id, first, last, channel, message, thread, begun_at in rows
    ]
