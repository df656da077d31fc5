"""Members' votes on ways to watch."""

from __future__ import annotations

from bot.domain.evidence import Failing, Vote, Way
from bot.store.db import Connection


async def put(db: Connection, user: int, way: Way, vote: Vote) -> None:
    """In place of what the member said before."""
    await db.execute(
        "INSERT INTO votes (user_id, title_id, platform, region, worked, guild, at)"
        " VALUES (:user, :title_id, :platform, :region, :worked, :guild, :at)"
        " ON CONFLICT (user_id, title_id, platform, region) DO UPDATE SET"
        " worked = excluded.worked, guild = excluded.guild, at = excluded.at",
        {"user": user, **way._asdict(), **vote._asdict()},
    )


async def of_title(db: Connection, title_id: str, region: str) -> list[tuple[str, Vote]]:
    """Platform and vote, from one country."""
    rows = await db.execute_fetchall(
        "SELECT platform, worked, guild, at FROM votes WHERE title_id = :title AND region = :region",
        {"title": title_id, "region": region},
    )
    return [(platform, Vote(bool(worked), guild, at)) for platform, worked, guild, at in rows]


async def failing(db: Connection, guild: int, since: int, least: int, limit: int) -> list[Failing]:
    """Ways that failed for so many members of a server, or of all for 0; the most first.

    Of all, only ways to shared titles: a server's own ones are nobody else's business.
    """
    rows = await db.execute_fetchall(
        "SELECT title_id, platform, region, count(*) AS failed, max(at) FROM votes"
        " WHERE worked = 0 AND at >= :since AND :guild IN (0, guild) AND (:guild <> 0 OR title_id IN"
        " (SELECT id FROM records WHERE kind = 'titles' AND guild = 0)) GROUP BY title_id, platform, region"
        " HAVING failed >= :least ORDER BY failed DESC, max(at) DESC, title_id, platform, region LIMIT :limit",
        {"guild": guild, "since": since, "least": least, "limit": limit},
    )
    return [
        Failing(Way(title, platform, region), count, last) for title, platform, region, count, last in rows
    ]


async def reset(db: Connection, guild: int, way: Way) -> int:
    """Forget what members of a server, or of all for 0, said of a way. How many votes."""
    cursor = await db.execute(
        "DELETE FROM votes WHERE title_id = :title_id AND platform = :platform AND region = :region"
        " AND :guild IN (0, guild)",
        {"guild": guild, **way._asdict()},
    )
    return cursor.rowcount


async def of_member(db: Connection, user: int) -> list[tuple[Way, Vote]]:
    rows = await db.execute_fetchall(
        "SELECT title_id, platform, region, worked, guild, at FROM votes WHERE user_id = :user ORDER BY at",
        {"user": user},
    )
    return [(Way(*row[:3]), Vote(bool(row[3]), row[4], row[5])) for row in rows]


async def forget_member(db: Connection, user: int) -> bool:
    """Whether there was anything."""
    cursor = await db.execute("DELETE FROM votes WHERE user_id = :user", {"user": user})
    return cursor.rowcount > 0


async def forget_before(db: Connection, before: int) -> None:
    """Those that no longer say anything."""
    await db.execute("DELETE FROM votes WHERE at < :before", {"before": before})
