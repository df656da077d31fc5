"""Discord's limits hold for every card of every shipped title, in every language, and nothing important is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import discord
import pytest

from bot.app import App
from bot.domain import display
from bot.domain.evidence import Evidence, Trust
from bot.domain.filters import Filters
from bot.domain.markup import escape
from bot.domain.misses import Miss
from bot.domain.model import Language, Title
from bot.domain.names import clip
from bot.domain.search import Hit
from bot.domain.synonyms import MOST_GROUPS, MOST_LETTERS, MOST_WORDS, Group
from bot.domain.viewer import TitleOrder, Viewer
from bot.domain.way_forms import way_digest
from cogs._collections import collection_card
from cogs._lists import PAGE, Ask, list_card, mentions_card, none_card
from cogs._matched import in_choice, in_list
from cogs._misses import misses_card
from cogs._recipes import ask_region_card, recipe_card
from cogs._titles import similar_card, sources_card, title_card
from cogs.catalogue import PAGE as GROUPS
from cogs.catalogue import synonyms_card
from cogs.glossary import glossary_card, term_card
from cogs.me import settings_card
from tests.cogs.acting import say
from tests.conftest import walk

REGIONS = ("GB", "US", "TW", "CN")
NOW = 1_800_000_000
LONGEST_ID = 2**64 - 1  # 20 digits
pytestmark = pytest.mark.parametrize("language", Language)


def viewer_of(language: Language, order: TitleOrder | None = None) -> Viewer:
    default = TitleOrder.ENGLISH if language is Language.EN else TitleOrder.CHINESE
    return Viewer(LONGEST_ID, language, "GB", order or default, guild=LONGEST_ID)


def checked(view: discord.ui.LayoutView) -> str:
    """The text of a card, after every limit of Discord has been checked."""
    components = walk(view.to_components())
    texts = [component["content"] for component in components if component["type"] == 10]
    assert all(texts) and sum(map(len, texts)) <= 4000
    assert len(components) <= 40
    ids = [component["custom_id"] for component in components if "custom_id" in component]
    assert len(set(ids)) == len(ids) and all(1 <= len(one) <= 100 for one in ids)
    for component in components:
        _check[component["type"]](component)
    return "\n".join(texts)


def _row(row: dict[str, Any]) -> None:
    assert 1 <= len(row["components"]) <= 5


def _button(button: dict[str, Any]) -> None:
    assert 1 <= len(button["label"]) <= 80
    if "url" in button:
        assert button["url"].startswith("https://") and len(button["url"]) <= 512 and button["url"].isascii()


def _menu(menu: dict[str, Any]) -> None:
    assert 1 <= len(menu["options"]) <= 25 and len(menu["placeholder"]) <= 150
    values = [option["value"] for option in menu["options"]]
    assert len(set(values)) == len(values)
    for option in menu["options"]:
        assert 1 <= len(option["label"]) <= 100 and 1 <= len(option["value"]) <= 100
        assert len(option.get("description") or "") <= 100


def _section(section: dict[str, Any]) -> None:
    assert 1 <= len(section["components"]) <= 3 and section["accessory"]["type"] == 2


def _gallery(gallery: dict[str, Any]) -> None:
    assert 1 <= len(gallery["items"]) <= 10


def _nothing(_: dict[str, Any]) -> None:
    pass


def _entities(menu: dict[str, Any]) -> None:
    assert 1 <= len(menu["placeholder"]) <= 150


_check = {
    1: _row, 2: _button, 3: _menu, 6: _entities, 8: _entities, 9: _section, 10: _nothing, 12: _gallery,
    13: _nothing, 14: _nothing, 17: _nothing,
}  # fmt: skip


async def every_title(app: App) -> list[Title]:
    found = await app.search.find("", limit=500)
    assert found.total == len(found.titles) > 300
    return [title for title, _ in found.titles]


async def test_cards_of_every_title(app: App, language: Language) -> None:
    for title in await every_title(app):
        for order in TitleOrder:
            viewer = viewer_of(language, order)
            text = checked(title_card(title, viewer, app.catalogue))
            for said in (title.synopsis, title.setting, title.production, title.caution):
                assert said is None or escape(said.to(language)) in text, title.id
            gloss, heading = display.gloss(title), text.partition("\n")[0]
            if gloss:
                assert escape(gloss) not in heading and escape(gloss) in text
        sources = checked(sources_card(title, viewer_of(language)))
        assert sources.count("\n- ") + sources.startswith("- ") >= min(len(title.sources), 12)


async def test_recipes_of_every_title(app: App, language: Language) -> None:
    viewer = viewer_of(language)
    for title in await every_title(app):
        for region in REGIONS:
            watch = await app.catalogue.watch(title.id, region)
            for recipe in watch.recipes:
                evidence = {recipe.platform.id: Evidence(99, 99, NOW, NOW, Trust.DOUBTFUL)}
                said = replace(watch, evidence=evidence)
                at = way_digest(recipe.route)
                text = checked(recipe_card(said, viewer, at, say("vote-thanks-others", language)))
                if recipe.guide:
                    _whole(recipe.guide.steps, recipe.words[0], text, language)
                    assert escape(recipe.guide.recognise.to(language)) in text
                    assert all(escape(unknown.to(language)) in text for unknown in recipe.guide.unknown)
            if not watch.recipes:
                checked(recipe_card(watch, viewer))
        checked(ask_region_card(title.id, viewer))


def _whole(steps: tuple[Any, ...], words: str, text: str, language: Language) -> None:
    """Each step stands on the card in full, with the words to type."""
    for step in steps:
        for part in escape(step.to(language)).split("{title}"):
            assert part in text
    assert f"`{words}`" in text and "{title}" not in text


async def test_what_is_like_every_title(app: App, language: Language) -> None:
    viewer = viewer_of(language)
    for title in await every_title(app):
        similar = await app.catalogue.similar(title.id)
        checked(similar_card(title, similar, viewer, app.catalogue.platforms))


async def test_every_page_of_lists(app: App, language: Language) -> None:
    viewer = viewer_of(language)
    for ask in _asks(app):
        whole = await app.search.find(ask.query, ask.filters, limit=500)
        for page in range((whole.total + PAGE - 1) // PAGE):
            ask = Ask(ask.asker, ask.query, ask.filters, page)
            found = replace(whole, titles=whole.titles[page * PAGE : (page + 1) * PAGE])
            text = checked(list_card(ask, found, viewer, app.catalogue, shown="\n*" * 3000))
            assert all(f"**{page * PAGE + number}.**" in text for number in range(1, len(found.titles) + 1))
        nearest = [title for title, _ in whole.titles[:5]]
        checked(none_card("*" * 6000, ask, nearest, viewer, app.catalogue))


def _asks(app: App) -> Iterator[Ask]:
    """Browsing, one broad search, and the longest filters there are."""
    c = app.catalogue
    longest = [
        max(entries, key=len) for entries in (c.tropes.entries, c.platforms.entries, c.collections.entries)
    ]
    yield Ask(LONGEST_ID)
    yield Ask(LONGEST_ID, clip("love " * 1000).strip())
    yield Ask(LONGEST_ID, clip("短" * 6000), Filters(*longest, "zh", "GB"))
    yield Ask(LONGEST_ID, filters=Filters(platform=longest[1]))


async def test_every_collection(app: App, language: Language) -> None:
    for collection in app.catalogue.collections.entries.values():
        titles = await app.catalogue.titles_of(collection)
        text = checked(collection_card(collection, titles, viewer_of(language), app.catalogue))
        assert escape(collection.summary.to(language)) in text
        assert all(escape(organiser.name.to(language)) in text for organiser in collection.organisers)


async def test_the_glossary_and_the_settings(app: App, language: Language) -> None:
    viewer = viewer_of(language)
    terms = list(app.catalogue.terms.entries.values())
    checked(glossary_card(terms, viewer))
    for term in terms:
        assert escape(term.meaning.to(language)) in checked(term_card(term, viewer))
    checked(settings_card(viewer, await app.members.preferences(1)))


async def test_a_search_behind_the_longest_filters_keeps_whole_words(app: App, language: Language) -> None:
    longest = list(_asks(app))[2].filters
    kept = Ask.parse([str(part) for part in Ask(LONGEST_ID, "after the break up i married", longest).args()])
    assert kept.query == "after the" and kept.filters == longest


def test_a_usual_search_is_kept_whole(language: Language) -> None:
    ask = Ask(LONGEST_ID, "the delivery riders who cross the city at night", page=49)
    assert Ask.parse([str(part) for part in ask.args()]) == ask


# -- how a title was found


async def test_each_name_of_every_title_as_what_matched(app: App, language: Language) -> None:
    for title in await every_title(app):
        for order in TitleOrder:
            viewer = viewer_of(language, order)
            label = display.label(title, order, ["A Service"], plain=language is not Language.EN)
            for name in title.names:
                hit = Hit(title_id=title.id, score=0.9, kind=name.kind, matched=name.text)
                found = [(title, hit)] * PAGE
                text = checked(mentions_card(_distinct(found), viewer, app.catalogue))
                line = in_list(hit, title, viewer)
                assert escape(name.text) in text or (line and line in text), (title.id, name.text)
                choice = in_choice(label, hit)
                assert choice.startswith(label) and len(choice) <= 100


def _distinct(found: list[tuple[Title, Hit]]) -> list[tuple[Title, Hit]]:
    """A menu must not hold a title twice."""
    copies = (title.model_copy(update={"id": f"{title.id[:90]}-{n}"}) for n, (title, _) in enumerate(found))
    return [(copy, hit) for copy, (_, hit) in zip(copies, found, strict=True)]


# -- moderators' cards


async def test_what_moderators_see(app: App, language: Language) -> None:
    viewer = viewer_of(language)
    misses = [Miss(f"{n}".ljust(80, "短"), 10**9, 2**31) for n in range(10)]
    text = checked(misses_card(misses, 10**6, 10**7, viewer))
    assert all(miss.text in text for miss in misses)
    checked(misses_card([], 0, 0, viewer))
    groups = [
        Group(2**62 + n, tuple(f"{n:03}{w}".ljust(MOST_LETTERS, "短") for w in range(MOST_WORDS)))
        for n in range(MOST_GROUPS)
    ]
    for page in range((MOST_GROUPS + GROUPS - 1) // GROUPS):
        text = checked(synonyms_card(groups, page, viewer))
        shown_here = groups[page * GROUPS : (page + 1) * GROUPS]
        assert all(word in text for group in shown_here for word in group.words)
    checked(synonyms_card(groups, 10**9, viewer, groups[0]))
    hostile = [Group(n, ("*" * 59 + f"a{n}", "]" * 59 + "b")) for n in range(GROUPS + 1)]
    checked(synonyms_card(hostile * 9, 0, viewer, Group(1, ("*" * 59 + "a",) * MOST_WORDS)))
    checked(synonyms_card([], 0, viewer))
