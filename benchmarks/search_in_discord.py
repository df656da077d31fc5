"""What a search costs a member and the event loop, in the whole bot with a large made-up catalogue.

`uv run python -m benchmarks.search_in_discord --size 100000`
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Annotated

import psutil
import typer
from rich.console import Console
from rich.markdown import Markdown

from benchmarks.answers import Answers, Client, bare_call, compare, side_by_side
from benchmarks.loop_watch import watched
from benchmarks.search import queries
from benchmarks.search.cache import TUNING, Cache
from benchmarks.search.queries import QuerySet
from benchmarks.search.runs import Run
from benchmarks.spread import added_p99, p99, quantile, spread
from benchmarks.traffic import LOCALES, mixed
from bot.app import open_app
from bot.config import Settings
from bot.services import reindexing
from tests.wire.payloads import Json, slash, typing

START, END = "<!-- discord: start -->", "<!-- discord: end -->"
_GOAL_MS, _LOOP_GOAL_MS = 8, 5
_AT_ONCE = 8
_ROUNDS = 5  # each load in turn, so that a busy minute of the computer is everybody's
_FAMILIES = {
    "`/find`: a name": ("en_exact", "alias_en", "zh_exact", "zh_trad", "alias_zh", "other_exact"),
    "`/find`: a misspelt name": (
        "en_typo1",
        "en_typo2",
        "en_prefix_typo",
        "zh_typo",
        "py_typo",
        "other_typo",
    ),
    "`/find`: the beginning of a name": ("en_prefix", "zh_prefix", "py_prefix", "other_prefix"),
    "`/find`: pinyin": ("py_nospace", "py_space", "py_marks", "py_initials", "py_mixed", "py_fuzzy"),
    "`/find`: words of the plot": ("plot_en", "plot_zh"),
}
_SCRIPTS = ("english", "pinyin", "hanzi")


class Searches:
    """Calls that search, made of the queries of the search benchmark; the same for the same seed."""

    def __init__(self, asked: QuerySet, random: Random) -> None:
        self._random = random
        self._texts: defaultdict[str, list[str]] = defaultdict(list)
        kind_of = {family: kind for kind, families in _FAMILIES.items() for family in families}
        for query in asked.queries:
            if query.family in kind_of:
                self._texts[kind_of[query.family]].append(query.text)
        for typed in asked.typed:
            self._texts[f"autocomplete: {typed.script}"].append(typed.text)
        self.kinds = list(self._texts)

    def mix(self, count: int) -> list[str]:
        return mixed(self.kinds, count, self._random)

    def call(self, kind: str) -> Json:
        text = self._random.choice(self._texts[kind])
        if kind in _FAMILIES:
            asked = slash("find", query=text)
        else:
            asked = typing("find", "query", text[: self._random.randint(1, len(text))])
        return {**asked, "locale": self._random.choice(LOCALES)}

    def any(self) -> Json:
        return self.call(self._random.choice(self.kinds))


@dataclass
class Load:
    """What the event loop has to do, and how late others were meanwhile."""

    at_once: int = 0
    client: Client | None = None
    call: Callable[[], Json] = bare_call
    late_ms: list[float] = field(default_factory=list[float])
    answered: int = 0

    async def run(self, seconds: float) -> None:
        """So many askers, each of whom asks again as soon as they are answered."""
        end = time.monotonic() + seconds
        async with watched(self.late_ms):
            await asyncio.gather(*(self._ask(end) for _ in range(self.at_once)))
            await asyncio.sleep(max(0.0, end - time.monotonic()))

    async def _ask(self, end: float) -> None:
        assert self.client
        while time.monotonic() < end:
            await self.client.ask(self.call())
            self.answered += 1


@dataclass
class Measured:
    answers: Answers
    loads: dict[str, Load]
    memory: tuple[float, float]  # megabytes: of the bot at rest, and after everything


def main(
    size: Annotated[int, typer.Option(help="Made-up titles.")] = 100_000,
    calls: Annotated[int, typer.Option(help="Answers to measure.")] = 2000,
    seconds: Annotated[float, typer.Option(help="How long the loop is watched under each load.")] = 20,
    write: Annotated[Path | None, typer.Option(help="Put the tables into this page.")] = None,
) -> None:
    """Measure /find and autocomplete beside a discord.py bot that does nothing."""
    run = Run("ours", size, TUNING, Cache.default())
    run.built(rebuild=run.is_stale())
    asked = queries.load(run.cache, size, TUNING)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(shutil.copy(run.folder / "bot.db", folder))
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as child:
            child.submit(_load_shipped, database).result()  # apart: it is no part of the bot's memory later
        measured = asyncio.run(_measure(database, asked, calls, seconds))
    report = "\n".join(_report(size, measured))
    Console(width=110).print(Markdown(report))
    if write:
        before, _, rest = write.read_text(encoding="utf-8").partition(START)
        write.write_text(f"{before}{START}\n\n{report}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def _load_shipped(database: Path) -> None:
    async def start() -> None:
        async with open_app(Settings(database_path=database)):
            pass

    asyncio.run(start())


async def _measure(database: Path, asked: QuerySet, calls: int, seconds: float) -> Measured:
    memory = psutil.Process().memory_info
    async with (
        open_app(Settings(database_path=database)) as app,
        side_by_side(app) as (ours, bare),
    ):
        assert await reindexing.is_current(app.database), (
            "an index that is built meanwhile would be measured too"
        )
        rest = memory().rss
        searches = Searches(asked, Random(1))
        answers = await compare(ours, bare, searches, calls)
        loads = {
            "nothing": Load(),
            "bare commands, one by one": Load(1, bare),
            f"bare commands, {_AT_ONCE} at once": Load(_AT_ONCE, bare),
            "searches, one by one": Load(1, ours, searches.any),
            f"searches, {_AT_ONCE} at once": Load(_AT_ONCE, ours, searches.any),
        }
        for _ in range(_ROUNDS):
            for load in loads.values():
                await load.run(seconds / _ROUNDS)
        return Measured(answers, loads, (rest / 1e6, memory().rss / 1e6))


def _report(size: int, measured: Measured) -> Iterator[str]:
    answers, bare = measured.answers, [*measured.answers.bare[0], *measured.answers.bare[1]]
    ours, cpu = ([ms for series in by.values() for ms in series] for by in (answers.ours, answers.cpu))
    low, high = added_p99(ours, bare)
    waited = p99([ms - work for ms, work in zip(ours, cpu, strict=True)])
    yield (
        f"{len(ours):,} calls with {size:,} made-up titles and the shipped ones, each between two bare commands: "
        f"the bot adds {p99(ours) - p99(bare):.1f} ms at p99 (95 % interval {low:.1f}–{high:.1f}; goal {_GOAL_MS}). "
        f"Waiting for a processor was {waited:.1f} ms of an answer at p99. "
        f"Memory: {measured.memory[0]:.0f} MB at rest, {measured.memory[1]:.0f} MB after everything below.\n"
    )
    yield "| Milliseconds from frame to callback | p50 | p99 | Most |\n| --- | --- | --- | --- |"
    everything = {**answers.ours, "all": ours, "all, processor time": cpu, "the bare command": bare}
    for name, series in sorted(everything.items(), key=lambda row: row[0] not in answers.ours):
        figures = spread(series)
        yield f"| {name} | {figures['p50']:.2f} | {figures['p99']:.2f} | {figures['max']:.1f} |"
    yield (
        f"\nHow late the event loop ran what wanted to run every millisecond, in milliseconds (goal: a search keeps it "
        f"waiting for no more than {_LOOP_GOAL_MS}):\n\n"
        f"| Meanwhile | Answers | p99 | p99.9 | Most | Over {_LOOP_GOAL_MS} ms |\n| --- | --- | --- | --- | --- | --- |"
    )
    for name, load in measured.loads.items():
        late = load.late_ms
        over = sum(ms > _LOOP_GOAL_MS for ms in late)
        yield (
            f"| {name} | {load.answered:,} | {p99(late):.2f} | {quantile(late, 0.999):.2f} | {max(late):.1f} "
            f"| {over} of {len(late):,} |"
        )


if __name__ == "__main__":
    typer.run(main)
