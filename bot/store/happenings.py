"""What followers are to be told of: rows beside the change that caused them, walked through follower by follower."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from bot.domain.following import Follow, Follower, FollowKind, Happening, Reason, Telling
from bot.domain.model import Language
from bot.domain.notice import Place
from bot.store.db import Connection, Direct
from bot.store.notices import Gathering

Target = tuple[str, str]  # a kind of follow, and what is followed; of lists, nothing
# Whether, why and where one member is told: they come once for each place they follow it in, the newest first.
Choose = Callable[[Happening, Sequence[Follower]], tuple[Follower, Sequence[Reason], Place | None] | None]
_IN_BODY = ("before", "after", "completed", "band")


async def add(db: Connection, many: Iterable[Happening]) -> None:
    """One that is there already stays as it is."""
    await db.executemany(
        "INSERT INTO happenings (id, kind, guild, title_id, body, made_at, targets, done, after)"
        " VALUES (:id, :kind, :guild, :title_id, :body, :made_at, '', 0, 0) ON CONFLICT DO NOTHING",
        [
            {**one.model_dump(exclude=set(_IN_BODY)), "body": one.model_dump_json(include=set(_IN_BODY))}
            for one in many
        ],
    )


async def waiting(db: Connection, most: int) -> list[Happening]:
    """Those of which not all followers have been looked at, the oldest first."""
    rows = await db.execute_fetchall(
        "SELECT id, kind, guild, title_id, body, made_at FROM happenings WHERE done >= 0"
        " ORDER BY made_at LIMIT :most",
        {"most": most},
    )
    return [
        Happening.model_validate(
            {**json.loads(body), "id": identity, "kind": kind, "guild": guild, "title_id": title_id, "made_at": at}
        )
        for identity, kind, guild, title_id, body, at in rows
    ]  # fmt: skip


async def end(db: Connection, identity: str) -> None:
    """Nobody else is told of it."""
    await db.execute("UPDATE happenings SET done = -1 WHERE id = :id", {"id": identity})


async def spread(
    db: Connection, one: Happening, targets: Sequence[Target], choose: Choose, most: int, now: int
) -> int:
    """Put the next followers' notices into posts; how many followers were looked at. Goes on where it stopped."""
    return await db.run(lambda direct: _spread(direct, one, targets, choose, most, now))


def _spread(
    db: Direct, one: Happening, targets: Sequence[Target], choose: Choose, most: int, now: int
) -> int:
    rows = db.execute(
        "SELECT targets, done, after FROM happenings WHERE id = :id AND done >= 0", {"id": one.id}
    ).fetchall()
    looked, gathering = 0, Gathering(db, now)
    for known, done, after in rows:
        walked = _walked(known, targets)
        while done < len(walked) and looked < most:
            followers = _followers(db, one, walked[int(done)], after, most - looked)
            for places in followers:
                if chosen := choose(one, places):
                    gathering.add(one, *chosen)
            is_over = len(followers) < most - looked
            done, after = (done + 1, 0) if is_over else (done, followers[-1][0].user)
            looked += len(followers)
        db.execute(
            "UPDATE happenings SET targets = :targets, done = :done, after = :after WHERE id = :id",
            {"id": one.id, "targets": json.dumps(walked), "after": after,
             "done": -1 if done >= len(walked) else done},
        )  # fmt: skip
    return looked


def _walked(known: str, targets: Sequence[Target]) -> Sequence[Target]:
    """As they were when it began."""
    return json.loads(known) if known else targets


_COLUMNS = """
    f.user_id, f.kind, f.target, f.guild, f.made_at, m.language, coalesce(m.region, ''),
    t.way, t.channel, t.language, t.zone, t.quiet_from, t.quiet_to
"""
_MORE = "LEFT JOIN members m ON m.user_id = f.user_id LEFT JOIN tellings t ON t.user_id = f.user_id"
_DIRECTLY = "f.kind = :kind AND f.target = :target"
_BY_LISTS = """
    f.kind = 'list' AND f.target IN (
        SELECT CAST(w.user_id AS TEXT) FROM watched w JOIN watchlists s ON s.user_id = w.user_id
        WHERE w.title_id = :title AND w.state <> 'dropped' AND s.shared = 1)
"""


def _next(follows: str) -> str:
    """All places of the next members."""
    concerned = f"{follows} AND f.made_at <= :made_at AND :guild IN (0, f.guild)"
    return f"""
        SELECT {_COLUMNS} FROM follows f {_MORE} WHERE {concerned} AND f.user_id IN (
            SELECT DISTINCT f.user_id FROM follows f
            WHERE {concerned} AND f.user_id > :after ORDER BY f.user_id LIMIT :most)
        ORDER BY f.user_id, f.made_at DESC, f.guild, f.target
    """  # noqa: S608


def _followers(db: Direct, one: Happening, target: Target, after: int, most: int) -> list[list[Follower]]:
    """One list for each member."""
    kind, what = target
    values = {
        "kind": kind, "target": what, "after": after, "most": most, "title": one.title_id,
        "made_at": one.made_at, "guild": one.guild,
    }  # fmt: skip
    sql = _next(_BY_LISTS if kind == FollowKind.LIST else _DIRECTLY)
    rows = [_follower(*row) for row in db.execute(sql, values)]
    return [list(places) for _, places in groupby(rows, lambda follower: follower.user)]


def _follower(
    user: int,
    kind: str,
    target: str,
    guild: int,
    made_at: int,
    language: str | None,
    region: str,
    *how: object,
) -> Follower:
    names = ("way", "channel", "language", "zone", "quiet_from", "quiet_to")
    known = {name: value for name, value in zip(names, how, strict=True) if value is not None}
    told = Telling.model_validate(known)
    spoken = Language(language) if language else told.language
    return Follower(user, Follow(FollowKind(kind), target, guild, made_at), spoken, region, told)


async def forget_old(db: Connection, before: int, most: int) -> int:
    """Of what followers were told, or never asked for. How much that was."""
    values = {"before": before, "most": most}
    told = await db.execute(
        "DELETE FROM notices WHERE rowid IN (SELECT rowid FROM notices WHERE made_at < :before LIMIT :most)",
        values,
    )
    happened = await db.execute(
        "DELETE FROM happenings WHERE rowid IN"
        " (SELECT rowid FROM happenings WHERE made_at < :before AND done < 0 LIMIT :most)",
        values,
    )
    return max(told.rowcount, happened.rowcount)
