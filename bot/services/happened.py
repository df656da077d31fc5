"""Writes down what followers may want to hear of, in the transaction of the change that it comes from."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Iterable, Sequence

from bot.domain.announcing.event import Event
from bot.domain.following import Happening, changed, is_completed, reaches
from bot.domain.model import Title
from bot.store import events, happenings
from bot.store.db import Connection


async def announced(db: Connection, event: Event) -> None:
    """Only what is new to everybody whom it is announced to."""
    if event.kind == "title" and await events.is_first(db, event):
        one = Happening(
            id=event.id,
            kind="announced",
            guild=event.guild,
            title_id=event.title_id,
            made_at=int(time.time()),
        )
        await happenings.add(db, [one])


async def changes(db: Connection, guild: int, titles: Iterable[tuple[Title | None, Title | None]]) -> None:
    """What each title was in this scope, and what it has become."""
    pairs = list(titles)
    if found := await asyncio.to_thread(_found, guild, pairs, int(time.time())):
        await happenings.add(db, found)


def _found(guild: int, pairs: Sequence[tuple[Title | None, Title | None]], now: int) -> list[Happening]:
    return [
        Happening(
            id=uuid.uuid4().hex, kind="changed", guild=guild, title_id=after.id, made_at=now,
            before=reaches(before), after=reaches(after),
            completed=is_completed(before, after),
        )
        for before, after in pairs
        if before and after and changed(before, after)
    ]  # fmt: skip
