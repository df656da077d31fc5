"""Every change that people made of titles, with what was stored before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from bot.domain.editing import Change
from bot.domain.model import Title
from bot.store.db import Connection, Direct
from bot.store.layers import Layer

_COLUMNS = "id, guild, title_id, before, after, made_by, made_at, batch, undoes, undone"


class Stored(NamedTuple):
    """A change with what is to be put back."""

    change: Change
    was: Layer | None
    became: Layer | None


async def add(db: Connection, new: Sequence[Stored]) -> list[int]:
    """The ids they got; those in the changes are not used."""
    return await db.run(lambda direct: [_add(direct, *stored) for stored in new])


def _add(db: Direct, change: Change, was: Layer | None, became: Layer | None) -> int:
    cursor = db.execute(
        "INSERT INTO changes (guild, title_id, before, after, was, became, made_by, made_at, batch, undoes, undone)"
        " VALUES (:guild, :title, :before, :after, :was, :became, :by, :at, :batch, :undoes, 0)",
        {
            "guild": change.guild, "title": change.title_id, "before": _body(change.before),
            "after": _body(change.after), "was": was and was.to_json(), "became": became and became.to_json(),
            "by": change.made_by, "at": change.made_at, "batch": change.batch, "undoes": change.undoes,
        },
    )  # fmt: skip
    assert cursor.lastrowid
    return cursor.lastrowid


async def get(db: Connection, guild: int, change_id: int) -> Stored | None:
    rows = await db.execute_fetchall(
        f"SELECT was, became, {_COLUMNS} FROM changes WHERE guild = :guild AND id = :id",  # noqa: S608
        {"guild": guild, "id": change_id},
    )
    return next((_stored(*row) for row in rows), None)


async def of_batch(db: Connection, guild: int, batch: str) -> list[Stored]:
    """The newest first."""
    sql = (
        f"SELECT was, became, {_COLUMNS} FROM changes WHERE guild = :guild AND batch = :batch AND batch <> ''"  # noqa: S608
        " ORDER BY id DESC"
    )
    values = {"guild": guild, "batch": batch}
    return await db.run(lambda direct: [_stored(*row) for row in direct.execute(sql, values)])


async def size(db: Connection, guild: int, change_id: int) -> int:
    """How many changes one import made that this is one of; 0 when it is of none."""
    rows = await db.execute_fetchall(
        "SELECT count(*) FROM changes WHERE guild = :guild AND batch <> ''"
        " AND batch = (SELECT batch FROM changes WHERE guild = :guild AND id = :id)",
        {"guild": guild, "id": change_id},
    )
    return next(iter(rows))[0]


async def count(db: Connection, guild: int, batch: str) -> int:
    """How many changes one import made."""
    rows = await db.execute_fetchall(
        "SELECT count(*) FROM changes WHERE guild = :guild AND batch = :batch AND batch <> ''",
        {"guild": guild, "batch": batch},
    )
    return next(iter(rows))[0]


async def history(db: Connection, guild: int, title_id: str, limit: int, offset: int) -> list[Change]:
    """Of one title, or of all for "", the newest first."""
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} FROM changes WHERE guild = :guild AND :title IN ('', title_id)"  # noqa: S608
        " ORDER BY id DESC LIMIT :limit OFFSET :offset",
        {"guild": guild, "title": title_id, "limit": limit, "offset": offset},
    )
    return [_change(*row) for row in rows]


async def last(db: Connection, guild: int) -> int:
    """The newest change that neither takes one back nor was taken back; 0 when there is none."""
    rows = await db.execute_fetchall(
        "SELECT max(id) FROM changes WHERE guild = :guild AND undone = 0 AND undoes = 0", {"guild": guild}
    )
    return next(iter(rows))[0] or 0


async def set_undone(db: Connection, change_ids: Sequence[int], *, undone: bool) -> None:
    await db.executemany(
        "UPDATE changes SET undone = :undone WHERE id = :id",
        [{"id": change_id, "undone": undone} for change_id in change_ids],
    )


async def forget_beyond(db: Connection, guild: int, most: int) -> None:
    """The oldest, but for so many; what one import has changed goes together."""
    rows = await db.execute_fetchall(
        "SELECT made_at, id, batch FROM changes WHERE guild = :guild"
        " ORDER BY made_at DESC, id DESC LIMIT 1 OFFSET :most",
        {"guild": guild, "most": most},
    )
    for made_at, change_id, batch in rows:
        await db.execute(
            "DELETE FROM changes WHERE guild = :guild AND (made_at < :at"
            " OR made_at = :at AND (id <= :id OR batch = :batch AND batch <> ''))",
            {"guild": guild, "at": made_at, "id": change_id, "batch": batch},
        )


async def servers_before(db: Connection, before: int) -> list[int]:
    """Those that made a change before."""
    rows = await db.execute_fetchall(
        "SELECT DISTINCT guild FROM changes WHERE guild <> 0 AND made_at < :before", {"before": before}
    )
    return [guild for (guild,) in rows]


async def forget_before(db: Connection, guild: int, before: int) -> None:
    await db.execute(
        "DELETE FROM changes WHERE guild = :guild AND made_at < :before", {"guild": guild, "before": before}
    )


async def forget_member(db: Connection, user: int) -> bool:
    """What they changed stays, without who it was. Whether there was anything."""
    cursor = await db.execute("UPDATE changes SET made_by = 0 WHERE made_by = :user", {"user": user})
    return cursor.rowcount > 0


async def made_by(db: Connection, user: int) -> list[tuple[str, int, int]]:
    """Title, server and time of what a member changed, the oldest first."""
    rows = await db.execute_fetchall(
        "SELECT title_id, guild, made_at FROM changes WHERE made_by = :user ORDER BY id", {"user": user}
    )
    return [(title_id, guild, made_at) for title_id, guild, made_at in rows]


def _body(title: Title | None) -> str | None:
    return title.model_dump_json(exclude_defaults=True, by_alias=True) if title else None


def _title(body: str | None) -> Title | None:
    return Title.model_validate_json(body) if body else None


def _stored(was: str | None, became: str | None, *row: Any) -> Stored:
    return Stored(
        _change(*row), Layer.from_json(was) if was else None, Layer.from_json(became) if became else None
    )


def _change(
    identity: int, guild: int, title_id: str, before: str | None, after: str | None,
    by: int, at: int, batch: str, undoes: int, undone: int,
) -> Change:  # fmt: skip
    return Change(
        identity, guild, title_id, _title(before), _title(after), by, at, batch, undoes, bool(undone)
    )
