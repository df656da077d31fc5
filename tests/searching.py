"""Asks the search index of a database file as the reader asks it, but with time enough on a busy machine."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.domain.search import FLOOR, Hit, Scope, Thesaurus, alike, find, mentions
from bot.store.search.read import SqliteLookup

_SECONDS = 60.0


class Searching:
    """`tags` names facets in the ways that people have for them, `groups` are words that mean the same."""

    def __init__(
        self,
        path: Path,
        tags: Mapping[str, Iterable[str]] | None = None,
        groups: Iterable[Sequence[str]] = (),
    ) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self.thesaurus = Thesaurus(tags, groups)

    def close(self) -> None:
        self._db.close()

    def look(self, scope: Scope | None = None, seconds: float = _SECONDS) -> SqliteLookup:
        return SqliteLookup(self._db, scope or Scope(), seconds)

    def find(
        self,
        typed: str,
        *,
        guild: int = 0,
        wanted: Iterable[Iterable[str]] = (),
        liked: Sequence[str] = (),
        limit: int = 25,
        floor: float = FLOOR,
    ) -> list[Hit]:
        return find(self.look(_scope(guild, wanted, liked)), typed, self.thesaurus, limit=limit, floor=floor)

    def mentions(self, text: str, *, guild: int = 0, limit: int = 10) -> list[Hit]:
        return mentions(self.look(_scope(guild)), text, limit)

    def alike(self, weights: Mapping[str, float], *, guild: int = 0, limit: int = 5) -> list[str]:
        return alike(self.look(_scope(guild)), weights, limit)

    def matched(self, hit: Hit) -> str:
        """What of a title a hit is: the name, or the words of the plot."""
        return self.names(hit.title_id)[hit.name] if hit.name >= 0 else hit.matched

    def names(self, title_id: str) -> list[str]:
        sql = "SELECT body FROM records WHERE kind = 'titles' AND id = ?"
        ((body,),) = self._db.execute(sql, (title_id,)).fetchall()
        return [name["text"] for name in json.loads(body)["names"]]


def found_in(path: Path, typed: str, **asked: Any) -> list[str]:
    """Ids of what one search in a database finds; keywords are those of Searching.find."""
    searching = Searching(path)
    try:
        return ids(searching.find(typed, **asked))
    finally:
        searching.close()


def by_hand(path: Path, script: str) -> None:
    """SQL by somebody who knows nothing of the index."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(script)


def _scope(guild: int, wanted: Iterable[Iterable[str]] = (), liked: Sequence[str] = ()) -> Scope:
    return Scope(guild, tuple(map(frozenset, wanted)), tuple(liked))


def ids(hits: Iterable[Hit]) -> list[str]:
    return [hit.title_id for hit in hits]


def assert_sound(hits: Sequence[Hit], limit: int) -> None:
    """As many as were asked for at most, each title once, the best first."""
    assert len(hits) <= limit
    assert len(set(ids(hits))) == len(hits)
    assert all(0 <= hit.score <= 1 for hit in hits)
    scores = [round(hit.score, 3) for hit in hits]
    assert scores == sorted(scores, reverse=True)
