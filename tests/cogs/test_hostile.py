"""Anything typed anywhere: one answer, no failure, nothing of it formats, pings or links, and pages still turn."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cogs._regions import OTHER
from tests.cogs.acting import add_title, callbacks, find, labels, left_behind, options, shown, watch
from tests.conftest import Server

TYPED = [
    "@everyone @here",
    "<@123> <@!123> <@&123> <#123> </find:1> <:x:1> <t:1>",
    "[x](https://evil.example)",
    "https://evil.example/path_with_underscores",
    "看https://evil.example",
    "discord.gg/evil",
    "**b** __u__ *i* _i_ ~~s~~ ||p|| `c` ```x```",
    "# big\n-# small\n> quote\n- list\n1. one",
    "\0\u202eevil\u2067 \u200f\u200b\ufeff",
    "\ud800 half",
    "😀❤️\u200d🔥 👩\u200d👩\u200d👧 🇬🇧",
    "Q͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍J̴̵̜̰͔ͫ͗͢",
    "a" * 6000,
    "短" * 6000,
    "短 剧 " * 2000,
    " " * 6000,
    "title:",
    "title:gone",
    "title:greedy-snake'; DROP TABLE records; --",
    "b:list:n:0:1::::::x",
    "{ $name } {title} %s {0}",
    "' OR 1=1 --",
    "../../etc/passwd",
    '{"a": [1, null]}',
]

# What Discord would make something of. Our own cards use **, -#, links to sources; so hostile text is looked for.
_LIVE = re.compile(
    r"@(?:everyone|here|[!&]?\d)|(?<!\\)<[@#/:t]|\]\(https://evil|https?://evil|discord\.gg/evil|\*\*b\*\*|__u__"
    r"|~~s~~|\|\|p\|\||`c`|^# big|^- list|^1\. one|\0|[\u202a-\u202e\u2066-\u2069\u200f\u200b\ufeff]",
    re.MULTILINE,
)


def harmless(message: Any) -> None:
    text = shown(message)
    assert text.strip()
    assert not _LIVE.findall(text), text


@pytest.mark.parametrize(
    ("command", "field", "others"),
    [
        ("find", "query", {}),
        ("find", "trope", {}),
        ("find", "platform", {"query": "greedy snake"}),
        ("find", "collection", {}),
        ("find", "language", {}),
        ("find", "region", {"query": "greedy snake"}),
        ("how-to-watch", "title", {"region": "GB"}),
        ("how-to-watch", "region", {"title": "title:greedy-snake"}),
        ("glossary", "term", {}),
    ],
)
async def test_anything_typed_into_an_option(
    server: Server, command: str, field: str, others: dict[str, str]
) -> None:
    for typed in TYPED:
        before = len(callbacks(server))
        answer = await server.member.slash(server.channel, command, **others, **{field: typed})
        assert len(callbacks(server)) == before + 1 and not answer.followups, typed[:50]
        harmless(answer.response)


async def test_anything_typed_while_choosing(server: Server) -> None:
    fields = {
        "find": ("query", "trope", "platform", "collection", "language", "region"),
        "how-to-watch": ("title", "region"),
        "glossary": ("term",),
    }
    for command, options_ in fields.items():
        for field in options_:
            for typed in TYPED:
                choices = await server.member.autocomplete(server.channel, command, field, typed)
                assert len(choices) <= 25 and all(1 <= len(choice["name"]) <= 100 for choice in choices)


async def test_pages_of_anything(server: Server) -> None:
    """What was typed travels in the buttons; it must come out as one search on every page."""
    for typed in (
        "revenge:::",
        "revenge" + "\0" * 50,
        "revenge " + "😀" * 100,
        "《revenge》",
        "revenge@everyone",
    ):
        answer = await find(server, typed)
        if "Next ›" in labels(answer):
            first = options(answer)
            await server.member.click(answer, label="Next ›")
            harmless(answer)
            assert not set(first) & set(options(answer))
            await server.member.click(answer, label="‹ Back")
            assert options(answer) == first


async def test_anything_typed_into_the_form(server: Server) -> None:
    asked = await watch(server, "title:greedy-snake")
    question = shown(asked)
    for typed in TYPED:
        if not typed[:60].strip():
            continue
        form = await server.member.select(asked, [OTHER])
        answer = await server.member.submit_modal(form, {"country": typed[:60]})
        assert answer.ephemeral, typed
        harmless(answer.response)
        assert shown(asked) == question, "the question still stands"


async def test_anything_in_a_message(server: Server) -> None:
    noah = server.join("noah")
    for typed in TYPED:
        if not (text := typed[:2000].strip()):
            continue
        said = f"《{text[:60]}》 “{text[:60]}” #{text[:60]} {text}"
        message = await noah.send(server.channel, said[:2000])
        answer = await server.member.context_menu(server.channel, "Find this drama", message)
        assert answer.ephemeral, typed[:50]
        harmless(answer.response)


async def test_anything_in_a_button_of_another_version(server: Server) -> None:
    for typed in TYPED[:8]:
        query = typed.replace(":", "")[:40].strip()
        old = await left_behind(server, f"b:list:n:0:{server.member.id}::::::{query}".replace("\n", " "))
        await server.member.click(old, label="old")
        harmless(old)


# -- a catalogue that somebody filled with the same

_NASTY = "<@1> @everyone **b** ||p|| [x](https://evil.example)"
_OUT_OF_CODE = f"a` {_NASTY} `b"
_CARDS = ("More like this", "Sources")


async def test_names_in_the_catalogue_are_shown_letter_by_letter(server: Server) -> None:
    said = {"en": _NASTY, "zh-CN": _NASTY}
    texts = dict.fromkeys(("synopsis", "setting", "production", "caution"), said)
    names = [
        {"text": _NASTY, "language": "en", "kind": "original"},
        {"text": f"又{_NASTY}", "language": "zh-Hans", "kind": "official"},
    ]
    people = {"cast": [_NASTY], "characters": [{"name": _NASTY, "latin": _NASTY}], "director": _NASTY}
    origin = {"company": _NASTY, "sequel_of": _NASTY, "based_on": {"title": _NASTY, "author": _NASTY}}
    routes = [
        {"platform": "xiaohongshu", "search": [_NASTY, _OUT_OF_CODE], "note": said},
        {"platform": "reelshort", "name": _OUT_OF_CODE},
    ]
    sources = [_NASTY, "https://evil.example/)x"]
    known = {"language": "en", "tropes": ["revenge"], "routes": routes, "sources": sources}
    await add_title(server.app, id="nasty", names=names, **texts, **people, **origin, **known)
    card = await find(server, "title:nasty")
    harmless(card)
    for label in _CARDS:
        harmless((await server.member.click(card, label=label)).response)
    harmless(await find(server, "everyone evil example", trope="revenge"))
    for region in ("GB", "TW"):
        recipe = await watch(server, "title:nasty", region)
        _harmless_outside_code(recipe)
        await server.member.select(recipe, [options(recipe)[0]])
        _harmless_outside_code(recipe)


def _harmless_outside_code(message: Any) -> None:
    """Words to type stand in code, where nothing is live, as long as they cannot close it."""
    text = re.sub(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", "", shown(message))
    assert not _LIVE.findall(text), text
