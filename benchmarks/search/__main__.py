"""The command line: `python -m benchmarks.search --help`."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks.search import engines, misses, queries, report
from benchmarks.search.cache import HELD_OUT, TUNING, Cache, Seeds
from benchmarks.search.catalogue import make
from benchmarks.search.families import FAMILIES
from benchmarks.search.runs import Run, saved
from benchmarks.search.summary import Summary

console = Console(highlight=False)
_SIZES = (1_000, 10_000, 100_000, 1_000_000)


def main(
    size: Annotated[str, typer.Option(help="Titles in the catalogue; several with commas.")] = "10000",
    engine_names: Annotated[str, typer.Option("--engines", help="Several with commas.")] = "ours",
    seed: Annotated[int, typer.Option(help="Of the catalogue.")] = TUNING.catalogue,
    query_seed: Annotated[int, typer.Option(help="Of the queries.")] = TUNING.queries,
    held_out: Annotated[bool, typer.Option("--held-out", help="The pair of seeds nobody tunes on.")] = False,
    family: Annotated[str, typer.Option(help="Ask only these families, or `all`, and time nothing.")] = "",
    show_misses: Annotated[bool, typer.Option("--misses", help="Every query that went wrong.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build the indexes anew.")] = False,
    budget: Annotated[float, typer.Option(help="Seconds for an engine's queries.")] = 120,
    patient: Annotated[bool, typer.Option("--patient", help="Lift the time limit of our search.")] = False,
    measure: Annotated[bool, typer.Option(help="Or only report what was measured before.")] = True,
    write: Annotated[
        Path | None, typer.Option(help="Put the tables of all that was measured into this page.")
    ] = None,
    plot: Annotated[Path | None, typer.Option(help="Draw quality against time: .svg or .png.")] = None,
    cache: Annotated[Path | None, typer.Option(help="Folder for queries, indexes and results.")] = None,
) -> None:
    """Measure search engines on made-up catalogues, with queries whose right answers are known."""
    seeds = HELD_OUT if held_out else Seeds(seed, query_seed)
    store = Cache(cache) if cache else Cache.default()
    runs = [
        Run(_known(name), _size(one), seeds, store, budget, patient)
        for one in size.split(",")
        for name in engine_names.split(",")
    ]
    if family or show_misses:
        for run in runs:
            _ask(run, family, show=show_misses and seeds != HELD_OUT, rebuild=rebuild)
        return
    for run in runs if measure else ():
        with console.status(f"{run.engine}, {run.size:,} titles"):
            try:
                result = run.measure(rebuild=rebuild)
            except subprocess.CalledProcessError:  # it has said why
                raise typer.Exit(1) from None
        report.print_summary(Summary.of(result), console)
    _publish([Summary.of(result) for result in saved(store, seeds)], seeds, write, plot)


def _ask(run: Run, families: str, *, show: bool, rebuild: bool) -> None:
    known = {family.name for family in FAMILIES}
    wanted = known if families in ("", "all") else set(families.split(","))
    if unknown := wanted - known:
        raise typer.BadParameter(f"There is no family {', '.join(sorted(unknown))}.")
    asked = queries.load(run.cache, run.size, run.seeds).queries
    if run.is_stale() and not rebuild:
        console.print(
            "This index was built by other code than there is now: --rebuild makes it anew.", style="yellow"
        )
    run.built(rebuild=rebuild)
    engine = engines.engine(run.engine)
    engine.patient = run.patient
    engine.open(run.folder)
    for family in FAMILIES:
        if family.name in wanted:
            answers = misses.ask(engine, [query for query in asked if query.family == family.name])
            console.print(misses.line(family.name, answers))
            if show:
                misses.show(answers, make(run.size, run.seeds.catalogue), console)
    engine.close()


def _publish(summaries: list[Summary], seeds: Seeds, page: Path | None, picture: Path | None) -> None:
    if page or picture:
        for one in summaries:
            if one.code != engines.engine(one.engine).code():
                console.print(
                    f"{one.engine}, {one.size:,} titles: measured with other code than now.", style="yellow"
                )
    if page:
        report.write(page, summaries, seeds)
        console.print(f"{page} is written.")
    if picture:
        from benchmarks.search.plot import draw

        draw(picture, summaries)
        console.print(f"{picture} is drawn.")


def _known(name: str) -> str:
    if name not in engines.NAMES:
        raise typer.BadParameter(f"There is no engine {name}; there are {', '.join(engines.NAMES)}.")
    return name


def _size(text: str) -> int:
    if not text.isdecimal() or int(text) not in _SIZES:
        raise typer.BadParameter(f"A catalogue has {', '.join(map(str, _SIZES))} titles.")
    return int(text)


if __name__ == "__main__":
    app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
    app.command()(main)
    app()
