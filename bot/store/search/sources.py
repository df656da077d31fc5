"""What titles are filed from, read on a connection's own thread."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.domain.editing import OVERRIDE, override_id
from bot.store.records import FORMS_OF


def titles(db: sqlite3.Connection, ids: Sequence[str]) -> list[tuple[str, str, int]]:
    """Those that exist, whoever they belong to, and servers' versions of them: id, JSON and server."""
    sql = (
        "SELECT id, body, guild FROM records"
        " WHERE kind = 'titles' AND id IN (SELECT value FROM json_each(:ids))"
    )
    found = db.execute(sql, {"ids": json.dumps(ids)}).fetchall()
    versions = [identity.split(OVERRIDE) for identity in ids if OVERRIDE in identity]
    sql = (
        "SELECT :id, json_patch(r.body, o.patch), o.guild FROM overrides o"
        " JOIN records r ON r.kind = 'titles' AND r.id = o.title_id"
        " WHERE o.title_id = :title AND o.guild = CAST(:guild AS INTEGER)"
    )
    for title, guild in versions:
        values = {"id": title + OVERRIDE + guild, "title": title, "guild": guild}
        found += db.execute(sql, values).fetchall()
    return found


def overrides(db: sqlite3.Connection, ids: Sequence[str]) -> list[str]:
    """Ids of servers' versions of these titles."""
    sql = (
        "SELECT title_id, guild FROM overrides WHERE title_id IN (SELECT value FROM json_each(:ids))"
        " ORDER BY title_id, guild"
    )
    return [override_id(*row) for row in db.execute(sql, {"ids": json.dumps(ids)})]


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
