"""The search indexes that tests of services ask: of the shipped catalogue, and of whatever a test makes up."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.app import open_app
from bot.config import Settings
from tests import shelf
from tests.crowd import titles
from tests.made_up import stock
from tests.searching import Searching

Make = Callable[..., Searching]


@pytest.fixture(scope="session")
def shelf_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the shelf's catalogue, made once per worker; copy it."""
    folder = tmp_path_factory.mktemp("shelf")
    path = folder / "bot.db"

    async def load() -> None:
        async with open_app(Settings(database_path=path, catalogue_path=shelf.write(folder / "catalogue"))):
            pass

    asyncio.run(load())
    return path


@pytest.fixture
def shelf_settings(shelf_database: Path, tmp_path: Path) -> Settings:
    """Of a folder and a database of its own."""
    shutil.copy(shelf_database, tmp_path / "bot.db")
    return Settings(database_path=tmp_path / "bot.db", catalogue_path=shelf.write(tmp_path / "catalogue"))


@pytest.fixture(scope="session")
def shipped(loaded_database: Path) -> Iterator[Searching]:
    """The shipped catalogue; only to be read."""

    async def tags() -> dict[str, tuple[str, ...]]:
        async with open_app(Settings(database_path=loaded_database)) as app:
            return app.catalogue.tags()

    searching = Searching(loaded_database, asyncio.run(tags()))
    yield searching
    searching.close()


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """An index of some titles, as `made_up.stock` takes them; keywords are for Searching."""
    made: list[Searching] = []

    def one(*titles: Any, own: Any = None, **asked: Any) -> Searching:
        made.append(Searching(stock(tmp_path / f"{len(made)}.db", titles, own), **asked))
        return made[-1]

    yield one
    for searching in made:
        searching.close()


@pytest.fixture(scope="session")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searching]:
    """Two thousand titles that are all alike; only to be read."""
    searching = Searching(stock(tmp_path_factory.mktemp("crowd") / "bot.db", titles()))
    yield searching
    searching.close()
