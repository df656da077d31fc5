"""What the stand-in's gateway does to discord.py's own client: sessions lost and resumed, and servers that change."""

from __future__ import annotations

from collections.abc import AsyncIterator

import discord
import pytest

from tests.wire.conftest import Connect
from tests.wire.connected import Client
from tests.wire.process import until
from tests.wire.standin import StandIn
from tests.wire.standin.world import Guild, Role


@pytest.fixture
async def client(wire: StandIn, connect: Connect) -> AsyncIterator[Client]:
    wire.world.add_guild(Guild("Another"))
    async with connect() as connected:
        yield connected


def sessions(wire: StandIn) -> tuple[int, int]:
    return len(wire.identifies), len(wire.resumes)


async def test_op_7_is_a_resume(wire: StandIn, client: Client) -> None:
    await wire.gateway.reconnect()
    await wire.ready()
    assert sessions(wire) == (1, 1)


async def test_op_9_true_is_a_resume(wire: StandIn, client: Client) -> None:
    await wire.gateway.invalidate(resumable=True)
    await wire.ready()
    assert sessions(wire) == (1, 1)


async def test_op_9_false_is_a_new_session(wire: StandIn, client: Client) -> None:
    await wire.gateway.invalidate(resumable=False)
    await wire.ready()
    assert sessions(wire) == (2, 0)


async def test_4000_is_a_resume_with_what_was_missed(wire: StandIn, client: Client) -> None:
    await wire.drop(4000)
    await wire.delete_channel(wire.world.general)
    await wire.ready()
    assert sessions(wire) == (1, 1)
    await until(lambda: client.get_channel(int(wire.world.general.id)) is None)


@pytest.mark.parametrize("code", [4007, 4009])
async def test_a_session_that_has_ended_is_not_resumed(wire: StandIn, client: Client, code: int) -> None:
    await wire.drop(code)
    await wire.ready()
    assert sessions(wire) == (2, 1)


@pytest.mark.parametrize("code", [4004, 4014])
async def test_what_is_fatal_ends_the_client(wire: StandIn, client: Client, code: int) -> None:
    await wire.drop(code)
    with pytest.raises(discord.ClientException):
        await client.running
    assert sessions(wire) == (1, 0)


async def test_heartbeats_without_an_answer_end_in_a_resume(wire: StandIn, connect: Connect) -> None:
    wire.gateway.heartbeat, wire.gateway.is_deaf = 0.1, True
    async with connect(heartbeat_timeout=0.3):
        await until(lambda: bool(wire.resumes))
        assert len(wire.identifies) == 1 and wire.gateway.heartbeats > 1


async def test_a_channel_changes_and_goes(wire: StandIn, client: Client) -> None:
    general = wire.world.general
    seen = client.text(general)
    general.forbid(send_messages=False)
    await wire.update_channel(general)
    await until(lambda: not seen.permissions_for(seen.guild.me).send_messages)
    await wire.delete_channel(general)
    await until(lambda: client.get_channel(seen.id) is None)


async def test_roles_change_what_the_bot_may_do(wire: StandIn, connect: Connect) -> None:
    home = wire.world.home
    role = home.add_role(Role("announcer"))
    async with connect() as client:
        seen = client.text(wire.world.general)
        home.everyone.permissions = discord.Permissions(view_channel=True)
        await wire.update_role(home, home.everyone)
        await until(lambda: not seen.permissions_for(seen.guild.me).send_messages)
        home.own_roles.append(role.id)
        await wire.update_member(home)
        role.permissions = discord.Permissions(send_messages=True)
        await wire.update_role(home, role)
        await until(lambda: seen.permissions_for(seen.guild.me).send_messages)
    assert wire.world.general.permissions().send_messages


async def test_an_outage_is_not_a_farewell(wire: StandIn, client: Client) -> None:
    home = wire.world.home
    await wire.lose_guild(home)
    guild = client.get_guild(int(home.id))
    assert guild is not None
    await until(lambda: guild.unavailable)
    await wire.restore_guild(home)
    await until(lambda: not guild.unavailable)
    await wire.remove_guild(home)
    await until(lambda: client.get_guild(int(home.id)) is None)


async def test_two_may_be_connected_and_both_are_told(
    wire: StandIn, client: Client, connect: Connect
) -> None:
    async with connect() as other:
        await wire.delete_channel(wire.world.general)
        for one in (client, other):
            await until(lambda one=one: one.get_channel(int(wire.world.general.id)) is None)
