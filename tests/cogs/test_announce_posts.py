"""What an announcement looks like: within Discord's limits, in the channel's language, and nothing in it is live."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.app import App
from bot.domain.announcing.event import Event
from bot.domain.announcing.post import Item, Post
from bot.domain.announcing.subscription import Threads, Wishes
from bot.domain.model import Language, Title
from cogs._posts import allowed_mentions, render, thread_name
from tests.cogs.acting import add_title, say
from tests.cogs.test_hostile import _LIVE, _NASTY, TYPED
from tests.cogs.test_limits import checked, every_title
from tests.conftest import walk

LONGEST_ID = "f" * 32


def event(kind: Any = "title", title: str = "", **fields: Any) -> Event:
    return Event(id=f"{kind}-{title}", kind=kind, title_id=title, **fields)


def post(*items: Item, **wishes: Any) -> Post:
    return Post(LONGEST_ID, 1, 1, Wishes(**wishes), items)


def ids(view: Any) -> list[str]:
    return [c["custom_id"] for c in walk(view.to_components()) if "custom_id" in c]


async def item(app: App, title_id: str, kind: Any = "title", **fields: Any) -> Item:
    return Item(event(kind, title_id, **fields), await app.catalogue.title(title_id))


async def test_one_title_is_its_card(app: App) -> None:
    view = render(post(await item(app, "greedy-snake", text="Watch *this* one.")), app.catalogue)
    text = checked(view)
    assert text.startswith("-# New in the catalogue\n## Greedy Snake 《贪吃蛇》")
    assert "Watch \\*this\\* one." in text and "**Where**" in text
    watch, *others = ids(view)
    assert watch == f"b:post:{LONGEST_ID}:greedy-snake"
    assert others == ["b:follow:title:greedy-snake", "b:discuss:greedy-snake"]


@pytest.mark.parametrize(
    ("kind", "regions", "said"),
    [
        ("completed", (), "All episodes are out"),
        ("route", (), "A new way to watch it"),
        ("route", ("GB",), "Now watchable in the United Kingdom"),
        ("route", ("GB", "US"), "Now watchable in the United Kingdom, the United States"),
        ("route", ("GB", "001"), "Now watchable worldwide"),
        ("route", ("GB", "IE", "FR", "DE", "ES", "IT", "PT"), "Spain and 2 more"),
    ],
)
async def test_what_is_new_is_the_first_line(app: App, kind: str, regions: Any, said: str) -> None:
    text = checked(render(post(await item(app, "greedy-snake", kind, regions=regions)), app.catalogue))
    assert text.partition("\n")[0].endswith(said)


async def test_two_news_of_one_title_are_one_card(app: App) -> None:
    items = (await item(app, "greedy-snake"), await item(app, "greedy-snake", "completed"))
    text = checked(render(post(*items), app.catalogue))
    assert text.startswith("-# New in the catalogue · All episodes are out\n## Greedy Snake")


@pytest.mark.parametrize("language", Language)
async def test_a_burst_is_one_list_with_a_menu(app: App, language: Language) -> None:
    titles = (await every_title(app))[:40]
    view = render(post(*(Item(event("title", t.id), t) for t in titles), language=language), app.catalogue)
    text = checked(view)
    assert say("announce-several", language, count=40) in text
    assert say("announce-more", language, count=30) in text
    assert text.count("\n- **") == 10, "ten lines, and the rest in the menu"
    [menu] = [c for c in walk(view.to_components()) if c["type"] == 3]
    assert menu["custom_id"] == f"s:post:{LONGEST_ID}" and len(menu["options"]) == 25


@pytest.mark.parametrize("language", Language)
async def test_every_title_fits(app: App, language: Language) -> None:
    for title in await every_title(app):
        one = post(Item(event("title", title.id, text="*" * 1500), title), language=language, role=2**63 - 1)
        text = checked(render(one, app.catalogue))
        assert text.startswith(f"<@&{2**63 - 1}>\n-# {say('announce-new', language)}")
        assert 1 <= len(thread_name(one)) <= 100


async def test_the_longest_id_and_words_fit(app: App) -> None:
    names = [{"text": "*" * 200, "language": "en", "kind": "original"}]
    names.append({"text": "贪" * 200, "language": "zh-Hans", "kind": "official"})
    said = {"en": "*" * 1000, "zh-CN": "*" * 1000}
    title = await add_title(app, id="a" * 60, names=names, synopsis=said)
    checked(render(post(Item(event("title", title.id, text="*" * 1500), title)), app.catalogue))
    copies = [title.model_copy(update={"id": f"{n}".rjust(60, "a")}) for n in range(30)]
    checked(render(post(*(Item(event("title", t.id, text="#" * 1500), t) for t in copies)), app.catalogue))
    own = [Item(event("post", text="_" * 1500), None) for _ in range(9)]
    checked(render(post(*own), app.catalogue))
    checked(render(post(*own, *(Item(event("title", t.id), t) for t in copies)), app.catalogue))


# -- a moderator's own words, and what is gone


async def test_own_words_can_be_told_from_other_posts(app: App) -> None:
    view = render(post(Item(event("post", text="Hello,\nsee you *tonight*."), None)), app.catalogue)
    assert checked(view) == "Hello,\nsee you \\*tonight\\*."
    assert ids(view) == [f"b:post:{LONGEST_ID}"]


async def test_own_words_beside_a_title(app: App) -> None:
    items = (Item(event("post", text="Hello"), None), await item(app, "greedy-snake"))
    view = render(post(*items), app.catalogue)
    assert checked(view).startswith("Hello\n### News of 1 drama\n- **Greedy Snake")
    assert ids(view) == [f"s:post:{LONGEST_ID}"]


async def test_a_title_that_is_gone_is_left_out(app: App) -> None:
    gone = Item(event("title", "gone"), None)
    assert "Greedy Snake" in checked(render(post(gone, await item(app, "greedy-snake")), app.catalogue))
    view = render(post(gone), app.catalogue)
    assert checked(view) == say("announce-gone") and ids(view) == [f"b:post:{LONGEST_ID}"]
    assert thread_name(post(gone)) == "New in the catalogue"


# -- names of threads


async def test_a_thread_is_named_after_its_template(app: App) -> None:
    snake = await item(app, "greedy-snake")
    assert thread_name(post(snake)) == "Greedy Snake 《贪吃蛇》"
    assert thread_name(post(snake, language="zh-CN")) == "《贪吃蛇》 Greedy Snake"
    named = Threads(name="Talk: {title} {0} {title.__class__}")
    assert thread_name(post(snake, threads=named)).startswith("Talk: Greedy Snake 《贪吃蛇》 {0} {title.")
    several = (snake, await item(app, "escape-from-the-british-museum"))
    assert thread_name(post(*several)) == "News of 2 dramas"
    own = Item(event("post", text="First line\nsecond"), None)
    assert thread_name(post(own)) == "First line"
    long = thread_name(post(snake, threads=Threads(name="短" * 90 + "{title}")))
    assert len(long) == 100 and long.endswith("…")


# -- nothing is live


async def test_only_the_chosen_role_is_mentioned(app: App) -> None:
    snake = await item(app, "greedy-snake", text="@everyone <@&5>")
    assert allowed_mentions(post(snake)).to_dict() == {"parse": []}
    assert allowed_mentions(post(snake, role=7)).to_dict() == {"parse": [], "roles": [7]}
    text = checked(render(post(snake, role=7), app.catalogue))
    assert re.findall(r"(?<!\\)<@&?\d+>", text) == ["<@&7>"] and "@everyone" not in text


async def test_anything_written_is_shown_letter_by_letter(app: App) -> None:
    said = {"en": _NASTY, "zh-CN": _NASTY}
    names = [{"text": _NASTY, "language": "en", "kind": "original"}]
    title = await add_title(app, id="nasty", names=names, synopsis=said)
    for typed in TYPED:
        for shown in _posts(title, typed[:1500].replace("\ud800", "")):
            text = checked(render(shown, app.catalogue))
            assert not _LIVE.findall(text), (typed, text)


def _posts(title: Title, typed: str) -> list[Post]:
    told, own = Item(event("title", title.id, text=typed), title), Item(event("post", text=typed), None)
    other = Item(event("title", "other"), title.model_copy(update={"id": "other"}))
    return [post(told), post(own), post(own, told), post(told, other)]
