"""What one member has begun, pressed through by another who has chosen nothing yet: answered, and theirs alone."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.model import Language
from tests.cogs.acting import restart
from tests.cogs.asking import ask
from tests.cogs.discussing import press
from tests.cogs.parties import make
from tests.cogs.test_after_restart import is_answered, posts
from tests.cogs.walking import Press, pressed, walked
from tests.conftest import Server

SNAKE = {"title": "title:greedy-snake"}
COMMANDS: list[tuple[str, dict[str, Any]]] = [
    ("discuss", SNAKE),
    ("discuss", {**SNAKE, "episodes": "3"}),
    ("progress", {**SNAKE, "episode": 12}),
    ("progress", {}),
    ("follow add", SNAKE),
    ("follow list", {}),
    ("watchlist add", SNAKE),
    ("watchlist list", {}),
    ("identify", {"description": "a penguin sells umbrellas"}),
    ("watch-party", {**SNAKE, "starts": "in 3 hours"}),
]
KEPT = ("progress", "follows", "watchlist", "watch_parties", "questions")


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_TW])
async def test_a_newcomer_after_another_member(server: Server, language: Language) -> None:
    await server.app.servers.change(server.guild.id, desk_channel=server.channel.id)
    mia, noah = server.member, server.join("noah")
    await server.speaks(mia, language)
    for command, typed in COMMANDS:
        assert is_answered(await mia.slash(server.channel, command, **typed)), command
    await make(server, mia)
    await ask(server, mia)
    hers = await server.app.members.export(mia.id)
    for command, typed in COMMANDS:
        answer = await noah.slash(server.channel, command, **typed)
        assert is_answered(answer) and answer.ephemeral, command
    presses: dict[str, Press] = {}
    for message in [one for one in posts(server) if not one.ephemeral]:
        await walked(server, noah, message, presses, forms={})
    assert {"band", "my-progress", "this-is", "watch", "copy", "meet-move"} <= presses.keys()
    await restart(server)
    for action, one in presses.items():
        assert is_answered(await pressed(server, noah, one)), action
    after = await server.app.members.export(mia.id)
    assert {key: after[key] for key in KEPT} == {key: hers[key] for key in KEPT}


async def test_two_newcomers_share_a_home_and_nothing_else(server: Server) -> None:
    fans = [server.join("noah"), server.join("lin")]
    cards = [(await fan.slash(server.channel, "discuss", **SNAKE)) for fan in fans]
    assert len(server.channel.threads) == 1
    await press(fans[0], cards[0].followups[-1] if cards[0].followups else cards[0].response, "b:band:")
    await fans[0].slash(server.channel, "progress", **SNAKE, episode=5)
    assert await server.app.progress.all(fans[1].id) == []
