"""What is shown of a change: before and after are never told alike, wherever in a title the difference is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.editing import Change, version
from bot.domain.model import BasedOn, Character, Language, Name, Route, Text, Title
from bot.domain.viewer import Viewer
from cogs._changed import in_short, what_changed
from tests.cogs.acting import moderator, say, shown
from tests.cogs.editing import IT, SNAKE, ask, fill, snake
from tests.conftest import Server
from tests.made_up import title


def both(en: str, zh: str, tw: str | None = None) -> Text:
    return Text.model_validate({"en": en, "zh-CN": zh, "zh-TW": tw})


WORDS = st.builds(
    "".join, st.lists(st.sampled_from(["a", "b", " c", "短剧", "x" * 90]), min_size=1, max_size=3)
)
LINES = WORDS.map(lambda text: text[:200])
TEXTS = st.builds(both, WORDS, WORDS, st.none() | WORDS)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "names": st.builds(
        Name, text=LINES, language=st.sampled_from(["en", "zh-Hans", "zh-Hant"]),
        kind=st.sampled_from(["official", "alias", "service"]), platform=st.sampled_from([None, "reelshort"]),
    ),
    "cast": LINES,
    "sources": WORDS,
    "tropes": st.sampled_from(["revenge", "rebirth", "time-travel"]),
    "characters": st.builds(Character, name=LINES, latin=st.none() | LINES),
    "routes": st.builds(
        Route, platform=st.sampled_from(["reelshort", "xiaohongshu"]), url=st.none() | WORDS,
        search=st.lists(LINES, max_size=2), regions=st.sampled_from([(), ("GB",), ("001",)]),
        cost=st.sampled_from([(), ("ads", "coins"), ("coins", "ads")]), as_of=st.sampled_from([None, "2026-01"]),
        note=st.none() | TEXTS,
    ),
}  # fmt: skip
SINGLE: dict[str, st.SearchStrategy[Any]] = {
    "synopsis": st.none() | TEXTS, "director": st.none() | LINES, "episodes": st.sampled_from([None, 8, 80]),
    "hoax": st.booleans(), "based_on": st.none() | st.builds(BasedOn, title=LINES, author=st.none() | LINES),
}  # fmt: skip


def tuples(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(parts, min_size=1, max_size=4).map(tuple)


CHANGED = st.one_of(
    *(st.tuples(st.just(name), tuples(one), tuples(one)) for name, one in FIELDS.items()),
    *(st.tuples(st.just(name), one, one) for name, one in SINGLE.items()),
)


def told(before: Title, after: Title, language: Language = Language.EN) -> list[str]:
    change, viewer = Change(1, 1, "x", before, after, 0, 0), Viewer(1, language)
    assert len(in_short(change, viewer)) <= 200
    return what_changed(change, viewer)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(CHANGED, st.sampled_from(Language))
def test_what_differs_is_never_told_alike(changed: tuple[str, Any, Any], language: Language) -> None:
    field, old, new = changed
    one = title("x", "Greedy Snake")
    before, after = (one.model_copy(update={field: value}) for value in (old, new))
    lines = told(before, after, language)
    assert bool(lines) == (version(before) != version(after))
    for line in lines:
        was, arrow, now = line.partition(" → ")
        said = was.split(": ", 1)[-1].split("：", 1)[-1]
        assert not arrow or said != now, line


A_WAY = Route(platform="reelshort", url="https://www.reelshort.com/x", search=("贪吃蛇",), regions=("GB",))
NAMES = tuple(Name(text=f"Name {n}", language="en", kind="official") for n in range(7))
CASES: list[tuple[str, Any, Any, str]] = [
    ("names", NAMES, (*NAMES, NAMES[0].model_copy(update={"text": "Night"})), "+ Night · English"),
    ("names", NAMES, (*NAMES[:6], NAMES[6].model_copy(update={"kind": "alias"})), say("names-kind-alias")),
    ("cast", ("Ann", "Bo"), ("Bo", "Cy"), "+ Cy, − Ann"),
    ("cast", ("Ann", "Bo"), ("Bo", "Ann"), "Ann, Bo → Bo, Ann"),
    ("routes", (A_WAY,), (A_WAY.model_copy(update={"as_of": "2026-11-02"}),), f"{say('ways-checked')}: – → 2026-11-02"),
    ("routes", (A_WAY,), (A_WAY.model_copy(update={"note": both("dubbed", "有配音")}),), "– → dubbed"),
    ("synopsis", both("x" * 900 + " day", "天"), both("x" * 900 + " night", "天"), "x night"),
    ("synopsis", both("A", "天"), both("A", "夜"), f"{say('form-simplified')}: 天 → 夜"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "old", "new", "part"), CASES)
def test_the_difference_is_what_is_told(field: str, old: Any, new: Any, part: str) -> None:
    one = title("x", "Greedy Snake")
    lines = told(one.model_copy(update={field: old}), one.model_copy(update={field: new}))
    assert part in "\n".join(lines)


async def test_two_moderators_at_the_end_of_a_long_plot_see_two_texts(server: Server) -> None:
    sam, kim, guild, plot = moderator(server), moderator(server, "kim"), server.guild.id, "He eats. " * 90
    one = (await snake(server)).model_copy(update={"synopsis": both(plot + "End.", "蛇")})
    await server.app.editing.save(guild, one, version(await snake(server)), sam.id)
    card = await ask(server, sam, "edit", **IT)
    form = await sam.select(card, ["synopsis"])
    theirs = one.model_copy(update={"synopsis": both(plot + "He wins.", "蛇")})
    await server.app.editing.save(guild, theirs, version(one), kim.id)
    await fill(sam, form, en=plot + "He loses.", zh_cn="蛇")
    assert "He wins." in shown(card) and "He loses." in shown(card)
    history = await ask(server, sam, "history", title=f"title:{SNAKE}")
    assert "→" in shown(history) and "He wins." in shown(history)
