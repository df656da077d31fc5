"""Draws how good the engines are against how long they take."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.search.summary import LIMIT_MS, Summary, percentile

_INCHES = (8.6, 4.6)  # as wide as a README shows it without scaling
_OURS, _OTHERS, _INK = "#0072B2", "#E69F00", "#333333"  # of Okabe and Ito: told apart by everybody
_MARKS = {1_000: ".", 10_000: "o", 100_000: "s", 1_000_000: "D"}
_SMALLEST = 10_000  # catalogues that are shown, if there are any
_SIZES = {1_000: "1,000", 10_000: "10,000", 100_000: "100,000", 1_000_000: "a million"}


def draw(picture: Path, summaries: Sequence[Summary]) -> None:
    """A point is the median query, its line goes on to the 99th of a hundred; the mark says how many titles."""
    mpl.rcParams.update({"font.size": 11, "svg.hashsalt": "search"})
    figure = Figure(figsize=_INCHES, layout="constrained")
    axes = figure.add_subplot()
    shown = [one for one in summaries if one.size >= _SMALLEST] or summaries
    for one in shown:
        _point(axes, one)
    _frame(axes)
    _legend(axes, sorted({one.size for one in shown}))
    figure.savefig(picture, facecolor="white", metadata={"Date": None} if picture.suffix == ".svg" else None)


def _point(axes: Axes, one: Summary) -> None:
    ours = one.engine == "ours"
    colour = _OURS if ours else _OTHERS
    middle, slow, good = percentile(one.ms, 50), percentile(one.ms, 99), 100 * one.found.first
    axes.plot((middle, slow), (good, good), color=colour, linewidth=1.5, alpha=0.55, zorder=2)
    axes.plot(middle, good, _MARKS[one.size], color=colour, markersize=8, zorder=3)
    axes.annotate(
        "this bot" if ours else one.engine,
        (middle, good),
        xytext=(0, -17 if ours else 8),  # the bot's is at the upper edge
        textcoords="offset points",
        ha="center",
        color=_INK,
        weight="bold" if ours else "normal",
    )


def _frame(axes: Axes) -> None:
    axes.set_xscale("log")
    axes.margins(x=0.08)
    axes.set_ylim(0, 103)
    axes.set_xlabel("processor time of a query in ms: the median, and a line to the slowest 1 %")
    axes.set_ylabel("right answer first, % of queries")
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    axes.axvline(LIMIT_MS, color=_INK, linewidth=0.8, linestyle=(0, (4, 4)), zorder=1)
    axes.annotate("the bot's limit", (LIMIT_MS, 3), xytext=(5, 0), textcoords="offset points", color=_INK)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#E5E5E5")
    axes.set_axisbelow(True)


def _legend(axes: Axes, sizes: Sequence[int]) -> None:
    for size in sizes:
        axes.plot([], [], _MARKS[size], color=_INK, markersize=7, label=f"{_SIZES[size]} titles")
    axes.legend(frameon=False, loc="upper right", bbox_to_anchor=(1, 0.93), fontsize=10)
