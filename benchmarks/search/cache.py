"""Where what takes long to make is kept: queries with their truth, indexes, results."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_CODE = ("catalogue", "drama", "lexicon", "naming", "queries", "spelling", "synopsis", "truth")


@dataclass(frozen=True)
class Seeds:
    catalogue: int = 1
    queries: int = 7


TUNING = Seeds()
HELD_OUT = Seeds(77, 991)  # nobody looks at their misses


@dataclass(frozen=True)
class Cache:
    root: Path

    @classmethod
    def default(cls) -> Cache:
        return cls(Path(tempfile.gettempdir()) / "drama-search-benchmark")

    def queries(self, size: int, seeds: Seeds) -> Path:
        return self._made(
            self.root / "queries" / f"{size}-{seeds.catalogue}-{seeds.queries}-{_version()}.json"
        )

    def index(self, size: int, seeds: Seeds, engine: str) -> Path:
        return self._made(
            self.root / "indexes" / f"{size}-{seeds.catalogue}-{_version()}" / engine / "built.json"
        ).parent

    def results(self, seeds: Seeds) -> Path:
        return self._made(
            self.root / "results" / f"{seeds.catalogue}-{seeds.queries}-{_version()}" / "x"
        ).parent

    @staticmethod
    def _made(path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


@cache
def _version() -> str:
    """Changes with the code and the words that catalogues and queries are made from."""
    here = Path(__file__).parent
    files = [here / f"{name}.py" for name in _CODE]
    files += sorted(
        path for folder in ("words", "families") for path in (here / folder).glob("*.*") if path.is_file()
    )
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:10]
