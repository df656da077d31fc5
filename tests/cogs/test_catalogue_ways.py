"""/catalogue names, watch and host: what a title is called, where it can be watched, and which links are taken."""

from __future__ import annotations

import time
from typing import Any

import pytest

from bot.domain.model import WORLD, Language, Name, Route
from tests.cogs.acting import (
    demote,
    elsewhere,
    find,
    give_command,
    kinds,
    left_behind,
    moderator,
    options,
    restart,
    say,
    shown,
    watch,
)
from tests.cogs.editing import IT, REFUSED, SNAKE, ask, behind_their_back, fill, prefilled, snake
from tests.cogs.test_hostile import _LIVE as LIVE
from tests.cogs.test_hostile import _NASTY, TYPED
from tests.conftest import Server
from tests.made_up import title

LINK = "https://www.reelshort.com/movie/1"


def live(message: Any) -> list[str]:
    return LIVE.findall(shown(message).replace(LINK, ""))


# -- names


async def test_a_name_is_added_found_and_removed(server: Server) -> None:
    sam, other = moderator(server), elsewhere(server)
    card = await ask(server, sam, "names", **IT)
    assert "贪吃蛇" in shown(card) and say("names-kind-original") in shown(card)
    await fill(sam, await sam.click(card, label=say("button-add-name")), text="Qwilm Serpent")
    assert "Qwilm Serpent" in shown(card)
    assert [(n.text, n.language, n.kind) for n in (await snake(server)).names][2:] == [
        ("Qwilm Serpent", "en", "alias")
    ]
    assert "Greedy Snake" in shown(await find(server, "qwilm serpent"))
    assert "Greedy Snake" not in shown(await find(other, "qwilm serpent"))
    await sam.select(card, [options(card)[2]])
    assert "Qwilm Serpent" not in shown(card) and len((await snake(server)).names) == 2


async def test_language_and_kind_can_be_chosen(server: Server) -> None:
    sam = moderator(server)
    card = await ask(server, sam, "names", **IT)
    form = await sam.click(card, label=say("button-add-name"))
    await fill(sam, form, text="Ular Tamak", language=["ms"], kind=["service"])
    name = (await snake(server)).names[2]
    assert (name.language, name.kind) == ("ms", "service")
    assert say("names-kind-service") in shown(card) and "Malay" in shown(card)


async def test_two_moderators_name_it_at_once_and_both_names_stay(server: Server) -> None:
    sam, kim = moderator(server), moderator(server, "kim")
    mine, theirs = await ask(server, sam, "names", **IT), await ask(server, kim, "names", **IT)
    forms = [
        await who.click(card, label=say("button-add-name")) for who, card in ((sam, mine), (kim, theirs))
    ]
    await fill(sam, forms[0], text="One")
    await fill(kim, forms[1], text="Two")
    assert [n.text for n in (await snake(server)).names][2:] == ["One", "Two"]
    gone = options(theirs)[2]
    await sam.select(mine, [gone])
    await kim.select(theirs, [gone])
    assert [n.text for n in (await snake(server)).names][2:] == ["Two"]


async def test_the_last_name_stays_and_a_name_has_letters(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    made = await server.app.editing.add(guild, title("night", "Night Rider"), 0)
    card = await ask(server, sam, "names", title=f"title:{made.title_id}")
    answer = await sam.select(card, options(card))
    assert answer.followups[0].content == say("error-names-last")
    answer = await fill(sam, await sam.click(card, label=say("button-add-name")), text="!!!")
    assert say("error-form-name-signs") in shown(answer.response)


@pytest.mark.parametrize("language", Language)
async def test_a_hundred_long_names_have_pages(server: Server, language: Language) -> None:
    sam, guild = moderator(server), server.guild.id
    await server.speaks(sam, language)
    names = tuple(
        Name(text=f"{n:03}{_NASTY}".ljust(200, "x"), language="zh-Hans", kind="alias") for n in range(98)
    )
    await behind_their_back(server, guild, names=(*(await snake(server)).names, *names))
    card = await ask(server, sam, "names", **IT)
    seen = options(card)
    assert not live(card)
    await restart(server)
    while not next(b for b in kinds(card, 2) if b["label"] == say("button-next", language)).get("disabled"):
        await sam.click(card, label=say("button-next", language))
        assert not live(card) and "…" not in shown(card), "every name can be read"
        seen += options(card)
    assert len(set(seen)) == 100
    answer = await fill(sam, await sam.click(card, label=say("button-add-name", language)), text="One more")
    assert say("error-names-many", language, most=100) in shown(answer.followups[0])
    again = await sam.click(answer.followups[0], label=say("button-correct", language))
    assert prefilled(again)["text"] == "One more"


# -- ways to watch


async def test_a_way_is_added_checked_changed_and_removed(server: Server) -> None:
    sam, other = moderator(server), elsewhere(server)
    form = await sam.slash(server.channel, "catalogue watch", platform="reelshort", **IT)
    assert prefilled(form)["service"] == "reelshort"
    card = (await fill(sam, form, link=LINK, words="snake", regions="UK", note="Ask first.")).response
    assert "ReelShort" in shown(card) and LINK.removeprefix("https") in shown(card)
    route = (await snake(server)).routes[1]
    today = time.strftime("%Y-%m-%d", time.gmtime())
    assert route == Route(
        platform="reelshort", url=LINK, search=("snake",), regions=("GB",), as_of=today, note=route.note
    )  # fmt: skip
    assert "ReelShort" in str((await watch(server, f"title:{SNAKE}", "GB")).components)
    assert "ReelShort" not in str((await watch(other, f"title:{SNAKE}", "GB")).components)
    await sam.select(card, [options(card)[1]])
    assert "United Kingdom" in shown(card) and "Ask first." in shown(card)
    form = await sam.click(card, label=say("button-edit"))
    assert prefilled(form) == {
        "service": "ReelShort", "link": LINK, "words": "snake", "regions": "United Kingdom", "note": "Ask first.",
    }  # fmt: skip
    await fill(sam, form, regions="everywhere", link="")
    route = (await snake(server)).routes[1]
    assert (route.url, route.regions, route.search) == (None, (WORLD,), ("snake",))
    await sam.select(card, [options(card)[0]])
    await sam.click(card, label=say("button-checked"))
    assert (await snake(server)).routes[0].as_of == today and (await snake(server, 0)).routes[0].as_of is None
    await sam.select(card, [options(card)[1]])
    await sam.click(card, label=say("button-all-ways"))
    await sam.select(card, [options(card)[1]])
    await sam.click(card, label=say("button-remove"))
    assert [route.platform for route in (await snake(server)).routes] == ["xiaohongshu"]


LOOK_ALIKE = {
    "http://www.reelshort.com/": "error-link-https",
    "https://reelshort.com@evil.example/": "error-link-user",
    "https://reelshort.com:444/": "error-link-port",
    "https://reelshort.com\\@evil.example": "error-link-backslash",
    "https://reelshort%2ecom/": "error-link-percent",
    "https://reelshоrt.com/": "error-link-letters",
    "https://ree1short.com/": "error-link-like",
    "https://reelshort.com.evil.example/": "error-link-like",
    "https://evil.example/": "error-link-foreign",
}


async def test_links_that_are_not_official_are_refused_with_the_reason(server: Server) -> None:
    sam = moderator(server)
    form = await sam.slash(server.channel, "catalogue watch", platform="reelshort", **IT)
    for link, reason in LOOK_ALIKE.items():
        answer = await fill(sam, form, link=link)
        text = shown(answer.response)
        assert say(reason, host="\0", other="\0", list="\0").split("\0")[-1] in text, link
        assert not LIVE.findall(text), link
        form = await sam.click(answer.response, label=say("button-correct"))
        assert prefilled(form)["link"] == link
    assert len((await snake(server)).routes) == 1


async def test_the_service_is_known_by_its_link(server: Server) -> None:
    sam = moderator(server)
    card = await ask(server, sam, "watch", **IT)
    answer = await fill(sam, await sam.click(card, label=say("button-add-way")), link="https://evil.example")
    assert say("error-form-no-service") in shown(answer.response)
    await fill(
        sam, await sam.click(card, label=say("button-add-way")), link="https://www.tiktok.com/@x/video/1"
    )
    assert (await snake(server)).routes[1].platform == "tiktok"


async def test_what_another_moderator_changed_meanwhile(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    card = await ask(server, sam, "watch", **IT)
    await sam.select(card, [options(card)[0]])
    await behind_their_back(server, guild, routes=())
    answer = await sam.click(card, label=say("button-checked"))
    assert [told.content for told in answer.followups] == [say("error-way-gone")]
    assert (await sam.click(card, label=say("button-edit"))).response.content == say("error-way-gone")
    await sam.click(card, label=say("button-all-ways"))
    assert say("ways-none") in shown(card)


async def test_two_who_change_one_way_both_see_it(server: Server) -> None:
    sam, kim, guild = moderator(server), moderator(server, "kim"), server.guild.id
    card = await ask(server, sam, "watch", **IT)
    await sam.select(card, [options(card)[0]])
    form = await sam.click(card, label=say("button-edit"))
    [way, *others] = (await snake(server)).routes
    await behind_their_back(
        server, guild, kim.id, routes=(way.model_copy(update={"search": ("theirs",)}), *others)
    )
    await fill(sam, form, words="mine")
    text = shown(card)
    assert f"<@{kim.id}>" in text and "+ theirs" in text and "+ mine" in text
    assert (await snake(server)).routes[0].search == ("theirs",)
    await sam.click(card, label=say("button-save-mine"))
    assert [one.search for one in (await snake(server)).routes] == [
        ("mine",),
        *(one.search for one in others),
    ]


async def test_a_way_that_was_removed_meanwhile_is_put_back_or_not(server: Server) -> None:
    sam, guild = moderator(server), server.guild.id
    card = await ask(server, sam, "watch", **IT)
    await sam.select(card, [options(card)[0]])
    form = await sam.click(card, label=say("button-edit"))
    await behind_their_back(server, guild, routes=())
    await fill(sam, form, words="mine")
    assert say("conflict-theirs") in shown(card) and "+ mine" in shown(card)
    await sam.click(card, label=say("button-save-mine"))
    assert [one.search for one in (await snake(server)).routes] == [("mine",)]


async def test_whatever_a_way_says_is_shown_letter_by_letter(server: Server) -> None:
    sam = moderator(server)
    for typed in (text for text in TYPED if text.strip()):
        form = await sam.slash(server.channel, "catalogue watch", **IT)
        form = await sam.click(form.response, label=say("button-add-way"))
        values = {"service": typed[:60], "link": typed[:512], "words": typed[:400], "regions": typed[:300]}
        assert not live((await fill(sam, form, **values)).response)
    form = await sam.slash(server.channel, "catalogue watch", platform="reelshort", **IT)
    card = (await fill(sam, form, words=_NASTY, note=_NASTY, link=f"{LINK}/**b**||p||")).response
    assert not live(card)
    await sam.select(card, [options(card)[1]])
    assert not LIVE.findall(shown(card).replace(f"`{_NASTY}`", ""))


@pytest.mark.parametrize("language", Language)
async def test_twenty_long_ways_in_every_language(server: Server, language: Language) -> None:
    sam, guild = moderator(server), server.guild.id
    await server.speaks(sam, language)
    long = ("x" * 200, "y" * 200)
    url = f"{LINK}{'z' * 400}"
    ways = tuple(
        Route(platform="reelshort", url=url, search=long, regions=("GB",), episodes=n) for n in range(1, 21)
    )
    await behind_their_back(server, guild, routes=ways)
    card = await ask(server, sam, "watch", **IT)
    assert len(options(card)) == 20 and say("button-add-way", language) in [
        b["label"] for b in kinds(card, 2)
    ]
    await sam.select(card, [options(card)[0]])
    assert say("ways-checked", language) in shown(card)


# -- hosts


async def test_a_further_host_is_trusted_by_its_server_alone(server: Server) -> None:
    sam, other = moderator(server), elsewhere(server)
    otto = moderator(other, "otto")
    link = "https://watch.reelshort.tv/1"
    form = await sam.slash(server.channel, "catalogue watch", platform="reelshort", **IT)
    assert "/catalogue host" in shown((await fill(sam, form, link=link)).response)
    card = await ask(server, sam, "host", platform="ReelShort", host="https://reelshort.tv/x")
    assert say("hosts-added", host="reelshort.tv") in shown(card)
    await fill(sam, await sam.slash(server.channel, "catalogue watch", platform="reelshort", **IT), link=link)
    assert (await snake(server)).routes[1].url == link
    assert say("hosts-empty") in shown(await ask(other, otto, "host"))
    form = await otto.slash(other.channel, "catalogue watch", platform="reelshort", **IT)
    assert "reelshort.tv" in shown((await fill(otto, form, link=link)).response)
    assert len((await snake(other)).routes) == 1
    await restart(server)
    await sam.select(card, options(card))
    assert say("hosts-empty") in shown(card) and await server.app.editing.hosts(server.guild.id) == {}


async def test_hosts_that_are_none(server: Server) -> None:
    sam = moderator(server)
    for typed, sentence in (
        ({"platform": "reelshort", "host": "co.uk"}, say("error-host-wide", host="co.uk")),
        ({"platform": "reelshort", "host": "ree1short.com"},
         say("error-link-like", host="ree1short.com", other="reelshort.com")),
        ({"platform": "reelshort"}, say("error-host-none", host="")),
        ({"platform": "qqq", "host": "a.example"}, say("error-form-service", text="qqq")),
        ({"host": "a.example"}, say("error-form-service", text="")),
    ):  # fmt: skip
        assert (await ask(server, sam, "host", **typed)).content == sentence
    assert await server.app.editing.hosts(server.guild.id) == {}


async def test_any_host_is_shown_letter_by_letter(server: Server) -> None:
    sam = moderator(server)
    for typed in TYPED:
        if typed.strip():
            answer = await ask(server, sam, "host", platform="reelshort", host=typed[:200])
            assert not LIVE.findall(shown(answer).replace("discord.gg", "")), typed
    hosts = await server.app.editing.hosts(server.guild.id)
    assert hosts == {"reelshort": ("discord.gg", "evil.example")}, "what was typed with a path"


async def test_a_server_trusts_so_many_hosts(server: Server) -> None:
    sam = moderator(server)
    for number in range(25):
        await server.app.editing.add_host(server.guild.id, "reelshort", f"{number:02}{'x' * 60}.example")
    assert len(options(await ask(server, sam, "host"))) == 25
    answer = await ask(server, sam, "host", platform="reelshort", host="one-more.example")
    assert answer.content == say("error-hosts-many", most=25)


# -- who may


@pytest.mark.parametrize("command", ["names", "watch", "host"])
async def test_members_and_others_are_refused(server: Server, command: str) -> None:
    sam, about = moderator(server), {} if command == "host" else IT
    give_command(server, "catalogue", server.member)
    assert (await ask(server, server.member, command, **about)).content == REFUSED
    if command != "host":
        answer = await ask(server, sam, command, everywhere=True, **about)
        assert answer.content == say("error-curators-only")


async def test_forms_buttons_and_menus_check_again(server: Server) -> None:
    sam = moderator(server)
    await server.app.editing.add_host(server.guild.id, "reelshort", "a.example")
    names, ways = await ask(server, sam, "names", **IT), await ask(server, sam, "watch", **IT)
    hosts, one = await ask(server, sam, "host"), await ask(server, sam, "watch", **IT)
    await sam.select(one, [options(one)[0]])
    name, way = (
        await sam.click(names, label=say("button-add-name")),
        await sam.click(one, label=say("button-edit")),
    )
    demote(server, sam)
    answers = [
        await fill(sam, name, text="x"),
        await fill(sam, way, words="x"),
        await sam.select(names, [options(names)[0]]),
        await sam.click(names, label=say("button-add-name")),
        await sam.select(ways, [options(ways)[0]]),
        await sam.click(ways, label=say("button-add-way")),
        await sam.select(hosts, options(hosts)),
    ]
    answers += [
        await sam.click(one, label=say(f"button-{name}"))
        for name in ("edit", "checked", "remove", "all-ways")
    ]
    assert {answer.response.content for answer in answers} == {REFUSED}
    assert await server.app.editing.history(server.guild.id, "", 5, 0) == []


async def test_another_servers_moderator_reaches_nothing_of_ours(server: Server) -> None:
    made = await server.app.editing.add(server.guild.id, title("night", "Night Rider"), 0)
    other = elsewhere(server)
    otto = moderator(other, "otto")
    for command in ("names", "watch"):
        assert (await ask(other, otto, command, title=f"title:{made.title_id}")).content == say(
            "error-no-title"
        )
    for custom in (
        "name-add:0:{}",
        "names:n:0:{}:0",
        "ways:0:{}",
        "way-add:0:{}",
        "way-remove:0:{}:12345678",
    ):
        old = await left_behind(other, "b:" + custom.format(made.title_id))
        answer = await otto.click(old, label="old")
        told = [answer.response.content, *(one.content for one in answer.followups)]
        assert say("error-no-title") in told, custom
