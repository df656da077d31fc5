"""Writes what was measured as Markdown tables, into a page of the documentation or onto the screen."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.search.cache import Seeds
from benchmarks.search.families import FAMILIES
from benchmarks.search.summary import LIMIT_MS, Summary, percentile

START, END = "<!-- benchmark: start -->", "<!-- benchmark: end -->"
_SIZES = {1_000: "1k", 10_000: "10k", 100_000: "100k", 1_000_000: "1M"}
_QUALITY = ("Engine", "Titles", "Right first", "Right in 5", "Worst family, right in 5", "Answered")
_TIMES = (
    "Engine",
    "Titles",
    "Query p50 / p95 / p99",
    f"Over {LIMIT_MS} ms",
    "Key p50 / p99",
    "Worst garbage",
    "Add p50 / p99",
)
_COSTS = ("Engine", "Titles", "Build s", "Open ms", "Memory MB", "Disk MB", "Loop ms")
_OURS = "ours"


def print_summary(one: Summary, console: Console) -> None:
    cells: dict[str, str] = {}
    for columns, row in ((_QUALITY, _quality), (_TIMES, _times), (_COSTS, _costs)):
        cells |= dict(zip(columns, row(one), strict=True))
    cells["Build"] = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in one.build.items())
    cells["Add, the index alone"] = _ranks(one.add_index_ms, 50, 99)
    cells["Slowest garbage"] = one.garbage[1]
    for name, cell in cells.items():
        console.print(f"{name:26}{cell}", markup=False)
    if one.not_found:
        console.print(f"{one.not_found} added titles were not found at once", style="red")
    for error in one.raised:
        console.print(f"raised on garbage {error}", markup=False)
    if one.errors:
        console.print(
            f"{len(one.errors)} queries raised, the first: {one.errors[0]}", markup=False, style="red"
        )
    console.print()


def write(page: Path, summaries: Sequence[Summary], seeds: Seeds) -> None:
    """Replace what is between the two markers. Raises ValueError where the page has none."""
    text = page.read_text(encoding="utf-8")
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"{page} has no {START} and {END}")
    page.write_text(f"{before}{START}\n{_tables(summaries, seeds)}{END}{after}", encoding="utf-8")


def _tables(summaries: Sequence[Summary], seeds: Seeds) -> str:
    loops = [loop for one in summaries for loop in one.noise]
    best_first = sorted(summaries, key=lambda one: (one.size, -one.found.first))
    return "\n".join([
        "",
        f"Catalogue seed {seeds.catalogue}, query seed {seeds.queries}. Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {os.cpu_count()} processors. "
        f"The fixed loop took {min(loops):.1f} to {max(loops):.1f} ms, {statistics.median(loops):.1f} as a rule.",
        "",
        *_table(_QUALITY, map(_quality, best_first)),
        "",
        "Milliseconds:",
        "",
        *_table(_TIMES, map(_times, best_first)),
        "",
        *_table(_COSTS, map(_costs, best_first)),
        "",
        "The bot's search by family, right first / right in 5; times are of the largest catalogue.",
        "",
        *_family_table([one for one in best_first if one.engine == _OURS]),
        "",
    ])  # fmt: skip


def _quality(one: Summary) -> list[str]:
    return [
        *_which(one),
        _percent(one.found.first),
        _percent(one.found.five),
        f"{_percent(one.worst.found.five)} {one.worst.name}",
        f"{one.answered:,} of {one.asked:,}",
    ]


def _times(one: Summary) -> list[str]:
    return [
        *_which(one),
        _ranks(one.ms, 50, 95, 99),
        _percent(one.late / one.answered),
        _ranks(one.key_ms, 50, 99),
        _ms(one.garbage[0]) + (f", raised {len(one.raised)}" if one.raised else ""),
        _ranks(one.add_ms, 50, 99),
    ]


def _costs(one: Summary) -> list[str]:
    return [
        *_which(one),
        f"{one.build['index']:.1f}",
        f"{one.open_ms:.0f}",
        f"{one.memory:.0f}",
        f"{one.disk:.1f}",
        " – ".join(f"{loop:.1f}" for loop in one.noise),
    ]


def _which(one: Summary) -> list[str]:
    return [one.engine, _SIZES[one.size]]


def _family_table(ours: list[Summary]) -> Iterable[str]:
    """Right first / right in five, for each size; times are of the largest."""
    if not ours:
        return
    by_size = [{family.name: family for family in one.families} for one in ours]
    rows: list[list[str]] = []
    for name in (family.name for family in FAMILIES):
        shares = [families[name].found if name in families else None for families in by_size]
        ms = by_size[-1][name].ms if name in by_size[-1] else []
        rows.append([
            f"`{name}`",
            by_size[-1][name].example if name in by_size[-1] else "",
            *(f"{100 * share.first:.0f} / {100 * share.five:.0f}" if share else "" for share in shares),
            _ranks(ms, 50, 99),
        ])  # fmt: skip
    yield from _table(["Family", "For example", *(_SIZES[one.size] for one in ours), "p50 / p99 ms"], rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[str]:
    yield "| " + " | ".join(columns) + " |"
    yield "|" + " --- |" * len(columns)
    strong = {_OURS: f"**{_OURS}**"}
    yield from ("| " + " | ".join(strong.get(cell, cell) for cell in row) + " |" for row in rows)


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _ranks(values: Sequence[float], *ranks: int) -> str:
    return " / ".join(_ms(percentile(values, rank)) for rank in ranks)


def _ms(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
