"""A moving bar on a terminal while the catalogue is read for the first time, which takes a few seconds."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

_STEPS = {"reading": "Reading the catalogue", "writing": "Writing it into the database"}
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
