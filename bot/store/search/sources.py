"""What titles are filed from, read on a connection's own thread."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.store.records import FORMS_OF


def titles(db: sqlite3.Connection, ids: Sequence[str]) -> list[tuple[str, int]]:
    """Those that exist, whoever they belong to: each as JSON, and its server."""
    sql = (
        "SELECT body, guild FROM records WHERE kind = 'titles' AND id IN (SELECT value FROM json_each(:ids))"
    )
    return db.execute(sql, {"ids": json.dumps(ids)}).fetchall()


def forms(db: sqlite3.Connection, texts: Sequence[str]) -> dict[str, str]:
    """Name text to its derived forms as JSON, where they have been derived."""
    return dict(db.execute(FORMS_OF, {"texts": json.dumps(texts)}).fetchall()) if texts else {}


def collections(db: sqlite3.Connection, ids: Sequence[str]) -> Mapping[str, list[str]]:
    """The collections that each of the titles is in; a title in none is left out."""
    sql = (
        "SELECT member.value, records.id FROM records, json_each(records.body, '$.titles') AS member"
        " WHERE records.kind = 'collections' AND records.guild = 0"
        " AND member.value IN (SELECT value FROM json_each(:ids)) ORDER BY records.id"
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for title_id, collection in db.execute(sql, {"ids": json.dumps(ids)}):
        found[title_id].append(collection)
    return found
