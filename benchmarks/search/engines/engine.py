"""What the benchmark asks of a search engine."""

from __future__ import annotations

import hashlib
import inspect
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple, Protocol

from benchmarks.search.drama import Drama

Stages = dict[str, float]  # seconds of each part of a build; "index" is what an engine is compared by


class Added(NamedTuple):
    """Milliseconds of the clock: all of it, and the index alone where that can be told apart."""

    whole_ms: float
    index_ms: float


class Scored(NamedTuple):
    id: str
    score: float | None = None
    why: str = ""


class Engine(Protocol):
    name: str
    patient: bool  # take the time it needs, for an engine that stops itself

    def stamp(self) -> str:
        """Of the code that builds the index: an index with another stamp is built anew."""
        ...

    def code(self) -> str:
        """Of all its code: results with another one are of another engine."""
        ...

    def build(self, dramas: Iterable[Drama], folder: Path) -> Stages: ...

    def open(self, folder: Path) -> None:
        """Everything an engine does before it can search an index that exists."""
        ...

    def search(self, text: str, k: int) -> list[str]:
        """Ids of titles, the best first. Raises nothing for any text."""
        ...

    def explain(self, text: str, k: int) -> list[Scored]:
        """The same as `search`, with scores where the engine has any."""
        ...

    def add(self, drama: Drama) -> Added:
        """One more title, found by the next search."""
        ...

    def close(self) -> None: ...

    def disk_bytes(self, folder: Path) -> int: ...


class Plain:
    """What engines have in common that keep all they have in one folder."""

    patient = False

    def stamp(self) -> str:
        return digest([Path(inspect.getfile(type(self)))])

    def code(self) -> str:
        return self.stamp()

    def search(self, text: str, k: int) -> list[str]:
        raise NotImplementedError

    def explain(self, text: str, k: int) -> list[Scored]:
        return [Scored(id) for id in self.search(text, k)]

    def disk_bytes(self, folder: Path) -> int:
        return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def digest(files: Iterable[Path]) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:12]


def added(work: Callable[[], None]) -> Added:
    began = time.perf_counter()
    work()
    ms = (time.perf_counter() - began) * 1000
    return Added(ms, ms)


def timed(work: Callable[[], None]) -> Stages:
    began = time.perf_counter()
    work()
    return {"index": time.perf_counter() - began}
