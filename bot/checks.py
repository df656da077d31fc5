"""`bot check`: everything that can be wrong before the bot starts, as sentences."""

from __future__ import annotations

from bot.config import Settings
from bot.errors import StartupError
from bot.i18n import Texts
from bot.store.db import Database
from bot.store.files import read_catalogue


async def everything(settings: Settings) -> list[str]:
    """All problems of the catalogue's files, the texts and the database; empty when there are none."""
    return [*_catalogue(settings), *_texts(), *await _database(settings)]


def _catalogue(settings: Settings) -> list[str]:
    if not settings.catalogue_path.is_dir():
        return [f"CATALOGUE_PATH: there is no folder {settings.catalogue_path}"]
    _, problems = read_catalogue(settings.catalogue_path)
    return [str(problem) for problem in problems]


def _texts() -> list[str]:
    try:
        Texts()
    except OSError as error:
        return [f"data/locales: {error}"]
    return []


async def _database(settings: Settings) -> list[str]:
    if not settings.database_path.exists():
        return []  # made at the first start
    try:
        await (await Database.open(settings.database_path)).close()
    except StartupError as error:
        return [str(error)]
    return []
