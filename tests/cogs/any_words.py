"""What anybody may write into a field of ours, and what must be so of whatever Discord is sent because of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import discord
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from bot.domain.markup import visible
from bot.domain.model import BasedOn, Character, Name, Route, Text, Title
from tests.cogs.test_limits import checked
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
UNSEEN = re.compile(r"[\0\u202a-\u202e\u2066-\u2069\u200b\ufeff\u3164]")
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
# Why a large example fails can be read; to look for what in it matters takes minutes.
SOME = settings(MUCH, max_examples=20, phases=set(Phase) - {Phase.explain})
LONGEST_SLUG = "x" * 60


def renamed(title: Title, identity: str) -> Title:
    return title.model_copy(update={"id": identity})


def harmless(view: discord.ui.LayoutView, *ours: str) -> None:
    """What others wrote is never live, but for our own mentions and times. Words to type stand in code.

    In menus and on buttons nothing is live, so nothing is escaped there either: no part has a backslash.
    """
    inert(checked(view), *ours)
    for component in walk(view.to_components()):
        labels = [component.get("label"), component.get("placeholder")]
        for option in component.get("options", []):
            labels += [option["label"], option.get("description"), option["value"]]
        assert not any(UNSEEN.search(label) or "\\" in label for label in labels if label), component


def inert(text: str, *ours: str) -> None:
    for known in ours:
        text = text.replace(known, "")
    text = re.sub(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", "", text)  # code, which it cannot close
    assert not LIVE.findall(text), text


def form_kept(form: Any) -> None:
    """Of a form: Discord's limits, and what begins in an input is nothing but what one sees there."""
    fields = form["components"]
    assert 1 <= len(form["title"]) <= 45 and 1 <= len(form["custom_id"]) <= 100 and 1 <= len(fields) <= 5
    for field in fields:
        assert 1 <= len(field["label"]) <= 45 and len(field.get("description") or "") <= 100
        item = field["component"]
        assert 1 <= len(item["custom_id"]) <= 100
        if item["type"] == 4:
            assert item.get("min_length") is None or item["min_length"] <= item["max_length"]
            assert len(item.get("value") or "") <= item["max_length"] <= 4000
            assert len(item.get("placeholder") or "") <= 100
        else:
            chosen = [option for option in item["options"] if option.get("default")]
            assert 1 <= len(item["options"]) <= 25 and len(chosen) <= item.get("max_values", 1) <= 25
            assert all(
                len(option["label"]) <= 100 and len(option["value"]) <= 100 for option in item["options"]
            )
    assert not any(UNSEEN.search(text) for text in strings(form)), form


def strings(value: Any) -> Iterable[str]:
    """Each text in what is sent."""
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from strings(one)
        case list() | tuple():
            for one in value:
                yield from strings(one)
        case _:
            pass
