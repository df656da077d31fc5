"""`bot doctor`: what is wrong with a host's installation while the bot runs, as sentences that say what to do."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

from bot.app import services
from bot.client import MicroDramaBot
from bot.config import Settings
from bot.errors import StartupError
from bot.services import host
from bot.services.host import MB
from bot.services.loader import is_current
from bot.store import health
from bot.store.db import Database
from bot.store.search.reader import SearchReader


async def problems(settings: Settings) -> list[str]:
    """Everything, the worst first; changes nothing."""
    path = settings.database_path
    found = _of_disk(path)
    if not path.exists():
        return [*found, *_of_token(settings)]  # the database is made at the first start
    try:
        state = health.examine(path)
    except OSError as error:
        return [f"The database {path} cannot be read: {error}. Put a backup in its place.", *found]
    if state.damage:
        damage = "; ".join(state.damage)
        return [f"The database {path} is damaged ({damage}). Stop the bot and put a backup in its place."]
    found += _of_database(path, state)
    if state.version == state.known_version:
        found += await _of_contents(settings)
    return [*found, *_of_token(settings)]


def _of_disk(path: Path) -> list[str]:
    if (free := host.too_little(path)) is None:
        return []
    return [f"Only {free // MB} MB are free on the disk of {path}: make room, or nothing can be saved soon."]


def _of_database(path: Path, state: health.Health) -> list[str]:
    found: list[str] = []
    if state.version > state.known_version:
        found.append(
            f"The database is of a newer version ({state.version}) than this program knows "
            f"({state.known_version}): update the program."
        )
    elif state.version < state.known_version:
        found.append(
            f"The database is of version {state.version}, this program's is {state.known_version}: "
            "restart the bot, which brings it up to date."
        )
    if host.is_too_long(state.wal):
        found.append(
            f"{path.name}-wal has grown to {state.wal // MB} MB: a program keeps an old state of the database "
            "open. Close other programs that read it, then restart the bot."
        )
    return found


async def _of_contents(settings: Settings) -> list[str]:
    """What needs the services."""
    async with AsyncExitStack() as opened:
        try:
            database = await Database.open(settings.database_path)
        except StartupError as error:
            return [str(error)]
        opened.push_async_callback(database.close)
        reader = SearchReader(settings.database_path)
        opened.push_async_callback(reader.close)
        bot = MicroDramaBot(services(settings, database, reader))
        return [*await _of_catalogue(settings, database), *await _of_commands(settings, bot)]


async def _of_catalogue(settings: Settings, database: Database) -> list[str]:
    folder = settings.catalogue_path
    if not folder.is_dir():
        return [f"CATALOGUE_PATH: there is no folder {folder}."]
    if await is_current(database, folder):
        return []
    return [f"The catalogue files in {folder} are newer than what is loaded: restart the bot to load them."]


async def _of_commands(settings: Settings, bot: MicroDramaBot) -> list[str]:
    """The bot sends its commands to Discord when it starts."""
    try:
        application = settings.application_id()
    except StartupError:
        return []  # said already
    await bot.load_cogs()
    synced = await bot.synced_digest()
    if synced == await bot.commands_digest(application):
        return []
    if synced is None:
        return ["Discord has not been sent the commands yet: start the bot with `bot run`."]
    return ["Discord has other commands than this program: restart the bot, which sends them."]


def _of_token(settings: Settings) -> list[str]:
    try:
        settings.application_id()
    except StartupError as error:
        return [str(error)]
    return []
