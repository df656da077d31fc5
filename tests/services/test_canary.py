"""The first few channels find out whether Discord accepts an announcement; the others wait for them."""

from __future__ import annotations

import asyncio

from bot.services.canary import FIRST, Canary


async def test_only_the_first_few_go_until_they_have_been_sent() -> None:
    canary, going, may_end = Canary(), 0, asyncio.Event()

    async def deliver() -> None:
        nonlocal going
        async with canary.turn("event"):
            going += 1
            await may_end.wait()
            canary.sent("event")

    tasks = [asyncio.create_task(deliver()) for _ in range(20)]
    await asyncio.sleep(0)
    assert going == FIRST and not canary.is_proved("event")
    may_end.set()
    await asyncio.gather(*tasks)
    assert going == 20 and canary.is_proved("event")


async def test_one_that_fails_lets_the_next_try() -> None:
    canary = Canary()
    for _ in range(20):
        async with canary.turn("event"):
            pass
    assert not canary.is_proved("event")


async def test_one_that_is_cancelled_leaves_its_place() -> None:
    canary, never = Canary(), asyncio.Event()

    async def stuck() -> None:
        async with canary.turn("event"):
            await never.wait()

    tasks = [asyncio.create_task(stuck()) for _ in range(FIRST)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    async with asyncio.timeout(1), canary.turn("event"):
        pass


async def test_announcements_do_not_wait_for_each_other() -> None:
    canary = Canary()
    async with asyncio.timeout(1), canary.turn("a"), canary.turn("a"), canary.turn("a"), canary.turn("b"):
        pass
