"""A watch party is moved, cancelled, begun and over: by its buttons, in Discord itself, and while the bot is away."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.party import Party, State
from tests.cogs.acting import demote, elsewhere, labels, moderator, restart, say, shown
from tests.cogs.parties import change, events, in_zone, make, messages, row, soon, told, until
from tests.cogs.suggesting import press
from tests.conftest import Server

HOUR = 3600


def iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


async def edit(server: Server, party: Party, **fields: Any) -> None:
    """What a moderator does in Discord itself."""
    server.env.backend.edit_scheduled_event(server.guild.id, party.event, fields)
    await server.env.settle()


async def move(server: Server, member: Any, typed: str) -> Any:
    form = await press(member, messages(server)[0], "meet-move")
    return await member.submit_modal(form, {"line": typed})


# -- buttons


async def test_the_host_moves_it(server: Server) -> None:
    party = await make(server)
    at = soon(50 * HOUR)
    answer = await move(server, server.member, f"<t:{at}:F>")
    assert answer.ephemeral
    (event,) = events(server)
    assert datetime.fromisoformat(event.scheduled_start_time).timestamp() == at
    ends = datetime.fromisoformat(event.scheduled_end_time).timestamp()
    assert ends == at + party.minutes * 60
    await until(server, party, at=at, stale=False)
    assert f"<t:{at}:F>" in shown(messages(server)[0])


async def test_a_time_that_cannot_be_moves_nothing(server: Server) -> None:
    party = await make(server)
    answer = await move(server, server.member, "yesterday 8pm")
    assert answer.ephemeral and "yesterday 8pm" in shown(answer.response)
    assert await row(server, party) == party


async def test_cancel_asks_first_and_the_event_goes_with_it(server: Server) -> None:
    party = await make(server)
    sure = (await press(server.member, messages(server)[0], "meet-cancel:")).response
    assert (await row(server, party)).state is State.MADE
    await press(server.member, sure, "meet-cancelled")
    await until(server, party, state=State.CANCELLED, stale=False)
    assert events(server)[0].status == 4
    (message,) = messages(server)
    assert say("party-is-cancelled") in shown(message) and labels(message) == ["Copy title", "How to watch"]
    assert shown(sure) == say("party-cancelled")
    await make(server)  # there is room for another


async def test_nobody_else_but_moderators_of_this_server(server: Server) -> None:
    party = await make(server)
    noah, sam = server.join("noah"), moderator(server)
    (message,) = messages(server)
    for action in ("meet-move", "meet-cancel:"):
        answer = await press(noah, message, action)
        assert answer.ephemeral and answer.response.content == say("error-party-not-yours")
    form = await press(sam, message, "meet-move")
    demote(server, sam)
    answer = await sam.submit_modal(form, {"line": f"<t:{soon(9000)}:F>"})
    assert say("error-party-not-yours") in shown(answer.response), "the form is checked too"
    other = elsewhere(server)
    with pytest.raises(Exception, match="error-party-gone"):
        await server.app.parties.get(other.guild.id, party.id)
    olga = moderator(server, "olga")
    sure = (await press(olga, message, "meet-cancel:")).response
    await press(olga, sure, "meet-cancelled")
    await until(server, party, state=State.CANCELLED)


async def test_after_a_restart_its_buttons_work(server: Server) -> None:
    party = await make(server)
    await restart(server)
    at = soon(30 * HOUR)
    await move(server, server.member, f"<t:{at}:F>")
    await until(server, party, at=at, stale=False)
    sure = (await press(server.member, messages(server)[0], "meet-cancel:")).response
    await restart(server)
    await press(server.member, sure, "meet-cancelled")
    await until(server, party, state=State.CANCELLED, stale=False)
    assert not labels(sure)


async def test_a_moderator_without_a_zone_is_told_where_to_choose_it(server: Server) -> None:
    await make(server)
    answer = await move(server, moderator(server), "8pm")
    assert say("error-party-zone") in shown(answer.response)


# -- in Discord itself


async def test_moved_in_discord(server: Server) -> None:
    party = await make(server)
    at = soon(40 * HOUR)
    await edit(server, party, scheduled_start_time=iso(at), scheduled_end_time=iso(at + 90 * 60))
    await until(server, party, at=at, minutes=90, stale=False)
    assert f"<t:{at}:F>" in shown(messages(server)[0])


async def test_cancelled_or_deleted_in_discord(server: Server) -> None:
    party = await make(server)
    await edit(server, party, status=4)
    await until(server, party, state=State.CANCELLED, stale=False)
    party = await make(server)
    server.env.backend.delete_scheduled_event(server.guild.id, party.event)
    await server.env.settle()
    await until(server, party, state=State.CANCELLED, stale=False)
    assert all(say("party-is-cancelled") in shown(one) for one in messages(server))


async def test_ended_in_discord(server: Server) -> None:
    party = await make(server)
    await edit(server, party, status=3)
    await until(server, party, state=State.OVER, stale=False)
    assert say("party-is-over") in shown(messages(server)[0])


async def test_what_happened_while_the_bot_was_away(server: Server) -> None:
    """The gateway says nothing of it afterwards."""
    party = await make(server)
    at = soon(20 * HOUR)
    event = events(server)[0]
    event.scheduled_start_time, event.scheduled_end_time = iso(at), iso(at + HOUR)
    await restart(server)
    await until(server, party, at=at, stale=False)
    del server.env.backend.get_guild(server.guild.id).scheduled_events[party.event]
    await restart(server)
    await until(server, party, state=State.CANCELLED, stale=False)


# -- it begins


async def begin(server: Server, party: Party, ago: int = 2) -> Party:
    """Its time has come."""
    at = soon(-ago)
    await change(server, party, at=at)
    return await until(server, party, told=at)


async def test_one_reminder_in_its_thread_when_it_starts(server: Server) -> None:
    party = await begin(server, await make(server))
    (reminder,) = messages(server, party.thread)
    assert say("party-starts", title="Greedy Snake 《贪吃蛇》", when=f"<t:{party.at}:R>") in shown(reminder)
    assert labels(reminder) == ["Interested", "Copy title", "How to watch"]
    await restart(server)
    await until(server, party, told=party.at)
    assert len(messages(server, party.thread)) == 1


async def test_killed_after_the_reminder_was_sent(server: Server) -> None:
    party = await begin(server, await make(server))
    await change(server, party, told=0, tries=1)
    await until(server, party, told=party.at)
    assert len(messages(server, party.thread)) == 1


async def test_the_reminder_without_a_thread(server: Server) -> None:
    party = await make(server)
    server.env.backend.delete_channel(party.thread)
    await begin(server, party)
    assert len(messages(server)) == 2


async def test_moved_it_is_reminded_of_again(server: Server) -> None:
    party = await begin(server, await make(server))
    await edit(server, party, scheduled_start_time=iso(soon(HOUR)), scheduled_end_time=iso(soon(2 * HOUR)))
    party = await row(server, party)
    assert party.told != party.at
    await begin(server, party, 1)
    assert len(messages(server, party.thread)) == 2


async def test_begun_early_in_discord(server: Server) -> None:
    party = await make(server)
    await edit(server, party, status=2)
    now = await row(server, party)
    assert now.at <= soon(0)
    await until(server, party, told=now.at)
    await edit(server, party, description="changed")
    assert (await row(server, party)).at == now.at, "it does not begin again"
    await move(server, server.member, f"<t:{soon(9000)}:F>")
    assert say("error-party-begun") in told(server)


async def test_over_when_its_time_is_over_and_no_reminder_comes_late(server: Server) -> None:
    party = await make(server)
    await change(server, party, at=soon(-party.minutes * 60 - 5))
    await until(server, party, state=State.OVER, stale=False)
    assert not messages(server, party.thread)
    assert say("party-is-over") in shown(messages(server)[0])


async def test_a_server_without_the_bot_keeps_nothing(server: Server) -> None:
    party = await make(server)
    await server.app.parties.guild_gone(server.guild.id)
    with pytest.raises(Exception, match="error-party-gone"):
        await row(server, party)
    await in_zone(server)
