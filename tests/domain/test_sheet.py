"""Cells and titles: what a person may write in a spreadsheet, and that nothing is lost on the way."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.exchange.cells import language_of
from bot.domain.exchange.delimited import read_csv, write_csv
from bot.domain.exchange.document import Document
from bot.domain.exchange.imports import to_raw
from bot.domain.exchange.sheet import COLUMNS, column_of, patched, row
from bot.domain.markup import visible
from bot.domain.model import BasedOn, Character, Name, Route, Text, Title

LINES = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30)
    .map(str.strip)
    .filter(lambda text: visible(text).strip()),
    st.sampled_from(["=1+1", "'=1", "a|b", "a \\| b", "x\\", "a=b", "\\=", "Foo [en]", "Foo [id] [en]", "一\n二",
                     "「引」", '"q", r', "＝1", "贪吃蛇", "貪吃蛇", "눈", "かに", "-", "' ", "a;b\tc"]).map(str.strip),
)  # fmt: skip
SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True)
PLATFORMS = st.sampled_from(["douyin", "reelshort", "xiaohongshu"])
LANGUAGES = st.sampled_from(["en", "zh-Hans", "zh-Hant", "id", "ja", "zh-Latn"])
TEXTS = st.builds(Text, en=LINES, zh_cn=LINES, zh_tw=st.none() | LINES)
DATES = st.dates().map(str) | st.sampled_from(["2026", "2026-01"])


def _tuples(of: st.SearchStrategy[Any], min_size: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, min_size=min_size, max_size=2).map(tuple)


def _maybe(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | of


NAMES = st.builds(Name, text=LINES, language=LANGUAGES, platform=st.none(),
                  kind=st.sampled_from(["original", "official", "alias", "gloss", "service"])) | st.builds(
                  Name, text=LINES, language=LANGUAGES, platform=PLATFORMS, kind=st.just("service"))  # fmt: skip
ROUTES = st.builds(
    Route, platform=PLATFORMS, url=_maybe(st.just("https://www.reelshort.com/a=b|c")), search=_tuples(LINES),
    regions=_tuples(st.sampled_from(["GB", "001"])), name=_maybe(LINES), episodes=_maybe(st.integers(1, 2000)),
    as_of=_maybe(DATES), note=_maybe(TEXTS),
)  # fmt: skip
TITLES = st.builds(
    Title, id=SLUGS, names=_tuples(NAMES, 1), hoax=st.booleans(), language=_maybe(LANGUAGES),
    country=_maybe(st.sampled_from(["CN", "GB"])), year=_maybe(st.integers(1990, 2100)),
    first_aired=_maybe(DATES), last_aired=_maybe(DATES),
    episodes=_maybe(st.integers(1, 2000)), minutes=_maybe(st.floats(0, 60, exclude_min=True)),
    tropes=_tuples(st.sampled_from(["revenge", "period-decades", "gone"])), cast=_tuples(LINES),
    characters=_tuples(st.builds(Character, name=LINES, latin=_maybe(LINES))), director=_maybe(LINES),
    company=_maybe(LINES), based_on=_maybe(st.builds(BasedOn, title=LINES, author=_maybe(LINES))),
    sequel_of=_maybe(LINES), ai=_maybe(st.just("assisted")), content=_tuples(st.sampled_from(["death", "drugs"])),
    synopsis=_maybe(TEXTS), setting=_maybe(TEXTS), production=_maybe(TEXTS), caution=_maybe(TEXTS),
    routes=_tuples(ROUTES), sources=_tuples(LINES, 1), confidence=st.sampled_from(["high", "medium", "community"]),
)  # fmt: skip

SNAKE: dict[str, Any] = {
    "id": "greedy-snake",
    "names": [
        {"text": "贪吃蛇", "language": "zh-Hans", "kind": "original"},
        {"text": "Greedy Snake", "language": "en", "kind": "official"},
    ],
    "synopsis": {"en": "A restaurant.", "zh-CN": "餐馆。"},
    "tropes": ["revenge"],
    "routes": [
        {"platform": "douyin", "note": {"en": "A note.", "zh-CN": "注。"}},
        {"platform": "reelshort", "url": "https://www.reelshort.com/x", "episodes": 80},
    ],
    "sources": ["s"],
    "confidence": "high",
}


def _edited(**cells: str) -> dict[str, Any]:
    """The sample after somebody typed into some of its cells."""
    return patched({**row(SNAKE), **cells}, SNAKE)


def _through_csv(cells: dict[str, str]) -> dict[str, str]:
    document = Document()
    read_csv("x.csv", write_csv([cells]).removeprefix("\ufeff"), document)
    assert not document.problems
    return document.entries[0].raw


@settings(max_examples=30)
@given(TITLES)
def test_own_cells_change_nothing(title: Title) -> None:
    raw = to_raw(title)
    assert Title.model_validate(patched(_through_csv(row(raw)), raw)) == title


@settings(max_examples=30)
@given(TITLES)
def test_cells_alone_give_the_same_cells(title: Title) -> None:
    """What the columns can say, they say unmistakably: also for a database that has never seen the title."""
    cells = row(to_raw(title))
    new = Title.model_validate(patched(_through_csv(cells), {}))
    assert row(to_raw(new)) == cells


@settings(max_examples=30)
@given(TITLES, st.sampled_from([column.name for column in COLUMNS]), LINES)
def test_an_edit_stays_in_its_field(title: Title, column: str, typed: str) -> None:
    raw = to_raw(title)
    field = next(f for f in ("names", *Title.model_fields) if f == column or column_of(f, raw) == column
                 or column.startswith(f"{f}_") or (f == "names" and column in _NAME_COLUMNS))  # fmt: skip
    after = patched({**row(raw), column: typed}, raw)
    assert {key for key in raw.keys() | after.keys() if raw.get(key) != after.get(key)} <= {field}


_NAME_COLUMNS = ("original", "english", "official", "service_names", "aliases", "gloss")


def test_a_missing_column_leaves_and_an_empty_cell_clears() -> None:
    assert patched({"id": "greedy-snake"}, SNAKE) == SNAKE
    assert "tropes" not in _edited(tropes=" ")
    assert "synopsis" not in _edited(synopsis_en="", synopsis_zh_cn="")
    assert _edited(english="")["names"] == SNAKE["names"][:1]


def test_line_ends_and_outer_blanks_are_no_edit() -> None:
    stored = {**SNAKE, "synopsis": {"en": "One.\nTwo.", "zh-CN": "一。"}}
    assert patched({"synopsis_en": " One.\r\nTwo. \r\n"}, stored) == stored


def test_an_edited_title_keeps_what_has_no_column() -> None:
    assert _edited(year="2026")["routes"] == SNAKE["routes"]
    more = _edited(routes="kuaishou | douyin | reelshort=https://www.reelshort.com/x")["routes"]
    assert more == [{"platform": "kuaishou", "url": None}, *SNAKE["routes"]]


def test_a_route_keeps_its_details_when_it_gains_an_address() -> None:
    douyin, _ = _edited(routes="douyin=https://www.douyin.com/1 | douyin")["routes"]
    assert "note" not in douyin, "the details belong to the route that still has no address"
    [douyin] = _edited(routes="douyin=https://www.douyin.com/1")["routes"]
    assert (douyin["url"], douyin["note"]["en"]) == ("https://www.douyin.com/1", "A note.")


def test_a_changed_address_is_another_route() -> None:
    [other] = _edited(routes="reelshort=https://www.reelshort.com/y")["routes"]
    assert "episodes" not in other


def test_one_language_of_a_text() -> None:
    assert _edited(synopsis_zh_tw="餐館。")["synopsis"] == {**SNAKE["synopsis"], "zh-TW": "餐館。"}


def test_new_names_stand_where_the_old_ones_stood() -> None:
    assert [name["text"] for name in _edited(original="蛇 | 长虫")["names"]] == ["蛇", "长虫", "Greedy Snake"]


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("original", "貪吃蛇", ("貪吃蛇", "zh-Hant", "original", None)),
        ("original", "東京 [ja]", ("東京", "ja", "original", None)),
        ("original", "Ular [id]", ("Ular", "id", "original", None)),
        ("english", "Snake [Uncut]", ("Snake [Uncut]", "en", "official", None)),
        ("official", "뱀", ("뱀", "ko", "official", None)),
        ("service_names", "reelshort=The Snake", ("The Snake", "en", "service", "reelshort")),
        ("service_names", "The Snake", ("The Snake", "en", "service", None)),
        ("aliases", r"Snake \| Eater", ("Snake | Eater", "en", "alias", None)),
        ("gloss", "A = B", ("A = B", "en", "gloss", None)),
    ],
)
def test_names(column: str, cell: str, expected: tuple[str, ...]) -> None:
    [name] = patched({column: cell}, {})["names"]
    assert (name["text"], name["language"], name["kind"], name["platform"]) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [("Greedy Snake", "en"), ("贪吃蛇", "zh-Hans"), ("貪吃蛇", "zh-Hant"), ("著名", "zh-Hans"), ("1·2・3", "en"),
     ("眠り姫の秘密", "ja"), ("뱀", "ko"), ("الأفعى", "ar"), ("साँप", "hi"), ("งู", "th"), ("Змея", "ru")],
)  # fmt: skip
def test_the_script_gives_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_lists_and_pairs() -> None:
    raw = patched({"cast": r"张三| 李四 ||A \| B | C:\d", "characters": r"素兰=Sulan | 阿明 | a\=b=c"}, {})
    assert raw["cast"] == ["张三", "李四", "A | B", r"C:\d"]
    pairs = [(one["name"], one["latin"]) for one in raw["characters"]]
    assert pairs == [("素兰", "Sulan"), ("阿明", None), ("a=b", "c")]
    assert patched({"characters": r"a\=b"}, {})["characters"] == [{"name": "a=b", "latin": None}]


def test_a_name_that_ends_in_brackets_says_its_language() -> None:
    names = [{"text": "Snake [id]", "language": "en", "kind": "official"}]
    assert row({**SNAKE, "names": names})["english"] == "Snake [id] [en]"


def test_numbers_and_yes() -> None:
    cells = row({**SNAKE, "hoax": True, "minutes": 2.0, "year": 2026})
    assert (cells["hoax"], cells["minutes"], cells["year"]) == ("yes", "2", "2026")
    assert row({**SNAKE, "minutes": 1.5})["minutes"] == "1.5"


@pytest.mark.parametrize(
    ("path", "column"),
    [("names.1.text", "english"), ("names", "original"), ("synopsis.zh-CN", "synopsis_zh_cn"),
     ("routes.0.url", "routes"), ("based_on.kind", "based_on_kind"), ("year", "year")],
)  # fmt: skip
def test_mistakes_are_told_by_column(path: str, column: str) -> None:
    assert column_of(path, SNAKE) == column


@pytest.mark.parametrize(
    "value", ["=1+1", "+1", "-1", "@x", "\t1", "\r1", "\0", "＝1", "＋1", "－1", "＠x", "'=1", "''@"]
)
def test_no_cell_is_a_formula(value: str) -> None:
    cells = {**row(SNAKE), "director": value}
    assert f"'{value}" in write_csv([cells])
    assert _through_csv(cells)["director"] == value


def test_a_quote_that_protects_nothing_stays() -> None:
    cells = {**row(SNAKE), "director": "'tis"}
    assert ",'tis," in write_csv([cells]) and _through_csv(cells)["director"] == "'tis"
