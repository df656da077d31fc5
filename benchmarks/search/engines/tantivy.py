"""Tantivy in a plain set-up: words of Latin names with fuzzy terms, pairs of characters for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from benchmarks.search.drama import Drama
from benchmarks.search.engines.engine import Added, Plain, Scored, Stages, added, timed

_WORD = re.compile(r"[^\W\d_㐀-鿿]+|\d+")
_HANZI = re.compile("[㐀-鿿]+")
_MOST_TERMS = 24
_HEAP = 256_000_000


class Tantivy(Plain):
    name = "tantivy"

    def build(self, dramas: Iterable[Drama], folder: Path) -> Stages:
        self.open(folder)

        def write() -> None:
            writer = self._index.writer(_HEAP)
            for drama in dramas:
                writer.add_document(_document(drama))
            writer.commit()
            writer.wait_merging_threads()

        return timed(write)

    def open(self, folder: Path) -> None:
        pairs = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(min_gram=1, max_gram=2))
        self._index = tantivy.Index(_schema(), path=str(folder))
        self._index.register_tokenizer("pairs", pairs.filter(tantivy.Filter.lowercase()).build())
        self._writer = None
        self._reload()

    def search(self, text: str, k: int) -> list[str]:
        return [scored.id for scored in self.explain(text, k)]

    def explain(self, text: str, k: int) -> list[Scored]:
        parts = [(Occur.Should, query) for query in self._terms(text.casefold())][:_MOST_TERMS]
        if not parts:
            return []
        hits = self._searcher.search(Query.boolean_query(parts), k, count=False).hits
        return [Scored(self._searcher.doc(address)["id"][0], score) for score, address in hits]

    def add(self, drama: Drama) -> Added:
        return added(lambda: self._add(drama))

    def close(self) -> None:
        del self._searcher, self._index

    def _terms(self, text: str) -> Iterable[Query]:
        schema = self._index.schema
        words = _WORD.findall(text)
        for at, word in enumerate(words):
            yield Query.boost_query(Query.term_query(schema, "names", word), 3)
            yield Query.term_query(schema, "plot", word)
            if len(word) > 3:
                last = at == len(words) - 1
                yield Query.fuzzy_term_query(
                    schema, "names", word, distance=1, transposition_cost_one=True, prefix=last
                )
        for run in _HANZI.findall(text):
            for pair in [run[at : at + 2] for at in range(len(run) - 1)] or [run]:
                yield Query.boost_query(Query.term_query(schema, "pairs", pair), 2)
                yield Query.term_query(schema, "plot_pairs", pair)

    def _add(self, drama: Drama) -> None:
        self._writer = self._writer or self._index.writer(_HEAP)
        self._writer.add_document(_document(drama))
        self._writer.commit()
        self._reload()

    def _reload(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("names")
    builder.add_text_field("plot")
    for field in ("pairs", "plot_pairs"):
        builder.add_text_field(field, tokenizer_name="pairs", index_option="freq")
    return builder.build()


def _document(drama: Drama) -> tantivy.Document:
    names = [name.text for name in drama.names]
    hanzi = [run for name in names for run in _HANZI.findall(name)]
    plot = _HANZI.findall(drama.plot())
    return tantivy.Document(id=drama.id, names=names, pairs=hanzi, plot=drama.plot(), plot_pairs=plot)
