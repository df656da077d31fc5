"""What a file would change, and every way in which it can be wrong."""

import csv
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.catalogue import Catalogue
from bot.domain.exchange import delimited, document, imports, sheet
from bot.domain.exchange.delimited import write_csv
from bot.domain.exchange.imports import Plan, to_raw
from bot.domain.exchange.strict_json import write_json
from bot.domain.model import MOST_NAMES, MOST_WAYS, Language, Name, Platform, Title, Trope
from bot.i18n import texts
from bot.mistakes import line
from bot.mistakes import what as said
from tests.domain.test_sheet import SNAKE, TITLES
from tests.exchange import csv_file, json_file

NEW = {"id": "new-one", "original": "新剧", "confidence": "high", "sources": "https://example.org/a"}
SNAKE_TITLE = Title.model_validate(SNAKE)


def _known(titles: list[Title]) -> Catalogue:
    text = {"en": "Some words", "zh-CN": "词"}
    platform = {"kind": "app", "summary": text, "sources": ["s"]}
    platforms = {key: Platform.model_validate({**platform, "id": key, "name": key, "hosts": ["reelshort.com"]})
                 for key in ("douyin", "reelshort", "xiaohongshu")}  # fmt: skip
    words = {"revenge": "payback", "period-decades": "x", "gone": "y", "wool": "Knitwear", "yarn": "Knitwear"}
    tropes = {key: Trope.model_validate({"id": key, "group": "genre", "name": {"en": key, "zh-CN": key},
                                         "synonyms": [word]}) for key, word in words.items()}  # fmt: skip
    return Catalogue(titles={title.id: title for title in titles}, platforms=platforms, tropes=tropes)


def _plan(data: bytes, name: str = "a.csv") -> Plan:
    return imports.plan(imports.read_document(name, data), _known([SNAKE_TITLE]))


def _whats(plan: Plan) -> str:
    return "\n".join(map(line, plan.problems))


# --- any title --------------------------------------------------------------------------------------


@settings(max_examples=30)
@given(st.lists(TITLES, max_size=3, unique_by=lambda title: title.id))
def test_any_title_survives(titles: list[Title]) -> None:
    raws = [to_raw(title) for title in titles]
    for name, text in (("a.json", write_json(raws)), ("a.csv", write_csv(map(sheet.row, raws)))):
        plan = imports.plan(imports.read_document(name, text.encode()), _known(titles))
        assert (plan.writes, plan.problems, plan.unchanged) == ([], [], len(titles))


@settings(max_examples=30)
@given(TITLES)
def test_any_title_survives_json_into_an_empty_database(title: Title) -> None:
    named = title.model_copy(update={"names": (Name(text="a", language="en", kind="original"), *title.names),
                                     "tropes": tuple(dict.fromkeys(title.tropes))})  # fmt: skip
    read = imports.read_document("a.json", write_json([to_raw(named)]).encode())
    plan = imports.plan(read, _known([]))
    assert not plan.problems and plan.writes[0].title == named


@settings(max_examples=30)
@given(
    st.binary()
    | st.text().map(str.encode)
    | st.text().map(lambda text: csv_file({"id": text, "tropes": text}))
)
def test_no_file_makes_it_stumble(data: bytes) -> None:
    for name in ("a.json", "a.csv", "a"):
        imports.plan(imports.read_document(name, data), _known([]))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)
)


@settings(max_examples=30)
@given(st.dictionaries(st.sampled_from(list(Title.model_fields)), _JSON))
def test_no_record_makes_it_stumble(raw: dict[str, Any]) -> None:
    plan = imports.plan(imports.read_document("a.json", json_file(raw)), _known([]))
    assert plan.writes or plan.problems
    assert not [one for one in plan.problems if one.key == "mistake-other"], "all have words of our own"


# --- what spreadsheet programs write ----------------------------------------------------------------


@pytest.mark.parametrize(
    "dialect", [{"delimiter": ";"}, {"delimiter": "\t"}, {"lineterminator": "\n"}, {"quoting": csv.QUOTE_ALL}]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_spreadsheet_programs_write(dialect: dict[str, Any], encoding: str) -> None:
    data = (
        csv_file({**NEW, "synopsis_en": "a,b;c\td\n", "synopsis_zh_cn": "x"}, **dialect)
        .decode()
        .encode(encoding)
    )
    plan = _plan(data)
    assert plan.added == ["new-one"], _whats(plan)


def test_headers_in_any_case_and_blank_rows() -> None:
    data = b"\r\n" + csv_file({key.upper(): value for key, value in NEW.items()}) + b",,,\r\n\r\n"
    assert (_plan(data)).added == ["new-one"]


# --- mistakes ---------------------------------------------------------------------------------------

CELLS = [
    ({"id": "Bad Id"}, "id", "“Bad Id” is not an id"),
    ({"id": ""}, "id", "is missing"),
    ({"confidence": ""}, "confidence", "is missing"),
    ({"confidence": "sure"}, "confidence", "“sure” should be 'high', 'medium' or 'community'"),
    ({"sources": ""}, "sources", "is missing"),
    ({"original": ""}, "original", "is missing"),
    ({"original": "", "gloss": "X"}, "original", "has no name but our own translation"),
    ({"year": "1800"}, "year", "“1800” should be greater than or equal to 1990"),
    ({"episodes": "many"}, "episodes", "“many” is not a whole number"),
    ({"minutes": "1,5"}, "minutes", "“1,5” is not a number"),
    ({"minutes": "nan"}, "minutes", "“nan” should be"),
    ({"hoax": "perhaps"}, "hoax", "is neither yes nor no"),
    ({"first_aired": "Jan-26"}, "first_aired", "“Jan-26” is not a date: write 2026"),
    ({"first_aired": "2026-02-30"}, "first_aired", "is not in the calendar"),
    ({"country": "China"}, "country", "two capital letters"),
    ({"country": "XX"}, "country", "'XX' is not an ISO 3166 country code"),
    ({"language": "Chinese"}, "language", "is not a language code"),
    ({"ai": "x"}, "ai", "should be 'assisted' or 'generated'"),
    ({"content": "violence | rain"}, "content", "“rain” should be"),
    ({"synopsis_en": "Only English."}, "synopsis_zh_cn", "is missing"),
    (
        {"synopsis_en": "x" * 1001, "synopsis_zh_cn": "x"},
        "synopsis_en",
        "should have at most 1000 characters",
    ),
    ({"director": "x" * 201}, "director", "should have at most 200 characters"),
    ({"english": "y" * 201}, "english", "should have at most 200 characters"),
    ({"based_on_kind": "song"}, "based_on_kind", "“song” should be"),
    ({"tropes": "revnge"}, "tropes", "there is no trope “revnge”; the nearest is revenge"),
    ({"tropes": "???"}, "tropes", "there is no trope “???”"),
    ({"routes": "nowhere"}, "routes", "there is no platform 'nowhere'"),
    ({"routes": "douyin=https://example.org/x"}, "routes", "is not an https address on a host of douyin"),
    ({"service_names": "nowhere=Foo"}, "service_names", "there is no 'nowhere'"),
]


@pytest.mark.parametrize(("cells", "field", "what"), CELLS)
def test_a_bad_cell(cells: dict[str, str], field: str, what: str) -> None:
    plan = _plan(csv_file({**NEW, **cells}))
    assert not plan.writes
    [problem] = [problem for problem in plan.problems if problem.field == field]
    assert problem.place == "a.csv line 2" and what in said(problem), _whats(plan)


@pytest.mark.parametrize("language", Language)
def test_no_more_names_and_ways_than_a_form_takes(language: Language) -> None:
    aliases = " | ".join(f"alias {at}" for at in range(MOST_NAMES))
    ways = " | ".join(f"douyin=https://reelshort.com/{at}" for at in range(MOST_WAYS + 1))
    cells = {"original": "新剧", "aliases": aliases, "routes": ways}
    as_json = imports.to_raw(SNAKE_TITLE) | {"routes": [{"platform": "douyin"}] * (MOST_WAYS + 1)}
    names = _plan(csv_file({**NEW, **cells, "routes": ""})).problems
    routes = [
        *_plan(csv_file({**NEW, "routes": ways})).problems,
        *_plan(json_file(as_json), "a.json").problems,
    ]
    for problems, most in ((names, MOST_NAMES), (routes[:1], MOST_WAYS), (routes[1:], MOST_WAYS)):
        assert [texts()(language, "mistake-many", most=str(most))] == [
            said(one, language) for one in problems
        ]
    enough = {"aliases": " | ".join(aliases.split(" | ")[1:]), "routes": " | ".join(ways.split(" | ")[1:])}
    assert not _plan(csv_file({**NEW, **enough})).problems


def test_what_is_stored_with_more_stays_as_it_is() -> None:
    old = SNAKE_TITLE.model_copy(update={"routes": SNAKE_TITLE.routes * 30})
    document = imports.read_document("a.json", json_file(to_raw(old)))
    assert imports.plan(document, _known([old])).unchanged == 1


def test_a_word_of_two_tropes_is_not_guessed() -> None:
    assert "“KNITWEAR” may be wool or yarn: say which" in _whats(
        _plan(csv_file({**NEW, "tropes": "KNITWEAR"}))
    )


def test_every_mistake_of_every_row_at_the_line_it_begins_on() -> None:
    rows = [{**NEW, "cast": "a\nb\nc", "year": "x"}, {**NEW, "id": "other", "cast": "", "year": "2026"},
            {**NEW, "id": "third", "country": "??", "year": "y"}]  # fmt: skip
    plan = _plan(csv_file(*rows))
    places = [(problem.place, problem.field) for problem in plan.problems]
    assert places == [("a.csv line 2", "year"), ("a.csv line 6", "country"), ("a.csv line 6", "year")]
    assert plan.added == ["other"]


def test_duplicates() -> None:
    plan = _plan(csv_file(NEW, NEW))
    assert _whats(plan) == "a.csv line 3: id: “new-one” is already in a.csv line 2"
    snake = to_raw(SNAKE_TITLE)
    plan = _plan(json_file(snake, snake), "a.json")
    assert _whats(plan) == "a.json titles[1]: id: “greedy-snake” is already in a.json titles[0]"


HEADERS = [
    ("id,titel\n", "titel: is not a column that can be read; the nearest is"),
    ("id,剧名\n", "剧名: is not a column that can be read"),
    ("id,year,year\n", "year: is the name of two columns, the second is column 3"),
    ("id,,year\n", "(header): column 2 has no name"),
    ("original,year\nx,2026\n", "id: is missing: the first row must name the columns"),
    ("id" + ",x" * 200, "(file): has 201 columns"),
    ("id,year\na,2026,oops\n", "(row): has 3 cells, but there are 2 columns"),
    ('id,year\na,"2026\n', "from here on (unexpected end of data)"),
    ('id,year\na,"20"26\n', "a.csv line 2: (file): is not readable CSV from here on"),
    ("id,director\na," + "x" * (delimited.MAX_CELL + 1), "director: is longer than 65,536 characters"),
    ("id,director\na," + "x" * 200_000, "a.csv line 2: (file): is not readable CSV from here on"),
    ("", "(file): is empty"),
    (" \r\n", "(file): is empty"),
    ('{"format": 1}', "is named .csv but begins like JSON"),
]


@pytest.mark.parametrize(("text", "what"), HEADERS)
def test_a_bad_sheet(text: str, what: str) -> None:
    plan = _plan(text.encode())
    assert what in _whats(plan) and not plan.writes


OPEN = '{"format": "microdrama-catalogue", "version": 1, "titles": ['
JSON = [
    ("id,year", "is named .json but does not begin like JSON"),
    ("{", "a.json line 1: (file): is not readable JSON"),
    ("[]", 'does not have the shape {"format": "microdrama-catalogue"'),
    ('{"format": "other", "version": 1, "titles": []}', "does not have the shape"),
    (OPEN.replace("1", "2") + "]}", "has version 2; this program reads version 1"),
    (OPEN + '], "more": 1}', "has the unknown key more"),
    (OPEN + '{"id": "a", "year": 1, "year": 2}]}', "has the key year twice in one object with the id a"),
    (OPEN + '{"minutes": NaN}]}', "has NaN, which is not a valid number in JSON"),
    (OPEN + '{"minutes": -Infinity}]}', "has -Infinity"),
    (OPEN + '{"year": ' + "1" * 5000 + "}]}", "has a number that is far too long"),
    (OPEN + "[" * 100_000, "is nested more than 32 levels deep"),
    ('{"' + "[" * 50, "is not readable JSON"),
    (OPEN + '"x"]}', "a.json titles[0]: (record): is not an object"),
    (OPEN + '{"id": "a", "colour": 1}]}', "titles[0]: colour: is not a field that a title has"),
    (OPEN + '{"id": "a", "names": ["x"], "cast": "y"}]}', "names.0: “x” is not an object"),
    (OPEN + '{"id": "a", "director": "\\ud800"}]}', "director: “\\ud800” should be a valid string"),
    (OPEN + '{"\\u001b[31m": 1}]}', "titles[0]: \\u001b[31m: is not a field"),
    (OPEN + '{"id": "a", "minutes": 1e999}]}', "minutes: “inf” should be less than or equal to 60"),
]


@pytest.mark.parametrize(("text", "what"), JSON)
def test_bad_json(text: str, what: str) -> None:
    plan = _plan(text.encode(), "a.json")
    assert what in _whats(plan) and not plan.writes


FILES = [
    ("a.xlsx", b"PK\x03\x04...", "is a workbook or a ZIP archive"),
    ("a.txt", b"id\n", "is named .txt: only .csv and .json can be read"),
    (
        "a.csv",
        "id,director\na,ä".encode("latin-1"),
        "is not UTF-8 (byte 0xE4, near line 2): save it as UTF-8",
    ),
    ("a.csv", "id,original\na,贪吃蛇".encode("gb18030"), "is not UTF-8"),
    ("a.csv", "id,year".encode("utf-16-le"), "seems to be UTF-16 without a byte order mark"),
    ("a.csv", "id,year".encode("utf-32"), "is UTF-32"),
    ("a.csv", "id,year".encode("utf-16") + b"x", "is not UTF-16"),
    ("a.csv", b"i" * (document.MAX_BYTES + 1), "is larger than 32 MiB: split it"),
    ("a.csv", b"id\n" + b"x\n" * (document.MAX_ROWS + 1), "has more than 100,000 rows: split it"),
    ("a.json", f"{OPEN}{'0,' * document.MAX_ROWS}0]}}".encode(), "has more than 100,000 titles: split it"),
]


@pytest.mark.parametrize(("name", "data", "what"), FILES, ids=[what for _, _, what in FILES])
def test_a_bad_file(name: str, data: bytes, what: str) -> None:
    read = imports.read_document(name, data)
    assert what in said(read.problems[-1]) and read.problems[-1].field == "(file)"
