"""Members' own lists of titles, and whether others may see them."""

from __future__ import annotations

from bot.domain.watchlist import Entry, WatchState
from bot.store.db import Connection


async def of_member(db: Connection, user: int) -> list[Entry]:
    rows = await db.execute_fetchall(
        "SELECT title_id, state, added_at, changed_at FROM watched WHERE user_id = :user"
        " ORDER BY changed_at DESC, title_id",
        {"user": user},
    )
    return [Entry(title_id, WatchState(state), *times) for title_id, state, *times in rows]


async def get(db: Connection, user: int, title_id: str) -> Entry | None:
    return next((one for one in await of_member(db, user) if one.title_id == title_id), None)


async def put(db: Connection, user: int, title_id: str, state: WatchState, now: int) -> None:
    """What is on the list already changes its state."""
    await db.execute(
        "INSERT INTO watched (user_id, title_id, state, added_at, changed_at)"
        " VALUES (:user, :title, :state, :now, :now) ON CONFLICT (user_id, title_id) DO UPDATE SET"
        " state = excluded.state, changed_at = excluded.changed_at WHERE state <> excluded.state",
        {"user": user, "title": title_id, "state": state.value, "now": now},
    )


async def delete(db: Connection, user: int, title_id: str) -> bool:
    """Whether it was on the list."""
    cursor = await db.execute(
        "DELETE FROM watched WHERE user_id = :user AND title_id = :title", {"user": user, "title": title_id}
    )
    return cursor.rowcount > 0


async def is_shared(db: Connection, user: int) -> bool:
    rows = await db.execute_fetchall("SELECT shared FROM watchlists WHERE user_id = :user", {"user": user})
    return any(shared for (shared,) in rows)


async def share(db: Connection, user: int, *, shared: bool) -> None:
    await db.execute(
        "INSERT INTO watchlists (user_id, shared) VALUES (:user, :shared)"
        " ON CONFLICT (user_id) DO UPDATE SET shared = excluded.shared",
        {"user": user, "shared": int(shared)},
    )


async def forget_member(db: Connection, user: int) -> bool:
    """Whether there was anything."""
    watched = await db.execute("DELETE FROM watched WHERE user_id = :user", {"user": user})
    lists = await db.execute("DELETE FROM watchlists WHERE user_id = :user", {"user": user})
    return watched.rowcount + lists.rowcount > 0
