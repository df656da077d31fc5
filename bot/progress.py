"""Moving bars on a terminal while something takes its time; nothing is written where there is no terminal."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

_STEPS = {
    "reading": "Reading the catalogue",
    "writing": "Writing it into the database",
    "indexing": "Indexing",
}
DONE = "done"


class LoadingBar:
    """Called with each step of a load, and with DONE at its end, whatever that was."""

    def __init__(self) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(),
            console=Console(stderr=True), transient=True,
        )  # fmt: skip
        self._task = self._bar.add_task("", total=None)

    def __call__(self, step: str) -> None:
        if not self._bar.console.is_terminal:
            return
        if step == DONE:
            self._bar.stop()
        else:
            self._bar.update(self._task, description=_STEPS[step])
            self._bar.start()


@contextmanager
def counting(what: str) -> Generator[Callable[[int, int], None]]:
    """A bar that is called with how many are done, and of how many."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=console, transient=True, disable=not console.is_terminal,
    )  # fmt: skip
    task = bar.add_task(what, total=None)
    with bar:
        yield lambda done, total: bar.update(task, completed=done, total=total)
