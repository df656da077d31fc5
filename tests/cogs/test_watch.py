"""/how-to-watch: the country asked once, the recipe for it, the other ways, and a name to paste."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest

from bot.app import App
from bot.domain.catalogue import is_official
from bot.domain.guides import recipes
from bot.domain.markup import escape
from bot.domain.model import Language, Route
from bot.domain.viewer import Viewer
from bot.services.catalogue import Watch
from bot.store import records
from cogs._recipes import recipe_card
from cogs._regions import OTHER
from tests.cogs.acting import add_title, find, kinds, labels, options, restart, say, shown, watch
from tests.conftest import Server, texts_of

SNAKE = "title:greedy-snake"
ASKED = "In which country do you watch?"


def country(name: str) -> str:
    """The line that says for which country a recipe is."""
    return say("watch-for", region=name)


# -- the country


async def test_the_country_is_asked_once_and_remembered(server: Server) -> None:
    asked = await watch(server, SNAKE)
    assert asked.ephemeral and shown(asked).startswith(ASKED) and len(options(asked)) == 25
    await server.member.select(asked, ["GB"])
    assert country("United Kingdom") in shown(asked), "the recipe takes the place of the question"
    assert country("United Kingdom") in shown(await watch(server, SNAKE))
    stored = await server.app.members.preferences(server.member.id)
    assert stored.region == "GB"


async def test_everybody_has_their_own_country(server: Server) -> None:
    await server.app.members.choose_region(server.member.id, "GB")
    card = await find(server, SNAKE)
    other = await server.join("noah").click(card, label="How to watch")
    assert other.ephemeral and shown(other.response).startswith(ASKED)


_TYPED = ["GB", "gb", "United Kingdom", "uk", "英国", "英國", "Britain", "united kingdm"]


async def test_the_region_option_takes_any_name(server: Server) -> None:
    for typed in _TYPED:
        assert country("United Kingdom") in shown(await watch(server, SNAKE, typed)), typed
    stored = await server.app.members.preferences(server.member.id)
    assert stored.region is None, "asking for another country is not moving there"


async def test_a_region_that_is_none(server: Server) -> None:
    for typed in ("Atlantis", "😀", "!?", "\u200b", "EU", "ZZ"):
        answer = await watch(server, SNAKE, typed)
        assert answer.ephemeral and answer.content.startswith("I know of no country called “"), typed


async def test_another_country_by_form(server: Server) -> None:
    asked = await watch(server, SNAKE)
    form = await server.member.select(asked, [OTHER])
    assert form.modal and form.modal["title"] == "Your country"
    await server.member.submit_modal(form, {"country": "葡萄牙"})
    assert country("Portugal") in shown(asked)
    assert (await server.app.members.preferences(server.member.id)).region == "PT"


async def test_a_wrong_country_in_the_form_changes_nothing(server: Server) -> None:
    asked = await watch(server, SNAKE)
    form = await server.member.select(asked, [OTHER])
    wrong = await server.member.submit_modal(form, {"country": "Atlantis"})
    assert wrong.ephemeral
    assert shown(wrong.response).startswith("I know of no country called “Atlantis”. Pick one")
    assert shown(asked).startswith(ASKED)
    assert (await server.app.members.preferences(server.member.id)).region is None
    again = await server.member.select(asked, [OTHER])
    await server.member.submit_modal(again, {"country": "IE"})
    assert country("Ireland") in shown(asked), "one can try again"


async def test_change_country_in_the_recipe(server: Server) -> None:
    recipe = await watch(server, SNAKE, "GB")
    await server.member.click(recipe, label="Change country")
    assert shown(recipe).startswith(ASKED)
    await server.member.select(recipe, ["TW"])
    assert country("Taiwan") in shown(recipe)


@pytest.mark.parametrize("language", Language)
async def test_countries_while_typing(server: Server, language: Language) -> None:
    await server.speaks(server.member, language)
    expected = {Language.EN: "United Kingdom", Language.ZH_CN: "英国", Language.ZH_TW: "英國"}[language]
    for typed in ("uk", "united k", "英国"):
        choices = await server.member.autocomplete(server.channel, "how-to-watch", "region", typed)
        assert choices[0] == {"name": expected, "value": "GB"}
    choices = await server.member.autocomplete(server.channel, "how-to-watch", "region", "")
    assert 20 <= len(choices) <= 25


# -- which drama


async def test_a_title_by_name(server: Server) -> None:
    assert "How to watch Greedy Snake" in shown(await watch(server, "tan chi she", "GB"))


async def test_a_title_while_typing(server: Server) -> None:
    choices = await server.member.autocomplete(server.channel, "how-to-watch", "title", "tan chi")
    assert choices[0] == {"name": "Greedy Snake · 贪吃蛇 · 2026 · Xiaohongshu", "value": SNAKE}


async def test_a_title_that_is_none_or_many(server: Server) -> None:
    for title, sentence in (
        ("title:gone", "That drama is no longer in the catalogue."),
        ("title:", "That drama is no longer in the catalogue."),
        ("qqqq zzzz", "I found no drama for “qqqq zzzz”."),
        ("revenge", "Several dramas fit “revenge”."),
        ("😀", "I found no drama for “😀”."),
    ):
        answer = await watch(server, title, "GB")
        assert answer.ephemeral and answer.content.startswith(sentence), answer.content


# -- the recipe


async def test_a_recipe_says_how(server: Server) -> None:
    recipe = await watch(server, SNAKE, "GB")
    text = shown(recipe)
    for part in (
        "## How to watch Greedy Snake 《贪吃蛇》", "### Xiaohongshu · 小红书 · REDNOTE",
        "Documented for the United Kingdom", "**Type**  `贪吃蛇`", "or  `贪吃蛇 短剧` · `贪吃蛇 红镜短剧计划`",
        "1. Look for Xiaohongshu", "4. Paste `贪吃蛇` into", "6. ", "**The right result**", "第1集",
        "**Cost**  Most of its short dramas cost nothing", "**Subtitles**  none documented",
        "**Not confirmed**\n- Nobody has confirmed yet whether a +44", "Newest information: January 2026.",
        "Nothing here was tested live.",
    ):  # fmt: skip
        assert part in text, part
    assert labels(recipe) == ["Copy title", "Traditional", "Pinyin", "Search Xiaohongshu", "Worked",
                              "Didn’t work", "Change country"]  # fmt: skip


async def test_links_are_encoded_and_official(server: Server) -> None:
    recipe = await watch(server, SNAKE, "GB")
    (url,) = (button["url"] for button in kinds(recipe, 2) if "url" in button)
    assert url.isascii() and unquote(url).endswith("keyword=贪吃蛇")
    assert urlsplit(url).hostname == "www.xiaohongshu.com"
    assert is_official(url, server.app.catalogue.platforms.entries["xiaohongshu"].hosts)


async def test_where_it_is_blocked(server: Server) -> None:
    recipe = await watch(server, SNAKE, "TW")
    text = shown(recipe)
    assert "There is no documented way to watch it from Taiwan." in text
    assert "-# Blocked in Taiwan, according to a source" in text
    assert "check whether it still applies" in text
    assert not [button for button in kinds(recipe, 2) if "url" in button], "no link to what is blocked"


async def test_several_ways(server: Server) -> None:
    recipe = await watch(server, "title:escape-from-the-british-museum", "GB")
    first = shown(recipe)
    menu = kinds(recipe, 3)[0]
    assert menu["placeholder"] == "Other ways (2)" and len(menu["options"]) == 2
    assert all(option["description"] for option in menu["options"])
    value = menu["options"][0]["value"]
    await server.member.select(recipe, [value])
    assert shown(recipe) != first and value not in options(recipe), "in place, and the first is on offer now"
    heading = shown(recipe).split("### ")[1]
    assert heading.startswith(menu["options"][0]["label"])
    [back] = set(options(recipe)) - {option["value"] for option in menu["options"]}
    await server.member.select(recipe, [back])
    assert shown(recipe) == first


async def test_no_source_names_a_service(server: Server) -> None:
    recipe = await watch(server, "title:the-whole-house-hears-my-thoughts", "GB")
    text = shown(recipe)
    assert "None of our sources says where" in text and "It may still be on a service" in text
    urls = [button["url"] for button in kinds(recipe, 2) if "url" in button]
    assert 1 <= len(urls) <= 3 and all(url.startswith("https://") and url.isascii() for url in urls)
    copied = await server.member.click(recipe, label="Copy title")
    title = await server.app.catalogue.title("the-whole-house-hears-my-thoughts")
    assert copied.response.content == title.names[0].text


async def test_no_source_names_a_service_for_a_title_that_is_not_chinese(server: Server) -> None:
    names = [{"text": "Somewhere In Love", "language": "en", "kind": "original"}]
    await add_title(server.app, id="somewhere", language="en", names=names)
    recipe = await watch(server, "title:somewhere", "GB")
    assert "If you know an official place, tell your moderators." in shown(recipe)
    assert labels(recipe) == ["Copy title", "Change country"]


# -- copying


async def test_copies_are_the_characters_and_nothing_else(server: Server) -> None:
    recipe = await watch(server, SNAKE, "GB")
    for label, characters in (("Copy title", "贪吃蛇"), ("Traditional", "貪吃蛇"), ("Pinyin", "tān chī shé")):
        copied = await server.member.click(recipe, label=label)
        assert copied.ephemeral and not copied.followups
        assert copied.response.content == characters and not copied.response.components


async def test_a_name_is_copied_as_it_is_used_on_the_service(server: Server) -> None:
    recipe = await watch(server, "title:after-her-long-slumber-brothers-regret", "GB")
    seen: set[str] = set()
    for _ in range(2):
        typed = shown(recipe).split("**Type**  `")[1].split("`")[0]
        copied = await server.member.click(recipe, label="Copy title")
        assert copied.response.content == typed
        seen.add(typed)
        await server.member.select(recipe, options(recipe)[:1])
    assert seen == {"After Her Long Slumber, Brothers Regret", "She Slept, They Wept"}


async def test_no_pinyin_for_a_name_that_has_none(server: Server) -> None:
    names = [{"text": "ゆき雪の日", "language": "ja", "kind": "original"}]
    routes = [{"platform": "xiaohongshu"}]
    await add_title(server.app, id="snow", names=names, routes=routes)
    recipe = await watch(server, "title:snow", "GB")
    assert "**Type**  `ゆき雪の日`" in shown(recipe)
    if "Pinyin" in labels(recipe):
        copied = await server.member.click(recipe, label="Pinyin")
        assert copied.response.content == "There is no pinyin for this name."
    copied = await server.member.click(recipe, label="Copy title")
    assert copied.response.content == "ゆき雪の日"


# -- later


async def test_recipe_buttons_work_after_a_restart(server: Server) -> None:
    asked, recipe = await watch(server, SNAKE), await watch(server, SNAKE, "GB")
    await restart(server)
    await server.member.select(asked, ["GB"])
    assert country("United Kingdom") in shown(asked)
    assert (await server.member.click(recipe, label="Copy title")).response.content == "贪吃蛇"


async def test_a_title_that_is_gone_by_now(server: Server) -> None:
    names = [{"text": "Soon Gone", "language": "en", "kind": "original"}]
    await add_title(server.app, id="soon-gone", names=names, routes=[{"platform": "reelshort"}])
    asked, recipe = await watch(server, "title:soon-gone"), await watch(server, "title:soon-gone", "GB")
    await _remove(server, "soon-gone")
    for press in (
        server.member.select(asked, ["GB"]),
        server.member.click(recipe, label="Copy title"),
    ):
        answer = await press
        assert answer.ephemeral and "no longer in the catalogue" in answer.response.content


async def _remove(server: Server, identity: str) -> None:
    async with server.app.database.transaction() as db:
        await records.delete(db, [("titles", identity)])
        await records.bump(db)
    await server.app.catalogue.refresh(force=True)


async def test_the_recipe_speaks_the_members_language(server: Server) -> None:
    for language, verb in ((Language.ZH_CN, "搜索"), (Language.ZH_TW, "搜尋")):
        await server.speaks(server.member, language)
        text = shown(await watch(server, SNAKE, "GB"))
        assert (
            text.startswith(f"## {say('watch-heading', language, title='《贪吃蛇》 Greedy Snake')}")
            and verb in text
        )


async def test_a_service_without_a_guide_still_says_what_is_known_of_it(app: App) -> None:
    viewer = Viewer(1, Language.EN, "GB")
    known = app.catalogue.platforms.entries["mango-tv"]
    title = (await app.catalogue.title("greedy-snake")).model_copy(
        update={"routes": (Route(platform="mango-tv"),)}
    )
    [recipe] = recipes(title, "GB", {"mango-tv": known}, [])
    text = texts_of(recipe_card(Watch(title, "GB", [recipe], []), viewer).to_components())
    assert "Nobody has written steps for Mango TV yet" in text
    assert known.language_note and f"**Language**  {escape(known.language_note.en)}" in text
