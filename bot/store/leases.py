"""Which one of several processes on this database may do a thing that only one may do."""

from __future__ import annotations

from bot.store.db import Connection


async def take(db: Connection, name: str, owner: str, now: int, seconds: int) -> int | None:
    """The lease's epoch, which rises with each new owner; None while another holds it.

    A lease that ends later than any could is of a clock that has been set back, and counts as ended.
    """
    rows = await db.execute_fetchall(
        "INSERT INTO leases (name, owner, epoch, until) VALUES (:name, :owner, 1, :now + :seconds)"
        " ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until,"
        " epoch = leases.epoch + (leases.owner <> excluded.owner)"
        " WHERE leases.owner = excluded.owner OR leases.until <= :now OR leases.until > :now + :seconds"
        " RETURNING epoch",
        {"name": name, "owner": owner, "now": now, "seconds": seconds},
    )
    return next((epoch for (epoch,) in rows), None)


async def renew(db: Connection, name: str, owner: str, epoch: int, now: int, seconds: int) -> bool:
    """False when another has taken it meanwhile: stop at once."""
    cursor = await db.execute(
        "UPDATE leases SET until = :now + :seconds WHERE name = :name AND owner = :owner AND epoch = :epoch",
        {"name": name, "owner": owner, "epoch": epoch, "now": now, "seconds": seconds},
    )
    return cursor.rowcount > 0


async def give_up(db: Connection, name: str, owner: str) -> None:
    """Nothing happens when it is another's."""
    await db.execute(
        "UPDATE leases SET until = 0 WHERE name = :name AND owner = :owner", {"name": name, "owner": owner}
    )


async def holder(db: Connection, name: str) -> str:
    """Who has it, or had it last; "" for nobody."""
    rows = await db.execute_fetchall("SELECT owner FROM leases WHERE name = :name", {"name": name})
    return next((owner for (owner,) in rows), "")


async def end(db: Connection, name: str) -> None:
    """Of a holder that is known to be gone."""
    await db.execute("UPDATE leases SET until = 0 WHERE name = :name", {"name": name})


async def is_free(db: Connection, name: str, now: int) -> bool:
    """Whether nobody holds it."""
    rows = await db.execute_fetchall("SELECT until FROM leases WHERE name = :name", {"name": name})
    return all(until <= now for (until,) in rows)
