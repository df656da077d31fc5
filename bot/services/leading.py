"""One process of all that run on a database delivers announcements; another takes over when it is gone."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket
import sys
import time
from pathlib import Path

from bot.store import leases, outbox, records
from bot.store.db import Connection, Database

log = logging.getLogger(__name__)
_NAME = "delivery"
_LEASE, _RENEW = 30, 10  # seconds
_SALT = "delivery_salt"  # of the nonces of this database


class Leader:
    """`salt` is known once `lead` has returned."""

    def __init__(self, database: Database) -> None:
        self.owner = f"{_place()}/{os.getpid()}/{secrets.token_hex(4)}"
        self.salt = ""
        self._database = database
        self._epoch = 0

    async def lead(self) -> None:
        """Wait until nobody else delivers; what they had under way is ours then."""
        waits = False
        while not await self._take():
            if not waits:
                log.info("Another process delivers announcements; this one waits until it is gone.")
                waits = True
            await asyncio.sleep(1)

    async def _take(self) -> bool:
        async with self._database.transaction() as db:
            if _is_gone(await leases.holder(db, _NAME)):
                await leases.end(db, _NAME)
            epoch = await leases.take(db, _NAME, self.owner, _now(), _LEASE)
            if epoch is None:
                return False
            await outbox.inherit(db, self.owner)
            self._epoch, self.salt = epoch, await _salt(db)
            return True

    async def keep(self) -> None:
        """Returns when another has taken over."""
        while True:
            await asyncio.sleep(_RENEW)
            async with self._database.transaction() as db:
                if not await leases.renew(db, _NAME, self.owner, self._epoch, _now(), _LEASE):
                    return

    async def give_up(self) -> None:
        async with self._database.transaction() as db:
            await outbox.release(db, self.owner)
            await leases.give_up(db, _NAME, self.owner)


async def until_alone(database: Database) -> None:
    """Return when no other process delivers on this database any more."""
    while True:
        async with database.read() as db:
            gone = _is_gone(await leases.holder(db, _NAME))
            if gone or await leases.is_free(db, _NAME, _now()):
                return
        await asyncio.sleep(1)


async def _salt(db: Connection) -> str:
    """Made once."""
    if (known := await records.meta(db, _SALT)) is None:
        known = secrets.token_hex(8)
        await records.set_meta(db, _SALT, known)
    return known


def _is_gone(owner: str) -> bool:
    """Whether a process of this computer had the lease and was killed: nobody needs to wait for its end."""
    place, _, rest = owner.partition("/")
    pid = rest.partition("/")[0]
    if sys.platform == "win32":  # os.kill would end the process there, whatever the signal
        return False
    if place != _place() or not pid.isdecimal():
        return False
    if int(pid) == os.getpid():  # its number is ours now, and we are not it
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _place() -> str:
    """Where numbers of processes mean the same: this start of this computer, or a container in it. A name of the
    computer would not do: two containers may have the same, and cannot see each other's processes."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return socket.gethostname()


def _now() -> int:
    return int(time.time())
