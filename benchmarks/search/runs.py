"""Measures an engine on a catalogue: builds its index unless there is one, then a fresh process for each part."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search.cache import Cache, Seeds
from benchmarks.search.engines import engine
from benchmarks.search.queries import prepare
from benchmarks.search.worker import Json

_BUILT = "built.json"
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Run:
    engine: str
    size: int
    seeds: Seeds
    cache: Cache
    budget: float = 120  # seconds for the queries, half of it for keystrokes and for nasty texts
    patient: bool = False  # how good the search is on a machine that is not busy; not kept

    def measure(self, *, rebuild: bool = False) -> Json:
        """All that is known of it; also kept in the cache, for tables."""
        code = engine(self.engine).code()  # now: it may be changed while this runs
        result = (
            self.built(rebuild=rebuild or self.is_stale())
            | self._in_child("search", self.folder)
            | self._add()
        )
        result |= {"engine": self.engine, "size": self.size, "code": code}
        if not self.patient:
            self._file.write_text(json.dumps(result), encoding="utf-8")
        return result

    def built(self, *, rebuild: bool = False) -> Json:
        """What building took, now or when it was last done."""
        if rebuild or not (self.folder / _BUILT).exists():
            self._build()
        return json.loads((self.folder / _BUILT).read_text(encoding="utf-8"))

    def _build(self) -> None:
        """Beside the old index, so that whoever searches it meanwhile still can."""
        part = self.folder.with_name(f"{self.engine}-{os.getpid()}")
        part.mkdir(parents=True)
        try:
            (part / _BUILT).write_text(json.dumps(self._in_child("build", part)), encoding="utf-8")
            shutil.rmtree(self.folder, ignore_errors=True)
            part.rename(self.folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def is_stale(self) -> bool:
        """Whether there is an index that other code has built than there is now."""
        note = self.folder / _BUILT
        return (
            note.exists()
            and json.loads(note.read_text(encoding="utf-8"))["stamp"] != engine(self.engine).stamp()
        )

    @property
    def folder(self) -> Path:
        return self.cache.index(self.size, self.seeds, self.engine)

    @property
    def _file(self) -> Path:
        return self.cache.results(self.seeds) / f"{self.engine}-{self.size}.json"

    def _add(self) -> Json:
        """In a copy: the index that is kept stays as it was built."""
        with tempfile.TemporaryDirectory() as copy:
            shutil.copytree(
                self.folder, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns(_BUILT, ".tantivy*")
            )
            return self._in_child("add", Path(copy))

    def _in_child(self, work: str, folder: Path) -> Json:
        order = {
            "work": work, "engine": self.engine, "size": self.size, "seed": self.seeds.catalogue,
            "folder": str(folder), "queries": str(prepare(self.cache, self.size, self.seeds)), "budget": self.budget,
            "patient": self.patient,
        }  # fmt: skip
        command = [sys.executable, "-m", "benchmarks.search.worker", json.dumps(order)]
        return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=_ROOT).stdout)


def saved(cache: Cache, seeds: Seeds) -> list[Json]:
    """Every result that was measured with these seeds, the smallest catalogues first."""
    files = cache.results(seeds).glob("*.json")
    results = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return sorted(results, key=lambda result: (result["size"], result["engine"]))
