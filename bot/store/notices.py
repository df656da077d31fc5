"""Who is told what: notices that are queued in posts, wait for a member's next command, or have been told."""

from __future__ import annotations

from hashlib import blake2s

from bot.domain.following import Follow, Follower, FollowKind, Happening, Reason, What
from bot.domain.notice import Noticed, Place, fits
from bot.store import follows
from bot.store.db import Connection, Direct

_LATELY = 24 * 3600  # seconds in which nobody is told the same twice: a change that is undone and done again
_COLUMNS = "user_id, title_id, what, mark, kind, target, guild"

_OPEN = """
    SELECT post FROM deliveries
    WHERE channel = :channel AND state IN ('pending', 'blocked') AND state = 'pending' AND step = 'notice'
        AND attempts = 0 ORDER BY not_before DESC, rowid DESC LIMIT 1
"""
_TOLD = """
    SELECT 1 FROM notices WHERE user_id = :user AND title_id = :title
        AND (happening = :happening OR (what = :what AND mark = :mark AND made_at > :lately))
"""


class _Post:
    """One that has not been tried yet, with what it holds."""

    def __init__(self, identity: str) -> None:
        self.id = identity
        self.members = 0
        self.told: set[tuple[str, str, str]] = set()

    def takes(self, line: tuple[str, str, str]) -> bool:
        return fits(self.members + 1, len(self.told | {line}))

    def add(self, line: tuple[str, str, str], members: int = 1) -> None:
        self.members += members
        self.told.add(line)


class Gathering:
    """Notices of one transaction, each put into the open post of its channel or into a new one."""

    def __init__(self, db: Direct, now: int) -> None:
        self._db = db
        self._now = now
        self._open: dict[int, _Post | None] = {}

    def add(self, one: Happening, follower: Follower, reason: Reason, place: Place | None) -> bool:
        """Whether it was new to the member. Without a place they are told at their next command."""
        values = {
            "happening": one.id, "user": follower.user, "title": one.title_id, "what": reason.what.value,
            "mark": reason.mark, "guild": follower.follow.guild, "kind": follower.follow.kind.value,
            "target": follower.follow.target, "now": self._now, "lately": self._now - _LATELY,
        }  # fmt: skip
        if self._db.execute(_TOLD, values).fetchall():
            return False
        line = (one.title_id, reason.what.value, reason.mark)
        post = self._post(place, line, f"{one.id}|{follower.user}") if place else ""
        self._db.execute(
            "INSERT INTO notices (happening, user_id, guild, title_id, what, mark, kind, target, state, post,"
            " made_at) VALUES (:happening, :user, :guild, :title, :what, :mark, :kind, :target, :state, :post,"
            " :now)",
            {**values, "state": "queued" if place else "waiting", "post": post},
        )
        return True

    def _post(self, place: Place, line: tuple[str, str, str], seed: str) -> str:
        if place.channel not in self._open:
            self._open[place.channel] = self._opened(place.channel)
        post = self._open[place.channel]
        if post is None or not post.takes(line):
            post = self._open[place.channel] = self._begin(place, seed)
        post.add(line)
        return post.id

    def _opened(self, channel: int) -> _Post | None:
        for (identity,) in self._db.execute(_OPEN, {"channel": channel}).fetchall():
            post = _Post(identity)
            rows = self._db.execute(
                "SELECT title_id, what, mark, count(*) FROM notices WHERE post = :post GROUP BY 1, 2, 3",
                {"post": identity},
            )
            for title_id, what, mark, members in rows:
                post.add((title_id, what, mark), members)
            return post
        return None

    def _begin(self, place: Place, seed: str) -> _Post:
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
        return _Post(identity)


# -- posts


async def of_post(db: Connection, post: str) -> list[Noticed]:
    """In the order in which they came."""
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} FROM notices WHERE post = :post AND post <> '' ORDER BY made_at, rowid",  # noqa: S608
        {"post": post},
    )
    return [_noticed(*row) for row in rows]


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
        f"SELECT count(*) FROM notices WHERE {_WAITING}",  # noqa: S608
        {"user": user, "guild": guild},
    )
    return sum(count for (count,) in rows)


async def take_waiting(db: Connection, user: int, guild: int, most: int, answer: str) -> list[Noticed]:
    """The first of them, in the words of that server. From now on they know, by an answer that is their post."""
    await db.execute(
        "UPDATE notices SET state = 'told', post = :answer,"  # noqa: S608
        " guild = CASE WHEN 0 IN (guild, :guild) THEN guild ELSE :guild END WHERE rowid IN"
        f" (SELECT rowid FROM notices WHERE {_WAITING} ORDER BY made_at, rowid LIMIT :most)",
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
    return Noticed(user, title_id, Reason(What(what), mark), FollowKind(kind), target, guild)
