"""What tests share: the shipped catalogue in a real database, and the real bot in a simulated Discord."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import simcord

from bot.app import App, open_app
from bot.client import MicroDramaBot
from bot.config import Settings
from bot.domain.model import Language
from bot.errors import UserError
from bot.store import leases
from tests.conformity import violations

# Tests start many processes, each of which would otherwise compile the program and its packages anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

hypothesis.settings.register_profile("busy machines", deadline=None, max_examples=50)
hypothesis.settings.load_profile("busy machines")


def pytest_xdist_auto_num_workers() -> int:
    """More than there are cores: tests mostly wait, for processes, threads and Discord's pace."""
    return 3 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of processes and browsers first: they take longest, and nobody should wait for one that began last."""
    items.sort(key=lambda item: not item.nodeid.startswith(("tests/wire", "tests/test_browser")))


@pytest.fixture(scope="session")
def loaded_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the shipped catalogue, made by the first worker that needs it; copy it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    folder = (
        tmp_path_factory.getbasetemp().parent / f"loaded-{run}" if run else tmp_path_factory.mktemp("loaded")
    )
    path = folder / "bot.db"
    try:
        (folder / "making").mkdir(parents=True)
    except FileExistsError:
        until = time.monotonic() + 60
        while not path.exists():
            assert time.monotonic() < until, "the worker that makes the database does not"
            time.sleep(0.05)
        return path
    made = folder / "making" / "bot.db"

    async def load() -> None:
        async with open_app(Settings(database_path=made)):
            pass

    asyncio.run(load())
    return made.rename(path)


@pytest.fixture
def settings(loaded_database: Path, tmp_path: Path) -> Settings:
    path = tmp_path / "bot.db"
    shutil.copy(loaded_database, path)
    return Settings(database_path=path)


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[App]:
    async with open_app(settings) as opened:
        yield opened


@dataclass
class Server:
    """One simulated server with the bot in it; tests act as its members."""

    env: Any
    app: App
    guild: Any
    channel: Any
    member: Any

    def join(self, name: str) -> Any:
        """One more member."""
        return self.guild.add_member(self.env.create_user(name))

    async def speaks(self, member: Any, language: Language) -> None:
        """simcord's interactions are always in American English, so the member chooses with their settings."""
        await self.app.members.choose_language(member.id, language)


@asynccontextmanager
async def open_server(app: App) -> AsyncGenerator[Server]:
    """The bot of an App in a simulated server with one channel and one member."""
    env = simcord.Env(MicroDramaBot(app, always_sync=True, shard_count=1, paced=False), check_errors=False)
    await env.start()
    await delivering(app)
    try:
        guild = env.create_guild("Micro-drama fans")
        channel = guild.create_text_channel("general")
        member = guild.add_member(env.create_user("mia"))
        yield Server(env, app, guild, channel, member)
    finally:
        await stop_delivering(env)
        await env.shutdown()


async def delivering(app: App) -> None:
    """Wait until the bot has begun to deliver: from then on it writes only when there is something to do."""
    async with asyncio.timeout(10):
        while True:
            async with app.database.read() as db:
                if not await leases.is_free(db, "delivery", int(time.time())):
                    return
            await asyncio.sleep(0.01)


async def stop_delivering(env: Any) -> None:
    """simcord does not close a bot, it only cancels what the bot does for a member."""
    for cog in ("Deliveries", "Parties"):
        await env.bot.remove_cog(cog)


@pytest.fixture
async def server(app: App) -> AsyncIterator[Server]:
    """Fails the test when the bot had an error it did not foresee, or asked what Discord does not allow."""
    async with open_server(app) as opened:
        yield opened
        unforeseen = [
            error
            for error in opened.env.errors
            if not isinstance(getattr(error, "original", error), UserError)
        ]
        assert not unforeseen, unforeseen
        assert not violations(opened.env.http_requests)


def texts_of(components: list[dict[str, Any]]) -> str:
    """All text a card shows."""
    found: list[str] = []
    for component in components:
        if "content" in component:
            found.append(component["content"])
        found.append(
            texts_of([*component.get("components", []), *filter(None, [component.get("accessory")])])
        )
    return "\n".join(text for text in found if text)


def walk(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every component of a card, depth first."""
    return [
        one
        for component in components
        for one in (
            component,
            *walk([*component.get("components", []), *filter(None, [component.get("accessory")])]),
        )
    ]


def custom_id(message: Any, starts: str) -> str:
    """The custom_id of the first component that starts so."""
    for component in walk(message.components):
        if str(component.get("custom_id", "")).startswith(starts):
            return component["custom_id"]
    raise AssertionError(f"no {starts} in {texts_of(message.components)}")
