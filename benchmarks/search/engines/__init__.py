"""The engines that are compared, loaded only when they are used: a process measures one of them."""

from __future__ import annotations

from importlib import import_module

from benchmarks.search.engines.engine import Engine

_WHERE = {
    "ours": "ours.Ours",
    "like": "sqlite.Like",
    "fts5_trigram": "sqlite.Trigram",
    "rapidfuzz": "fuzzy.Fuzzy",
    "tantivy": "tantivy.Tantivy",
}
NAMES = tuple(_WHERE)


def engine(name: str) -> Engine:
    module, _, kind = _WHERE[name].partition(".")
    return getattr(import_module(f"{__name__}.{module}"), kind)()
