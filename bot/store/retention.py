"""Removes what nobody will ask for again, in small bites."""

from __future__ import annotations

import json

from bot.store.db import Connection, Direct

_ANNOUNCED = """
    DELETE FROM announcements WHERE at < :before AND state <> 'scheduled'
        AND NOT EXISTS (SELECT 1 FROM post_items WHERE announcement = announcements.id)
"""


async def forget_posts(db: Connection, before: int, most: int) -> int:
    """Posts that were due before, whatever became of them, and announcements that are in none. How many posts."""
    return await db.run(lambda direct: _forget(direct, before, most))


def _forget(db: Direct, before: int, most: int) -> int:
    old = db.execute(
        "SELECT id FROM posts WHERE due < :before ORDER BY due LIMIT :most", {"before": before, "most": most}
    ).fetchall()
    posts = {"posts": json.dumps([post for (post,) in old])}
    for table, column in (("deliveries", "post"), ("post_items", "post"), ("posts", "id")):
        db.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(:posts))", posts)  # noqa: S608
    db.execute(_ANNOUNCED, {"before": before})
    return len(old)
