"""How far members are in which drama."""

from __future__ import annotations

from bot.domain.progress import Progress
from bot.store.db import Connection


async def get(db: Connection, user: int, title_id: str) -> Progress | None:
    rows = await db.execute_fetchall(
        "SELECT title_id, episode, shared, updated_at FROM progress"
        " WHERE user_id = :user AND title_id = :title_id",
        {"user": user, "title_id": title_id},
    )
    return next((_progress(*row) for row in rows), None)


async def of_member(db: Connection, user: int) -> list[Progress]:
    """The latest first."""
    rows = await db.execute_fetchall(
        "SELECT title_id, episode, shared, updated_at FROM progress WHERE user_id = :user"
        " ORDER BY updated_at DESC, title_id",
        {"user": user},
    )
    return [_progress(*row) for row in rows]


async def put(
    db: Connection, user: int, title_id: str, episode: int, shared: bool | None, now: int
) -> Progress:
    """In place of what it was; `shared` None: as before, at first not."""
    rows = await db.execute_fetchall(
        "INSERT INTO progress (user_id, title_id, episode, shared, updated_at)"
        " VALUES (:user, :title_id, :episode, coalesce(:shared, 0), :now)"
        " ON CONFLICT (user_id, title_id) DO UPDATE SET episode = excluded.episode,"
        " shared = coalesce(:shared, progress.shared), updated_at = excluded.updated_at"
        " RETURNING title_id, episode, shared, updated_at",
        {"user": user, "title_id": title_id, "episode": episode, "shared": shared, "now": now},
    )
    return next(_progress(*row) for row in rows)


async def share(db: Connection, user: int, title_id: str, shared: bool) -> Progress | None:
    """None when there is nothing to share."""
    rows = await db.execute_fetchall(
        "UPDATE progress SET shared = :shared WHERE user_id = :user AND title_id = :title_id"
        " RETURNING title_id, episode, shared, updated_at",
        {"user": user, "title_id": title_id, "shared": shared},
    )
    return next((_progress(*row) for row in rows), None)


async def remove(db: Connection, user: int, title_id: str) -> None:
    await db.execute(
        "DELETE FROM progress WHERE user_id = :user AND title_id = :title_id",
        {"user": user, "title_id": title_id},
    )


async def forget_member(db: Connection, user: int) -> bool:
    """Whether there was anything."""
    cursor = await db.execute("DELETE FROM progress WHERE user_id = :user", {"user": user})
    return cursor.rowcount > 0


def _progress(title_id: str, episode: int, shared: int, at: int) -> Progress:
    return Progress(title_id, episode, bool(shared), at)
