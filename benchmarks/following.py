"""10,000 members follow one title, and it can be watched in the country of a quarter of them: who hears, and who waits.

    python -m benchmarks.following [followers]
    python -m benchmarks.following chaos [followers]

First the bot's own part in this process: how long each bite of followers holds the one writer and the event loop.
Then `bot run` as a process on the stand-in, which takes 50 ms for an answer and enforces 50 requests a second:
/find meanwhile beside /find before, the time until all are told (without the quarter of an hour in which news is
gathered), and whether anybody was left out, told twice, or told though it is not for them. Fails when one was.

In chaos mode the bot is killed 17 times meanwhile, and a quarter of all requests are spoilt.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.loop_watch import watched
from benchmarks.spread import spread
from bot.app import open_app
from bot.config import Settings
from bot.domain.notice import MOST_MEMBERS
from bot.store import happenings
from tests.wire.follow_chaos import Plan, chaos
from tests.wire.followed import Followers, fill, happen, happening, heard, progress
from tests.wire.payloads import slash
from tests.wire.process import BotProcess
from tests.wire.standin import StandIn
from tests.wire.standin.world import World

_TOKEN = "token-of-the-benchmark"
_LATENCY = 0.05  # seconds
_SERVERS = 10
_SEARCHES = 500  # before
_PAUSE = 0.01  # seconds between two searches
_QUERIES = ("greedy snake", "tan chi she", "贪吃蛇", "gredy snak", "billionaire marries in a hurry", "")
_GOAL_MS = 50


async def filled(path: Path, world: World, count: int) -> Followers:
    return await fill(path, world, _SERVERS, *shares(count))


def shares(count: int) -> tuple[int, int, int]:
    """A quarter can watch it: four fifths of them are told in servers, so many in each, the others by direct message;
    and how many cannot."""
    here = count // 4
    by_message = here // 5
    in_each = (here - by_message) // _SERVERS
    return in_each, by_message, count - by_message - in_each * _SERVERS


def line(name: str, series: list[float]) -> str:
    figures = spread(series)
    return f"  {name}: median {figures['p50']:.1f} ms, p99 {figures['p99']:.1f}, most {figures['max']:.1f}"


async def bites(database: Path, folder: Path, count: int) -> None:
    path = Path(shutil.copy(database, folder / "bites.db"))
    await filled(path, World(), count)
    late: list[float] = []
    taken: list[float] = []
    async with open_app(Settings(database_path=path)) as app:
        async with app.database.transaction() as db:
            await happenings.add(db, [happening()])
        async with watched(late):
            more = True
            while more:
                began = time.perf_counter()
                more = await app.noticing.spread(int(time.time()))
                taken.append((time.perf_counter() - began) * 1000)
                await asyncio.sleep(0)
    print(f"{count:,} followers in {len(taken)} bites, {sum(taken) / 1000:.2f} s in all")
    print(line("a bite", taken), line("the event loop was late by", late), sep="\n", flush=True)


async def asked(discord: StandIn, query: str) -> float:
    """Milliseconds until /find is answered."""
    began = time.perf_counter()
    await discord.ask(slash("find", query=query) if query else slash("find"))
    return (time.perf_counter() - began) * 1000


async def told(database: Path, folder: Path, count: int) -> bool:
    path = Path(shutil.copy(database, folder / "bot.db"))
    async with StandIn(_TOKEN) as discord:
        discord.rest.latency = _LATENCY
        followers = await filled(path, discord.world, count)
        process = await BotProcess.start(discord.environment(), folder)
        try:
            await discord.ready()
            queries = itertools.cycle(_QUERIES)
            for query in itertools.islice(queries, 50):  # warm
                await asked(discord, query)
            before = [await asked(discord, query) for query in itertools.islice(queries, _SEARCHES)]
            await happen(path)
            began, during = time.perf_counter(), list[float]()
            while progress(path).left:
                during.append(await asked(discord, next(queries)))
                await asyncio.sleep(_PAUSE)
            seconds = time.perf_counter() - began
        finally:
            await process.kill()
        found = heard(path, discord.world, followers)
        statuses = Counter(request.status for request in discord.asked_for("POST", "/messages"))
    expected = len(followers.in_servers) + len(followers.in_messages)
    print(
        f"{expected:,} of {count:,} told in {found.messages} messages within {seconds:.1f} s, answers {dict(statuses)}"
    )
    print(
        f"  lost {len(found.lost)}, doubled {len(found.doubled)}, wrong {len(found.wrong)}, {dict(found.states)}"
    )
    print(line("/find before", before), line("/find meanwhile", during), sep="\n", flush=True)
    return found.is_whole and 429 not in statuses and spread(during)["p99"] <= _GOAL_MS


async def told_in_chaos(database: Path, folder: Path, count: int) -> bool:
    shutil.copy(database, folder / "bot.db")
    in_each, by_message, others = shares(count)
    messages = by_message + _SERVERS * -(-in_each // MOST_MEMBERS)
    plan = Plan(
        _SERVERS, in_each, by_message, others,
        noticed=tuple(count * share // 100 for share in (0, 8, 16, 24)),
        sent=tuple(messages * share // 100 for share in range(4, 98, 7))[:13],
        patience=330,
    )  # fmt: skip
    began = time.perf_counter()
    outcome = await chaos(plan, folder)
    found, expected = outcome.heard, by_message + in_each * _SERVERS
    print(
        f"{expected:,} of {count:,} told in {found.messages} messages within {time.perf_counter() - began:.0f} s,"
        f" {outcome.kills} kills, {outcome.faults} of {outcome.requests} requests spoilt,"
        f" {outcome.repeated} times only the nonce kept a message from being doubled"
    )
    print(
        f"  lost {len(found.lost)}, doubled {len(found.doubled)}, wrong {len(found.wrong)}, {dict(found.states)}"
    )
    return found.is_whole


async def main(*asked_for: str) -> int:
    count = next((int(word) for word in asked_for if word.isdecimal()), 10_000)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "loaded.db"
        async with open_app(Settings(database_path=database)):
            pass
        if "chaos" in asked_for:
            return int(not await told_in_chaos(database, Path(folder), count))
        await bites(database, Path(folder), count)
        return int(not await told(database, Path(folder), count))


if __name__ == "__main__":
    sys.exit(asyncio.run(main(*sys.argv[1:])))
