"""Answers what a search asks of the index: rows of key tables, and lists of titles from full-text tables."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from bot.domain.names import HANZI
from bot.domain.search.filing import Field, cuts, dereference, facet_number
from bot.domain.search.lookup import Card, Choice, OutOfTime, Reference
from bot.domain.search.scope import Scope
from bot.domain.search.terms import facet_term

_END = "\U0010ffff"
_SCAN, _SCAN_FOR_SLIPS = 1_500, 4_000  # rows of keys that one look reads: 4,000 take 1 ms
_STEPS = 4_000  # of SQLite's machine between two looks at the clock


class SqliteLookup:
    """The index for one search, on a connection of its own thread. `seconds` is all the work it may be.

    The time of the processor counts: on a busy machine an answer comes later, but it is no worse.
    """

    def __init__(self, db: sqlite3.Connection, scope: Scope, seconds: float) -> None:
        self._db = db
        self._deadline = time.thread_time() + seconds
        self._scope = scope
        db.set_progress_handler(self._late, _STEPS)
        self._filter = "".join(_one_of(group) for group in scope.wanted)

    @cached_property
    def _scopes(self) -> tuple[int, ...]:
        """0, and the server's own if it has any titles."""
        if not self._scope.guild:
            return (0,)
        sql = "SELECT 1 FROM search_heads WHERE scope = ? AND letters = '' LIMIT 1"
        return (0, self._scope.guild) if self._rows(sql, self._scope.guild) else (0,)

    # -- names

    def beginning(self, field: Field, start: str, limit: int) -> list[Reference]:
        return self._keys(field, start, 0, limit, _SCAN)

    def around(self, field: Field, start: str, length: int, limit: int) -> list[Reference]:
        return self._keys(field, start, length, limit, _SCAN_FOR_SLIPS)

    def _keys(self, field: Field, start: str, length: int, limit: int, most: int) -> list[Reference]:
        if not start:
            return []
        found: list[Reference] = []
        for scope in self._scopes:
            rows = self._rows(
                f"SELECT key, reference FROM (SELECT key, reference FROM search_keys WHERE scope = ? AND field = ?"
                f" AND key >= ? AND key < ?{self._of('reference >> 7')} LIMIT ?) ORDER BY abs(length(key) - ?) LIMIT ?",
                scope, field, start, start + _END, most, length, limit,
            )  # fmt: skip
            found += [(key, *dereference(reference)) for key, reference in rows]
        return found

    def exactly(self, field: Field, keys: Sequence[str], limit: int) -> list[Reference]:
        if not keys:
            return []
        found: list[Reference] = []
        for scope in self._scopes:
            rows = self._rows(
                "SELECT key, reference FROM search_keys WHERE scope = ? AND field = ?"
                f" AND key IN (SELECT value FROM json_each(?)){self._of('reference >> 7')} LIMIT ?",
                scope, field, json.dumps(keys), limit,
            )  # fmt: skip
            found += [(key, *dereference(reference)) for key, reference in rows]
        return found

    def begun(self, field: Field, starts: Sequence[str]) -> list[str]:
        scopes = ", ".join(map(str, self._scopes))
        sql = (
            "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM search_keys"
            f" WHERE scope IN ({scopes}) AND field = ? AND key >= value AND key < value || ?)"
        )
        return [start for (start,) in self._rows(sql, json.dumps(starts), field, _END)]

    def last_before(self, field: Field, texts: Sequence[str]) -> list[str | None]:
        columns = ", ".join(
            f"(SELECT key FROM search_keys WHERE scope = {scope:d} AND field = {field:d} AND key <= value"
            " ORDER BY key DESC LIMIT 1)"
            for scope in self._scopes
        )
        rows = self._rows(f"SELECT {columns} FROM json_each(?) ORDER BY json_each.key", json.dumps(texts))
        return [max((key for key in row if key), default=None) for row in rows]

    def having(self, units: Sequence[Choice], limit: int) -> list[int]:
        return self._matching("search_units", units, limit)

    def vocabulary(self, words: Sequence[str]) -> dict[str, int]:
        sql = "SELECT word, titles FROM search_words WHERE word IN (SELECT value FROM json_each(?))"
        return dict(self._rows(sql, json.dumps(words)))

    def completions(self, start: str, limit: int) -> dict[str, int]:
        sql = "SELECT word, titles FROM search_words WHERE word > ? AND word < ? ORDER BY titles DESC, word LIMIT ?"
        return dict(self._rows(sql, start, start + _END, limit))

    def alike(self, word: str) -> list[str]:
        sql = "SELECT DISTINCT word FROM search_cuts WHERE cut IN (SELECT value FROM json_each(?)) LIMIT 200"
        return [other for (other,) in self._rows(sql, json.dumps(list(cuts(word))))]

    def readings(self, text: str) -> Mapping[str, tuple[str, ...]]:
        sql = (
            "SELECT hanzi, syllable FROM search_sounds WHERE hanzi IN (SELECT value FROM json_each(?))"
            " ORDER BY hanzi, titles DESC, syllable"
        )
        found: dict[str, tuple[str, ...]] = {}
        for hanzi, syllable in self._rows(sql, json.dumps(HANZI.findall(text))):
            found[hanzi] = (*found.get(hanzi, ()), syllable)[:2]
        return found

    # -- plots

    def telling(self, terms: Sequence[Choice], limit: int) -> list[int]:
        return self._matching("search_plots", terms, limit)

    def counts(self, terms: Sequence[str]) -> dict[str, int]:
        sql = "SELECT term, titles FROM search_terms WHERE term IN (SELECT value FROM json_each(?))"
        return dict(self._rows(sql, json.dumps(terms)))

    def facets(self, kind: str) -> dict[str, int]:
        start = facet_term(f"{kind}:")
        end = start[:-1] + ";"  # which comes after ":"
        rows = self._rows("SELECT term, titles FROM search_terms WHERE term >= ? AND term < ?", start, end)
        return {term.removeprefix(start): titles for term, titles in rows}

    # -- titles

    def cards(self, numbers: Sequence[int]) -> dict[int, Card]:
        sql = (
            "SELECT number, id, season, evidence, place, names FROM search_titles"
            " WHERE number IN (SELECT value FROM json_each(?)) AND guild IN (0, ?)"
        )
        return {n: Card(*card) for n, *card in self._rows(sql, json.dumps(list(numbers)), self._scope.guild)}

    def digests(self, numbers: Sequence[int]) -> dict[int, bytes]:
        sql = "SELECT number, digest FROM search_titles WHERE number IN (SELECT value FROM json_each(?))"
        return dict(self._rows(sql, json.dumps(list(numbers))))

    def browse(self, letters: str, limit: int) -> list[int]:
        heads = {scope: self._heads(scope, letters) for scope in self._scopes}
        newest = sorted(
            row
            for scope, some in heads.items()
            for head in some
            for row in self._rows(
                "SELECT place, number FROM search_heads WHERE scope = ? AND letters = ?"
                f"{self._of('search_heads.number')} ORDER BY place, number LIMIT ?", scope, head, limit,
            )
        )  # fmt: skip
        liked = self._liked([head for some in heads.values() for head in some])
        return list(dict.fromkeys([*liked, *(number for _, number in newest)]))[:limit]

    def _heads(self, scope: int, letters: str) -> list[str]:
        """What is filed for two letters or none is one head; one letter begins many, each found after the last."""
        sql = "SELECT letters FROM search_heads WHERE scope = ? AND letters > ? ORDER BY letters LIMIT 1"
        found = [letters]
        while len(letters) == 1 and (next_ := self._rows(sql, scope, found[-1])):
            if not next_[0][0].startswith(letters):
                break
            found.append(next_[0][0])
        return found

    def members(self, limit: int) -> list[int] | None:
        if not self._scope.wanted:
            return None
        groups = [tuple(facet_term(facet) for facet in group) for group in self._scope.wanted]
        if not all(groups):
            return []
        found = self._matching("search_plots", groups, limit + 1)
        return found if len(found) <= limit else None

    # -- parts

    def _matching(self, table: str, wanted: Sequence[Choice], limit: int) -> list[int]:
        """Those filed first: a rebuild files the newest first."""
        found: list[int] = []
        kept = self._of(f"{table}.rowid")
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ?{kept} LIMIT ?"
        for scope in self._scopes:
            found += [number for (number,) in self._rows(sql, _expression(wanted, scope), limit)]
        return found

    def _liked(self, heads: Sequence[str]) -> list[int]:
        if not self._scope.liked:
            return []
        rows = self._rows(
            "SELECT t.number FROM json_each(?) AS l JOIN search_titles AS t ON t.id = l.value"
            " WHERE t.guild IN (0, ?) AND EXISTS (SELECT 1 FROM search_heads AS h WHERE h.scope = t.guild"
            " AND h.letters IN (SELECT value FROM json_each(?)) AND h.place = t.place AND h.number = t.number)"
            f"{self._of('t.number')} ORDER BY l.key",
            json.dumps(self._scope.liked), self._scope.guild, json.dumps(heads),
        )  # fmt: skip
        return [number for (number,) in rows]

    def _of(self, number: str) -> str:
        """The filters, as a further condition on a title's number."""
        return self._filter.replace("{number}", number)

    def _rows(self, sql: str, *values: Any) -> list[Any]:
        if time.thread_time() > self._deadline:
            raise OutOfTime
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise OutOfTime from None
            raise

    def _late(self) -> bool:
        return time.thread_time() > self._deadline


def _one_of(group: frozenset[str]) -> str:
    numbers = ",".join(str(facet_number(facet)) for facet in sorted(group))
    # "+" keeps SQLite from looking for each of many facets; a title has few.
    return f" AND EXISTS (SELECT 1 FROM search_facets AS f WHERE f.number = {{number}} AND +f.facet IN ({numbers}))"


def _expression(wanted: Sequence[Choice], scope: int) -> str:
    """FTS5's language: any way of each choice. Every token is quoted, so none is read as an operator."""
    own = f"{scope}·" if scope else ""
    return " AND ".join("(" + " OR ".join(_way(way, own) for way in choice) + ")" for choice in wanted)


def _way(way: str, own: str) -> str:
    return "(" + " AND ".join(_quoted(own + token) for token in way.split(" ")) + ")"


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'
