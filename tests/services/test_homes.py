"""A place to talk is claimed by one at a time, and whoever loses the claim changes nothing any more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.bands import Band
from bot.domain.home import HOME, Place
from bot.errors import UserError
from bot.services.homes import Claim, HomeService
from bot.services.servers import ServerService
from bot.store.db import Database

HERE, IT, CHANNEL = 1, "greedy-snake", 5


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "bot.db")
    yield opened
    await opened.close()


@pytest.fixture
def homes(database: Database) -> HomeService:
    return HomeService(database, ServerService(database))


async def claimed(homes: HomeService, band: Band = HOME) -> Claim:
    found = await homes.claim(HERE, IT, band, CHANNEL)
    assert isinstance(found, Claim)
    return found


async def test_one_of_many_gets_the_claim(homes: HomeService) -> None:
    found = await asyncio.gather(*(homes.claim(HERE, IT, HOME, CHANNEL) for _ in range(50)))
    assert sum(isinstance(one, Claim) for one in found) == 1 and found.count(None) == 49
    [claim] = [one for one in found if isinstance(one, Claim)]
    assert not claim.place.again
    await homes.opened(claim, 7, 7)
    again = await homes.claim(HERE, IT, HOME, CHANNEL)
    assert isinstance(again, Place) and again.thread == 7
    assert isinstance(await homes.claim(2, IT, HOME, CHANNEL), Claim), "another server has its own"


async def test_two_connections_to_one_file_share_one_claim(homes: HomeService, tmp_path: Path) -> None:
    """As two processes would have them."""
    second = await Database.open(tmp_path / "bot.db")
    try:
        both = [homes, HomeService(second, ServerService(second))]
        found = await asyncio.gather(*(one.claim(HERE, IT, HOME, CHANNEL) for one in both * 10))
    finally:
        await second.close()
    assert sum(isinstance(one, Claim) for one in found) == 1


async def test_after_the_lease_somebody_else_goes_on_with_the_same_nonce(
    homes: HomeService, database: Database
) -> None:
    first = await claimed(homes)
    await homes.sent(first, 7)
    async with database.transaction() as db:
        await db.execute("UPDATE places SET until = 1")
    second = await claimed(homes)
    assert second.place.again and second.place.message == 7 and second.nonce == first.nonce
    for late in (homes.sent(first, 8), homes.opened(first, 8, 8)):
        with pytest.raises(UserError):
            await late
    await homes.give_up(first, nothing_made=True)
    assert (await homes.opened(second, 7, 7)).thread == 7
    await homes.give_up(second, nothing_made=True)
    assert await homes.place(HERE, IT) is not None, "what is open stays"


async def test_a_clock_that_was_set_back_blocks_nobody(homes: HomeService, database: Database) -> None:
    await claimed(homes)
    async with database.transaction() as db:
        await db.execute("UPDATE places SET until = until + 100000")
    assert (await claimed(homes)).place.again


async def test_what_came_to_nothing_begins_anew(homes: HomeService) -> None:
    first = await claimed(homes, Band(1, 10))
    await homes.give_up(first, nothing_made=True)
    assert not (await claimed(homes, Band(1, 10))).place.again


async def test_only_the_thread_that_is_gone_is_forgotten(homes: HomeService) -> None:
    old = await homes.opened(await claimed(homes), 7, 7)
    await homes.gone(old)
    new = await homes.opened(await claimed(homes), 8, 8)
    await homes.gone(old)
    assert await homes.place(HERE, IT) == new and await homes.of_thread(HERE, 8) == new
    assert await homes.of_thread(2, 8) is None


async def test_merging_goes_no_rounds(homes: HomeService) -> None:
    await homes.merge(HERE, "a", "b")
    await homes.merge(HERE, "b", "c")
    assert (await homes.home(HERE, "a")).merged_into == "c"
    for title, into in (("c", "a"), ("c", "b"), ("c", "c")):
        with pytest.raises(UserError):
            await homes.merge(HERE, title, into)
