"""The stand-in, and discord.py's own client in it."""

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
