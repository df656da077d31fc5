"""What `tables` does, for a connection of the Database: each call is one hop to its thread, however many statements."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from bot.store.db import Connection
from bot.store.search import tables
from bot.store.search.tables import BUILDING, LIVE

__all__ = ["BUILDING", "LIVE", "add", "create", "drop", "exists", "present", "promote", "remove", "replace"]

P = ParamSpec("P")
T = TypeVar("T")


def _on_thread(
    work: Callable[Concatenate[sqlite3.Connection, P], T],
) -> Callable[Concatenate[Connection, P], Awaitable[T]]:
    @wraps(work)
    async def run(db: Connection, *args: P.args, **kwargs: P.kwargs) -> T:
        return await db.run(lambda connection: work(connection, *args, **kwargs))

    return run


create = _on_thread(tables.create)
drop = _on_thread(tables.drop)
promote = _on_thread(tables.promote)
exists = _on_thread(tables.exists)
present = _on_thread(tables.present)
replace = _on_thread(tables.replace)
add = _on_thread(tables.add)
remove = _on_thread(tables.remove)
