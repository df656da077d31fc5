"""What becomes of the rows of a server that has removed the bot, table by table, and which servers those are."""

from __future__ import annotations

from typing import NamedTuple

from bot.store import servers
from bot.store.db import Connection

_OF_SERVER = "guild = :guild"
# Waiting for a member's next command, or for a direct message. A place to talk is gone with its server.
_IN_MESSAGES = "post IN (SELECT id FROM posts WHERE guild = 0)"
_STILL_TOLD = f"guild = :guild AND what <> 'band' AND (state = 'waiting' OR {_IN_MESSAGES})"
_OF_QUESTION = "question IN (SELECT id FROM questions WHERE guild = :guild)"


class Purged(NamedTuple):
    """The rows of a table that are a server's, and what stays of them."""

    table: str
    rows: str = _OF_SERVER  # SQL
    instead: str = ""  # SQL: what is set; empty: the rows are deleted


# Every table with something of a server's has its line here, in the order in which rows can go; a test asks for it.
# Titles are in PURGED_TITLES, as the search index goes with them.
PURGED = (
    Purged("deliveries"),
    Purged("post_items", "post IN (SELECT id FROM posts WHERE guild = :guild)"),
    Purged("posts"),
    Purged("announcements"),
    Purged("subscriptions"),
    Purged("suggestions", "guild = :guild OR from_guild = :guild"),
    Purged("blocked"),
    Purged("changes"),
    Purged("hosts"),
    Purged("synonyms"),
    Purged("misses"),
    Purged("asked"),
    Purged("votes", instead="guild = 0"),  # what a member says of a way is the member's
    Purged("follows", instead="guild = 0"),  # so is what they follow
    Purged("notices", _STILL_TOLD, instead="guild = 0"),  # and what they have not heard of it yet
    Purged("notices"),
    Purged("happenings"),
    Purged("places"),
    Purged("homes"),
    Purged("spoilers"),
    Purged("agreements", _OF_QUESTION),
    Purged("answers", _OF_QUESTION),
    Purged("questions"),
    Purged("desk_lists"),
    Purged("parties"),
    Purged("prompt_posts"),
    Purged("prompt_weeks"),
    Purged("servers"),
)
PURGED_TITLES = {"records", "overrides"}
# Tables with nothing of a server's, and why they have nothing.
KEPT = {
    "meta": "numbers and marks of the whole database",
    "forms": "how names are read, by the name alone; nobody's",
    "removed": "shared titles that curators took out",
    "members": "a member's own settings, wherever they are",
    "progress": "how far a member is, wherever they are",
    "tellings": "how a member is told of what they follow, wherever they are",
    "watchlists": "whether a member shows theirs, wherever they are",
    "watched": "a member's list, wherever they are",
    "leases": "which process delivers",
    "departures": "when a server left; gone with the last of its rows",
}


# -- who has left


async def left(db: Connection, guild: int, now: int) -> None:
    """The first time counts."""
    await db.execute(
        "INSERT INTO departures (guild, left_at) VALUES (:guild, :now) ON CONFLICT DO NOTHING",
        {"guild": guild, "now": now},
    )


async def returned(db: Connection, guild: int) -> None:
    await db.execute("DELETE FROM departures WHERE guild = :guild", {"guild": guild})


async def departed(db: Connection) -> dict[int, int]:
    """When each server left."""
    return dict(await db.execute_fetchall("SELECT guild, left_at FROM departures"))  # type: ignore[arg-type]  # pairs


async def known(db: Connection) -> set[int]:
    """Every server of which there is anything."""
    tables = [one.table for one in PURGED if one.rows == _OF_SERVER] + sorted(PURGED_TITLES)
    found: set[int] = set()
    for table in tables:
        rows = await db.execute_fetchall(f"SELECT DISTINCT guild FROM {table} WHERE guild <> 0")  # noqa: S608
        found |= {guild for (guild,) in rows}
    return found


async def is_due(db: Connection, guild: int, before: int) -> bool:
    """Whether it left so long ago, and has not come back."""
    rows = await db.execute_fetchall(
        "SELECT 1 FROM departures WHERE guild = :guild AND left_at <= :before",
        {"guild": guild, "before": before},
    )
    return bool(list(rows))


# -- a bite


async def titles(db: Connection, guild: int, most: int) -> list[str]:
    """Titles of the server's own, and shared ones of which it says something differently."""
    rows = await db.execute_fetchall(
        "SELECT id FROM records WHERE kind = 'titles' AND guild = :guild"
        " UNION SELECT title_id FROM overrides WHERE guild = :guild LIMIT :most",
        {"guild": guild, "most": most},
    )
    return [title_id for (title_id,) in rows]


async def purge(db: Connection, guild: int, most: int) -> int:
    """Some rows of the first table that has any; how many."""
    values = {"guild": guild, "most": most}
    for table, rows, instead in PURGED:
        some = f"SELECT rowid FROM {table} WHERE {rows} LIMIT :most"  # noqa: S608
        # Of what a member follows in a direct message as well, one row is enough.
        what = f"UPDATE OR REPLACE {table} SET {instead}" if instead else f"DELETE FROM {table}"  # noqa: S608
        cursor = await db.execute(f"{what} WHERE rowid IN ({some})", values)
        if cursor.rowcount:
            return cursor.rowcount
    return 0


async def finish(db: Connection, guild: int) -> None:
    """Nothing of it is left; every process reads anew what servers have chosen."""
    await returned(db, guild)
    await servers.changed(db)
