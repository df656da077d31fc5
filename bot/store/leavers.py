"""What becomes of what a member has in a server that they have left, table by table, and whom to look up for that."""

from __future__ import annotations

from typing import NamedTuple

from bot.store import records
from bot.store.db import Connection

_OF_SERVER = "guild = :guild"
_OF_QUESTION = "question IN (SELECT id FROM questions WHERE guild = :guild)"
_NEXT = "leavers"  # of the table meta: when the round begins or has begun, and who was looked up last


class Left(NamedTuple):
    """The rows of a table that are a member's in a server."""

    table: str
    member: str  # the column
    instead: str = ""  # SQL: what is set; empty: the rows are deleted
    rows: str = ""  # SQL: only these
    within: str = _OF_SERVER


# Every column that says of a member which server they are in, in this order; a test asks for it. What they have
# everywhere is not in here: settings, progress, lists.
LEFT = (
    Left("follows", "user_id"),
    Left("notices", "user_id"),
    Left("votes", "user_id", "guild = 0"),
    Left("changes", "made_by", "made_by = 0"),
    Left("suggestions", "user_id", rows="state = 'draft'"),
    Left("suggestions", "user_id", "user_id = 0, told = 1, dm = 0"),
    Left("suggestions", "decided_by", "decided_by = 0"),
    Left("spoilers", "author"),
    Left("spoilers", "asker", rows="stage = 'draft'"),
    Left("spoilers", "asker", "asker = 0"),
    Left("questions", "user_id", rows="state = 'draft'"),
    Left("questions", "user_id", "user_id = 0, told = 1, revision = revision + 1"),
    Left("questions", "decided_by", "decided_by = 0"),
    Left("answers", "user_id", "user_id = 0", within=_OF_QUESTION),
    Left("agreements", "user_id", within=_OF_QUESTION),
    Left("parties", "host", rows="state = 'draft'"),
    Left(
        "parties",
        "host",
        "host = 0, typed = '', news = '', stale = CASE WHEN message <> 0 THEN 1 ELSE stale END",
    ),
)
_SHOWN = """
    UPDATE questions SET revision = revision + 1 WHERE guild = :guild AND id IN
        (SELECT question FROM answers WHERE user_id = :user
         UNION SELECT question FROM agreements WHERE user_id = :user)
"""


async def forget(db: Connection, user: int, guild: int) -> None:
    """What they asked and proposed stays without them, as others answer it. Posts that name them are drawn anew."""
    values = {"user": user, "guild": guild}
    await db.execute(_SHOWN, values)
    for one in LEFT:
        what = f"UPDATE {one.table} SET {one.instead}" if one.instead else f"DELETE FROM {one.table}"  # noqa: S608
        where = " AND ".join(filter(None, (f"{one.member} = :user", one.within, one.rows)))
        await db.execute(f"{what} WHERE {where}", values)


# -- whom to look up


def _pairs(one: Left) -> str:
    if one.within == _OF_SERVER:
        return f"SELECT guild, {one.member} AS user FROM {one.table} WHERE guild <> 0 AND {one.member} <> 0"  # noqa: S608
    return (
        f"SELECT q.guild, o.{one.member} AS user FROM {one.table} o JOIN questions q ON q.id = o.question"  # noqa: S608
        f" WHERE o.{one.member} <> 0"
    )


_EVERYBODY = " UNION ".join(dict.fromkeys(_pairs(one) for one in LEFT))


async def next_round(db: Connection) -> tuple[int, int, int] | None:
    """When it begins, or has begun; and the server and the member who was looked up last in it. None: never yet."""
    known = await records.meta(db, _NEXT)
    if known is None:
        return None
    begins, guild, user = map(int, known.split())
    return begins, guild, user


async def set_round(db: Connection, begins: int, guild: int = 0, user: int = 0) -> None:
    await records.set_meta(db, _NEXT, f"{begins} {guild} {user}")


async def after(db: Connection, guild: int, user: int, most: int) -> list[tuple[int, int]]:
    """The next servers and members of whom there is something there."""
    rows = await db.execute_fetchall(
        f"SELECT guild, user FROM ({_EVERYBODY}) WHERE (guild, user) > (:guild, :user)"  # noqa: S608
        " ORDER BY guild, user LIMIT :most",
        {"guild": guild, "user": user, "most": most},
    )
    return [(where, who) for where, who in rows]
