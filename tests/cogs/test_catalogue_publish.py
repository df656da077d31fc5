"""/catalogue publish: the announcement is seen before it is made, and made once."""

from __future__ import annotations

from typing import Any

from tests.cogs.acting import demote, elsewhere, give_command, left_behind, moderator, restart, say, shown
from tests.cogs.announcing import choose, ready
from tests.cogs.editing import IT, REFUSED, SNAKE, ask
from tests.cogs.test_hostile import _LIVE as LIVE
from tests.cogs.test_hostile import _NASTY
from tests.conftest import Server, custom_id
from tests.made_up import title


async def publish(server: Server, member: Any, **typed: Any) -> tuple[Any, Any]:
    """The preview, and the question under it."""
    answer = await member.slash(server.channel, "catalogue publish", **(IT | typed))
    assert answer.ephemeral
    [question] = answer.followups
    assert question.ephemeral
    return answer.response, question


async def test_it_is_seen_first_and_announced_once(server: Server) -> None:
    sam, news = await ready(server)
    preview, question = await publish(server, sam)
    assert "Greedy Snake" in shown(preview) and say("publishing-ask") in shown(question)
    assert await server.app.announcing.log(server.guild.id, None, 10, 0) == []
    again = await left_behind(server, custom_id(question, "b:publish"))
    await restart(server)
    await sam.click(question, label=say("button-publish"))
    assert "Greedy Snake 《贪吃蛇》" in shown(question) and "one channel" in shown(question)
    [logged] = await server.app.announcing.log(server.guild.id, None, 10, 0)
    assert (logged.title_id, logged.channel) == (SNAKE, news.id)
    await sam.click(again, label="old")
    assert say("publishing-nobody", title="Greedy Snake 《贪吃蛇》") in shown(again)
    assert len(await server.app.announcing.log(server.guild.id, None, 10, 0)) == 1


async def test_what_cannot_be_announced(server: Server) -> None:
    sam = moderator(server)
    assert (await ask(server, sam, "publish", **IT)).content == say("error-announce-no-channel")
    await choose(server, sam, server.guild.create_text_channel("news"))
    made = await server.app.editing.add(server.guild.id, title("night", "Night", hoax=True), 0)
    answer = await ask(server, sam, "publish", title=f"title:{made.title_id}")
    assert answer.content == say("error-announce-hoax")


async def test_a_title_that_was_removed_meanwhile(server: Server) -> None:
    sam, _ = await ready(server)
    made = await server.app.editing.add(server.guild.id, title("night", _NASTY), 0)
    preview, question = await publish(server, sam, title=f"title:{made.title_id}")
    assert not LIVE.findall(shown(preview)) and say("lacks-way") in shown(question)
    await server.app.editing.undo(server.guild.id, made.id, 0)
    answer = await sam.click(question, label=say("button-publish"))
    assert answer.response.content == say("error-no-title")


async def test_who_may(server: Server) -> None:
    sam, _ = await ready(server)
    give_command(server, "catalogue", server.member)
    assert (await ask(server, server.member, "publish", **IT)).content == REFUSED
    assert (await ask(server, sam, "publish", everywhere=True, **IT)).content == say("error-curators-only")
    _, question = await publish(server, sam)
    demote(server, sam)
    assert (await sam.click(question, label=say("button-publish"))).response.content == REFUSED
    assert await server.app.announcing.log(server.guild.id, None, 10, 0) == []


async def test_a_curator_publishes_in_every_server(server: Server) -> None:
    other = elsewhere(server)
    await ready(other)
    owner, _ = await ready(server)
    server.env.bot.application.owner = owner.user
    _, question = await publish(server, owner, everywhere=True)
    assert say("publishing-ask-everywhere") in shown(question)
    await owner.click(question, label=say("button-publish"))
    assert "2 channels" in shown(question)
    for guild in (server.guild.id, other.guild.id):
        assert len(await server.app.announcing.log(guild, None, 10, 0)) == 1


async def test_another_servers_moderator_publishes_nothing_of_ours(server: Server) -> None:
    made = await server.app.editing.add(server.guild.id, title("night", "Night Rider"), 0)
    other = elsewhere(server)
    otto, _ = await ready(other)
    answer = await ask(other, otto, "publish", title=f"title:{made.title_id}")
    assert answer.content == say("error-no-title")
