"""Whatever stands in the fields of a title, its cards, lists, recipes and posts show it letter by letter."""

from __future__ import annotations

import re

import discord
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import App
from bot.domain import guides
from bot.domain.announcing.event import Event
from bot.domain.announcing.post import Item, Post
from bot.domain.announcing.subscription import Threads, Wishes
from bot.domain.markup import visible
from bot.domain.model import BasedOn, Character, Language, Name, Route, Text, Title
from bot.domain.search import Hit
from bot.services.catalogue import Watch
from bot.services.search import Found
from cogs._lists import Ask, list_card
from cogs._posts import allowed_mentions, render, thread_name
from cogs._recipes import recipe_card
from cogs._titles import sources_card, title_card
from tests.cogs.test_limits import checked, viewer_of
from tests.conftest import walk

PARTS = st.sampled_from(
    ["@everyone", "@here", "<@1>", "<@&2>", "<#3>", "</find:4>", "<t:5:R>", "<:x:6>", "[x](https://evil.example)",
     "https://evil.example", "discord.gg/evil", "**b**", "__u__", "~~s~~", "||p||", "`c`", "```", "\n# big",
     "\n-# small", "\n> quote", "\n- list", "\n1. one", "\u202e", "\u2067", "\u200b", "\ufeff", "\0", "\u3164",
     "a", " ", "短剧", "e\u0301", "👩\u200d👧"]
)  # fmt: skip
LIVE = re.compile(
    r"(?<!\\)(?:@everyone|@here|<[@#/:t]|\]\(|\*\*b\*\*|__u__|~~s~~|\|\|p\|\||`c`|```)|https?://evil|discord\.gg/evil"
    r"|^(?:# big|-# small|> quote|- list|1\. one)|[\0\u202a-\u202e\u2066-\u2069\u200b\ufeff\u3164]",
    re.MULTILINE,
)
WORDS = st.lists(PARTS, min_size=1, max_size=12).map("".join).filter(lambda text: visible(text).strip())
LINES = WORDS.map(lambda text: text.strip()[:200]).filter(lambda text: visible(text).strip())
TEXTS = st.builds(lambda en, zh: Text(en=en, zh_cn=zh), WORDS, WORDS)
NAMES = st.builds(
    Name, text=LINES, language=st.sampled_from(["en", "zh-Hans"]),
    kind=st.sampled_from(["original", "official", "alias", "gloss"]),
)  # fmt: skip


def _original(name: Name) -> Name:
    return name.model_copy(update={"kind": "original"})


TITLES = st.builds(
    Title, id=st.just("x"), confidence=st.just("high"),
    sources=st.lists(LINES.map(lambda text: f"Seen in {text}"[:200]), min_size=1, max_size=3),
    names=st.builds(lambda one, others: (one, *others), NAMES.map(_original), st.lists(NAMES, max_size=3)),
    cast=st.lists(LINES, max_size=3), characters=st.lists(st.builds(Character, name=LINES, latin=LINES), max_size=2),
    director=LINES, company=LINES, sequel_of=LINES, based_on=st.builds(BasedOn, title=LINES, author=LINES),
    synopsis=TEXTS, setting=TEXTS, production=TEXTS, caution=TEXTS, tropes=st.just(("revenge",)),
    routes=st.lists(st.builds(Route, platform=st.just("xiaohongshu"), search=st.lists(LINES, max_size=2), name=LINES,
                              note=TEXTS), max_size=2),
)  # fmt: skip
MUCH = settings(max_examples=60, suppress_health_check=list(HealthCheck))


UNSEEN = re.compile(r"[\0\u202a-\u202e\u2066-\u2069\u200b\ufeff\u3164]")


def harmless(view: discord.ui.LayoutView, wanted: str = "") -> None:
    """What a title says is never live. Words to type stand in code, which they cannot close."""
    text = re.sub(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", "", checked(view).replace(wanted, "", 1))
    assert not LIVE.findall(text), text
    for component in walk(view.to_components()):
        labels = [component.get("label"), component.get("placeholder")]
        for option in component.get("options", []):
            labels += [option["label"], option.get("description")]
        assert not any(UNSEEN.search(label) for label in labels if label), component


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
    others = [replace_id(title, f"x{number}") for number in range(12)]
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
        Item(Event(id=f"e{at}", kind="title", title_id=f"x{at}", text=words), replace_id(one, f"x{at}"))
        for at, one in enumerate(titles)
    ]
    post = Post("p" * 32, 1, 2, wishes, tuple(told))
    harmless(render(post, app.catalogue), "<@&7>")
    assert allowed_mentions(post).to_dict() == ({"parse": [], "roles": [7]} if role else {"parse": []})
    name = thread_name(post)
    assert 1 <= len(name) <= 100 and "\n" not in name and not UNSEEN.search(name)


def replace_id(title: Title, identity: str) -> Title:
    return title.model_copy(update={"id": identity})
