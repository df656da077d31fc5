"""Every mistake that a file of titles can have is told in all our languages."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.domain.catalogue import Catalogue, Problem
from bot.domain.exchange import document, imports
from bot.domain.exchange.delimited import _REASONS as CSV_REASONS
from bot.domain.exchange.imports import combine
from bot.domain.exchange.mistakes import reason_of
from bot.domain.exchange.strict_json import _REASONS as JSON_REASONS
from bot.domain.model import Language
from bot.i18n import texts
from bot.mistakes import field, line, place, what
from bot.store.files import read_catalogue
from tests import shelf
from tests.domain import test_imports
from tests.domain.test_imports import NEW, OPEN, _plan
from tests.exchange import csv_file, json_file
from tests.test_architecture import MODULES, nodes
from tests.test_data import MISTAKES

RECORDS: list[dict[str, Any]] = [
    {"names": []},
    {"names": [{"text": "x", "language": "en", "kind": "alias"}] * 101},
    {"year": 2026.5, "minutes": [], "hoax": [], "director": 5},
    {"year": "9" * 5000, "minutes": 0, "director": "\u200b"},
    {"synopsis": {"en": "", "zh-CN": "x"}},
]
JSON = ['{"titles": [}', "{1}", '{"a" 1}', "{}x", '{"a": "', '{"a": "\t"}', '{"a": "\\x"}', '{"a": 1 "b"}',
        OPEN + '{"year": 1, "year": 2}]}']  # fmt: skip
SHEETS = [
    {"tropes": "KNITWEAR"},
    {"first_aired": "2026-02-30", "id": "Bad Id", "country": "China", "language": "Chinese"},
]
# Words that stay as they are in every language.
TERMS = re.compile(
    r"JSON|CSV|UTF-|BCP 47|ISO 3166|ZIP|MiB|Excel|TOML|https|yes|no|id|zh-Han[st]|\.csv|\.json"
)
# Nothing known has these; they are for what a later Python or pydantic may find.
RESERVE = {"mistake-other", "mistake-json-other", "mistake-csv-other", "mistake-json-trailing"}


def of_imports() -> Iterator[Problem]:
    sheets = [*(cells for cells, _, _ in test_imports.CELLS), *SHEETS]
    files: list[tuple[str, bytes]] = [
        *(("a.csv", csv_file({**NEW, **cells})) for cells in sheets),
        *(("a.csv", text.encode()) for text, _ in test_imports.HEADERS),
        *(("a.json", text.encode()) for text in [*(text for text, _ in test_imports.JSON), *JSON]),
        *(("a.json", json_file({"id": "x", **record})) for record in RECORDS),
    ]
    for name, data in files:
        yield from _plan(data, name).problems
    for name, data, _ in test_imports.FILES:
        yield from imports.read_document(name, data).problems
    yield from combine([_plan(csv_file(NEW, NEW))]).problems
    no_tropes = imports.plan(imports.read_document("a.csv", csv_file({**NEW, "tropes": "x"})), Catalogue())
    yield from no_tropes.problems


def of_catalogues(folder: Path) -> Iterator[Problem]:
    for number, (break_it, _) in enumerate(MISTAKES.values()):
        broken = shelf.write(folder / str(number))
        break_it(broken)
        yield from read_catalogue(broken)[1]
    shelf.change(broken, "platforms/rednote.toml", "id =", "colour = 1\nid =")
    yield from read_catalogue(broken)[1]


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """One of each key."""
    found = [*of_imports(), *of_catalogues(tmp_path_factory.mktemp("catalogues"))]
    found.append(Problem("a.csv", "(file)", "mistake-unreadable", {"error": "No such file"}))
    return list({(one.key, str(one.params.get("reason"))): one for one in found}.values())


def test_the_walk_meets_every_key_of_the_code(problems: list[Problem]) -> None:
    met = {problem.key for problem in problems} | {problem.params.get("reason") for problem in problems}
    parts = [module for module in MODULES if not module.startswith("cogs/") and module != "bot/mistakes.py"]
    literals = {
        node.value
        for module in parts
        for node in nodes(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith("mistake-")
    }
    assert len(literals) > 60 and literals - met - RESERVE == set()


@pytest.mark.parametrize("language", Language)
def test_each_is_a_sentence_of_the_language(problems: list[Problem], language: Language) -> None:
    for problem in problems:
        sent = Problem(*json.loads(json.dumps(problem)))  # as it comes from another process
        said = what(sent, language)
        assert said and said == what(problem, language)
        assert line(problem, language).endswith(said) and place(problem, language) in line(problem, language)
        if language is not Language.EN:
            filled = [problem.value, *(str(value) for value in problem.params.values())]
            choices = problem.params.get("choices")
            for word in sorted([*filled, *(choices if isinstance(choices, list) else [])], key=len)[::-1]:
                said = said.replace(word, "") if word else said
            assert re.search("[\u4e00-\u9fff]", said), said
            assert not re.search("[a-z]{3,}", TERMS.sub("", said)), said
            assert not re.search("[a-z]", field(problem._replace(field="(row)"), language))


@pytest.mark.parametrize("language", Language)
def test_a_parser_of_a_later_python_is_not_quoted(language: Language) -> None:
    for reasons, key in ((JSON_REASONS, "mistake-json"), (CSV_REASONS, "mistake-csv")):
        assert reason_of("Something new at", reasons, f"{key}-other") == f"{key}-other"
        for reason in [*reasons.values(), f"{key}-other"]:
            said = what(Problem("", "(file)", key, {"reason": reason}), language)
            assert texts()(language, reason) in said and "mistake" not in said


def test_a_place_is_a_line_or_what_it_is_called() -> None:
    where = [
        Problem(name, "id", "mistake-missing") for name in (" line 12", " titles[3]", "a.csv line 12", "")
    ]
    assert [place(one, Language.EN) for one in where] == ["Line 12", "titles[3]", "a.csv line 12", ""]
    assert line(where[0], Language.ZH_CN) == "第 12 行：id：没有填写"
    assert line(Problem("", "(file)", "mistake-empty"), Language.ZH_TW) == "（檔案）：是空的"
    assert document.MAX_ROWS == 100_000 and "100,000" in what(
        Problem("", "(file)", "mistake-rows", {"most": document.MAX_ROWS}), Language.ZH_TW
    )
