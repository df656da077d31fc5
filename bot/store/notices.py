"""Who is told what: notices that are queued in posts, wait for a member's next command, or have been told."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2s
from itertools import groupby

from bot.domain.following import Follow, Follower, FollowKind, Happening, Reason, What
from bot.domain.notice import MOST_MEMBERS, Noticed, Place
from bot.store import follows
from bot.store.db import Connection, Direct

_LATELY = 24 * 3600  # seconds in which nobody is told the same twice: a change that is undone and done again
_COLUMNS = "user_id, title_id, what, mark, kind, target, guild"

_UNTRIED = "d.channel = :channel AND d.state = 'pending' AND d.step = 'notice' AND d.attempts = 0"
_LAST = f"""
    SELECT d.post FROM deliveries d
    WHERE {_UNTRIED} AND d.state IN ('pending', 'blocked') ORDER BY d.rowid DESC LIMIT 1
"""  # noqa: S608
_NAMING = f"""
    SELECT d.post FROM notices n JOIN deliveries d ON d.post = n.post
    WHERE n.user_id = :user AND n.state = 'queued' AND {_UNTRIED} LIMIT 1
"""  # noqa: S608
_LATE = "SELECT what, mark FROM notices WHERE user_id = :user AND title_id = :title AND made_at > :lately"


class Gathering:
    """Notices of one transaction. A member's go into the one message to their channel that names them already, or into
    the last one, or a new one: however much happens, each is mentioned once."""

    def __init__(self, db: Direct, now: int) -> None:
        self._db = db
        self._now = now
        self._last: dict[int, str] = {}  # posts that are not tried yet, by channel; empty: none
        self._members: dict[str, set[int]] = {}  # by post

    def add(self, one: Happening, follower: Follower, reasons: Sequence[Reason], place: Place | None) -> bool:
        """Whether it was new to the member. Without a place they are told at their next command."""
        values = {
            "happening": one.id, "user": follower.user, "title": one.title_id, "guild": follower.follow.guild,
            "kind": follower.follow.kind.value, "target": follower.follow.target, "now": self._now,
            "lately": self._now - _LATELY,
        }  # fmt: skip
        told = "SELECT 1 FROM notices WHERE happening = :happening AND user_id = :user"
        if self._db.execute(told, values).fetchall():
            return False
        lately = set(self._db.execute(_LATE, values))
        news = [why for why in reasons if (why.what.value, why.mark) not in lately]
        if not news:
            return False
        post = self._post(place, follower.user, f"{one.id}|{follower.user}") if place else ""
        self._db.executemany(
            "INSERT INTO notices (happening, user_id, guild, title_id, what, mark, kind, target, state, post,"
            " made_at) VALUES (:happening, :user, :guild, :title, :what, :mark, :kind, :target, :state, :post,"
            " :now)",
            [
                {**values, "what": why.what.value, "mark": why.mark, "post": post,
                 "state": "queued" if place else "waiting"}
                for why in news
            ],
        )  # fmt: skip
        return True

    def _post(self, place: Place, user: int, seed: str) -> str:
        naming = self._db.execute(_NAMING, {"user": user, "channel": place.channel}).fetchall()
        if naming:
            return str(naming[0][0])
        post = self._last_of(place.channel)
        if not post or len(self._in(post)) >= MOST_MEMBERS:
            post = self._last[place.channel] = self._begin(place, seed)
        self._in(post).add(user)
        return post

    def _last_of(self, channel: int) -> str:
        if channel not in self._last:
            found = self._db.execute(_LAST, {"channel": channel}).fetchall()
            self._last[channel] = str(found[0][0]) if found else ""
        return self._last[channel]

    def _in(self, post: str) -> set[int]:
        """Whom it names."""
        if post not in self._members:
            rows = self._db.execute(
                "SELECT DISTINCT user_id FROM notices WHERE post = :post AND post <> ''", {"post": post}
            )
            self._members[post] = {user for (user,) in rows}
        return self._members[post]

    def _begin(self, place: Place, seed: str) -> str:
        identity = blake2s(f"{place.channel}|{seed}".encode()).hexdigest()[:24]
        values = {**place._asdict(), "post": identity}
        self._db.execute(
            "INSERT INTO posts (id, channel, guild, due, message, thread)"
            " VALUES (:post, :channel, :guild, :due, 0, 0)",
            values,
        )
        self._db.execute(
            "INSERT INTO deliveries (post, step, channel, guild, state, not_before, attempts, first_at, owner,"
            " lease_until, reason, settled_at, revision)"
            " VALUES (:post, 'notice', :channel, :guild, 'pending', :due, 0, 0, '', 0, '', 0, 0)",
            values,
        )
        return identity


# -- posts


async def of_post(db: Connection, post: str, user: int = 0) -> list[Noticed]:
    """In the order in which they came; of one member alone, or of all for 0."""
    rows = await db.execute_fetchall(
        f"SELECT happening, {_COLUMNS} FROM notices"  # noqa: S608
        " WHERE post = :post AND post <> '' AND :user IN (0, user_id) ORDER BY made_at, rowid",
        {"post": post, "user": user},
    )
    found: list[Noticed] = []
    for _, same in groupby(rows, lambda row: row[:2]):
        each = [_noticed(*row) for _, *row in same]
        found.append(each[0]._replace(reasons=tuple(why for one in each for why in one.reasons)))
    return found


async def told_at(db: Connection, channel: int) -> int:
    """When the last message to followers was sent there; 0: never."""
    rows = await db.execute_fetchall(
        "SELECT max(settled_at) FROM deliveries WHERE channel = :channel AND step = 'notice' AND state = 'sent'",
        {"channel": channel},
    )
    return next((at or 0 for (at,) in rows), 0)


async def told(db: Connection, post: str) -> None:
    """The message has been sent."""
    await db.execute("UPDATE notices SET state = 'told' WHERE post = :post AND post <> ''", {"post": post})


async def fall_back(db: Connection, post: str, direct_messages: int) -> None:
    """It will not be sent: whom it was for is told at their next command. Of direct messages, their channel."""
    await db.execute(
        "UPDATE notices SET state = 'waiting', post = '' WHERE post = :post AND state = 'queued'",
        {"post": post},
    )
    if direct_messages:
        await follows.close_messages(db, direct_messages)


# -- members


async def followed_by(db: Connection, user: int, post: str) -> list[Follow]:
    """What a member follows still that a post has told them of."""
    rows = await db.execute_fetchall(
        "SELECT DISTINCT f.kind, f.target, f.guild, f.made_at FROM notices n JOIN follows f"
        " ON f.user_id = n.user_id AND f.kind = n.kind AND f.target = n.target"
        " WHERE n.post = :post AND n.post <> '' AND n.user_id = :user ORDER BY f.kind, f.target, f.guild",
        {"post": post, "user": user},
    )
    return [Follow(FollowKind(kind), *rest) for kind, *rest in rows]


# What is everybody's is told in each server where they follow it.
_WAITING = """
    user_id = :user AND state = 'waiting' AND (:guild = 0 OR guild IN (0, :guild) OR EXISTS (
        SELECT 1 FROM follows f JOIN happenings h ON h.id = notices.happening
        WHERE f.user_id = notices.user_id AND f.kind = notices.kind AND f.target = notices.target
            AND f.guild = :guild AND h.guild = 0))
"""


async def count_waiting(db: Connection, user: int, guild: int) -> int:
    """What a member is to be told in a server, or anywhere for 0."""
    rows = await db.execute_fetchall(
        f"SELECT count(DISTINCT happening) FROM notices WHERE {_WAITING}",  # noqa: S608
        {"user": user, "guild": guild},
    )
    return sum(count for (count,) in rows)


async def take_waiting(db: Connection, user: int, guild: int, most: int, answer: str) -> list[Noticed]:
    """The first of them, in the words of that server. From now on they know, by an answer that is their post."""
    await db.execute(
        "UPDATE notices SET state = 'told', post = :answer,"  # noqa: S608
        " guild = CASE WHEN 0 IN (guild, :guild) THEN guild ELSE :guild END"
        " WHERE user_id = :user AND state = 'waiting' AND happening IN"
        f" (SELECT happening FROM notices WHERE {_WAITING}"
        " GROUP BY happening ORDER BY min(made_at), min(rowid) LIMIT :most)",
        {"user": user, "guild": guild, "most": most, "answer": answer},
    )
    return await of_post(db, answer)


async def wait_again(db: Connection, answer: str) -> None:
    await db.execute(
        "UPDATE notices SET state = 'waiting', post = '' WHERE post = :answer AND post <> ''",
        {"answer": answer},
    )


async def of_member(db: Connection, user: int) -> list[tuple[Noticed, str, int]]:
    """Everything kept of what they are told, with its state and when it was noted."""
    rows = await db.execute_fetchall(
        f"SELECT state, made_at, {_COLUMNS} FROM notices WHERE user_id = :user ORDER BY made_at, rowid",  # noqa: S608
        {"user": user},
    )
    return [(_noticed(*row), state, made_at) for state, made_at, *row in rows]


def _noticed(user: int, title_id: str, what: str, mark: str, kind: str, target: str, guild: int) -> Noticed:
    return Noticed(user, title_id, (Reason(What(what), mark),), FollowKind(kind), target, guild)
