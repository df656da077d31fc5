"""Groups of words that mean the same to a server."""

from __future__ import annotations

import json
from collections.abc import Iterable

from aiosqlite import Connection

from bot.domain.synonyms import Group


async def groups(db: Connection, guild: int) -> list[Group]:
    """The newest first."""
    rows = await db.execute_fetchall(
        "SELECT id, words FROM synonyms WHERE guild = :guild ORDER BY id DESC", {"guild": guild}
    )
    return [Group(identity, tuple(json.loads(words))) for identity, words in rows]


async def add(db: Connection, guild: int, group: Group) -> None:
    await db.execute(
        "INSERT INTO synonyms (id, guild, words) VALUES (:id, :guild, :words)",
        {"id": group.id, "guild": guild, "words": json.dumps(group.words, ensure_ascii=False)},
    )


async def delete(db: Connection, guild: int, ids: Iterable[int]) -> None:
    """Those of the ids that are this server's."""
    await db.executemany(
        "DELETE FROM synonyms WHERE guild = :guild AND id = :id",
        [{"guild": guild, "id": identity} for identity in ids],
    )
