"""Members whose suggestions a server's moderators do not want."""

from __future__ import annotations

from bot.store.db import Connection


async def has(db: Connection, guild: int, user: int) -> bool:
    rows = await db.execute_fetchall(
        "SELECT 1 FROM blocked WHERE guild = :guild AND user_id = :user", {"guild": guild, "user": user}
    )
    return bool(list(rows))


async def put(db: Connection, guild: int, user: int, now: int) -> None:
    """Whoever is on the list already stays as they were."""
    await db.execute(
        "INSERT INTO blocked (guild, user_id, at) VALUES (:guild, :user, :now) ON CONFLICT DO NOTHING",
        {"guild": guild, "user": user, "now": now},
    )


async def delete(db: Connection, guild: int, user: int) -> None:
    await db.execute(
        "DELETE FROM blocked WHERE guild = :guild AND user_id = :user", {"guild": guild, "user": user}
    )


async def of_server(db: Connection, guild: int) -> list[tuple[int, int]]:
    """Member and since when, the newest first."""
    rows = await db.execute_fetchall(
        "SELECT user_id, at FROM blocked WHERE guild = :guild ORDER BY at DESC, user_id", {"guild": guild}
    )
    return [(user, at) for user, at in rows]


async def of_member(db: Connection, user: int) -> list[tuple[int, int]]:
    """Server and since when."""
    rows = await db.execute_fetchall(
        "SELECT guild, at FROM blocked WHERE user_id = :user ORDER BY at, guild", {"user": user}
    )
    return [(guild, at) for guild, at in rows]


async def forget_member(db: Connection, user: int) -> bool:
    """Whether there was anything."""
    cursor = await db.execute("DELETE FROM blocked WHERE user_id = :user", {"user": user})
    return cursor.rowcount > 0
