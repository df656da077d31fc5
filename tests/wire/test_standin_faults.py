"""Each fault that the stand-in can give, as discord.py's own client meets it."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest

from tests.wire.conftest import Connect
from tests.wire.connected import Client
from tests.wire.standin import StandIn, faults
from tests.wire.standin.faults import Fault

POST = r"^POST .*/messages$"


@pytest.fixture
async def client(connect: Connect) -> AsyncIterator[Client]:
    async with connect() as connected:
        yield connected


async def send(wire: StandIn, client: Client) -> discord.Message:
    return await client.text(wire.world.general).send("hi", nonce="a")


def made(wire: StandIn) -> int:
    return len(wire.world.general.messages)


@pytest.mark.parametrize(("fault", "repeated"), [(faults.ERROR_BEFORE, 0), (faults.ERROR_AFTER, 1)])
async def test_an_error_is_tried_again_by_the_library_with_the_same_nonce(
    wire: StandIn, client: Client, fault: Fault, repeated: int
) -> None:
    wire.faults.order(fault, POST)
    await send(wire, client)
    assert made(wire) == 1 and len(wire.messages.repeated) == repeated
    assert [one.status for one in wire.asked_for("POST", "/messages")] == [500, 200]


@pytest.mark.parametrize(
    ("fault", "error", "messages"),
    [
        (faults.UNAVAILABLE, discord.DiscordServerError, 0),
        (faults.RESET_BEFORE, aiohttp.ClientError, 0),
        (faults.RESET_AFTER, aiohttp.ClientError, 1),
        (faults.BLOCKED, discord.HTTPException, 0),
        (faults.forbidden(50013), discord.Forbidden, 0),
        (faults.missing(10003), discord.NotFound, 0),
        (faults.refused(50035), discord.HTTPException, 0),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
async def test_what_the_library_does_not_try_again(
    wire: StandIn, client: Client, fault: Fault, error: type[Exception], messages: int
) -> None:
    wire.faults.order(fault, POST)
    with pytest.raises(error) as raised:
        await send(wire, client)
    assert made(wire) == messages and len(wire.asked_for("POST", "/messages")) == 1
    assert (await send(wire, client)).id and made(wire) == 1, "the nonce still makes one message"
    if isinstance(raised.value, discord.HTTPException):
        assert (raised.value.status, raised.value.code) == (fault.status, fault.code)


@pytest.mark.parametrize("fault", [faults.LIMITED, faults.LIMITED_SHARED, faults.LIMITED_GLOBALLY])
async def test_a_rate_limit_is_waited_for(wire: StandIn, client: Client, fault: Fault) -> None:
    wire.faults.order(fault, POST)
    await send(wire, client)
    first, second = wire.asked_for("POST", "/messages")
    assert (first.status, second.status) == (429, 200)
    assert second.at - first.at >= fault.retry_after


async def test_a_slow_answer_is_the_true_one(wire: StandIn, client: Client) -> None:
    wire.faults.order(faults.slow(0.3), POST)
    with pytest.raises(asyncio.TimeoutError):
        async with asyncio.timeout(0.1):
            await send(wire, client)
    assert made(wire) == 1
    assert (await send(wire, client)).id and made(wire) == 1


async def test_a_blocked_network_is_not_json(wire: StandIn, client: Client) -> None:
    wire.faults.order(faults.BLOCKED, POST)
    with pytest.raises(discord.HTTPException) as error:
        await send(wire, client)
    assert error.value.code == 0 and "Via" not in error.value.response.headers


async def test_a_mix_is_seeded_and_of_its_share(wire: StandIn) -> None:
    def chosen(seed: int) -> list[str]:
        wire.faults.mix(0.25, seed=seed)
        found = (wire.faults.choose("POST", "/api/v10/channels/1/messages") for _ in range(1000))
        return [fault.name if fault else "" for fault in found]

    first = chosen(1)
    assert first == chosen(1) != chosen(2)
    assert 200 < sum(map(bool, first)) < 300
    assert {*first} == {"", *(fault.name for fault in faults.SEVEN)}


async def test_log_in_is_spared_and_all_can_be_stopped(wire: StandIn, connect: Connect) -> None:
    wire.faults.mix(1, [faults.UNAVAILABLE])
    async with connect() as client:
        with pytest.raises(discord.DiscordServerError):
            await send(wire, client)
        wire.faults.stop()
        await send(wire, client)
    assert wire.faults.counted() == {"503": 1}


async def test_a_fault_can_stay(wire: StandIn, client: Client) -> None:
    wire.faults.order(faults.UNAVAILABLE, POST, times=math.inf)
    for _ in range(3):
        with pytest.raises(discord.DiscordServerError):
            await send(wire, client)


async def test_it_can_be_away_and_come_back_on_its_port(wire: StandIn, client: Client) -> None:
    await wire.__aexit__()
    with pytest.raises(aiohttp.ClientError):
        await send(wire, client)
    await wire.__aenter__()
    assert (await send(wire, client)).id
