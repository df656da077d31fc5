"""How much the bot adds to what discord.py itself takes to answer: frame of the gateway in, callback out."""

from __future__ import annotations

import asyncio
import gc
import json
import random
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import discord
from discord.ext import commands

from benchmarks.traffic import Traffic
from bot.app import App
from bot.client import MicroDramaBot, aim
from bot.config import Settings
from tests.wire import payloads
from tests.wire.payloads import Json
from tests.wire.standin import StandIn

_TOKEN = "token-of-the-benchmark"


@dataclass
class Answers:
    """Milliseconds from frame to callback."""

    ours: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cpu: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))  # work alone
    bare: tuple[list[float], list[float]] = field(default_factory=lambda: ([], []))  # before and after ours
    collections: list[float] = field(default_factory=list[float])  # pauses of the garbage collector, any bot


class Answer(NamedTuple):
    ms: float
    cpu_ms: float
    body: Json


class Calls(Protocol):
    """Calls of several kinds; `call` makes a new one each time."""

    kinds: Sequence[str]

    def mix(self, count: int) -> list[str]: ...
    def call(self, kind: str) -> Json: ...


class Callbacks:
    """Stands in the place of discord.py's HTTP session: notes when a callback leaves, answers as Discord does."""

    def __init__(self) -> None:
        self._waiting: dict[str, tuple[Json, asyncio.Future[tuple[int, int, Json]]]] = {}

    def expect(self, interaction: Json) -> asyncio.Future[tuple[int, int, Json]]:
        """When its callback leaves, and what it says."""
        left = asyncio.get_running_loop().create_future()
        self._waiting[interaction["id"]] = interaction, left
        return left

    @asynccontextmanager
    async def request(self, method: str, url: str, *, data: str, **_: Any) -> AsyncIterator[Any]:
        clocks = _clocks()
        body = json.loads(data)
        interaction, left = self._waiting.pop(url.partition("/interactions/")[2].partition("/")[0])
        left.set_result((*clocks, body))
        yield _Response(json.dumps(payloads.acknowledged(interaction, body)))


@dataclass
class _Response:
    _text: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "application/json"})

    async def text(self, encoding: str) -> str:
        return self._text


class Client:
    """A connected bot of either kind."""

    def __init__(self, bot: commands.AutoShardedBot) -> None:
        self._gateway = bot._get_websocket(shard_id=0)
        self._callbacks = Callbacks()
        bot.http._HTTPClient__session = self._callbacks  # type: ignore[attr-defined]

    async def ask(self, interaction: Json) -> Answer:
        frame = json.dumps({"op": 0, "t": "INTERACTION_CREATE", "s": None, "d": interaction})
        left_at = self._callbacks.expect(interaction)
        began, began_cpu = _clocks()
        await self._gateway.received_message(frame)
        async with asyncio.timeout(10):
            left, left_cpu, body = await left_at
        for _ in range(8):  # discord.py reads the answer and is at rest again
            await asyncio.sleep(0)
        return Answer((left - began) / 1e6, (left_cpu - began_cpu) / 1e6, body)


def bare_bot() -> commands.AutoShardedBot:
    """What there is without us: a command that answers with a constant."""
    bot = commands.AutoShardedBot(command_prefix=(), intents=discord.Intents(guilds=True), help_command=None)

    @bot.tree.command(name="constant", description="Answers with a constant.")
    async def constant(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("constant")

    return bot


@asynccontextmanager
async def connected(bot: commands.AutoShardedBot, wire: StandIn) -> AsyncIterator[Client]:
    """Logged in to the stand-in over real sockets; from then on frames and callbacks go the short way."""
    wire.expect_another()
    await bot.login(_TOKEN)
    session = bot.http._HTTPClient__session  # type: ignore[attr-defined]
    running = asyncio.create_task(bot.connect())
    await wire.ready()
    await bot.wait_until_ready()
    try:
        yield Client(bot)
    finally:
        bot.http._HTTPClient__session = session  # type: ignore[attr-defined]
        await bot.close()
        await running


@asynccontextmanager
async def side_by_side(app: App) -> AsyncIterator[tuple[Client, Client]]:
    """The bot, and the one that does nothing."""
    async with StandIn(_TOKEN) as wire:
        variables = wire.environment()
        aim(Settings(discord_api_url=variables["DISCORD_API_URL"], discord_gateway_url=wire.gateway_url))
        async with connected(MicroDramaBot(app), wire) as ours, connected(bare_bot(), wire) as bare:
            yield ours, bare


async def measure(app: App, calls: int, seed: int = 1) -> Answers:
    """So many mixed calls of everything that members do."""
    async with side_by_side(app) as (ours, bare):

        async def ask(call: Json) -> Json:
            return (await ours.ask(call)).body

        return await compare(ours, bare, await Traffic.prepare(app, ask, random.Random(seed)), calls)


async def compare(ours: Client, bare: Client, calls: Calls, count: int) -> Answers:
    """So many mixed calls, each between two bare ones."""
    result = Answers()
    for kind in calls.kinds:  # caches that a running bot has filled
        for _ in range(5):
            await ours.ask(calls.call(kind))
            await bare.ask(bare_call())
    with _watch_collections(result.collections):
        for kind in calls.mix(count):
            call = calls.call(kind)
            result.bare[0].append((await bare.ask(bare_call())).ms)
            answer = await ours.ask(call)
            result.ours[kind].append(answer.ms)
            result.cpu[kind].append(answer.cpu_ms)
            result.bare[1].append((await bare.ask(bare_call())).ms)
    return result


def bare_call() -> Json:
    return payloads.slash("constant")


def _clocks() -> tuple[int, int]:
    """Nanoseconds: of the day, and of work done in this process."""
    return time.perf_counter_ns(), time.process_time_ns()


@contextmanager
def _watch_collections(pauses: list[float]) -> Iterator[None]:
    """Notes how long each full garbage collection stops everything."""
    began = 0

    def note(phase: str, info: dict[str, int]) -> None:
        nonlocal began
        if info["generation"] == 2 and phase == "start":
            began = time.perf_counter_ns()
        elif info["generation"] == 2:
            pauses.append((time.perf_counter_ns() - began) / 1e6)

    gc.callbacks.append(note)
    try:
        yield
    finally:
        gc.callbacks.remove(note)
