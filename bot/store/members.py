"""What a member has told us about themselves: language, country, order of titles."""

from __future__ import annotations

from aiosqlite import Connection

from bot.domain.viewer import Preferences

_COLUMNS = ("language", "region", "title_order", "zone")


async def get(db: Connection, user_id: int) -> Preferences:
    rows = await db.execute_fetchall(
        "SELECT language, region, title_order, zone FROM members WHERE user_id = :user", {"user": user_id}
    )
    for language, region, order, zone in rows:
        return Preferences.from_columns(language, region, order, zone)
    return Preferences()


async def put(db: Connection, user_id: int, preferences: Preferences, now: int) -> None:
    values = dict(zip(_COLUMNS, preferences.to_columns(), strict=True))
    await db.execute(
        "INSERT INTO members (user_id, language, region, title_order, zone, updated_at)"
        " VALUES (:user, :language, :region, :title_order, :zone, :now)"
        " ON CONFLICT (user_id) DO UPDATE SET language = excluded.language, region = excluded.region,"
        " title_order = excluded.title_order, zone = excluded.zone, updated_at = excluded.updated_at",
        {**values, "user": user_id, "now": now},
    )


async def delete(db: Connection, user_id: int) -> bool:
    """Whether there was anything to delete."""
    cursor = await db.execute("DELETE FROM members WHERE user_id = :user", {"user": user_id})
    return cursor.rowcount > 0
