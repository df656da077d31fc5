"""Makes a server's own title everybody's: it keeps its id, so that whatever members have of it stays theirs."""

from __future__ import annotations

import json
import time

from bot.domain.editing import Change, override_id
from bot.domain.model import Title
from bot.domain.patch import difference
from bot.services import writing
from bot.services.indexing import indexed
from bot.store import changes, layers
from bot.store.changes import Stored
from bot.store.db import Connection
from bot.store.layers import Layer


async def share(db: Connection, guild: int, title: Title, by: int, proposed_by: int) -> Title | None:
    """In a transaction: what the curators have approved, in the place of what the server has. None without one.

    The server goes on seeing what it saw: what it says differently, such as a link that it alone trusts, is its
    override from now on. Its history says that its own title is gone, and so does not name the curator.
    """
    was = await layers.get(db, guild, title.id)
    before = (await writing.seen(db, guild, [title.id])).get(title.id)
    if was is None or was.kind != "record":
        return None
    body = title.model_dump(mode="json", exclude_defaults=True, by_alias=True)
    record = Layer("record", json.dumps(body, ensure_ascii=False), edited=True)
    [made] = await writing.write(db, 0, [(title.id, record)], by)
    patch = difference(body, json.loads(was.body))
    became = Layer("override", json.dumps(patch, ensure_ascii=False)) if patch else None
    now = int(time.time())
    async with indexed(db, [title.id, override_id(title.id, guild)]):
        await layers.put_many(db, guild, [(title.id, became)], now)
    change = Change(0, guild, title.id, before, None, proposed_by, now)
    await changes.add(db, [Stored(change, was, became)])
    return made.after
