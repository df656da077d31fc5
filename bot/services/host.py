"""What a host has to mend and a running bot can see: `bot doctor` looks for it, and curators are told in Discord."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import NamedTuple

from bot.config import Settings
from bot.services.loader import is_current
from bot.store import health
from bot.store.db import Database

MB = 1024 * 1024
_FREE = 500 * MB  # the least: a backup and a new search index need room
_WAL = 64 * MB
_PATIENCE = (
    1.5  # seconds for a look at all of the database: whoever asked in Discord is answered within three
)


class Ill(NamedTuple):
    """A text of the locale files and what to fill in. Paths are the host's alone."""

    key: str
    number: int = 0


def too_little(path: Path) -> int | None:
    """How many bytes are free on the disk of a database that needs more."""
    folder = next(parent for parent in path.resolve().parents if parent.exists())
    free = shutil.disk_usage(folder).free
    size = path.stat().st_size if path.exists() else 0
    return free if free < max(_FREE, 2 * size) else None


def is_too_long(wal: int) -> bool:
    """Of a write-ahead log, in bytes: somebody keeps it from being taken into the database."""
    return wal > _WAL


async def ills(database: Database, settings: Settings) -> list[Ill]:
    """The worst first."""
    found: list[Ill] = []
    state = await _state(settings.database_path)
    if state and state.damage:
        found.append(Ill("doctor-host-damaged"))
    if (free := await asyncio.to_thread(too_little, settings.database_path)) is not None:
        found.append(Ill("doctor-host-disk", free // MB))
    if state and is_too_long(state.wal):
        found.append(Ill("doctor-host-wal", state.wal // MB))
    if not settings.catalogue_path.is_dir():
        found.append(Ill("doctor-host-no-catalogue"))
    elif not await is_current(database, settings.catalogue_path):
        found.append(Ill("doctor-host-catalogue"))
    return found


async def _state(path: Path) -> health.Health | None:
    """None when the database is too large to be looked through while somebody waits."""
    try:
        return await asyncio.wait_for(asyncio.to_thread(health.examine, path), _PATIENCE)
    except (TimeoutError, OSError):
        return None
