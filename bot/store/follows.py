"""What members follow, and how each of them wants to be told."""

from __future__ import annotations

from bot.domain.following import Follow, FollowKind, Telling
from bot.store.db import Connection

_TELLING = "way, channel, closed, language, zone, quiet_from, quiet_to"
_IN_MESSAGES = (
    "guild = 0 AND channel IN (SELECT channel FROM tellings WHERE user_id = :user AND channel <> 0)"
)
_FOLLOW = "kind, target, guild, made_at"
_SAME = "f.user_id = :user AND f.kind = :kind AND f.target = :target"
_HERE = "f.guild = :guild"


async def of_member(db: Connection, user: int) -> list[Follow]:
    """The newest first."""
    rows = await db.execute_fetchall(
        f"SELECT {_FOLLOW} FROM follows WHERE user_id = :user ORDER BY made_at DESC, kind, target, guild",  # noqa: S608
        {"user": user},
    )
    return [Follow(FollowKind(kind), *rest) for kind, *rest in rows]


async def has(db: Connection, user: int, follow: Follow) -> bool:
    """In this server; they may follow it in others, too."""
    sql = f"SELECT 1 FROM follows f WHERE {_SAME} AND {_HERE}"  # noqa: S608
    rows = await db.execute_fetchall(sql, _values(user, follow))
    return bool(list(rows))


async def count(db: Connection, user: int) -> int:
    rows = await db.execute_fetchall("SELECT count(*) FROM follows WHERE user_id = :user", {"user": user})
    return sum(number for (number,) in rows)


async def put(db: Connection, user: int, follow: Follow) -> None:
    """What is followed already stays as it was."""
    await db.execute(
        "INSERT INTO follows (user_id, kind, target, guild, made_at)"
        " VALUES (:user, :kind, :target, :guild, :made_at) ON CONFLICT DO NOTHING",
        _values(user, follow),
    )


async def delete(db: Connection, user: int, follow: Follow) -> bool:
    """Whether it was followed. What they have not been told of it there waits for a command in another server where
    they follow it, if there is one and it is not the server's own news; else it is not told any more."""
    values = _values(user, follow)
    cursor = await db.execute(f"DELETE FROM follows AS f WHERE {_SAME} AND {_HERE}", values)  # noqa: S608
    others = f"SELECT f.guild FROM follows f WHERE {_SAME} ORDER BY f.made_at DESC, f.guild LIMIT 1"  # noqa: S608
    untold = f"{_SAME} AND {_HERE} AND f.state <> 'told'"
    await db.execute(
        f"UPDATE notices AS f SET state = 'waiting', post = '', guild = ({others}) WHERE {untold}"  # noqa: S608
        f" AND EXISTS ({others}) AND EXISTS (SELECT 1 FROM happenings h WHERE h.id = f.happening AND h.guild = 0)",
        values,
    )
    await db.execute(f"DELETE FROM notices AS f WHERE {untold}", values)  # noqa: S608
    return cursor.rowcount > 0


def _values(user: int, follow: Follow) -> dict[str, str | int]:
    return {**follow._asdict(), "kind": follow.kind.value, "user": user}


# -- how they are told


async def telling(db: Connection, user: int) -> Telling:
    rows = await db.execute_fetchall(
        f"SELECT {_TELLING} FROM tellings WHERE user_id = :user",  # noqa: S608
        {"user": user},
    )
    return next((_telling(*row) for row in rows), Telling())


async def telling_in(db: Connection, channel: int) -> tuple[int, Telling] | None:
    """The member whose direct messages these are."""
    rows = await db.execute_fetchall(
        f"SELECT user_id, {_TELLING} FROM tellings WHERE channel = :channel AND channel <> 0",  # noqa: S608
        {"channel": channel},
    )
    return next(((user, _telling(*row)) for user, *row in rows), None)


async def put_telling(db: Connection, user: int, one: Telling) -> None:
    await db.execute(
        "INSERT INTO tellings (user_id, way, channel, closed, language, zone, quiet_from, quiet_to, pressed,"
        " pressed_at) VALUES (:user, :way, :channel, :closed, :language, :zone, :quiet_from, :quiet_to, '', 0)"
        " ON CONFLICT (user_id) DO UPDATE SET way = excluded.way, channel = excluded.channel,"
        " closed = excluded.closed, language = excluded.language, zone = excluded.zone,"
        " quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to",
        {**one.model_dump(mode="json"), "closed": int(one.closed), "user": user},
    )


async def without_channel(db: Connection) -> list[int]:
    """Who wants direct messages, and has no channel for them yet."""
    rows = await db.execute_fetchall("SELECT user_id FROM tellings WHERE way = 'dm' AND channel = 0")
    return [user for (user,) in rows]


async def open_messages(db: Connection, user: int, channel: int) -> None:
    """Only of a member of whom there is something still."""
    await db.execute(
        "UPDATE tellings SET channel = :channel WHERE user_id = :user", {"user": user, "channel": channel}
    )


async def refuse_messages(db: Connection, user: int) -> None:
    """As after `close_messages`, of a member who has no channel."""
    await db.execute("UPDATE tellings SET way = 'command', closed = 1 WHERE user_id = :user", {"user": user})


async def close_messages(db: Connection, channel: int) -> None:
    """Discord refuses direct messages there: their member is told at their next command from now on."""
    await db.execute(
        "UPDATE tellings SET way = 'command', closed = 1 WHERE channel = :channel AND channel <> 0",
        {"channel": channel},
    )


async def pressed(db: Connection, user: int) -> tuple[str, int]:
    """What a member has switched last, and when."""
    rows = await db.execute_fetchall(
        "SELECT pressed, pressed_at FROM tellings WHERE user_id = :user", {"user": user}
    )
    return next(((what, at) for what, at in rows), ("", 0))


async def press(db: Connection, user: int, what: str, now: int) -> None:
    await db.execute(
        "UPDATE tellings SET pressed = :what, pressed_at = :now WHERE user_id = :user",
        {"user": user, "what": what, "now": now},
    )


def _telling(way: str, channel: int, closed: int, language: str, zone: str, *quiet: int | None) -> Telling:
    quiet_from, quiet_to = quiet
    return Telling.model_validate(
        {"way": way, "channel": channel, "closed": bool(closed), "language": language, "zone": zone,
         "quiet_from": quiet_from, "quiet_to": quiet_to}
    )  # fmt: skip


# -- forgetting


async def forget_member(db: Connection, user: int) -> bool:
    """What they follow, how they are told, and that others follow their list; whether there was anything. The channel
    of direct messages tells who it is of, so what was sent there, or is to be, goes too."""
    values = {"user": user, "target": str(user)}
    cursors = [
        await db.execute(sql, values)
        for sql in (
            f"DELETE FROM deliveries WHERE {_IN_MESSAGES}",  # noqa: S608
            f"DELETE FROM posts WHERE {_IN_MESSAGES}",  # noqa: S608
            "DELETE FROM follows WHERE user_id = :user",
            "DELETE FROM tellings WHERE user_id = :user",
            "DELETE FROM notices WHERE user_id = :user",
            "DELETE FROM notices WHERE kind = 'list' AND target = :target",
            "DELETE FROM follows WHERE kind = 'list' AND target = :target",
        )
    ]
    return any(cursor.rowcount > 0 for cursor in cursors)
