"""Search over the shipped catalogue, as people type."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.model import NameKind
from bot.domain.names import derive
from bot.domain.search import NEAREST, Entry, EntryName, Hit, Index, entry, is_clear
from bot.store.files import read_catalogue

_HERE = Path(__file__).parent
_CATALOGUE = _HERE.parents[1] / "data/catalogue"


@cache
def entries() -> list[Entry]:
    catalogue, _ = read_catalogue(_CATALOGUE)
    return [
        entry(
            title,
            [derive(name.text, name.language) for name in title.names],
            catalogue.tropes,
            catalogue.collections.values(),
        )
        for title in catalogue.titles.values()
    ]


@cache
def index() -> Index:
    return Index(entries())


def ids(hits: list[Hit]) -> list[str]:
    return [hit.title_id for hit in hits]


# --- what people type ---------------------------------------------------------------------------


def queries() -> Iterator[tuple[str, str]]:
    groups = tomllib.loads((_HERE / "queries.toml").read_text(encoding="utf-8"))["titles"]
    for title_id, typed in groups.items():
        yield from ((query, title_id) for query in typed)


def test_people_find_what_they_mean() -> None:
    asked = list(queries())
    assert len(asked) >= 300
    first = top = 0
    for query, title_id in asked:
        found = ids(index().find(query, limit=5))
        first += found[:1] == [title_id]
        top += title_id in found
        if found[:1] != [title_id]:
            print(f"{query!r} means {title_id}, found {found}")
    assert first / len(asked) >= 0.98
    assert top / len(asked) >= 0.99


def test_every_name_finds_its_title() -> None:
    lost = [
        (name.text, one.title_id)
        for one in entries()
        for name in one.names
        if one.title_id not in ids(index().find(name.text, limit=2))
    ]
    assert lost == []


def test_every_name_is_found_in_other_spellings() -> None:
    lost: list[tuple[str, str]] = []
    for one in entries():
        for name in one.names:
            forms = name.forms
            spellings = {forms.traditional, forms.pinyin, *forms.readings, forms.pinyin.replace(" ", "")} - {
                ""
            }
            lost += [
                (spelling, one.title_id)
                for spelling in spellings
                if one.title_id not in ids(index().find(spelling, limit=2))
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
def test_a_hit_says_what_matched(query: str, matched: str, kind: str) -> None:
    hit = index().find(query)[0]
    assert (hit.matched, hit.kind) == (matched, kind)
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
def test_pinyin_is_as_good_as_the_name(query: str) -> None:
    hits = index().find(query)
    assert hits[0].title_id == "greedy-snake"
    assert hits[0].score >= 0.95
    assert is_clear(hits)


@pytest.mark.parametrize("query", ["hong jing", "hongjing", "红镜", "紅鏡短劇計畫", "red mirror"])
def test_a_collection_gives_its_titles(query: str) -> None:
    found = ids(index().find(query))[:4]
    assert sorted(found) == ["greedy-snake", "life-film-hall", "night-journey-map", "online-tracking"]


def test_names_stand_before_plots() -> None:
    hits = index().find("revenge")
    assert hits[0].title_id == "sweet-revenge"
    kinds = [hit.kind == "plot" for hit in hits]
    assert kinds == sorted(kinds)


# --- order --------------------------------------------------------------------------------------


def named(title_id: str, text: str, kind: NameKind = "original", year: int | None = None) -> Entry:
    name = EntryName(text, kind, "zh-Hans", None, derive(text, "zh-Hans"))
    return Entry(title_id, (name,), year=year)


def test_the_real_name_comes_before_others() -> None:
    kinds: tuple[NameKind, ...] = ("gloss", "alias", "original")
    mixed = Index([named(kind, "Winter Sun", kind) for kind in kinds])
    assert ids(mixed.find("winter sun")) == ["original", "alias", "gloss"]


def test_the_first_season_comes_first() -> None:
    seasons = Index([named("c", "贪吃蛇3"), named("b", "贪吃蛇第二季"), named("a", "贪吃蛇")])
    assert ids(seasons.find("贪吃")) == ["a", "b", "c"]
    assert ids(seasons.find("tan chi she season 2"))[0] == "b"
    assert ids(seasons.find("贪吃蛇III"))[0] == "c"


def test_of_equals_the_newest_comes_first_then_the_id() -> None:
    same = Index(
        [named("b", "Sun"), named("a", "Sun"), named("z", "Sun", year=2024), named("y", "Sun", year=2026)]
    )
    assert ids(same.find("sun")) == ["y", "z", "a", "b"]


# --- filters and browsing -----------------------------------------------------------------------


def test_filters_apply_inside_the_search() -> None:
    mine = {one.title_id for one in entries() if "trope:revenge" in one.facets}
    assert len(mine) > 25
    for query in ("", "the", "re", "love", "revenge"):
        found = ids(index().find(query, facets=frozenset({"trope:revenge"})))
        assert set(found) <= mine
        if query in ("", "revenge"):
            assert len(found) == 25


def test_filters_narrow_each_other() -> None:
    both = frozenset({"collection:red-mirror", "trope:revenge"})
    assert ids(index().find("", facets=both)) == ["greedy-snake"]
    assert index().find("greedy snake", facets=frozenset({"trope:werewolf"}), floor=0.9) == []
    assert index().find("snake", facets=frozenset({"trope:no-such-trope"})) == []


@pytest.mark.parametrize("query", ["", "  ", "《》", "!?", "\u200b", "😀"])
def test_nothing_to_look_for_is_browsing_the_newest(query: str) -> None:
    hits = index().find(query, limit=400)
    years = {one.title_id: one.year or 0 for one in entries()}
    assert ids(hits) == sorted(years, key=lambda title_id: (-years[title_id], title_id))
    assert {hit.kind for hit in hits} == {"browse"}


def test_limit() -> None:
    assert len(index().find("the", limit=3)) == 3
    assert len(index().find("", limit=3)) == 3


def test_what_is_not_there_is_not_found_but_has_nearest_names() -> None:
    assert index().find("gready snaek hunter") == []
    assert ids(index().find("gready snaek hunter", floor=NEAREST))[0] == "greedy-snake"
    assert index().find("qwxzjkv", floor=NEAREST) == []


# --- one obvious answer -------------------------------------------------------------------------


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
def test_clear(query: str) -> None:
    assert is_clear(index().find(query))


@pytest.mark.parametrize(
    "query", ["", "billionaire", "t", "hong jing", "revenge", "qwxzjkv", "sisters in law in a novel"]
)
def test_not_clear(query: str) -> None:
    assert not is_clear(index().find(query))


def test_two_titles_of_one_name_are_not_clear() -> None:
    assert not is_clear(Index([named("a", "无双"), named("b", "无双")]).find("无双"))


# --- messages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("anyone seen 《贪吃蛇》 or 「夜行地圖」?", {"greedy-snake", "night-journey-map"}),
        ('is "Life Film Hall" any good? and “greedy snake”', {"life-film-hall", "greedy-snake"}),
        ("I liked 'online trackng' and «sixth strategy»", {"online-tracking", "sixth-strategy"}),
        ("lol #greedysnake #LifeFilmHall", {"greedy-snake", "life-film-hall"}),
        ("#贪吃蛇# #tanchishe", {"greedy-snake"}),
        ("I just finished Night Journey Map, wow", {"night-journey-map"}),
        ("昨天看了人生錄像廳，哭了", {"life-film-hall"}),
        ("家里家外2什么时候出", {"inside-and-outside-the-home-2"}),
        ("Did you watch the duke with benefits yet", {"duke-with-benefits"}),
        ("眠り姫の秘密を見た", {"after-her-long-slumber-brothers-regret"}),
        ("we use online tracking tools and a map of the night", {"online-tracking"}),
        ("a snake ate my lunch, greedy thing", set[str]()),
        ("nothing here, 'tis fine, don't \"worry\" #monday", set[str]()),
        ("", set[str]()),
        ('"love" is "a" 《！》 “the” 「」 **billionaire** thing', set[str]()),
        ("《家里家外》", {"the-family-we-build"}),
    ],
)
def test_mentions(text: str, found: set[str]) -> None:
    assert set(ids(index().mentions(text))) == found


def test_mentions_are_distinct_few_and_best_first() -> None:
    every = " ".join(f"《{name.text}》 {name.text}" for one in entries()[:40] for name in one.names)
    hits = index().mentions(every)
    assert len(hits) == len(set(ids(hits))) == 10
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    quoted = index().mentions("wild grass grows, but 《贪吃蛇》")
    assert ids(quoted) == ["greedy-snake", "wild-grass"]


# --- anything else ------------------------------------------------------------------------------

_ODD = st.one_of(
    st.text(alphabet=st.characters(), max_size=120),
    st.text(alphabet="tanchishelzgu 12", max_size=90),
    st.text(alphabet="贪吃蛇夜行地图的人生 《》abc2", max_size=90),
)


@given(_ODD)
def test_any_query_gives_distinct_ranked_hits(query: str) -> None:
    hits = index().find(query)
    assert len(hits) <= 25
    assert len(set(ids(hits))) == len(hits)
    assert all(0 <= hit.score <= 1 for hit in hits)
    scores = [round(hit.score, 3) for hit in hits]
    assert scores == sorted(scores, reverse=True)


@given(_ODD)
def test_any_message_has_at_most_ten_mentions(text: str) -> None:
    assert len(index().mentions(text)) <= 10


@pytest.mark.parametrize(
    "query", ["a" * 6000, "的" * 6000, "zh" * 3000, "tan chi she " * 500, "\ud800", "%_'\"*(", "\0"]
)
def test_odd_queries(query: str) -> None:
    index().find(query)
    index().mentions(query)


@pytest.mark.parametrize(
    "query", ["短剧", "微短剧短剧", "第 3 集", "drama", "where to watch", "the", "season 2", "第二季"]
)
def test_words_around_a_name_without_a_name(query: str) -> None:
    assert len(index().find(query)) <= 25


@pytest.mark.parametrize(
    "query",
    [
        "where can i watch greedy snake",
        "greedy snake eng sub full episodes",
        "贪吃蛇 短剧 全集",
        "贪吃蛇第3集",
    ],
)
def test_words_around_a_name(query: str) -> None:
    hits = index().find(query)
    assert hits[0].title_id == "greedy-snake"
    assert is_clear(hits)


def test_an_empty_index() -> None:
    assert Index([]).find("snake") == Index([]).find("") == Index([]).mentions("《蛇》") == []
