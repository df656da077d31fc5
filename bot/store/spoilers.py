"""Messages that members want hidden, until moderators have decided, and for a while that they did."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from bot.domain.bands import Band
from bot.domain.hiding import Attached, Spoiler, Stage
from bot.store.db import Connection

_COLUMNS = (
    "id, guild, channel, message, author, author_name, text, files, asker, title_id, first, last, stage,"
    " created_at, begun_at"
)


async def known(db: Connection, guild: int, message: int) -> bool:
    """Whether moderators have been asked about a message."""
    rows = await db.execute_fetchall(
        "SELECT 1 FROM spoilers WHERE guild = :guild AND message = :message AND stage <> 'draft'",
        {"guild": guild, "message": message},
    )
    return bool(list(rows))


async def draft(db: Connection, one: Spoiler) -> Spoiler:
    """A member's draft of a message takes the place of their last one."""
    rows = await db.execute_fetchall(
        "INSERT INTO spoilers (guild, channel, message, author, author_name, text, files, asker, title_id,"  # noqa: S608
        " first, last, stage, created_at)"
        " VALUES (:guild, :channel, :message, :author, :author_name, :text, :files, :asker, :title_id,"
        " 0, 0, 'draft', :created_at)"
        " ON CONFLICT (guild, message, asker) WHERE stage = 'draft' AND asker <> 0 DO UPDATE SET"
        " text = excluded.text, files = excluded.files, title_id = excluded.title_id,"
        f" created_at = excluded.created_at RETURNING {_COLUMNS}",
        {
            "guild": one.guild, "channel": one.channel, "message": one.message, "author": one.author,
            "author_name": one.author_name, "text": one.text, "files": json.dumps(one.files),
            "asker": one.asker, "title_id": one.title_id, "created_at": one.created_at,
        },
    )  # fmt: skip
    return _read(rows)[0]


async def renew(db: Connection, guild: int, message: int, files: Sequence[Attached]) -> None:
    """The addresses of its files, which end after a day, for as long as moderators have not decided."""
    await db.execute(
        "UPDATE spoilers SET files = :files WHERE guild = :guild AND message = :message AND stage = 'open'",
        {"guild": guild, "message": message, "files": json.dumps(files)},
    )


async def get(db: Connection, guild: int, identity: int) -> Spoiler | None:
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} FROM spoilers WHERE guild = :guild AND id = :id",  # noqa: S608
        {"guild": guild, "id": identity},
    )
    return next(iter(_read(rows)), None)


async def place(db: Connection, identity: int, title_id: str) -> None:
    """Which drama a draft gives away."""
    await db.execute(
        "UPDATE spoilers SET title_id = :title_id WHERE id = :id AND stage = 'draft'",
        {"id": identity, "title_id": title_id},
    )


async def send(db: Connection, identity: int, band: Band) -> bool:
    """Moderators have it now. False when they had."""
    cursor = await db.execute(
        "UPDATE OR IGNORE spoilers SET first = :first, last = :last, stage = 'open'"
        " WHERE id = :id AND stage = 'draft'",
        {"id": identity, **band._asdict()},
    )
    return cursor.rowcount > 0


async def queue(db: Connection, guild: int, limit: int) -> tuple[list[Spoiler], int]:
    """What waits, the oldest first, and how much it is."""
    where = "WHERE guild = :guild AND stage = 'open'"
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} FROM spoilers {where} ORDER BY created_at, id LIMIT :limit",  # noqa: S608
        {"guild": guild, "limit": limit},
    )
    counted = await db.execute_fetchall(f"SELECT count(*) FROM spoilers {where}", {"guild": guild})  # noqa: S608
    return _read(rows), next(count for (count,) in counted)


async def count_since(db: Connection, guild: int, asker: int, since: int) -> int:
    rows = await db.execute_fetchall(
        "SELECT count(*) FROM spoilers WHERE guild = :guild AND asker = :asker AND created_at >= :since"
        " AND stage <> 'draft'",
        {"guild": guild, "asker": asker, "since": since},
    )
    return next(count for (count,) in rows)


async def claim(
    db: Connection, guild: int, identity: int, owner: str, now: int, seconds: int
) -> Spoiler | None:
    """The right to post it again, as it was before; None when another has it, or it was decided."""
    before = await get(db, guild, identity)
    cursor = await db.execute(
        "UPDATE spoilers SET owner = :owner, until = :now + :seconds,"
        " begun_at = CASE begun_at WHEN 0 THEN :now ELSE begun_at END"
        " WHERE guild = :guild AND id = :id AND stage = 'open'"
        " AND (until <= :now OR until > :now + :seconds)",
        {"guild": guild, "id": identity, "owner": owner, "now": now, "seconds": seconds},
    )
    return before if cursor.rowcount else None


async def give_up(db: Connection, identity: int, owner: str, *, nothing_made: bool) -> None:
    await db.execute(
        "UPDATE spoilers SET until = 0, begun_at = CASE :nothing WHEN 1 THEN 0 ELSE begun_at END"
        " WHERE id = :id AND owner = :owner AND stage = 'open'",
        {"id": identity, "owner": owner, "nothing": int(nothing_made)},
    )


async def decide(db: Connection, guild: int, identity: int, stage: Stage, now: int, owner: str = "") -> bool:
    """What it said is no longer kept. With an owner only if the claim is still theirs, else only if nobody's."""
    cursor = await db.execute(
        "UPDATE spoilers SET stage = :stage, text = '', files = '[]', author_name = ''"
        " WHERE guild = :guild AND id = :id AND stage = 'open'"
        " AND CASE :owner WHEN '' THEN until <= :now ELSE owner = :owner END",
        {"guild": guild, "id": identity, "stage": stage.value, "now": now, "owner": owner},
    )
    return cursor.rowcount > 0


async def forget_before(db: Connection, drafts: int, rest: int) -> None:
    """Drafts that were not sent, and anything that is old."""
    await db.execute(
        "DELETE FROM spoilers WHERE created_at < :rest OR (stage = 'draft' AND created_at < :drafts)",
        {"drafts": drafts, "rest": rest},
    )


async def of_member(db: Connection, user: int) -> list[Spoiler]:
    """Their messages, and what they marked."""
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} FROM spoilers WHERE author = :user OR asker = :user ORDER BY created_at, id",  # noqa: S608
        {"user": user},
    )
    return _read(rows)


async def forget_member(db: Connection, user: int) -> bool:
    """Their messages go, and what they marked no longer says who did. Whether there was anything."""
    theirs = await db.execute(
        "DELETE FROM spoilers WHERE author = :user OR (asker = :user AND stage = 'draft')", {"user": user}
    )
    marked = await db.execute("UPDATE spoilers SET asker = 0 WHERE asker = :user", {"user": user})
    return theirs.rowcount > 0 or marked.rowcount > 0


def _read(rows: Iterable[Any]) -> list[Spoiler]:
    return [
        Spoiler(
            id=row[0], guild=row[1], channel=row[2], message=row[3], author=row[4], author_name=row[5],
            text=row[6], files=_files(row[7]), asker=row[8], title_id=row[9],
            band=Band(row[10], row[11]), stage=Stage(row[12]), created_at=row[13], begun_at=row[14],
        )
        for row in rows
    ]  # fmt: skip


def _files(kept: str) -> tuple[Attached, ...]:
    """Earlier versions kept their addresses alone."""
    return tuple(Attached(one) if isinstance(one, str) else Attached(*one) for one in json.loads(kept))
