"""What is looked for in a server: the searches that found nothing, and how often each title is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from aiosqlite import Connection

from bot.domain.misses import Miss


async def add_miss(db: Connection, guild: int, text: str, now: int) -> None:
    """Counts one more; `now` in UTC seconds."""
    await db.execute(
        "INSERT INTO misses (guild, text, count, last_at) VALUES (:guild, :text, 1, :now)"
        " ON CONFLICT (guild, text) DO UPDATE SET count = misses.count + 1, last_at = excluded.last_at",
        {"guild": guild, "text": text, "now": now},
    )


async def misses(db: Connection, guild: int, offset: int, limit: int) -> list[Miss]:
    """The most frequent first, of those the newest."""
    rows = await db.execute_fetchall(
        "SELECT text, count, last_at FROM misses WHERE guild = :guild"
        " ORDER BY count DESC, last_at DESC, text LIMIT :limit OFFSET :offset",
        {"guild": guild, "limit": limit, "offset": offset},
    )
    return [Miss(*row) for row in rows]


async def count_misses(db: Connection, guild: int) -> int:
    rows = await db.execute_fetchall("SELECT COUNT(*) FROM misses WHERE guild = :guild", {"guild": guild})
    return sum(count for (count,) in rows)


async def delete_miss(db: Connection, guild: int, text: str) -> None:
    await db.execute(
        "DELETE FROM misses WHERE guild = :guild AND text = :text", {"guild": guild, "text": text}
    )


async def delete_misses_but(db: Connection, guild: int, most: int, text: str) -> None:
    """All but the `most` that stand first in the list, and this one."""
    await db.execute(
        "DELETE FROM misses WHERE guild = :guild AND text <> :text AND text NOT IN (SELECT text FROM misses"
        " WHERE guild = :guild ORDER BY count DESC, last_at DESC, text LIMIT :most)",
        {"guild": guild, "text": text, "most": most},
    )


async def add_asked(db: Connection, counts: Mapping[tuple[int, str], int], now: int) -> None:
    """Adds to the counts of (guild, id of a title); `now` in UTC seconds."""
    await db.executemany(
        "INSERT INTO asked (guild, title_id, count, last_at) VALUES (:guild, :title, :count, :now)"
        " ON CONFLICT (guild, title_id) DO UPDATE SET count = asked.count + excluded.count,"
        " last_at = excluded.last_at",
        [
            {"guild": guild, "title": title, "count": count, "now": now}
            for (guild, title), count in counts.items()
        ],
    )


async def most_asked(db: Connection, guild: int, limit: int) -> list[str]:
    """Ids of titles, the most asked for first."""
    rows = await db.execute_fetchall(
        "SELECT title_id FROM asked WHERE guild = :guild ORDER BY count DESC, title_id LIMIT :limit",
        {"guild": guild, "limit": limit},
    )
    return [title for (title,) in rows]


async def delete_old(db: Connection, before: int) -> None:
    """What nobody has searched for or opened since."""
    await db.execute("DELETE FROM misses WHERE last_at < :before", {"before": before})
    await db.execute("DELETE FROM asked WHERE last_at < :before", {"before": before})
