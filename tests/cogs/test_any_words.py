"""Whatever stands in the fields of a title, its cards, lists, recipes and posts show it letter by letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.app import App
from bot.domain import guides
from bot.domain.announcing.event import Event
from bot.domain.announcing.post import Item, Post
from bot.domain.announcing.subscription import Threads, Wishes
from bot.domain.model import Language, Title
from bot.domain.search import Hit
from bot.services.catalogue import Watch
from bot.services.search import Found
from cogs._lists import Ask, list_card
from cogs._posts import allowed_mentions, render, thread_name
from cogs._recipes import recipe_card
from cogs._titles import sources_card, title_card
from tests.cogs.any_words import MUCH, TITLES, UNSEEN, WORDS, harmless, renamed
from tests.cogs.test_limits import viewer_of


@MUCH
@given(title=TITLES, language=st.sampled_from(list(Language)))
async def test_cards(app: App, title: Title, language: Language) -> None:
    viewer = viewer_of(language)
    hit = Hit("x", 1.0, "original", 0, title.names[0].text)
    harmless(title_card(title, viewer, app.catalogue, hit))
    harmless(sources_card(title, viewer))


@MUCH
@given(title=TITLES, language=st.sampled_from(list(Language)), typed=WORDS)
async def test_lists_and_recipes(app: App, title: Title, language: Language, typed: str) -> None:
    viewer = viewer_of(language)
    others = [renamed(title, f"x{number}") for number in range(12)]
    found = Found(
        [(one, Hit(one.id, 0.9, "alias", 0, one.names[0].text)) for one in others], 12, False, False, []
    )
    harmless(list_card(Ask(1), found, viewer, app.catalogue, typed))
    recipes = guides.recipes(title, "GB", app.catalogue.platforms.entries, [])
    harmless(recipe_card(Watch(title, "GB", recipes, []), viewer))


@MUCH
@given(titles=st.lists(TITLES, min_size=1, max_size=3), words=WORDS, role=st.sampled_from([0, 7]))
async def test_posts(app: App, titles: list[Title], words: str, role: int) -> None:
    wishes = Wishes(role=role, threads=Threads(name=words[:100]))
    told = [
        Item(Event(id=f"e{at}", kind="title", title_id=f"x{at}", text=words), renamed(one, f"x{at}"))
        for at, one in enumerate(titles)
    ]
    post = Post("p" * 32, 1, 2, wishes, tuple(told))
    harmless(render(post, app.catalogue), "<@&7>")
    assert allowed_mentions(post).to_dict() == ({"parse": [], "roles": [7]} if role else {"parse": []})
    name = thread_name(post)
    assert 1 <= len(name) <= 100 and "\n" not in name and not UNSEEN.search(name)
