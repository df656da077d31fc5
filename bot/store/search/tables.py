"""Writes the search index, in the transaction that changes a title."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.domain.search.filing import Filed, cuts, facet_number, reference

LIVE, BUILDING = "search_", "building_"
_SCHEMA = Path(__file__).with_name("schema.sql")
_TABLES = ("titles", "keys", "heads", "facets", "terms", "words", "sounds", "cuts", "units", "plots")

ROW_TABLES = tuple(f"{LIVE}{table}" for table in _TABLES if table not in ("units", "plots"))

Numbered = tuple[int, Filed]
Rows = Iterable[tuple[Any, ...]]


def named(sql: str, prefix: str) -> str:
    """SQL that is written for the live tables, for the ones being built."""
    return sql.replace(LIVE, prefix)


def create(db: sqlite3.Connection, prefix: str) -> None:
    """Empty tables; what was there under this prefix is gone."""
    drop(db, prefix)
    for statement in named(_SCHEMA.read_text(encoding="utf-8"), prefix).split(";\n"):
        if statement.strip():
            db.execute(statement)


def drop(db: sqlite3.Connection, prefix: str) -> None:
    for table in _TABLES:
        db.execute(f"DROP TABLE IF EXISTS {prefix}{table}")


def promote(db: sqlite3.Connection) -> None:
    """The tables that were built take the place of the live ones."""
    drop(db, LIVE)
    for table in _TABLES:
        db.execute(f"ALTER TABLE {BUILDING}{table} RENAME TO {LIVE}{table}")


def exists(db: sqlite3.Connection, prefix: str) -> bool:
    rows = db.execute("SELECT 1 FROM sqlite_master WHERE name = :name", {"name": f"{prefix}titles"})
    return bool(list(rows))


def present(db: sqlite3.Connection, ids: Sequence[str], prefix: str) -> set[str]:
    """Which of the titles have rows."""
    sql = "SELECT id FROM search_titles WHERE id IN (SELECT value FROM json_each(:ids))"
    return {i for (i,) in db.execute(named(sql, prefix), {"ids": json.dumps(ids)})}


def replace(db: sqlite3.Connection, old: Sequence[Filed], new: Sequence[Filed]) -> list[str]:
    """Rows of titles as they were give way to those of titles as they are, in every index there is.

    Returns the prefixes of those that are damaged: what is only derived stops nobody from changing a title.
    """
    return [
        prefix for prefix in (LIVE, BUILDING) if exists(db, prefix) and not _replace(db, old, new, prefix)
    ]


def _replace(db: sqlite3.Connection, old: Sequence[Filed], new: Sequence[Filed], prefix: str) -> bool:
    db.execute("SAVEPOINT indexing")
    try:
        sound = remove(db, old, prefix)
        add(db, new, prefix)
    except sqlite3.DatabaseError:
        db.execute("ROLLBACK TO indexing")
        sound = False
    db.execute("RELEASE indexing")
    return sound


def add(db: sqlite3.Connection, titles: Sequence[Filed], prefix: str = LIVE) -> None:
    """Titles that have no rows yet."""
    last = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = :name"
    ((taken,),) = db.execute(last, {"name": f"{prefix}titles"})
    numbered = list(enumerate(titles, start=taken + 1))
    for sql, rows in _insertions(numbered):
        if rows := list(rows):
            db.executemany(named(sql, prefix), rows)
    _count(db, titles, +1, prefix)


def remove(db: sqlite3.Connection, titles: Sequence[Filed], prefix: str = LIVE) -> bool:
    """Titles as they were filed, some of which may have no rows. False if other rows than these were theirs.

    What cannot be found again is left behind, where no search sees it, and the index has to be built anew.
    """
    sql = "SELECT id, number, checksum FROM search_titles WHERE id IN (SELECT value FROM json_each(:ids))"
    ids = json.dumps([title.title_id for title in titles])
    stored = {i: (n, c) for i, n, c in db.execute(named(sql, prefix), {"ids": ids})}
    known = [title for title in titles if title.title_id in stored]
    if not known:
        return True
    sound = [title for title in known if stored[title.title_id][1] == title.checksum()]
    numbered = [(stored[title.title_id][0], title) for title in sound]
    for sql, rows in _deletions(numbered):
        db.executemany(named(sql, prefix), list(rows))
    db.executemany(
        named("DELETE FROM search_titles WHERE id = ?", prefix), [(title.title_id,) for title in known]
    )
    _count(db, sound, -1, prefix)
    return len(sound) == len(known)


def plain_rows(titles: Sequence[Numbered]) -> dict[str, list[tuple[Any, ...]]]:
    """What titles have in tables that are not full-text, in the order of the B-trees: pages then fill up."""
    return {
        "search_titles": [
            (number, t.title_id, t.guild, t.place, t.season, t.evidence, t.checksum(), t.names, t.digest)
            for number, t in titles
        ],
        "search_keys": sorted(_keys(titles)),
        "search_heads": sorted(_heads(titles)),
        "search_facets": sorted(_facets(titles)),
    }


def _insertions(titles: Sequence[Numbered]) -> Iterator[tuple[str, Rows]]:
    for table, rows in plain_rows(titles).items():
        yield f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})" if rows else "", rows
    yield "INSERT INTO search_units (rowid, units) VALUES (?, ?)", _units(titles)
    yield "INSERT INTO search_plots (rowid, terms) VALUES (?, ?)", _plots(titles)


def _deletions(titles: Sequence[Numbered]) -> Iterator[tuple[str, Rows]]:
    yield "DELETE FROM search_keys WHERE (scope, field, key, reference) = (?, ?, ?, ?)", _keys(titles)
    yield "DELETE FROM search_heads WHERE (scope, letters, place, number) = (?, ?, ?, ?)", _heads(titles)
    yield "DELETE FROM search_facets WHERE (number, facet) = (?, ?)", _facets(titles)
    # A table without content is told what to forget.
    yield "INSERT INTO search_units (search_units, rowid, units) VALUES ('delete', ?, ?)", _units(titles)
    yield "INSERT INTO search_plots (search_plots, rowid, terms) VALUES ('delete', ?, ?)", _plots(titles)


def _keys(titles: Sequence[Numbered]) -> Rows:
    return ((t.guild, field, key, reference(number, n)) for number, t in titles for field, key, n in t.keys)


def _heads(titles: Sequence[Numbered]) -> Rows:
    return ((t.guild, letters, t.place, number) for number, t in titles for letters in t.heads)


def _facets(titles: Sequence[Numbered]) -> Rows:
    return ((number, facet_number(facet)) for number, t in titles for facet in t.facets)


def _units(titles: Sequence[Numbered]) -> Rows:
    return ((number, " ".join(scoped(t.units, t.guild))) for number, t in titles)


def _plots(titles: Sequence[Numbered]) -> Rows:
    return ((number, " ".join(scoped((term for term, _ in t.terms), t.guild))) for number, t in titles)


def scoped(tokens: Iterable[str], guild: int) -> Iterator[str]:
    """A server's own titles have words of their own, which no other server asks for."""
    return (f"{guild}·{token}" for token in tokens) if guild else iter(tokens)


# --- counts ---------------------------------------------------------------------------------------


_ADD_UP = {
    "terms": "INSERT INTO search_terms VALUES (?, ?)",
    "words": "INSERT INTO search_words VALUES (?, ?)",
    "sounds": "INSERT INTO search_sounds VALUES (?, ?, ?)",
}
_CLEAR_UP = {
    "terms": "DELETE FROM search_terms WHERE term = ? AND titles <= 0",
    "words": "DELETE FROM search_words WHERE word = ? AND titles <= 0",
    "sounds": "DELETE FROM search_sounds WHERE hanzi = ? AND syllable = ? AND titles <= 0",
}


def _count(db: sqlite3.Connection, titles: Sequence[Filed], by: int, prefix: str) -> None:
    """Keep the numbers of titles, and the cuts of exactly those words that are in a name."""
    counts: dict[str, Counter[tuple[str, ...]]] = {
        "terms": Counter((term,) for title in titles for term in ("", *(term for term, _ in title.terms))),
        "words": Counter((word,) for title in titles for word in title.words),
        "sounds": Counter(sound for title in titles for sound in title.sounds),
    }
    words = [word for (word,) in counts["words"]]
    before = _known(db, words, prefix)
    for table, counted in counts.items():
        more = f"{_ADD_UP[table]} ON CONFLICT DO UPDATE SET titles = titles + excluded.titles"
        db.executemany(named(more, prefix), [(*k, by * n) for k, n in sorted(counted.items())])
        if by < 0:
            db.executemany(named(_CLEAR_UP[table], prefix), list(counted))
    changed = before.symmetric_difference(_known(db, words, prefix))
    cut = sorted((cut, word) for word in changed for cut in cuts(word))
    more, fewer = (
        "INSERT INTO search_cuts VALUES (?, ?)",
        "DELETE FROM search_cuts WHERE (cut, word) = (?, ?)",
    )
    db.executemany(named(more if by > 0 else fewer, prefix), cut)


def _known(db: sqlite3.Connection, words: Sequence[str], prefix: str) -> set[str]:
    if not words:
        return set()
    sql = "SELECT word FROM search_words WHERE word IN (SELECT value FROM json_each(:words))"
    return {w for (w,) in db.execute(named(sql, prefix), {"words": json.dumps(words)})}
