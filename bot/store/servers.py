"""What moderators chose for their server, and a number that tells every process when somebody has."""

from __future__ import annotations

from bot.domain.server import ServerSettings
from bot.store import records
from bot.store.db import Connection

_VERSION = "servers"


async def every(db: Connection) -> dict[int, ServerSettings]:
    """By server."""
    rows = await db.execute_fetchall("SELECT guild, body, updated_at FROM servers")
    return {guild: _settings(body, updated_at) for guild, body, updated_at in rows}


async def get(db: Connection, guild: int) -> ServerSettings:
    rows = await db.execute_fetchall(
        "SELECT body, updated_at FROM servers WHERE guild = :guild", {"guild": guild}
    )
    return next((_settings(*row) for row in rows), ServerSettings())


async def put(db: Connection, guild: int, settings: ServerSettings) -> None:
    await db.execute(
        "INSERT INTO servers (guild, body, updated_at) VALUES (:guild, :body, :updated_at)"
        " ON CONFLICT (guild) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at",
        {
            "guild": guild,
            "body": settings.model_dump_json(exclude={"updated_at"}, exclude_defaults=True),
            "updated_at": settings.updated_at,
        },
    )
    await changed(db)


async def changed(db: Connection) -> None:
    """Have every process read them anew."""
    await records.set_meta(db, _VERSION, str(await version(db) + 1))


async def version(db: Connection) -> int:
    """Rises with each change."""
    return int(await records.meta(db, _VERSION) or 0)


def _settings(body: str, updated_at: int) -> ServerSettings:
    return ServerSettings.model_validate_json(body).model_copy(update={"updated_at": updated_at})
