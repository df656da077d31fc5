"""The stand-in, discord.py's own client in it, and what makes a process of the bot start fast."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any

import pytest

from tests.wire.connected import Client, connected
from tests.wire.standin import StandIn

Connect = Callable[..., AbstractAsyncContextManager[Client]]


@pytest.fixture
async def wire() -> AsyncIterator[StandIn]:
    async with StandIn("token-of-the-tests") as running:
        yield running


@pytest.fixture
def connect(wire: StandIn, monkeypatch: pytest.MonkeyPatch) -> Connect:
    """`async with connect() as client`, with options of discord.Client's."""
    return partial[Any](connected, wire, monkeypatch)


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Lets the processes share what Python compiles, wherever caches are switched off: half a start's time."""
    folder = tmp_path_factory.mktemp("compiled")
    return {"PYTHONPYCACHEPREFIX": str(folder), "PYTHONDONTWRITEBYTECODE": ""}
