"""Takes changes of titles back: what was stored before each of them is stored again."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.editing import Change, override_id
from bot.errors import NotFound, UserError
from bot.services import writing
from bot.services.indexing import Filing, Progress, file_titles, foresee
from bot.services.writing import Outdated
from bot.store import changes, layers
from bot.store.changes import Stored
from bot.store.db import Connection
from bot.store.layers import Layer


async def asked(db: Connection, guild: int, change_id: int) -> list[Stored]:
    """The change, or all of an import that it is part of. Raises NotFound."""
    one = await changes.get(db, guild, change_id)
    if one is None:
        raise NotFound("error-no-change", most=writing.MOST_CHANGES)
    return await changes.of_batch(db, guild, one.change.batch) or [one]


async def foreseen(db: Connection, guild: int, undone: Sequence[Stored]) -> Filing:
    """How the titles are filed, and how they are going to be: worked out before anybody has to wait for it."""
    filing, ids = Filing(), [stored.change.title_id for stored in undone]
    later = [
        (title.model_copy(update={"id": identity}), guild)
        for stored in undone
        if (title := stored.change.before)
        for identity in {title.id, override_id(title.id, guild) if guild else title.id}
    ]
    await db.run(lambda direct: foresee(direct, later, {}, filing))
    filed = [*ids, *(override_id(title_id, guild) for title_id in ids if guild)]
    await db.run(lambda direct: file_titles(direct, filed, filing))
    return filing


async def put_back(
    db: Connection, guild: int, undone: Sequence[Stored], by: int, batch: str,
    filing: Filing | None = None, progress: Progress = lambda _done, _all: None,
) -> list[Change]:  # fmt: skip
    """In a transaction. Raises Outdated when one of the titles has changed since."""
    current = await layers.get_many(db, guild, [stored.change.title_id for stored in undone])
    for stored in undone:
        title_id = stored.change.title_id
        if not _is_same(current.get(title_id), stored.became):
            raise Outdated(title_id, (await writing.seen(db, guild, [title_id])).get(title_id))
        if guild and stored.was and stored.was.kind == "record" and await writing.seen(db, 0, [title_id]):
            raise UserError("error-undo-shared")  # the id is everybody's, and so is the title
    writes = [(stored.change.title_id, stored.was) for stored in undone]
    ids = [stored.change.id for stored in undone]
    made = await writing.write(db, guild, writes, by, batch, ids, filing, progress)
    await changes.set_undone(db, ids, undone=True)
    if redone := [stored.change.undoes for stored in undone if stored.change.undoes]:
        await changes.set_undone(db, redone, undone=False)
    return made


def _is_same(one: Layer | None, other: Layer | None) -> bool:
    """A new release may have noted meanwhile which shipped text it follows."""
    return (one and one._replace(shipped=None)) == (other and other._replace(shipped=None))
