"""Shows where an engine is wrong: each query of a family that it missed, what is right, and what it gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from benchmarks.search.catalogue import Catalogue
from benchmarks.search.engines.engine import Engine, Scored
from benchmarks.search.queries import Query
from benchmarks.search.summary import share
from benchmarks.search.worker import RESULTS

_SHOWN = 5
_RIGHT_SHOWN = 2  # right answers that are named; a prefix may have thousands


@dataclass(frozen=True)
class Answer:
    """A query and the best that the engine found; `place` is of the first right one, 0 for none."""

    query: Query
    found: list[Scored]
    place: int


def ask(engine: Engine, queries: Sequence[Query]) -> list[Answer]:
    answers: list[Answer] = []
    for query in queries:
        found = engine.explain(query.text, RESULTS)
        place = next((at for at, one in enumerate(found, 1) if int(one.id[1:]) in query.right), 0)
        answers.append(Answer(query, found[:_SHOWN], place))
    return answers


def show(answers: Sequence[Answer], catalogue: Catalogue, console: Console) -> None:
    """Every query whose first answer is wrong, the worst first."""
    for answer in sorted(answers, key=lambda one: one.place or RESULTS + 1, reverse=True):
        if answer.place != 1:
            console.print(_table(answer, catalogue))


def line(family: str, answers: Sequence[Answer]) -> str:
    found = share([answer.place for answer in answers])
    return f"{family:15} R@1 {found.first:7.1%}  R@5 {found.five:7.1%}  {len(answers)} queries"


def _table(answer: Answer, catalogue: Catalogue) -> Table:
    query = answer.query
    place = f"place {answer.place}" if answer.place else "not found"
    table = Table(
        title=f"{query.family}  [bold]{_plain(query.text)}[/]  {place}", title_justify="left", box=None,
        pad_edge=False, show_header=False,
    )  # fmt: skip
    right = sorted(query.right, key=lambda number: (number != query.intended, number))
    for number in right[:_RIGHT_SHOWN]:
        table.add_row("[green]right", f"t{number}", "", _names(catalogue, number))
    if len(right) > _RIGHT_SHOWN:
        table.add_row("", "", "", f"… and {len(right) - _RIGHT_SHOWN} more are right")
    for at, one in enumerate(answer.found, 1):
        good = int(one.id[1:]) in query.right
        score = "" if one.score is None else f"{one.score:.3f}"
        number = int(one.id[1:])
        table.add_row(
            f"{'[green]' if good else ''}{at}",
            one.id,
            score,
            f"{_names(catalogue, number)}  [dim]{_plain(one.why)}",
        )
    return table


def _names(catalogue: Catalogue, number: int) -> str:
    return _plain(" · ".join(name.text for name in catalogue.drama(number).names))


def _plain(text: str) -> str:
    return text.replace("[", r"\[")
