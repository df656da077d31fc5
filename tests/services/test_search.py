"""Search over the shipped catalogue, as people type."""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.config import ROOT
from bot.domain.model import Title
from bot.domain.search import NEAREST, is_clear
from bot.services.derive import forms_from_json
from tests.searching import Searching, ids

_QUERIES = ROOT / "tests/domain/queries.toml"


@pytest.fixture(scope="module")
def titles(loaded_database: Path) -> list[Title]:
    db = sqlite3.connect(loaded_database)
    bodies = db.execute("SELECT body FROM records WHERE kind = 'titles' ORDER BY id").fetchall()
    db.close()
    return [Title.model_validate_json(body) for (body,) in bodies]


def queries() -> Iterator[tuple[str, str]]:
    for title_id, typed in tomllib.loads(_QUERIES.read_text(encoding="utf-8"))["titles"].items():
        yield from ((query, title_id) for query in typed)


def test_people_find_what_they_mean(shipped: Searching) -> None:
    asked = list(queries())
    assert len(asked) >= 380
    first = top = 0
    for query, title_id in asked:
        found = ids(shipped.find(query, limit=5))
        first += found[:1] == [title_id]
        top += title_id in found
        if found[:1] != [title_id]:
            print(f"{query!r} means {title_id}, found {found}")
    assert first / len(asked) >= 0.98
    assert top / len(asked) >= 0.995


def test_every_name_finds_its_title(shipped: Searching, titles: list[Title]) -> None:
    lost = [
        (name.text, title.id)
        for title in titles
        for name in title.names
        if title.id not in ids(shipped.find(name.text, limit=2))
    ]
    assert lost == []


def test_every_name_is_found_in_other_spellings(
    shipped: Searching, titles: list[Title], loaded_database: Path
) -> None:
    db = sqlite3.connect(loaded_database)
    forms = {text: forms_from_json(body) for text, body in db.execute("SELECT text, body FROM forms")}
    db.close()
    lost: list[tuple[str, str]] = []
    for title in titles:
        for form in (forms[name.text] for name in title.names):
            spellings = {form.traditional, form.pinyin, *form.readings, form.pinyin.replace(" ", "")} - {""}
            lost += [
                (spelling, title.id)
                for spelling in spellings
                if title.id not in ids(shipped.find(spelling, limit=2))
            ]
    assert lost == []


@pytest.mark.parametrize(
    ("query", "matched", "kind"),
    [
        ("tcs", "贪吃蛇", "original"),
        ("greedy snek", "Greedy Snake", "official"),
        ("lovesick", "Lovesick", "alias"),
        ("online tracking", "Online Tracking", "gloss"),
        ("delivery riders at night", "delivery riders night", "plot"),
    ],
)
def test_a_hit_says_what_matched(shipped: Searching, query: str, matched: str, kind: str) -> None:
    hit = shipped.find(query)[0]
    assert (shipped.matched(hit), hit.kind) == (matched, kind)
    assert 0 < hit.score <= 1


@pytest.mark.parametrize(
    "query",
    [
        "tan chi she",
        "tanchishe",
        "tān chī shé",
        "tan1 chi1 she2",
        "tan1chi1she2",
        "贪 chi she",
        "tcs",
        "t c s",
    ],
)
def test_pinyin_is_as_good_as_the_name(shipped: Searching, query: str) -> None:
    hits = shipped.find(query)
    assert hits[0].title_id == "greedy-snake"
    assert hits[0].score >= 0.95
    assert is_clear(hits)


# --- tags and people ------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["hong jing", "hongjing", "红镜", "紅鏡短劇計畫", "red mirror"])
def test_a_collection_gives_its_titles(shipped: Searching, query: str) -> None:
    found = ids(shipped.find(query))[:4]
    assert sorted(found) == ["greedy-snake", "life-film-hall", "night-journey-map", "online-tracking"]


@pytest.mark.parametrize(
    ("query", "trope"),
    [
        ("boss", "ceo-romance"),
        ("霸总", "ceo-romance"),
        ("霸道總裁", "ceo-romance"),
        ("总裁", "ceo-romance"),
        ("重生", "rebirth"),
        ("reborn", "rebirth"),
        ("werewolf", "werewolf"),
        ("狼人", "werewolf"),
        ("黑帮", "mafia"),
        ("復仇", "revenge"),
        ("vengeance", "revenge"),
        ("穿越", "transmigration"),
    ],
)
def test_a_tag_is_found_by_its_words(shipped: Searching, titles: list[Title], query: str, trope: str) -> None:
    """Titles that are called so come first, and may be many."""
    tagged = {title.id for title in titles if trope in title.tropes}
    hits = shipped.find(query, limit=60)
    assert len(tagged & set(ids(hits))) >= 0.9 * len(tagged)
    told = [hit.title_id for hit in hits if hit.kind == "plot"][:5]
    assert set(told) <= tagged


@pytest.mark.parametrize(
    "person", ["Seth Edeen", "seth edeen", "王格格", "Noah Fearnley", "馬小宇", "陈政阳", "Samantha Drews"]
)
def test_a_person_finds_all_they_play_in(shipped: Searching, titles: list[Title], person: str) -> None:
    name = {"seth edeen": "Seth Edeen", "馬小宇": "马小宇"}.get(person, person)
    playing = {title.id for title in titles if name in title.cast}
    assert len(playing) >= 2
    assert set(ids(shipped.find(person))[: len(playing)]) == playing


def test_names_stand_before_plots(shipped: Searching) -> None:
    hits = shipped.find("revenge")
    assert "revenge" in shipped.matched(hits[0]).lower()
    kinds = [hit.kind == "plot" for hit in hits]
    assert kinds == sorted(kinds)


# --- nearest, clear, words around -----------------------------------------------------------------


def test_what_is_not_there_is_not_found_but_has_nearest_names(shipped: Searching) -> None:
    assert shipped.find("gready snaek hunter") == []
    assert ids(shipped.find("gready snaek hunter", floor=NEAREST))[0] == "greedy-snake"
    assert shipped.find("qwxzjkv", floor=NEAREST) == []


@pytest.mark.parametrize(
    "query",
    [
        "贪吃蛇",
        "tcs",
        "tan chi she",
        "greedy snek",
        "家里家外",
        "十八岁太奶奶",
        "the master",
        "life film hall",
    ],
)
def test_clear(shipped: Searching, query: str) -> None:
    assert is_clear(shipped.find(query))


@pytest.mark.parametrize(
    "query", ["", "billionaire", "t", "hong jing", "revenge", "qwxzjkv", "sisters in law in a novel"]
)
def test_not_clear(shipped: Searching, query: str) -> None:
    assert not is_clear(shipped.find(query))


@pytest.mark.parametrize(
    "query", ["短剧", "微短剧短剧", "第 3 集", "drama", "where to watch", "the", "season 2", "第二季"]
)
def test_words_around_a_name_without_a_name(shipped: Searching, query: str) -> None:
    assert not is_clear(shipped.find(query))


@pytest.mark.parametrize(
    "query",
    [
        "where can i watch greedy snake",
        "greedy snake eng sub full episodes",
        "贪吃蛇 短剧 全集",
        "贪吃蛇第3集",
    ],
)
def test_words_around_a_name(shipped: Searching, query: str) -> None:
    hits = shipped.find(query)
    assert hits[0].title_id == "greedy-snake"
    assert is_clear(hits)


# --- browsing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "  ", "《》", "!?", "\u200b", "😀"])
def test_nothing_to_look_for_is_browsing_the_newest(
    shipped: Searching, titles: list[Title], query: str
) -> None:
    hits = shipped.find(query, limit=len(titles) + 1)
    years = {title.id: title.year or 0 for title in titles}
    assert sorted(ids(hits)) == sorted(years)
    found = [years[title_id] for title_id in ids(hits)]
    assert found == sorted(found, reverse=True)
    assert {hit.kind for hit in hits} == {"browse"}
    assert shipped.find(query, limit=len(titles) + 1) == hits


def test_what_is_liked_comes_first_when_browsing(shipped: Searching) -> None:
    liked = ("tramp", "no-such-title", "greedy-snake")
    plain = ids(shipped.find("", limit=20))
    assert ids(shipped.find("", liked=liked, limit=20))[:2] == ["tramp", "greedy-snake"]
    assert ids(shipped.find("t", liked=liked))[:1] == ["tramp"]
    assert ids(shipped.find("", liked=liked, limit=20))[2:] == [i for i in plain if i not in liked][:18]


@pytest.mark.parametrize("query", ["the", "", "s"])
def test_limit(shipped: Searching, query: str) -> None:
    assert len(shipped.find(query, limit=3)) == 3
    assert ids(shipped.find(query, limit=3)) == ids(shipped.find(query, limit=25))[:3]
