"""RapidFuzz's WRatio against every name: no index at all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from benchmarks.search.drama import Drama
from benchmarks.search.engines.engine import Added, Plain, Scored, Stages, added, timed

_FILE = "names.json"
_NAMES_A_TITLE = 5  # a title may be found by several of its names


class Fuzzy(Plain):
    name = "rapidfuzz"

    def build(self, dramas: Iterable[Drama], folder: Path) -> Stages:
        def write() -> None:
            names = [(utils.default_process(name.text), drama.id) for drama in dramas for name in drama.names]
            (folder / _FILE).write_text(json.dumps(names), encoding="utf-8")

        return timed(write)

    def open(self, folder: Path) -> None:
        read = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        self._names = [name for name, _ in read]
        self._owners = [owner for _, owner in read]

    def search(self, text: str, k: int) -> list[str]:
        return [scored.id for scored in self.explain(text, k)]

    def explain(self, text: str, k: int) -> list[Scored]:
        hits = process.extract(
            utils.default_process(text), self._names, scorer=fuzz.WRatio, limit=k * _NAMES_A_TITLE
        )
        best: dict[str, Scored] = {}
        for name, score, at in hits:
            best.setdefault(self._owners[at], Scored(self._owners[at], score, name))
        return list(best.values())[:k]

    def add(self, drama: Drama) -> Added:
        return added(lambda: self._add(drama))

    def close(self) -> None: ...

    def _add(self, drama: Drama) -> None:
        for name in drama.names:
            self._names.append(utils.default_process(name.text))
            self._owners.append(drama.id)
