"""`bot check`: everything that can be wrong before the bot starts, as sentences."""

from __future__ import annotations

from bot.config import Settings
from bot.errors import StartupError
from bot.i18n import Texts
from bot.mistakes import line
from bot.progress import counting
from bot.services import reindexing
from bot.store.db import Database
from bot.store.files import read_catalogue


async def everything(settings: Settings) -> list[str]:
    """All problems of the catalogue's files, the texts and the database; empty when there are none."""
    return [*_catalogue(settings), *_texts(), *await _database(settings)]


def _catalogue(settings: Settings) -> list[str]:
    if not settings.catalogue_path.is_dir():
        return [f"CATALOGUE_PATH: there is no folder {settings.catalogue_path}"]
    _, problems = read_catalogue(settings.catalogue_path)
    return [line(problem) for problem in problems]


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
        database = await Database.open(settings.database_path)
    except StartupError as error:
        return [str(error)]
    try:
        with counting("Comparing the search index with the titles") as progress:
            return await reindexing.problems(database, progress)
    finally:
        await database.close()
