"""Pictures of questions: a post has its own copy, that stays for as long as the post and goes with its words."""

from __future__ import annotations

from typing import Any

import pytest

from cogs._desk_pictures import MOST_BYTES, kind_of
from tests.cogs.acting import moderator, say, shown
from tests.cogs.asking import WORDS, accept, answer, ask, desk, identify, posts, press
from tests.conftest import Server, walk

PNG = b"\x89PNG\r\n\x1a\n and so on"


def pictures(server: Server, channel: Any) -> list[str]:
    """The addresses that the post shows."""
    galleries = [one for one in walk(posts(server, channel)[0].components) if one["type"] == 12]
    return [item["media"]["url"] for gallery in galleries for item in gallery["items"]]


@pytest.mark.parametrize("kind", ["text", "forum"])
async def test_it_stays_when_the_address_that_came_with_the_command_ends(server: Server, kind: str) -> None:
    forum = server.guild.create_forum_channel("identify") if kind == "forum" else None
    channel, lin, files = await desk(server, forum), server.join("lin"), server.env.backend.cdn
    card = await identify(server, image=("clip.png", PNG))
    given = set(files._blobs)
    await press(server.member, card, "ask-others")
    [address] = pictures(server, channel)
    assert address not in given and files.get(address) == PNG
    for one in given:
        del files._blobs[one]
    await answer(lin, posts(server, channel)[0])
    assert pictures(server, channel) == [address]
    await accept(server.member, posts(server, channel)[0])
    assert "Greedy Snake" in shown(posts(server, channel)[0]) and pictures(server, channel) == [address]


async def test_it_is_closed_with_the_question_and_removed_with_its_words(server: Server) -> None:
    channel, sam = await desk(server), moderator(server)
    await ask(server, image=("clip.png", PNG))
    [address] = pictures(server, channel)
    theirs, ways = [
        await press(member, posts(server, channel)[0], "close-question") for member in (server.member, sam)
    ]
    await server.member.click(theirs.response, label=say("button-desk-shut"))
    assert say("desk-closed-asker") in shown(posts(server, channel)[0])
    assert pictures(server, channel) == [address]
    server.env.inject_error("DELETE", f"/channels/{channel.id}/messages/*", status=403, code=50013)
    await sam.click(ways.response, label=say("button-desk-remove"))
    post = posts(server, channel)[0]
    stored = server.env.backend.get_message(channel.id, post.id)
    assert pictures(server, channel) == [] and stored.attachments == []


async def test_without_it_when_it_cannot_be_had_any_more(server: Server) -> None:
    """As after a kill before the post was made, and a day."""
    channel = await desk(server)
    card = await identify(server, image=("clip.png", PNG))
    server.env.backend.cdn._blobs.clear()
    await press(server.member, card, "ask-others")
    text = shown(posts(server, channel)[0])
    assert WORDS in text and say("desk-no-picture") in text and pictures(server, channel) == []


async def test_what_is_in_a_file_counts_and_not_its_name(server: Server) -> None:
    channel = await desk(server)
    await ask(server, image=("clip.png", b"MZ: a program"))
    assert say("desk-no-picture") in shown(posts(server, channel)[0])
    assert [kind_of(data) for data in (PNG, b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF1234WEBP", b"<svg>", b"")] == [
        "png", "jpg", "gif", "webp", "", "",
    ]  # fmt: skip


async def test_one_that_is_too_large_is_refused_at_once(server: Server) -> None:
    large = PNG.ljust(MOST_BYTES + 1)
    refused = await server.member.slash(
        server.channel, "identify", description=WORDS, image=("clip.png", large)
    )
    assert refused.response.content == say("error-identify-large", most=8)
